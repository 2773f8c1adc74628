/** The legend of a sketch: a swatch for each kind of layer, and the names behind the numbers on the map. */
import { type Mark, type Point, widthOf } from '#report/drawing.ts'
import { linesOf } from '#report/line.ts'
import { applied, type MapStyle, type Shown, styled } from '#report/map-style.ts'
import type { Language } from '#rules/english.ts'

/** A layer with more features than this in the frame, or below this height (points), is told by its kind alone. */
const mostNamed = 8
const mostHeight = 260

const size = 8
const line = 13
const swatch = { width: 22, height: 9 }
const indent = 30

export type Legend = {
  readonly marks: readonly Mark[]
  /** Where it ends. */
  readonly bottom: number
  /** The number of a layer's feature on the map; null where it has none. */
  readonly numberOf: (layer: Shown, feature: number) => number | null
}

export const legendOf = (layers: readonly Shown[], width: number, top: number, language: Language): Legend => {
  const marks: Mark[] = []
  const firsts = new Map<Shown, number>()
  let number = 1
  let y = top
  const entry = (style: MapStyle, words: string): void => {
    const box: readonly Point[] = [
      [2, y],
      [2 + swatch.width, y],
      [2 + swatch.width, y + swatch.height],
      [2, y + swatch.height],
    ]
    marks.push(...styled([box], style))
    for (const one of linesOf(words, width - indent, (piece) => widthOf(piece, size))) {
      marks.push({ kind: 'label', at: [indent, y + 7.5], words: one.words, size })
      y += line
    }
  }
  entry(
    applied,
    language === 'en' ? 'area applied for (J1, J2 … number its corners)' : '申请范围（J1、J2……为拐点编号）',
  )
  for (const layer of layers) {
    const { title, style, features, kind } = layer
    const named =
      features.length <= mostNamed &&
      y - top < mostHeight &&
      kind !== 'township' &&
      kind !== 'county' &&
      kind !== 'city'
    if (!named) {
      entry(style, title)
      continue
    }
    firsts.set(layer, number)
    const names = features.map(({ name }, i) => `${number + i} ${name}`)
    number += features.length
    entry(style, language === 'en' ? `${title}: ${names.join('; ')}` : `${title}：${names.join('；')}`)
  }
  return {
    marks,
    bottom: y + 2,
    numberOf: (layer, feature) => {
      const first = firsts.get(layer)
      return first === undefined ? null : first + feature
    },
  }
}
