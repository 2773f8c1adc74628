import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { languageOf, readArguments } from '#cli/arguments.ts'
import { help } from '#cli/help.ts'
import { Unusable } from '#cli/verb.ts'
import { common, options, verbs } from '#cli/verbs.ts'

const refusal = (...args: string[]): Unusable['words'] => {
  try {
    readArguments(args)
  } catch (error) {
    if (error instanceof Unusable) return error.words
    throw error
  }
  return { zh: '', en: '' }
}

test('files and options of a verb, in any order', () => {
  const { verb, files, options: read } = readArguments(['review', '--plan', 'a', 'x.json', '--json', '--plan=b'])
  expect([verb, files, read.plan, read.json, read.lang]).toEqual(['review', ['x.json'], ['a', 'b'], true, 'zh'])
  expect(readArguments(['compile', '--', '--odd.txt']).files).toEqual(['--odd.txt'])
})

test.each(Object.entries(verbs))('%s refuses by name every option that it does not take', (verb, { takes }) => {
  for (const name of Object.keys(options) as (keyof typeof options)[]) {
    if (takes.includes(name) || common.includes(name)) continue
    const { zh, en } = refusal(verb, `--${name}`, 'x')
    expect(zh).toContain(`${verb} 不接受选项 --${name}`)
    expect(en).toContain(`${verb} does not take the option --${name}`)
  }
})

test.each([
  ['no such option: --jsno', 'compile', 'a', '--jsno'],
  ['no such option: -x', 'compile', 'a', '-x'],
  ['--plan needs a value FILE', 'review', 'a', '--plan'],
  ['--plan needs a value FILE', 'review', 'a', '--plan', '--json'],
  ['--plan needs a value FILE', 'review', 'a', '--plan='],
  ['--json takes no value: 1', 'check', 'a', '--json=1'],
  ['--xlsx is given twice', 'check', 'a', '--xlsx', 'b', '--xlsx', 'c'],
  ['0 file expected, 1 given', 'serve', 'now'],
  ['--plan is lacking', 'batch', 'a'],
  ['would overwrite another file', 'check', 'a', '--docx', './a'],
  ['would overwrite another file', 'review', 'a', '--plan', 'b', '--docx', 'c', '--pdf', 'c'],
])('%s', (why, ...args) => {
  expect(refusal(...args).en).toContain(why)
})

test('a blank list needs no list and no plan; help needs nothing', () => {
  expect(readArguments(['batch', '--template', 'out.xlsx']).options.template).toBe('out.xlsx')
  for (const args of [
    ['review', '--help'],
    ['help', 'review'],
  ])
    expect(readArguments(args)).toMatchObject({ verb: 'review', help: true })
  expect(readArguments(['help'])).toMatchObject({ verb: null, help: true })
  expect(readArguments(['--version']).version).toBe(true)
})

test('the language holds also where the rest is wrong', () => {
  expect([languageOf(['x', '--lang', 'en']), languageOf(['--lang=en']), languageOf(['x'])]).toEqual(['en', 'en', 'zh'])
})

test('help and both READMEs name every option and verb', () => {
  const pages = ['README.md', 'README.zh-CN.md'].map((name) =>
    readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8'),
  )
  for (const page of [...pages, help('zh'), help('en')]) {
    for (const name of Object.keys(options)) expect(page).toContain(`--${name}`)
    for (const name of Object.keys(verbs)) expect(page).toContain(name)
  }
  expect(help('en')).not.toMatch(/[一-鿿]/)
  for (const name of Object.keys(verbs)) expect(help('en', name)).toContain(`kuanggui -- ${name}`)
})
