import type { Application } from '#rules/situation.ts'
import {
  asks,
  byScale,
  type Card,
  digs,
  years as lasting,
  least,
  opens,
  type PencilPlan,
  type Says,
  seeks,
  where,
  within,
} from './naive.ts'

const stone = ['建筑石料用灰岩', '建筑用砂岩']
const lead = ['铅', '锌']
const keyZones = ['拾穗萤石重点开采区', '卧鹿铅锌矿重点开采区']
const forbidden = ['霜磬水库周边禁采区', '跨区高速公路沿线禁采区']

/** From here on a mine is of medium size (国土资发〔2004〕208号). */
const mediumFrom: Readonly<Record<string, number>> = {
  萤石: 5,
  铅: 30,
  钨: 30,
  水泥用灰岩: 50,
  建筑石料用灰岩: 5,
  建筑用砂岩: 5,
  地热: 10,
  矿泉水: 5,
  砖瓦用粘土: 5,
  硫铁矿: 20,
}

/** A mineral the standard does not list is for a person. */
const ofMedium = ({ annualOutput, minerals }: Application): Says => {
  const medium = mediumFrom[minerals[0]!]
  return medium !== undefined || !annualOutput ? least(annualOutput?.value, medium ?? 0) : 'needs-a-person'
}

const cards: readonly Card[] = [
  {
    quote: '限制勘查硫铁矿',
    says: (a) => (seeks(a, '硫铁矿') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  { quote: '禁止勘查二氧化碳气', says: () => null },
  {
    quote: '限制开采钨',
    says: (a) => (digs(a, '钨', '建筑用砂岩') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  { quote: '禁止开采砖瓦用粘土', says: (a) => (digs(a, '砖瓦用粘土') && a.event !== 'closure' ? 'fail' : null) },
  { quote: '没有指标的不予受理', says: (a) => (digs(a, '钨') && opens(a) ? (a.documents ? 'fail' : 'unknown') : null) },
  {
    quote: '新建矿山生产规模不得低于中型标准',
    says: (a) => (a.act === 'mining' && opens(a) ? where(within(a, ...keyZones), ofMedium(a)) : null),
  },
  {
    quote: '县级不投放采矿权',
    says: (a) => (digs(a, '钨') && opens(a) ? where(within(a, '卧鹿钨矿国家规划矿区'), 'fail') : null),
  },
  {
    quote: '区内不得压覆萤石资源',
    says: (a) =>
      a.act === 'mining' && a.minerals[0] !== '萤石' && a.event !== 'closure'
        ? where(
            within(a, '拾穗萤石战略性矿产保护区'),
            a.documents?.includes('压覆批准文件') ? 'pass' : a.documents || a.undertakings ? 'fail' : 'unknown',
          )
        : null,
  },
  {
    quote: '禁止开采区内不得新设采石采砂类采矿权',
    says: (a) => (digs(a, ...stone) && opens(a) ? where(within(a, ...forbidden), 'fail') : null),
  },
  {
    quote: '经市级自然资源主管部门核准后方可启用',
    says: (a) =>
      digs(a, ...stone) && opens(a)
        ? where(within(a, '半帆镇西岗石料备选区'), a.documents === undefined ? 'unknown' : 'fail')
        : null,
  },
  {
    quote: '采矿权应当在开采规划区块内投放',
    says: (a) =>
      a.act !== 'mining' || a.event !== 'new'
        ? null
        : a.block === undefined
          ? 'unknown'
          : a.block === 'none'
            ? 'fail'
            : 'pass',
  },
  {
    quote: '其中建筑用石料矿山控制在12个以内',
    says: (a, l) => (digs(a, ...stone) && opens(a) ? (l.mines.length >= 12 ? 'fail' : 'pass') : null),
  },
  {
    quote: '全县矿山总数压减至27个以内',
    says: (a, l) => (a.act === 'mining' && opens(a) ? (l.mines.length >= 27 ? 'fail' : 'pass') : null),
  },
  {
    quote: '全县矿山总数到2025年不超过27个',
    says: (a, l) => (a.act === 'mining' && opens(a) ? (l.mines.length >= 27 ? 'fail' : 'pass') : null),
  },
  {
    quote: '矿山总数 | | 个',
    says: (a, l) => (a.act === 'mining' && opens(a) ? (l.mines.length >= 27 ? 'fail' : 'pass') : null),
  },
  {
    quote: '其中建筑用石料矿山不多于10个',
    says: (a, l) => (digs(a, ...stone) && opens(a) ? (l.mines.length >= 10 ? 'fail' : 'pass') : null),
  },
  { quote: '年开采量', says: () => 'anything' },
  { quote: '约束性', says: () => 'anything' },
  { quote: '预期性', says: () => 'anything' },
  { quote: '达到控制指标的95%时', says: () => 'anything' },
  {
    quote: '须先关闭或注销一个同类采矿权',
    says: (a) => (digs(a, ...stone) && opens(a) ? (a.documents || a.undertakings ? 'anything' : 'unknown') : null),
  },
  {
    quote: '应当避让禁止开采区',
    says: (a) =>
      a.act === 'mining' && a.event !== 'new' && a.event !== 'closure' ? where(within(a, ...forbidden), 'fail') : null,
  },
  { quote: '地热尾水回灌率不得低于90%', says: (a) => (digs(a, '地热') ? 'anything' : null) },
  { quote: '萤石选矿回收率不低于85%', says: (a) => (digs(a, '萤石') ? 'anything' : null) },
  {
    quote: '铅锌矿（地下）',
    says: (a) =>
      digs(a, ...lead) && opens(a)
        ? where(a.method === undefined ? undefined : a.method === 'underground', byScale(a, 100, 30, 6))
        : null,
  },
  {
    quote: '钨矿（地下）',
    says: (a) =>
      digs(a, '钨') && opens(a)
        ? where(a.method === undefined ? undefined : a.method === 'underground', byScale(a, 100, 30, 6))
        : null,
  },
  { quote: '萤石 | 矿石万吨/年 | 10', says: (a) => (digs(a, '萤石') && opens(a) ? byScale(a, 10, 5, 2) : null) },
  {
    quote: '水泥用灰岩 | 矿石万吨/年',
    says: (a) => (digs(a, '水泥用灰岩') && opens(a) ? byScale(a, 100, 50, undefined) : null),
  },
  { quote: '地热 | 万立方米/年', says: (a) => (digs(a, '地热') && opens(a) ? byScale(a, 20, 10, 5) : null) },
  { quote: '矿泉水 | 万立方米/年', says: (a) => (digs(a, '矿泉水') && opens(a) ? byScale(a, 10, 5, 3) : null) },
  {
    quote: '饰面用花岗岩 | 万立方米/年',
    says: (a) => (digs(a, '饰面用花岗岩') && opens(a) ? byScale(a, 1, 0.5, 0.3) : null),
  },
  {
    quote: '日处理矿石不得低于300吨',
    says: (a) =>
      digs(a, ...lead) && opens(a)
        ? where(a.method === undefined ? undefined : a.method === 'underground', least(a.annualOutput?.value, 9))
        : null,
  },
  {
    quote: '萤石新建矿山不得低于2万吨/年',
    says: (a) => (digs(a, '萤石') && opens(a) ? least(a.annualOutput?.value, 2) : null),
  },
  {
    quote: '扩建、整合后的萤石矿山不得低于5万吨/年',
    says: (a) =>
      digs(a, '萤石') &&
      (a.event === 'expansion' ||
        (a.event === 'change' && a.changes?.some((one) => one === 'scale' || one === 'extent')))
        ? least(a.annualOutput?.value, 5)
        : null,
  },
  ...[
    { quote: '1000以上', from: 1000, to: Number.POSITIVE_INFINITY, output: 100, years: 10 },
    { quote: '500～1000', from: 500, to: 1000, output: 50, years: 8 },
    { quote: '200～500', from: 200, to: 500, output: 30, years: 5 },
  ].map(
    ({ quote, from, to, output, years }): Card => ({
      quote,
      says: (a) => {
        if (!digs(a, ...stone) || !opens(a)) return null
        const held = a.reserves && a.reserves.value >= from && a.reserves.value < to
        return [where(held, least(a.annualOutput?.value, output)), where(held, least(lasting(a), years))]
      },
    }),
  ),
  {
    quote: '200以下',
    says: (a) =>
      digs(a, ...stone) && opens(a) && !(a.purposes?.includes('key-project') && a.reserves)
        ? where(a.reserves && a.reserves.value < 200, 'fail')
        : null,
  },
  {
    quote: '生产规模可按不低于15万立方米/年执行',
    says: (a) =>
      digs(a, ...stone) && opens(a) && a.purposes?.includes('key-project')
        ? where(a.reserves && a.reserves.value < 200, least(a.annualOutput?.value, 15))
        : null,
  },
  {
    quote: '开采矿泉水不得擅自扩泉、凿井',
    says: (a) =>
      digs(a, '矿泉水') && a.event !== 'closure'
        ? a.method === undefined
          ? 'unknown'
          : a.method === 'well'
            ? 'fail'
            : 'pass'
        : null,
  },
  {
    quote: '新建萤石矿山应采用地下开采',
    says: (a) =>
      digs(a, '萤石') && opens(a)
        ? a.method === undefined
          ? 'unknown'
          : a.method === 'underground'
            ? 'pass'
            : a.method === 'open-pit'
              ? null
              : 'fail'
        : null,
  },
  {
    quote: '芦笙镇、半帆镇不再新设建筑用砂岩采矿权',
    says: (a) =>
      digs(a, '建筑用砂岩') && opens(a)
        ? where(a.township === undefined ? undefined : a.township !== '霜磬镇', 'fail')
        : null,
  },
  {
    quote: '新建、改建、扩建矿山必须编制开发利用方案',
    says: (a) =>
      a.act === 'mining' && (opens(a) || a.event === 'expansion')
        ? asks(a.documents, '开发利用方案', '矿山地质环境保护与土地复垦方案', '环境影响评价')
        : null,
  },
]

export const qishuang: PencilPlan = {
  file: 'qishuang.txt',
  region: '990122',
  products: [
    { mineral: '萤石', unit: '万吨/年', block: 'CQ004', outputs: [1.9, 2, 4.9, 5, 9.9, 10] },
    { mineral: '铅', unit: '万吨/年', outputs: [5.9, 6, 8.9, 9, 29, 30, 99, 100] },
    { mineral: '钨', unit: '万吨/年', outputs: [5.9, 6, 29, 30, 100] },
    { mineral: '水泥用灰岩', unit: '万吨/年', block: 'CQ005', outputs: [49, 50, 99, 100] },
    { mineral: '建筑石料用灰岩', unit: '万立方米/年', block: 'CQ001', outputs: [14, 15, 29, 30, 49, 50, 99, 100] },
    { mineral: '建筑用砂岩', unit: '万立方米/年', outputs: [29, 30, 100] },
    { mineral: '地热', unit: '万立方米/年', outputs: [4.9, 5, 9, 10, 20] },
    { mineral: '矿泉水', unit: '万立方米/年', outputs: [2.9, 3, 5, 10] },
    { mineral: '饰面用花岗岩', unit: '万立方米/年', outputs: [0.2, 0.3, 0.5, 1] },
    { mineral: '砖瓦用粘土', unit: '万吨/年', outputs: [10] },
    { mineral: '硫铁矿', unit: '万吨/年', outputs: [10] },
  ],
  years: [4, 5, 7, 8, 9, 10],
  reserves: [199, 200, 499, 500, 999, 1000].map((value) => ({ value, unit: '万立方米' })),
  zones: [
    ...keyZones,
    ...forbidden,
    '卧鹿钨矿国家规划矿区',
    '拾穗萤石战略性矿产保护区',
    '半帆镇西岗石料备选区',
    '冷杉坪石料集中开采区',
  ],
  townships: ['芦笙镇', '半帆镇', '霜磬镇'],
  cards,
}
