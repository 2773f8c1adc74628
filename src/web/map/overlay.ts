import { useEffect, useRef, useState } from 'react'
import type { Shape } from '#land/shape.ts'
import type { LandFacts } from '#rules/situation.ts'
import { type ApiError, api } from '#web/api.ts'

export type Overlaid = { readonly facts: LandFacts | null; readonly error: ApiError | null }

const nothing: Overlaid = { facts: null, error: null }

/**
 * What the area lies over. While a corner is dragged one question at a time is under way and only the newest area waits
 * for its turn: the answers follow the hand as fast as they come, and the last one is of the last area.
 */
export const useOverlay = (area: Shape | null, region: string | null): Overlaid => {
  const [told, setTold] = useState<Overlaid>(nothing)
  const wanted = useRef<{ area: Shape; region: string } | null>(null)
  const asking = useRef(false)
  useEffect(() => {
    wanted.current = area && region ? { area, region } : null
    if (!wanted.current) {
      setTold(nothing)
      return
    }
    if (asking.current) return
    asking.current = true
    const next = async () => {
      while (wanted.current) {
        const question = wanted.current
        const answer: Overlaid = await api.overlay(question.area, question.region).then(
          (facts) => ({ facts, error: null }),
          (error: ApiError) => ({ facts: null, error }),
        )
        if (wanted.current) setTold(answer)
        if (wanted.current === question) break
      }
      asking.current = false
    }
    void next()
  }, [area, region])
  return told
}
