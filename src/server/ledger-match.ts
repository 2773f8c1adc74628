/**
 * Of which records of the ledger the rows of a sheet speak. Within a city two counties may each have a mine of one name:
 * a record is told by its region and its name, and a row that fits several is refused rather than guessed. Pure.
 */
import type { FromRow } from '#exchange/ledger-sheet.ts'
import type { ExchangeMessage } from '#exchange/message.ts'
import type { MineEntry, ReturnEntry } from '#rules/situation.ts'
import type { MineRecord } from '#store/mines.ts'
import { coversRegion, type RegionEntry } from '#store/regions.ts'
import type { ReturnRecord } from '#store/returns.ts'
import { isCode } from './field.ts'

/** A row with the region it is written under, and what is kept there; null: nothing of it. */
export type Matched<T> = FromRow<T> & { readonly region: string; readonly before: T | null }

/** Where a sheet is handed in: a region's code, and the codes of the regions that may be named in it. */
export type Scope = { readonly code: string; readonly named: ReadonlyMap<string, string> }

export const scopeOf = (code: string, regions: readonly RegionEntry[]): Scope => ({
  code,
  named: new Map(regions.filter((one) => coversRegion(code, one.code)).map((one) => [one.name, one.code])),
})

type Outcome<T> = { readonly rows: readonly Matched<T>[]; readonly messages: readonly ExchangeMessage[] }

const isCounty = (code: string): boolean => isCode(code) && !code.endsWith('00')

/** The code of a region that is named by code or name within the scope; else the words as they are. */
const placeOf = ({ named }: Scope, words: string): string => named.get(words) ?? words

/** Where something new is written: under the county that is named, as if its own office had entered it. */
const homeOf = ({ code }: Scope, place: string | undefined): string =>
  place !== undefined && isCounty(place) && coversRegion(code, place) ? place : code

/** The county a record lies in, whether its entry says so or not; undefined where a city's record does not say. */
export const countyOf = (region: string, said?: string): string | undefined =>
  said ?? (isCounty(region) ? region : undefined)

const wrong = (row: number, text: string, textEn: string): ExchangeMessage => ({
  severity: 'error',
  text: `第 ${row} 行：${text}`,
  textEn: `row ${row}: ${textEn}`,
  row,
})

const ambiguous = (row: number, name: string): ExchangeMessage =>
  wrong(
    row,
    `有多座名为“${name}”的矿山，请填写行政区代码`,
    `there are several mines named “${name}”: fill in the region code`,
  )

/** The mine of the `same` name that a row speaks of by the `words` in its column for the region, null for none; 'several' where the row does not say which. */
const mineOf = (
  words: string | undefined,
  same: readonly MineRecord[],
  scope: Scope,
): MineRecord | null | 'several' => {
  const countyIn = ({ region, mine }: MineRecord): string | undefined => {
    const county = countyOf(region, mine.region)
    return county === undefined ? undefined : placeOf(scope, county)
  }
  const nowhere = same.filter((record) => countyIn(record) === undefined)
  if (words === undefined) return same.length > 1 ? (nowhere[0] ?? 'several') : (same[0] ?? null)
  const place = placeOf(scope, words)
  const there = same.filter((record) => countyIn(record) === place)
  const home = homeOf(scope, place)
  const atHome = (record: MineRecord): boolean => record.region === home
  // Of what lies elsewhere only a record that the row would be written over is the same mine, in its right place now.
  return there.find(atHome) ?? there[0] ?? nowhere[0] ?? same.find(atHome) ?? null
}

/** A row leaves what it does not say, or says in other words, of the county as the register has it. */
const inItsCounty = (entry: MineEntry, { region, mine }: MineRecord, scope: Scope): MineEntry => {
  const { region: said, ...rest } = entry
  const kept = countyOf(region, mine.region)
  const moved = said !== undefined && (kept === undefined || placeOf(scope, said) !== placeOf(scope, kept))
  if (moved) return entry
  return mine.region === undefined ? rest : { ...rest, region: mine.region }
}

/** Whether a row speaks of what a row before it did, with a message. */
const repeatsIn = (messages: ExchangeMessage[]): ((row: number, ...key: readonly unknown[]) => boolean) => {
  const rows = new Map<string, number>()
  return (row, ...key) => {
    const first = rows.get(key.join(' '))
    if (first === undefined) rows.set(key.join(' '), row)
    else messages.push(wrong(row, `与第 ${first} 行重复`, `it repeats row ${first}`))
    return first !== undefined
  }
}

/** Mines beside those kept. Two rows of one mine are an error, as is one that may be either of two. */
export const matchMines = (
  rows: readonly FromRow<MineEntry>[],
  known: readonly MineRecord[],
  scope: Scope,
): Outcome<MineEntry> => {
  const messages: ExchangeMessage[] = []
  const byName = Map.groupBy(known, ({ mine }) => mine.name)
  const repeats = repeatsIn(messages)
  const matched = rows.flatMap((one): Matched<MineEntry>[] => {
    const { row, entry, region: words } = one
    const record = mineOf(words, byName.get(entry.name) ?? [], scope)
    if (record === 'several') {
      messages.push(ambiguous(row, entry.name))
      return []
    }
    const region = record?.region ?? homeOf(scope, words === undefined ? undefined : placeOf(scope, words))
    if (repeats(row, region, entry.name)) return []
    const read = record ? inItsCounty(entry, record, scope) : entry
    return [{ ...one, entry: read, region, before: record?.mine ?? null }]
  })
  return { rows: matched, messages }
}

/** A mine as a return may name it. */
type Named = { readonly region: string; readonly entry: MineEntry }

/** Returns beside those kept; each is written where its mine is, `mines` being those kept and those of the sheet. */
export const matchReturns = (
  rows: readonly FromRow<ReturnEntry>[],
  told: readonly ReturnRecord[],
  mines: readonly Named[],
  scope: Scope,
): Outcome<ReturnEntry> => {
  const messages: ExchangeMessage[] = []
  const byName = Map.groupBy(mines, ({ entry: { name } }) => name)
  const toldOf = Map.groupBy(told, ({ entry: { mine, year } }) => `${year} ${mine}`)
  const repeats = repeatsIn(messages)
  const matched = rows.flatMap((one): Matched<ReturnEntry>[] => {
    const { row, entry, region: words } = one
    const place = words === undefined ? undefined : placeOf(scope, words)
    const named = byName.get(entry.mine) ?? []
    const meant = named.filter(({ region, entry: mine }) => {
      const county = countyOf(region, mine.region)
      return place === undefined || county === undefined || placeOf(scope, county) === place
    })
    const homes = [...new Set(meant.map(({ region }) => region))]
    if (homes.length > 1) {
      messages.push(ambiguous(row, entry.mine))
      return []
    }
    const [home = homeOf(scope, place)] = homes
    const same = toldOf.get(`${entry.year} ${entry.mine}`) ?? []
    // Of a mine that bears its name alone a return may have been entered elsewhere, by the city's office or the county's.
    const alone = new Set(named.map(({ region }) => region)).size <= 1
    const record = same.find(({ region }) => region === home) ?? (alone ? same[0] : undefined)
    const region = record?.region ?? home
    return repeats(row, region, entry.year, entry.mine) ? [] : [{ ...one, region, before: record?.entry ?? null }]
  })
  return { rows: matched, messages }
}
