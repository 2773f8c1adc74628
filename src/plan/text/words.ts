/** What several checks ask of words: which table a text refers to, how alike two names are. */
import type { Plan, PlanTable } from '#plan/plan.ts'

type TableReference = { readonly id: string; readonly start: number; readonly end: number }

const REFERENCE = /(专\s*栏|附\s*[表件]|(?<![附图列代报])表)\s*(\d+(?:[-－.]\d+)*|[一二三四五六七八九十]+(?![级类个]))/g

/** Every "专栏3", "附表5" a text names. */
export const tableReferences = (text: string): readonly TableReference[] =>
  [...text.matchAll(REFERENCE)].map((match) => ({
    id: match[1]!.replace(/\s/g, '') + match[2]!,
    start: match.index,
    end: match.index + match[0].length,
  }))

/** The table of this number; of several that bear it the first after the place that names it, else the last before. */
export const tableNamed = (plan: Plan, id: string, at: number): PlanTable | null => {
  const all = plan.tables.filter((table) => table.id === id)
  return all.find((table) => table.at.start > at) ?? all.at(-1) ?? null
}

/** The same letters in another order count as alike: how many characters two names share, over the longer one. */
export const likeness = (a: string, b: string): number => {
  const left = new Map<string, number>()
  for (const letter of a) left.set(letter, (left.get(letter) ?? 0) + 1)
  let common = 0
  for (const letter of b) {
    const count = left.get(letter) ?? 0
    if (count > 0) {
      common++
      left.set(letter, count - 1)
    }
  }
  return common / Math.max(a.length, b.length, 1)
}

/** Both lists hold the same, in whatever order. */
export const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item))

/** Whether the longer word is the shorter with one character more. */
export const oneLacking = (short: string, long: string): boolean =>
  long.length === short.length + 1 && [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
