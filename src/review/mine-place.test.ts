import { expect, test } from 'vitest'
import type { LedgerFacts } from '#rules/situation.ts'
import { placedByRegion, placedLedger, regionsToPlace, wantsPlace } from './mine-place.ts'

const box = (west: number, east: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 43],
      [east, 43],
      [east, 44],
      [west, 44],
      [west, 43],
    ],
  ],
})
const feature = (name: string, west: number, east: number) => ({ properties: { name }, geometry: box(west, east) })
const layers = [
  { name: 'township', features: [feature('东乡', 110, 111), feature('西乡', 111, 112)] },
  { name: 'concentrated-mining', features: [feature('北坡', 110.2, 110.4)] },
  { name: 'restricted', features: [] },
  { name: 'mining-block', features: [{ properties: { name: '北坡矿', code: 'KQ003' }, geometry: box(110.2, 110.4) }] },
]
const mine = { name: '甲', minerals: ['铁'], status: 'producing' as const }
const place = (ledger: Omit<LedgerFacts, 'returns'>) => placedLedger({ ...ledger, returns: [] }, layers)

test('a point and an area are placed by what holds them; of a kind without a layer nothing is said', () => {
  const [point, area] = place({
    mines: [
      { ...mine, location: { type: 'Point', coordinates: [110.3, 43.5] } },
      { ...mine, location: box(110.9, 111.5) },
    ],
  }).mines
  expect(point).toMatchObject({
    township: '东乡',
    block: 'KQ003',
    mapped: [
      { kind: 'concentrated-mining', names: ['北坡'] },
      { kind: 'restricted', names: [] },
    ],
  })
  expect(point).not.toHaveProperty('inside')
  expect(area).toMatchObject({ township: '西乡', block: 'none', mapped: [{ names: [] }, { names: [] }] })
})

test('the place that stands for a bent area lies within it', () => {
  // A U around the middle of its bounds, open to the north.
  const bent = [
    [110, 43],
    [111, 43],
    [111, 44],
    [110.8, 44],
    [110.8, 43.1],
    [110.3, 43.1],
    [110.3, 44],
    [110, 44],
    [110, 43],
  ]
  const [placed] = place({ mines: [{ ...mine, location: { type: 'Polygon', coordinates: [bent] } }] }).mines
  expect(placed).toMatchObject({ township: '东乡', mapped: [{ names: [] }, { names: [] }] })
})

test('what the register says itself stands, and what has no place stays as it is', () => {
  const said = {
    ...mine,
    township: '南乡',
    inside: [],
    block: 'KQ001',
    location: { type: 'Point' as const, coordinates: [110.3, 43.5] },
  }
  expect(place({ mines: [said, mine] }).mines).toEqual([said, mine])
  expect(wantsPlace({ mines: [said, mine], returns: [] })).toBe(false)
  const ahead = [
    { act: 'mining', event: 'new', region: '000000', minerals: ['铁'], area: box(110.25, 110.35) },
  ] as const
  expect(wantsPlace({ mines: [], returns: [], ahead })).toBe(true)
  expect(place({ mines: [], ahead }).ahead).toMatchObject([{ township: '东乡', mapped: [{ names: ['北坡'] }, {}] }])
})

test('a layer with a shape that cannot be used says nothing of what lies in none of its zones', () => {
  const broken = [
    { name: 'restricted', features: [{ properties: {}, geometry: { type: 'Polygon', coordinates: [] } }] },
  ]
  const located = { ...mine, location: { type: 'Point' as const, coordinates: [110.3, 43.5] } }
  expect(placedLedger({ mines: [located], returns: [] }, broken).mines[0]?.mapped).toEqual([])
})

test('where one of two layers of a kind lost a shape, what is found is told and that there is none is not', () => {
  const useless = { properties: {}, geometry: { type: 'Polygon', coordinates: [] } }
  const more = [
    { name: '矿业权设置区块', kind: 'mining-block', features: [feature('南坡矿', 111.2, 111.4), useless] },
    { name: '集中开采区', kind: 'concentrated-mining', features: [useless] },
  ]
  const at = (longitude: number) => ({ ...mine, location: { type: 'Point' as const, coordinates: [longitude, 43.5] } })
  const { mines } = placedLedger({ mines: [at(110.3), at(111.3), at(111.8)], returns: [] }, [...layers, ...more])
  const restricted = { kind: 'restricted', names: [] }
  expect(mines.map(({ block, mapped }) => [block, mapped])).toEqual([
    ['KQ003', [{ kind: 'concentrated-mining', names: ['北坡'] }, restricted]],
    ['南坡矿', [restricted]],
    [undefined, [restricted]],
  ])
})

test('each entry is placed by the layers of its own region, in its own turn; a region that could place nothing is not asked', () => {
  const location = { type: 'Point' as const, coordinates: [110.3, 43.5] as const }
  const entry = (name: string, region?: string) => ({ ...mine, name, location, ...(region ? { region } : {}) })
  const said = { ...entry('丁', '990123'), inside: [], township: '南乡', block: 'KQ001' }
  const ledger: LedgerFacts = {
    mines: [entry('甲', '990122'), entry('乙', '990121'), entry('丙'), said],
    returns: [],
    ahead: [{ act: 'mining', event: 'new', region: '990121', minerals: ['铁'], area: box(110.25, 110.35) }],
  }
  expect(regionsToPlace(ledger)).toEqual(['990122', '990121'])
  const other = [{ name: 'township', features: [feature('外乡', 110, 111)] }]
  const placed = placedByRegion(
    ledger,
    new Map([
      ['990121', layers],
      ['990122', other],
    ]),
  )
  expect(placed.mines.map(({ name, township, block }) => [name, township, block])).toEqual([
    ['甲', '外乡', undefined],
    ['乙', '东乡', 'KQ003'],
    ['丙', undefined, undefined],
    ['丁', '南乡', 'KQ001'],
  ])
  expect(placed.ahead).toMatchObject([{ township: '东乡', block: 'KQ003' }])
})
