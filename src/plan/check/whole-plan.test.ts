/** Checks that hold one part of a plan against another: each text is right, and wrong once one word of it is changed. */
import { expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { check } from './check.ts'

const head = '某某市矿产资源总体规划（2021—2025年）\n二〇二二年六月\n'

const verdicts = async (name: string, body: string): Promise<readonly string[]> => {
  const { value } = await readDocument(new TextEncoder().encode(head + body), 'plan.txt')
  return check(compile(value!))
    .filter((finding) => finding.check === name)
    .map((finding) => finding.verdict)
}

type Case = {
  readonly check: string
  readonly text: string
  readonly from: string
  readonly to: string
  readonly wrong: string
}

const base = '第一章 总则\n规划以2020年为基期，规划期为2021—2025年。\n'
const present = `${base}第二章 现状\n`
const aims = `${base}第二章 目标\n`

const cases: readonly Case[] = [
  {
    check: 'last-round',
    text: `${present}表1 上轮规划主要指标完成情况\n指标\t单位\t规划目标\t完成情况\n矿山数量\t个\t≤20\t18\n修复面积\t公顷\t30\t32\n新发现矿产地\t处\t2\t2\n\n`,
    from: '32',
    to: '22',
    wrong: 'doubtful',
  },
  {
    check: 'base-value',
    text: `${present}截至2020年底，全市共有矿山18个，其中大型3个、中型5个、小型10个。\n第三章 目标\n表1 规划主要指标\n指标\t单位\t2020年\t2025年\t属性\n矿山总数\t个\t18\t16\t约束性\n矿业产值\t亿元\t3.2\t4.0\t预期性\n\n`,
    from: '矿山总数\t个\t18',
    to: '矿山总数\t个\t19',
    wrong: 'fails',
  },
  {
    check: 'district',
    text: `${aims}表1 2025年矿山数量分解（个）\n县（区）\t2020年\t2025年\n东川县\t12\t10\n西岭县\t9\t8\n北原区\t7\t6\n合计\t28\t24\n\n（一）东川县。矿山数控制在10个以内，重点发展石墨加工。\n`,
    from: '控制在10个',
    to: '控制在11个',
    wrong: 'fails',
  },
  {
    check: 'block-scale',
    text: `${aims}表1 新建矿山最低开采规模\n矿种\t单位\t大型\t中型\t小型\n萤石\t万吨/年\t10\t5\t3\n石墨\t万吨/年\t30\t15\t6\n\n附表1 开采规划区块\n编号\t区块名称\t矿种\t拟设规模\nCQ001\t东沟萤石矿\t萤石\t5万吨/年\nCQ002\t西坡石墨矿\t石墨\t10万吨/年\n\n`,
    from: '10万吨/年\n\n',
    to: '4万吨/年\n\n',
    wrong: 'fails',
  },
  {
    check: 'roster',
    text: `${present}截至2020年底，全市有矿山4个，其中大型1个、中型1个、小型2个。\n附表1 2020年底矿山名录\n序号\t矿山名称\t矿种\t规模\n1\t甲沟铁矿\t铁\t大型\n2\t乙坡铁矿\t铁\t中型\n3\t丙岭石墨矿\t石墨\t小型\n4\t丁湾石墨矿\t石墨\t小型\n\n`,
    from: '丁湾石墨矿\t石墨\t小型',
    to: '丁湾石墨矿\t石墨\t中型',
    wrong: 'fails',
  },
  {
    check: 'deadline',
    text: `${base}第二章 管理\n新建矿山应于2025年底前建成绿色矿山，逾期不再受理其变更申请。\n`,
    from: '2025年底前建成',
    to: '2027年底前建成',
    wrong: 'doubtful',
  },
  {
    check: 'typing',
    text: `${present}截至2020年底，现有矿山12家，生产矿山7家，其余正在整改之中，尚未恢复生产。\n`,
    from: '12家，生产矿山7家',
    to: '12家生产家矿山',
    wrong: 'fails',
  },
  {
    check: 'paper-name',
    text: `${base}第二章 管理\n采矿权人应当编制矿山地质环境保护与土地复垦方案。\n矿山企业应当按照矿山地质环境保护与土地复垦方案治理。\n`,
    from: '按照矿山地质环境保护与土地复垦方案',
    to: '按照矿山地质环境保护与治理恢复方案',
    wrong: 'fails',
  },
  {
    check: 'contents',
    text: '目录\n第一章 总则\t1\n第二章 现状\t3\n第三章 目标\t5\n\n第一章 总则\n规划以2020年为基期。\n第二章 现状\n全市矿产资源丰富。\n第三章 目标\n到2025年，布局更加合理。\n',
    from: '\n第二章 现状\n',
    to: '\n第二章 开发现状\n',
    wrong: 'fails',
  },
]

test.each(cases)('$check', async ({ check: name, text, from, to, wrong }) => {
  expect(text.split(from)).toHaveLength(2)
  expect(await verdicts(name, text)).not.toContain(wrong)
  expect(await verdicts(name, text.replace(from, to))).toContain(wrong)
})

test('what nothing in the document bears out is uncheckable, and once it is borne out no more', async () => {
  const text = `${present}全市石墨资源量居全省第二位，已查明资源储量的矿产14种。\n`
  expect(await verdicts('support', text)).toEqual(['uncheckable', 'uncheckable'])
  const table =
    '表1 已发现矿产种类\n类别\t已查明的矿产\t未查明的矿产\n金属矿产\t铁、铜\t锡\n非金属矿产\t石墨、萤石\t滑石\n\n'
  expect(await verdicts('support', text + table)).toEqual(['uncheckable'])
})
