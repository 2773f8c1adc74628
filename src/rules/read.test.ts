/** What holds for the rules of every plan: quotes stand in the source, ids are stable, names do not matter. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'

const words = `第一章 规划目标
到2025年，全县矿山总数控制在30个以内，大中型矿山比例不低于50%。
铁矿年开采量控制在90万吨以内。
第二章 开发准入
铁矿新建矿山最低开采规模不得低于30万吨/年，保障重点工程的，不得低于10万吨/年。
禁止开采砂金。
`

const read = async (text: string) => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  return { document: value!, rules: readRules(compile(value!)) }
}
const bare = (text: string): string => text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/\s+/g, '')

describe('rules of a plan', () => {
  test('come in the order of the source, each with an id of its own', async () => {
    const { rules } = await read(words)
    const starts = rules.map((rule) => rule.at.start)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    expect(rules.map((rule) => rule.kind)).toEqual(['mine-count', 'target', 'quota', 'floor', 'direction'])
  })

  test('keep their ids when something is put in before them', async () => {
    const before = (await read(words)).rules.map((rule) => rule.id)
    const after = (await read(words.replace('第二章', '鼓励科技创新。\n第二章'))).rules.map((rule) => rule.id)
    for (const id of before) expect(after).toContain(id)
  })

  test('that say the same twice are told apart', async () => {
    const { rules } = await read(`${words}禁止开采砂金。\n`)
    const bans = rules.filter((rule) => rule.kind === 'direction')
    expect(bans).toHaveLength(2)
    expect(bans[1]!.id).toBe(`${bans[0]!.id}-2`)
  })

  test('do not depend on what the minerals are called', async () => {
    const shape = async (text: string) =>
      (await read(text)).rules.map(({ kind, test: { op, value }, effect, condition }) => ({
        kind,
        op,
        value,
        effect,
        condition,
      }))
    expect(await shape(words.replaceAll('铁矿', '锰矿'))).toEqual(await shape(words))
  })
})

const plans = join(import.meta.dirname, '../../../shared/plans')
const files = existsSync(plans) ? readdirSync(plans).filter((file) => file.endsWith('.txt')) : []

// Published plans lie beside some checkouts: where they do not, there is nothing to leave out.
const testShared = files.length > 0 ? test : () => {}

testShared('every quote of the published plans stands in its source', async () => {
  for (const file of files) {
    const { document, rules } = await read(readFileSync(join(plans, file), 'utf8'))
    expect(rules.length, file).toBeGreaterThan(20)
    for (const { quote, at, exceptions } of rules)
      for (const cited of [{ quote, at }, ...exceptions]) {
        const there = bare(document.text.slice(cited.at.start, cited.at.end))
        expect(there, `${file}:${cited.at.line}`).toContain(bare(cited.quote))
        expect(cited.quote.length, cited.quote).toBeLessThanOrEqual(200)
      }
  }
})
