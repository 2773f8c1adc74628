import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './words.en.ts'
import { inUnits } from './words.ts'
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

test('everything a rule of the example plans measures has a word', async () => {
  const { readDocument } = await import('#document/read.ts')
  const { compile } = await import('#plan/compile.ts')
  const { readRules } = await import('#rules/read.ts')
  const folder = join(import.meta.dirname, '../../example/plans')
  const measures = new Set<string>()
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    const { value } = await readDocument(readFileSync(join(folder, name)), name)
    for (const { test } of readRules(compile(value!))) measures.add(test.measure)
  }
  // What a table names itself is shown as it stands there.
  const codes = [...measures].filter((measure) => /^[\w-]+$/.test(measure))
  expect(codes.filter((code) => !(code in zh.measure))).toEqual([])
})

test('in English units are told in English, and names and quotes stay', () => {
  const computed = '水泥用灰岩：12.5 万吨/年 > 8个，69.5871 平方千米'
  expect(inUnits(computed, 'zh')).toBe(computed)
  expect(inUnits(computed, 'en')).toBe('水泥用灰岩：12.5 10⁴ t/a > 8，69.5871 km²')
  const disagreeing = 'two clauses disagree (8 年 and 6 年): “开采8年” and "不少于6年"'
  expect(inUnits(disagreeing, 'en')).toBe('two clauses disagree (8 yr and 6 yr): “开采8年” and "不少于6年"')
})
