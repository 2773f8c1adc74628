/** What was written so far outlives a reload or a look at another page; submitting or clearing ends it. */
import { readShape, type Shape } from '#land/shape.ts'
import type { Draft } from './draft.ts'

const key = 'kuanggui.draft'

export type Kept = {
  readonly draft: Draft
  /** Fields a person wrote: the map does not overwrite them. */
  readonly typed: ReadonlySet<keyof Draft>
  readonly area: Shape | null
}

/** Laid over a blank draft, so that one kept by an older version lacks nothing. */
export const keptDraft = (blank: Draft): Kept => {
  const nothing: Kept = { draft: blank, typed: new Set(), area: null }
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as {
      draft: Partial<Draft>
      typed: (keyof Draft)[]
      area: unknown
    } | null
    if (!kept) return nothing
    return { draft: { ...blank, ...kept.draft }, typed: new Set(kept.typed), area: readShape(kept.area).value }
  } catch {
    return nothing
  }
}

export const keepDraft = ({ draft, typed, area }: Kept): void =>
  sessionStorage.setItem(key, JSON.stringify({ draft, typed: [...typed], area }))

export const dropDraft = (): void => sessionStorage.removeItem(key)
