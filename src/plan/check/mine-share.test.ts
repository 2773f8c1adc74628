/** Shares of all mines by mineral and in words. */
import { describe, expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { percent } from './percent.ts'

const verdicts = async (sentence: string) => {
  const source =
    '第一章 现状与形势\n第一节 开发利用现状\n全县有采矿权40个，其中大型4个、中型12个、小型24个。' +
    `按矿种分，磷矿10个、石膏12个、建筑石料用灰岩18个。\n第二节 存在问题\n${sentence}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return percent.run(compile(value!)).map((finding) => finding.verdict)
}

describe('a share of all mines', () => {
  it.each([
    ['石料矿山多而小，建筑石料用灰岩矿山占全县矿山总数的45.00%，整合任务重。', 'holds'],
    ['石料矿山多而小，建筑石料用灰岩矿山占全县矿山总数的48.00%，整合任务重。', 'fails'],
    ['小型矿山占比超过一半，产业集中度不高。', 'holds'],
    ['小型矿山占比不足一半，产业集中度不高。', 'fails'],
    ['大型矿山占比不足三分之一，产业集中度不高。', 'holds'],
  ])('%s %s', async (sentence, verdict) => {
    expect(await verdicts(sentence)).toEqual([verdict])
  })

  it('takes one with a share of its own for a fellow of the next', async () => {
    const said = (share: string) =>
      verdicts(`探矿权共20个，其中磷矿12个、石膏8个。达到详查的15个，占75.00%；普查5个，占${share}%。`)
    expect(await said('25.00')).toEqual(['holds', 'holds'])
    expect(await said('33.33')).toEqual(['holds', 'fails'])
  })
})
