/** One planning document cited with two spans of years. */
import type { Plan } from '#plan/plan.ts'
import { type Check, type CheckFinding, type Quote, quote } from './finding.ts'
import { passagesOf } from './passage.ts'

const TITLE = /《([^《》]{4,40}?规划)[（(](20\d\d)\s*[-－—–~～至]+\s*(20\d\d)年?[）)]》/g

type Cited = { readonly from: number; readonly to: number; readonly quote: Quote }

/** Rounds that follow each other share no year but one end with the next beginning; the same round has one span. */
const sameRound = (a: Cited, b: Cited): boolean => Math.min(a.to, b.to) - Math.max(a.from, b.from) >= 3

const cited = (plan: Plan): ReadonlyMap<string, readonly Cited[]> => {
  const found = new Map<string, Cited[]>()
  for (const passage of passagesOf(plan))
    for (const match of passage.text.matchAll(TITLE)) {
      const list = found.get(match[1]!) ?? []
      list.push({
        from: Number(match[2]),
        to: Number(match[3]),
        quote: quote(passage.span, match.index, match.index + match[0].length),
      })
      found.set(match[1]!, list)
    }
  return found
}

export const citedPlan: Check = {
  name: 'cited-plan',
  title: { zh: '引用的规划', en: 'Plans cited' },
  run: (plan) =>
    [...cited(plan)].flatMap(([title, uses]) => {
      const first = uses[0]!
      return uses.slice(1).flatMap((use): CheckFinding[] => {
        if ((use.from === first.from && use.to === first.to) || !sameRound(first, use)) return []
        return [
          {
            check: 'cited-plan',
            verdict: 'fails',
            quotes: [first.quote, use.quote],
            computed: `${first.from}—${first.to} ≠ ${use.from}—${use.to}`,
            message: { zh: `《${title}》的年限前后不一`, en: 'One plan is cited with two spans of years' },
            remedy: { zh: '核对规划名称', en: 'Check the title of the plan' },
          },
        ]
      })
    }),
}
