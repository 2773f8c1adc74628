/** Every kind of rule, in the order an opinion speaks of them. One kind, one file; a new kind is added here. */
import { blocks } from '#rules/block.ts'
import { change } from '#rules/change.ts'
import { closure } from '#rules/closure.ts'
import { conduct } from '#rules/conduct.ts'
import { conformity } from '#rules/conformity.ts'
import { design } from '#rules/design.ts'
import { direction } from '#rules/direction.ts'
import { document } from '#rules/document.ts'
import { extent } from '#rules/extent.ts'
import { floor } from '#rules/floor.ts'
import { growth } from '#rules/growth.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { mineCount } from '#rules/mine-count.ts'
import { mineScale } from '#rules/mine-scale.ts'
import { miningMethod } from '#rules/mining-method.ts'
import { overlaps } from '#rules/overlap.ts'
import { permission } from '#rules/permission.ts'
import { preference } from '#rules/preference.ts'
import { procedure } from '#rules/procedure.ts'
import { protectedArea } from '#rules/protected-area.ts'
import { quota } from '#rules/quota.ts'
import { recoveryRate } from '#rules/recovery-rate.ts'
import { replacement } from '#rules/replacement.ts'
import { requirement } from '#rules/requirement.ts'
import { restriction } from '#rules/restriction.ts'
import { scaleMatch } from '#rules/scale-match.ts'
import { serviceLife } from '#rules/service-life.ts'
import { target } from '#rules/target.ts'
import { undertaking } from '#rules/undertaking.ts'
import { zoneBan } from '#rules/zone-ban.ts'

export const kinds: readonly RuleKindDefinition[] = [
  direction,
  floor,
  serviceLife,
  mineScale,
  scaleMatch,
  mineCount,
  quota,
  restriction,
  target,
  blocks,
  extent,
  overlaps,
  conformity,
  protectedArea,
  miningMethod,
  document,
  change,
  undertaking,
  closure,
  preference,
  conduct,
  procedure,
  zoneBan,
  permission,
  replacement,
  recoveryRate,
  growth,
  design,
  requirement,
]

/** The definition of a kind by its name. */
export const kindOf = (kind: string): RuleKindDefinition | undefined => kinds.find((known) => known.kind === kind)
