/** The frame of every public page. */
import { type Html, html } from './html.ts'
import { type Lang, speaker } from './words.ts'

export type Frame = {
  readonly lang: Lang
  /** Address of the page itself, without `lang`: "/plan/1?clause=2". */
  readonly address: string
}

/** The same address in a language; Chinese is what an address says when it says nothing. */
export const inLang = (lang: Lang, address: string): string => {
  if (lang === 'zh') return address
  const [path, fragment] = address.split('#')
  return `${path}${path!.includes('?') ? '&' : '?'}lang=en${fragment === undefined ? '' : `#${fragment}`}`
}

/** The workbench's own mark. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%2312303f'/%3E%3Cpath d='M16 5.5 26 13l-3.6 12.5H9.6L6 13z' fill='%231f6f8b'/%3E%3Cpath d='M16 5.5 26 13H6z' fill='%237fc4d6'/%3E%3Cpath d='M16 5.5 20 13l-4 12.5L12 13z' fill='%23cfeaf0' opacity='.85'/%3E%3C/svg%3E"

/** A whole document, ready to send. */
export const page = ({ lang, address }: Frame, title: string, body: Html): string => {
  const say = speaker(lang)
  const here = address.split('?')[0]
  const door = (to: string, word: Parameters<typeof say>[0]) =>
    html`<a href="${inLang(lang, to)}"${here === to ? html` aria-current="page"` : null}>${say(word)}</a>`
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${say('site')}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/public.css">
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header class="top"><div class="wrap">
<a class="brand" href="${inLang(lang, '/')}"><img src="${icon}" alt="" width="30" height="30">${say('site')}</a>
<nav aria-label="${say('site')}">${door('/', 'home')}${door('/self-check', 'selfCheck')}<a href="/workbench/map">${say('map')}</a><a href="/workbench/">${say('office')}</a><a href="${lang === 'zh' ? inLang('en', address) : address}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}" rel="alternate">${say('otherLang')}</a></nav>
</div></header>
<main id="main" class="wrap">
${body}
</main>
<footer><div class="wrap">${say('footer')} ${say('asRead')}</div></footer>
</body>
</html>
`.html
}
