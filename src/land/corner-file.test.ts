import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CornerOptions, decodeCorners, readCorners } from './corner-file.ts'
import type { Polygon, Position } from './shape.ts'
import { type PlaneSystem, toGeographic, toPlane } from './zone.ts'

/** A published ring, northing and easting with its zone. */
const corners = [
  ['3301996.14', '41405667.12'],
  ['3301962.16', '41405696.81'],
  ['3301853.40', '41405704.66'],
  ['3301818.39', '41405540.40'],
  ['3301841.62', '41405518.63'],
] as const

const zone41: PlaneSystem = { kind: 'plane', width: 3, zone: 41, prefixed: true }
const places: readonly Position[] = corners.map(([north, east]) => toGeographic([Number(east), Number(north)], zone41))

const sexagesimal = (value: number, marks: readonly [string, string, string]): string => {
  const seconds = Math.round(value * 3_600_0000) / 10_000
  const rest = (seconds % 60).toFixed(4).padStart(7, '0')
  return `${Math.floor(seconds / 3600)}${marks[0]}${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}${marks[1]}${rest}${marks[2]}`
}

const packed = (value: number): string => sexagesimal(value, ['.', '', '']).replace(/(\d\d)\.(\d{4})$/, '$1$2')

const parcelFile = (
  header: string,
  rows: readonly string[],
  attributes = ['坐标系=2000国家大地坐标系', '几度分带=3', '带号=41'],
) =>
  [
    '[属性描述]',
    '格式版本号=1.01',
    ...attributes,
    '投影类型=高斯克吕格',
    '计量单位=米',
    '精度=0.01',
    '转换参数=0,0,0,0,0,0,0',
    '[地块坐标]',
    header,
    ...rows,
  ].join('\r\n')

const closedRows = [...corners, corners[0]].map(([x, y], i) => `J${(i % 5) + 1},1,${x},${y}`)

const list = (line: (north: string, east: string, i: number) => string, head = '') =>
  (head ? [head] : []).concat(corners.map(([north, east], i) => line(north, east, i))).join('\n')

const forms: Record<string, [string, CornerOptions?]> = {
  'land-parcel TXT': [parcelFile('5,1.7269,P1,一号地块,面,,采矿用地,,@', closedRows)],
  'double spaced': [corners.map(([x, y]) => `${x} ${y}`).join('\n\n')],
  'two columns side by side': [
    `点号 X Y 点号 X Y\n1 ${corners[0].join(' ')} 4 ${corners[3].join(' ')}\n2 ${corners[1].join(' ')} 5 ${corners[4].join(' ')}\n3 ${corners[2].join(' ')}`,
  ],
  'two columns side by side, without numbers': [
    `X Y X Y\n${corners[0].join(' ')} ${corners[3].join(' ')}\n${corners[1].join(' ')} ${corners[4].join(' ')}\n${corners[2].join(' ')}`,
  ],
  'two corners in a row of running text': [
    `${corners[0].join(',')}；${corners[1].join(',')}；\n${corners[2].join(',')}；${corners[3].join(',')}；${corners[4].join(',')}`,
  ],
  'zone declared by the caller': [list((x, y) => `${x},${y.slice(2)}`), { zone: 41 }],
  'packed, declared by the caller': [
    places.map(([l, b]) => `${packed(l)},${packed(b)}`).join('\n'),
    { angles: 'packed' },
  ],
  'both systems in one row': [
    list(
      (x, y, i) => `${i + 1}\t${places[i]![0].toFixed(8)}\t${places[i]![1].toFixed(8)}\t${x}\t${y}`,
      '序号\t经度\t纬度\tX\tY',
    ),
  ],
}

test.each(Object.entries(forms))('%s', (_, [text, options]) => {
  const { value, messages } = readCorners(text, options)
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(value.corners.length).toBeGreaterThanOrEqual(5)
  expect(Math.abs(value.planeArea - 17_268)).toBeLessThan(1)
  expect(value.mends).toEqual([])
})

