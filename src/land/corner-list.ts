/**
 * Plain lists, one corner a row, as typed, pasted from a document or copied out of Excel columns: `X,Y`,
 * `J1 X Y`, longitude and latitude in decimals or in degrees, minutes, seconds; with or without a header row; several
 * rings parted by blank rows, titles, a ring column, a return to the first corner, or numbers that start again;
 * tables set two or three corners side by side; and corners within a sentence.
 */
import { type Axis, degreesOf, halfWidth, type Token, tokensOf } from './angle.ts'
import {
  type AngleForm,
  type Declared,
  noFacts,
  nothingDeclared,
  type RawCorner,
  type RawFile,
  type RawRing,
} from './corner.ts'
import { classOfPair, isPlaneClass, type Pair, readPair } from './corner-class.ts'
import { readNotes, widestLimits } from './corner-note.ts'
import { error, type LandMessage, type LandResult, warning } from './message.ts'
import { datumOf } from './zone.ts'

type Read = {
  readonly corner: RawCorner
  readonly ring: string | null
  readonly plane: boolean
  readonly axes: readonly (Axis | null)[]
}
type Row = {
  readonly row: number
  readonly reads: readonly Read[]
  readonly kind: 'corners' | 'blank' | 'title' | 'header' | 'bad'
  readonly text: string
}

const isNorthHeader = (word: string): boolean => /^[Xx](?![A-Za-z])|纵|北坐标|^[Nn]$|纬/.test(word)
const isEastHeader = (word: string): boolean => /^[Yy](?![A-Za-z])|横|东坐标|^[Ee]$|经/.test(word)

/** The order a header row gives, by the survey's rule that X is north; `times`: how many corners stand side by side. */
const orderOfHeader = (tokens: readonly Token[]): { order: Declared['order']; times: number } | null => {
  const words = tokens.map((token) => token.text)
  const north = words.findIndex(isNorthHeader)
  const east = words.findIndex(isEastHeader)
  if (north < 0 || east < 0) return null
  return { order: north < east ? 'north-first' : 'east-first', times: words.filter(isNorthHeader).length }
}

const cornerName = /^(?:[A-Za-z]{0,3}|拐点|界址点|测点|点)[-_]?\d{1,4}[#号'′]?$/

const isName = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'word' ? cornerName.test(token.text) : token.kind === 'number' && /^\d{1,4}$/.test(token.text))

type Found = { readonly pair: Pair; readonly angular: boolean; readonly length: number }

const wholeDegrees = (a: number, b: number): boolean => {
  const pairClass = classOfPair([a, b])
  return Number.isInteger(a) && Number.isInteger(b) && pairClass !== null && !isPlaneClass(pairClass)
}

/**
 * Degrees, minutes and seconds in columns or parted by spaces, six numbers or four with decimal minutes, made into the
 * two angles they are; one whose minutes or seconds reach 60 is bad.
 */
const joinAngles = (tokens: readonly Token[]): Token[] => {
  const joined: Token[] = []
  const valueAt = (at: number): number => {
    const token = tokens[at]
    return token?.kind === 'number' ? token.value : Number.NaN
  }
  for (let i = 0; i < tokens.length; ) {
    const size = [3, 2].find((size) => {
      const parts = Array.from({ length: 2 * size }, (_, at) => valueAt(i + at))
      const minutes = [parts[1]!, parts[size + 1]!]
      if (!wholeDegrees(parts[0]!, parts[size]!) || !parts.every((part) => part < 1000)) return false
      return size === 3
        ? minutes.every((part) => Number.isInteger(part) && part < 100)
        : minutes.every((part) => part < 60) && minutes.some((part) => !Number.isInteger(part))
    })
    if (!size) {
      joined.push(tokens[i++]!)
      continue
    }
    for (const at of [i, i + size]) {
      const value = degreesOf(valueAt(at), valueAt(at + 1), size === 3 ? valueAt(at + 2) : 0)
      const text = tokens
        .slice(at, at + size)
        .map((token) => token.text)
        .join(' ')
      joined.push(value === null ? { kind: 'bad', text } : { kind: 'angle', value, text, axis: null })
    }
    i += 2 * size
  }
  return joined
}

