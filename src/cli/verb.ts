/** What a verb takes, and what it throws when its arguments or its input cannot be used. */
export type Options = {
  readonly json?: boolean | undefined
  readonly lang: 'zh' | 'en'
  readonly plan: readonly string[]
  readonly ledger?: string | undefined
  readonly layers?: string | undefined
  readonly date?: string | undefined
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
