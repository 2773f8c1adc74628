/** Every check, in the order in which a reader wants to see them. */
import type { Check } from './finding.ts'
import { enumeration } from './enumeration.ts'
import { percent } from './percent.ts'
import { sum } from './sum.ts'

export const checks: readonly Check[] = [sum, percent, enumeration]
