/**
 * Drawing on the map: an area or a line is sketched corner by corner, and the corners of an area are moved by hand or
 * key. It is drawn over the map and not into it: what follows a hand does not have to draw the whole map again.
 */
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { type Position, type Ring, ringsOf, type Shape } from '#land/shape.ts'

export type SketchMode = 'idle' | 'area' | 'line'

export type SketchEvents = {
  /** While sketching: the corners so far, with the one under the pointer last. */
  readonly onSketch: (corners: readonly Position[], mode: SketchMode) => void
  /** An area or line was finished, or a corner of the area was moved, added or removed. */
  readonly onDone: (corners: readonly Position[], mode: SketchMode) => void
  readonly onCancel: () => void
  /** What the n-th corner is called, from 1. */
  readonly cornerName: (n: number) => string
}

const svg = 'http://www.w3.org/2000/svg'

/** An area with more corners is shown and not edited: nobody moves a thousand points by hand. */
const editableCorners = 300

const middle = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

/** The shell's corners without the closing one; null for an area of several rings. */
const cornersOf = (shape: Shape | null): Position[] | null => {
  const [shell, ...holes] = shape?.type === 'Polygon' ? shape.coordinates : []
  return shell && holes.length === 0 && shell.length <= editableCorners ? shell.slice(0, -1) : null
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Lives as long as its map; `dispose` takes its drawing and its listeners away. */
export class Sketch {
  readonly #map: MapLibreMap
  readonly #events: SketchEvents
  readonly #drawing = document.createElementNS(svg, 'svg')
  readonly #around = document.createElementNS(svg, 'path')
  readonly #outline = document.createElementNS(svg, 'path')
  readonly #line = document.createElementNS(svg, 'path')
  readonly #handles = document.createElementNS(svg, 'g')
  readonly #offs: (() => void)[] = []
  #mode: SketchMode = 'idle'
  #corners: Position[] = []
  #pointer: Position | null = null
  /** A finished area stays; null: none. */
  #shape: Shape | null = null
  /** The ground around it. */
  #buffer: Shape | null = null
  /** Its corners where it can be edited. */
  #area: Position[] | null = null
  #dragged: number | null = null
  /** Where in the window the hand has dragged it, until that is shown. */
  #hand: readonly [number, number] | null = null
  #frame: number | null = null

  constructor(map: MapLibreMap, events: SketchEvents) {
    this.#map = map
    this.#events = events
    this.#drawing.setAttribute('class', 'sketch')
    this.#around.setAttribute('class', 'sketch-around')
    this.#outline.setAttribute('class', 'sketch-area')
    this.#line.setAttribute('class', 'sketch-line')
    this.#drawing.append(this.#around, this.#outline, this.#line, this.#handles)
    map.getCanvasContainer().append(this.#drawing)
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

  /** Shows an area, for editing where it has one ring; null takes it away. */
  setArea(shape: Shape | null): void {
    if (this.#dragged !== null) return
    this.#shape = shape
    this.#area = cornersOf(shape)
    this.#show()
  }

  /** Shows the ground around the area; null takes it away. */
  setAround(shape: Shape | null): void {
    this.#buffer = shape
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
    this.#drawing.remove()
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
    const point = (event: MapMouseEvent | MapTouchEvent) => this.#point([event.lngLat.lng, event.lngLat.lat])
    on('mousemove', point)
    on('touchmove', point)
    on('move', () => this.#show())
    on('resize', () => this.#show())
    const key = (event: KeyboardEvent) => this.#key(event)
    addEventListener('keydown', key)
    this.#offs.push(() => removeEventListener('keydown', key))
    // The map must not be dragged along with a corner, nor a corner's click be one into the map.
    for (const type of ['mousedown', 'touchstart', 'click', 'dblclick'])
      this.#handles.addEventListener(type, (event) => event.stopPropagation())
    this.#handles.addEventListener('pointerdown', (event) => this.#grab(event))
    this.#handles.addEventListener('pointermove', (event) => this.#drag(event))
    this.#handles.addEventListener('lostpointercapture', () => this.#drop())
    this.#handles.addEventListener('keydown', (event) => this.#push(event))
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

  #point(position: Position): void {
    if (this.#mode === 'idle') return
    this.#pointer = position
    this.#nextFrame(() => {
      this.#show()
      if (this.#corners.length > 0 && this.#pointer)
        this.#events.onSketch([...this.#corners, this.#pointer], this.#mode)
    })
  }

  /** Which corner a handle stands for, and whether it is the small one between two. */
  #handled(event: Event): { index: number; between: boolean; element: SVGElement } | null {
    const element = event.target instanceof SVGElement ? event.target : null
    const index = element?.dataset.corner ?? element?.dataset.between
    if (this.#mode !== 'idle' || !this.#area || !element || index === undefined) return null
    return { index: Number(index), between: element.dataset.between !== undefined, element }
  }

  #grab(event: PointerEvent): void {
    const handle = this.#handled(event)
    if (!handle || !this.#area) return
    const { index, between } = handle
    this.#handles.setPointerCapture(event.pointerId)
    if (between) {
      this.#area.splice(index + 1, 0, middle(this.#area[index]!, this.#area[(index + 1) % this.#area.length]!))
      this.#dragged = index + 1
    } else if (event.altKey) this.#remove(index)
    else this.#dragged = index
  }

  /** Only the newest place of the hand counts: a frame asks for it once, however often the hand moved. */
  #drag({ clientX, clientY }: PointerEvent): void {
    if (this.#dragged === null) return
    this.#hand = [clientX, clientY]
    this.#nextFrame(() => this.#follow())
  }

  #follow(): void {
    if (!this.#hand || this.#dragged === null || !this.#area) return
    const box = this.#drawing.getBoundingClientRect()
    const { lng, lat } = this.#map.unproject([this.#hand[0] - box.left, this.#hand[1] - box.top])
    this.#hand = null
    this.#area[this.#dragged] = [lng, lat]
    this.#changed()
  }

  /** The last move may still wait for its frame. */
  #drop(): void {
    this.#follow()
    this.#dragged = null
  }

  /** A corner moved by key: a pixel at a time, ten with Shift; Delete takes it away. */
  #push(event: KeyboardEvent): void {
    const handle = this.#handled(event)
    if (!handle || handle.between || !this.#area) return
    const arrow = arrows[event.key]
    if (!arrow && event.key !== 'Delete') return
    // The map moves by the same keys.
    event.preventDefault()
    event.stopPropagation()
    if (!arrow) {
      this.#remove(handle.index)
      return
    }
    const { x, y } = this.#project(this.#area[handle.index]!)
    const far = event.shiftKey ? 10 : 1
    const { lng, lat } = this.#map.unproject([x + arrow[0] * far, y + arrow[1] * far])
    this.#area[handle.index] = [lng, lat]
    this.#changed()
  }

  #remove(index: number): void {
    if (!this.#area || this.#area.length <= 3) return
    this.#area.splice(index, 1)
    this.#changed()
  }

  #changed(): void {
    this.#show()
    if (this.#area) this.#events.onDone([...this.#area], 'area')
  }

  /** A hand moves more often than a screen is drawn: what it does is shown and told once per frame. */
  #nextFrame(tell: () => void): void {
    if (this.#frame !== null) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null
      tell()
    })
  }

  #project([x, y]: Position): { x: number; y: number } {
    return this.#map.project([x, y])
  }

  #path(corners: readonly Position[], closed: boolean): string {
    const points = corners.map((corner) => {
      const { x, y } = this.#project(corner)
      return `${x.toFixed(1)} ${y.toFixed(1)}`
    })
    return points.length < 2 ? '' : `M${points.join('L')}${closed ? 'Z' : ''}`
  }

  #show(): void {
    const rings = this.#area ? [this.#area] : this.#shape ? ringsOf(this.#shape) : []
    const drawn = (all: readonly Ring[]) => all.map((ring) => this.#path(ring, true)).join('')
    this.#outline.setAttribute('d', drawn(rings))
    this.#around.setAttribute('d', this.#buffer ? drawn(ringsOf(this.#buffer)) : '')
    const sketched = this.#pointer && this.#mode !== 'idle' ? [...this.#corners, this.#pointer] : this.#corners
    this.#line.setAttribute('d', this.#path(sketched, this.#mode === 'area'))
    this.#showHandles()
  }

  /** Handles are kept and moved: one that has the focus or the pointer must not be replaced under it. */
  #showHandles(): void {
    const area = this.#mode === 'idle' ? this.#area : null
    const wanted: readonly [Position, string, string][] = area
      ? [
          ...area.map((corner, i): [Position, string, string] => [corner, 'corner', String(i)]),
          ...area.map((corner, i): [Position, string, string] => [
            middle(corner, area[(i + 1) % area.length]!),
            'between',
            String(i),
          ]),
        ]
      : this.#corners.map((corner): [Position, string, string] => [corner, 'point', ''])
    const kept = this.#handles.children
    while (kept.length > wanted.length) kept[kept.length - 1]!.remove()
    wanted.forEach(([position, role, index], i) => {
      const handle = (kept[i] ?? this.#handles.appendChild(document.createElementNS(svg, 'circle'))) as SVGCircleElement
      const { x, y } = this.#project(position)
      handle.setAttribute('cx', x.toFixed(1))
      handle.setAttribute('cy', y.toFixed(1))
      if (handle.dataset[role] === index) return
      for (const each of ['corner', 'between', 'point']) delete handle.dataset[each]
      handle.dataset[role] = index
      handle.setAttribute('class', `sketch-${role}`)
      handle.setAttribute('r', role === 'corner' ? '6.5' : '4')
      if (role === 'corner') {
        handle.setAttribute('tabindex', '0')
        handle.setAttribute('role', 'button')
        handle.setAttribute('aria-label', this.#events.cornerName(Number(index) + 1))
      } else for (const name of ['tabindex', 'role', 'aria-label']) handle.removeAttribute(name)
    })
  }
}
