import { useSyncExternalStore } from 'react'

/** Where the workbench lives on the server (vite.config.ts says the same). */
const base = '/workbench'

export type Route = { readonly path: readonly string[]; readonly query: URLSearchParams }

/** "/workbench/plans/7?fact=f3" → path ["plans","7"], query fact=f3. */
export const readRoute = (pathname: string, search: string): Route => ({
  path: pathname
    .slice(pathname.startsWith(base) ? base.length : 0)
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent),
  query: new URLSearchParams(search),
})

/** The address of a screen: href(['plans', id], { fact }) . */
export const href = (path: readonly string[], query: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(query).toString()
  return `${base}/${path.map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`
}

const moved = 'kuanggui:moved'

export const go = (to: string, replace = false): void => {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  dispatchEvent(new Event(moved))
}

const subscribe = (listener: () => void) => {
  addEventListener('popstate', listener)
  addEventListener(moved, listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener(moved, listener)
  }
}

export const useRoute = (): Route => {
  const at = useSyncExternalStore(subscribe, () => location.pathname + location.search)
  const [pathname = '', search = ''] = at.split('?')
  return readRoute(pathname, search)
}
