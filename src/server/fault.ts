/** What the server answers when it cannot do what was asked: a status and words for a person, never a stack. */
import type { Message, Place } from '#document/document.ts'

export class HttpFault extends Error {
  override readonly name = 'HttpFault'
  readonly statusCode: number
  readonly code: string
  readonly messageEn: string
  readonly place: Place | undefined

  constructor(statusCode: number, code: string, message: string, messageEn: string, place?: Place) {
    super(message)
    this.statusCode = statusCode
    this.code = code
    this.messageEn = messageEn
    this.place = place
  }
}

export const notFound = (zh: string, en: string): HttpFault =>
  new HttpFault(404, 'not-found', `没有找到${zh}`, `There is no such ${en}`)

/** The first error among messages about an input, as a fault. */
export const unusable = (status: number, code: string, messages: readonly Message[]): HttpFault => {
  const first = messages.find(({ severity }) => severity === 'error') ?? messages[0]
  if (!first) return new HttpFault(status, code, '输入不可用', 'The input cannot be used')
  return new HttpFault(status, code, first.text, first.textEn, first.at)
}

/** `{ error: { code, message, messageEn, place? } }`, the one form of every failure. */
export const faultBody = (code: string, message: string, messageEn: string, place?: Place) => ({
  error: { code, message, messageEn, ...(place ? { place } : {}) },
})
