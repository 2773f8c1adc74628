/** Targets in the text against the indicator table. */

import { agrees, occurrencesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { findIn, quoteFigure } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** The unit without what is weighed: 金属吨, 矿石万吨. */
const bareUnit = (unit: string): string => unit.replace(/^(?:矿石|金属|原煤|标准|原矿|[金银铜铅锌铁锡钨钼锰])+/, '')

/** One target in two units of one kind (5000千克, 5吨): equal once converted, and yet to be unified. */
const otherUnits = (plan: Plan): Finding[] =>
  [...occurrencesOf(plan)].flatMap(([row, occurrences]) =>
    occurrences.flatMap((occurrence): Finding | [] => {
      const { passage, figure } = occurrence
      if (!agrees(row, occurrence) || !row.unitSpan || unitOf(row.unit)?.factor === figure.factor) return []
      return {
        verdict: 'doubtful',
        quotes: [quoteFigure(passage, figure), quote(row.name), quote(row.unitSpan)],
        computed: `${figure.text} = ${tidy(row.value!)}${row.unit}`,
        message: {
          zh: `“${row.path.at(-1)}”正文以${bareUnit(figure.unit)}计，${row.table.id}以${row.unit}计，换算后相等`,
          en: 'The text and the table use different units; converted they agree',
        },
        remedy: { zh: '统一计量单位', en: 'Use one unit' },
      }
    }),
  )

/** "生产矿山全部达到绿色矿山标准" where the table says 100%. */
const alls = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => row.value === 100 && /^[%％]$/.test(row.unit))
  if (rows.length === 0) return []
  return findIn(plan, /[^，。；：]*全部[^，。；：]*/g, 'ahead').flatMap(({ passage, match }) =>
    rows.flatMap((row): Finding | [] => {
      const core = (row.path.at(-1) ?? '').replace(/[（(].*?[）)]/g, '').replace(/(?:建成|达标)?(?:比例|占比|率)$/, '')
      if (core.length < 4 || ![...core].every((letter) => match[0].includes(letter))) return []
      return {
        verdict: 'holds',
        quotes: [quoteMatch(passage.span, match), quote(row.name), quote(row.valueSpan)],
        computed: `全部 = ${row.table.id} 100%`,
        message: {
          zh: `“${row.path.at(-1)}”正文“全部”与${row.table.id}100%一致`,
          en: 'All in the text is 100% in the table',
        },
      }
    }),
  )
}

export const textTable: Check = {
  name: 'text-table',
  title: { zh: '正文与指标表', en: 'Text against the indicator table' },
  run: (plan) => [
    ...[...occurrencesOf(plan)].map(([row, occurrences]): Finding => {
      const wrong = occurrences.filter((occurrence) => !agrees(row, occurrence))
      const holds = wrong.length === 0
      const name = row.path.slice(-2).join('·')
      return judged(holds, {
        quotes: [
          ...(holds ? occurrences : [...wrong, ...occurrences.filter((each) => !wrong.includes(each))]).map(
            ({ passage, figure }) => quoteFigure(passage, figure),
          ),
          quote(row.name),
          quote(row.valueSpan),
        ],
        computed: `${occurrences.map(({ figure }) => figure.text).join('、')}${holds ? ' = ' : ' ≠ '}${row.table.id} ${tidy(row.value!)}${row.unit}`,
        right: {
          zh: `“${name}”正文${occurrences.length}处与${row.table.id}一致`,
          en: `“${name}”: ${occurrences.length} place(s) in the text agree with ${row.table.id}`,
        },
        wrong: {
          zh: `“${name}”正文为${wrong.map(({ figure }) => figure.text).join('、')}，${row.table.id}为${tidy(row.value!)}${row.unit}`,
          en: `“${name}”: the text has ${wrong.map(({ figure }) => figure.text).join(', ')}, ${row.table.id} has ${tidy(row.value!)}`,
        },
        remedy: { zh: '统一正文与指标表的数值', en: 'Make the text and the table agree' },
      })
    }),
    ...otherUnits(plan),
    ...alls(plan),
  ],
}
