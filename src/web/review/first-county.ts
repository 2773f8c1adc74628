import { regionCode } from '#web/region.tsx'
import type { PlanEntry } from '#web/wire.ts'

/** A plan of a county where there is one: most applications are held against one. */
export const firstCounty = (plans: readonly PlanEntry[]): PlanEntry | undefined =>
  plans.find(({ region }) => !(regionCode(region) ?? '00').endsWith('00')) ?? plans[0]
