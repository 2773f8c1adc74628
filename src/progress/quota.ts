/** What is left of the caps a plan sets, as the ledger stands. */

import type { Place } from '#document/document.ts'
import type { Quantity } from '#mineral/quantity.ts'
import type { Plan } from '#plan/plan.ts'
import { aheadOf, countedMines, type MissingYears, missingYears, outputBalance } from '#rules/balance.ts'
import { counting } from '#rules/register.ts'
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
  /** Returns that lack where output is counted: the balance goes by each mine's latest one. */
  readonly missing: readonly MissingYears[]
  readonly attribute: Rule['attribute']
  readonly quote: string
  readonly at: Place
}

/** 0.1 + 0.2 is 0.3 in a table. */
const rounded = (value: number): number => Number(value.toPrecision(12))

type Used = Pick<QuotaBalance, 'used' | 'ahead' | 'unknown'>

const usedOf = (plan: Plan, rule: Rule, unit: string, ledger: LedgerFacts): Used => {
  const { sure, perhaps, open } = counting(ledger, rule, { plan, land: null })
  const ahead = aheadOf(sure, rule.subjects).length
  const unknown = (zh: string, en: string): Used => ({ used: null, ahead, unknown: { zh, en } })
  if (rule.test.measure === 'mineCount') {
    if (open && countedMines(perhaps, rule.subjects).length > 0) return unknown(open.why.zh, open.why.en)
    return { used: countedMines(sure, rule.subjects).length, ahead, unknown: null }
  }
  const without = (facts: LedgerFacts) => outputBalance({ ...facts, ahead: [] }, rule.subjects, unit)
  const [balance, doubtful] = [without(sure), without(perhaps)]
  if (open && doubtful.terms.length + doubtful.silent.length > 0) return unknown(open.why.zh, open.why.en)
  if (balance.unknown) return unknown(balance.unknown.unknown.zh, balance.unknown.unknown.en)
  const names = balance.silent.join('、')
  if (names) return unknown(`没有产量年报：${names}`, `no yearly return from ${names}`)
  return { used: balance.total, ahead, unknown: null }
}

/** Balances of all caps on the number of mines and on yearly output among a plan's rules, in the plan's order. */
export const quotaBalances = (plan: Plan, rules: readonly Rule[], ledger: LedgerFacts): QuotaBalance[] =>
  rules.flatMap((rule): QuotaBalance[] => {
    const { measure, op, value, unit } = rule.test
    const caps = (measure === 'mineCount' || measure === 'totalOutput') && op === '<=' && typeof value === 'number'
    // Grants of one year are no balance of what stands.
    if (!caps || (measure === 'mineCount' && unit === '个/年')) return []
    const cap = { value, unit: unit ?? '个' }
    const { used, ahead, unknown } = usedOf(plan, rule, cap.unit, ledger)
    const { id, subjects, attribute, quote, at } = rule
    const missing = measure === 'totalOutput' ? missingYears(ledger, subjects) : []
    const left = used === null ? null : rounded(value - used)
    return [
      {
        rule: id,
        measure,
        subjects,
        cap,
        used,
        left,
        ahead,
        unknown,
        missing,
        attribute,
        quote,
        at,
      },
    ]
  })
