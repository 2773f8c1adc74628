// Placeholder until the fact readers arrive; their author replaces this file.
import type { Fact, Plan } from '#plan/plan.ts'

export const readFacts = (_plan: Plan): readonly Fact[] => []
