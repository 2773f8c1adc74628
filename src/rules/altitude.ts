/** Altitude limits of a mining right (开采标高; a licence writes 开采深度：由1250米至900米标高), told and held against what can be. */
import type { AltitudeLimits } from '#land/corner.ts'
import type { Words } from '#rules/finding.ts'

/** Metres: below the deepest mine and above the highest mountain nobody digs. */
const range = { least: -2000, most: 9000 } as const

/** What is wrong with the limits; null where they can be. Not numbers at all are for whoever reads them to tell. */
export const altitudeFault = ({ upper, lower }: AltitudeLimits): Words | null => {
  const { least, most } = range
  const beyond = [upper, lower].find((metres) => metres < least || metres > most)
  if (beyond !== undefined)
    return {
      zh: `标高应在 ${least} 至 ${most} 米之间，实为 ${beyond}`,
      en: `an altitude from ${least} to ${most} m expected, found ${beyond}`,
    }
  if (upper < lower)
    return {
      zh: `上限 ${upper} 米低于下限 ${lower} 米`,
      en: `the upper limit, ${upper} m, is below the lower one, ${lower} m`,
    }
  return null
}

/** "1250 米至 900 米". */
export const altitudeWords = ({ upper, lower }: AltitudeLimits): Words => ({
  zh: `${upper} 米至 ${lower} 米`,
  en: `${upper} m to ${lower} m`,
})
