/** A line of the opinion that the map speaks, not a clause: how much of what the area meets, and what that means. */
import type { Words } from '#rules/finding.ts'

/** `told` decides nothing; the others weigh like findings. `basis` names the law where one stands behind it. */
export type LandNote = {
  readonly about: 'overlap' | 'near' | 'sliver' | 'block' | 'outside' | 'right' | 'area' | 'no-data'
  readonly verdict: 'told' | 'fail' | 'needs-a-person' | 'needs-reasons'
  readonly message: Words
  readonly computed: string | null
  readonly basis: string | null
}

export const landNote = (
  about: LandNote['about'],
  verdict: LandNote['verdict'],
  message: Words,
  more: Partial<Pick<LandNote, 'computed' | 'basis'>> = {},
): LandNote => ({ about, verdict, message, computed: more.computed ?? null, basis: more.basis ?? null })
