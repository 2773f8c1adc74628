/** The facts a rule may ask for. Absent means unknown: never a pass. */
import type { AltitudeLimits } from '#land/corner.ts'
import type { Quantity } from '#mineral/quantity.ts'
import type { DepositScale, MiningMethod, Plan, ZoneKind } from '#plan/plan.ts'
import type { LayerKind } from '#rules/layer-kind.ts'
import type { ApplicationEvent, Rule } from '#rules/rule.ts'

/** An application as it comes in. Every field but the first four may be absent. */
export type Application = {
  readonly act: 'mining' | 'exploration'
  readonly event: ApplicationEvent
  readonly region: string
  readonly minerals: readonly string[]
  readonly variety?: string
  readonly method?: MiningMethod
  readonly depositScale?: DepositScale
  readonly reserves?: Quantity
  readonly annualOutput?: Quantity
  readonly serviceLife?: Quantity
  readonly purposes?: readonly string[]
  readonly inside?: readonly string[]
  readonly block?: string
  readonly township?: string
  /** The registered mine it grows from, changes or closes, by its name in the register. */
  readonly mine?: string
  readonly area?: { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: readonly unknown[] }
  /** What the applicant says the area measures. */
  readonly statedArea?: Quantity
  /** Between which heights it is mined: metres on the 1985 国家高程基准. */
  readonly altitude?: AltitudeLimits
  readonly documents?: readonly string[]
  readonly undertakings?: readonly string[]
  readonly changes?: readonly string[]
  readonly onFarmland?: boolean
  readonly date?: string
  /** t/m³, for comparing a volume with a mass. */
  readonly density?: number
}

export type MineStatus = 'producing' | 'building' | 'suspended' | 'closed'

export type MineEntry = {
  readonly name: string
  readonly minerals: readonly string[]
  readonly scale?: DepositScale
  readonly status: MineStatus
  readonly annualOutput?: Quantity
  /** The county it lies in: its code or its name. Absent: the register does not say. */
  readonly region?: string
  readonly township?: string
  /** Every zone it lies in, by name; []: it lies in none. Absent: the register does not say. */
  readonly inside?: readonly string[]
  /** The planned block it lies in, by number; 'none': it lies in none. Absent: the register does not say. */
  readonly block?: string
  /** Degrees on CGCS2000: where the register does not say more, the map tells township, zones and block from it. */
  readonly location?: MineLocation
} & Mapped

/** What the map shows of where something lies, for those kinds of zones that a layer is loaded of. */
export type Mapped = { readonly mapped?: readonly { readonly kind: ZoneKind; readonly names: readonly string[] }[] }

export type MineLocation = {
  readonly type: 'Point' | 'Polygon' | 'MultiPolygon'
  readonly coordinates: readonly unknown[]
}

export type ReturnEntry = { readonly mine: string; readonly year: number; readonly output: Quantity }

/** What the ledger answers, already cut to the date asked. null: no ledger was given. */
export type LedgerFacts = {
  readonly mines: readonly MineEntry[]
  readonly returns: readonly ReturnEntry[]
  /** Applications ahead in the queue that would count when granted. */
  readonly ahead?: readonly (Application & Mapped)[]
}

/** One overlap of the application's area with a feature of a layer. */
export type Overlap = {
  readonly layer: string
  /** What the layer shows (rules/layer-kind.ts); absent: told by the layer's name. */
  readonly kind?: LayerKind
  readonly feature: string
  /** The feature's own number where it has one ("CQ001", a licence number). */
  readonly code?: string
  readonly minerals?: readonly string[]
  readonly zone?: ZoneKind
  /** m², and share of the applied area 0–1. */
  readonly area: number
  readonly share: number
  /** m to the nearest boundary when apart. */
  readonly distance?: number
  /** Under the stated tolerance: shown, does not decide. */
  readonly sliver: boolean
  /** The feature covers the whole area, but for slivers. Absent: told by the share. */
  readonly covers?: boolean
}

/** null: the application has no geometry. `layers` names the layers that are loaded: what is not named is no data. */
export type LandFacts = {
  readonly layers: readonly string[]
  readonly overlaps: readonly Overlap[]
  /** m², in the plane of the 3° zone. */
  readonly area: number
  /** m², on the ellipsoid. */
  readonly ellipsoid?: number
  /** m: features this near are told with their distance. Absent: all are. */
  readonly near?: number
}

export type Situation = {
  readonly application: Application
  readonly plan: Plan
  readonly ledger: LedgerFacts | null
  readonly land: LandFacts | null
  /** Rules of the upper plans, for clauses that refer to them ("其他矿种执行国家、省确定的…"). Absent: none was given. */
  readonly upperRules?: readonly Rule[]
}
