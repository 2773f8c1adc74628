/** Slips of the pen: wrong characters, doubled words, a missing mark, words left over from drafting. */
import type { Plan } from '#plan/plan.ts'
import { type Check, type CheckFinding, quote } from './finding.ts'
import { type Passage, partitionsOf, passagesOf } from './passage.ts'

/** Words that are always wrong, and what is meant. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/健立/, '建立'],
  [/第十四五(?=规划)/, '第十四个五年'],
  [/第十[三五]五(?=规划)/, '第十×个五年'],
  [/(?<!分)布集中/, '分布集中'],
  [/严照/, '严格按照'],
  [/布署/, '部署'],
  [/座标/, '坐标'],
  [/帐户/, '账户'],
  [/(?:矿查)(?=\d|种|资源|品)/, '矿产'],
  [/因地置宜/, '因地制宜'],
  [/合里(?=利用|开发|布局)/, '合理'],
  [/既将/, '即将'],
  [/按装/, '安装'],
  [/渡过难关的/, '度过难关的'],
  [/综合利利用/, '综合利用'],
  [/生态修服/, '生态修复'],
  [/复恳/, '复垦'],
  [/堪查/, '勘查'],
  [/采矿全(?!部)/, '采矿权'],
  [/矿产资原/, '矿产资源'],
  [/砂石士/, '砂石土'],
  [/粘士/, '粘土'],
  [/建全(?=完善|制度|机制|体系)/, '健全'],
  [/健设/, '建设'],
  [/完普/, '完善'],
  [/规化(?=期|区块|目标)/, '规划'],
  [/开彩/, '开采'],
  [/勘察规划区块/, '勘查规划区块'],
  [/必需(?=按照|符合|达到|编制|严格)/, '必须'],
]

const slips = (passage: Passage): CheckFinding[] =>
  SLIPS.flatMap(([wrong, right]) =>
    [...passage.text.matchAll(new RegExp(wrong, 'g'))].map((match) =>
      slip(passage, match.index, match.index + match[0].length, match[0], right),
    ),
  )

const slip = (passage: Passage, from: number, to: number, wrong: string, right: string): CheckFinding => ({
  check: 'wording',
  verdict: 'fails',
  quotes: [quote(passage.span, Math.max(0, from - 4), to + 6)],
  computed: `${wrong} → ${right}`,
  message: { zh: `“${wrong}”疑为“${right}”`, en: `“${wrong}” is meant to be “${right}”` },
  remedy: { zh: `改为“${right}”`, en: `Write “${right}”` },
})

/** In an enumeration of one make, an item that ends one character apart from its fellows: 能源矿查, 金属矿产, 非金属矿产. */
const oddOnesOut = (passage: Passage): CheckFinding[] =>
  partitionsOf(passage).flatMap(({ parts }) => {
    if (parts.length < 3) return []
    const tails = parts.map((part) => part.label.slice(-2))
    const usual = tails.find((tail) => tails.filter((each) => each === tail).length >= 2)
    if (!usual || /[型类]$/.test(usual)) return []
    return parts.flatMap((part) => {
      const tail = part.label.slice(-2)
      if (
        tail === usual ||
        tail.length < 2 ||
        tail[0] !== usual[0] ||
        parts.length - tails.filter((each) => each === usual).length !== 1
      )
        return []
      return [slip(passage, part.start - 2, part.start, tail, usual)]
    })
  })

/** A word of two or more characters written twice in a row, or doubled around a word ("矿山绿色矿山企业"). */
const doubled = (plan: Plan): CheckFinding[] => {
  const passages = passagesOf(plan)
  const whole = passages.map((passage) => passage.text).join('\n')
  const count = (words: string): number => {
    let n = 0
    for (let at = whole.indexOf(words); at >= 0 && n < 3; at = whole.indexOf(words, at + 1)) n++
    return n
  }
  return passages.flatMap((passage) => {
    const findings: CheckFinding[] = []
    for (const match of passage.text.matchAll(/([\p{Script=Han}]{2,8})\1/gu)) {
      // 进一步一步 never occurs; reduplicated words of the language (研究研究) do not either in a plan.
      if (/^(.)\1+$/u.test(match[1]!)) continue
      findings.push(slip(passage, match.index, match.index + match[0].length, match[0], match[1]!))
    }
    for (const match of passage.text.matchAll(/([的了和与及为在对于])\1(?!士|确)/g))
      findings.push(slip(passage, match.index, match.index + 2, match[0], match[1]!))
    for (const match of passage.text.matchAll(/(?=([\p{Script=Han}]{2})([\p{Script=Han}]{2})\1(?!\2))/gu)) {
      const [, word, between] = match
      if (word === between) continue
      // "绿色矿山" is a term of this plan, "矿山绿色" is none: the first 矿山 is too much.
      if (count(`${between}${word}`) < 3 || count(`${word}${between}`) > 1) continue
      const followed = [...whole.matchAll(new RegExp(`${word}${between}${word}`, 'g'))].length
      if (
        followed > 1 ||
        (/[、，。；：]/.test(passage.text[match.index - 1] ?? '、') === false &&
          passage.text.slice(match.index - 2, match.index) === between)
      )
        continue
      findings.push(slip(passage, match.index, match.index + 6, `${word}${between}${word}`, `${between}${word}`))
    }
    return findings
  })
}

