/** A drawing as plain data, in points (1/72 inch) from its upper left corner: svg.ts and pdf.ts draw the same one. */

/** [x, y], y downwards. */
export type Point = readonly [number, number]

export type Stroke = { readonly color: string; readonly width: number; readonly dash?: readonly [number, number] }

export type Mark =
  /** Rings filled by the even-odd rule: a ring inside another is a hole. */
  | {
      readonly kind: 'area'
      readonly rings: readonly (readonly Point[])[]
      readonly fill?: string
      readonly opacity?: number
      readonly stroke?: Stroke
    }
  /** Lines that belong together: drawn in one stroke. */
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Point[])[]; readonly stroke: Stroke }
  | { readonly kind: 'dot'; readonly at: Point; readonly radius: number; readonly fill: string }
  /** `at` is the left end, middle or right end of the base line. */
  | {
      readonly kind: 'label'
      readonly at: Point
      readonly words: string
      readonly size: number
      readonly anchor?: 'middle' | 'end'
      readonly bold?: boolean
      readonly color?: string
      /** White around the characters, for words over lines. */
      readonly halo?: boolean
    }

export type Drawing = {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
  /** What it shows, for those who cannot see it. */
  readonly says: string
}

/** How wide words come out, near enough to place them by: a Chinese character is as wide as high, others half. */
export const widthOf = (words: string, size: number): number => {
  let ems = 0
  for (const sign of words) ems += sign.codePointAt(0)! < 0x2e80 ? 0.56 : 1
  return ems * size
}

/** Two decimals are finer than any printer. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
