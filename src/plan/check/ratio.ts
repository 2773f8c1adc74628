/** Percentages whose whole the sentence itself names in a way of its own: in brackets, as people, as what is needed. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, sentenceAround } from '#plan/text/passage.ts'
import type { Finding } from './finding.ts'

/** What a percentage is compared with: numerator, denominator, and the figures they were taken from. */
export type Ratio = {
  readonly exact: number
  readonly words: string
  readonly from: number
  readonly quotes: Finding['quotes']
}

const ratioOf = (part: Figure, whole: Figure): Ratio | null =>
  baseValue(whole) === 0
    ? null
    : {
        exact: (baseValue(part) / baseValue(whole)) * 100,
        words: `${tidy(part.value)}/${tidy((whole.value * whole.factor) / part.factor)}`,
        from: Math.min(part.labelStart, whole.labelStart),
        quotes: [],
      }

/** "新增213万吨，为规划目标（200万吨）的106.5%", "55家，占生产矿山（218家）的25.2%". */
export const ofBracket = (figure: Figure, passage: Passage): Ratio | null => {
  const { figures, text } = passage
  const at = figures.indexOf(figure)
  const whole = figures[at - 1]
  if (!whole || !/^[）)]的(?:比例|比重)?(?:约|为|达到?)*$/.test(text.slice(whole.end, figure.start))) return null
  const lead = /(?:占|相当于|为|是|达到?)[^，。；（()）]{1,20}[（(][^（()）]{0,8}$/.exec(text.slice(0, whole.start))
  const part = figures.slice(0, at - 1).findLast((each) => addable(each, whole))
  if (!lead || !part || part.end > lead.index || part.start < sentenceAround(text, figure.start).from) return null
  return ratioOf(part, whole)
}

/** "常住人口20万人，其中城镇人口12万人，城镇化率60%". */
export const urban = (figure: Figure, passage: Passage): Ratio | null => {
  if (!/城镇化率(?:约|为|达到?)*$/.test(figure.label)) return null
  const before = passage.figures.filter((each) => each.end <= figure.start && each.dimension === 'people')
  const part = before.findLast((each) => /城镇(?:常住|户籍)?(?:人口)?$/.test(each.label))
  const whole =
    part &&
    (partitionsOf(passage).find((partition) => partition.parts.includes(part))?.whole ??
      before.findLast((each) => each.start < part.start && /总?人口$/.test(each.label)))
  if (!part || !whole || !/人口/.test(whole.label)) return null
  // One people and the other: the rate of those who live here is none of those who are registered.
  for (const [one, other] of [
    ['户籍', '常住'],
    ['常住', '户籍'],
  ])
    if (figure.label.includes(one!) && whole.label.includes(other!)) return null
  return ratioOf(part, whole)
}

/** "预计煤炭需求1.5亿吨，自给率67%": what is to be mined of the mineral over what is needed. */
export const ofNeed = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  if (!/自给率(?:约|为|达到?)*$/.test(figure.label)) return null
  const { from } = sentenceAround(passage.text, figure.start)
  const need = passage.figures.findLast(
    (each) => each.end <= figure.start && each.start >= from && /需求/.test(each.label),
  )
  const mineral = need && mineralsIn(need.label).at(-1)?.name
  if (!need || !mineral || baseValue(need) === 0) return null
  const rows = tablesOf(plan).indicators.filter(
    (row) =>
      row.value !== null &&
      measureOf(row) === 'output' &&
      unitOf(row.unit)?.dimension === need.dimension &&
      row.minerals.some((each) => sameMineral(each, mineral)),
  )
  const [row] = rows
  if (!row || rows.length > 1) return null
  const output = (row.value! * unitOf(row.unit)!.factor) / need.factor
  return {
    exact: (output / need.value) * 100,
    words: `${tidy(output)}/${tidy(need.value)}`,
    from: need.labelStart,
    quotes: [quote(row.name), quote(row.valueSpan)],
  }
}
