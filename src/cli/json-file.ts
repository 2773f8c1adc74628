/** Reads a JSON file from disk, and says what is wrong with what it holds. */
import { readBytes } from '#cli/plan-file.ts'
import { type Options, tell, Unusable, unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { decode } from '#document/encoding.ts'
import { readLedger } from '#ledger/ledger.ts'
import type { LedgerFacts } from '#rules/situation.ts'

export const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(decode(await readBytes(file)).text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof Unusable) throw error
    const { message } = error as Error
    throw new Unusable(`${file}: 不是有效的 JSON：${message}`, `${file}: not valid JSON: ${message}`)
  }
}

/** The value, or all that is wrong with the file. */
export const usable = <T>(
  result: { value: T | null; messages: readonly Message[] },
  file: string,
  options: Options,
): T => {
  if (result.value === null) throw unusable(file, result.messages)
  for (const { text, textEn } of result.messages) tell(`${file}: ${options.lang === 'en' ? textEn : text}`)
  return result.value
}

/** The ledger of --ledger; null where none is given. */
export const ledgerFrom = async (file: string | undefined, options: Options): Promise<LedgerFacts | null> =>
  file === undefined ? null : usable(readLedger(await readJson(file)), file, options)
