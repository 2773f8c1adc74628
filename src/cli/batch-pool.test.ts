import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import type { Polygon } from '#land/shape.ts'
import { compile } from '#plan/compile.ts'
import type { ListedRight } from '#review/batch.ts'
import { nearJudged, usualNear } from '#review/map.ts'
import type { ReviewContext } from '#review/opinion.ts'
import { readRules } from '#rules/read.ts'
import type { BatchJob } from './batch-judge.ts'
import { judgeRights } from './batch-pool.ts'

const text = '甲县矿产资源总体规划（2021-2025年）\n\n第一章 开采准入\n\n禁止开采砂金。\n\n生态保护红线内禁止开采。\n'
let context: ReviewContext
beforeAll(async () => {
  const plan = compile((await readDocument(new TextEncoder().encode(text), 'plan.txt')).value!)
  context = { plan, rules: readRules(plan), date: '2024-05-01' }
})

const square = (i: number, size: number): Polygon => {
  const [west, south] = [126 + (i % 20) / 100, 42 + Math.floor(i / 20) / 100]
  const [east, north] = [west + size, south + size]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

const layer = (kind: string, every: number, size: number) => ({
  name: kind,
  kind,
  features: Array.from({ length: 600 }, (_, i) => i)
    .filter((i) => i % every === 0)
    .map((i) => ({ properties: { name: `${kind} ${i}`, code: `${kind}-${i}` }, geometry: square(i, size) })),
})

const rights = Array.from({ length: 600 }, (_, i): ListedRight => {
  const area = i % 11 === 0 ? {} : { area: square(i, 0.004) }
  const minerals = [i % 7 === 0 ? '砂金' : '铁']
  const application = { act: 'mining', event: 'new', region: '990121', minerals, ...area } as const
  const right = { row: i + 1, licence: `mining-right-${i}`, name: `矿${i}`, application, existing: true }
  const { row, licence, name } = right
  return { row, licence, name, right: i % 13 === 0 ? null : right, problems: [] }
})

const job = (near: number): BatchJob => ({
  layers: [layer('red-line', 5, 0.006), layer('mining-right', 3, 0.004)],
  near,
  context,
})

test('several threads give the rows one gives, in the order of the list', async () => {
  const one = await judgeRights(job(usualNear), rights, 1)
  expect(one.map(({ row }) => row)).toEqual(rights.map(({ row }) => row))
  expect(one.filter(({ verdict }) => verdict === 'does-not-conform').length).toBeGreaterThan(100)
  expect(await judgeRights(job(usualNear), rights, 3)).toEqual(one)
}, 60_000)

test('what is farther than the rules look changes no row', async () => {
  expect(nearJudged(context.rules)).toBeLessThan(usualNear)
  expect(await judgeRights(job(nearJudged(context.rules)), rights, 1)).toEqual(
    await judgeRights(job(usualNear), rights, 1),
  )
}, 60_000)
