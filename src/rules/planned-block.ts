/** Blocks as a plan lists them: their names, their minerals, their townships. */
import { containsMineral } from '#mineral/mineral.ts'
import type { Fact, Plan } from '#plan/plan.ts'
import type { Situation } from '#rules/situation.ts'

/** The blocks a plan lists for an act, by code or by name. */
export const blocksOf = (plan: Plan, act: string): readonly Fact[] =>
  plan.facts.filter(
    (fact) => fact.kind === 'block' && (fact.act ?? act) === act && (fact.code ?? fact.name) !== undefined,
  )

/** Whether a block is the one an application asks for. */
export const isBlock = (fact: Fact, asked: string): boolean =>
  fact.code === asked ||
  (fact.name !== undefined && (fact.name === asked || fact.name.includes(asked) || asked.includes(fact.name)))

/** The planned blocks an application may move to: those of its act that hold its mineral. */
export const fittingBlocks = ({ application, plan }: Situation): readonly Fact[] =>
  blocksOf(plan, application.act).filter(({ minerals }) =>
    (minerals ?? []).some((mineral) =>
      application.minerals.some((asked) => containsMineral(mineral, asked) || containsMineral(asked, mineral)),
    ),
  )

/** Townships a list gives for a block, or its name carries ("某县东岭镇南山采石场"); other places are zones and villages. */
export const townshipsOf = ({ places, name }: Fact): readonly string[] => [
  ...(places ?? []).filter((place) => /(?:镇|乡|街道|苏木)$/.test(place)),
  ...[...(name ?? '').matchAll(/(?:^|[县市区旗省州])([^县市区旗省州镇乡]{1,5}(?:镇|乡|街道|苏木))(?![市县区])/g)].map(
    (hit) => hit[1]!,
  ),
]
