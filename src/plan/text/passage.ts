/** The running text of a plan as its checks read it: paragraph by paragraph, once. */
import type { Span } from '#document/document.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import { once, oncePerPlan } from '#plan/once.ts'
import type { Reading } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { type Figure, figuresIn } from './figure.ts'
import { partitionsIn } from './partition.ts'

export type Passage = {
  readonly index: number
  readonly span: Span
  readonly text: string
  readonly outline: string
  readonly headings: readonly string[]
  readonly figures: readonly Figure[]
  /** It tells what is and was: its figures are those of the base year, not what the plan wants. */
  readonly present: boolean
}

const PRESENT =
  /现状|成效|概况|规划(?:背景|基础)|资源家底|特点|回顾|执行情况|县情|市情|区情|矿产资源$|上一?轮|第[一二三四五六]轮|存在.{0,6}问题|自然地理|社会发展/
const FORWARD = /要求|目标|展望|任务|布局|总体思路|措施/
/** A run-in heading is a sentence of its own: "矿山布局逐步优化" reports, "主要任务" plans. */
const RUN_IN_FORWARD = /(?:要求|目标|展望|任务|布局|思路|措施)$/

/** Told by the innermost heading that says so. The first `outlined` headings stand in the outline, the others run in. */
const tellsPresent = (headings: readonly string[], outlined: number): boolean => {
  for (let i = headings.length - 1; i >= 0; i--) {
    if (PRESENT.test(headings[i]!)) return true
    if ((i < outlined ? FORWARD : RUN_IN_FORWARD).test(headings[i]!)) return false
  }
  return false
}

/** Every paragraph of the plan in reading order, with the figures in it. */
export const passagesOf = oncePerPlan((plan): readonly Passage[] => {
  const passages: Passage[] = []
  const outlined = new Set(plan.outline.map((heading) => heading.heading))
  let last: Span | null = null
  for (const { paragraph: span, outline, headings } of plan.clauses) {
    if (last && last.at.start === span.at.start && last.at.part === span.at.part && last.text === span.text) continue
    last = span
    passages.push({
      index: passages.length,
      span,
      text: span.text,
      outline,
      headings,
      figures: figuresIn(span.text),
      present: tellsPresent(headings, headings.findLastIndex((heading) => outlined.has(heading)) + 1),
    })
  }
  return passages
})

/** A figure where the text says it. */
export type Said = { readonly passage: Passage; readonly figure: Figure }

/** Of the whole text, of what tells of the present, of what looks ahead. */
type When = 'all' | 'present' | 'ahead'

const tellsOf = ({ present }: Passage, when: When): boolean => when === 'all' || present === (when === 'present')

const saidOf = oncePerPlan((plan) => {
  const all = passagesOf(plan).flatMap((passage) => passage.figures.map((figure): Said => ({ passage, figure })))
  const of = (when: When): readonly Said[] => all.filter(({ passage }) => tellsOf(passage, when))
  return { all, present: of('present'), ahead: of('ahead') }
})

/** Every figure of the text with its passage. */
export const saidIn = (plan: Reading, when: When = 'all'): readonly Said[] => saidOf(plan)[when]

/** Words where the text says them. */
export type Found = { readonly passage: Passage; readonly match: RegExpExecArray }

/** Every place where the text says the words; the pattern is global. */
export const findIn = (plan: Reading, words: RegExp, when: When = 'all'): readonly Found[] =>
  passagesOf(plan).flatMap((passage) =>
    tellsOf(passage, when) ? [...passage.text.matchAll(words)].map((match) => ({ passage, match })) : [],
  )

/** The first place in each passage where it says the words; the pattern is not global. */
export const firstIn = (plan: Reading, words: RegExp, when: When = 'all'): readonly Found[] =>
  passagesOf(plan).flatMap((passage) => {
    const match = tellsOf(passage, when) ? words.exec(passage.text) : null
    return match ? [{ passage, match }] : []
  })

/** A figure as a quote: from what it is said of to its noun. */
export const quoteFigure = ({ span }: Passage, { labelStart, nounEnd }: Figure): Quote =>
  quote(span, labelStart, nounEnd)

/** Wholes and parts of a passage. */
export const partitionsOf = once(
  (passage: Passage) => passage,
  ({ text, figures }) => partitionsIn(text, figures),
)

/** Minerals a passage names. */
export const mentionsOf = once(
  (passage: Passage) => passage,
  ({ text }) => mineralsIn(text),
)

const sentenceEnds = ['。', '；', '！', ';'] as const

/** Offsets of the sentence around `at`: from after the last 。；！ to the next one, or the passage's ends. */
export const sentenceAround = (text: string, at: number): { readonly from: number; readonly to: number } => {
  let from = 0
  let to = text.length
  for (const end of sentenceEnds) {
    if (at > 0) from = Math.max(from, text.lastIndexOf(end, at - 1) + 1)
    const next = text.indexOf(end, at)
    if (next >= 0) to = Math.min(to, next + 1)
  }
  return { from, to }
}

const DISTRICT =
  /^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?\s*)?([\p{Script=Han}]{2,12}?(?:自治县|县|市|区|旗|镇|乡|街道|片区|板块|组团))(?:片区|板块|组团)?\s*[。：:]/u

/** The part of the region a passage alone speaks of, told by how it begins: "（一）某区。…", "某县：…". Null for the whole. */
export const districtOf = (passage: Passage, region: string | null): string | null => {
  const name = DISTRICT.exec(passage.text)?.[1] ?? null
  return name === null ||
    /(?:勘查|开采|矿|治理|发展|规划|保护|修复|分布|建设|限制|禁止)区$/.test(name) ||
    name === region
    ? null
    : name
}
