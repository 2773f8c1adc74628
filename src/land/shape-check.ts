/** What is wrong with an area that is to be overlaid, told by corner (J1, J2 … along each ring). */
import { checkRing } from './corner-check.ts'
import { error, type LandMessage } from './message.ts'
import { boundsOf, partsOf, type Shape } from './shape.ts'

/** Errors only: corners named twice in a row or rings that close themselves are nobody's trouble here. */
export const checkShape = (shape: Shape): readonly LandMessage[] => {
  const [west, south, east, north] = boundsOf(shape)
  if (west < -180 || east > 180 || south < -90 || north > 90)
    return [
      error(
        `坐标不是经纬度（${west}, ${south} …）；平面坐标请先按拐点文件读入`,
        `the coordinates are no longitude and latitude (${west}, ${south} …); read plane coordinates as a corner file first`,
      ),
    ]
  return partsOf(shape)
    .flat()
    .flatMap((ring, i) => {
      const corners = ring.map((position, j) => ({ name: `J${j + 1}`, row: j + 1, position }))
      return checkRing(corners, i + 1, false).messages
    })
    .filter(({ severity }) => severity === 'error')
}