/** A pair that begins at a token, however it is written. */
const pairAt = (tokens: readonly Token[], at: number, angles: AngleForm): Found | null => {
  const [first, second, third] = tokens.slice(at, at + 3)
  if (first?.kind === 'angle' && second?.kind === 'angle')
    return classOfPair([first.value, second.value]) && { pair: [first.value, second.value], angular: true, length: 2 }
  if (first?.kind !== 'number' || second?.kind !== 'number') return null
  const found = readPair([first.value, second.value], angles)
  // A corner number may pass for a degree ("80 41.5 126.3"): the later pair with more decimals is meant.
  const later =
    third?.kind === 'number' && Number.isInteger(first.value) && readPair([second.value, third.value], angles)
  return found && !(later && !isPlaneClass(classOfPair(found.pair)!)) ? { ...found, length: 2 } : null
}

/** Every plausible pair of neighbouring values in a row, with the name and the ring number before it. */
const readPairs = (all: readonly Token[], row: number, angles: AngleForm): Read[] => {
  const tokens = all.filter((token) => token.kind !== 'word' || isName(token))
  const reads: Read[] = []
  let from = 0
  for (let i = 0; i + 1 < tokens.length; i++) {
    const found = pairAt(tokens, i, angles)
    if (!found) continue
    const before = tokens.slice(from, i).filter(isName)
    const used = tokens.slice(i, i + found.length)
    const misread = used.find((token) => token.kind === 'number' && token.misread)
    reads.push({
      corner: {
        row,
        name: before[0]?.text ?? '',
        pair: found.pair,
        angular: found.angular,
        ...(misread ? { misread: misread.text } : {}),
      },
      ring: before.length > 1 && before.at(-1)?.kind === 'number' ? before.at(-1)!.text : null,
      plane: isPlaneClass(classOfPair(found.pair)!),
      axes: used.map((token) => ('axis' in token ? token.axis : null)),
    })
    i += found.length - 1
    from = i + 1
  }
  // Longitude and latitude beside X and Y say the same corner twice: the plane is the one that was measured.
  return reads.some((read) => read.plane) ? reads.filter((read) => read.plane) : reads
}

/** A number as large, or as finely written, as only a coordinate is. */
const isCoordinate = (token: Token): boolean =>
  token.kind === 'angle' || (token.kind === 'number' && (Math.abs(token.value) >= 10_000 || /\.\d{4}/.test(token.text)))

const readsIn = (tokens: readonly Token[], row: number, angles: AngleForm): Read[] =>
  tokens.some(({ kind }) => kind === 'bad') ? [] : readPairs(tokens, row, angles)

const readRow = (text: string, row: number, angles: AngleForm): Row => {
  if (text.trim() === '') return { row, reads: [], kind: 'blank', text }
  const tokens = joinAngles(tokensOf(text))
  const reads = readsIn(tokens, row, angles)
  if (reads.length > 0) return { row, reads, kind: 'corners', text }
  // "112,2549; 43,6573": a comma for the point, where something else parts the values.
  const pointed = text.replace(/(\d),(?=\d)/g, '$1.')
  const readAsPoints = pointed === text ? [] : readsIn(joinAngles(tokensOf(pointed)), row, angles)
  if (readAsPoints.length > 0) return { row, reads: readAsPoints, kind: 'corners', text }
  if (orderOfHeader(tokens)) return { row, reads, kind: 'header', text }
  const named = tokens.every((token) => token.kind !== 'word' || isName(token) || /^[XYxy]$/.test(token.text))
  const values = tokens.filter((token) => token.kind === 'number' || token.kind === 'angle')
  const bad =
    tokens.some((token) => token.kind === 'bad') ||
    (named && (values.some(isCoordinate) || values.some((token) => /\d\.\d/.test(token.text)))) ||
    values.filter(isCoordinate).length >= 2
  return { row, reads, kind: bad ? 'bad' : 'title', text }
}

