/**
 * What "sure" means: of the facts so marked fewer than one in two hundred are wrong. Held against example/truth/facts.json,
 * what a reader wrote down from the four documents, sentence by sentence and table by table.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { sameMineral } from '#mineral/mineral.ts'
import { compile } from '#plan/compile.ts'
import type { Fact } from '#plan/plan.ts'

/** One thing read in a document. What an entry leaves out is not compared. */
type Read = {
  readonly kind?: string
  /** Words of the sentence, ending in the number. */
  readonly text?: string
  readonly subject?: string
  /** A word that the measure must hold. */
  readonly measure?: string
  /** Group and name of an indicator's row, run together. */
  readonly name?: string
  readonly value?: number
  readonly unit?: string
  readonly year?: number
  readonly attribute?: string
  readonly scale?: string
  readonly method?: string
  readonly state?: string
  readonly code?: string
  readonly minerals?: readonly string[]
  readonly places?: readonly string[]
}

const example = resolve(import.meta.dirname, '../../../example')
const truth: Readonly<Record<string, readonly Read[]>> = JSON.parse(
  readFileSync(join(example, 'truth/facts.json'), 'utf8'),
)

const bare = (text: string): string => text.replace(/[\s（）()]/g, '').replace(/(?:km²|km2)$/, '平方千米')
const same = (a: string, b: string): boolean => a === b || sameMineral(a, b)
const sameList = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a !== undefined && a.length === b.length && b.every((word) => a.some((other) => same(word, other)))

/** Whether the fact says what was read: the same number of the same thing, from the same words or the same kind of row. */
const says = (fact: Fact, read: Read): boolean => {
  if (read.value !== undefined && fact.value !== read.value) return false
  // A year's output is by the year, whether or not the sentence says so again behind its number.
  const unit = bare(fact.unit ?? '').replace(/^(.+)\/年$/, (written, own) => (own === read.unit ? own : written))
  if (read.unit !== undefined && unit !== bare(read.unit)) return false
  if (read.year !== undefined && fact.year !== null && fact.year !== read.year) return false
  if (read.code !== undefined && fact.code !== undefined && fact.code !== read.code) return false
  if (read.text !== undefined) {
    if (fact.table !== undefined) return false
    // A quote may begin later or go on longer than the words noted down; the number is in both.
    const [quote, words] = [bare(fact.quote), bare(read.text)]
    const number = /[\d.]+$|[\d.]+\D*$/.exec(words)![0]
    if (!quote.includes(number)) return false
    return fact.measure.includes(read.measure!) && same(fact.subject, read.subject!)
  }
  if (read.kind !== undefined && fact.kind !== read.kind) return false
  switch (fact.kind) {
    case 'indicator':
      // The subject is the mineral of the row, the measure its group or its name.
      return (
        (fact.subject === '全部' || bare(read.name!).includes(bare(fact.subject))) &&
        (read.attribute === undefined || fact.attribute === read.attribute)
      )
    case 'mineral-list':
      return sameList(fact.minerals, read.minerals!) && (read.subject === undefined || fact.measure === read.subject)
    case 'zone':
    case 'block':
      return (
        bare(fact.subject) === bare(read.subject!) &&
        (fact.minerals === undefined || sameList(fact.minerals, read.minerals!)) &&
        (fact.places === undefined || sameList(fact.places, read.places!))
      )
    case 'project':
      return bare(fact.subject) === bare(read.subject!)
    default:
      return (
        same(fact.subject, read.subject!) &&
        fact.scale === read.scale &&
        (fact.method === read.method || read.kind === 'floor') &&
        (read.state === undefined || fact.measure.includes(read.state))
      )
  }
}

test('of the facts marked sure fewer than one in two hundred are wrong', async () => {
  let all = 0
  const wrong: string[] = []
  for (const [name, reads] of Object.entries(truth)) {
    const { value } = await readDocument(readFileSync(join(example, 'plans', `${name}.txt`)), `${name}.txt`)
    for (const fact of compile(value!).facts) {
      if (fact.confidence !== 'sure') continue
      all++
      if (!reads.some((read) => says(fact, read)))
        wrong.push(
          `${name} ${fact.at.line} ${[fact.kind, fact.subject, fact.measure, fact.op, fact.value, fact.unit, fact.year, fact.scale, fact.minerals].join('|')} “${fact.quote}”`,
        )
    }
  }
  expect(all).toBeGreaterThan(700)
  expect(wrong.length / all, wrong.join('\n')).toBeLessThan(1 / 200)
})

test('most of what was read is found', async () => {
  let found = 0
  let all = 0
  for (const [name, reads] of Object.entries(truth)) {
    const { value } = await readDocument(readFileSync(join(example, 'plans', `${name}.txt`)), `${name}.txt`)
    const { facts } = compile(value!)
    for (const read of reads) {
      all++
      if (facts.some((fact) => says(fact, read))) found++
    }
  }
  expect(found / all).toBeGreaterThan(0.85)
})
