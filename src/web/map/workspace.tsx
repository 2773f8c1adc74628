/** Map, tools and layer switch together: the whole of the map page, and a part of the application form. */
import { Button, Tooltip } from 'antd'
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { ellipsoidArea, planeArea } from '#land/area.ts'
import { boundsOf, closeRing, type Position, type Shape } from '#land/shape.ts'
import { Icon, type IconName } from '#web/icon.tsx'
import { formatArea, formatLength } from '#web/number.ts'
import { useWords } from '#web/words.ts'
import { CornersDialog } from './corners-dialog.tsx'
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
  const extent = useMemo(() => boundsOfLayers(layers.list.data ?? []), [layers.list.data])

  const start = (next: SketchMode) => {
    setSketched(null)
    setMode(next)
    map.current?.sketch(next)
  }
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
  const tool = (name: IconName, label: string, action: () => void, pressed?: boolean) => (
    <Tooltip title={compact ? label : null}>
      <Button
        type={pressed ? 'primary' : 'default'}
        icon={<Icon name={name} size={16} />}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={action}
      >
        {compact ? null : label}
      </Button>
    </Tooltip>
  )
  const hint =
    mode === 'area' ? w.drawHint : mode === 'line' ? w.measureHint : compact ? null : area ? w.editHint : w.identifyHint
  return (
    <div className={`workspace${compact ? ' compact' : ''}`}>
      <MapView
        handle={map}
        layers={layers.shown}
        extent={extent}
        area={area}
        marked={marked}
        padding={compact || innerWidth < 900 ? slim : roomy}
        onSketch={onSketch}
        onDone={onDone}
        onCancel={onCancel}
        onIdentify={onIdentify ?? (() => {})}
      />
      {(layers.waiting > 0 || layers.list.loading) && (
        <div className="bar map-bar" role="status" aria-label={words.common.loading} />
      )}
      <div className="map-tools" role="toolbar" aria-label={w.tools}>
        {!compact && tool('identify', w.identify, () => start('idle'), mode === 'idle' && !sketched)}
        {tool('draw', w.draw, () => start('area'), mode === 'area')}
        {tool('corners', w.corners, () => setPasting(true))}
        {tool('measure', w.measure, () => start('line'), mode === 'line')}
        {extent && tool('fit', w.fit, () => map.current?.fit(extent))}
        {(area || sketched) &&
          tool('close', w.clear, () => {
            start('idle')
            setArea(null)
          })}
        {mode !== 'idle' && (
          <>
            <Button onClick={() => map.current?.undo()}>{w.undo}</Button>
            <Button type="primary" onClick={() => map.current?.finish()}>
              {w.finish}
            </Button>
          </>
        )}
      </div>
      <div className="map-layers">
        <button type="button" className="map-layers-head" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <Icon name="map" size={16} />
          {w.layers}
        </button>
        {!folded && <LayerPanel layers={layers} />}
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
          use={(found) => {
            setArea(found)
            map.current?.fit(boundsOf(found))
          }}
        />
      )}
    </div>
  )
}

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
