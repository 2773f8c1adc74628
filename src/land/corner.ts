/** Corner points as a file writes them, before anyone says what they mean. */

import type { SevenParameters } from './zone.ts'

/**
 * `pair` in the file's own order: metres, or degrees where `angular`. `row` is 0 where the form has no rows;
 * `misread`: what is written, where it is a number only with a letter taken for a digit.
 */
export type RawCorner = {
  readonly row: number
  readonly name: string
  readonly pair: readonly [number, number]
  readonly angular: boolean
  readonly misread?: string
}

/** `hole`: the file says that the ring is cut out; `part`: that it stands alone; `unknown`: its place decides. */
export type RawRing = { readonly role: 'part' | 'hole' | 'unknown'; readonly corners: readonly RawCorner[] }

/** m², and the value of its last written digit in m². */
export type StatedArea = { readonly area: number; readonly digit: number }

/** Metres above sea level (1985 国家高程基准 where a file names no other). */
export type AltitudeLimits = { readonly upper: number; readonly lower: number }

export type ParcelFacts = {
  readonly id: string | null
  readonly name: string | null
  readonly use: string | null
  readonly stated: StatedArea | null
  readonly altitude: AltitudeLimits | null
}

export type RawParcel = ParcelFacts & { readonly row: number; readonly rings: readonly RawRing[] }

export const noFacts: ParcelFacts = { id: null, name: null, use: null, stated: null, altitude: null }

export type CornerForm = 'land-parcel' | 'rights-string' | 'list' | 'geometry'

/** How plain numbers of angles are meant; `packed` is DDD.MMSSss and is never assumed. */
export type AngleForm = 'degrees' | 'packed'

/** What a file declares about its coordinates, each as far as it does. */
export type Declared = {
  /** The words that name the datum, as written. */
  readonly datum: string | null
  readonly zone: number | null
  readonly width: 3 | 6 | null
  /** Which comes first, by header or by the form's own rule: north (X of the survey), east, or not said. */
  readonly order: 'north-first' | 'east-first' | null
  readonly angles: AngleForm | null
  /** The seven parameters a file brings along; they are proposed, never used unasked. */
  readonly parameters: SevenParameters | null
}

export const nothingDeclared: Declared = {
  datum: null,
  zone: null,
  width: null,
  order: null,
  angles: null,
  parameters: null,
}

export type RawFile = {
  readonly form: CornerForm
  readonly declared: Declared
  readonly parcels: readonly RawParcel[]
}
