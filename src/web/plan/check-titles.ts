import { useEffect, useState } from 'react'
import type { Bilingual } from '#plan/check/finding.ts'

type Titles = ReadonlyMap<string, Bilingual>

let known: Titles = new Map()

/** What each check is called, from the checks themselves; empty until their file has come. */
export const useCheckTitles = (): Titles => {
  const [titles, setTitles] = useState(known)
  useEffect(() => {
    if (known.size > 0) return
    import('#plan/check/checks.ts').then(({ checks }) => {
      known = new Map(checks.map(({ name, title }) => [name, title]))
      setTitles(known)
    })
  }, [])
  return titles
}
