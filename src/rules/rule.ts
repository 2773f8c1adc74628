/** A clause made executable. Read by one kind's file, judged by the same file, explained by it too. */
import type { Place } from '#document/document.ts'
import type { DepositScale, MiningMethod, ZoneKind } from '#plan/plan.ts'

/** One kind of rule, one file in this room: the kind is the file's name. */
export type RuleKind = string

export type Act = 'exploration' | 'mining' | 'monitoring' | 'planning'

export type ApplicationEvent =
  | 'new'
  | 'expansion'
  | 'capacity-upgrade'
  | 'change'
  | 'renewal'
  | 'transfer'
  | 'rename'
  | 'conversion'
  | 'closure'

export type TestOperator =
  | '>='
  | '<='
  | '='
  | '<'
  | '>'
  | 'in'
  | 'forbid'
  | 'restrict'
  | 'within'
  | 'not-intersect'
  | 'requires'
  | 'prefer'
  | 'match'
  | 'procedure'

/**
 * What is measured and against what. `measure` is a fact the situation may hold:
 * annualOutput, serviceLife, mineCount, totalOutput, largeMediumShare, direction, block, zone, documents,
 * undertakings, method, subjectsPerBlock, reservesMatch …; `value` a number, a name or a list of names.
 */
export type Test = {
  readonly measure: string
  readonly op: TestOperator
  readonly value: number | string | readonly string[] | null
  readonly unit: string | null
  /** What a distance is measured from: a kind of closed ground (rules/ground.ts), or a place by its name. */
  readonly near?: string
  /**
   * Floors keyed by the scale of the deposit: one value for each class the plan sets one for (null or absent: none is
   * set). `value` is then the lowest of them, a shorthand for lists; the judge reads this.
   */
  readonly byScale?: Readonly<Partial<Record<DepositScale, number | null>>>
}

/** `when` narrows a rule to situations; an absent key asks for nothing. */
export type Condition = {
  /** The rule speaks of every mineral but these ("其他矿种…"). */
  readonly otherThan?: readonly string[]
  readonly varieties?: readonly string[]
  readonly methods?: readonly MiningMethod[]
  readonly depositScale?: DepositScale
  /** least or greatest reserves held, in `reservesUnit`. */
  readonly reservesAtLeast?: number
  readonly reservesBelow?: number
  readonly reservesUnit?: string
  /** Inside (or outside) a zone of this kind, or inside the zone of this very name. */
  readonly insideZone?: ZoneKind
  readonly outsideZone?: ZoneKind
  readonly zoneName?: string
  readonly townships?: readonly string[]
  /** Counties or districts of the plan's region, by name. */
  readonly counties?: readonly string[]
  /** A place in words that no field of an application answers ("城区30千米以内"): nobody but a person can tell. */
  readonly where?: string
  readonly purposes?: readonly string[]
  /** First and last day (YYYY-MM-DD) of what holds for a time only ("2028年底前暂停…", "自2028年1月1日起…"). */
  readonly from?: string
  readonly until?: string
  readonly changes?: readonly string[]
  readonly onFarmland?: boolean
}

export type Exception = {
  /** In the plan's words. */
  readonly when: string
  readonly condition: Condition & { readonly events?: readonly ApplicationEvent[] }
  /** Replaces the rule's test; null lifts the rule altogether. */
  readonly test: Test | null
  readonly duties: readonly string[]
  readonly quote: string
  readonly at: Place
  /** The departure is a sentence and therefore a rule of its own: where it applies, that rule answers, not this one. */
  readonly standsAlone?: boolean
}

export type Force = 'must' | 'in-principle' | 'target' | 'guidance' | 'procedure'
export type Effect = 'refuse' | 'condition' | 'prefer' | 'monitor' | 'procedure'

export type Rule = {
  readonly id: string
  readonly kind: RuleKind
  readonly act: Act
  /** Minerals as the plan writes them; empty means every mineral. */
  readonly subjects: readonly string[]
  readonly appliesTo: readonly ApplicationEvent[]
  readonly condition: Condition
  readonly test: Test
  readonly exceptions: readonly Exception[]
  readonly force: Force
  readonly effect: Effect
  /** binding or expected where an indicator stands behind it. */
  readonly attribute: 'binding' | 'expected' | null
  readonly confidence: 'sure' | 'likely'
  readonly quote: string
  readonly at: Place
  readonly outline: string
  /** Table id where the rule stands in a table. */
  readonly table?: string
  /** Duties that come with the rule where it holds; they end up in the opinion's conditions. */
  readonly duties?: readonly string[]
}

/** What a reader makes: a rule before `read.ts` gave it its id. */
export type RuleDraft = Omit<Rule, 'id' | 'kind'>
