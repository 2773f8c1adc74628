import { useEffect } from 'react'

/** What stands side by side on a screen; a plan has a hundred links in each. */
const panes = '.rail nav, .top, .outline, #document, .understanding, .page, .map-head, .workspace'
const chosen = '.um-on, [aria-selected="true"], .ant-menu-item-selected a'
const any = 'a, button:not(:disabled), input:not(:disabled, [hidden], [type=hidden])'

/**
 * Which pane comes after the one that has the focus, or before it where `back`. `holds`: which of them, in the order of
 * the page, the focus lies in; one inside another stands after it, and is the one meant.
 */
export const nextPane = (holds: readonly boolean[], back: boolean): number => {
  const here = holds.lastIndexOf(true)
  const next = back ? Math.max(here, 0) - 1 : here + 1
  return (next + holds.length) % holds.length
}

/** F6 goes on to the next pane, with Shift to the one before, as in other programs of an office. */
export const usePanes = (): void => {
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || document.querySelector('.ant-modal')) return
      event.preventDefault()
      const all = [...document.querySelectorAll<HTMLElement>(panes)].filter((pane) => pane.offsetParent)
      const holds = all.map((pane) => pane.contains(document.activeElement))
      const pane = all[nextPane(holds, event.shiftKey)]
      const first = pane?.querySelector<HTMLElement>(chosen) ?? pane?.querySelector<HTMLElement>(any)
      first?.focus()
    }
    addEventListener('keydown', step)
    return () => removeEventListener('keydown', step)
  }, [])
}
