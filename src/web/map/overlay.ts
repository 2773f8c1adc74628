import { useEffect, useRef, useState } from 'react'
import type { Shape } from '#land/shape.ts'
import type { LandFacts } from '#rules/situation.ts'
import { ApiError, api } from '#web/api.ts'
import { LocalMap } from './local-map.ts'

export type Overlaid = { readonly facts: LandFacts | null; readonly error: ApiError | null }

const nothing: Overlaid = { facts: null, error: null }

const answered = (ask: () => LandFacts): Overlaid => {
  try {
    return { facts: ask(), error: null }
  } catch (error) {
    if (error instanceof ApiError) return { facts: null, error }
    throw error
  }
}

/**
 * What the area lies over. The map around it is held in the browser, so that the answer follows the hand within a
 * frame; it is fetched anew when the area leaves that window. Where the engine cannot run the server is asked, one
 * question at a time, and only the newest area waits for its turn. `near`: metres within which features are told.
 */
export const useOverlay = (area: Shape | null, region: string | null, near?: number): Overlaid => {
  const [told, setTold] = useState<Overlaid>(nothing)
  const wanted = useRef<{ area: Shape; region: string } | null>(null)
  const asking = useRef(false)
  const held = useRef<LocalMap | null>(null)
  useEffect(() => () => held.current?.release(), [])
  useEffect(() => {
    wanted.current = area && region ? { area, region } : null
    if (!area || !region) {
      setTold(nothing)
      return
    }
    const local = held.current
    if (local?.reaches(area, region, near)) {
      setTold(answered(() => local.over(area)))
      return
    }
    if (asking.current) return
    asking.current = true
    const next = async () => {
      while (wanted.current) {
        const question = wanted.current
        const answer = await ask(held, question.area, question.region, near)
        if (wanted.current) setTold(answer)
        if (wanted.current === question) break
      }
      asking.current = false
    }
    void next()
  }, [area, region, near])
  return told
}

const ask = async (
  held: { current: LocalMap | null },
  area: Shape,
  region: string,
  near: number | undefined,
): Promise<Overlaid> => {
  try {
    const local = held.current?.reaches(area, region, near) ? held.current : await LocalMap.around(area, region, near)
    if (held.current !== local) held.current?.release()
    held.current = local
    return answered(() => local.over(area))
  } catch (error) {
    if (error instanceof ApiError) return { facts: null, error }
  }
  // No engine in this browser: the server lays it over.
  return api.overlay(area, region).then(
    (facts) => ({ facts, error: null }),
    (error: ApiError) => ({ facts: null, error }),
  )
}
