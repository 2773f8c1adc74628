import { createContext, useContext } from 'react'
import type { Message } from '#document/document.ts'
import type { Words as BothWords } from '#rules/finding.ts'
import type { Words } from './words.zh.ts'
import { zh } from './words.zh.ts'

export type Language = 'zh' | 'en'

export type Speech = {
  readonly words: Words
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

export const SpeechContext = createContext<Speech>({ words: zh, language: 'zh', setLanguage: () => {} })

export const useSpeech = (): Speech => useContext(SpeechContext)

export const useWords = (): Words => useContext(SpeechContext).words

/** A message or a pair of languages, in the language of the screen. */
export const say = (language: Language, said: string | BothWords | Pick<Message, 'text' | 'textEn'>): string => {
  if (typeof said === 'string') return said
  if ('zh' in said) return language === 'en' ? said.en || said.zh : said.zh
  return language === 'en' ? said.textEn || said.text : said.text
}

/** The word for a code, or the code itself where the catalogue has none: an unknown code is shown, not hidden. */
export const wordFor = (catalogue: Readonly<Record<string, string>>, code: string | null | undefined): string =>
  code ? (catalogue[code] ?? code) : ''

const stored = 'kuanggui.language'

export const rememberedLanguage = (): Language => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh')
export const rememberLanguage = (language: Language): void => localStorage.setItem(stored, language)

/** Arithmetic as the screen's language writes units: those that stand after a number. */
export const inUnits = (computed: string, { language, words }: Speech): string => {
  if (language !== 'en') return computed
  const units = Object.keys(words.unitOf).sort((a, b) => b.length - a.length)
  return computed.replace(new RegExp(`(\\d) ?(${units.join('|')})`, 'g'), (_, digit: string, unit: string) =>
    `${digit} ${words.unitOf[unit]}`.trim(),
  )
}
