/** Fields that many requests have, each described once. */
import { Type } from 'typebox'

/** A day that there is, YYYY-MM-DD. */
export const Day = Type.String({ format: 'date' })

/** The six digits of a region. */
export const Code = Type.String({ pattern: '^\\d{6}$' })

export const isCode = (text: string): boolean => /^\d{6}$/.test(text)

/** What the store keeps under an id of its own. */
export const Id = Type.String({ maxLength: 64 })

export const ById = Type.Object({ id: Id })

/** The language of a paper; Chinese where it is not said. */
export const Lang = Type.Union([Type.Literal('zh'), Type.Literal('en')])

export const InLang = Type.Object({ lang: Type.Optional(Lang) })
