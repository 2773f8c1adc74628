/** What travels between the workbench and the server, where no room above the waterline has a type for it. */
import type { Message } from '#document/document.ts'
import type { AltitudeLimits } from '#land/corner.ts'
import type { Mend } from '#land/corner-mend.ts'
import type { LandMessage } from '#land/message.ts'
import type { Shape } from '#land/shape.ts'
import type { Datum } from '#land/zone.ts'
import type { ApplicationAction, ApplicationStatus } from '#ledger/application.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import type { Quantity } from '#mineral/quantity.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import type { Plan } from '#plan/plan.ts'
import type { BatchRow, BatchSummary } from '#review/batch.ts'
import type { Openness } from '#review/openness.ts'
import type { Opinion, OverallVerdict } from '#review/opinion.ts'
import type { ChangeKind } from '#review/since.ts'
import type { Words } from '#rules/finding.ts'
import type { Rule } from '#rules/rule.ts'
import type { Application, MineEntry, ReturnEntry } from '#rules/situation.ts'

export type User = {
  readonly name: string
  readonly displayName: string
  readonly roles: readonly string[]
  readonly region: string | null
  /** false: the account is closed. Absent of the person signed in. */
  readonly active?: boolean
}

/** Somebody a file may go to. */
export type Person = Pick<User, 'name' | 'displayName' | 'roles'>

/** `setup`: nobody has been registered yet, so the first account may be made. */
export type Session = { readonly user: User | null; readonly setup: boolean }

export type RegionEntry = { readonly code: string; readonly name: string; readonly level: string }

export type PlanEntry = {
  readonly id: string
  readonly title: string
  readonly region: { readonly name: string; readonly code: string | null } | string | null
  readonly period: { readonly from: number | null; readonly to: number | null } | null
  readonly file: string
  /** Since when everybody may read it; null: the office's own so far. */
  readonly published: string | null
  readonly counts: {
    readonly facts: number
    readonly rules: number
    readonly fails: number
    readonly doubtful: number
  }
}

export type Decision = Confirmation['decision']

export type PlanPage = {
  readonly id: string
  /** Code of the region it is kept under. */
  readonly region: string
  readonly published: string | null
  readonly plan: Plan
  readonly rules: readonly Rule[]
  readonly checks: readonly CheckFinding[]
  readonly confirmations: readonly Confirmation[]
}

export type LayerEntry = {
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly count: number
  readonly bounds: readonly [number, number, number, number] | null
  /** When it was brought in. */
  readonly at: string
  /** What outsiders learn of it. */
  readonly openness: Openness
}

export type LayersAnswer = {
  readonly layers: readonly Pick<LayerEntry, 'name' | 'title' | 'kind' | 'count'>[]
  readonly messages: readonly LandMessage[]
}

export type CornersAnswer = {
  readonly polygon: Shape | null
  readonly zone: number | null
  /** A person has to say which zone. */
  readonly zoneWanted: boolean
  readonly datum: Datum | null
  readonly planeArea: number | null
  readonly ellipsoidArea: number | null
  /** m². */
  readonly statedArea: number | null
  /** The same in the unit an application states it in. */
  readonly stated: Quantity | null
  readonly altitude: AltitudeLimits | null
  readonly messages: readonly LandMessage[]
  readonly mends: readonly Mend[]
}

export type HistoryEntry = {
  readonly at: string
  readonly by: string
  readonly action: string
  readonly to?: string | null
  /** Who held it before, where it was taken over. */
  readonly from?: string | null
  readonly reason?: string | null
  /** Fields that were amended. */
  readonly changed?: readonly string[]
}

export type ApplicationEntry = {
  readonly id: string
  readonly number: string
  readonly applicant: string
  readonly application: Application
  readonly status: ApplicationStatus
  readonly due: string | null
  /** Account of the person who has it in hand. */
  readonly holder: string
  readonly verdict?: OverallVerdict | null
}

export type ApplicationPage = ApplicationEntry & {
  readonly planId?: string
  /** What the person asking may do with it now. */
  readonly may: readonly ApplicationAction[]
  readonly history: readonly HistoryEntry[]
  readonly opinion: Opinion | null
  /** What the opinion says otherwise than the one before it. */
  readonly changes: readonly Change[]
  /** The opinion answers what the application said before it was amended. */
  readonly amended: boolean
}

/** What reads otherwise in an opinion made again; `log`: an entry of the log that may be why. */
export type Change = { readonly kind: ChangeKind | 'log'; readonly message: Words }

export type OpinionAsOf = {
  readonly opinion: Opinion
  readonly changes: readonly Change[]
  /** To the byte the one that is kept. */
  readonly same: boolean
}

export type ObjectionEntry = {
  readonly id: string
  readonly planId: string
  readonly clause: string
  readonly text: string
  readonly contact: string
  readonly at: string
}

export type LogEntry = {
  readonly seq: number
  readonly region: string
  readonly at: string
  readonly by: string
  readonly action: string
  readonly subject: string
  readonly detail: unknown
  readonly hash: string
}

export type LogState = {
  readonly ok: boolean
  readonly entries: number
  readonly brokenAt: number | null
  /** Hash of the last entry that holds: kept elsewhere, it proves all before it. */
  readonly head: string
}

/** A message about a sheet: its row as the sheet counts them, its column by title. */
export type SheetMessage = Pick<Message, 'severity' | 'text' | 'textEn'> & {
  readonly row?: number
  readonly column?: string
}

/** What a row of a sheet does to the ledger. */
export type ImportEffect = 'new' | 'changed' | 'same'

type Planned<T> = { readonly row: number; readonly entry: T; readonly effect: ImportEffect }

export type LedgerImport = {
  /** Nothing stands in the way of writing it. */
  readonly ready: boolean
  readonly written: boolean
  readonly mines: readonly Planned<MineEntry>[]
  readonly returns: readonly Planned<ReturnEntry>[]
  readonly counts: Readonly<Record<'mines' | 'returns', Readonly<Record<ImportEffect, number>>>>
  readonly messages: readonly SheetMessage[]
}

export type BatchAnswer = {
  readonly summary: BatchSummary
  readonly rows: readonly BatchRow[]
  readonly messages: readonly SheetMessage[]
}
