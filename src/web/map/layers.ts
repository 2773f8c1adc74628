import { useEffect, useState } from 'react'
import { api } from '#web/api.ts'
import { type Load, useLoad } from '#web/load.ts'
import type { LayerEntry } from '#web/wire.ts'
import type { ShownLayer } from './map-view.tsx'
import { symbolOf } from './symbol.ts'

export type MapLayers = {
  readonly list: Load<readonly LayerEntry[]>
  readonly shown: readonly ShownLayer[]
  readonly visible: ReadonlySet<string>
  readonly setVisible: (layer: string, visible: boolean) => void
  /** Layers whose features are still on their way. */
  readonly waiting: number
  /** Layers whose features could not be read: what is not shown is not absent. */
  readonly failed: ReadonlySet<string>
  /** Asks anew for all of them. */
  readonly again: () => void
}

/** The layers of a region (null: of all regions); features are fetched when a layer is first shown, and kept. */
export const useLayers = (region: string | null, opened: readonly string[] = []): MapLayers => {
  const list = useLoad(`layers-${region}`, () => api.layers(region))
  const [choice, setChoice] = useState<Readonly<Record<string, boolean>>>({})
  const [features, setFeatures] = useState<Readonly<Record<string, GeoJSON.FeatureCollection | 'waiting' | 'failed'>>>(
    {},
  )
  const entries = list.data ?? []
  const visible = new Set(
    entries
      .filter(({ name, kind }) => choice[name] ?? (opened.includes(name) || symbolOf(kind).shown))
      .map(({ name }) => name),
  )
  const key = (name: string) => `${region} ${name}`
  const wanted = [...visible].filter((name) => !features[key(name)])
  const asked = wanted.join()
  useEffect(() => {
    if (!asked) return
    const names = asked.split(',')
    setFeatures((before) => ({
      ...before,
      ...Object.fromEntries(names.map((name) => [`${region} ${name}`, 'waiting'])),
    }))
    for (const name of names)
      api.features(name, region).then(
        (found) => setFeatures((before) => ({ ...before, [`${region} ${name}`]: found })),
        () => setFeatures((before) => ({ ...before, [`${region} ${name}`]: 'failed' })),
      )
  }, [asked, region])
  const [shown, setShown] = useState<readonly ShownLayer[]>([])
  const signature = entries
    .map(({ name }) => `${name}${visible.has(name)}${typeof features[key(name)] === 'object'}`)
    .join()
  // The list of layers handed to the map changes only when something of it does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for all that is read
  useEffect(() => {
    setShown(
      entries.flatMap((layer) => {
        const found = features[key(layer.name)]
        return typeof found === 'object' ? [{ layer, features: found, visible: visible.has(layer.name) }] : []
      }),
    )
  }, [signature, region])
  return {
    list,
    shown,
    visible,
    setVisible: (name, on) => {
      setChoice((before) => ({ ...before, [name]: on }))
      // Switched off and on, a layer that failed is asked for again.
      setFeatures(({ [key(name)]: present, ...others }) =>
        present === undefined || present === 'failed' ? others : { ...others, [key(name)]: present },
      )
    },
    failed: new Set(entries.map(({ name }) => name).filter((name) => features[key(name)] === 'failed')),
    waiting: Object.values(features).filter((each) => each === 'waiting').length,
    again: () => {
      setFeatures({})
      list.again()
    },
  }
}
