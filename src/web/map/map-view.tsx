/** The map itself: the layers it is given, what is clicked, and a sketch. It asks no tile service for anything. */
import {
  type LngLat,
  Map as MapLibreMap,
  NavigationControl,
  type PointLike,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Bounds, Position, Shape } from '#land/shape.ts'
import type { LayerEntry } from '#web/wire.ts'
import { useWords } from '#web/words.ts'
import { labelsOf } from './label.ts'
import { Sketch, type SketchEvents, type SketchMode } from './sketch.ts'
import { type LayerSymbol, symbolOf } from './symbol.ts'

setWorkerUrl(workerUrl)

export type ShownLayer = {
  readonly layer: LayerEntry
  readonly features: GeoJSON.FeatureCollection
  readonly visible: boolean
}

export type Identified = { readonly layer: string; readonly properties: Readonly<Record<string, unknown>> }

export type MapHandle = {
  readonly fit: (bounds: Bounds) => void
  readonly sketch: (mode: SketchMode) => void
  readonly finish: () => void
  readonly undo: () => void
  /** The map as it is seen, on paper. */
  readonly print: () => void
}

type Props = SketchEvents & {
  handle: RefObject<MapHandle | null>
  layers: readonly ShownLayer[]
  /** Where the map opens, and what "whole extent" means. */
  extent: Bounds | null
  area: Shape | null
  /** The ground around it. */
  around: Shape | null
  /** The feature drawn with a strong line: `layer` and its code or name. */
  marked: { readonly layer: string; readonly id: string } | null
  /** Addresses of pictures under the layers; none by default. */
  tiles: readonly string[]
  /** Pixels that panels cover at each side. */
  padding: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
  onIdentify: (found: readonly Identified[], at: Position) => void
}

const china: Bounds = [73, 18, 135, 54]

const hatchImage = (colour: string): ImageData => {
  const size = 12
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')!
  pen.strokeStyle = colour
  pen.globalAlpha = 0.55
  pen.lineWidth = 1.3
  for (const offset of [-size, 0, size]) {
    pen.moveTo(offset, size)
    pen.lineTo(offset + size, 0)
  }
  pen.stroke()
  return pen.getImageData(0, 0, size, size)
}

const paintLayer = (map: MapLibreMap, { layer, features }: ShownLayer): void => {
  const symbol: LayerSymbol = symbolOf(layer.kind)
  const id = `layer-${layer.name}`
  map.addSource(id, { type: 'geojson', data: features, generateId: true })
  map.addSource(`${id}-labels`, { type: 'geojson', data: labelsOf(features) })
  map.addLayer(
    {
      id: `${id}-fill`,
      type: 'fill',
      source: id,
      filter: ['==', '$type', 'Polygon'],
      paint: { 'fill-color': symbol.colour, 'fill-opacity': symbol.fill },
    },
    'labels-above',
  )
  if (symbol.hatch) {
    const image = `hatch-${symbol.colour}`
    if (!map.hasImage(image)) map.addImage(image, hatchImage(symbol.colour))
    map.addLayer({ id: `${id}-hatch`, type: 'fill', source: id, paint: { 'fill-pattern': image } }, 'labels-above')
  }
  map.addLayer(
    {
      id: `${id}-line`,
      type: 'line',
      source: id,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': symbol.colour,
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, symbol.width * 0.6, 12, symbol.width],
        ...(symbol.dash ? { 'line-dasharray': [...symbol.dash] } : {}),
      },
    },
    'labels-above',
  )
  map.addLayer(
    {
      id: `${id}-marked`,
      type: 'line',
      source: id,
      filter: ['==', ['get', 'code'], ' '],
      paint: { 'line-color': '#ffb300', 'line-width': 5, 'line-opacity': 0.9 },
    },
    'labels-above',
  )
  map.addLayer(
    {
      id: `${id}-label`,
      type: 'symbol',
      source: `${id}-labels`,
      minzoom: symbol.labelFrom,
      layout: {
        'text-field': ['coalesce', ['get', symbol.label], ['get', 'name'], ''],
        // Without a glyph address in the style every character is drawn by the browser's own fonts.
        'text-font': ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'],
        'text-size': layer.kind === 'county' || layer.kind === 'city' ? 15 : 12,
        'text-max-width': 9,
        'symbol-sort-key': -symbol.order,
        'text-padding': 4,
      },
      paint: { 'text-color': symbol.colour, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
    },
    'labels-above',
  )
}