/** A row that has two values and makes no corner of China: kept as read, so that it is told with its number. */
const badRow = ({ row, text }: Row): LandMessage => {
  const tokens = joinAngles(tokensOf(text))
  const angle = tokens.find((token) => token.kind === 'bad')
  if (angle)
    return error(
      `第 ${row} 行角度“${angle.text}”的分或秒达到 60`,
      `row ${row}: minutes or seconds of "${angle.text}" reach 60`,
      { row },
    )
  const shown = text.trim().slice(0, 60)
  const angles = tokens.filter((token) => token.kind === 'angle')
  if (angles.length === 4 && angles[0]!.axis === angles[1]!.axis)
    return error(
      `第 ${row} 行写的是经纬度范围（起止），不是拐点；请逐点给出拐点坐标：${shown}`,
      `row ${row} gives a range of longitude and latitude, not corners; give the corners one by one`,
      { row },
    )
  const corner = tokens.find(isName)?.text
  const place = corner === undefined ? { row } : { row, corner }
  const values = tokens.flatMap((token) => (token.kind === 'number' && !isName(token) ? [token.value] : []))
  if (
    values.length === 2 &&
    values.every((value) => value >= 1000) &&
    classOfPair([values[0]! * 1000, values[1]! * 1000])
  )
    return error(
      `第 ${row} 行像是以千米为单位（${shown}）；请改为以米为单位`,
      `row ${row} seems to be in kilometres; write metres`,
      place,
    )
  const why =
    values.length < 2
      ? ['缺少一个坐标，或数字中夹有别的字符', 'one coordinate is missing, or a number holds other characters']
      : [
          '不是中国境内的坐标（X 应为 7 位、Y 应为 6 位或加带号 8 位，或经度 73–136、纬度 15–55）',
          'is no coordinate in China (X has 7 digits, Y 6 or 8 with its zone; or longitude 73–136, latitude 15–55)',
        ]
  return error(
    `第 ${row} 行${corner ? ` ${corner} 点` : ''}${why[0]}：${shown}`,
    `row ${row}: ${why[1]}: ${shown}`,
    place,
  )
}

const numberOf = (name: string): number => Number(name.replace(/\D+/g, '') || Number.NaN)

/** Corners side by side in the order of their numbers; else column after column where a header says so, else as read. */
const inOrder = (rows: readonly Row[], times: number): Read[] => {
  const wide = rows.reduce((most, { reads }) => Math.max(most, reads.length), 0)
  const asRead = rows.flatMap(({ reads }) => reads)
  if (wide < 2) return asRead
  const numbers = asRead.map(({ corner }) => numberOf(corner.name))
  if (new Set(numbers).size === numbers.length && numbers.every(Number.isFinite))
    return asRead
      .map((read, i) => ({ read, number: numbers[i]! }))
      .sort((a, b) => a.number - b.number)
      .map(({ read }) => read)
  if (times < 2) return asRead
  return Array.from({ length: wide }, (_, column) => rows.flatMap(({ reads }) => reads[column] ?? [])).flat()
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
  reads.forEach((read, i) => {
    const previous = open.at(-1)
    // A last corner that bears the first's name and not its place is a slip, not a ring of its own.
    const last = i === reads.length - 1 && open[0]?.name === read.corner.name
    const startsAgain =
      numberOf(read.corner.name) === 1 &&
      open.length >= 3 &&
      !same(open[0]!, read.corner) &&
      numberOf(previous!.name) !== 1 &&
      !last
    if (previous && (startsAgain || read.ring !== ring)) close()
    ring = read.ring
    open.push({ ...read.corner, name: read.corner.name || String(open.length + 1) })
    if (open.length >= 4 && same(open[0]!, read.corner)) close()
  })
  close()
  return rings
}

