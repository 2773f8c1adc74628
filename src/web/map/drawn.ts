/** The area last drawn on the map, carried over to a new application and kept for the tab's life. */
import { readShape, type Shape } from '#land/shape.ts'

const key = 'kuanggui.area'

export const carriedArea = (): Shape | null => {
  try {
    return readShape(JSON.parse(sessionStorage.getItem(key) ?? 'null')).value
  } catch {
    return null
  }
}

export const carryArea = (area: Shape | null): void => {
  if (area) sessionStorage.setItem(key, JSON.stringify(area))
  else sessionStorage.removeItem(key)
}
