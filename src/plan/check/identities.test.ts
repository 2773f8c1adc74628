/** Checks on tables and limits that one altered number or word turns round. */
import { describe, expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Check } from './finding.ts'
import { floor } from './floor.ts'
import { missing } from './missing.ts'
import { numbering } from './numbering.ts'
import { sum } from './sum.ts'
import { tableShare } from './table-share.ts'
import { unit } from './unit.ts'
import { vague } from './vague.ts'

const findings = async (check: Check, text: string) => {
  const { value } = await readDocument(new TextEncoder().encode(text), 'plan.txt')
  return check.run(compile(value!))
}
const verdicts = async (check: Check, text: string) => (await findings(check, text)).map((finding) => finding.verdict)

const table = (caption: string, rows: readonly (readonly string[])[]): string =>
  `${caption}\n\n${rows.map((row) => row.map((cell) => `\t${cell}`).join('\n')).join('\n\n')}\n\n`

describe('percentages in tables', () => {
  const reached = (rate: string): string =>
    `第一章 回顾\n${table('表1 上轮规划完成情况', [
      ['指标', '规划目标', '完成情况', '完成率'],
      ['新发现矿产地', '4', '3', rate],
      ['矿山总数', '≤50', '48', '—'],
    ])}`
  it('holds what was reached against what was aimed at', async () => {
    expect(await verdicts(tableShare, reached('75%'))).toEqual(['holds'])
    expect(await verdicts(tableShare, reached('85%'))).toEqual(['fails'])
  })

  const shared = (share: string): string =>
    `第一章 现状\n${table('表1 矿床统计', [
      ['矿种', '矿床数', '占比（%）'],
      ['萤石', '6', '60.00'],
      ['石墨', '4', share],
      ['合计', '10', '100.00'],
    ])}`
  it('holds each share against the total', async () => {
    expect(await verdicts(tableShare, shared('40.00'))).toEqual(['holds', 'holds'])
    expect(await verdicts(tableShare, shared('41.00'))).toEqual(['holds', 'fails'])
  })
})

describe('limits without measure', () => {
  it('doubts a place without distance and a degree without number', async () => {
    expect(await verdicts(vague, '第一章 布局\n青石水库附近不得新设采矿权。\n')).toEqual(['doubtful'])
    expect(await verdicts(vague, '第一章 布局\n青石水库附近500米内不得新设采矿权。\n')).toEqual([])
    expect(await verdicts(vague, '第一章 布局\n严格控制页岩采矿权投放数量。\n')).toEqual(['doubtful'])
    expect(await verdicts(vague, '第一章 布局\n严格控制页岩采矿权投放数量，不超过3个。\n')).toEqual([])
  })
})

describe('articles', () => {
  const plan = (numbers: readonly string[]): string =>
    `第一章 总则\n${numbers.map((number) => `第${number}条 矿山企业应当依法开采，接受监督检查。`).join('\n')}\n`
  const articles = async (numbers: readonly string[]) =>
    (await findings(numbering, plan(numbers))).filter((each) => each.message.en.startsWith('Articles'))
  it('run on without gaps or doubles, and may begin again', async () => {
    expect(await articles(['一', '二', '三', '四', '五'])).toMatchObject([{ verdict: 'holds' }])
    expect(await articles(['一', '二', '三', '三', '四', '五'])).toMatchObject([{ verdict: 'fails' }])
    expect(await articles(['一', '二', '三', '四', '六'])).toMatchObject([{ verdict: 'fails' }])
    expect(await articles(['一', '二', '三', '四', '五', '一', '二'])).toMatchObject([{ verdict: 'holds' }])
  })
})

describe('wholes and parts', () => {
  it('reads a list behind a colon, and no change as a part', async () => {
    expect(await verdicts(sum, '第一章 现状\n已发现矿产9种：能源矿产2种、金属矿产3种、非金属矿产4种。\n')).toEqual([
      'holds',
    ])
    expect(await verdicts(sum, '第一章 现状\n已发现矿产9种：能源矿产2种、金属矿产3种、非金属矿产5种。\n')).toEqual([
      'fails',
    ])
    expect(await verdicts(sum, '第一章 现状\n矿山减少8个。其中萤石矿山由12个减少到7个。\n')).not.toContain('fails')
  })
})

const targets = (unitOfStone: string): string =>
  table('表2 规划指标', [
    ['指标', '单位', '2025年', '属性'],
    ['新增萤石资源量', '万吨', '50', '预期性'],
    ['建筑石料年产量', unitOfStone, '300', '约束性'],
  ])

describe('divisions one after another', () => {
  it('are each of the whole', async () => {
    const text = (gypsum: number): string =>
      `第一章 现状\n全县持证采矿权10个，大型2个、中型3个、小型5个；在产6个、停产4个。分矿种看，萤石4个、石墨3个、石膏${gypsum}个。\n`
    expect(await verdicts(sum, text(3))).toEqual(['holds', 'holds', 'holds'])
    expect(await verdicts(sum, text(4))).toContain('fails')
  })
})

describe('targets against their table', () => {
  const text = (growth: string, unitOfStone = '万吨'): string =>
    `第一章 规划目标\n到2025年，新增${growth}，建筑石料年产量控制在300万吨以内。\n${targets(unitOfStone)}`
  it('misses a row for new reserves', async () => {
    expect(await verdicts(missing, text('萤石资源量50万吨、石墨80万吨'))).toContain('fails')
    expect(await verdicts(missing, text('萤石资源量50万吨'))).not.toContain('fails')
  })
  it('sees one target in two units', async () => {
    expect(await verdicts(unit, text('萤石资源量50万吨', '万立方米'))).toContain('fails')
    expect(await verdicts(unit, text('萤石资源量50万吨'))).not.toContain('fails')
  })
})

describe('floors', () => {
  const text = (floorOfNew: number): string =>
    `第一章 准入\n新建萤石矿山生产规模低于${floorOfNew}万吨/年的，不予审批。\n${table('表3 新建矿山最低生产规模', [
      ['矿种', '单位', '大型', '中型', '小型'],
      ['萤石', '万吨/年', '10', '5', '3'],
    ])}`
  it('a refusal is a floor, and leaves no smaller size', async () => {
    expect(await verdicts(floor, text(3))).toEqual(['holds'])
    expect(await verdicts(floor, text(5))).toEqual(['fails'])
  })
})
