/**
 * GIS files in and out: zipped shapefiles (GBK attribute tables too), GeoPackage, DXF, GeoJSON.
 * Everything arrives as GeoJSON in degrees on CGCS2000; a file on Xi'an 80 or Beijing 54 is refused.
 */
import { Worker } from 'node:worker_threads'
import type { FeatureCollection } from 'geojson'
import { classOfPair, eastFirst, isPlaneClass } from '#land/corner-class.ts'
import type { Position } from '#land/shape.ts'
import {
  type CoordinateSystem,
  datumOf,
  epsgOf,
  geographic,
  nameOfSystem,
  toGeographic,
  zoneOfEasting,
} from '#land/zone.ts'
import { type ArchiveLimits, defaultLimits, isArchive, openArchive, packArchive } from './archive.ts'
import { checkGeoJson, readGeoJson, writeGeoJson } from './geojson.ts'
import type { GisAnswer, GisJob, GisJobLayer } from './gis-worker.ts'
import { type ExchangeMessage, type ExchangeResult, error, info, warning } from './message.ts'

export type GisLayer = { readonly name: string; readonly collection: FeatureCollection }

export type GisReadOptions = {
  readonly limits?: ArchiveLimits
  /** Encoding of the attribute table; found out where absent. */
  readonly encoding?: 'UTF-8' | 'GB18030' | 'Big5'
  /** What the coordinates are in where the file does not say. */
  readonly system?: CoordinateSystem
  /** ms; the thread is ended then. */
  readonly timeout?: number
}

export type GisFormat = 'shapefile' | 'geopackage' | 'dxf' | 'geojson'

const defaultTimeout = 120_000

let last: Promise<unknown> = Promise.resolve()

/** One job at a time: the engine takes 200 MB. */
const run = (job: GisJob, timeout: number): Promise<GisAnswer> => {
  const next = last.then(() => runNow(job, timeout))
  last = next.catch(() => {})
  return next
}

const runNow = (job: GisJob, timeout: number): Promise<GisAnswer> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./gis-worker.ts', import.meta.url), {
      workerData: job,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    const end = (answer: GisAnswer) => {
      clearTimeout(clock)
      resolve(answer)
      void worker.terminate()
    }
    const clock = setTimeout(() => end({ fault: `timed out after ${timeout} ms` }), timeout)
    worker.once('message', end)
    worker.once('error', (fault) => end({ fault: fault.message }))
    worker.once('exit', () => end({ fault: 'the reader ended without an answer' }))
  })

const extensionOf = (name: string): string => name.match(/\.([^.]+)$/)?.[1]?.toLowerCase() ?? ''
const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '')

/** Encoding of an attribute table without .cpg: UTF-8 where all of its text is, else what Chinese Windows writes. */
const encodingOfTable = (table: Uint8Array | undefined): 'UTF-8' | 'GB18030' => {
  if (!table) return 'UTF-8'
  const headerSize = table[8]! | (table[9]! << 8)
  const records = table.subarray(headerSize)
  try {
    // Fixed columns may cut a character at their end: those bytes are followed by the next column, so count faults.
    new TextDecoder('utf-8', { fatal: true }).decode(records)
    return 'UTF-8'
  } catch {
    const text = new TextDecoder('utf-8').decode(records)
    const faults = text.match(/\uFFFD/g)?.length ?? 0
    const chinese = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
    return chinese > faults * 4 ? 'UTF-8' : 'GB18030'
  }
}

