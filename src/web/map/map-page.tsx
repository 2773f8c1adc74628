import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { boundsOf, type Shape } from '#land/shape.ts'
import { Icon } from '#web/icon.tsx'
import { RegionSelect, useOwnRegion, useRegions } from '#web/region.tsx'
import { go, href, useRoute } from '#web/route.ts'
import { mayBringLayers, useUser } from '#web/session.ts'
import { Failure } from '#web/state.tsx'
import { today } from '#web/time.ts'
import { useWords } from '#web/words.ts'
import { BufferCard, useBuffer } from './buffer.tsx'
import { carriedArea, carryArea, carryBeside } from './drawn.ts'
import { IdentifyCard } from './identify-card.tsx'
import { asShape } from './label.ts'
import { LayerDialog } from './layer-dialog.tsx'
import { useLayers } from './layers.ts'
import type { Identified, MapHandle } from './map-view.tsx'
import { OverlapCard } from './overlaps.tsx'
import { regionAt } from './region-at.ts'
import { MapWorkspace } from './workspace.tsx'

const MapPage = () => {
  const words = useWords()
  const route = useRoute()
  const user = useUser()
  const own = useOwnRegion()
  const regions = useRegions()
  const [region, setRegion] = useState<string | null>(() => route.query.get('region') ?? own)
  const wanted = route.query.get('feature')
  const layers = useLayers(region)
  const [area, setArea] = useState<Shape | null>(carriedArea)
  const [found, setFound] = useState<readonly Identified[] | null>(null)
  const [metres, setMetres] = useState<number | null>(null)
  const grown = useBuffer(area, metres)
  const [managing, setManaging] = useState(false)
  const [marked, setMarked] = useState<{ layer: string; id: string } | null>(null)
  const handle = useRef<MapHandle | null>(null)

  const change = useMemo(
    () => (next: Shape | null) => {
      carryArea(next)
      setArea(next)
      setFound(null)
    },
    [],
  )
  // A link to one feature ("show this block"): the map goes there as soon as its layer has come.
  const shownFor = useRef<string | null>(null)
  useEffect(() => {
    if (!wanted || shownFor.current === wanted) return
    for (const { layer, features } of layers.shown)
      for (const feature of features.features) {
        const names = [feature.properties?.code, feature.properties?.name]
        const shape = asShape(feature.geometry)
        if (!names.includes(wanted) || !shape) continue
        shownFor.current = wanted
        setMarked({ layer: layer.name, id: wanted })
        setFound([{ layer: layer.name, properties: feature.properties ?? {} }])
        handle.current?.fit(boundsOf(shape))
        return
      }
  }, [wanted, layers.shown])

  const lying = useMemo(() => (area ? (region ?? regionAt(area, layers.shown)) : null), [area, region, layers.shown])
  return (
    <div className="map-page">
      <header className="map-head">
        <h1>{words.map.title}</h1>
        <RegionSelect any value={region} onChange={setRegion} />
        <span className="quiet">{regions.find(({ code }) => code === lying)?.name}</span>
        <span className="print-only quiet">{today()}</span>
        <span className="section-tools">
          {mayBringLayers(user) && (
            <Button icon={<Icon name="ledger" size={16} />} onClick={() => setManaging(true)}>
              {words.map.manage.open}
            </Button>
          )}
          <Button onClick={() => handle.current?.print()}>{words.map.print}</Button>
        </span>
      </header>
      {layers.list.error && <Failure error={layers.list.error} again={layers.list.again} />}
      <MapWorkspace
        region={region}
        layers={layers}
        area={area}
        setArea={change}
        setBeside={carryBeside}
        around={grown}
        marked={marked}
        handle={handle}
        onIdentify={(features) => {
          setFound(features)
          const first = features[0]
          setMarked(first ? { layer: first.layer, id: String(first.properties.code ?? first.properties.name) } : null)
        }}
        aside={
          <>
            {area && (
              <>
                <BufferCard metres={metres} setMetres={setMetres} grown={grown} use={change} />
                <OverlapCard area={area} region={lying} layers={layers.list.data ?? []} near={metres} />
                <Button
                  type="primary"
                  icon={<Icon name="review" size={16} />}
                  onClick={() => go(href(['review', 'new'], { area: 'drawn', ...(lying ? { region: lying } : {}) }))}
                >
                  {words.map.toApplication}
                </Button>
              </>
            )}
            {found && (
              <IdentifyCard
                found={found}
                layers={layers.list.data ?? []}
                close={() => {
                  setFound(null)
                  setMarked(null)
                }}
              />
            )}
          </>
        }
      />
      {managing && <LayerDialog region={region} close={() => setManaging(false)} changed={layers.again} />}
    </div>
  )
}

export default MapPage
