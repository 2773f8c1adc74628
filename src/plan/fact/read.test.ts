import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Fact, Plan } from '#plan/plan.ts'
import { ownMinerals } from './own-mineral.ts'
import { tableRole } from './table-role.ts'

const planOf = async (bytes: Uint8Array, file: string): Promise<{ plan: Plan; text: string }> => {
  const { value } = await readDocument(bytes, file)
  if (!value) throw new Error(`unreadable: ${file}`)
  return { plan: compile(value), text: value.text }
}

const planOfText = (body: string): Promise<{ plan: Plan; text: string }> =>
  planOf(
    new TextEncoder().encode(
      `某某县矿产资源总体规划（2021-2025年）\n\n总则\n规划以2020年为基期，规划期为2021-2025年，展望到2035年。\n${body}`,
    ),
    'plan.txt',
  )

const written = ({
  kind,
  confidence,
  subject,
  measure,
  op,
  value,
  unit,
  year,
  scale,
  method,
  planLevel,
}: Fact): string =>
  [
    kind + (confidence === 'likely' ? '?' : ''),
    subject,
    measure,
    op,
    value,
    unit,
    year,
    scale,
    method,
    planLevel === 'own' && kind === 'floor' ? null : planLevel,
  ]
    .filter((word) => word !== null && word !== undefined)
    .join(' ')

type Case = { readonly heading: string; readonly text: string; readonly facts: readonly string[] }
const cases = parse(readFileSync(new URL('./sentence.cases.yaml', import.meta.url), 'utf8')) as readonly Case[]

describe('sentences', () => {
  test.each(cases)('$text', async ({ heading, text, facts }) => {
    const { plan } = await planOfText(`${heading}\n${text}\n`)
    expect(plan.facts.map(written)).toEqual(facts)
  })
})

const row = (...cells: string[]): string => `\t${cells.join('\n\t')}\n\n`

describe('tables', () => {
  test('floors by deposit scale; a dash and a blank set none', async () => {
    const { plan } = await planOfText(
      `第四章 准入\n\t专栏1  主要矿种最低开采规模\n\n${row('序号', '矿种', '单位/年', '最低开采规模')}${row('', '', '', '大型', '中型', '小型')}` +
        `${row('1', '铁（地下）', '矿石万吨', '100', '30', '10')}${row('2', '建筑用石料', '万立方米', '10', '-', '')}`,
    )
    expect(plan.tables.map(tableRole)).toEqual(['floors'])
    expect(plan.facts.map(written)).toEqual([
      'floor 铁 最低开采规模 >= 100 矿石万吨/年 large underground',
      'floor 铁 最低开采规模 >= 30 矿石万吨/年 medium underground',
      'floor 铁 最低开采规模 >= 10 矿石万吨/年 small underground',
      'floor 建筑用石料 最低开采规模 >= 10 万立方米/年 large',
    ])
  })

  test('indicators carry unit, year, attribute and the way their target points', async () => {
    const { plan } = await planOfText(
      `第二章 目标\n\t专栏1  主要指标\n\n${row('指标类别', '指标名称', '单位', '2020年', '2025年', '指标属性')}` +
        `${row('经济', '矿业产值', '亿元', '2', '3.5', '预期性')}${row('结构', '矿山数量', '个', '—', '19', '约束性')}`,
    )
    expect(plan.facts.map((fact) => `${written(fact)} ${fact.attribute}`)).toEqual([
      'indicator 全部 矿业产值 = 2 亿元 2020 own null',
      'indicator 全部 矿业产值 >= 3.5 亿元 2025 own expected',
      'indicator 全部 矿山数量 <= 19 个 2025 own binding',
    ])
  })
})

test('sentences know the minerals that only the tables of the plan name', async () => {
  const { plan } = await planOfText(
    `第四章 准入\n绿玉藓矿新建矿山生产规模不得低于5万吨/年。\n\t专栏1  最低开采规模\n\n${row('序号', '矿种', '单位', '最低开采规模')}` +
      `${row('', '', '', '大型', '中型', '小型')}${row('1', '绿玉藓', '万吨/年', '30', '10', '5')}`,
  )
  expect(ownMinerals(plan)).toEqual(['绿玉藓'])
  expect(plan.facts.map(written)[0]).toBe('floor? 绿玉藓 最低开采规模 >= 5 万吨/年')
})

const folders = ['example/plans', '../shared/plans'].filter((folder) => existsSync(folder))
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => `${folder}/${file}`),
)

describe('whole plans', () => {
  const bare = (text: string): string => text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/\s+/g, '')
  test.each(files)('every fact of %s is quoted from its place', async (file) => {
    const { plan, text } = await planOf(new Uint8Array(readFileSync(file)), file)
    expect(plan.facts.length).toBeGreaterThan(60)
    for (const fact of plan.facts) {
      expect(bare(text.slice(fact.at.start, fact.at.end))).toContain(bare(fact.quote))
      if (typeof fact.value === 'number' && fact.confidence === 'sure') expect(Number.isFinite(fact.value)).toBe(true)
    }
    expect(new Set(plan.facts.map((fact) => fact.id)).size).toBe(plan.facts.length)
  })
})
