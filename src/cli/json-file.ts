/** Reads a JSON file from disk, and says what is wrong with what it holds. */
import { readBytes } from '#cli/plan-file.ts'
import { type Options, tell, unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { parseJson } from '#exchange/json.ts'
import { readLedger } from '#ledger/ledger.ts'
import type { LedgerFacts } from '#rules/situation.ts'

export const readJson = async (file: string): Promise<unknown> => {
  const { value, messages } = parseJson(await readBytes(file))
  if (value === undefined) throw unusable(file, messages)
  return value
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
