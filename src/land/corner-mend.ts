/** Ways to put right what a file of corners says, each with the area it would give; a person accepts one or none. */
import type { RawFile } from './corner.ts'
import type { Attempt, CornerOptions, Once } from './corner-reading.ts'
import { boundsOf, middleOf, type Shape, shapeHolds } from './shape.ts'
import { isZone } from './zone.ts'

/**
 * `corners`: all slips of single corners together; `zone`: another zone; `as-written`: corners that lie far off taken
 * at their word; `parameters`: the file's own seven; `angles`: degrees read as DDD.MMSSss.
 */
export type Mend = {
  readonly kind: 'corners' | 'zone' | 'as-written' | 'parameters' | 'angles'
  readonly text: string
  readonly textEn: string
  readonly zone?: number
  readonly shape: Shape
}

/** Zones that would put the corners into the county; without an outline, the two that a file names at odds. */
const candidateZones = (raw: RawFile, { reading: { system } }: Once, outline: Shape | undefined): number[] => {
  const read = system?.kind === 'plane' ? system.zone : null
  if (system?.kind === 'geographic') return []
  if (outline) {
    const [west, , east] = boundsOf(outline)
    const zones = [Math.floor(west / 3 + 0.5) - 1, Math.floor(east / 3 + 0.5) + 1] as const
    return Array.from({ length: zones[1] - zones[0] + 1 }, (_, i) => zones[0] + i).filter((zone) => isZone(zone))
  }
  const declared = raw.declared.zone
  return read !== null && declared !== null && declared !== read
    ? [read, declared].filter((zone) => isZone(zone) || isZone(zone, 6))
    : []
}

/** Degrees that all make sense as DDD.MMSSss too, written finely enough to be that. */
const mayBePacked = (raw: RawFile): boolean => {
  const corners = raw.parcels.flatMap(({ rings }) => rings.flatMap((ring) => ring.corners))
  const parts = (value: number) => (String(value).split('.')[1] ?? '').padEnd(4, '0')
  return (
    raw.declared.angles === null &&
    raw.form !== 'geometry' &&
    corners.length >= 3 &&
    corners.some(({ pair }) => pair.some((value) => /\.\d{4}/.test(String(value)))) &&
    corners.every(
      ({ pair, angular }) =>
        !angular &&
        pair.every((value) => {
          const digits = parts(value)
          return Math.abs(value) < 180 && Number(digits.slice(0, 2)) < 60 && Number(digits.slice(2, 4)) < 60
        }),
    )
  )
}

type Again = (options: CornerOptions, attempt: Attempt) => Once

/** `again` reads the same file another way; `repacked` reads its angles as DDD.MMSSss. */
export const proposeMends = (
  raw: RawFile,
  once: Once,
  options: CornerOptions,
  again: Again,
  repacked: () => Once,
): Mend[] => {
  const mends: Mend[] = []
  const { outline } = options
  const fits = (shape: Shape | null): shape is Shape =>
    shape !== null && (!outline || shapeHolds(outline, middleOf(shape)))
  if (once.reading.system?.kind === 'geographic' && mayBePacked(raw)) {
    const { shape } = repacked().reading
    if (fits(shape))
      mends.push({
        kind: 'angles',
        text: '按“度.分秒”（DDD.MMSSss）读取的范围',
        textEn: 'the area with its degrees read as DDD.MMSSss',
        shape,
      })
  }
  if (once.reading.shape) return mends
  const tried = once.reading.system?.kind === 'plane' ? once.reading.system.zone : null
  const declared = raw.declared.zone
  const zoneAtOdds = declared !== null && options.zone === undefined && tried !== null && declared !== tried
  const mended = again({}, 'mended').reading
  if (fits(mended.shape) && !zoneAtOdds) {
    const names = mended.corners.filter((corner) => corner.mended).map(({ name }) => name)
    const zh = `${names.slice(0, 5).join('、')}${names.length > 5 ? ` 等 ${names.length} 个` : ''}`
    mends.push({
      kind: 'corners',
      text: names.length > 0 ? `按建议改正 ${zh} 点后的范围` : '按建议调整点序、去除问题后的范围',
      textEn:
        names.length > 0
          ? `the area with ${names.length > 5 ? `${names.length} corners` : names.join(', ')} put right as proposed`
          : 'the area put right as proposed: corners reordered, what is too many left out',
      shape: mended.shape,
    })
    const { shape } = again({}, 'as-written').reading
    if (fits(shape))
      mends.push({
        kind: 'as-written',
        text: '坐标无误，按原样使用的范围',
        textEn: 'the area as it is written: the coordinates are right',
        shape,
      })
  }
  const { parameters } = raw.declared
  if (mends.length === 0 && parameters && !options.parameters) {
    const { shape } = again({ parameters }, 'as-is').reading
    if (fits(shape))
      mends.push({
        kind: 'parameters',
        text: `按文件所写七参数（${parameters.join('，')}）转换到 CGCS2000 的范围`,
        textEn: `the area transformed to CGCS2000 with the file's own seven parameters (${parameters.join(', ')})`,
        shape,
      })
  }
  if (mends.length > 0) return mends
  for (const zone of candidateZones(raw, once, outline)) {
    const { shape } = again({ zone }, 'mended').reading
    if (fits(shape))
      mends.push({
        kind: 'zone',
        zone,
        text: `按第 ${zone} 带读取的范围`,
        textEn: `the area read in zone ${zone}`,
        shape,
      })
  }
  return mends
}
