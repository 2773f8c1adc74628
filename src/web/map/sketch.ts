/** Drawing on the map: an area or a line is sketched corner by corner, and the corners of an area can be dragged. */
import type { GeoJSONSource, MapLayerMouseEvent, Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import type { Position } from '#land/shape.ts'

export type SketchMode = 'idle' | 'area' | 'line'

export type SketchEvents = {
  /** While sketching: the corners so far, with the one under the pointer last. */
  readonly onSketch: (corners: readonly Position[], mode: SketchMode) => void
  /** An area or line was finished, or a corner of the area was moved, added or removed. */
  readonly onDone: (corners: readonly Position[], mode: SketchMode) => void
  readonly onCancel: () => void
}

const accent = '#c2410c'
const sources = ['sketch', 'sketch-corners'] as const

const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

const middle = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

const feature = (geometry: GeoJSON.Geometry, properties: GeoJSON.GeoJsonProperties = {}): GeoJSON.Feature => ({
  type: 'Feature',
  properties,
  geometry,
})

const point = (position: Position, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature =>
  feature({ type: 'Point', coordinates: [...position] }, properties)

/** Lives as long as its map; `dispose` takes its listeners away. */
export class Sketch {
  readonly #map: MapLibreMap
  readonly #events: SketchEvents
  #mode: SketchMode = 'idle'
  #corners: Position[] = []
  #pointer: Position | null = null
  /** A finished area stays and can be edited; null: none. */
  #area: Position[] | null = null
  #dragged: number | null = null
  #frame: number | null = null
  readonly #offs: (() => void)[] = []

  constructor(map: MapLibreMap, events: SketchEvents) {
    this.#map = map
    this.#events = events
    for (const id of sources) map.addSource(id, { type: 'geojson', data: empty })
    map.addLayer({
      id: 'sketch-fill',
      type: 'fill',
      source: 'sketch',
      filter: ['==', '$type', 'Polygon'],
      paint: { 'fill-color': accent, 'fill-opacity': 0.14 },
    })
    map.addLayer({
      id: 'sketch-line',
      type: 'line',
      source: 'sketch',
      paint: { 'line-color': accent, 'line-width': 2.4 },
    })
    map.addLayer({
      id: 'sketch-corners',
      type: 'circle',
      source: 'sketch-corners',
      paint: {
        'circle-radius': ['case', ['get', 'middle'], 4, 6.5],
        'circle-color': ['case', ['get', 'middle'], accent, '#ffffff'],
        'circle-opacity': ['case', ['get', 'middle'], 0.55, 1],
        'circle-stroke-color': ['case', ['get', 'middle'], '#ffffff', accent],
        'circle-stroke-width': ['case', ['get', 'middle'], 1, 2.4],
      },
    })
    this.#listen()
  }

  get mode(): SketchMode {
    return this.#mode
  }

  start(mode: SketchMode): void {
    this.#mode = mode
    this.#corners = []
    this.#pointer = null
    if (mode === 'idle') this.#map.doubleClickZoom.enable()
    else this.#map.doubleClickZoom.disable()
    this.#map.getCanvas().style.cursor = mode === 'idle' ? '' : 'crosshair'
    this.#show()
  }

  /** Shows an area (its shell, unclosed) for editing; null takes it away. */
  setArea(corners: readonly Position[] | null): void {
    if (this.#dragged !== null) return
    this.#area = corners ? [...corners] : null
    this.#show()
  }

  undo(): void {
    this.#corners.pop()
    this.#show()
    this.#events.onSketch(this.#corners, this.#mode)
  }

  finish(): void {
    const mode = this.#mode
    const corners = this.#corners
    if (corners.length < (mode === 'area' ? 3 : 2)) return
    this.start('idle')
    if (mode === 'area') this.#area = corners
    else this.#corners = corners
    this.#show()
    this.#events.onDone(corners, mode)
  }

  cancel(): void {
    this.start('idle')
    this.#events.onCancel()
  }

  dispose(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    for (const off of this.#offs) off()
  }

  #listen(): void {
    const map = this.#map
    const on = (type: string, listener: (event: never) => void) => {
      map.on(type as 'click', listener as (event: MapMouseEvent) => void)
      this.#offs.push(() => map.off(type as 'click', listener as (event: MapMouseEvent) => void))
    }
    on('click', (event: MapMouseEvent) => this.#click(event))
    on('dblclick', (event: MapMouseEvent) => {
      if (this.#mode === 'idle') return
      event.preventDefault()
      this.finish()
    })
    on('mousemove', (event: MapMouseEvent) => this.#move([event.lngLat.lng, event.lngLat.lat]))
    on('touchmove', (event: MapTouchEvent) => this.#move([event.lngLat.lng, event.lngLat.lat]))
    on('mouseup', () => this.#drop())
    on('touchend', () => this.#drop())
    const grab = (event: MapLayerMouseEvent) => this.#grab(event)
    map.on('mousedown', 'sketch-corners', grab)
    map.on('touchstart', 'sketch-corners', grab as never)
    const enter = () => {
      if (this.#mode === 'idle') map.getCanvas().style.cursor = 'move'
    }
    const leave = () => {
      if (this.#mode === 'idle') map.getCanvas().style.cursor = ''
    }
    map.on('mouseenter', 'sketch-corners', enter)
    map.on('mouseleave', 'sketch-corners', leave)
    const key = (event: KeyboardEvent) => this.#key(event)
    addEventListener('keydown', key)
    this.#offs.push(() => {
      map.off('mousedown', 'sketch-corners', grab)
      map.off('touchstart', 'sketch-corners', grab as never)
      map.off('mouseenter', 'sketch-corners', enter)
      map.off('mouseleave', 'sketch-corners', leave)
      removeEventListener('keydown', key)
    })
  }

  #click(event: MapMouseEvent): void {
    if (this.#mode === 'idle') return
    const last = this.#corners.at(-1)
    const here: Position = [event.lngLat.lng, event.lngLat.lat]
    // The two clicks of a double click are one corner.
    if (last) {
      const before = this.#map.project([last[0], last[1]])
      if (Math.hypot(before.x - event.point.x, before.y - event.point.y) < 3) return
    }
    this.#corners.push(here)
    this.#show()
    this.#events.onSketch(this.#corners, this.#mode)
  }

  #key(event: KeyboardEvent): void {
    if (this.#mode === 'idle' || event.target instanceof HTMLInputElement) return
    if (event.key === 'Enter') this.finish()
    else if (event.key === 'Escape') this.cancel()
    else if (event.key === 'Backspace') this.undo()
  }

  #grab(event: MapLayerMouseEvent): void {
    const found = event.features?.[0]
    if (this.#mode !== 'idle' || !this.#area || !found) return
    event.preventDefault()
    const index = Number(found.properties.index)
    if (found.properties.middle) {
      this.#area.splice(index + 1, 0, middle(this.#area[index]!, this.#area[(index + 1) % this.#area.length]!))
      this.#dragged = index + 1
    } else if (event.originalEvent.altKey && this.#area.length > 3) {
      this.#area.splice(index, 1)
      this.#show()
      this.#events.onDone(this.#area, 'area')
    } else this.#dragged = index
  }

  #move(position: Position): void {
    if (this.#dragged !== null && this.#area) {
      this.#area[this.#dragged] = position
      this.#nextFrame(() => {
        this.#show()
        if (this.#area) this.#events.onDone([...this.#area], 'area')
      })
    } else if (this.#mode !== 'idle') {
      this.#pointer = position
      this.#nextFrame(() => {
        this.#show()
        if (this.#corners.length > 0 && this.#pointer)
          this.#events.onSketch([...this.#corners, this.#pointer], this.#mode)
      })
    }
  }

  /** A hand moves more often than a screen is drawn: what it does is shown and told once per frame. */
  #nextFrame(tell: () => void): void {
    if (this.#frame !== null) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null
      tell()
    })
  }

  #drop(): void {
    this.#dragged = null
  }

  #show(): void {
    const shape = this.#map.getSource<GeoJSONSource>('sketch')
    const corners = this.#map.getSource<GeoJSONSource>('sketch-corners')
    if (!shape || !corners) return
    const drawn: GeoJSON.Feature[] = []
    const points: GeoJSON.Feature[] = []
    if (this.#area) {
      const ring = [...this.#area, this.#area[0]!].map((position) => [...position])
      drawn.push(feature({ type: 'Polygon', coordinates: [ring] }))
      this.#area.forEach((corner, index) => {
        points.push(point(corner, { index, middle: false }))
        points.push(point(middle(corner, this.#area![(index + 1) % this.#area!.length]!), { index, middle: true }))
      })
    }
    const sketched = this.#pointer && this.#mode !== 'idle' ? [...this.#corners, this.#pointer] : this.#corners
    if (sketched.length > 1) {
      const line = this.#mode === 'area' ? [...sketched, sketched[0]!] : sketched
      drawn.push(feature({ type: 'LineString', coordinates: line.map((position) => [...position]) }))
    }
    for (const corner of this.#corners) points.push(point(corner, { index: -1, middle: false }))
    shape.setData({ type: 'FeatureCollection', features: drawn })
    corners.setData({ type: 'FeatureCollection', features: points })
  }
}
