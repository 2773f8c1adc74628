import { useEffect } from 'react'

/** What stands side by side on a screen; a plan has a hundred links in each. */
const panes = '.rail nav, .top, .outline, #document, .understanding, .page, .map-head, .workspace'
const first = '.um-on, [aria-selected="true"], .ant-menu-item-selected a, a, button, input'

/** F6 goes on to the next pane, with Shift to the one before, as in other programs of an office. */
export const usePanes = (): void => {
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || document.querySelector('.ant-modal')) return
      event.preventDefault()
      const all = [...document.querySelectorAll<HTMLElement>(panes)].filter((pane) => pane.offsetParent)
      const here = all.findIndex((pane) => pane.contains(document.activeElement))
      const next = all.at((here + (event.shiftKey ? -1 : 1)) % all.length)
      next?.querySelector<HTMLElement>(first)?.focus()
    }
    addEventListener('keydown', step)
    return () => removeEventListener('keydown', step)
  }, [])
}
