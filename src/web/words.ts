import { createContext, useContext } from 'react'
import type { Message } from '#document/document.ts'
import { unitsInEnglish } from '#mineral/unit-english.ts'
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

/** Units after numbers in the language of the screen; quotes stay as they are written. */
export const inUnits = (text: string, language: Language): string => (language === 'en' ? unitsInEnglish(text) : text)

/** A message or a pair of languages, in the language of the screen. */
export const say = (language: Language, said: string | BothWords | Pick<Message, 'text' | 'textEn'>): string => {
  if (typeof said === 'string') return said
  const [zh, english] = 'zh' in said ? [said.zh, said.en] : [said.text, said.textEn]
  return language === 'en' && english ? inUnits(english, language) : zh
}

/** The word for a code, or the code itself where the catalogue has none: an unknown code is shown, not hidden. */
export const wordFor = (catalogue: Readonly<Record<string, string>>, code: string | null | undefined): string =>
  code ? (catalogue[code] ?? code) : ''

const stored = 'kuanggui.language'

export const rememberedLanguage = (): Language => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh')
export const rememberLanguage = (language: Language): void => localStorage.setItem(stored, language)
