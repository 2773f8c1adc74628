import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiError } from './api.ts'

export type Load<T> = {
  readonly data: T | undefined
  readonly error: ApiError | undefined
  readonly loading: boolean
  /** Ask again, keeping what is shown until the answer comes. */
  readonly again: () => void
}

/** Asks once per `key`; an answer that comes after the key changed is dropped. A null key asks nothing. */
export const useLoad = <T>(key: string | null, ask: () => Promise<T>): Load<T> => {
  const [state, setState] = useState<{ key: string | null; data?: T; error?: ApiError; loading: boolean }>({
    key: null,
    loading: key !== null,
  })
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    void turn
    if (key === null) return
    let stale = false
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }))
    latest.current().then(
      (data) => stale || setState({ key, data, loading: false }),
      (error: ApiError) => stale || setState({ key, error, loading: false }),
    )
    return () => {
      stale = true
    }
  }, [key, turn])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { data: state.data, error: state.error, loading: state.loading, again }
}
