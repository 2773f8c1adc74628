/** Corner files as offices bring them (corner.cases.yaml), each read, or told with its reason. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { planeArea } from './area.ts'
import { readCorners } from './corner-file.ts'
import type { CornerOptions } from './corner-reading.ts'
import type { LandMessage } from './message.ts'

type Case = {
  readonly name: string
  readonly text: string
  readonly options?: CornerOptions
  readonly area?: number
  readonly within?: number
  readonly zone?: number
  readonly stated?: number
  readonly altitude?: readonly [upper: number, lower: number]
  readonly parcels?: number
  readonly error?: string
  readonly warning?: string
  readonly row?: number
  readonly zoneWanted?: boolean
  readonly mend?: { readonly kind?: string; readonly area?: number }
}

const cases = parse(readFileSync(join(import.meta.dirname, 'corner.cases.yaml'), 'utf8')) as readonly Case[]

const textsOf = (messages: readonly LandMessage[], severity: LandMessage['severity'], row?: number) =>
  messages.filter((one) => one.severity === severity && (row === undefined || one.row === row)).map(({ text }) => text)

test.each(cases)('$name', ({ text, options, area, within = 1, row, mend, ...expected }) => {
  const { value, messages } = readCorners(text, options)
  for (const severity of ['error', 'warning'] as const) {
    const wanted = expected[severity]
    if (wanted !== undefined) expect(textsOf(messages, severity, row).join('\n')).toMatch(new RegExp(wanted))
    else if (expected.error === undefined) expect(textsOf(messages, severity)).toEqual([])
  }
  expect(value.shape === null).toBe(expected.error !== undefined)
  if (area !== undefined) expect(Math.abs(value.planeArea - area)).toBeLessThan(within)
  if (expected.zone !== undefined) expect(value.system).toMatchObject({ zone: expected.zone })
  if (expected.stated !== undefined) expect(value.stated?.area).toBeCloseTo(expected.stated, 0)
  if (expected.altitude) expect(value.altitude).toEqual({ upper: expected.altitude[0], lower: expected.altitude[1] })
  if (expected.parcels !== undefined) expect(value.parcels).toHaveLength(expected.parcels)
  if (expected.zoneWanted !== undefined) expect(value.zoneWanted).toBe(expected.zoneWanted)
  if (mend?.kind !== undefined) expect(value.mends.map(({ kind }) => kind)).toContain(mend.kind)
  if (mend?.area !== undefined) {
    const off = value.mends.map(({ shape }) => Math.abs(planeArea(shape) - mend.area!))
    expect(Math.min(...off)).toBeLessThan(within)
  }
})
