/** Shares and rates said in sentences. */
import { mineralsIn } from '#mineral/mineral.ts'
import { type Draft, fromClause, WHOLE } from './draft.ts'
import { measureOf } from './measure.ts'
import { operatorOf, type Statement } from './statement.ts'

export const readShare = (statement: Statement): Draft | null => {
  const { quantity, phrase, unit, clause, year, isTarget, change, previous } = statement
  if (unit.dimension !== 'ratio' || quantity.upper !== undefined || (phrase === '' && change === null)) return null
  const measure = measureOf(phrase)
  const rate = change === null && measure.known && /率|比例|占比|比重/.test(measure.name)
  // "…9家，占比40.91%": a share of what was said before.
  const bare = /^(?:占比|比例|比重|降幅|增幅|占|$)/.test(phrase) && previous?.clause === clause
  const mineral = mineralsIn(phrase, statement.own).find((mention) => mention.start === 0)
  // "硅藻土开采回采率…，选矿回收率…": the second rate is the same mineral's.
  const above =
    !mineral && /回采率|回收率|利用率/.test(measure.name) && previous?.clause === clause
      ? mineralsIn(previous.phrase, statement.own)[0]
      : undefined
  return {
    kind: 'share',
    subject: mineral?.text ?? above?.text ?? WHOLE,
    measure: rate ? measure.name : `${bare ? (previous?.phrase ?? '') : ''}${phrase}${change ?? ''}`,
    op: rate && isTarget && quantity.op === null ? measure.target : operatorOf(statement, '='),
    value: quantity.value,
    unit: '%',
    year,
    attribute: null,
    ...fromClause(clause, statement.span),
    confidence: rate && above === undefined && phrase.length <= 14 ? 'sure' : 'likely',
  }
}
