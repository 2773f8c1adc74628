/** What the documents say is true: links lead somewhere, names exist, quoted outputs are what the programs print. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { checks } from '#plan/check/checks.ts'
import { compile } from '#plan/compile.ts'
import { readApplication } from '#review/application.ts'
import { review } from '#review/review.ts'
import { kinds } from '#rules/kinds.ts'
import { readRules } from '#rules/read.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every document of the repository that people read; sources of example plans are no documents of ours. */
const pages = ['.', 'docs', 'docs/decisions', 'example']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'))

const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
const blocks = (path: string, language: string): string[] =>
  [...read(path).matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2]!)

/** A heading's anchor as GitHub makes it. */
const anchorsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  )

const brokenLinks = (path: string, text: string): string[] =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((target) => {
      if (/^[a-z]+:/.test(target)) return false
      const [file = '', anchor] = target.split('#')
      const there = file === '' ? join(root, path) : resolve(root, dirname(path), file)
      return !existsSync(there) || (anchor !== undefined && !anchorsOf(there).includes(anchor))
    })
    .map((target) => `${path}: ${target}`)

test('every relative link leads to a file, and to a heading in it', () => {
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.flatMap((path) => brokenLinks(path, read(path)))).toEqual([])
})

test('a planted broken link is found', () => {
  expect(
    brokenLinks('README.md', '[a](docs/nowhere.md) [b](LICENSE) [c](CONTRIBUTING.md#no-such-heading)'),
  ).toHaveLength(2)
})

/** The words of a union type, as its source writes them. */
const wordsOf = (path: string, type: string): string[] => {
  const [, body = ''] = new RegExp(`export type ${type} =([\\s\\S]*?)(?:\\n\\n|;|$)`).exec(read(path)) ?? []
  return [...body.matchAll(/'([\w-]+)'/g)].map((match) => match[1]!)
}

test.each([
  ['src/plan/plan.ts', 'FactKind', 13],
  ['src/plan/plan.ts', 'ZoneKind', 11],
  ['src/rules/rule.ts', 'ApplicationEvent', 9],
  ['src/rules/finding.ts', 'FindingVerdict', 8],
  ['src/review/opinion.ts', 'OverallVerdict', 7],
  ['src/ledger/application.ts', 'ApplicationStatus', 6],
  ['src/plan/check/finding.ts', 'CheckVerdict', 4],
])('every word of %s %s is in the glossary', (path, type, least) => {
  const words = wordsOf(path, type)
  expect(words.length).toBeGreaterThanOrEqual(least)
  const glossary = read('docs/glossary.md')
  expect(words.filter((word) => !glossary.includes(`\`${word}\``))).toEqual([])
})

test('the glossary names the kinds of rule there are, and no others', () => {
  const [, paragraph = ''] = /^The kinds of rule: ([\s\S]*?)\n\n/m.exec(read('docs/glossary.md')) ?? []
  const named = [...paragraph.matchAll(/`([\w-]+)`/g)].map((match) => match[1])
  expect(named.sort()).toEqual(kinds.map(({ kind }) => kind).sort())
})

test('every word the glossary gives as code stands in the code', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
  const words = [...read('docs/glossary.md').matchAll(/`([A-Za-z_-]+)`/g)].map((match) => match[1]!)
  expect([...new Set(words)].filter((word) => !new RegExp(`\\b${word}\\b`).test(source))).toEqual([])
})

test('checks that outputs in documents name exist', () => {
  const names = new Set(checks.map(({ name }) => name))
  const outputs = pages.flatMap((path) => blocks(path, 'console')).join('\n')
  const named = [...outputs.matchAll(/^ {2}\[([\w-]+)\]/gm)].map((match) => match[1]!)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})

describe.each(['README.md', 'README.zh-CN.md'])('%s', (path) => {
  test.each(blocks(path, 'console'))('prints what the program prints: %s', (block) => {
    const [command = '', ...lines] = block.split('\n')
    const args = command.replace('$ npm run --silent kuanggui -- ', '').split(' ')
    const { stdout, stderr, status } = spawnSync(process.execPath, ['src/cli/main.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(status, stderr).toBe(0)
    const printed = stdout.split('\n')
    let at = 0
    for (const line of lines.filter((one) => one !== '' && one !== '…')) {
      const found = printed.indexOf(line, at)
      expect(found, line).toBeGreaterThanOrEqual(0)
      at = found + 1
    }
  })

  test('names every environment variable that programs read', () => {
    const sources = ['src', 'tools'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
    )
    const variables = new Set(sources.flatMap((text) => text.match(/\bKUANGGUI_[A-Z_]+[A-Z]\b/g) ?? []))
    expect([...variables].filter((name) => !read(path).includes(name))).toEqual([])
  })
})

test('the life of a clause tells what the programs do', async () => {
  const bytes = readFileSync(join(root, 'example/plans/yunyan.txt'))
  const { value } = await readDocument(bytes, 'yunyan.txt')
  const plan = compile(value!)
  const rules = readRules(plan)
  const [rule, application, finding] = blocks('docs/life-of-a-clause.md', 'json').map((text) => JSON.parse(text))
  const page = read('docs/life-of-a-clause.md')

  const found = rules.find(({ at, kind }) => kind === rule.kind && at.start === rule.at.start)
  expect(found).toMatchObject(rule)
  const opinion = review(readApplication(application).value!, { plan, rules })
  expect(opinion.findings.find((one) => one.rule === found!.id)).toMatchObject(finding)

  const clauses = plan.clauses.filter(({ span }) => span.at.line === rule.at.line)
  for (const { id, span } of clauses) expect(page).toContain(`| \`${id}\` | ${span.at.start}–${span.at.end} |`)
  const block = plan.blocks.findIndex((one) => one.kind === 'paragraph' && one.span.at.line === rule.at.line)
  const { text } = value!
  const start = plan.clauses.find(({ span }) => span.at.line === rule.at.line)!.paragraph.at.start
  const numbers = [bytes.length, Buffer.byteLength(text.slice(0, start)), text.length, block + 1, plan.blocks.length]
  for (const number of numbers) expect(page).toContain(number.toLocaleString('en-US'))
  expect(page).toContain(`> ${text.split('\n')[rule.at.line - 1]}\n`)
})

test('every dependency has its reason written down', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const [listed = ''] = read('docs/decisions/0006-dependencies.md').split('## To remove')
  const reasons = [...listed.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
  )
  const toRemove = [
    ...read('docs/decisions/0006-dependencies.md')
      .slice(listed.length)
      .matchAll(/`([^`]+)`/g),
  ].map((m) => m[1]!)
  const packages = Object.keys({ ...dependencies, ...devDependencies })
  expect(packages.filter((name) => !reasons.includes(name) && !toRemove.includes(name))).toEqual([])
  expect(reasons.filter((name) => !packages.includes(name))).toEqual([])
})

test('documents are named from where people begin', () => {
  const linked = pages.map((path) =>
    [...prose(read(path)).matchAll(/\]\(([^)#\s]+)/g)].map((m) => resolve(root, dirname(path), m[1]!)),
  )
  const reached = new Set(linked.flat())
  const lost = pages.filter((path) => !reached.has(join(root, path)) && !path.startsWith('docs/decisions'))
  expect(lost.map((path) => relative('.', path))).toEqual([])
})