/** Where "E" or "北纬" stands before a value that is the other one. */
const tellMarks = (reads: readonly Read[]): LandMessage[] =>
  reads
    .filter(({ axes: [first, second], corner }) => {
      const pairClass = classOfPair(corner.pair)
      const longitudeFirst = pairClass === 'longitude-latitude' || pairClass === 'east-north'
      const wrong = (axis: Axis | null | undefined, longitude: boolean) => axis && (axis === 'longitude') !== longitude
      return wrong(first, longitudeFirst) || wrong(second, !longitudeFirst)
    })
    .slice(0, 1)
    .map(({ corner: { row, name } }) =>
      warning(
        `第 ${row} 行 ${name} 点标注的东经/北纬（E/N）与数值不符，已按数值读取，请核对`,
        `row ${row}, corner ${name}: the marks E and N do not go with the values; read by the values, please confirm`,
        { row, corner: name },
      ),
    )

/** Of tables that give each corner on two systems side by side, the columns on CGCS2000. */
const onOneSystem = (rows: readonly Row[], datums: readonly string[]): readonly Row[] => {
  const wanted = datums.findIndex((words) => datumOf(words) === 'CGCS2000')
  const beside = rows.filter(({ kind }) => kind === 'corners').every(({ reads }) => reads.length === datums.length)
  if (wanted < 0 || datums.length < 2 || !beside) return rows
  return rows.map((row) =>
    row.kind === 'corners'
      ? {
          ...row,
          reads: [{ ...row.reads[wanted]!, corner: { ...row.reads[wanted]!.corner, name: row.reads[0]!.corner.name } }],
        }
      : row,
  )
}

/** Reads a list; every row that should be a corner and is not gives a message with its row number. */
export const readCornerList = (text: string, asked: AngleForm | null): LandResult<RawFile> => {
  const lines = halfWidth(text).split(/\r\n|\r|\n/)
  const notes = readNotes(lines)
  const angles = asked ?? notes.angles ?? 'degrees'
  const rows = onOneSystem(
    lines.map((line, index) => readRow(line, index + 1, angles)),
    notes.datums,
  )
  const messages = rows.filter(({ kind }) => kind === 'bad').map(badRow)
  const cornerRows = rows.filter(({ kind }) => kind === 'corners')
  messages.push(...tellMarks(cornerRows.flatMap(({ reads }) => reads)))
  const header = rows
    .map(({ kind, text: words }) => (kind === 'header' ? orderOfHeader(tokensOf(words)) : null))
    .find(Boolean)
  const labelled = cornerRows[0] && orderOfHeader(tokensOf(cornerRows[0].text))
  // A list typed with double spacing: blank rows part nothing then.
  const blanksPart = rows.filter(({ kind }) => kind === 'blank').length < cornerRows.length / 2
  const runs: Row[][] = [[]]
  for (const row of rows) {
    const parts = row.kind === 'title' || row.kind === 'header' || (row.kind === 'blank' && blanksPart)
    if (parts && runs.at(-1)!.length > 0) runs.push([])
    else if (row.kind === 'corners') runs.at(-1)!.push(row)
  }
  const rings = runs.filter((run) => run.length > 0).flatMap((run) => ringsOfRun(inOrder(run, header?.times ?? 1)))
  const declared: Declared = {
    ...nothingDeclared,
    // A table set in both systems, or one told to be transformed, is on the new one.
    datum: notes.datums.find((words) => datumOf(words) === 'CGCS2000') ?? notes.datums[0] ?? null,
    zone: notes.zone,
    width: notes.width,
    order: header?.order ?? labelled?.order ?? null,
    angles: asked ?? notes.angles,
  }
  if (rings.length === 0) messages.push(error('没有读到拐点坐标', 'no corner point was found'))
  const { stated } = notes
  const facts = { ...noFacts, stated, altitude: widestLimits(notes.altitudes) }
  const parcels = rings.length > 0 ? [{ ...facts, row: rings[0]!.corners[0]!.row, rings }] : []
  return { value: { form: 'list', declared, parcels }, messages }
}
