import type { Place } from '#document/document.ts'

export type FindingVerdict =
  | 'pass'
  | 'fail'
  | 'condition'
  | 'needs-reasons'
  | 'needs-a-person'
  | 'unknown'
  | 'not-applicable'
  | 'preferred'

/** Chinese first, English beside it. */
export type Words = { readonly zh: string; readonly en: string }

/** What one rule says of one application. Every line cites its clause. */
export type Finding = {
  readonly rule: string
  readonly kind: string
  readonly verdict: FindingVerdict
  readonly message: Words
  /** The arithmetic: "12 < 30 万立方米/年". */
  readonly computed: string | null
  readonly quote: string
  readonly at: Place
  /** What the opinion must carry when it is granted. */
  readonly conditions: readonly string[]
  /** Names of application fields (or 'ledger', 'layers') that the rule needed and did not find. */
  readonly missing: readonly string[]
  /** True where an unknown or a fail stands for a refusing rule. */
  readonly refuses: boolean
}
