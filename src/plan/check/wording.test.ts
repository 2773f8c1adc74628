/** Slips of the pen: what is one, and what only looks like one. */
import { describe, expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { wording } from './wording.ts'

/** Sentences in which the field's usual words stand, so that a plan's own usage can be a witness. */
const USUAL =
  '坚持统筹规划，推进矿产资源勘查和矿产资源开发。资源布局持续优化，资源分布广泛，资源分布不均，重点矿区分布集中。' +
  '绿色矿山建设稳步发展，矿业发展迅速，发展成效明显。展望未来，展望二〇三五年。' +
  '生产矿山应当达标，生产矿山应当公示，生产矿山绿色矿山建成率稳步提高。'

const slips = async (text: string) => {
  const source = `第一章 总体要求\n${USUAL}\n${text}\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  return wording
    .run(compile(value!))
    .filter((finding) => finding.verdict === 'fails')
    .map((finding) => finding.computed)
}

describe('a slip', () => {
  it.each([
    ['全面推进矿产资资源勘查工作，提高保障能力。', '资资 → 资'],
    ['按照管理权限履行有关的的审批程序，做好登记。', '的的 → 的'],
    ['本规划由市自然资源局局负责解释，抄送各部门。', '局局 → 局'],
    ['其余区域按按规划要求执行，实行分区管理。', '按按 → 按'],
    ['推进矿山矿山企业之间的协作，共享基础设施。', '矿山矿山 → 矿山'],
    ['各部门按照职责分工布署年度工作，明确时限。', '布署 → 部署'],
    ['各乡镇逐项健立工作台账，定期报送进展。', '健立 → 建立'],
    ['坚持因地置宜，合理确定开采方式和规模。', '因地置宜 → 因地制宜'],
    ['落实国民经济第十四五规划的各项要求，抓好衔接。', '第十四五 → 第十四个五年'],
    ['全市非金属矿产资源布集中，开发条件优越。', '布集中 → 分布集中'],
  ])('%s', async (text, computed) => {
    expect(await slips(text)).toContain(computed)
  })
})

describe('no slip', () => {
  it.each([
    '明确今后一个时期的发展展望，细化目标的的确确可行。',
    '生产矿山绿色矿山建成率不低于百分之九十。',
    '层层压实责任，人人参与，户户受益，处处设防。',
    '整治力度不断加大，合力推进，治理成效显现。',
    '建筑材料由骨料、机制砂、金、金金属量分别统计。',
    '甲矿年开采量控制在十万吨以内，矿业市场有序。',
    '市自然资源局局长任组长，相应应急措施由各县落实，明确必须须知事项。',
    '按照企业申报、实地核查、公示入库的程序推进，稳定市场秩序推进整合，有序推进出让。',
    '存在在建项目未批先建的情况，目的的实现要靠制度。',
    '统筹安排“十五五”时期勘查工作，“五”字当头，做好“十五五”衔接。',
  ])('%s', async (text) => {
    expect(await slips(text)).toEqual([])
  })
})

it.each([
  '全市有矿山15个，其中生产矿山10个、在建矿山3个、停产矿井2个。',
  '资源储量有待核实，地质资料有待补充完善，受损区域期待补偿。',
])('words of the field and of the future are no slips: %s', async (text) => {
  const { value } = await readDocument(new TextEncoder().encode(`第二章 现状\n${text}\n`), 'plan.txt')
  expect(wording.run(compile(value!))).toEqual([])
})

describe('what a plan calls its own region', () => {
  const told = async (title: string, words: string) => {
    const { value } = await readDocument(
      new TextEncoder().encode(
        `${title}矿产资源总体规划（2021—2025年）\n第一章 总体要求\n全面保障${words}经济社会发展。\n`,
      ),
      'plan.txt',
    )
    return wording.run(compile(value!)).map((finding) => finding.verdict)
  }
  it.each([
    ['德江县', '我市', ['doubtful']],
    ['龙里县', '我市', ['fails']],
    ['龙里县', '我县', []],
    ['清镇市', '我县', ['fails']],
    ['清镇市', '我市', []],
  ])('%s says %s', async (title, words, verdicts) => {
    expect(await told(title, words)).toEqual(verdicts)
  })
})
