/** Reads a JSON file from disk, and says what is wrong with what it holds. */
import { readBytes } from '#cli/plan-file.ts'
import { type Options, Unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { readLedger } from '#ledger/ledger.ts'
import type { LedgerFacts } from '#rules/situation.ts'

export const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(new TextDecoder().decode(await readBytes(file)))
  } catch (error) {
    if (error instanceof Unusable) throw error
    throw new Unusable(`${file}: 不是有效的 JSON / not valid JSON: ${(error as Error).message}`)
  }
}

/** The value, or all that is wrong with the file. */
export const usable = <T>(
  result: { value: T | null; messages: readonly Message[] },
  file: string,
  options: Options,
): T => {
  const words = result.messages.map((message) => `${file}: ${options.lang === 'en' ? message.textEn : message.text}`)
  if (result.value === null) throw new Unusable(words.join('\n'))
  for (const word of words) process.stderr.write(`${word}\n`)
  return result.value
}

/** The ledger of --ledger; null where none is given. */
export const ledgerFrom = async (file: string | undefined, options: Options): Promise<LedgerFacts | null> =>
  file === undefined ? null : usable(readLedger(await readJson(file)), file, options)
