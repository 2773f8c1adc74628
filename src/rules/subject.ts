/** Which minerals a sentence speaks of: those everybody knows, and those only this plan's tables know. */
import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import type { Plan } from '#plan/plan.ts'
import { isTotal } from '#rules/row.ts'

const mineralColumn = /矿种|矿产(?:名称|种类)?$|矿类/
const memory = new WeakMap<Plan, readonly string[]>()

/** Names in the mineral columns of a plan's tables that general use does not know, longest first. */
export const ownMinerals = (plan: Plan): readonly string[] => {
  const known = memory.get(plan)
  if (known) return known
  const names = plan.tables.flatMap((table) =>
    table.columns.flatMap((column, i) =>
      mineralColumn.test(column) && !/数|量|规模|比例/.test(column)
        ? table.rows
            .filter((row) => !isTotal(row))
            .flatMap((row) => mineralList((row[i] ?? '').replace(/[（(][^）)]*[）)]/g, '')))
        : [],
    ),
  )
  const own = [
    ...new Set(
      names.filter((name) => !name.known && /^[\u4e00-\u9fff]{2,10}$/.test(name.text)).map((name) => name.text),
    ),
  ]
    .filter((name) => !/其[他它余]|矿产|类$/.test(name))
    .toSorted((a, b) => b.length - a.length)
  memory.set(plan, own)
  return own
}

/** The minerals a text names, as it writes them, in order and once each; `own` are names only its plan knows. */
export const subjectsIn = (text: string, own: readonly string[] = []): readonly string[] => {
  const mentions: { readonly name: string; readonly start: number; readonly end: number }[] = []
  for (const name of own)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      if (!mentions.some(({ start, end }) => at < end && start < at + name.length))
        mentions.push({ name, start: at, end: at + name.length })
  for (const mention of mineralsIn(text))
    if (!mentions.some(({ start, end }) => mention.start < end && start < mention.end))
      // "建筑石料用" is no name by itself: the use stands before what it is used on.
      mentions.push({ ...mention, name: mention.text.endsWith('用') ? mention.name : mention.text })
  return [...new Set(mentions.toSorted((a, b) => a.start - b.start).map(({ name }) => name))]
}
