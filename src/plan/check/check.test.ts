/** Checks over whole plans: the invented city, and real plans where they lie beside the house. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { check } from './check.ts'
import type { CheckFinding } from './finding.ts'
import { checkAgainstUpper } from './upper.ts'

const root = join(import.meta.dirname, '../../..')
const example = join(root, 'example/plans')
const shared = join(root, '../shared/plans')
const names = readdirSync(example).filter((name) => name.endsWith('.txt') && !name.includes('gb18030'))

const planOf = async (text: string) => compile((await readDocument(new TextEncoder().encode(text), 'plan.txt')).value!)
const checked = async (text: string) => check(await planOf(text))
const sourceOf = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

type Truth = { id: string; doc: string; quote: string; verdict: string; line: string }
const truth = JSON.parse(readFileSync(join(root, 'example/truth/findings.json'), 'utf8')) as Truth[]

const squeeze = (text: string): string => text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/\s+/g, '')
const sharedRun = (a: string, b: string, enough: number): boolean => {
  for (let i = 0; i + enough <= b.length; i++) if (a.includes(b.slice(i, i + enough))) return true
  return false
}
const speaksOf = (finding: CheckFinding, entry: Truth): boolean =>
  finding.quotes.some((quote) => {
    const lines = (entry.line.match(/\d+/g) ?? []).map(Number)
    if (!lines.some((line) => Math.abs(line - quote.at.line) <= 8)) return false
    return entry.quote.split(' … ').some((fragment) => {
      const want = squeeze(fragment)
      return sharedRun(squeeze(quote.text), want, Math.min(10, Math.ceil(0.6 * want.length)))
    })
  })

describe.each(names)('%s', (name) => {
  const source = sourceOf(example, name)

  it('finds what a careful reader found', async () => {
    const findings = await checked(source)
    const entries = truth.filter((entry) => `${entry.doc}.txt` === name && entry.verdict !== 'uncheckable')
    const missed = entries.filter(
      (entry) => !findings.some((each) => each.verdict === entry.verdict && speaksOf(each, entry)),
    )
    expect(
      missed.length,
      missed.map((entry) => `${entry.id} ${entry.verdict} ${entry.quote}`).join('\n'),
    ).toBeLessThanOrEqual(Math.ceil(entries.length * 0.06))
  })

  it('reports no failure that a careful reader would not see', async () => {
    const findings = await checked(source)
    const entries = truth.filter((entry) => `${entry.doc}.txt` === name && entry.verdict !== 'holds')
    const strange = findings.filter(
      (each) => each.verdict === 'fails' && !entries.some((entry) => speaksOf(each, entry)),
    )
    expect(strange.map((each) => `${each.check} ${each.computed} ${each.quotes[0]?.text}`)).toEqual([])
  })

  it('quotes the source', async () => {
    for (const finding of await checked(source)) {
      expect(finding.quotes.length).toBeGreaterThan(0)
      for (const quote of finding.quotes)
        expect(squeeze(source.slice(quote.at.start, quote.at.end))).toBe(squeeze(quote.text))
    }
  })
})

/** Offsets of every number in what holds by arithmetic. */
const numbersThatHold = (source: string, findings: readonly CheckFinding[]): { at: number; end: number }[] => {
  const spots = new Map<number, number>()
  for (const finding of findings) {
    if (finding.verdict !== 'holds' || !['sum', 'percent', 'table-sum', 'text-table'].includes(finding.check)) continue
    if (finding.check === 'sum' && finding.computed.includes('≤')) continue
    const quote = finding.quotes.at(finding.check === 'sum' ? 0 : -1)!
    for (const match of source.slice(quote.at.start, quote.at.end).matchAll(/\d+(?:\.\d+)?(?=[个种处万公平亿])/g))
      spots.set(quote.at.start + match.index, quote.at.start + match.index + match[0].length)
  }
  return [...spots].map(([at, end]) => ({ at, end }))
}

const altered = (source: string, at: number, end: number): string => {
  const number = source.slice(at, end)
  const last = number.at(-1) === '9' ? '8' : String(Number(number.at(-1)) + 1)
  return source.slice(0, at) + number.slice(0, -1) + last + source.slice(end)
}

