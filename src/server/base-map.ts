/**
 * An optional picture under the map, from a tile service of the office's choice (天地图 with its own key, or a service of
 * the intranet). Without one nothing is asked of any other machine.
 */
/** One or more addresses with {z}, {x} and {y}, drawn one over another. */
export type BaseMap = { readonly tiles: readonly string[] }

/** KUANGGUI_BASEMAP: addresses set apart by spaces. What is no such address is left out and told. */
export const baseMapFrom = (setting: string | undefined, tell: (text: string) => void = () => {}): BaseMap | null => {
  const tiles = (setting ?? '').split(/\s+/).filter((address) => {
    if (address === '') return false
    const usable =
      URL.canParse(address) && /^https?:/.test(address) && ['{z}', '{x}', '{y}'].every((part) => address.includes(part))
    if (!usable) tell(`KUANGGUI_BASEMAP: ${address} is no tile address with {z}, {x} and {y}`)
    return usable
  })
  return tiles.length > 0 ? { tiles } : null
}

/** The machines a page may then ask for pictures. */
export const baseMapOrigins = (base: BaseMap | null): string[] => [
  ...new Set((base?.tiles ?? []).map((address) => new URL(address).origin)),
]
