/** What a plan says, as frozen data. Built by compile.ts; it knows nothing of those who build, check or apply it. */
import type { Block, DocumentFormat, Message, Place, Span } from '#document/document.ts'

export type AdministrativeLevel = 'nation' | 'province' | 'city' | 'county'

export type Region = {
  readonly name: string
  /** Six-digit administrative code (GB/T 2260), null where the name is not found in the divisions data. */
  readonly code: string | null
  readonly level: AdministrativeLevel
}

/** Base year, first and last year of the plan, year of the outlook. */
export type Period = {
  readonly base: number | null
  readonly from: number | null
  readonly to: number | null
  readonly outlook: number | null
}

export type Heading = {
  /** Position in the outline: "3.2.1" is the first part of the second section of chapter 3. */
  readonly id: string
  /** The number as written without its ordinal words: "第三章" → "三", "（一）" → "一", "1.2" → "1.2"; '' when unnumbered. */
  readonly number: string
  /** chapter, section, part, item … as an index 1… of depth. */
  readonly depth: number
  readonly heading: string
  readonly span: Span
}

/** One sentence (ended by 。；！ or the paragraph's end) with where it stands in the outline. */
export type Clause = {
  readonly id: string
  readonly span: Span
  /** The whole paragraph the sentence belongs to. */
  readonly paragraph: Span
  /** Outline id and the headings above it, outermost first, including run-in headings ("开采规模准入条件。…"). */
  readonly outline: string
  readonly headings: readonly string[]
}

export type PlanTable = {
  /** "专栏3", "附表5", "表2-1"; "table-7" where it has neither number nor caption. */
  readonly id: string
  readonly title: string
  readonly columns: readonly string[]
  /** Data rows only, merged cells filled. */
  readonly rows: readonly (readonly string[])[]
  readonly raw: readonly (readonly string[])[]
  /** A unit that holds for the whole table (from its title or a line above it), else null. */
  readonly unit: string | null
  readonly at: Place
  /** Each row as the source writes it, where that is on one line. */
  readonly lines?: readonly Span[]
  /** The same rows with their places, for those who cite a cell. */
  readonly cells: readonly (readonly Span[])[]
  readonly header: readonly (readonly Span[])[]
  readonly caption: Span | null
  /** Outline id of where it stands. */
  readonly outline: string
}

export type Operator = '<=' | '>=' | '<' | '>' | '=' | '~'

export type FactKind =
  | 'indicator'
  | 'zone'
  | 'block'
  | 'floor'
  | 'quota'
  | 'count'
  | 'share'
  | 'area'
  | 'amount'
  | 'mineral-list'
  | 'project'
  | 'right'
  | 'mine'

export type DepositScale = 'large' | 'medium' | 'small'
export type MiningMethod = 'open-pit' | 'underground' | 'well'

/** Zone kinds of the field: KZ key exploration, CZ key mining, CS concentrated mining, and the others plans use. */
export type ZoneKind =
  | 'key-exploration'
  | 'key-mining'
  | 'concentrated-mining'
  | 'industrial'
  | 'restoration'
  | 'restricted'
  | 'forbidden'
  | 'allowed'
  | 'reserved'
  | 'strategic-protection'
  | 'national-planned'

export type Attribute = 'binding' | 'expected' | null

/** One thing the plan says. `quote` is the source's own text at `at`; what is not said is null, never guessed. */
export type Fact = {
  readonly id: string
  readonly kind: FactKind
  readonly subject: string
  readonly measure: string
  readonly op: Operator
  readonly value: number | string | null
  readonly unit: string | null
  readonly year: number | null
  readonly attribute: Attribute
  readonly quote: string
  readonly at: Place
  /** 'sure': fewer than one in two hundred such facts are wrong; 'likely': worth a look before use. */
  readonly confidence: 'sure' | 'likely'
  /** Outline id, and the table (with 0-based data row) where it was read from one. */
  readonly outline: string
  readonly table?: string
  readonly row?: number
  /** floors: what narrows the floor. */
  readonly scale?: DepositScale
  readonly method?: MiningMethod
  readonly variety?: string
  /** zones and blocks. */
  readonly zone?: ZoneKind
  readonly act?: 'exploration' | 'mining'
  readonly code?: string
  readonly name?: string
  readonly minerals?: readonly string[]
  readonly places?: readonly string[]
  /** hectares or km² as written stay in value/unit; parent is the upper plan's zone it belongs to. */
  readonly parent?: string
  readonly planLevel?: 'nation' | 'province' | 'city' | 'county' | 'upper' | 'own'
  /** projects. */
  readonly years?: string
  readonly aim?: string
}

export type Source = { readonly file: string; readonly sha256: string; readonly format: DocumentFormat }

export type Plan = {
  readonly source: Source
  readonly title: string
  readonly region: Region | null
  readonly period: Period
  readonly outline: readonly Heading[]
  readonly clauses: readonly Clause[]
  readonly tables: readonly PlanTable[]
  readonly facts: readonly Fact[]
  readonly messages: readonly Message[]
  /** The document as read, for a person beside what was understood. */
  readonly blocks: readonly Block[]
}

/** A plan before its facts are read. */
export type Reading = Omit<Plan, 'facts'>
