import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reviewing } from './compiler.ts'

const source = join(import.meta.dirname, '..')

/** The rooms above the waterline that judge what is told: they import nothing of the rooms below. */
const judging = ['land', 'mineral', 'document', 'plan', 'rules', 'review', 'ledger', 'progress']

const importedBy = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\()\s*'#(\w+)\//g)].map(([, room]) => room!)

test('whatever an opinion is made with is part of the version of what made it', () => {
  const files = reviewing.flatMap((part) =>
    part.endsWith('.ts')
      ? [part]
      : readdirSync(join(source, part), { recursive: true, encoding: 'utf8' })
          .filter((name) => /(?<!\.test)\.ts$/.test(name))
          .map((name) => join(part, name)),
  )
  const needed = new Set(files.flatMap(importedBy).filter((room) => judging.includes(room)))
  expect([...needed].filter((room) => !reviewing.includes(room))).toEqual([])
  expect(reviewing).toEqual(
    expect.arrayContaining(['ledger', 'server/ledger-facts.ts', 'server/review-context.ts', 'server/opinion-then.ts']),
  )
})
