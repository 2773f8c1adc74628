import { useEffect, useMemo, useRef, useState } from 'react'
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

type Question = { readonly area: Shape; readonly region: string; readonly near: number | undefined }

/** The map around the area; null where the engine cannot run in this browser. */
const mapAround = ({ area, region, near }: Question): Promise<LocalMap | null> =>
  LocalMap.around(area, region, near).catch((error) => {
    if (error instanceof ApiError) throw error
    return null
  })

/**
 * What the area lies over. The map around it is held in the browser, so that the answer is there in the same frame as
 * the area; it is fetched anew when the area leaves that window, and until it has come the last answer stands. Where the
 * engine cannot run the server is asked, one question at a time, and only the newest area waits for its turn. `near`:
 * metres within which features are told.
 */
export const useOverlay = (area: Shape | null, region: string | null, near?: number): Overlaid => {
  const [local, setLocal] = useState<LocalMap | null>(null)
  useEffect(() => () => local?.release(), [local])
  const reached = area && region && local?.reaches(area, region, near) ? local : null
  const own = useMemo(() => (reached && area ? answered(() => reached.over(area)) : null), [reached, area])

  const last = useRef<{ region: string; told: Overlaid } | null>(null)
  if (own && region) last.current = { region, told: own }
  const [, setTurn] = useState(0)
  const wanted = useRef<Question | null>(null)
  const asking = useRef(false)
  const lacking = own === null
  useEffect(() => {
    wanted.current = area && region && lacking ? { area, region, near } : null
    if (!wanted.current || asking.current) return
    const tell = (to: Question, told: Overlaid) => {
      last.current = { region: to.region, told }
      setTurn((before) => before + 1)
    }
    const ask = async () => {
      asking.current = true
      while (wanted.current) {
        const question: Question = wanted.current
        try {
          const map = await mapAround(question)
          if (map) setLocal(map)
          else tell(question, { facts: await api.overlay(question.area, question.region), error: null })
        } catch (error) {
          tell(question, { facts: null, error: error as ApiError })
        }
        if (wanted.current === question) wanted.current = null
      }
      asking.current = false
    }
    void ask()
  }, [area, region, near, lacking])
  return area && region && last.current?.region === region ? last.current.told : nothing
}
