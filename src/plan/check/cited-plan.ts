/** One planning document cited with two spans of years. */
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { findIn, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

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
        quote: quoteMatch(passage.span, match),
      })
      found.set(match[1]!, list)
    }
  return found
}

/** What is to be carried out or obeyed from now on cannot be the round that is over. */
const CARRIED_OUT =
  /(?:加强|严格(?:执行|落实|遵守|按照)?|强化|保障|推进|组织|监督|确保|认真(?:执行|实施|落实)?)(?:对)?$/

/** "加强《…（上一轮年份）》实施": the plan tells its readers to carry out its predecessor. */
const outdated = (plan: Plan): Finding[] => {
  const start = plan.period.from
  const own = plan.region?.name
  if (start === null || !own) return []
  return findIn(plan, TITLE, 'ahead').flatMap(({ passage, match }): Finding | [] => {
    const end = match.index + match[0].length
    if (!match[1]!.includes(own) || !/矿产资源(?:总体)?规划$/.test(match[1]!) || Number(match[3]) >= start) return []
    if (
      !CARRIED_OUT.test(passage.text.slice(0, match.index)) ||
      !/^的?(?:实施|执行|落实|监督|管理|宣传)/.test(passage.text.slice(end))
    )
      return []
    return {
      verdict: 'fails',
      quotes: [quote(passage.span, match.index, end)],
      computed: `${match[2]}—${match[3]} < ${start}`,
      message: {
        zh: '要求实施的是已到期的上一轮规划',
        en: 'The plan to be carried out is the round that is over',
      },
      remedy: { zh: '改为本轮规划的年限', en: 'Name the years of this round' },
    }
  })
}

export const citedPlan: Check = {
  name: 'cited-plan',
  title: { zh: '引用的规划', en: 'Plans cited' },
  run: (plan) => [
    ...outdated(plan),
    ...[...cited(plan)].flatMap(([title, uses]) => {
      const first = uses[0]!
      return uses.slice(1).flatMap((use): Finding | [] => {
        if ((use.from === first.from && use.to === first.to) || !sameRound(first, use)) return []
        return {
          verdict: 'fails',
          quotes: [first.quote, use.quote],
          computed: `${first.from}—${first.to} ≠ ${use.from}—${use.to}`,
          message: { zh: `《${title}》的年限前后不一`, en: 'One plan is cited with two spans of years' },
          remedy: { zh: '核对规划名称', en: 'Check the title of the plan' },
        }
      })
    }),
  ],
}
