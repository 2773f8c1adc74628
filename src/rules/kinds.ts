/** Every kind of rule, in the order an opinion speaks of them. One kind, one file; a new kind is added here. */
import { floor } from '#rules/floor.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'

export const kinds: readonly RuleKindDefinition[] = [floor]

/** The definition of a kind by its name. */
export const kindOf = (kind: string): RuleKindDefinition | undefined => kinds.find((known) => known.kind === kind)
