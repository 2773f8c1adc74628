import { Button } from 'antd'
import { Fragment } from 'react'
import { api } from '#web/api.ts'
import { Icon } from '#web/icon.tsx'
import { Link } from '#web/link.tsx'
import { useLoad } from '#web/load.ts'
import { formatNumber } from '#web/number.ts'
import { keyOf } from '#web/plan/anchors.ts'
import { regionCode } from '#web/region.tsx'
import { href } from '#web/route.ts'
import type { LayerEntry } from '#web/wire.ts'
import { useSpeech, useWords, wordFor } from '#web/words.ts'
import { layerTitle } from './layer-title.ts'
import type { Identified } from './map-view.tsx'
import { symbolOf } from './symbol.ts'

/** What was clicked, uppermost first, with what its layer says of it and the clause that speaks of it. */
export const IdentifyCard = ({
  found,
  layers,
  close,
}: {
  found: readonly Identified[]
  layers: readonly LayerEntry[]
  close: () => void
}) => {
  const words = useWords()
  const w = words.map
  const titles = new Map(layers.map((layer) => [layer.name, layer]))
  return (
    <section className="map-card" aria-label={w.identified}>
      <div className="map-card-head">
        <h2>{w.identified}</h2>
        <Button
          type="text"
          size="small"
          icon={<Icon name="close" size={14} />}
          aria-label={words.common.close}
          onClick={close}
        />
      </div>
      {found.length === 0 && <p className="quiet">{w.identifiedNone}</p>}
      {found.map((feature) => (
        <article
          key={`${feature.layer} ${String(feature.properties.code)} ${String(feature.properties.name)}`}
          className="identified"
        >
          <h3 style={{ borderLeftColor: symbolOf(titles.get(feature.layer)?.kind ?? '').colour }}>
            {String(feature.properties.name ?? feature.properties.code ?? '')}
            <LayerName layer={titles.get(feature.layer)} name={feature.layer} />
          </h3>
          <Attributes properties={feature.properties} />
          <ClauseLink properties={feature.properties} />
        </article>
      ))}
    </section>
  )
}

const LayerName = ({ layer, name }: { layer: LayerEntry | undefined; name: string }) => {
  const speech = useSpeech()
  return <span className="quiet"> {layer ? layerTitle(layer, speech) : name}</span>
}

const hidden = new Set(['name', 'kind', 'region', 'fid', 'id'])

const Attributes = ({ properties }: Pick<Identified, 'properties'>) => {
  const words = useWords()
  const shown = Object.entries(properties).filter(([key, value]) => !hidden.has(key) && value !== null && value !== '')
  return (
    <dl className="facts">
      {shown.map(([key, value]) => (
        <Fragment key={key}>
          <div>
            <dt>{wordFor(words.property, key)}</dt>
            <dd>{attributeText(key, value, words.common.comma)}</dd>
          </div>
        </Fragment>
      ))}
    </dl>
  )
}

/** MapLibre hands lists over as JSON text. */
const attributeText = (key: string, value: unknown, comma: string): string => {
  if (typeof value === 'number') return key === 'area' ? `${formatNumber(value)} km²` : formatNumber(value)
  const text = String(value)
  if (!text.startsWith('[')) return text
  try {
    return (JSON.parse(text) as unknown[]).join(comma)
  } catch {
    return text
  }
}

/** The plan of the feature's region, and in it what carries the same code or name. */
const ClauseLink = ({ properties }: Pick<Identified, 'properties'>) => {
  const words = useWords()
  const region = String(properties.region ?? '')
  const names = [properties.code, properties.name].filter(Boolean).map(String)
  const found = useLoad(region && names.length > 0 ? `clause-${region}-${names.join()}` : null, async () => {
    const plan = (await api.plans()).find((entry) => regionCode(entry.region) === region)
    if (!plan) return null
    const { plan: read } = await api.plan(plan.id)
    const fact = read.facts.find(
      (each) => names.includes(each.code ?? '') || names.includes(each.name ?? '') || names.includes(each.subject),
    )
    return fact ? { plan: plan.id, key: keyOf('fact', fact.id) } : null
  })
  if (!found.data) return null
  return (
    <Link href={href(['plans', found.data.plan], { at: found.data.key })} className="clause-link">
      {words.map.toClause}
    </Link>
  )
}