test('the parcel carries its facts, and its stated area is compared', () => {
  const { value, messages } = readCorners(forms['land-parcel TXT']![0])
  expect(value.parcels[0]).toMatchObject({
    id: 'P1',
    name: '一号地块',
    use: '采矿用地',
    stated: { area: 17_269, digit: 1 },
  })
  expect(messages.some(({ severity, text }) => severity === 'info' && text.includes('相符'))).toBe(true)
  const wrong = readCorners(forms['land-parcel TXT']![0].replace('1.7269', '1.9'))
  expect(wrong.messages.some(({ severity, row }) => severity === 'warning' && row === 11)).toBe(true)
})

test('UTF-8, UTF-16 and GB18030 decode alike, with a mark or without', () => {
  const text = '[地块坐标]\r\n5,1.7269,P1,一号地块,面,,,,@\r\n'
  const utf16 = (swap: boolean, mark: boolean) => {
    const bytes = new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'))
    return swap ? bytes.map((_, i) => bytes[i ^ 1]!) : bytes
  }
  for (const bytes of [utf16(false, true), utf16(true, true), utf16(false, false), utf16(true, false)])
    expect(decodeCorners(bytes)).toBe(text)
  expect(decodeCorners(new TextEncoder().encode(text))).toBe(text)
  expect(decodeCorners(Uint8Array.from([0x5b, 0xb5, 0xd8, 0xbf, 0xe9, 0xd7, 0xf8, 0xb1, 0xea, 0x5d]))).toBe(
    '[地块坐标]',
  )
})

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
]
const ringRows = (ring: number, points: [number, number][]) =>
  [...points, points[0]!].map(([x, y], i) => `J${i + 1},${ring},${x},${y}`)

test('rings above 1 are holes; a hole outside is told and may stand as a part', () => {
  const shell = ringRows(1, square(4_600_000, 42_500_000, 1000))
  const inside = readCorners(
    parcelFile('10,99,P,甲,面,,,,@', [...shell, ...ringRows(2, square(4_600_100, 42_500_100, 100))], []),
  )
  expect(inside.value.planeArea).toBeCloseTo(990_000, 1)
  const outside = readCorners(
    parcelFile('10,101,P,甲,面,,,,@', [...shell, ...ringRows(2, square(4_603_000, 42_500_100, 100))], []),
  )
  expect(outside.value.shape).toBeNull()
  expect(outside.messages.find(({ severity }) => severity === 'error')).toMatchObject({ ring: 2 })
  expect(outside.value.mends[0]!.shape.coordinates).toHaveLength(2)
})

test('two regions of a rights string, the second hollow', () => {
  const [outer, inner] = [square(4_600_000, 42_500_000, 1000).flat(), square(4_600_100, 42_500_100, 100).flat()]
  expect(readCorners(`2,4,${outer},0,0,0,4,${inner},-1,0,0`).value.planeArea).toBeCloseTo(990_000, 1)
  // An altitude before a count is none: "960,4,x,y,x,y".
  const { value, messages } = readCorners(`2,4,${outer},0,1180,960,4,${inner},-1,1180,960`)
  expect(value.planeArea).toBeCloseTo(990_000, 1)
  expect(value.altitude).toEqual({ upper: 1180, lower: 960 })
  expect(messages.filter(({ severity }) => severity !== 'info')).toEqual([])
  expect(readCorners(`2,4,${outer},4,${square(4_603_000, 42_500_000, 100).flat()}`).value.planeArea).toBeCloseTo(
    1_010_000,
    1,
  )
})

test('several rings of a list part at blank rows and titles; depth decides what is a hole', () => {
  const rows = (points: [number, number][]) => points.map((point) => point.join(',')).join('\n')
  const text = `一采区\n${rows(square(4_600_000, 42_500_000, 1000))}\n\n${rows(square(4_600_100, 42_500_100, 100))}\n二采区\n${rows(square(4_603_000, 42_500_000, 100))}`
  const { value } = readCorners(text)
  expect(value.planeArea).toBeCloseTo(1_000_000, 1)
  expect(value.shape!.type).toBe('MultiPolygon')
})

const rowsOf = (points: readonly (readonly (string | number)[])[]) =>
  points.map((point, i) => [i + 1, ...point].join(' ')).join('\n')

