/** Percentages whose numerator and denominator stand around them: what changed, what was done of what was due, 占…的. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import type { Finding } from './finding.ts'

/** What a percentage is compared with: numerator, denominator, and the figures they were taken from. */
export type Ratio = {
  readonly exact: number
  readonly words: string
  readonly from: number
  readonly quotes: Finding['quotes']
}

const PLANNED = /到20\d\d年|目标|力争|不低于|不高于|不超过|控制|确保|实现/

/** Whether a percentage is aimed at: then nothing in the plan need bear it out. */
export const isAim = ({ label, bound }: Figure): boolean => PLANNED.test(label) || bound !== null

/** One figure over another; null over nothing. */
export const ratioOf = (
  part: Figure,
  whole: Figure,
  from = Math.min(part.labelStart, whole.labelStart),
  quotes: Ratio['quotes'] = [],
): Ratio | null =>
  baseValue(whole) === 0
    ? null
    : {
        exact: (baseValue(part) / baseValue(whole)) * 100,
        words: `${tidy(baseValue(part) / whole.factor)}/${tidy(whole.value)}`,
        from,
        quotes,
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

/** "由20个减少至13个，…减少35%": the nearest pair of figures led by 由/从 … 至/到 before the percentage. */
export const change = (figure: Figure, passage: Passage): Ratio | null => {
  const word = /(减少|减幅|下降|降低|降幅|缩减|压减|压缩|削减|增长|增加|提高|增幅|上升)[了达为约]*$/.exec(figure.label)
  if (!word) return null
  const { figures, text } = passage
  for (let i = figures.indexOf(figure) - 1; i > 0; i--) {
    const to = figures[i]!
    const from = figures[i - 1]!
    if (figure.start - to.end > 60) return null
    if (!addable(from, to) || from.dimension === 'percent') continue
    const lead = text.slice(Math.max(0, from.start - 16), from.start)
    const between = text.slice(from.end, to.start)
    if (!/[由从]/.test(lead) || !/(?:减|降|增|提高|扩大|缩|压|上升|调)[^，。；]{0,4}[至到为]|[至到]/.test(between))
      continue
    const a = baseValue(from)
    const b = baseValue(to)
    if (a === 0) return null
    return {
      exact: (Math.abs(a - b) / a) * 100,
      words: `|${tidy(from.value)} - ${tidy(to.value)}|/${tidy(from.value)}`,
      from: from.labelStart,
      quotes: [],
    }
  }
  return null
}

/** "甲5亿元，占乙20亿元的25%": numerator, denominator and share in one breath. */
export const inOneBreath = (figure: Figure, passage: Passage): Ratio | null => {
  if (!/^的(?:比例|比重)?(?:约|为|达到?)*$/.test(figure.label)) return null
  const at = passage.figures.indexOf(figure)
  const whole = passage.figures[at - 1]
  const part = passage.figures[at - 2]
  // "完成规划目标2万吨的118%": over what was aimed at.
  const over = /占|(?:完成|达到|为|相当于)[^，。；]{0,8}(?:目标|指标|任务|计划)/
  if (!whole || !part || whole.end !== figure.labelStart || !over.test(whole.label)) return null
  return addable(part, whole) ? ratioOf(part, whole, part.labelStart) : null
}

/**
 * What a thing done is measured by where nothing is called due: the first figure of its kind in the paragraph, when the
 * paragraph begins with it or it stands right before what was done.
 */
const wholeDue = (passage: Passage, done: Figure): Figure | undefined => {
  const like = passage.figures.filter(
    (each) => each.end <= done.start && addable(each, done) && !each.bound && !/^其中|^新增/.test(each.label),
  )
  const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
  const free = like.filter((each) => !parts.has(each))
  return free.length === 1 ? free[0] : undefined
}

/** "完成治理A，完成率P%；剩余B": what was due is not told, but what was done and what is left are. */
const restRate = (passage: Passage, done: Figure): Ratio | null => {
  const rest = passage.figures.find(
    (each) =>
      each.start > done.end &&
      addable(each, done) &&
      /剩余|尚余|尚有|未|待/.test(passage.text.slice(sentenceAround(passage.text, each.start).from, each.start)),
  )
  if (!rest || baseValue(done) + baseValue(rest) === 0) return null
  return {
    exact: (baseValue(done) / (baseValue(done) + baseValue(rest))) * 100,
    words: `${tidy(done.value)}/(${tidy(done.value)} + ${tidy((rest.value * rest.factor) / done.factor)})`,
    from: done.labelStart,
    quotes: [quoteFigure(passage, rest)],
  }
}

/** "应治理面积A，已治理面积B，治理率C%": what was done over what was due, told by the verb of the rate. */
export const rate = (figure: Figure, passage: Passage): Ratio | null => {
  const verb = /([\p{Script=Han}]{2})率(?:约|为|达到?)*$/u.exec(figure.label)?.[1]
  if (!verb || isAim(figure)) return null
  const before = passage.figures.filter((each) => each.end <= figure.start && figure.start - each.end < 120)
  const done = before.findLast(
    (each) =>
      (new RegExp(`(?:已|累计|完成)[^未应]{0,6}${verb}|${verb}完成`).test(each.label) ||
        (verb === '完成' && /^完成|完成$/.test(each.label)) ||
        // "抽采气5万立方米，利用4万立方米，利用率80%"
        (each.label.startsWith(verb) && each.nounEnd < figure.labelStart && figure.labelStart - each.nounEnd <= 1)) &&
      !/未|应/.test(each.label),
  )
  const due =
    before.findLast((each) => new RegExp(`(?:应|需|待)(?:当)?[^未]{0,4}${verb}`).test(each.label)) ??
    (done && wholeDue(passage, done))
  if (!due && done) return restRate(passage, done)
  return due && done && addable(due, done) ? ratioOf(done, due) : null
}
