import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

type Catalogue = { readonly [key: string]: unknown }

const leaves = (catalogue: Catalogue, path = ''): [string, unknown][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? leaves(value as Catalogue, `${path}${key}.`)
      : [[`${path}${key}`, value] as [string, unknown]],
  )

test('both catalogues have the same keys', () => {
  const keys = (catalogue: Catalogue) => leaves(catalogue).map(([key]) => key)
  expect(keys(en).sort()).toEqual(keys(zh).sort())
})

const han = /\p{Script=Han}|[、；：。，]/u
// A name that is the same in both, and words the field writes in Chinese whatever the screen's language.
const untranslated = new Set(['common.language', 'review.form.varietyHint'])

test('no Chinese is left in the English catalogue', () => {
  const left = leaves(en).filter(
    ([key, value]) => typeof value === 'string' && han.test(value) && !untranslated.has(key),
  )
  expect(left).toEqual([])
})

test('no component holds a Chinese string of its own', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  const found = files.flatMap((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8')
      .split('\n')
      .filter((line) => {
        // Comments and marks between listed words (、；：) are no text of the screen; font names are ASCII.
        const code = line.replace(/\/\/.*$|\/?\*.*$/g, '').replace(/\{\/\*.*?\*\/\}/g, '')
        return han.test(code) && !/tokenSeparators|\\u|test\(/.test(code) && !/\/[^/]*\p{Script=Han}[^/]*\//u.test(code)
      })
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
