/** Map, tools and layer switch together: the whole of the map page, and a part of the application form. */
import { Button, Tooltip } from 'antd'
import { memo, type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { ellipsoidArea, planeArea } from '#land/area.ts'
import { boundsOf, closeRing, type Position, type Shape } from '#land/shape.ts'
import { Icon, type IconName } from '#web/icon.tsx'
import { formatArea, formatLength } from '#web/number.ts'
import { useWords } from '#web/words.ts'
import { useBaseMap } from './base-map.ts'
import { CornersDialog } from './corners-dialog.tsx'
import type { BesideCorners } from './drawn.ts'
import { LayerPanel } from './layer-panel.tsx'
import type { MapLayers } from './layers.ts'
import { boundsOfLayers, type Identified, type MapHandle, MapView } from './map-view.tsx'
import { lengthOf } from './measure.ts'
import type { SketchMode } from './sketch.ts'

type Props = {
  region: string | null
  layers: MapLayers
  area: Shape | null
  setArea: (area: Shape | null) => void
  /** Told after the area, where it came with a file of corners. */
  setBeside?: (beside: BesideCorners) => void
  /** The ground around the area, shown with it. */
  around?: Shape | null
  marked?: { readonly layer: string; readonly id: string } | null
  onIdentify?: (found: readonly Identified[], at: Position) => void
  /** Panels on the right, over the map. */
  aside?: ReactNode
  /** Folds the layer switch away at first. */
  compact?: boolean
  handle?: RefObject<MapHandle | null>
}

const slim = { top: 24, bottom: 24, left: 24, right: 24 }
const roomy = { top: 64, bottom: 56, left: 280, right: 40 }

const asPolygon = (corners: readonly Position[]): Shape => ({
  type: 'Polygon',
  coordinates: [closeRing(corners)],
})

export const MapWorkspace = ({
  region,
  layers,
  area,
  setArea,
  setBeside,
  around = null,
  marked = null,
  onIdentify,
  aside,
  compact,
  handle,
}: Props) => {
  const words = useWords()
  const w = words.map
  const own = useRef<MapHandle | null>(null)
  const map = handle ?? own
  const [mode, setMode] = useState<SketchMode>('idle')
  const [sketched, setSketched] = useState<{ corners: readonly Position[]; mode: SketchMode } | null>(null)
  const [pasting, setPasting] = useState(false)
  const [folded, setFolded] = useState(() => Boolean(compact) || innerWidth < 900)
  const base = useBaseMap()
  const extent = useMemo(() => boundsOfLayers(layers.list.data ?? []), [layers.list.data])

  const act = useCallback(
    (tool: Tool) => {
      if (tool === 'corners') setPasting(true)
      else if (tool === 'undo') map.current?.undo()
      else if (tool === 'finish') map.current?.finish()
      else if (tool === 'fit') {
        if (extent) map.current?.fit(extent)
      } else {
        const next = ({ draw: 'area', measure: 'line', identify: 'idle', clear: 'idle' } as const)[tool]
        setSketched(null)
        setMode(next)
        map.current?.sketch(next)
        if (tool === 'clear') setArea(null)
      }
    },
    [extent, map, setArea],
  )
  const onSketch = useCallback((corners: readonly Position[], at: SketchMode) => setSketched({ corners, mode: at }), [])
  const onDone = useCallback(
    (corners: readonly Position[], at: SketchMode) => {
      setMode('idle')
      if (at === 'area') {
        setSketched(null)
        setArea(asPolygon(corners))
      } else setSketched({ corners, mode: 'line' })
    },
    [setArea],
  )
  const onCancel = useCallback(() => {
    setMode('idle')
    setSketched(null)
  }, [])
  const hint =
    mode === 'area' ? w.drawHint : mode === 'line' ? w.measureHint : compact ? null : area ? w.editHint : w.identifyHint
  return (
    <div className={`workspace${compact ? ' compact' : ''}`}>
      <MapView
        handle={map}
        layers={layers.shown}
        extent={extent}
        area={area}
        around={around}
        tiles={base.tiles}
        marked={marked}
        padding={compact || innerWidth < 900 ? slim : roomy}
        onSketch={onSketch}
        onDone={onDone}
        onCancel={onCancel}
        cornerName={words.corners.corner}
        onIdentify={onIdentify ?? (() => {})}
      />
      {(layers.waiting > 0 || layers.list.loading) && (
        <div className="bar map-bar" role="status" aria-label={words.common.loading} />
      )}
      <Tools
        compact={Boolean(compact)}
        mode={mode}
        measured={sketched !== null}
        clearable={area !== null || sketched !== null}
        fittable={extent !== null}
        act={act}
      />
      <div className="map-layers">
        <button type="button" className="map-layers-head" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <Icon name="map" size={16} />
          {w.layers}
        </button>
        {!folded && <LayerPanel layers={layers} base={base} />}
      </div>
      {hint && <div className="map-hint">{hint}</div>}
      <div className="map-aside">
        {sketched && <Measured corners={sketched.corners} closed={sketched.mode === 'area'} />}
        {!sketched && area && !compact && <AreaCard area={area} />}
        {aside}
      </div>
      {pasting && (
        <CornersDialog
          region={region}
          close={() => setPasting(false)}
          use={(found, beside) => {
            setArea(found)
            setBeside?.(beside)
            map.current?.fit(boundsOf(found))
          }}
        />
      )}
    </div>
  )
}

type Tool = 'identify' | 'draw' | 'corners' | 'measure' | 'fit' | 'clear' | 'undo' | 'finish'

type ToolsProps = {
  compact: boolean
  mode: SketchMode
  /** A measurement stands. */
  measured: boolean
  clearable: boolean
  fittable: boolean
  act: (tool: Tool) => void
}

/** The buttons over the map. They stay as they are while a corner is dragged. */
const Tools = memo(({ compact, mode, measured, clearable, fittable, act }: ToolsProps) => {
  const { map: w } = useWords()
  const tool = (name: Tool, icon: IconName, pressed?: boolean) => (
    <Tooltip title={compact ? w[name] : null}>
      <Button
        type={pressed ? 'primary' : 'default'}
        icon={<Icon name={icon} size={16} />}
        aria-label={w[name]}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={() => act(name)}
      >
        {compact ? null : w[name]}
      </Button>
    </Tooltip>
  )
  return (
    <div className="map-tools" role="toolbar" aria-label={w.tools}>
      {!compact && tool('identify', 'identify', mode === 'idle' && !measured)}
      {tool('draw', 'draw', mode === 'area')}
      {tool('corners', 'corners')}
      {tool('measure', 'measure', mode === 'line')}
      {fittable && tool('fit', 'fit')}
      {clearable && tool('clear', 'close')}
      {mode !== 'idle' && (
        <>
          <Button onClick={() => act('undo')}>{w.undo}</Button>
          <Button type="primary" onClick={() => act('finish')}>
            {w.finish}
          </Button>
        </>
      )}
    </div>
  )
})

const Measured = ({ corners, closed }: { corners: readonly Position[]; closed: boolean }) => {
  const { map: w } = useWords()
  const along = closed && corners.length > 2 ? [...corners, corners[0]!] : corners
  const length = formatLength(lengthOf(along))
  return (
    <div className="map-card" aria-live="polite">
      <dl className="facts">
        <Row label={closed ? w.perimeter : w.length} {...length} />
        {closed && corners.length > 2 && <Row label={w.area} {...formatArea(planeArea(asPolygon(corners)))} />}
      </dl>
    </div>
  )
}

/** The areas of the drawn shape as the field computes them. */
export const AreaFacts = ({ area }: { area: Shape }) => {
  const { map: w } = useWords()
  return (
    <dl className="facts">
      <Row label={w.planeArea} {...formatArea(planeArea(area))} />
      <Row label={w.ellipsoidArea} {...formatArea(ellipsoidArea(area))} />
    </dl>
  )
}

const AreaCard = ({ area }: { area: Shape }) => {
  const { map: w } = useWords()
  return (
    <div className="map-card">
      <h2>{w.drawn}</h2>
      <AreaFacts area={area} />
    </div>
  )
}

const Row = ({ label, value, unit }: { label: string; value: string; unit: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <b>{value}</b> {unit}
    </dd>
  </div>
)
