/** Targets in the text against the indicator table. */

import { tidy } from './figure.ts'
import { type Check, type CheckFinding, quote } from './finding.ts'
import { agrees, occurrencesOf } from './occurrence.ts'

export const textTable: Check = {
  name: 'text-table',
  title: { zh: '正文与指标表', en: 'Text against the indicator table' },
  run: (plan) =>
    [...occurrencesOf(plan)].map(([row, occurrences]): CheckFinding => {
      const wrong = occurrences.filter((occurrence) => !agrees(row, occurrence))
      const holds = wrong.length === 0
      const name = row.path.slice(-2).join('·')
      return {
        check: 'text-table',
        verdict: holds ? 'holds' : 'fails',
        quotes: [
          ...(holds ? occurrences : [...wrong, ...occurrences.filter((each) => !wrong.includes(each))]).map(
            ({ passage, figure }) => quote(passage.span, figure.labelStart, figure.nounEnd),
          ),
          quote(row.name),
          quote(row.valueSpan),
        ],
        computed: `${occurrences.map(({ figure }) => figure.text).join('、')}${holds ? ' = ' : ' ≠ '}${row.table.id} ${tidy(row.value!)}${row.unit}`,
        message: holds
          ? {
              zh: `“${name}”正文${occurrences.length}处与${row.table.id}一致`,
              en: `“${name}”: ${occurrences.length} place(s) in the text agree with ${row.table.id}`,
            }
          : {
              zh: `“${name}”正文为${wrong.map(({ figure }) => figure.text).join('、')}，${row.table.id}为${tidy(row.value!)}${row.unit}`,
              en: `“${name}”: the text has ${wrong.map(({ figure }) => figure.text).join(', ')}, ${row.table.id} has ${tidy(row.value!)}`,
            },
        ...(holds ? {} : { remedy: { zh: '统一正文与指标表的数值', en: 'Make the text and the table agree' } }),
      }
    }),
}
