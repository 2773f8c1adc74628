/** HTML built from values: everything is escaped unless it is HTML already. */

export type Html = { readonly html: string }

type Value = Html | string | number | null | undefined | false | readonly Value[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!)

const render = (value: Value): string => {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  if ('html' in value) return value.html
  return value.map(render).join('')
}

/** html`<p>${text}</p>`: values are escaped, lists are joined, null and false are nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: strings.reduce((sum, part, i) => sum + (i === 0 ? '' : render(values[i - 1])) + part, ''),
})
