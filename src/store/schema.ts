/**
 * The tables, the same behind both doors. The region's six-digit code stands on every row and first in every key;
 * times are ISO 8601 text in UTC, structured values are JSON text.
 */
import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { BoundsColumns } from './application-place.ts'

/** Number of the log entry a row came in with (state.ts). */
type Entered = ColumnType<number, RawBuilder<number>, never>

type RegionTable = { code: string; name: string; level: string; parent: string | null }

type PlanTable = {
  region: string
  id: string
  title: string
  level: string
  period: string
  file: string
  sha256: string
  source: Uint8Array
  /** Version of the compiler that `compiled` was made by. */
  compiler: string
  compiled: string
  counts: string
  /** '' until it is published. */
  published: string
  added: string
  by: string
}

type ConfirmationTable = {
  region: string
  id: string
  plan: string
  target: 'fact' | 'rule'
  target_id: string
  quote: string
  decision: 'confirm' | 'correct' | 'reject'
  value: string | null
  reason: string
  by: string
  at: string
  entered: Entered
}

type ApplicationTable = {
  region: string
  id: string
  number: string
  applicant: string
  application: string
  plan: string
  status: string
  holder: string
  received: string
  due: string
  entered: Entered
  /** Number of the log entry that signed or withdrew it; null while it is open. */
  ended: ColumnType<number | null, never, RawBuilder<number>>
} & BoundsColumns

/** What an application said until it was amended: it held to before entry `ended`. */
type PastApplicationTable = {
  region: string
  id: string
  application: string
  ended: ColumnType<number, RawBuilder<number>, never>
}

type OpinionTable = {
  region: string
  id: string
  application: string
  opinion: string
  /** What it was made from: plan, compiler, ledger entry, layers. */
  basis: string
  verdict: string
  by: string
  at: string
}

type MineTable = {
  region: string
  id: string
  name: string
  since: string
  entry: string
  by: string
  at: string
  entered: Entered
}

type ReturnTable = {
  region: string
  id: string
  mine: string
  year: number
  output: string
  by: string
  at: string
  entered: Entered
}

type LayerTable = {
  region: string
  name: string
  title: string
  kind: string
  near: number
  sha256: string
  at: string
  entered: Entered
  /** Whom its shapes are shown to (review/openness.ts). */
  openness: Generated<string>
}

/** A layer that was replaced: it held from entry `entered` to before entry `ended`. */
type PastLayerTable = Omit<LayerTable, 'entered' | 'openness'> & { entered: number; ended: number }

type FeatureTable = {
  fid: Generated<number>
  region: string
  layer: string
  id: string
  name: string
  properties: string
  geometry: ColumnType<Uint8Array, unknown, unknown>
  /** What a review needs of it, ready (feature-outline.ts); null where it is worked out at each reading. */
  outline: Uint8Array | null
}

type PastFeatureTable = Omit<FeatureTable, 'fid' | 'outline'> & { fid: number; entered: number }

type UserTable = {
  region: string
  name: string
  display_name: string
  password: string
  roles: string
  added: string
  /** '' while the account is open. */
  deactivated: string
}

type SessionTable = { region: string; token: string; user: string; expires: string }

type ObjectionTable = {
  region: string
  id: string
  plan: string
  clause: string
  text: string
  contact: string
  at: string
}

type LogTable = {
  seq: number
  region: string
  at: string
  by: string
  action: string
  subject: string
  detail: string
  hash: string
}

export type Schema = {
  region: RegionTable
  plan: PlanTable
  confirmation: ConfirmationTable
  application: ApplicationTable
  application_past: PastApplicationTable
  opinion: OpinionTable
  mine: MineTable
  yearly_return: ReturnTable
  layer: LayerTable
  feature: FeatureTable
  layer_past: PastLayerTable
  feature_past: PastFeatureTable
  user: UserTable
  session: SessionTable
  objection: ObjectionTable
  log: LogTable
}
