/** An opinion for an English reader: what findings keep in one language only, told in English around the plan's own words. */
import { parseNumeral } from '#mineral/numeral.ts'
import { unitsInEnglish } from '#mineral/unit-english.ts'
import { dutyInEnglish } from '#rules/duty.ts'
import type { Words } from '#rules/finding.ts'
import { nameOfPaper } from '#rules/paper.ts'
import { nameOfUndertaking } from '#rules/undertaking.ts'

const han = /\p{Script=Han}/u

/** The plan's own words and names, marked as such; figures and codes stand as they are. */
export const quoted = (words: string): string =>
  han.test(words) ? `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”` : words

/** Names that are the field's, not the plan's. */
const fieldWords: Readonly<Record<string, string>> = {
  有关部门同意意见: 'the consent of the offices concerned',
  开采总量控制指标: 'a share of the national quota',
  '3度带平面': '3° plane',
  椭球面: 'ellipsoid',
}

/** "两年", "18个月": a term a plan sets. */
const termInEnglish = (words: string): string | null => {
  const hit = /^([一二两三四五\d]+)(年|个月)$/.exec(words)
  if (!hit) return null
  const count = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 }[hit[1]!] ?? Number(hit[1])
  return `${count} ${hit[2] === '年' ? 'year' : 'month'}${count === 1 ? '' : 's'}`
}

const named = (words: string): string =>
  nameOfPaper(words) ?? nameOfUndertaking(words) ?? fieldWords[words] ?? termInEnglish(words) ?? quoted(words)

const conditionInEnglish = (condition: string): string => dutyInEnglish(condition, named) ?? quoted(condition)

const marks: readonly (readonly [mark: RegExp, english: string])[] = [
  [/：/g, ': '],
  [/；/g, '; '],
  [/，/g, ', '],
  [/（/g, ' ('],
  [/）/g, ')'],
]

const quotes = /(“[^”]*”|"[^"]*")/
const words = /[\p{Script=Han}\d]*\p{Script=Han}[\p{Script=Han}\p{L}\d、·/〔〕-]*/gu

/** Chinese that stands bare among other words, as quotes; `between` says what else becomes of those words. */
const bareQuoted = (text: string, between: (part: string) => string = (part) => part): string =>
  text
    .split(quotes)
    .map((part, i) => (i % 2 === 1 ? part : between(part).replace(words, (name) => fieldWords[name] ?? `“${name}”`)))
    .join('')

const computedInEnglish = (computed: string): string => {
  if (!han.test(computed)) return computed
  const inEnglish = (part: string): string => marks.reduce((text, [mark, english]) => text.replace(mark, english), part)
  return bareQuoted(unitsInEnglish(computed), inEnglish).replace(/ +/g, ' ')
}

const articleNumber = (numeral: string): number => parseNumeral(numeral) ?? 0

/** "《中华人民共和国矿产资源法》（2024年修订）第四十四条至第四十八条", "自然资办发〔2024〕53号", a plan's title. */
const basisInEnglish = (basis: string): string => {
  const law = /^《中华人民共和国矿产资源法》(?:（(\d{4})年修订）)?(.*)$/.exec(basis)
  if (!law) return quoted(basis)
  const articles = [...law[2]!.matchAll(/第([一二三四五六七八九十百]+)条/g)].map(([, numeral]) =>
    articleNumber(numeral!),
  )
  const one = articles.length === 1 ? 'article' : 'articles'
  const listed = articles.join(/至/.test(law[2]!) ? '–' : ', ')
  return `Mineral Resources Law${law[1] ? ` (revised ${law[1]})` : ''}${articles.length > 0 ? `, ${one} ${listed}` : ''}`
}

/** The law, notice or plan a line rests on; in English the law by its English name, all else as a quote. */
export const basisIn = (language: Language, basis: string): string =>
  language === 'en' ? basisInEnglish(basis) : basis

/** The language of whoever reads. */
export type Language = 'zh' | 'en'

/** A condition of an opinion; in English the plan's own words are quotes. */
export const conditionIn = (language: Language, condition: string): string =>
  language === 'en' ? conditionInEnglish(condition) : condition

/** The arithmetic of a finding; in English the names that stand in it are quotes. */
export const computedIn = (language: Language, computed: string): string =>
  language === 'en' ? computedInEnglish(computed) : computed

/** What is said in both languages: in English its units are still to be told. */
export const wordsIn = (language: Language, words: Words): string =>
  language === 'en' ? unitsInEnglish(words.en) : words.zh

/** What a check says: tables, minerals and places stand bare in its English and are quotes. */
export const checkedIn = (language: Language, said: Words): string =>
  language === 'en' ? bareQuoted(unitsInEnglish(said.en)) : said.zh
