import { useEffect, useState } from 'react'

/** The value once it has not changed for `rest` milliseconds. */
export const useSettled = <T>(value: T, rest: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest)
    return () => clearTimeout(timer)
  }, [value, rest])
  return settled
}