/** Coordinates without a system, read by their size alone and said so. */
const placeBySize = (layer: GisJobLayer, given: CoordinateSystem | undefined): ExchangeResult<unknown> => {
  const json = JSON.parse(new TextDecoder().decode(layer.json))
  let system = given
  const move = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    if (typeof value[0] !== 'number') return value.map(move)
    const pair = [value[0], value[1]] as const
    if (!system) {
      const found = classOfPair(pair)
      const zone = found && isPlaneClass(found) ? zoneOfEasting(eastFirst(pair, found)[0]) : null
      system =
        found && !isPlaneClass(found) ? geographic : zone ? { kind: 'plane', ...zone, prefixed: true } : undefined
    }
    return system ? toGeographic(pair as Position, system) : value
  }
  for (const feature of json.features ?? []) {
    if (feature?.geometry?.coordinates) feature.geometry.coordinates = move(feature.geometry.coordinates)
  }
  if (!system) {
    return {
      value: null,
      messages: [
        error(
          `图层“${layer.name}”没有坐标系，坐标也看不出带号；请说明坐标系`,
          `layer "${layer.name}" names no coordinate system and its coordinates show none; say which it is`,
        ),
      ],
    }
  }
  const name = nameOfSystem(system)
  const message = given
    ? info(`图层“${layer.name}”按${name.zh}读取`, `layer "${layer.name}" is read as ${name.en}`)
    : warning(
        `图层“${layer.name}”没有坐标系，按坐标大小判断为${name.zh}，请核对`,
        `layer "${layer.name}" names no coordinate system; by its coordinates it is ${name.en}, please confirm`,
      )
  return { value: json, messages: [message] }
}

const isOurs = (wkt: string): boolean => /CGCS|China[_ ]2000|China_Geodetic|WGS[_ ]?(19)?84/i.test(wkt)

const readLayer = (layer: GisJobLayer, options: GisReadOptions): ExchangeResult<GisLayer | null> => {
  if (layer.wkt && !isOurs(layer.wkt)) {
    const datum = datumOf(layer.wkt.replaceAll('_', ' '))
    const name =
      datum === 'Xian80'
        ? '1980西安坐标系'
        : datum === 'Beijing54'
          ? '1954北京坐标系'
          : (layer.wkt.match(/"([^"]+)"/)?.[1] ?? '')
    return {
      value: null,
      messages: [
        error(
          `图层“${layer.name}”的坐标系是${name}，不是 CGCS2000；请先转换`,
          `layer "${layer.name}" is on ${name}, not on CGCS2000; transform it first`,
        ),
      ],
    }
  }
  let json: unknown
  const messages: ExchangeMessage[] = []
  try {
    const placed = layer.wkt
      ? { value: JSON.parse(new TextDecoder().decode(layer.json)), messages: [] }
      : placeBySize(layer, options.system)
    json = placed.value
    messages.push(...placed.messages)
  } catch (fault) {
    return {
      value: null,
      messages: [
        error(
          `图层“${layer.name}”读不出来：${(fault as Error).message}`,
          `layer "${layer.name}" cannot be read: ${(fault as Error).message}`,
        ),
      ],
    }
  }
  if (!json) return { value: null, messages }
  const checked = checkGeoJson(json)
  return { value: { name: layer.name, collection: checked.value }, messages: [...messages, ...checked.messages] }
}

const shapefileParts = /^(shp|shx|dbf|prj|cpg)$/

/** The jobs in an upload: one for each shapefile of an archive, one for a single file. */
const jobsOf = (
  bytes: Uint8Array,
  file: string,
  options: GisReadOptions,
): ExchangeResult<(GisJob & { verb: 'read' })[]> => {
  const limits = options.limits ?? defaultLimits
  const single = (name: string, content: Uint8Array) => ({
    verb: 'read' as const,
    files: new Map([[`source.${extensionOf(name)}`, content]]),
    open: `source.${extensionOf(name)}`,
    openOptions: [],
  })
  if (!isArchive(bytes)) {
    if (bytes.length > limits.packed)
      return {
        value: [],
        messages: [
          error(`文件超过 ${limits.packed / 1e6} MB 的限制`, `the file is larger than ${limits.packed / 1e6} MB`),
        ],
      }
    return { value: [single(file, bytes)], messages: [] }
  }
  const opened = openArchive(bytes, (name) => /^(shp|shx|dbf|prj|cpg|gpkg|dxf)$/.test(extensionOf(name)), limits)
  const jobs: (GisJob & { verb: 'read' })[] = []
  for (const [name, content] of opened.value) {
    const extension = extensionOf(name)
    if (extension === 'gpkg' || extension === 'dxf') jobs.push(single(name, content))
    if (extension !== 'shp') continue
    const stem = stemOf(name)
    const own = [...opened.value].filter(([other]) => stemOf(other) === stem && shapefileParts.test(extensionOf(other)))
    const parts = new Map(own.map(([other, part]) => [extensionOf(other), part]))
    const encoding = options.encoding ?? (parts.has('cpg') ? null : encodingOfTable(parts.get('dbf')))
    jobs.push({
      verb: 'read',
      files: new Map([...parts].map(([part, content]) => [`${stem}.${part}`, content])),
      open: `${stem}.shp`,
      openOptions: encoding ? [`ENCODING=${encoding}`] : [],
    })
  }
  const messages = [...opened.messages]
  if (jobs.length === 0 && messages.length === 0)
    messages.push(error('压缩包里没有 .shp、.gpkg 或 .dxf', 'the archive holds no .shp, .gpkg or .dxf'))
  return { value: jobs, messages }
}