/** A canvas is empty on paper: a picture of it stands in its place until the printing is over. */
const printed = (view: MapLibreMap): void => {
  view.once('render', () => {
    const picture = new Image()
    picture.className = 'map-picture'
    picture.src = view.getCanvas().toDataURL()
    view.getCanvasContainer().prepend(picture)
    const { clientWidth, clientHeight } = view.getContainer()
    const { style } = document.documentElement
    style.setProperty('--print-width', `${clientWidth}px`)
    style.setProperty('--print-height', `${clientHeight}px`)
    style.setProperty('--print-zoom', String(Math.min(paper[0] / clientWidth, paper[1] / clientHeight)))
    addEventListener('afterprint', () => picture.remove(), { once: true })
    picture.decode().finally(() => print())
  })
  view.triggerRepaint()
}

/** CSS pixels that an A4 page on its side leaves to the map. */
const paper = [1040, 640] as const

const parts = ['fill', 'hatch', 'line', 'marked', 'label'] as const

export const MapView = (props: Props) => {
  const words = useWords()
  const { handle, layers, extent, area, around, marked, tiles } = props
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibreMap | null>(null)
  const sketch = useRef<Sketch | null>(null)
  const [ready, setReady] = useState(false)
  const [broken, setBroken] = useState(false)
  const latest = useRef(props)
  latest.current = props
  const spoken = useRef(words.map)
  spoken.current = words.map

  useEffect(() => {
    let view: MapLibreMap
    try {
      view = new MapLibreMap({
        container: box.current!,
        attributionControl: false,
        style: {
          version: 8,
          sources: {},
          layers: [
            { id: 'ground', type: 'background', paint: { 'background-color': '#f2f1ea' } },
            { id: 'labels-above', type: 'background', paint: { 'background-opacity': 0 } },
          ],
        },
        bounds: [...(latest.current.extent ?? china)] as [number, number, number, number],
        fitBoundsOptions: { padding: latest.current.padding },
        maxPitch: 0,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
        // What a screen reader says of it: the canvas, and the buttons beside it.
        locale: {
          'Map.Title': spoken.current.canvas,
          'NavigationControl.ZoomIn': spoken.current.zoomIn,
          'NavigationControl.ZoomOut': spoken.current.zoomOut,
        },
      })
    } catch {
      setBroken(true)
      return
    }
    view.touchZoomRotate.disableRotation()
    view.addControl(new NavigationControl({ showCompass: false }), 'bottom-right')
    view.addControl(new ScaleControl({ maxWidth: 140 }), 'bottom-left')
    view.on('load', () => {
      sketch.current = new Sketch(view, {
        onSketch: (corners, mode) => latest.current.onSketch(corners, mode),
        // Within the frame of the hand's move: what depends on the area is on the screen with it.
        onDone: (corners, mode) => flushSync(() => latest.current.onDone(corners, mode)),
        cornerName: (n) => latest.current.cornerName(n),
        onCancel: () => latest.current.onCancel(),
      })
      const identify = (point: PointLike, { lng, lat }: LngLat) => {
        if (sketch.current?.mode !== 'idle') return
        const fills = latest.current.layers
          .filter((each) => each.visible)
          .map((each) => `layer-${each.layer.name}-fill`)
        const found = view
          .queryRenderedFeatures(point, { layers: fills.filter((id) => view.getLayer(id)) })
          .map((hit) => ({ layer: hit.layer.id.slice(6, -5), properties: hit.properties }))
        const kinds = new Map(latest.current.layers.map(({ layer }) => [layer.name, layer.kind]))
        const isBoundary = (hit: Identified) => symbolOf(kinds.get(hit.layer) ?? '').fill === 0
        const seen = new Set<string>()
        const each = found.filter((hit) => {
          const key = `${hit.layer} ${JSON.stringify(hit.properties)}`
          return !seen.has(key) && seen.add(key)
        })
        // Boundaries hold everything: they are told last.
        each.sort((a, b) => Number(isBoundary(a)) - Number(isBoundary(b)))
        latest.current.onIdentify(each, [lng, lat])
      }
      view.on('click', ({ point, lngLat }) => identify(point, lngLat))
      // Without a mouse: the arrow keys move the map under the cross in its middle, Enter asks what is there.
      view.getCanvas().addEventListener('keydown', ({ key }) => {
        if (key === 'Enter') identify(view.project(view.getCenter()), view.getCenter())
      })
      setReady(true)
    })
    map.current = view
    return () => {
      sketch.current?.dispose()
      sketch.current = null
      map.current = null
      setReady(false)
      view.remove()
    }
  }, [])

  useImperativeHandle(
    handle,
    () => ({
      fit: (bounds) => {
        if (bounds.every(Number.isFinite))
          map.current?.fitBounds([...bounds] as [number, number, number, number], {
            padding: latest.current.padding,
            maxZoom: 14,
          })
      },
      sketch: (mode) => sketch.current?.start(mode),
      finish: () => sketch.current?.finish(),
      undo: () => sketch.current?.undo(),
      print: () => map.current && printed(map.current),
    }),
    [],
  )

  useEffect(() => {
    const view = map.current
    if (!ready || !view) return
    const wanted = new Set(layers.map(({ layer }) => layer.name))
    for (const id of Object.keys(view.getStyle().sources)) {
      if (!id.startsWith('layer-') || id.endsWith('-labels') || wanted.has(id.slice(6))) continue
      for (const part of parts) if (view.getLayer(`${id}-${part}`)) view.removeLayer(`${id}-${part}`)
      view.removeSource(id)
      view.removeSource(`${id}-labels`)
    }
    const inOrder = [...layers].sort((a, b) => symbolOf(a.layer.kind).order - symbolOf(b.layer.kind).order)
    for (const shown of inOrder) {
      const id = `layer-${shown.layer.name}`
      if (!view.getSource(id)) paintLayer(view, shown)
      for (const part of parts) {
        if (!view.getLayer(`${id}-${part}`)) continue
        view.setLayoutProperty(`${id}-${part}`, 'visibility', shown.visible ? 'visible' : 'none')
        // Layers arrive in any order; moved one after another they end in theirs.
        view.moveLayer(`${id}-${part}`, 'labels-above')
      }
    }
    for (const shown of inOrder) view.moveLayer(`layer-${shown.layer.name}-label`, 'labels-above')
  }, [ready, layers])

  useEffect(() => {
    const view = map.current
    if (!ready || !view) return
    tiles.forEach((address, i) => {
      view.addSource(`base-${i}`, { type: 'raster', tiles: [address], tileSize: 256, maxzoom: 18 })
      const lowest = view.getLayersOrder().find((id) => id !== 'ground' && !id.startsWith('base-'))
      view.addLayer({ id: `base-${i}`, type: 'raster', source: `base-${i}` }, lowest)
    })
    return () => {
      // The map may be gone before its pictures are.
      if (map.current !== view) return
      tiles.forEach((_, i) => {
        view.removeLayer(`base-${i}`)
        view.removeSource(`base-${i}`)
      })
    }
  }, [ready, tiles])

  useEffect(() => {
    const view = map.current
    if (!ready || !view) return
    for (const { layer } of layers) {
      const id = `layer-${layer.name}-marked`
      const key = marked?.layer === layer.name ? marked.id : ' '
      if (view.getLayer(id)) view.setFilter(id, ['any', ['==', ['get', 'code'], key], ['==', ['get', 'name'], key]])
    }
  }, [ready, layers, marked])

  const opened = useRef<string>('')
  useEffect(() => {
    if (!ready || !extent || opened.current === extent.join()) return
    opened.current = extent.join()
    map.current?.fitBounds([...extent] as [number, number, number, number], {
      padding: latest.current.padding,
      duration: 0,
    })
  }, [ready, extent])

  useEffect(() => {
    if (ready) sketch.current?.setArea(area)
  }, [ready, area])
  useEffect(() => {
    if (ready) sketch.current?.setAround(around)
  }, [ready, around])

  if (broken) return <div className="map-broken">{words.map.noWebgl}</div>
  return <div ref={box} className="map-box" data-ready={ready} data-wait={words.common.loading} />
}

/** Bounds of everything shown, for "whole extent". */
export const boundsOfLayers = (layers: readonly LayerEntry[]): Bounds | null => {
  const known = layers.flatMap(({ bounds }) => (bounds ? [bounds] : []))
  if (known.length === 0) return null
  return [
    Math.min(...known.map((b) => b[0])),
    Math.min(...known.map((b) => b[1])),
    Math.max(...known.map((b) => b[2])),
    Math.max(...known.map((b) => b[3])),
  ]
}
