/** Counties of a city's plan: which a text names, and in which an application lies. */
import { regionByCode, regionsWithin } from '#plan/division/division.ts'
import { PEOPLES } from '#plan/division/region-name.ts'
import { once } from '#plan/once.ts'
import type { Plan } from '#plan/plan.ts'

const form = /^[\u4e00-\u9fff]{1,14}(?:县|市|区|旗)$/

/** True where a table's cell is the name of a county, a district or a city below a prefecture. */
export const isCounty = (cell: string): boolean =>
  form.test(cell) && !/(?:矿|开采|勘查|保护|规划|集中|重点)区$|^全[县市区旗]$/.test(cell)

/** A county's name, and as plans shorten it: 甲乙族自治县 is 甲县. */
const calledAs = (name: string): readonly string[] => [
  ...new Set([name, name.replace(PEOPLES, '').replace(/自治(?=[县旗州])/, '')]),
]

/** What the counties of a city's or province's plan are called; asked of every part of every sentence, so read once. */
const countyNames = once(
  ({ clauses }: Plan) => clauses,
  ({ region }): readonly string[] =>
    region?.code && region.level !== 'county' ? regionsWithin(region.code).flatMap(({ name }) => calledAs(name)) : [],
)

/**
 * The counties of the plan's region that a part of a sentence opens with, as it names them ("甲区、乙市每新设…"); none
 * where it opens with anything else.
 */
export const countiesAtHead = (text: string, plan: Plan): readonly string[] => {
  const known = countyNames(plan)
  const found: string[] = []
  let rest = text
  for (;;) {
    const name = known.find((one) => rest.startsWith(one))
    if (name === undefined) return found
    found.push(name)
    rest = rest.slice(name.length).replace(/^[、和及与]/, '')
  }
}

/** What the county of an application is called; undefined where its code tells no county below the plan's region. */
export const namesOfRegion = (code: string, plan: Plan): readonly string[] | undefined => {
  const county = regionByCode(code)
  if (county) {
    if (county.level !== 'county') return undefined
    // In a province's plan the figures are parted among cities: the county lies in one of them.
    const above = regionByCode(`${code.slice(0, 4)}00`)
    return [county, ...(above ? [above] : [])].flatMap(({ name }) =>
      calledAs(name).flatMap((called) => [called, called.replace(/(?:县|市|区|旗|州|盟)$/, '')]),
    )
  }
  return form.test(code) && code !== plan.region?.name ? [code] : undefined
}
