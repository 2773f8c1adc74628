/** Lengths as the field measures them: in the plane of the 3° Gauss–Krüger zone the line lies in. */
import type { Position } from '#land/shape.ts'
import { planeAt, toPlane } from '#land/zone.ts'

/** Metres along the corners, in order. */
export const lengthOf = (corners: readonly Position[]): number => {
  if (corners.length < 2) return 0
  const system = planeAt(corners.reduce((sum, [x]) => sum + x, 0) / corners.length)
  const plane = corners.map((corner) => toPlane(corner, system))
  let metres = 0
  for (let i = 1; i < plane.length; i++)
    metres += Math.hypot(plane[i]![0] - plane[i - 1]![0], plane[i]![1] - plane[i - 1]![1])
  return metres
}
