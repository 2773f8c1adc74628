import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { go } from './route.ts'

/** An ordinary anchor that stays inside the workbench: open-in-new-tab and copy-link work as everywhere. */
export const Link = ({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) => {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
