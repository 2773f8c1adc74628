/** Law, notices and terms that a reader today must read with care; and how documents are cited. */

import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch } from '#plan/quote.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

type Outdated = {
  readonly words: RegExp
  readonly since: string
  readonly unless?: RegExp
  readonly zh: string
  readonly en: string
}

/** What has been replaced, since when, by what. A date is the day the new rule took force. */
const OUTDATED: readonly Outdated[] = [
  {
    words: /(?:依据|根据|按照)?《?中华人民共和国矿产资源法》?(?!实施细则)/,
    since: '2025-07-01',
    unless: /矿产资源法》?（\s*2024/,
    zh: '《矿产资源法》2024年11月8日修订，2025年7月1日施行',
    en: 'The Mineral Resources Law was revised on 2024-11-08, in force from 2025-07-01',
  },
  {
    words: /矿山地质环境保护与(?:土地复垦|治理恢复|恢复治理)方案/,
    since: '2025-07-01',
    zh: '修订后的《矿产资源法》以“矿区生态修复方案”代替“矿山地质环境保护与土地复垦方案”',
    en: 'The revised law has a 矿区生态修复方案 in its place',
  },
  {
    words: /党的十九(?:大|届)[^，。；]{0,20}精神/,
    since: '2022-10-22',
    unless: /党的二十大/,
    zh: '党的二十大已于2022年10月召开，指导思想的时点早于此',
    en: 'The Twentieth Congress met in October 2022; the text stands before it',
  },
  {
    words: /国土资源(?:部|厅|局)(?!令|办公厅)|国土部门/,
    since: '2018-03-21',
    zh: '国土资源主管部门已改为自然资源主管部门',
    en: 'The department for land and resources is now that for natural resources',
  },
  {
    words: /矿山地质环境治理恢复保证金(?!(?:[^，。；]{0,12}(?:返还|转|改)))|环境恢复保证金(?:制度)?(?!.{0,10}转)/,
    since: '2017-11-01',
    unless: /返还|保证金存储向|转化|取消/,
    zh: '治理恢复保证金已改为治理恢复基金（财建〔2017〕638号）',
    en: 'The deposit has been replaced by a fund',
  },
  {
    words: /关于推进矿产资源管理改革若干事项的意见（试行）/,
    since: '2023-07-26',
    unless: /自然资规〔2023〕4号/,
    zh: '《关于推进矿产资源管理改革若干事项的意见（试行）》（自然资规〔2019〕7号）已由自然资规〔2023〕4号代替',
    en: 'The trial notice of 2019 (No. 7) was replaced by 自然资规〔2023〕4号',
  },
  {
    words: /(?<!地质)《?绿色勘查指南》?/,
    since: '2021-10-01',
    unless: /DZ\/T\s*0374/,
    zh: '绿色勘查已有行业标准《绿色地质勘查工作规范》（DZ/T 0374—2021）',
    en: 'There is a standard for green exploration now, DZ/T 0374—2021',
  },
  {
    words: /矿业权出让收益征收管理暂行办法/,
    since: '2023-05-01',
    unless: /财综〔2023〕10号/,
    zh: '《矿业权出让收益征收管理暂行办法》已由《矿业权出让收益征收办法》（财综〔2023〕10号）代替',
    en: 'The interim measures were replaced by 财综〔2023〕10号',
  },
  {
    words: /GB\/?T?\s*17766[-—]1999|GB\/?T?\s*13908[-—]2002/,
    since: '2020-05-01',
    zh: '《固体矿产资源储量分类》《固体矿产地质勘查规范总则》已有2020年版',
    en: 'The standards have editions of 2020',
  },
]

/** Where the words around an offset begin: after the last mark, at most a dozen characters back. */
const clauseStart = (text: string, at: number): number => {
  let from = at
  while (from > 0 && at - from < 12 && !'，。；：、'.includes(text[from - 1]!)) from--
  return from
}

const outdated = (plan: Plan): Finding[] =>
  OUTDATED.flatMap((rule): Finding | [] => {
    const passages = passagesOf(plan)
    if (rule.unless && passages.some((passage) => rule.unless!.test(passage.text))) return []
    for (const passage of passages) {
      const match = rule.words.exec(passage.text)
      if (!match) continue
      return {
        verdict: 'doubtful',
        quotes: [quote(passage.span, clauseStart(passage.text, match.index), match.index + match[0].length)],
        computed: `≥ ${rule.since}`,
        message: { zh: rule.zh, en: rule.en },
        remedy: {
          zh: '在此日期之后定稿或审查的，改用新的名称和依据',
          en: 'After that date use the new name and basis',
        },
      }
    }
    return []
  })

