/** Upper plans bind from below: a lower plan may raise a floor or close more ground, never the other way round. */
import { compareQuantities } from '#mineral/quantity.ts'
import type { Application } from '#rules/situation.ts'
import { threshold } from './disagreement.ts'
import type { Judged } from './judged.ts'
import type { Disagreement } from './opinion.ts'

/** Kinds of rules of an upper plan that speak to an application in one of its counties. Totals and counts are its own. */
export const bindingKinds: ReadonlySet<string> = new Set([
  'floor',
  'service-life',
  'direction',
  'restriction',
  'mining-method',
  'protected-area',
])

/** What of an upper plan's answers the opinion carries: a clause that only refers further up adds nothing. */
export const carries = ({ finding }: Judged): boolean =>
  finding.verdict !== 'not-applicable' && !finding.missing.includes('upperPlan')

/**
 * Floors of the plan that lie below the upper plan's for the same application. A lower figure beside one that reaches
 * the upper plan's (a least for all scales beside the table by scale) lowers nothing.
 */
export const lowered = (
  own: readonly Judged[],
  upper: readonly Judged[],
  application: Application,
): readonly Disagreement[] => {
  const { density } = application
  const options = density === undefined ? {} : { density }
  const floors = own.filter(({ finding }) => finding.verdict !== 'not-applicable')
  return upper.filter(carries).flatMap((above) => {
    const least = threshold(above, application)
    if (!least) return []
    const beside = floors.flatMap((below) => {
      const set = below.held.test.measure === above.held.test.measure ? threshold(below, application) : null
      const compared = set && compareQuantities(set, least, options)
      return compared && 'order' in compared ? [{ below, compared }] : []
    })
    if (beside.some(({ compared }) => compared.order >= 0)) return []
    return beside.flatMap(({ below, compared }): Disagreement[] => {
      return [
        {
          rules: [above.rule.id, below.rule.id],
          quotes: [above.finding.quote, below.finding.quote],
          governs: above.rule.id,
          reason: 'upper-plan',
          message: {
            zh: `本规划低于上级规划《${above.plan.title}》的要求（${compared.computed}），以上级规划为准：“${above.finding.quote}”`,
            en: `below what the upper plan asks (${compared.computed}); the upper plan governs: “${above.finding.quote}”`,
          },
        },
      ]
    })
  })
}
