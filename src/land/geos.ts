/**
 * The one door to GEOS (WebAssembly): loads once in server, workers and browser, and frees every object it takes.
 * Nothing outside this file sees a pointer. All functions are synchronous once loaded.
 */
import initGeos from 'geos-wasm'
import { EngineFault } from './engine-fault.ts'
import { type Bounds, boundsOf, type Position, partsOf, type Ring, type Shape, shapeOfParts } from './shape.ts'

/** The few functions of the engine used here; a pointer is a number, 0 is an exception. */
type Engine = {
  Module: {
    HEAPF64: Float64Array
    HEAPU32: Uint32Array
    HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(pointer: number): void
    UTF8ToString(pointer: number): string
  }
  GEOSCoordSeq_copyFromBuffer(buffer: number, size: number, hasZ: number, hasM: number): number
  GEOSCoordSeq_copyToBuffer(sequence: number, buffer: number, hasZ: number, hasM: number): number
  GEOSGeom_createLinearRing(sequence: number): number
  GEOSGeom_createPolygon(shell: number, holes: number, count: number): number
  GEOSGeom_createCollection(type: number, geometries: number, count: number): number
  GEOSGeom_destroy(geometry: number): void
  GEOSGeomTypeId(geometry: number): number
  GEOSGetNumGeometries(geometry: number): number
  GEOSGetGeometryN(geometry: number, index: number): number
  GEOSGetExteriorRing(polygon: number): number
  GEOSGetNumInteriorRings(polygon: number): number
  GEOSGetInteriorRingN(polygon: number, index: number): number
  GEOSGetNumCoordinates(geometry: number): number
  GEOSGeom_getCoordSeq(geometry: number): number
  GEOSIntersection(a: number, b: number): number
  GEOSDifference(a: number, b: number): number
  GEOSBuffer(geometry: number, distance: number, segments: number): number
  GEOSClipByRect(geometry: number, west: number, south: number, east: number, north: number): number
  GEOSMakeValid(geometry: number): number
  GEOSisValidDetail(geometry: number, flags: number, reason: number, location: number): number
  GEOSGeomGetX(point: number, x: number): number
  GEOSGeomGetY(point: number, y: number): number
  GEOSArea(geometry: number, area: number): number
  GEOSDistanceIndexed(a: number, b: number, distance: number): number
  GEOSRelate(a: number, b: number): unknown
  GEOSPrepare(geometry: number): number
  GEOSPreparedGeom_destroy(prepared: number): void
  GEOSPreparedIntersects(prepared: number, geometry: number): number
  GEOSPreparedCovers(prepared: number, geometry: number): number
  GEOSPreparedRelate(prepared: number, geometry: number): unknown
  GEOSFree(pointer: number): void
}

const POLYGON = 3
const MULTIPOLYGON = 6

/** A shape inside the engine until `release`; further use is a broken contract and throws. */
export type HeldShape = { readonly bounds: Bounds; release(): void }

export type Validity =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: string; readonly at: Position }

export type Geos = {
  /** Takes a shape into the engine; the caller releases it. */
  hold(shape: Shape): HeldShape
  validity(held: HeldShape): Validity
  /** A new valid shape covering what the given one covers, polygons only (GEOSMakeValid, linework). */
  mended(held: HeldShape): Shape
  /** DE-9IM of a seen against b, nine characters of F, 0, 1, 2. `b` is prepared on first use and stays so. */
  relate(a: HeldShape, b: HeldShape): string
  /** Whether they share a point. `b` is prepared on first use. */
  meets(a: HeldShape, b: HeldShape): boolean
  /** Whether `b` covers all of `a`. `b` is prepared on first use. */
  covered(a: HeldShape, b: HeldShape): boolean
  /** The polygons both cover; null where they cover none together. Throws EngineFault on invalid input. */
  intersection(a: HeldShape, b: HeldShape): Shape | null
  /** The polygons only `a` covers; null where `b` covers all of it. */
  difference(a: HeldShape, b: HeldShape): Shape | null
  /** It and all within a distance of it; corners are rounded with eight segments a quarter. */
  buffered(held: HeldShape, distance: number): Shape
  /** Area of what both cover, in the square of their unit. */
  intersectionArea(a: HeldShape, b: HeldShape): number
  /** In their unit; 0 where they meet. */
  distance(a: HeldShape, b: HeldShape): number
  /** What lies inside a rectangle; null where nothing does. */
  clip(held: HeldShape, bounds: Bounds): Shape | null
  /** Bytes the engine holds. */
  memory(): number
}

