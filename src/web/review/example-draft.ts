/** An application a newcomer can look at: a block of the plan, and what the plan asks of its mineral. */
import type { Quantity } from '#mineral/quantity.ts'
import type { Fact } from '#plan/plan.ts'
import { namesMineral } from '#rules/condition.ts'
import type { Rule } from '#rules/rule.ts'
import type { Draft } from './draft.ts'
import type { Bench } from './judge.ts'

const listed = (rules: readonly Rule[], measure: string): readonly string[] => [
  ...new Set(
    rules
      .filter(({ act, test }) => act === 'mining' && test.measure === measure)
      .flatMap(({ test }) => (Array.isArray(test.value) ? (test.value as readonly string[]) : [])),
  ),
]

/** The highest floor in the unit told first: whoever reaches it, reaches those below. */
const highest = (rules: readonly Rule[], mineral: string, measure: string): Quantity | null => {
  const set = rules.flatMap(({ act, subjects, test }) =>
    act === 'mining' &&
    (subjects.length === 0 ? measure === 'serviceLife' : namesMineral(subjects, [mineral])) &&
    test.measure === measure &&
    test.op === '>=' &&
    typeof test.value === 'number' &&
    test.unit !== null
      ? [{ value: test.value, unit: test.unit }]
      : [],
  )
  const unit = set[0]?.unit
  return unit === undefined
    ? null
    : { unit, value: Math.max(...set.filter((q) => q.unit === unit).map((q) => q.value)) }
}

const isExample = (fact: Fact): boolean =>
  fact.kind === 'block' && (fact.act ?? 'mining') === 'mining' && (fact.minerals?.length ?? 0) > 0

/** null where the plan names no block with its mineral. */
export const exampleDraft = ({ ruled }: Bench, applicant: string): Partial<Draft> | null => {
  const { plan, rules } = ruled
  const block = plan.facts.find(isExample)
  if (!block) return null
  const mineral = block.minerals![0]!
  return {
    applicant,
    act: 'mining',
    event: 'new',
    minerals: [mineral],
    block: block.code ?? block.name ?? block.subject,
    township: block.places?.find((place) => /[镇乡]$|街道$/.test(place)) ?? null,
    method: block.method ?? 'open-pit',
    annualOutput: highest(rules, mineral, 'annualOutput'),
    serviceLife: highest(rules, mineral, 'serviceLife'),
    documents: listed(rules, 'documents'),
    undertakings: listed(rules, 'undertakings'),
  }
}
