/** What a review answers: one opinion, every line of it citing its clause. Frozen data; review.ts makes it. */
import type { Message } from '#document/document.ts'
import type { Plan } from '#plan/plan.ts'
import type { Finding, Words } from '#rules/finding.ts'
import type { Effect, Force, Rule } from '#rules/rule.ts'
import type { Application, LandFacts, LedgerFacts } from '#rules/situation.ts'
import type { PlacedLand } from './placed.ts'

export type OverallVerdict =
  | 'does-not-conform'
  | 'incomplete'
  | 'needs-a-person'
  | 'needs-reasons'
  | 'conforms-with-conditions'
  | 'conforms'
  | 'not-required'

/** A plan with its rules, as rules/read.ts makes them. */
export type RuledPlan = { readonly plan: Plan; readonly rules: readonly Rule[] }

/** What an application is held against. */
export type ReviewContext = RuledPlan & {
  /** Plans of the levels above. Their floors and directions bind. */
  readonly upper?: readonly RuledPlan[]
  readonly ledger?: LedgerFacts | null
  readonly land?: LandFacts | null
  /** YYYY-MM-DD, used where the application has no date. Never the clock's: an opinion asked again is the same. */
  readonly date?: string
}

/** A finding with what a reader of the opinion asks next: of which plan, how hard, and is there a disagreement. */
export type OpinionFinding = Finding & {
  /** Title of the plan the clause stands in. */
  readonly plan: string
  /** Where in it, as a paper cites it ("第四章第二节"); absent where no heading stands above. */
  readonly section?: string
  /** True where the plan is one of a level above. */
  readonly upper: boolean
  readonly act: Rule['act']
  readonly force: Force
  readonly effect: Effect
  /** Id of the rule that governs instead, where two clauses disagree and this one gives way. */
  readonly governedBy: string | null
}

/** Two clauses that ask for different things of the same application. */
export type Disagreement = {
  /** Rule ids, the governing one first; where `governs` is null both stand and the worse verdict decides. */
  readonly rules: readonly [string, string]
  readonly quotes: readonly [string, string]
  readonly governs: string | null
  readonly reason: 'exception' | 'variety' | 'method' | 'event' | 'place' | 'stricter' | 'upper-plan'
  readonly message: Words
}

/** One change of the application that mends a finding; `to` is a threshold in the unit of the clause. */
export type Change = {
  readonly field: 'annualOutput' | 'serviceLife' | 'block' | 'documents' | 'undertakings' | 'area' | 'method'
  readonly from: string | null
  readonly to: string
  /** The rules it answers. */
  readonly rules: readonly string[]
  readonly message: Words
}

/** What would make the application conform: all the changes together, and the verdict they would then get. */
export type Remedy = { readonly changes: readonly Change[]; readonly verdict: OverallVerdict }

/** A line of national procedure: it holds beside every plan, and cites its law or notice. */
export type ProcedureNote = { readonly basis: string; readonly message: Words }

/** From what the opinion was made, so that it can be made again. */
export type Basis = {
  readonly plan: { readonly title: string; readonly sha256: string }
  readonly upper: readonly { readonly title: string; readonly sha256: string }[]
  readonly rules: number
  readonly ledger: { readonly mines: number; readonly returns: number } | null
  readonly layers: readonly string[] | null
}

export type Opinion = {
  readonly verdict: OverallVerdict
  /** The day asked, YYYY-MM-DD; null where neither the application nor the context names one. */
  readonly date: string | null
  readonly application: Application
  readonly findings: readonly OpinionFinding[]
  /** What the opinion must carry when the application is granted, each once. */
  readonly conditions: readonly string[]
  /** Fields that are lacking, those that hold up a refusing rule first. */
  readonly missing: readonly string[]
  readonly disagreements: readonly Disagreement[]
  readonly remedy: Remedy | null
  readonly procedure: readonly ProcedureNote[]
  /** What the map says of the area; null where there is no area or no map. */
  readonly land: PlacedLand | null
  readonly messages: readonly Message[]
  readonly basis: Basis
}
