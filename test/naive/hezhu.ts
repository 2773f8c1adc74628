import type { Application } from '#rules/situation.ts'
import {
  asks,
  by,
  byScale,
  type Card,
  digs,
  least,
  mines,
  opens,
  output,
  type PencilPlan,
  type Says,
  seeks,
  where,
  within,
  years,
} from './naive.ts'

const stone = ['建筑用安山岩', '建筑用玄武岩']
const concentrated = [
  '老蓑乡青牛背建筑用石料集中开采区',
  '苔溪镇断崖子建筑用石料集中开采区',
  '藕塘洼镇马鞍岭建筑用石料集中开采区',
]
const restricted = '渔灯城区山体限制开采区'
const forbidden = ['鹤水河干流禁止开采区', '苔溪湿地禁止开采区']

const kind = (a: Application, variety: string, says: Says): Says =>
  where(a.variety === undefined ? undefined : a.variety === variety, says)
const serves = (a: Application, purpose: string): boolean => a.purposes?.includes(purpose) ?? false

const cards: readonly Card[] = [
  {
    quote: '限制勘查泥炭',
    says: (a) => (seeks(a, '泥炭') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  {
    quote: '限制开采建筑用砂',
    says: (a) => (digs(a, '建筑用砂') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  {
    quote: '禁止开采泥炭、河道内砂金',
    // Whether a gold placer lies in a river no field of the form says.
    says: (a) => (a.event === 'closure' ? null : digs(a, '泥炭') ? 'fail' : digs(a, '砂金') ? 'unknown' : null),
  },
  { quote: '一个矿体只能由一个采矿权人整体开发', says: (a) => (mines(a) ? 'anything' : null) },
  {
    quote: '新建硅藻土矿山生产规模不得低于10万吨/年',
    says: (a) =>
      digs(a, '硅藻土') && opens(a) ? where(within(a, '石葵硅藻土重点开采区'), least(output(a), 10)) : null,
  },
  {
    quote: '集中开采区内单个矿山生产规模不得低于30万立方米/年',
    says: (a) =>
      digs(a, ...stone) && opens(a)
        ? where(within(a, ...concentrated), least(output(a), 30))
        : digs(a, ...stone)
          ? null
          : 'anything',
  },
  {
    quote: '连续服务年限不少于6年',
    says: (a) =>
      digs(a, ...stone) && opens(a)
        ? where(within(a, ...concentrated), least(years(a), 6))
        : digs(a, ...stone)
          ? null
          : 'anything',
  },
  {
    quote: '新建石料矿山一律布设在集中开采区内',
    says: (a) => {
      if (!digs(a, ...stone) || !opens(a)) return null
      const lies = within(a, ...concentrated)
      return lies === undefined ? 'unknown' : lies ? 'pass' : 'fail'
    },
  },
  ...concentrated.map(
    (zone, i): Card => ({
      quote: ['CS001', 'CS002', 'CS003'][i]!,
      says: (a, l) =>
        digs(a, ...stone) && opens(a)
          ? [
              where(within(a, zone), l.mines.length < [3, 2, 3][i]! ? 'pass' : 'unknown'),
              // The yearly cap of the zone, which the register answers for no zone.
              'anything',
            ]
          : digs(a, ...stone)
            ? 'anything'
            : null,
    }),
  ),
  { quote: '均不得超过上表所列上限', says: () => 'anything' },
  {
    quote: '区内不再新设露天采矿权',
    says: (a) =>
      mines(a) && opens(a) && !serves(a, 'public-need')
        ? where(within(a, restricted), by(a, 'open-pit', 'fail'))
        : null,
  },
  {
    quote: '生产规模不得扩大',
    says: (a) =>
      mines(a) && (a.event === 'capacity-upgrade' || a.event === 'expansion')
        ? where(within(a, restricted), 'fail')
        : null,
  },
  {
    quote: '区内禁止一切采砂、采石、采泥炭活动',
    says: (a) =>
      digs(a, ...stone, '建筑用砂', '泥炭') && a.event !== 'closure' ? where(within(a, ...forbidden), 'fail') : null,
  },
  {
    quote: '新设采矿权须在规划区块内',
    says: (a) =>
      !mines(a) || !opens(a) || serves(a, 'public-need')
        ? null
        : a.block === undefined
          ? 'unknown'
          : a.block === 'none'
            ? 'fail'
            : 'pass',
  },
  {
    quote: '硅藻土露天矿石万吨/年',
    says: (a) => (digs(a, '硅藻土') && opens(a) ? by(a, 'open-pit', byScale(a, 20, 12, 8)) : null),
  },
  {
    quote: '地下矿石万吨/年18',
    says: (a) => (digs(a, '硅藻土') && opens(a) ? by(a, 'underground', byScale(a, 18, 12, 6)) : null),
  },
  {
    quote: '玻璃用石英砂岩/矿石万吨/年',
    says: (a) => (digs(a, '玻璃用石英砂岩') && opens(a) ? byScale(a, 30, 10, 5) : null),
  },
  {
    quote: '城区30千米以内',
    // How far the town is nobody has stated; above the greater figure it does not matter.
    says: (a) =>
      digs(a, ...stone) && opens(a)
        ? a.depositScale === 'medium' || a.depositScale === 'small'
          ? 'anything'
          : where(undefined, least(output(a), 50))
        : null,
  },
  {
    quote: '其他地区',
    says: (a) =>
      digs(a, ...stone) && opens(a)
        ? a.depositScale === 'medium' || a.depositScale === 'small'
          ? 'anything'
          : where(undefined, least(output(a), 30))
        : null,
  },
  {
    quote: '建筑用砂机制砂原料',
    says: (a) => (digs(a, '建筑用砂') && opens(a) ? kind(a, '机制砂原料', byScale(a, 20, 10, undefined)) : null),
  },
  { quote: '膨润土/矿石万吨/年10', says: (a) => (digs(a, '膨润土') && opens(a) ? byScale(a, 10, 5, 3) : null) },
  // 立方米/日 × 300 d; the application states 立方米/日.
  {
    quote: '普通类型立方米/日',
    says: (a) => (digs(a, '矿泉水') && opens(a) ? kind(a, '普通类型', byScale(a, 200, 100, 50)) : null),
  },
  {
    quote: '稀有类型立方米/日',
    says: (a) => (digs(a, '矿泉水') && opens(a) ? kind(a, '稀有类型', byScale(a, 100, 50, 20)) : null),
  },
  {
    quote: '硅藻土地下开采新建矿山不得低于6万吨/年',
    says: (a) => (digs(a, '硅藻土') && opens(a) ? by(a, 'underground', least(output(a), 6)) : null),
  },
  {
    quote: '露天开采新建矿山不得低于8万吨/年',
    says: (a) => (digs(a, '硅藻土') && opens(a) ? by(a, 'open-pit', least(output(a), 8)) : null),
  },
  {
    quote: '玻璃用石英砂岩新建矿山不得低于8万吨/年',
    says: (a) => (digs(a, '玻璃用石英砂岩') && opens(a) ? least(output(a), 8) : null),
  },
  {
    quote: '不再新建年开采量10万立方米以下的建筑用砂矿山',
    says: (a) => (digs(a, '建筑用砂') && opens(a) ? least(output(a), 10) : null),
  },
  {
    quote: '建筑用石料矿山服务年限原则上不少于6年',
    says: (a) =>
      digs(a, ...stone) && opens(a) && !serves(a, 'key-project') ? least(years(a), 6, 'needs-reasons') : null,
  },
  { quote: '大型矿产地不得由小型矿山开采', says: (a) => (mines(a) && opens(a) ? 'anything' : null) },
  { quote: '严禁将一个完整矿体拆分出让', says: (a) => (mines(a) && opens(a) ? 'anything' : null) },
  {
    quote: '应当先注销一个本市范围内的建筑用石料采矿权',
    says: (a) => (digs(a, ...stone) && opens(a) ? 'anything' : null),
  },
  {
    quote: '建筑用砂采矿权只注销、不新设',
    says: (a) =>
      digs(a, '建筑用砂') && opens(a)
        ? a.variety === '机制砂原料'
          ? null
          : a.variety === undefined
            ? 'anything'
            : 'fail'
        : null,
  },
  { quote: '硅藻土开采回采率不低于82%', says: (a) => (digs(a, '硅藻土') ? 'anything' : null) },
  { quote: '石料矿山应当采用中深孔爆破', says: (a) => (digs(a, ...stone) ? 'anything' : null) },
  { quote: '城区可视范围内的采场，应当先修复后开采下一台阶', says: (a) => (mines(a) ? 'anything' : null) },
  { quote: '禁止使用国家公布淘汰的落后工艺和设备', says: (a) => (mines(a) ? 'anything' : null) },
  { quote: '全市矿山总数', says: () => 'anything' },
  {
    quote: '矿山总数控制在22个以内',
    says: (a, l) => (mines(a) && opens(a) ? (l.mines.length >= 22 ? 'fail' : 'pass') : null),
  },
  {
    quote: '其中建筑用石料矿山控制在9个以内',
    says: (a, l) => (digs(a, ...stone) && opens(a) ? (l.mines.length >= 9 ? 'fail' : 'pass') : null),
  },
  { quote: '年开采量', says: () => 'anything' },
  { quote: '约束性', says: () => 'anything' },
  { quote: '预期性', says: () => 'anything' },
  {
    quote: '采矿权人应当编制开发利用方案',
    says: (a) => (mines(a) && opens(a) ? asks(a.documents, '开发利用方案', '矿山地质环境保护与土地复垦方案') : null),
  },
]

export const hezhu: PencilPlan = {
  file: 'hezhu.txt',
  region: '990181',
  products: [
    { mineral: '硅藻土', unit: '万吨/年', outputs: [5.9, 6, 7.9, 8, 9.9, 10, 12, 18, 20], block: 'CQ006' },
    { mineral: '玻璃用石英砂岩', unit: '万吨/年', outputs: [4.9, 5, 7.9, 8, 10, 30], block: 'CQ007' },
    { mineral: '建筑用安山岩', unit: '万立方米/年', outputs: [29, 30, 49, 50], block: 'CQ001' },
    { mineral: '建筑用玄武岩', unit: '万立方米/年', outputs: [29, 30, 49, 50], block: 'CQ004' },
    { mineral: '建筑用砂', unit: '万立方米/年', outputs: [9.9, 10, 20] },
    { mineral: '膨润土', unit: '万吨/年', outputs: [2.9, 3, 5, 10] },
    { mineral: '矿泉水', unit: '立方米/日', outputs: [19, 20, 49, 50, 99, 100, 200] },
    { mineral: '泥炭', unit: '万吨/年', outputs: [10] },
    { mineral: '砂金', unit: '万吨/年', outputs: [10] },
  ],
  years: [5, 6, 7],
  reserves: [120, 300, 1000].map((value) => ({ value, unit: '万立方米' })),
  zones: [...concentrated, restricted, ...forbidden, '石葵硅藻土重点开采区'],
  townships: [],
  cards,
}
