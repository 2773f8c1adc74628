/** The ground within some metres of a shape. */
import type { Geos } from './geos.ts'
import { middleOf, type Shape } from './shape.ts'
import { type PlaneSystem, planeAt, shapeToGeographic, shapeToPlane } from './zone.ts'

/** The shape and all within `metres` of it (degrees on CGCS2000), measured in the plane of its 3° zone. */
export const bufferOf = (
  geos: Geos,
  shape: Shape,
  metres: number,
  system: PlaneSystem = planeAt(middleOf(shape)[0]),
): Shape => {
  const held = geos.hold(shapeToPlane(shape, system))
  try {
    return shapeToGeographic(geos.buffered(held, metres), system)
  } finally {
    held.release()
  }
}
