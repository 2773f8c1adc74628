/** The running text of a plan as its checks read it: paragraph by paragraph, once. */
import type { Span } from '#document/document.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { type Figure, figuresIn } from './figure.ts'
import { type Partition, partitionsIn } from './partition.ts'

export type Passage = {
  readonly index: number
  readonly span: Span
  readonly text: string
  readonly outline: string
  readonly headings: readonly string[]
  readonly figures: readonly Figure[]
  /** How many of the headings, outermost first, stand in the outline; what follows runs in with its sentence. */
  readonly outlined: number
}

const known = new WeakMap<readonly Clause[], readonly Passage[]>()

/** Every paragraph of the plan in reading order, with the figures in it. Computed once per plan. */
export const passagesOf = (plan: Plan): readonly Passage[] => {
  const before = known.get(plan.clauses)
  if (before) return before
  const passages: Passage[] = []
  const outlined = new Set(plan.outline.map((heading) => heading.heading))
  let last: Span | null = null
  for (const clause of plan.clauses) {
    const span = clause.paragraph
    if (last && last.at.start === span.at.start && last.at.part === span.at.part && last.text === span.text) continue
    last = span
    passages.push({
      index: passages.length,
      span,
      text: span.text,
      outline: clause.outline,
      headings: clause.headings,
      figures: figuresIn(span.text),
      outlined: clause.headings.findLastIndex((heading) => outlined.has(heading)) + 1,
    })
  }
  known.set(plan.clauses, passages)
  return passages
}

const partitions = new WeakMap<Passage, readonly Partition[]>()
const mentions = new WeakMap<Passage, ReturnType<typeof mineralsIn>>()

/** Wholes and parts of a passage. Computed once per passage. */
export const partitionsOf = (passage: Passage): readonly Partition[] => {
  const before = partitions.get(passage)
  if (before) return before
  const found = partitionsIn(passage.text, passage.figures)
  partitions.set(passage, found)
  return found
}

/** Minerals a passage names. Computed once per passage. */
export const mentionsOf = (passage: Passage): ReturnType<typeof mineralsIn> => {
  const before = mentions.get(passage)
  if (before) return before
  const found = mineralsIn(passage.text)
  mentions.set(passage, found)
  return found
}

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

const PRESENT =
  /现状|成效|概况|规划(?:背景|基础)|资源家底|特点|回顾|执行情况|县情|市情|区情|矿产资源$|上一?轮|第[一二三四五六]轮|存在.{0,6}问题|自然地理|社会发展/
const FORWARD = /要求|目标|展望|任务|布局|总体思路|措施/
/** A run-in heading is a sentence of its own: "矿山布局逐步优化" reports, "主要任务" plans. */
const RUN_IN_FORWARD = /(?:要求|目标|展望|任务|布局|思路|措施)$/

/** Whether a passage tells what is and was: then its figures are those of the base year, not what the plan wants. */
export const describesPresent = (passage: Passage): boolean => {
  for (let i = passage.headings.length - 1; i >= 0; i--) {
    const heading = passage.headings[i]!
    if (PRESENT.test(heading)) return true
    if ((i < passage.outlined ? FORWARD : RUN_IN_FORWARD).test(heading)) return false
  }
  return false
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
