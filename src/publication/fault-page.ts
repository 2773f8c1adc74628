import { html } from './html.ts'
import { type Frame, page } from './page.ts'
import { speaker } from './words.ts'

/** What a person sees where there is no page, or where one could not be made. */
export const faultPage = (frame: Frame, word: 'notFound' | 'wentWrong'): string => {
  const say = speaker(frame.lang)
  return page(frame, say(word), html`<h1>${say(word)}</h1><p><a href="/">${say('home')}</a></p>`)
}