let lastError = ''

const open = (engine: Engine): Geos => {
  const { Module } = engine

  /** A pointer that is not 0, or what the engine complained about. */
  const sound = (pointer: number): number => {
    if (pointer) return pointer
    throw new EngineFault(lastError || 'the geometry engine failed')
  }

  // Scratch that lives as long as the engine: two results of 8 bytes.
  const scratch = Module._malloc(16)
  const readDouble = (pointer = scratch): number => Module.HEAPF64[pointer >> 3]!
  const readPointer = (pointer: number): number => Module.HEAPU32[pointer >> 2]!

  // One buffer for coordinates that grows to the largest ring seen.
  let buffer = 0
  let bufferSize = 0
  const room = (doubles: number): number => {
    if (doubles > bufferSize) {
      if (buffer) Module._free(buffer)
      bufferSize = Math.max(1024, 2 ** Math.ceil(Math.log2(doubles)))
      buffer = sound(Module._malloc(bufferSize * 8))
    }
    return buffer
  }

  /** Builds with a list of pointers; they belong to what is built, also when building fails. */
  const withList = (pointers: readonly number[], make: (list: number) => number): number => {
    if (pointers.length === 0) return make(0)
    const list = sound(Module._malloc(pointers.length * 4))
    Module.HEAPU32.set(pointers, list >> 2)
    try {
      return make(list)
    } finally {
      Module._free(list)
    }
  }

  const makeRing = (ring: Ring): number => {
    const start = room(ring.length * 2)
    const doubles = Module.HEAPF64
    let at = start >> 3
    for (const position of ring) {
      doubles[at++] = position[0]
      doubles[at++] = position[1]
    }
    return sound(engine.GEOSGeom_createLinearRing(sound(engine.GEOSCoordSeq_copyFromBuffer(start, ring.length, 0, 0))))
  }

  const makeAll = <T>(items: readonly T[], make: (item: T) => number): number[] => {
    const made: number[] = []
    try {
      for (const item of items) made.push(make(item))
      return made
    } catch (fault) {
      for (const pointer of made) engine.GEOSGeom_destroy(pointer)
      throw fault
    }
  }

  const makePolygon = (rings: readonly Ring[]): number => {
    const [shell, ...holes] = makeAll(rings, makeRing)
    return sound(withList(holes, (list) => engine.GEOSGeom_createPolygon(sound(shell ?? 0), list, holes.length)))
  }

  const makeShape = (shape: Shape): number => {
    const polygons = makeAll(partsOf(shape), makePolygon)
    if (polygons.length === 1) return polygons[0]!
    return sound(withList(polygons, (list) => engine.GEOSGeom_createCollection(MULTIPOLYGON, list, polygons.length)))
  }

  const readRing = (ring: number): Ring => {
    const size = engine.GEOSGetNumCoordinates(ring)
    const start = room(size * 2)
    engine.GEOSCoordSeq_copyToBuffer(engine.GEOSGeom_getCoordSeq(ring), start, 0, 0)
    const doubles = Module.HEAPF64
    return Array.from(
      { length: size },
      (_, i): Position => [doubles[(start >> 3) + 2 * i]!, doubles[(start >> 3) + 2 * i + 1]!],
    )
  }

  const readParts = (geometry: number, parts: (readonly Ring[])[] = []): (readonly Ring[])[] => {
    const type = engine.GEOSGeomTypeId(geometry)
    if (type === POLYGON) {
      if (engine.GEOSGetNumCoordinates(geometry) === 0) return parts
      const holes = engine.GEOSGetNumInteriorRings(geometry)
      const rings = Array.from({ length: holes }, (_, i) => readRing(engine.GEOSGetInteriorRingN(geometry, i)))
      parts.push([readRing(engine.GEOSGetExteriorRing(geometry)), ...rings])
    } else if (type >= MULTIPOLYGON) {
      const count = engine.GEOSGetNumGeometries(geometry)
      for (let i = 0; i < count; i++) readParts(engine.GEOSGetGeometryN(geometry, i), parts)
    }
    return parts
  }

  /** Reads a result and frees it. */
  const consume = <T>(geometry: number, read: (geometry: number) => T): T => {
    sound(geometry)
    try {
      return read(geometry)
    } finally {
      engine.GEOSGeom_destroy(geometry)
    }
  }

  const readPolygons = (geometry: number): Shape | null => {
    const parts = readParts(geometry)
    return parts.length > 0 ? shapeOfParts(parts) : null
  }

  /** The wrapper may hand strings back as text (already freed) or as a pointer that is ours to free. */
  const readText = (result: unknown): string => {
    if (typeof result === 'string') return result
    const pointer = sound(Number(result))
    const text = Module.UTF8ToString(pointer)
    engine.GEOSFree(pointer)
    return text
  }

  type Inner = HeldShape & { geometry: number; prepared: number }

  const pointerOf = (held: HeldShape): number => {
    const { geometry } = held as Inner
    if (!geometry) throw new EngineFault('the shape was released')
    return geometry
  }

  const preparedOf = (held: HeldShape): number => {
    const inner = held as Inner
    const geometry = pointerOf(held)
    if (!inner.prepared) inner.prepared = sound(engine.GEOSPrepare(geometry))
    return inner.prepared
  }

  const truth = (answer: number): boolean => {
    if (answer === 2) throw new EngineFault(lastError || 'the geometry engine failed')
    return answer === 1
  }

  const areaOf = (geometry: number): number => {
    engine.GEOSArea(geometry, scratch)
    return readDouble()
  }

  const transpose = (matrix: string): string => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => matrix[i]).join('')

  return {
    hold(shape) {
      const inner: Inner = {
        bounds: boundsOf(shape),
        geometry: makeShape(shape),
        prepared: 0,
        release() {
          if (inner.prepared) engine.GEOSPreparedGeom_destroy(inner.prepared)
          if (inner.geometry) engine.GEOSGeom_destroy(inner.geometry)
          inner.prepared = 0
          inner.geometry = 0
        },
      }
      return inner
    },
    validity(held) {
      const answer = engine.GEOSisValidDetail(pointerOf(held), 0, scratch, scratch + 8)
      if (truth(answer)) return { valid: true }
      const reason = readPointer(scratch)
      const location = readPointer(scratch + 8)
      const text = reason ? Module.UTF8ToString(reason) : 'invalid'
      if (reason) engine.GEOSFree(reason)
      let at: Position = [Number.NaN, Number.NaN]
      if (location) {
        engine.GEOSGeomGetX(location, scratch)
        const x = readDouble()
        engine.GEOSGeomGetY(location, scratch)
        at = [x, readDouble()]
        engine.GEOSGeom_destroy(location)
      }
      return { valid: false, reason: text, at }
    },
    mended: (held) =>
      consume(engine.GEOSMakeValid(pointerOf(held)), readPolygons) ?? { type: 'MultiPolygon', coordinates: [] },
    relate: (a, b) => transpose(readText(engine.GEOSPreparedRelate(preparedOf(b), pointerOf(a)))),
    meets: (a, b) => truth(engine.GEOSPreparedIntersects(preparedOf(b), pointerOf(a))),
    covered: (a, b) => truth(engine.GEOSPreparedCovers(preparedOf(b), pointerOf(a))),
    intersection: (a, b) => consume(engine.GEOSIntersection(pointerOf(a), pointerOf(b)), readPolygons),
    difference: (a, b) => consume(engine.GEOSDifference(pointerOf(a), pointerOf(b)), readPolygons),
    buffered: (held, distance) =>
      consume(engine.GEOSBuffer(pointerOf(held), distance, 8), readPolygons) ?? {
        type: 'MultiPolygon',
        coordinates: [],
      },
    intersectionArea: (a, b) => consume(engine.GEOSIntersection(pointerOf(a), pointerOf(b)), areaOf),
    distance(a, b) {
      if (!engine.GEOSDistanceIndexed(pointerOf(a), pointerOf(b), scratch)) throw new EngineFault(lastError)
      return readDouble()
    },
    clip: (held, [west, south, east, north]) =>
      consume(engine.GEOSClipByRect(pointerOf(held), west, south, east, north), readPolygons),
    memory: () => Module.HEAPU8.length,
  }
}

let loading: Promise<Geos> | null = null

/** The engine, loaded on the first call. */
export const loadGeos = (): Promise<Geos> => {
  loading ??= initGeos({
    errorHandler: (text: string) => {
      lastError = text
    },
    noticeHandler: () => {},
  }).then((engine) => open(engine as unknown as Engine))
  return loading
}
