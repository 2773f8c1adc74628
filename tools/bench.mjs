#!/usr/bin/env node
/** `npm run bench -- NAME`: runs bench/NAME.ts; without a name, says which there are. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../bench')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
const name = process.argv[2]
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- ${names.join(' | ')}`)
  process.exit(2)
}
await import(`${folder}/${name}.ts`)
