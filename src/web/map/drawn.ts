/** The area last drawn on the map, carried over to a new application and kept for the tab's life. */
import type { AltitudeLimits } from '#land/corner.ts'
import { readShape, type Shape } from '#land/shape.ts'
import type { Quantity } from '#mineral/quantity.ts'

/** What a file of corners says beside them; null where it does not. */
export type BesideCorners = { readonly altitude: AltitudeLimits | null; readonly statedArea: Quantity | null }

const key = 'kuanggui.area'
const besideKey = 'kuanggui.area.beside'

export const carriedArea = (): Shape | null => {
  try {
    return readShape(JSON.parse(sessionStorage.getItem(key) ?? 'null')).value
  } catch {
    return null
  }
}

/** What was said beside the corners of another area is forgotten. */
export const carryArea = (area: Shape | null): void => {
  sessionStorage.removeItem(besideKey)
  if (area) sessionStorage.setItem(key, JSON.stringify(area))
  else sessionStorage.removeItem(key)
}

export const carriedBeside = (): BesideCorners | null => {
  try {
    return JSON.parse(sessionStorage.getItem(besideKey) ?? 'null')
  } catch {
    return null
  }
}

/** null: it was taken over, and a person may write otherwise since. */
export const carryBeside = (beside: BesideCorners | null): void =>
  sessionStorage.setItem(besideKey, JSON.stringify(beside))
