import { html } from './html.ts'
import { type Frame, inLang, page } from './page.ts'
import { speaker } from './words.ts'

/** What a person sees where there is no page, or where one could not be made: what happened, and the way back. */
export const faultPage = (frame: Frame, what: { readonly zh: string; readonly en: string } | null): string => {
  const say = speaker(frame.lang)
  const title = what?.[frame.lang] ?? say('wentWrong')
  return page(frame, title, html`<h1>${title}</h1><p><a href="${inLang(frame.lang, '/')}">${say('home')}</a></p>`)
}
