#!/usr/bin/env node
/** kuanggui VERB …: one verb, one file. JSON to standard output, words for people to standard error. */
import { parseArgs } from 'node:util'
import { help } from '#cli/help.ts'
import { Unusable, type Verb } from '#cli/verb.ts'
import { isDay } from '#rules/day.ts'

/** Each verb loads only what it needs. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  compile: async () => (await import('#cli/compile.ts')).compile,
  check: async () => (await import('#cli/check.ts')).check,
  review: async () => (await import('#cli/review.ts')).review,
  batch: async () => (await import('#cli/batch.ts')).batch,
  serve: async () => (await import('#cli/serve.ts')).serve,
}

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string', default: 'zh' },
  plan: { type: 'string', multiple: true },
  ledger: { type: 'string' },
  upper: { type: 'string' },
  layers: { type: 'string' },
  date: { type: 'string' },
  docx: { type: 'string' },
  xlsx: { type: 'string' },
} as const

const languages: ReadonlySet<string> = new Set(['zh', 'en'])

/** 0 done, 2 unusable arguments or unreadable input, 1 our own fault. */
const main = async (args: readonly string[]): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [name, ...files] = positionals
    const lang = values.lang === 'en' ? 'en' : 'zh'
    if (values.help || name === undefined) {
      process.stderr.write(help(lang))
      return values.help ? 0 : 2
    }
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new Unusable(`没有这个动词 / no such verb: ${name} (${Object.keys(verbs).join(' | ')})`)
    if (!languages.has(values.lang)) throw new Unusable(`--lang zh | en: ${values.lang}`)
    if (values.date !== undefined && !isDay(values.date)) throw new Unusable(`--date YYYY-MM-DD: ${values.date}`)
    await (await verb())(files, { ...values, lang, plan: values.plan ?? [] })
    return 0
  } catch (error) {
    const unusable = error instanceof Unusable || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    process.stderr.write(
      `kuanggui: ${unusable ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
    )
    return unusable ? 2 : 1
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
