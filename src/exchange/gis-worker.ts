/**
 * GDAL in a thread of its own: what a hostile file breaks is this thread, which is thrown away after each job.
 * Files live in the engine's memory only.
 */
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

export type GisJob =
  | {
      readonly verb: 'read'
      readonly files: ReadonlyMap<string, Uint8Array>
      readonly open: string
      readonly openOptions: readonly string[]
    }
  | { readonly verb: 'write'; readonly name: string; readonly geoJson: Uint8Array; readonly options: readonly string[] }

/** A layer as read: GeoJSON in degrees where `wkt` tells what it was in, in its own coordinates where it does not. */
export type GisJobLayer = {
  readonly name: string
  readonly wkt: string | null
  readonly code: number | null
  readonly json: Uint8Array
}

export type GisAnswer =
  | { readonly layers: readonly GisJobLayer[] }
  | { readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly fault: string }

type Dataset = { readonly info?: { readonly layers?: readonly LayerInfo[] } }
type LayerInfo = {
  readonly name: string
  readonly geometryFields?: readonly {
    readonly coordinateSystem?: {
      readonly wkt?: string
      readonly projjson?: { readonly id?: { readonly code?: number } }
    }
  }[]
}
type Engine = {
  readonly Module: {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void; readFile(path: string): Uint8Array }
  }
  open(path: string, options: readonly string[]): Promise<{ readonly datasets: readonly Dataset[] }>
  ogr2ogr(
    dataset: Dataset,
    options: readonly string[],
    name: string,
  ): Promise<{ readonly all: readonly { readonly local: string }[] }>
}

const start = async (): Promise<Engine> => {
  const require = createRequire(import.meta.url)
  // The engine puts "./" before the path of its own files.
  const home = relative(process.cwd(), join(dirname(require.resolve('gdal3.js/package.json')), 'dist/package'))
  const initialise = require('gdal3.js/node') as (config: object) => Promise<Engine>
  return initialise({ path: home, logHandler: () => {}, errorHandler: () => {} })
}

const read = async (engine: Engine, job: GisJob & { verb: 'read' }): Promise<GisAnswer> => {
  for (const [name, bytes] of job.files) engine.Module.FS.writeFile(`/input/${name}`, bytes)
  const { datasets } = await engine.open(`/input/${job.open}`, job.openOptions)
  const dataset = datasets[0]
  if (!dataset) return { fault: 'no dataset' }
  const layers: GisJobLayer[] = []
  for (const [index, layer] of (dataset.info?.layers ?? []).entries()) {
    const system = layer.geometryFields?.[0]?.coordinateSystem
    const transform = system?.wkt ? ['-t_srs', 'EPSG:4490'] : []
    const options = [
      '-f',
      'GeoJSON',
      ...transform,
      '-dim',
      'XY',
      '-lco',
      'COORDINATE_PRECISION=12',
      '-lco',
      'RFC7946=NO',
      layer.name,
    ]
    const written = await engine.ogr2ogr(dataset, options, `layer${index}`)
    layers.push({
      name: layer.name,
      wkt: system?.wkt ?? null,
      code: system?.projjson?.id?.code ?? null,
      json: Uint8Array.from(engine.Module.FS.readFile(written.all[0]?.local ?? `/output/layer${index}.geojson`)),
    })
  }
  return { layers }
}

const write = async (engine: Engine, job: GisJob & { verb: 'write' }): Promise<GisAnswer> => {
  engine.Module.FS.writeFile('/input/source.geojson', job.geoJson)
  const { datasets } = await engine.open('/input/source.geojson', [])
  if (!datasets[0]) return { fault: 'no dataset' }
  const written = await engine.ogr2ogr(datasets[0], job.options, job.name)
  return {
    files: new Map(
      written.all.map(({ local }) => [local.split('/').at(-1)!, Uint8Array.from(engine.Module.FS.readFile(local))]),
    ),
  }
}

const answer = async (job: GisJob): Promise<GisAnswer> => {
  try {
    const engine = await start()
    return job.verb === 'read' ? await read(engine, job) : await write(engine, job)
  } catch (fault) {
    const list = Array.isArray(fault) ? fault : [fault]
    return { fault: list.map((one) => (one as { message?: string })?.message ?? String(one)).join('; ') }
  }
}

if (parentPort) parentPort.postMessage(await answer(workerData as GisJob))
