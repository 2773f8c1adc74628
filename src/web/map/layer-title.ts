import type { LayerEntry } from '#web/wire.ts'
import type { Speech } from '#web/words.ts'

/** A layer's own title; where the screen speaks English, or a layer has none, the word for its kind. */
export const layerTitle = ({ name, title, kind }: LayerEntry, { words, language }: Speech): string => {
  const own = title && title !== name ? title : null
  const common = words.layerKind[kind] ?? null
  return (language === 'en' ? (common ?? own) : (own ?? common)) ?? name
}
