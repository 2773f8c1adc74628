/** What tables give for the base year, and as the last round's results, against what the text says of that year. */
import { mineralsIn } from '#mineral/mineral.ts'
import type { IndicatorRow } from '#plan/fact/indicator-row.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { fits, measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { type Figure, baseValue as inBaseUnit, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, passagesOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** A value that the table gives for a year that is over. */
type Given = {
  readonly row: IndicatorRow
  readonly value: number
  readonly decimals: number
  readonly year: number
}

const given = (plan: Plan): readonly Given[] => {
  const year = plan.period.base ?? 2020
  const { indicators, results } = tablesOf(plan)
  return [
    ...indicators.flatMap((row): Given[] =>
      row.base && row.base.value !== null
        ? [{ row, value: row.base.value, decimals: row.base.decimals, year: row.base.year ?? year }]
        : [],
    ),
    ...results.flatMap((row): Given[] => {
      const result = row.values.findLast((each) => !each.isTarget)
      return result && result.value !== null
        ? [{ row, value: result.value, decimals: result.decimals, year: result.year ?? year }]
        : []
    }),
  ]
}

/** The year a figure speaks of, where its sentence names one before it. */
const yearOf = (passage: Passage, figure: Figure): number | null => {
  const { from } = sentenceAround(passage.text, figure.start)
  const last = [...passage.text.slice(from, figure.start).matchAll(/(20\d\d)\s*年/g)].at(-1)
  return last ? Number(last[1]) : null
}

const CHANGE = /新增|增加|减少|增长|下降|压减|降低|关闭|退出|注销|拟|规划|目标|要求|不低于|不超过|以上|以下/

type Said = { readonly passage: Passage; readonly figure: Figure }

/** Where the text of the present says what the row measures. */
const saidOf = (plan: Plan, { row, year }: Given): readonly Said[] => {
  const dimension = unitOf(row.unit)?.dimension
  const measure = measureOf(row)
  if (!dimension) return []
  if (measure === 'mines' && mineralsIn(row.name.text).length === 0) {
    const mines = minesOf(plan)
    return mines ? [{ passage: mines.passage, figure: mines.total }] : []
  }
  return passagesOf(plan).flatMap((passage) => {
    if (!passage.present) return []
    // The last round's section tells what was done in it; what is new in it is no state of the base year.
    return passage.figures.flatMap((figure): Said[] => {
      if (figure.dimension !== dimension || figure.bound) return []
      const { from, to } = sentenceAround(passage.text, figure.start)
      const own = yearOf(passage, figure)
      if (own !== null && own !== year) return []
      if (measure !== 'growth' && CHANGE.test(figure.label)) return []
      return fits(row, measure, passage, figure, passage.text.slice(from, to)) ? [{ passage, figure }] : []
    })
  })
}

/** A row's own words all stand in the text beside the figure: then both speak of one thing. */
const sameName = (row: IndicatorRow, { passage, figure }: Said): boolean => {
  const name = row.name.text.replace(/[（(].*?[）)]|\s/g, '')
  return passage.text.slice(Math.max(0, figure.labelStart - 4), figure.nounEnd).includes(name)
}

const compared = (each: Given, said: Said): Finding => {
  const { row, value } = each
  const { passage, figure } = said
  const factor = unitOf(row.unit)!.factor
  const slack = 0.5 * Math.max(10 ** -each.decimals * factor, 10 ** -figure.decimals * figure.factor)
  const difference = Math.abs(inBaseUnit(figure) - value * factor)
  const finer = each.decimals !== figure.decimals || factor !== figure.factor
  const holds = difference <= (finer ? slack : 1e-9 * Math.max(1, inBaseUnit(figure)))
  const measure = measureOf(row)
  const sure = sameName(row, said) || measure === 'output' || measure === 'mines'
  const name = row.path.slice(-2).join('·')
  return judged(holds, {
    quotes: [quoteFigure(passage, figure), quote(row.name), rowQuote(row.table, row.row)],
    computed: `${figure.text} ${holds ? '=' : '≠'} ${row.table.id} ${tidy(value)}${row.unit}`,
    right: {
      zh: `“${name}”${each.year}年数值正文与${row.table.id}一致`,
      en: `“${name}”: the text agrees with ${row.table.id}`,
    },
    wrong: {
      zh: `“${name}”${each.year}年正文为${figure.text}，${row.table.id}为${tidy(value)}${row.unit}`,
      en: `“${name}”: the text has ${figure.text}, ${row.table.id} has ${tidy(value)}`,
    },
    remedy: { zh: '统一数值或写明口径', en: 'Give one value or say what each covers' },
    otherwise: sure ? 'fails' : 'doubtful',
  })
}

export const baseValue: Check = {
  name: 'base-value',
  title: { zh: '基期数值', en: 'Values of the base year' },
  run: (plan) =>
    given(plan).flatMap((each) => {
      const said = saidOf(plan, each)
      // Several figures under one name: those that agree are meant, the others speak of something narrower.
      const findings = said.map((one) => compared(each, one))
      const agreeing = findings.filter((finding) => finding.verdict === 'holds')
      return agreeing.length > 0 ? agreeing.slice(0, 2) : findings.slice(0, 1)
    }),
}
