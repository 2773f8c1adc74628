/** Slips of the pen: wrong characters, doubled words, a missing mark, words left over from drafting. */
import type { Span } from '#document/document.ts'
import { parentRegion } from '#plan/division/division.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { type Passage, partitionsOf, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'
import { slipsIn } from './slip.ts'

/** What every plan writes of five-year plans: 第十四个五年规划, or 十四五规划 without 第. */
const FIVE_YEAR = /第(十[一二三四五六七])五(?=规划|时期|计划|期间)/g

const slip = (span: Span, from: number, to: number, wrong: string, right: string, sure = true): Finding => ({
  verdict: sure ? 'fails' : 'doubtful',
  quotes: [quote(span, Math.max(0, from - 4), to + 6)],
  computed: `${wrong} → ${right}`,
  message: { zh: `“${wrong}”疑为“${right}”`, en: `“${wrong}” is meant to be “${right}”` },
  remedy: { zh: `改为“${right}”`, en: `Write “${right}”` },
})

const fiveYears = ({ span, text }: Passage): Finding[] =>
  [...text.matchAll(FIVE_YEAR)].map((match) =>
    slip(span, match.index, match.index + match[0].length, match[0], `第${match[1]}个五年`),
  )

/** Words of the field of their own right beside one another: 矿山 and 矿井, 矿产 and 矿床. */
const FIELD = /^矿[山产种床井点区权业石脉体]$/

/** In an enumeration of one make, an item that ends one character apart from its fellows: 能源矿查, 金属矿产, 非金属矿产. */
const oddOnesOut = (passage: Passage): Finding[] =>
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
        FIELD.test(tail) ||
        tail[0] !== usual[0] ||
        parts.length - tails.filter((each) => each === usual).length !== 1
      )
        return []
      return [slip(passage.span, part.start - 2, part.start, tail, usual)]
    })
  })

/** A sentence that runs into the next: "…执行有关规定根据…". */
const unmarked = (passage: Passage): Finding[] =>
  [
    ...passage.text.matchAll(
      /(?:执行|遵守|落实|遵循)[^，。；、]{0,10}(?:规定|制度|要求|标准)(?=(?:根据|为了|由于|鉴于|同时)[\p{Script=Han}])/gu,
    ),
  ].map(
    (match): Finding => ({
      verdict: 'fails',
      quotes: [quote(passage.span, Math.max(0, match.index - 4), match.index + match[0].length + 10)],
      computed: `“${match[0].slice(-2)}” → “${match[0].slice(-2)}；”`,
      message: { zh: '两句之间缺标点', en: 'A mark is missing between two sentences' },
      remedy: { zh: '补标点', en: 'Add the mark' },
    }),
  )

const DRAFTING =
  /(?:XX+|××+|\*{2,}|(?<![有期等对尚])(?:待定|待补充?(?!偿)|待核实?)|暂缺|此处(?:填写|补充|插入)|TODO|错误！未(?:找到|定义)[^。]*|（征求意见稿）|请(?:补充|核实))/

/** Words left over from drafting; and the office of another kind of region. */
const leftovers = (plan: Plan): Finding[] => {
  const findings: Finding[] = passagesOf(plan).flatMap((passage) => {
    const match = DRAFTING.exec(passage.text)
    return match ? [slip(passage.span, match.index, match.index + match[0].length, match[0], '—')] : []
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
        // A city of county level has no county government; a county may speak of the city above it.
        verdict: plan.region?.level === 'county' && /市$/.test(name) ? 'fails' : 'doubtful',
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

/** "我市" in a county's plan whose seat above is no city, "我县" in a city's: words taken from another's plan. */
const ourselves = (plan: Plan): Finding[] => {
  const { region } = plan
  if (region?.level !== 'county') return []
  const kind = /[县市区旗]$/.exec(region.name)?.[0]
  const above = region.code === null ? null : parentRegion(region.code)
  if (!kind) return []
  return passagesOf(plan).flatMap(({ span, text }) =>
    [...text.matchAll(/(?<!自)我([县市区旗])(?![场域块])/g)].slice(0, 1).flatMap((match): Finding | [] => {
      const said = match[1]!
      if (said === kind) return []
      // A county of a city may speak of that city; a 自治州, a 盟 and a 地区 are none.
      const meantAbove = said === '市' && (above === null || /市$/.test(above.name))
      return {
        verdict: meantAbove || said === '区' ? 'doubtful' : 'fails',
        quotes: [quote(span, Math.max(0, match.index - 6), match.index + 10)],
        computed: `${region.name} ↔ ${match[0]}`,
        message: {
          zh: `本规划为${region.name}，文中称“${match[0]}”`,
          en: `The plan is ${region.name}’s, the text says ${match[0]}`,
        },
        remedy: { zh: '核对是否沿用他处文字', en: 'Check whether the words were taken from elsewhere' },
      }
    }),
  )
}

/** How long a sentence must be for its repetition to be no chance. */
const LONG_SENTENCE = 24
const COPIED = 30

/** A sentence that stands in the plan twice. */
const repeated = (plan: Plan): Finding[] => {
  const first = new Map<string, (typeof plan.clauses)[number]>()
  return plan.clauses.flatMap((clause): Finding | [] => {
    const words = clause.span.text.replace(/[\s，、]/g, '')
    if (words.length < LONG_SENTENCE) return []
    const before = first.get(words)
    if (!before) {
      first.set(words, clause)
      return []
    }
    return {
      // So long a sentence twice, word for word, was copied.
      verdict: words.length >= COPIED ? 'fails' : 'doubtful',
      quotes: [quote(before.span), quote(clause.span)],
      computed: '×2',
      message: { zh: '同一句话出现两次', en: 'One sentence stands in the plan twice' },
      remedy: { zh: '删去一处，或确认有意重复', en: 'Delete one, or make sure that it is meant' },
    }
  })
}

export const wording: Check = {
  name: 'wording',
  title: { zh: '文字', en: 'Slips of the pen' },
  run: (plan) => [
    ...passagesOf(plan).flatMap((passage) => [...fiveYears(passage), ...oddOnesOut(passage), ...unmarked(passage)]),
    ...slipsIn(plan).map(({ span, from, to, wrong, right, sure }) => slip(span, from, to, wrong, right, sure)),
    ...leftovers(plan),
    ...ourselves(plan),
    ...repeated(plan),
  ],
}
