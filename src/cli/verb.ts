/** What a verb takes, what it throws when its arguments or its input cannot be used, and how it answers. */
import { writeFile } from 'node:fs/promises'

export type Options = {
  readonly json?: boolean | undefined
  readonly lang: 'zh' | 'en'
  readonly plan: readonly string[]
  readonly ledger?: string | undefined
  /** The plan above, to check against. */
  readonly upper?: string | undefined
  readonly layers?: string | undefined
  readonly date?: string | undefined
  /** Files to write. */
  readonly docx?: string | undefined
  readonly xlsx?: string | undefined
}

export type Verb = (files: readonly string[], options: Options) => Promise<void>

/** Unusable arguments or unreadable input: exit status 2, the message alone. */
export class Unusable extends Error {}

export const only = (files: readonly string[], what: string): string => {
  if (files.length !== 1) throw new Unusable(`${what} (${files.length} given)`)
  return files[0]!
}

export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Writes a file and says so on standard error. */
export const writeBytes = async (file: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeFile(file, bytes)
  } catch (error) {
    throw new Unusable(`不能写入 / cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
  process.stderr.write(`${file}\n`)
}
