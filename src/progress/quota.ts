/** What is left of the caps a plan sets, as the ledger stands. */

import type { Place } from '#document/document.ts'
import type { Quantity } from '#mineral/quantity.ts'
import { aheadOf, countedMines, outputBalance } from '#rules/balance.ts'
import type { Rule } from '#rules/rule.ts'
import type { LedgerFacts } from '#rules/situation.ts'

export type QuotaBalance = {
  /** The rule that sets the cap. */
  readonly rule: string
  readonly measure: 'mineCount' | 'totalOutput'
  /** Minerals; empty: all of them. */
  readonly subjects: readonly string[]
  readonly cap: Quantity
  /** In the unit of the cap; null where it is not known, and `unknown` says why. */
  readonly used: number | null
  readonly left: number | null
  /** Applications ahead in the queue that would take of it. */
  readonly ahead: number
  readonly unknown: { readonly zh: string; readonly en: string } | null
  readonly attribute: Rule['attribute']
  readonly quote: string
  readonly at: Place
}

/** 0.1 + 0.2 is 0.3 in a table. */
const rounded = (value: number): number => Number(value.toPrecision(12))

const usedOf = (rule: Rule, unit: string, ledger: LedgerFacts): Pick<QuotaBalance, 'used' | 'unknown'> => {
  if (rule.test.measure === 'mineCount') return { used: countedMines(ledger, rule.subjects).length, unknown: null }
  const { total, silent, unknown } = outputBalance({ ...ledger, ahead: [] }, rule.subjects, unit)
  if (unknown !== null) return { used: null, unknown: unknown.unknown }
  if (silent.length === 0) return { used: total, unknown: null }
  const names = silent.join('、')
  return { used: null, unknown: { zh: `没有产量年报：${names}`, en: `no yearly return from ${names}` } }
}

/** Balances of all caps on the number of mines and on yearly output among a plan's rules, in the plan's order. */
export const quotaBalances = (rules: readonly Rule[], ledger: LedgerFacts): QuotaBalance[] =>
  rules.flatMap((rule): QuotaBalance[] => {
    const { measure, op, value, unit } = rule.test
    const caps = (measure === 'mineCount' || measure === 'totalOutput') && op === '<=' && typeof value === 'number'
    if (!caps) return []
    const cap = { value, unit: unit ?? '个' }
    const { used, unknown } = usedOf(rule, cap.unit, ledger)
    const { id, subjects, attribute, quote, at } = rule
    const left = used === null ? null : rounded(value - used)
    return [
      {
        rule: id,
        measure,
        subjects,
        cap,
        used,
        left,
        ahead: aheadOf(ledger, subjects).length,
        unknown,
        attribute,
        quote,
        at,
      },
    ]
  })