describe('an altered number', () => {
  it('makes the checks that use it fail, and no other', { timeout: 120_000 }, async () => {
    const source = sourceOf(example, names.find((name) => name.startsWith('yunyan')) ?? names[0]!)
    const before = await checked(source)
    const key = (finding: CheckFinding): string =>
      `${finding.check} ${finding.quotes.map((quote) => quote.at.start).join()} ${finding.verdict}`
    const known = new Set(before.map(key))
    const spots = numbersThatHold(source, before).filter((_, i) => i % 3 === 0)
    let unseen = 0
    for (const { at, end } of spots) {
      const fresh = (await checked(altered(source, at, end))).filter(
        (finding) => finding.verdict !== 'holds' && !known.has(key(finding)),
      )
      const uses = (finding: CheckFinding): boolean =>
        finding.quotes.some((quote) => quote.at.start <= at && at < quote.at.end)
      if (!fresh.some(uses)) unseen++
      expect(
        fresh.filter((finding) => finding.verdict === 'fails' && !uses(finding)).map((finding) => finding.computed),
      ).toEqual([])
    }
    expect(spots.length).toBeGreaterThan(10)
    expect(unseen / spots.length).toBeLessThan(0.1)
  })
})

describe('a consistent renaming', () => {
  it('changes no verdict', async () => {
    const source = sourceOf(example, 'yunyan.txt')
    const pairs = [
      ['云砚', '棠浦'],
      ['听松', '倚竹'],
      ['白棘', '青棘'],
      ['叠垛', '叠石'],
      ['柳絮', '榆钱'],
    ] as const
    const renamed = pairs.reduce((text, [from, to]) => text.replaceAll(from, to), source)
    const verdicts = (findings: readonly CheckFinding[]): string[] =>
      findings
        .map((finding) => `${finding.check} ${finding.verdict} ${finding.quotes.map((quote) => quote.at.line).join()}`)
        .sort()
    expect(verdicts(await checked(renamed))).toEqual(verdicts(await checked(source)))
  })
})

describe('a plan against the plan above it', () => {
  it('finds lowered floors and totals beyond the share', async () => {
    const upper = await planOf(sourceOf(example, 'lanze.txt'))
    const entries = JSON.parse(readFileSync(join(root, 'example/truth/upper.json'), 'utf8')) as Truth[]
    for (const doc of new Set(entries.map((entry) => entry.doc))) {
      const findings = checkAgainstUpper(await planOf(sourceOf(example, `${doc}.txt`)), upper)
      const mine = entries.filter((entry) => entry.doc === doc)
      const missed = mine.filter(
        (entry) => !findings.some((each) => each.verdict === entry.verdict && speaksOf(each, entry)),
      )
      expect(missed.map((entry) => `${entry.id} ${entry.verdict} ${entry.quote}`)).toEqual([])
    }
  })
})

// Published plans lie beside some checkouts: where they do not, there is nothing to leave out.
const describeShared = existsSync(shared) ? describe : () => {}

describeShared('real plans', () => {
  it('keeps failures few and quotes true', async () => {
    for (const name of existsSync(shared) ? readdirSync(shared) : []) {
      const source = sourceOf(shared, name)
      const findings = await checked(source)
      expect(findings.length).toBeGreaterThan(40)
      for (const { quotes } of findings)
        for (const quote of quotes)
          expect(squeeze(source.slice(quote.at.start, quote.at.end))).toBe(squeeze(quote.text))
    }
  })
})

describe('cost', () => {
  it('grows with the length of a plan, not with its square', { timeout: 60_000 }, async () => {
    const source = sourceOf(example, 'yunyan.txt')
    const once = await planOf(source)
    const eight = await planOf(Array.from({ length: 8 }, () => source).join('\n'))
    check(once)
    const time = (run: () => void): number => {
      const start = performance.now()
      run()
      return performance.now() - start
    }
    const short = Math.min(
      ...Array.from({ length: 3 }, () =>
        time(() => check({ ...once, clauses: [...once.clauses], tables: [...once.tables] })),
      ),
    )
    const long = time(() => check({ ...eight, clauses: [...eight.clauses], tables: [...eight.tables] }))
    expect(long / short).toBeLessThan(60)
  })
})
