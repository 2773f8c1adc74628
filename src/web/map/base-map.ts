import { useState } from 'react'
import { api } from '#web/api.ts'
import { useLoad } from '#web/load.ts'

export type BaseMap = {
  /** The office has set one up. */
  readonly offered: boolean
  readonly on: boolean
  readonly setOn: (on: boolean) => void
  /** What the map shows: nothing while it is off. */
  readonly tiles: readonly string[]
}

const key = 'kuanggui.base-map'
const none: readonly string[] = []

/** The picture under the map: off until somebody switches it on in this browser, for it asks another machine. */
export const useBaseMap = (): BaseMap => {
  const tiles = useLoad('base-map', api.baseMap).data?.tiles ?? none
  const [on, setOn] = useState(() => localStorage.getItem(key) === 'on')
  return {
    offered: tiles.length > 0,
    on,
    setOn: (next) => {
      localStorage.setItem(key, next ? 'on' : 'off')
      setOn(next)
    },
    tiles: on ? tiles : none,
  }
}
