/** The legend of a sketch: a swatch for each kind of layer, and the names behind the numbers on the map. */
import { type Mark, type Point, widthOf } from '#report/drawing.ts'
import { applied, type MapStyle, type Shown, styled } from '#report/map-style.ts'

/** A layer with more features than this in the frame is told by its kind alone. */
const mostNamed = 8

const size = 8
const line = 13
const swatch = { width: 22, height: 9 }
const indent = 30

/** Words in lines no wider than `room`. */
const wrapped = (words: string, room: number): string[] => {
  const lines = ['']
  for (const sign of words) {
    const longer = lines.at(-1) + sign
    if (widthOf(longer, size) > room) lines.push(sign)
    else lines[lines.length - 1] = longer
  }
  return lines
}

export type Legend = {
  readonly marks: readonly Mark[]
  /** Where it ends. */
  readonly bottom: number
  /** The number of a layer's feature on the map; null where it has none. */
  readonly numberOf: (layer: Shown, feature: number) => number | null
}

export const legendOf = (layers: readonly Shown[], width: number, top: number): Legend => {
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
    for (const one of wrapped(words, width - indent)) {
      marks.push({ kind: 'label', at: [indent, y + 7.5], words: one, size })
      y += line
    }
  }
  entry(applied, '申请范围（J1、J2……为拐点编号）')
  for (const layer of layers) {
    const { title, style, features, kind } = layer
    const named = features.length <= mostNamed && kind !== 'township' && kind !== 'county' && kind !== 'city'
    if (!named) {
      entry(style, title)
      continue
    }
    firsts.set(layer, number)
    const names = features.map(({ name }, i) => `${number + i} ${name}`)
    number += features.length
    entry(style, `${title}：${names.join('；')}`)
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
