/**
 * Plain lists, one corner a row, as typed, pasted from a document or copied out of Excel columns: `X,Y`,
 * `J1 X Y`, longitude and latitude in decimals or in degrees, minutes, seconds; with or without a header row; several
 * rings parted by blank rows, titles, a ring column, a return to the first corner, or numbers that start again; and
 * tables set two or three corners side by side.
 */
import { halfWidth, type Token, tokensOf, unpackAngle } from './angle.ts'
import { type Declared, noFacts, nothingDeclared, type RawCorner, type RawFile, type RawRing } from './corner.ts'
import { classOfPair, isPlaneClass } from './corner-class.ts'
import { error, type LandMessage, type LandResult } from './message.ts'
import { datumOf } from './zone.ts'

/** How plain numbers of angles are meant; `packed` is DDD.MMSSss and is never assumed. */
export type AngleForm = 'degrees' | 'packed'

type Read = { readonly corner: RawCorner; readonly ring: string | null; readonly plane: boolean }
type Row = {
  readonly row: number
  readonly reads: readonly Read[]
  readonly kind: 'corners' | 'blank' | 'title' | 'header' | 'bad'
  readonly text: string
}

const isNorthHeader = (word: string): boolean => /^(X|x)\b|纵|北坐标|北\(|^N$|纬度|纬/.test(word)
const isEastHeader = (word: string): boolean => /^(Y|y)\b|横|东坐标|东\(|^E$|经度|经/.test(word)

/** The order a header row gives, by the survey's rule that X is north. */
const orderOfHeader = (tokens: readonly Token[]): Declared['order'] => {
  const words = tokens.map((token) => token.text)
  const north = words.findIndex(isNorthHeader)
  const east = words.findIndex(isEastHeader)
  if (north < 0 || east < 0) return null
  return north < east ? 'north-first' : 'east-first'
}

const angleOrNumber = (token: Token | undefined, angles: AngleForm): { value: number; angular: boolean } | null => {
  if (token?.kind === 'angle') return { value: token.value, angular: true }
  if (token?.kind !== 'number') return null
  if (angles === 'degrees' || Math.abs(token.value) > 180) return { value: token.value, angular: false }
  const value = unpackAngle(token.value)
  return value === null ? null : { value, angular: true }
}

const isName = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'word'
    ? /\d/.test(token.text) || token.text.length <= 3
    : token.kind === 'number' && Number.isInteger(token.value) && token.value < 10_000)

/** Every plausible pair of neighbouring values in a row, with the name and the ring number before it. */
const readPairs = (all: readonly Token[], row: number, angles: AngleForm): Read[] => {
  const tokens = all.filter((token) => token.kind !== 'word' || /\d/.test(token.text) || token.text.length > 1)
  const reads: Read[] = []
  let from = 0
  for (let i = 0; i + 1 < tokens.length; i++) {
    // "X=…" labels stand between the numbers.
    const labels = tokens[i + 1]?.kind === 'word' && tokens[i + 2]?.kind === 'number' ? 1 : 0
    const first = angleOrNumber(tokens[i], angles)
    const second = angleOrNumber(tokens[i + 1 + labels], angles)
    if (!first || !second) continue
    const pairClass = classOfPair([first.value, second.value])
    if (!pairClass) continue
    // A corner number may pass for a degree ("80 41.5 126.3"): the later pair with more decimals is meant.
    const third = angleOrNumber(tokens[i + 2], angles)
    if (labels === 0 && third && Number.isInteger(first.value) && !first.angular && !isPlaneClass(pairClass)) {
      if (classOfPair([second.value, third.value])) continue
    }
    const before = tokens.slice(from, i).filter(isName)
    reads.push({
      corner: {
        row,
        name: before[0]?.text ?? '',
        pair: [first.value, second.value],
        angular: first.angular || second.angular,
      },
      ring: before.length > 1 && before.at(-1)?.kind === 'number' ? before.at(-1)!.text : null,
      plane: isPlaneClass(pairClass),
    })
    i += 1 + labels
    from = i + 1
  }
  // Longitude and latitude beside X and Y say the same corner twice: the plane is the one that was measured.
  return reads.some((read) => read.plane) ? reads.filter((read) => read.plane) : reads
}

const readRow = (text: string, row: number, angles: AngleForm): Row => {
  if (text.trim() === '') return { row, reads: [], kind: 'blank', text }
  const tokens = tokensOf(text)
  const reads = readPairs(tokens, row, angles)
  if (reads.length > 0) return { row, reads, kind: 'corners', text }
  if (orderOfHeader(tokens)) return { row, reads, kind: 'header', text }
  const values = tokens.filter((token) => token.kind === 'number' || token.kind === 'angle' || token.kind === 'bad')
  const words = tokens.filter((token) => token.kind === 'word')
  const bad = tokens.some((token) => token.kind === 'bad') || (values.length >= 2 && words.length <= 2)
  return { row, reads, kind: bad ? 'bad' : 'title', text }
}

/** A row that has two values and makes no corner of China: kept as read, so that it is told with its number. */
const badRow = ({ row, text }: Row): LandMessage => {
  const angle = tokensOf(text).find((token) => token.kind === 'bad')
  return angle
    ? error(
        `第 ${row} 行角度“${angle.text}”的分或秒达到 60`,
        `row ${row}: minutes or seconds of "${angle.text}" reach 60`,
        { row },
      )
    : error(
        `第 ${row} 行不是中国境内的坐标（X 应为 7 位、Y 应为 6 位或加带号 8 位，或经度 73–136、纬度 15–55）：${text.trim().slice(0, 60)}`,
        `row ${row} is no coordinate in China (X has 7 digits, Y 6 or 8 with its zone; or longitude 73–136, latitude 15–55)`,
        { row },
      )
}

/** Side-by-side columns in the order of their numbers, else column after column. */
const inOrder = (rows: readonly Row[]): Read[] => {
  const wide = Math.max(0, ...rows.map(({ reads }) => reads.length))
  const columns = Array.from({ length: wide }, (_, column) => rows.flatMap(({ reads }) => reads[column] ?? [])).flat()
  const numbers = columns.map(({ corner }) => Number(corner.name.replace(/\D+/g, '') || Number.NaN))
  const counted = wide > 1 && new Set(numbers).size === numbers.length && numbers.every(Number.isFinite)
  return counted
    ? columns
        .map((read, i) => ({ read, number: numbers[i]! }))
        .sort((a, b) => a.number - b.number)
        .map(({ read }) => read)
    : columns
}

const same = (a: RawCorner, b: RawCorner): boolean => a.pair[0] === b.pair[0] && a.pair[1] === b.pair[1]

/** Cuts a run of corners where it returns to its first corner, its ring number changes or its numbers start again. */
const ringsOfRun = (reads: readonly Read[]): RawRing[] => {
  const rings: RawRing[] = []
  let open: RawCorner[] = []
  let ring: string | null = null
  const close = () => {
    if (open.length > 0) rings.push({ role: 'unknown', corners: open })
    open = []
  }
  for (const read of reads) {
    const previous = open.at(-1)
    const startsAgain =
      read.corner.name === '1' && open.length >= 3 && !same(open[0]!, read.corner) && previous?.name !== '1'
    if (previous && (startsAgain || read.ring !== ring)) close()
    ring = read.ring
    open.push({ ...read.corner, name: read.corner.name || String(open.length + 1) })
    if (open.length >= 4 && same(open[0]!, read.corner)) close()
  }
  close()
  return rings
}

/** Reads a list; every row that should be a corner and is not gives a message with its row number. */
export const readCornerList = (text: string, angles: AngleForm): LandResult<RawFile> => {
  const rows = halfWidth(text)
    .split(/\r\n|\r|\n/)
    .map((line, index) => readRow(line, index + 1, angles))
  const messages = rows.filter(({ kind }) => kind === 'bad').map(badRow)
  const cornerRows = rows.filter(({ kind }) => kind === 'corners').length
  // A list typed with double spacing: blank rows part nothing then.
  const blanksPart = rows.filter(({ kind }) => kind === 'blank').length < cornerRows / 2
  const runs: Row[][] = [[]]
  for (const row of rows) {
    const parts = row.kind === 'title' || row.kind === 'header' || (row.kind === 'blank' && blanksPart)
    if (parts && runs.at(-1)!.length > 0) runs.push([])
    else if (row.kind === 'corners') runs.at(-1)!.push(row)
  }
  const rings = runs.filter((run) => run.length > 0).flatMap((run) => ringsOfRun(inOrder(run)))
  const header = rows.find(({ kind }) => kind === 'header')
  const titles = rows.filter(({ kind }) => kind === 'title' || kind === 'header').map((row) => row.text)
  const labelled = rows.find(({ kind }) => kind === 'corners')
  const declared: Declared = {
    ...nothingDeclared,
    datum: titles.find((title) => datumOf(title) !== null) ?? null,
    order:
      (header && orderOfHeader(tokensOf(header.text))) ?? (labelled ? orderOfHeader(tokensOf(labelled.text)) : null),
  }
  if (rings.length === 0) messages.push(error('没有读到拐点坐标', 'no corner point was found'))
  const parcels = rings.length > 0 ? [{ ...noFacts, row: rings[0]!.corners[0]!.row, rings }] : []
  return { value: { form: 'list', declared, parcels }, messages }
}