const NUMBER =
  /([\p{Script=Han}]{2,10}?(?:发|函|规|办|字|资))\s*([[〔【（(〈<])\s*(\d{4})\s*([\]〕】）)〉>])\s*(?:第\s*)?(\d{1,4})\s*(号?)/gu

type Citation = {
  readonly match: RegExpExecArray
  readonly right: string
  readonly verdict: 'holds' | 'fails' | 'doubtful'
}

/** Square brackets and 【】 are none for a year; round and pointed ones often are what a copy made of 〔〕. */
const cited = (match: RegExpExecArray): Citation => {
  const brackets = match[2] === '〔' && match[4] === '〕'
  const wrong = !brackets && /[[〔【]/.test(match[2]!)
  return {
    match,
    right: `${match[1]}〔${match[3]}〕${match[5]}号`,
    verdict: match[6] !== '号' || wrong ? 'fails' : brackets ? 'holds' : 'doubtful',
  }
}

/** Each number well cited or to be looked at by itself; those of one paragraph that are wrong together. */
const citations = (passage: Passage): Finding[] => {
  const all = [...passage.text.matchAll(NUMBER)].map(cited)
  const wrong = all.filter(({ verdict }) => verdict === 'fails')
  const groups = [...all.filter(({ verdict }) => verdict !== 'fails').map((each) => [each]), wrong]
  return groups.flatMap((group): Finding | [] => {
    const [first] = group
    if (!first) return []
    const holds = first.verdict === 'holds'
    const right = [...new Set(group.map((each) => each.right))].join('、')
    return {
      verdict: first.verdict,
      quotes: group.map(({ match }) => quoteMatch(passage.span, match)),
      computed: holds ? right : group.map((each) => `${each.match[0].replace(/\s/g, '')} → ${each.right}`).join('；'),
      message: holds
        ? { zh: '文号格式规范', en: 'The number is cited in form' }
        : { zh: `文号应写作“${right}”`, en: `The number should read “${right}”` },
      ...(holds ? {} : { remedy: { zh: `改为“${right}”`, en: `Write “${right}”` } }),
    }
  })
}

/** A change of the plan is approved by the body that approved the plan; telling it is not enough. */
const procedure = (passage: Passage): Finding[] => {
  const findings: Finding[] = []
  const told = /(?<![^。；])[^。；]*(?:调整|修编|修改|新增)[^。；]*报(?:原)?(?:审批|批准)(?:机关|部门)备案/.exec(
    passage.text,
  )
  if (told) {
    const from = Math.max(told.index, told.index + told[0].lastIndexOf('由原'), told.index + told[0].length - 60)
    findings.push({
      verdict: 'doubtful',
      quotes: [quote(passage.span, from, told.index + told[0].length)],
      computed: '备案 ↔ 检查通过后上图入库（自然资办发〔2024〕53号）',
      message: {
        zh: '规划调整只报备案，程序依据已变',
        en: 'A change is only told to the approving body; the procedure has changed',
      },
      remedy: { zh: '按现行程序报原审批机关', en: 'Follow the procedure in force' },
    })
  }
  const approved = /(?<![^。；])[^。；]*(?:调整|修改)[^。；]*(?:原)?(?:批准|审批)机关(?:同意|批准)[^。；]*/.exec(
    passage.text,
  )
  const named =
    /(?<![^。；])[^。；]*(?:调整|修改|修编)规划?[^。；]*?报((?!原)[\p{Script=Han}]{2,20}(?:局|厅|部|政府))(?:批准|审批|同意|审查)[^。；]*/u.exec(
      passage.text,
    )
  if (named && !approved)
    findings.push({
      verdict: 'doubtful',
      quotes: [
        quote(passage.span, Math.max(named.index, named.index + named[0].length - 60), named.index + named[0].length),
      ],
      computed: `${named[1]} ↔ 原批准机关（《矿产资源规划编制实施办法》第三十九条）`,
      message: {
        zh: '规划调整须经原批准机关同意，文中所报机关须核对',
        en: 'A change needs the consent of the body that approved the plan; check that it is the one named',
      },
      remedy: { zh: '写作“报原批准机关同意”', en: 'Name the body that approved the plan' },
    })
  if (approved)
    findings.push({
      verdict: 'holds',
      quotes: [quote(passage.span, approved.index, approved.index + approved[0].length)],
      computed: '《矿产资源规划编制实施办法》第三十九条',
      message: {
        zh: '规划调整须经原批准机关同意，与办法一致',
        en: 'A change needs the approving body’s consent, as the rules have it',
      },
    })
  return findings
}

export const law: Check = {
  name: 'law',
  title: { zh: '法律、文件与程序', en: 'Law, documents and procedure' },
  run: (plan) => [
    ...outdated(plan),
    ...passagesOf(plan).flatMap((passage) => [...citations(passage), ...procedure(passage)]),
  ],
}
