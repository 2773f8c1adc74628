/** Readings done once: asked again of the same plan, table or passage they answer without reading it again. */
import type { Plan, PlanTable, Reading } from './plan.ts'

/** `read`, remembered by the object that `keyOf` names, for as long as that object lives. */
export const once = <Asked, Read>(keyOf: (asked: Asked) => object, read: (asked: Asked) => Read) => {
  const known = new WeakMap<object, { readonly read: Read }>()
  return (asked: Asked): Read => {
    const key = keyOf(asked)
    const before = known.get(key)
    if (before) return before.read
    const answer = read(asked)
    known.set(key, { read: answer })
    return answer
  }
}

/** A plan whose facts a person confirmed is still the same text: what was read of its sentences and tables holds. */
export const oncePerPlan = <Read>(read: (plan: Reading) => Read) => once(({ clauses }: Reading) => clauses, read)

/** What is read table by table, for all tables of a plan in their order. */
export const oncePerTable = <Read>(
  read: (table: PlanTable) => readonly Read[],
): ((plan: Pick<Plan, 'tables'>) => readonly Read[]) => {
  const known = once((table: PlanTable) => table, read)
  return (plan) => plan.tables.flatMap(known)
}
