#!/usr/bin/env node
/** kuanggui VERB …: one verb, one file. JSON to standard output, words for people to standard error. */
import { readFile } from 'node:fs/promises'
import { languageOf, readArguments } from '#cli/arguments.ts'
import { help } from '#cli/help.ts'
import { reason, Unusable } from '#cli/verb.ts'
import { verbs } from '#cli/verbs.ts'

/** 0 done, 2 unusable arguments or unreadable input, 1 our own fault. */
const main = async (args: readonly string[]): Promise<void> => {
  try {
    const asked = readArguments(args)
    const { lang } = asked.options
    if (asked.version) {
      const about = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
      process.stdout.write(`kuanggui ${JSON.parse(about).version}\n`)
      return
    }
    if (asked.help) {
      process.stdout.write(help(lang, asked.verb))
      return
    }
    if (asked.verb === null) {
      process.stderr.write(help(lang))
      process.exitCode = 2
      return
    }
    const verb = await verbs[asked.verb]!.load()
    await verb(asked.files, asked.options)
  } catch (error) {
    const known = error instanceof Unusable
    const words = known ? error.words[languageOf(args)] : ((error as Error).stack ?? String(error))
    process.stderr.write(`kuanggui: ${words}\n`)
    process.exitCode = known ? 2 : 1
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no fault. A full disk is no fault of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    const why = reason(error)[languageOf(process.argv.slice(2))]
    if (stream === process.stdout) process.stderr.write(`kuanggui: ${why}\n`)
    process.exit(2)
  })

await main(process.argv.slice(2))