/** Reads every layer of an uploaded file. Never throws on its content; says what was left out. */
export const readGisFile = async (
  bytes: Uint8Array,
  file: string,
  options: GisReadOptions = {},
): Promise<ExchangeResult<GisLayer[]>> => {
  const extension = extensionOf(file)
  if (extension === 'geojson' || extension === 'json') {
    const { value, messages } = readGeoJson(bytes)
    return { value: value.features.length > 0 ? [{ name: stemOf(file), collection: value }] : [], messages }
  }
  if (!isArchive(bytes) && extension !== 'gpkg' && extension !== 'dxf') {
    const hint = extension === 'shp' ? '；请把 .shp、.shx、.dbf、.prj 压成一个 .zip' : ''
    return {
      value: [],
      messages: [
        error(
          `不能读取 .${extension} 文件${hint}`,
          `.${extension} files cannot be read${hint ? '; put .shp, .shx, .dbf and .prj into one .zip' : ''}`,
          { file },
        ),
      ],
    }
  }
  const jobs = jobsOf(bytes, file, options)
  const messages = [...jobs.messages]
  const layers: GisLayer[] = []
  for (const job of jobs.value) {
    const answer = await run(job, options.timeout ?? defaultTimeout)
    if (!('layers' in answer)) {
      const reason = 'fault' in answer ? answer.fault : ''
      messages.push(error(`“${job.open}”读不出来：${reason}`, `"${job.open}" cannot be read: ${reason}`, { file }))
      continue
    }
    for (const layer of answer.layers) {
      const read = readLayer(layer, options)
      messages.push(...read.messages)
      if (read.value) layers.push(read.value)
    }
  }
  return { value: layers, messages }
}

const writers: Record<Exclude<GisFormat, 'geojson'>, readonly string[]> = {
  shapefile: ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=GB18030'],
  geopackage: ['-f', 'GPKG'],
  dxf: ['-f', 'DXF', '-skipfailures'],
}

/** Bytes of a layer in a format; a shapefile comes as one .zip. Shapefile field names are cut to 10 bytes by the format. */
export const writeGisFile = async (
  { name, collection }: GisLayer,
  format: GisFormat,
  system: CoordinateSystem = geographic,
  timeout = defaultTimeout,
): Promise<ExchangeResult<Uint8Array | null>> => {
  const geoJson = writeGeoJson(collection)
  if (format === 'geojson') return { value: geoJson, messages: [] }
  const options = [
    ...writers[format],
    '-a_srs',
    'EPSG:4490',
    ...(system.kind === 'plane' ? ['-t_srs', `EPSG:${epsgOf(system)}`] : []),
  ]
  const projected =
    system.kind === 'plane'
      ? options.filter((option, i) => option !== '-a_srs' && options[i - 1] !== '-a_srs').concat('-s_srs', 'EPSG:4490')
      : options
  const answer = await run(
    { verb: 'write', name: name.replace(/[\\/:*?"<>|.]/g, '_') || 'layer', geoJson, options: projected },
    timeout,
  )
  if (!('files' in answer)) {
    const reason = 'fault' in answer ? answer.fault : ''
    return {
      value: null,
      messages: [error(`图层“${name}”写不出来：${reason}`, `layer "${name}" cannot be written: ${reason}`)],
    }
  }
  const [only] = answer.files.values()
  return { value: format === 'shapefile' ? packArchive(answer.files) : (only ?? null), messages: [] }
}