/** A sentence that runs into the next: "…执行有关规定根据…". */
const unmarked = (passage: Passage): CheckFinding[] =>
  [
    ...passage.text.matchAll(
      /(?:执行|遵守|落实|遵循)[^，。；、]{0,10}(?:规定|制度|要求|标准)(?=(?:根据|为了|由于|鉴于|同时)[\p{Script=Han}])/gu,
    ),
  ].map(
    (match): CheckFinding => ({
      check: 'wording',
      verdict: 'fails',
      quotes: [quote(passage.span, Math.max(0, match.index - 4), match.index + match[0].length + 10)],
      computed: `“${match[0].slice(-2)}”后缺“。”或“；”`,
      message: { zh: '两句之间缺标点', en: 'A mark is missing between two sentences' },
      remedy: { zh: '补标点', en: 'Add the mark' },
    }),
  )

const DRAFTING =
  /(?:XX+|××+|\*{2,}|待定|待补充?|待核实?|暂缺|此处(?:填写|补充|插入)|TODO|错误！未(?:找到|定义)[^。]*|（征求意见稿）|县政府(?=.{0,20}市长)|请(?:补充|核实))/

/** Words left over from drafting; and the office of another kind of region. */
const leftovers = (plan: Plan): CheckFinding[] => {
  const findings: CheckFinding[] = passagesOf(plan).flatMap((passage) => {
    const match = DRAFTING.exec(passage.text)
    return match ? [slip(passage, match.index, match.index + match[0].length, match[0], '—')] : []
  })
  const name = plan.region?.name ?? ''
  if (/市$/.test(name) || /县$/.test(name)) {
    const other = /市$/.test(name)
      ? /(?<![\p{Script=Han}]{1})县(?:政府|自然资源局|人民政府)|主管县长/u
      : /(?<![\p{Script=Han}])市(?:人民政府|自然资源局)统?/u
    for (const passage of passagesOf(plan)) {
      const match = other.exec(passage.text)
      if (!match) continue
      findings.push({
        check: 'wording',
        verdict: 'doubtful',
        quotes: [quote(passage.span, match.index, match.index + match[0].length + 10)],
        computed: `${name} ↔ ${match[0]}`,
        message: {
          zh: `本规划为${name}，文中称“${match[0]}”`,
          en: `The plan is ${name}’s, the text speaks of ${match[0]}`,
        },
        remedy: { zh: '核对是否沿用他处文字', en: 'Check whether the words were taken from elsewhere' },
      })
    }
  }
  return findings
}

/** How long a sentence must be for its repetition to be no chance. */
const LONG_SENTENCE = 24

/** A sentence that stands in the plan twice. */
const repeated = (plan: Plan): CheckFinding[] => {
  const first = new Map<string, (typeof plan.clauses)[number]>()
  return plan.clauses.flatMap((clause): CheckFinding[] => {
    const words = clause.span.text.replace(/[\s，、]/g, '')
    if (words.length < LONG_SENTENCE) return []
    const before = first.get(words)
    if (!before) {
      first.set(words, clause)
      return []
    }
    return [
      {
        check: 'wording',
        verdict: 'doubtful',
        quotes: [quote(before.span), quote(clause.span)],
        computed: '×2',
        message: { zh: '同一句话出现两次', en: 'One sentence stands in the plan twice' },
        remedy: { zh: '删去一处，或确认有意重复', en: 'Delete one, or make sure that it is meant' },
      },
    ]
  })
}

export const wording: Check = {
  name: 'wording',
  title: { zh: '文字', en: 'Slips of the pen' },
  run: (plan) => [
    ...passagesOf(plan).flatMap((passage) => [...slips(passage), ...oddOnesOut(passage), ...unmarked(passage)]),
    ...doubled(plan),
    ...leftovers(plan),
    ...repeated(plan),
  ],
}
