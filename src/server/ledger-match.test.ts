import { expect, test } from 'vitest'
import type { MineEntry } from '#rules/situation.ts'
import { matchMines, matchReturns, scopeOf } from './ledger-match.ts'

const [city, east, west] = ['990100', '990121', '990122'] as const
const regions = [
  { code: city, name: '丙市', level: 'city', parent: null },
  { code: east, name: '甲县', level: 'county', parent: city },
  { code: west, name: '乙县', level: 'county', parent: city },
] as const
const inCity = scopeOf(city, regions)

const mine = (name: string, region?: string): MineEntry => ({
  name,
  minerals: ['铁'],
  status: 'producing',
  ...(region ? { region } : {}),
})
const kept = (region: string, entry: MineEntry) => {
  const about = { region, id: '', since: '2022-01-01', by: 'li', at: '' }
  return { ...about, mine: entry }
}
const row = (row: number, name: string, region?: string) => ({
  row,
  ...(region ? { region } : {}),
  entry: mine(name, region),
})

test.each([
  ['a county’s, named by nothing but itself', [kept(east, mine('甲'))], undefined, east, mine('甲')],
  ['a county’s, by its code', [kept(east, mine('甲')), kept(west, mine('甲'))], west, west, mine('甲')],
  ['a county’s, by its name', [kept(east, mine('甲')), kept(west, mine('甲'))], '甲县', east, mine('甲')],
  ['a city’s that says its county', [kept(city, mine('甲', east))], '甲县', city, mine('甲', east)],
  ['a city’s that does not say it yet', [kept(city, mine('甲'))], east, city, mine('甲', east)],
  ['a city’s that said another', [kept(city, mine('甲', '丁县'))], '戊县', city, mine('甲', '戊县')],
  ['a new one of a county', [kept(east, mine('甲'))], west, west, mine('甲', west)],
  ['a new one of no county known', [], undefined, city, mine('甲')],
  ['a new one of another city', [], '990221', city, mine('甲', '990221')],
  ['of two the one that says no county', [kept(city, mine('甲')), kept(east, mine('甲'))], undefined, city, mine('甲')],
])('a row finds %s', (_, known, words, region, entry) => {
  const { rows, messages } = matchMines([row(2, '甲', words)], known, inCity)
  expect(messages).toEqual([])
  expect(rows).toMatchObject([{ region, entry }])
  expect(rows[0]!.entry).toEqual(entry)
})

test('a county’s sheet is about that county, whatever its column says', () => {
  const { rows } = matchMines([row(2, '甲', '某县')], [kept(east, mine('甲'))], scopeOf(east, regions))
  expect(rows).toMatchObject([{ region: east, before: mine('甲'), entry: mine('甲', '某县') }])
})

test('what may be either of two, or is said twice, is refused', () => {
  const known = [kept(east, mine('甲')), kept(west, mine('甲')), kept(east, mine('乙'))]
  const { rows, messages } = matchMines([row(2, '甲'), row(3, '乙'), row(4, '乙', east)], known, inCity)
  expect(rows.map(({ row }) => row)).toEqual([3])
  expect(messages.map(({ row, textEn }) => [row, textEn])).toEqual([
    [2, 'row 2: there are several mines named “甲”: fill in the region code'],
    [4, 'row 4: it repeats row 3'],
  ])
})

test('a return is written where its mine is, or where it was before', () => {
  const output = { value: 1, unit: '万吨' }
  const told = (row: number, name: string, region?: string) => ({
    row,
    ...(region ? { region } : {}),
    entry: { mine: name, year: 2023, output },
  })
  const mines = [east, west].map((region) => ({ region, entry: mine('甲') }))
  mines.push({ region: west, entry: mine('乙') }, { region: east, entry: mine('丁') })
  const before = [{ region: city, id: '', by: '', at: '', entry: { mine: '丁', year: 2023, output } }]
  const asked = [told(2, '甲'), told(3, '甲', west), told(4, '乙'), told(5, '丁'), told(6, '无名'), told(7, '乙', west)]
  const { rows, messages } = matchReturns(asked, before, mines, inCity)
  expect(rows.map(({ row, region, before }) => [row, region, before !== null])).toEqual([
    [3, west, false],
    [4, west, false],
    [5, city, true],
    [6, city, false],
  ])
  expect(messages.map(({ row }) => row)).toEqual([2, 7])
})

test('a great sheet is matched at once', () => {
  const names = Array.from({ length: 50_000 }, (_, i) => `矿${i}`)
  const known = names.map((name) => kept(east, mine(name)))
  const { rows } = matchMines(
    names.map((name, i) => row(i, name, '甲县')),
    known,
    inCity,
  )
  expect(rows).toHaveLength(50_000)
}, 5_000)