test('swapped axes of one corner are told by row, and the mend swaps them', () => {
  const points = corners.map(([x, y], i) => (i === 2 ? [y, x] : [x, y]))
  const { value, messages } = readCorners(rowsOf(points))
  expect(value.shape).toBeNull()
  expect(messages.find(({ severity }) => severity === 'error')).toMatchObject({ row: 3, corner: '3' })
  expect(value.mends).toHaveLength(1)
  const mended = (value.mends[0]!.shape as Polygon).coordinates[0]!
  expect(mended[2]![0]).toBeCloseTo(places[2]![0], 9)
})

test('self-crossing is told by edge, and the mend reorders', () => {
  const points = [0, 2, 1, 3, 4].map((i) => corners[i]!)
  const { value, messages } = readCorners(rowsOf(points))
  const error = messages.find(({ severity }) => severity === 'error')!
  expect(error.text).toMatch(/边 .–. 与边 .–. 相交/)
  expect(value.shape).toBeNull()
  expect(value.mends[0]!.kind).toBe('corners')
})

test('duplicate corners are told and taken once; too few are an error', () => {
  const twice = readCorners(rowsOf([...corners.slice(0, 2), corners[1]!, ...corners.slice(2)]))
  expect(twice.messages.find(({ severity }) => severity === 'warning')).toMatchObject({ row: 3, corner: '3' })
  expect(Math.abs(twice.value.planeArea - 17_268)).toBeLessThan(1)
  const few = readCorners(rowsOf(corners.slice(0, 2)))
  expect(few.value.shape).toBeNull()
  expect(few.messages.find(({ severity }) => severity === 'error')!.text).toContain('至少需要 3 个')
})

test('a corner in a stray zone, a lost digit, minutes of 60 are told with their rows', () => {
  const stray = readCorners(rowsOf(corners.map(([x, y], i) => [x, i === 3 ? y.replace('41', '40') : y])))
  expect(stray.messages.find(({ severity }) => severity === 'error')).toMatchObject({ row: 4 })
  expect(Math.abs(stray.value.mends[0]!.shape.coordinates.length - 1)).toBe(0)
  const lost = readCorners(rowsOf(corners.map(([x, y], i) => [i === 1 ? x.replace('33', '3') : x, y])))
  expect(lost.messages.find(({ severity }) => severity === 'error')).toMatchObject({ row: 2 })
  expect(lost.value.shape).toBeNull()
  const minutes = readCorners('126°30′00″ 42°10′00″\n126°60′00″ 42°10′00″\n126°31′00″ 42°11′00″\n126°30′00″ 42°11′00″')
  expect(minutes.messages.find(({ severity }) => severity === 'error')).toMatchObject({ row: 2 })
})

const county: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [121.5, 29.5],
      [122.5, 29.5],
      [122.5, 30.2],
      [121.5, 30.2],
      [121.5, 29.5],
    ],
  ],
}

test('a wrong zone is told against the outline, and the zone that fits is proposed', () => {
  const { value, messages } = readCorners(rowsOf(corners.map(([x, y]) => [x, y.replace('41', '42')])), {
    outline: county,
  })
  expect(messages.some(({ severity, text }) => severity === 'error' && text.includes('县域之外'))).toBe(true)
  expect(value.mends.map(({ kind, zone }) => [kind, zone])).toEqual([['zone', 41]])
})

test('a missing zone is asked for; the outline proposes it, nothing guesses it', () => {
  const text = rowsOf(corners.map(([x, y]) => [x, y.slice(2)]))
  expect(readCorners(text).value).toMatchObject({ shape: null, mends: [] })
  const { value, messages } = readCorners(text, { outline: county })
  expect(value.shape).toBeNull()
  expect(messages.at(-1)!.text).toContain('带号')
  expect(value.mends.map(({ zone }) => zone)).toEqual([41])
})

test('a declared zone at odds with the eastings gives both readings', () => {
  const { value } = readCorners(
    parcelFile('5,1.7269,P1,甲,面,,,,@', closedRows, ['坐标系=2000国家大地坐标系', '带号=42']),
  )
  expect(value.shape).toBeNull()
  expect(value.mends.map(({ zone }) => zone)).toEqual([41, 42])
})

