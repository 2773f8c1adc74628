/** Which plans stand above a plan: those of the levels above its region that hold in the same years. */

/** The whole country as a division code: not a level that has a plan of its own here. */
const wholeCountry = '000000'

/** What choosing needs to know of a plan; `region` is a six-digit division code. */
export type PlacedPlan = {
  readonly region: string | null
  readonly period: { readonly from: number | null; readonly to: number | null } | null
}

/** Codes of the regions above, nearest first: "990123" → "990100", "990000". */
export const regionsAbove = (region: string): string[] =>
  [`${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`].filter((code) => code !== region && code !== wholeCountry)

const overlaps = (a: PlacedPlan['period'], b: PlacedPlan['period']): boolean =>
  (a?.from ?? 0) <= (b?.to ?? 9999) && (a?.to ?? 9999) >= (b?.from ?? 0)

/** The plans above, nearest level first; a plan that does not tell its years holds in all of them. */
export const plansAbove = <T extends PlacedPlan>(plan: PlacedPlan, plans: readonly T[]): T[] =>
  plan.region === null
    ? []
    : regionsAbove(plan.region).flatMap((code) =>
        plans.filter((other) => other.region === code && overlaps(other.period, plan.period)),
      )
