import { Checkbox, Tag } from 'antd'
import { formatNumber } from '#web/number.ts'
import { formatTime } from '#web/time.ts'
import { useSpeech } from '#web/words.ts'
import type { BaseMap } from './base-map.ts'
import { layerTitle } from './layer-title.ts'
import type { MapLayers } from './layers.ts'
import { type LayerSymbol, symbolOf } from './symbol.ts'

/** The layers of the map, highest first, each with the symbol it is drawn in: the switch is the legend too. */
export const LayerPanel = ({ layers, base }: { layers: MapLayers; base: BaseMap }) => {
  const speech = useSpeech()
  const { words } = speech
  const entries = [...(layers.list.data ?? [])].sort((a, b) => symbolOf(b.kind).order - symbolOf(a.kind).order)
  if (entries.length === 0) return <p className="quiet layer-none">{words.map.layersEmpty}</p>
  return (
    <ul className="plain layer-list">
      {base.offered && (
        <li>
          <Checkbox checked={base.on} onChange={(event) => base.setOn(event.target.checked)}>
            <span className="layer-title">{words.map.base}</span>
          </Checkbox>
        </li>
      )}
      {entries.map((layer) => (
        <li key={layer.name}>
          <Checkbox
            checked={layers.visible.has(layer.name)}
            onChange={(event) => layers.setVisible(layer.name, event.target.checked)}
          >
            <Swatch symbol={symbolOf(layer.kind)} />
            <span className="layer-title" title={words.map.since(formatTime(layer.at, speech.language))}>
              {layerTitle(layer, speech)}
            </span>
            {layers.failed.has(layer.name) && <Tag color="error">{words.map.layerFailed}</Tag>}
            {layer.openness !== 'open' && <Tag>{words.map.manage.opennesses[layer.openness]}</Tag>}
          </Checkbox>
          <span className="layer-count quiet">{formatNumber(layer.count)}</span>
        </li>
      ))}
    </ul>
  )
}

const Swatch = ({ symbol }: { symbol: LayerSymbol }) => (
  <svg width="26" height="16" viewBox="0 0 26 16" aria-hidden="true" className="swatch">
    <rect x="2" y="2" width="22" height="12" fill={symbol.colour} fillOpacity={symbol.fill} stroke="none" />
    {symbol.hatch && (
      <path d="M3 13 13 3M9 13 19 3M15 13l8-8" stroke={symbol.colour} strokeOpacity=".55" strokeWidth="1.2" />
    )}
    <rect
      x="2"
      y="2"
      width="22"
      height="12"
      fill="none"
      stroke={symbol.colour}
      strokeWidth={Math.max(1.2, symbol.width)}
      {...(symbol.dash ? { strokeDasharray: symbol.dash.map((each) => each * 1.4).join(' ') } : {})}
    />
  </svg>
)
