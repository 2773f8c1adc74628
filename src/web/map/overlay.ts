import { useRef } from 'react'
import type { Shape } from '#land/shape.ts'
import type { LandFacts } from '#rules/situation.ts'
import { api } from '#web/api.ts'
import { type Load, useLoad } from '#web/load.ts'
import { useSettled } from '#web/settled.ts'

/** What the area lies over, asked when it has come to rest; the last answer stands until the next one comes. */
export const useOverlay = (area: Shape | null, region: string | null): Load<LandFacts | null> => {
  const settled = useSettled(area, 120)
  const key = settled && region ? `overlay-${region}-${JSON.stringify(settled)}` : null
  const load = useLoad<LandFacts | null>(key, () => api.overlay(settled!, region!))
  const last = useRef<LandFacts | null>(null)
  if (!area || !region) last.current = null
  else if (load.data !== undefined) last.current = load.data
  return { ...load, data: load.data ?? last.current ?? undefined }
}
