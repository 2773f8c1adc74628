/** What a sentence goes on from: the zone, the counties, the mineral that its paragraph, its heading or the words before name. */
import type { Clause, Plan, ZoneKind } from '#plan/plan.ts'
import { countiesAtHead } from '#rules/county.ts'
import { subjectsIn } from '#rules/subject.ts'
import { zoneKindIn } from '#rules/zone.ts'

/** "矿区内…", "区内…": the zone a sentence before it in the paragraph names; failing that, the heading. */
export const zoneAbove = (clause: Clause, paragraph: readonly Clause[]): ZoneKind | undefined => {
  const place = /^(?:上述|该|其)?(矿|规划|分)?区(?:域|范围)?(?:以)?内/.exec(clause.span.text)
  if (!place) return undefined
  const mines = place[1] === '矿'
  const before = paragraph.slice(0, Math.max(0, paragraph.indexOf(clause))).map(({ span }) => zoneKindIn(span.text))
  const kind = before.findLast(Boolean) ?? (mines ? undefined : zoneKindIn(clause.headings.at(-1) ?? ''))
  return !mines || kind === 'national-planned' || kind === 'key-mining' ? kind : undefined
}

/** "矿井改造后…": a pit is a coal mine's where the sentence before it in the paragraph speaks of coal. */
export const pitOwner = (clause: Clause, paragraph: readonly Clause[], names: readonly string[]): readonly string[] => {
  const { text } = clause.span
  if (!/矿井|单井/.test(text) || subjectsIn(text, names).length > 0 || /取水|水井|地热/.test(text)) return []
  const before = paragraph.slice(0, Math.max(0, paragraph.indexOf(clause))).map(({ span }) => span.text)
  return subjectsIn(before.findLast((words) => /煤/.test(words)) ?? '', names).filter((name) => /煤/.test(name))
}

/** "（一）甲县。…": the counties that a run-in heading or the heading above makes all of the paragraph speak of. */
export const countiesAbove = (clause: Clause, paragraph: readonly Clause[], plan: Plan): readonly string[] => {
  const first = paragraph[0] === clause ? '' : (paragraph[0]?.span.text ?? '')
  // "甲县：…。…": a label before a colon makes the whole paragraph the county's.
  const label = /^([^，。；：:]{2,14})[：:]/.exec(paragraph[0]?.span.text.replace(numbering, '') ?? '')?.[1]
  const labelled = label === undefined ? [] : countiesAtHead(label, plan)
  if (labelled.length > 0) return labelled
  const heading = [first.replace(numbering, ''), (clause.headings.at(-1) ?? '').replace(numbering, '')]
  return (
    heading.map((words) => (words.length <= 14 ? countiesAtHead(words, plan) : [])).find((one) => one.length > 0) ?? []
  )
}

const numbering = /^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*/

/** "…；改扩建后分别不低于…": what the part before the semicolon spoke of, where this one names nothing of its own. */
export const goesOn = <Said extends { readonly clause: Clause }>(
  clause: Clause,
  before: Said | undefined,
  names: readonly string[],
): Said | undefined =>
  before?.clause.paragraph.at.start === clause.paragraph.at.start &&
  clause.span.at.start - before.clause.span.at.end <= 2 &&
  /^(?:改?扩建|改建|技改|分别|已有|现有|原有)|^[^，。；]{0,10}区(?:以|之)?外的?(?:原则上)?(?:不|应|须|可)/.test(
    clause.span.text,
  ) &&
  subjectsIn(clause.span.text, names).length === 0
    ? before
    : undefined
