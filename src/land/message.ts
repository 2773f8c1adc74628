/** What `land/` tells about an input: a bad coordinate is a value with its row and corner, never an exception. */

/** `row` is the 1-based line of the text or sheet; `corner` is the corner's own name ("J3") or its number in its ring. */
export type LandMessage = {
  readonly severity: 'info' | 'warning' | 'error'
  readonly text: string
  readonly textEn: string
  readonly row?: number
  readonly corner?: string
  /** 1-based ring within the parcel. */
  readonly ring?: number
}

export type LandPlace = Pick<LandMessage, 'row' | 'corner' | 'ring'>

export type LandResult<T> = { readonly value: T; readonly messages: readonly LandMessage[] }

const tell =
  (severity: LandMessage['severity']) =>
  (text: string, textEn: string, place: LandPlace = {}): LandMessage => ({ severity, text, textEn, ...place })

export const info = tell('info')
export const warning = tell('warning')
export const error = tell('error')
