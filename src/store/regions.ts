import type { AdministrativeLevel } from '#plan/plan.ts'
import type { Store } from './store.ts'

/** A place that plans, people and records belong to. `parent` is the code of the region above, where it is known. */
export type RegionEntry = {
  readonly code: string
  readonly name: string
  readonly level: AdministrativeLevel
  readonly parent: string | null
}

/** Adds a region or renames it. */
export const putRegion = async ({ query }: Store, region: RegionEntry): Promise<void> => {
  const { name, level, parent } = region
  await query
    .insertInto('region')
    .values(region)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ name, level, parent }))
    .execute()
}

export const listRegions = async ({ query }: Store): Promise<RegionEntry[]> =>
  (await query.selectFrom('region').selectAll().orderBy('code').execute()).map((row) => ({
    ...row,
    level: row.level as AdministrativeLevel,
  }))

/** The digits all regions within a scope begin with: "990100" (a city) → "9901", a county its six, the country none. */
const scopeDigits = (scope: string): string => scope.replace(/(00)+$/, '')

/** A region's code with those of all scopes that take it in: "990121" → 990121, 990100, 990000, 000000. */
export const scopesOf = (region: string): string[] => [
  ...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, '000000']),
]

/** The first and the last code a region within a scope may have: a range goes by the keys, which a pattern does not. */
export const rangeOf = (scope: string): readonly [first: string, last: string] => {
  const digits = scopeDigits(scope)
  return [digits.padEnd(6, '0'), digits.padEnd(6, '9')]
}

/** Does a scope (code of the country, a province, a city or a county) take in a region? "990100" takes in "990121". */
export const coversRegion = (scope: string, region: string): boolean => region.startsWith(scopeDigits(scope))