test('old datums are refused, unless parameters are brought', () => {
  const text = parcelFile('5,1.7269,P1,甲,面,,,,@', closedRows, ['坐标系=80国家大地坐标系'])
  const refused = readCorners(text)
  expect(refused.value.shape).toBeNull()
  expect(refused.messages.some(({ text }) => text.includes('七参数'))).toBe(true)
  expect(readCorners(text, { parameters: [10, 20, 30, 0, 0, 0, 0] }).value.shape).not.toBeNull()
})

test('an area across two zones is read as one', () => {
  const place: Position[] = [
    [127.499, 41.8],
    [127.501, 41.8],
    [127.501, 41.802],
    [127.499, 41.802],
  ]
  const text = place.map((position) => {
    const zone = position[0] < 127.5 ? 42 : 43
    const [east, north] = toPlane(position, { kind: 'plane', width: 3, zone, prefixed: true })
    return `${north.toFixed(3)},${east.toFixed(3)}`
  })
  const { value, messages } = readCorners(text.join('\n'))
  expect(value.shape).not.toBeNull()
  expect(messages.some(({ severity }) => severity === 'warning')).toBe(true)
  expect(value.corners[2]!.position[0]).toBeCloseTo(127.501, 7)
})

test('any text gives an answer with a reason', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,;-°′″ \t\nXY[]地块坐标@'), maxLength: 200 }),
  )
  fc.assert(
    fc.property(noise, (text) => {
      for (const prefix of ['', '[地块坐标]\n']) {
        const { value, messages } = readCorners(prefix + text)
        if (!value.shape) expect(messages.some(({ severity }) => severity === 'error')).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

const many = 20_000
test.each([
  ['a mark and blanks', `E${' '.repeat(many * 5)}x`],
  ['a figure and blanks', `1${' '.repeat(many * 5)}x`],
  ['commas', `1${','.repeat(many * 5)}x`],
  ['digits in WKT', `POLYGON((${'1'.repeat(many * 5)}))`],
  ['blanks in WKT', `POLYGON${' '.repeat(many * 5)}1`],
  ['rings of one corner', `[地块坐标]\n${Array.from({ length: many * 5 }, (_, i) => `1,${i},1,1`).join('\n')}`],
  ['altitude limits', '标高1~2\n'.repeat(many * 6)],
  [
    'parcels upon each other',
    `[地块坐标]\n${Array.from({ length: many / 10 }, (_, i) => `3,1,${i},甲,面,,,@\n1,1,480000${i % 10},37500000\n2,1,4800100,37500000\n3,1,4800000,37500100`).join('\n')}`,
  ],
  [
    'corners in no order',
    Array.from({ length: 9000 }, (_, i) => `${4800000 + ((i * 7919) % 9001)},${37500000 + ((i * 104729) % 8999)}`).join(
      '\n',
    ),
  ],
])('%s without end are answered', (_, text) => {
  const { value, messages } = readCorners(text)
  expect(value.shape).toBeNull()
  expect(messages.some(({ severity }) => severity === 'error')).toBe(true)
  expect(messages.length).toBeLessThanOrEqual(201)
})

test('written in any zone and form, a rectangle keeps its area', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 26, max: 44 }),
      fc.integer({ min: -120_000, max: 120_000 }),
      fc.integer({ min: 2_000_000, max: 5_900_000 }),
      fc.integer({ min: 20, max: 3000 }),
      fc.constantFrom(',', '\t', ' ', '；', '、'),
      fc.boolean(),
      (zone, east, north, size, separator, eastFirst) => {
        const y = zone * 1_000_000 + 500_000 + east
        const points = square(north, y, size).map(([a, b]) => (eastFirst ? [b, a] : [a, b]))
        const { value } = readCorners(points.map((point, i) => [i + 1, ...point].join(separator)).join('\n'))
        expect(Math.abs(value.planeArea - size * size)).toBeLessThan(size * 1e-3)
      },
    ),
  )
})
