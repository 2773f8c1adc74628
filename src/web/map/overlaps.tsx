import type { Shape } from '#land/shape.ts'
import type { LandFacts } from '#rules/situation.ts'
import { Mark } from '#web/mark.tsx'
import { formatArea, formatNumber } from '#web/number.ts'
import { Failure } from '#web/state.tsx'
import type { LayerEntry } from '#web/wire.ts'
import { useSpeech, useWords } from '#web/words.ts'
import { layerTitle } from './layer-title.ts'
import { useOverlay } from './overlay.ts'

const Overlaps = ({
  facts,
  titles,
  near,
}: {
  facts: LandFacts
  titles: ReadonlyMap<string, LayerEntry>
  near: number | null
}) => {
  const speech = useSpeech()
  const w = speech.words.map
  const title = (told: string) => {
    const layer = titles.get(told)
    return layer ? layerTitle(layer, speech) : told
  }
  const lying = facts.overlaps.filter(({ area }) => area > 0)
  const around = facts.overlaps
    .filter(({ distance = Number.POSITIVE_INFINITY }) => near !== null && distance <= near)
    .sort((a, b) => a.distance! - b.distance!)
  const loaded = [...new Set(facts.layers.filter((name) => titles.has(name)).map(title))]
  return (
    <>
      {lying.length === 0 ? (
        <p>{w.overlapsNone}</p>
      ) : (
        <ul className="plain overlap-list">
          {lying.map((overlap) => (
            <li key={`${overlap.layer} ${overlap.feature}`}>
              <span className="overlap-name">
                <b>{overlap.feature}</b>
                <span className="quiet">{title(overlap.layer)}</span>
              </span>
              <span className="overlap-area">
                <Area area={overlap.area} />
                <span className="quiet">{formatNumber(overlap.share * 100, 2)}%</span>
                {overlap.sliver && <Mark tone="idle">{w.sliver}</Mark>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {near !== null && (
        <>
          <h3>{w.within(formatNumber(near))}</h3>
          {around.length === 0 && <p>{w.withinNone}</p>}
          <ul className="plain overlap-list">
            {around.map(({ layer, feature, distance }) => (
              <li key={`${layer} ${feature}`}>
                <span className="overlap-name">
                  <b>{feature}</b>
                  <span className="quiet">{title(layer)}</span>
                </span>
                <span className="overlap-area">
                  <span>
                    <b>{formatNumber(distance!, 0)}</b> m
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet small">
        {loaded.length > 0 && <>{w.loadedLayers(loaded.join(speech.words.common.comma))} </>}
        {w.overlapsNote}
      </p>
    </>
  )
}

const Area = ({ area }: { area: number }) => {
  const { value, unit } = formatArea(area)
  return (
    <span>
      <b>{value}</b> {unit}
    </span>
  )
}

export const OverlapCard = ({
  area,
  region,
  layers,
  near,
}: {
  area: Shape
  region: string | null
  layers: readonly LayerEntry[]
  /** m: what lies within is told with its distance; null: overlaps only. */
  near: number | null
}) => {
  const words = useWords()
  const overlay = useOverlay(area, region, near ?? undefined)
  const titles = new Map(
    layers.flatMap(
      (layer) =>
        [
          [layer.name, layer],
          [layer.title, layer],
          [layer.kind, layer],
        ] as const,
    ),
  )
  return (
    <div className="map-card">
      <h2>{words.map.overlaps}</h2>
      {!region && <p className="quiet">{words.map.chooseRegion}</p>}
      {overlay.error && <Failure error={overlay.error} />}
      {overlay.facts && <Overlaps facts={overlay.facts} titles={titles} near={near} />}
    </div>
  )
}
