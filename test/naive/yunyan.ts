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

const stone = ['建筑用花岗岩', '建筑用玄武岩']
const concentrated = ['白棘镇黑石沟建筑用石料集中开采区', '柳絮乡玄武台建筑用石料集中开采区']
const key = ['老铁山铁矿重点开采区', '叠垛晶质石墨重点开采区']
const graphite = '叠垛晶质石墨战略性矿产保护区'

/** Supply for railways, waterworks or villages. */
const eased = ({ purposes }: Application): boolean =>
  purposes?.some((one) => one === 'major-infrastructure' || one === 'rural-revitalisation') ?? false

const outside = (a: Application): boolean | undefined => {
  const lies = within(a, ...concentrated)
  return lies === undefined ? undefined : !lies
}
const builds = (a: Application): boolean => digs(a, ...stone) && (opens(a) || a.event === 'expansion')

const cards: readonly Card[] = [
  {
    quote: '限制勘查硫铁矿',
    says: (a) => (seeks(a, '硫铁矿') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  {
    quote: '限制开采萤石',
    says: (a) => (digs(a, '萤石') && (opens(a) || a.event === 'expansion') ? 'needs-a-person' : null),
  },
  {
    quote: '禁止开采泥炭、砂金和耕地范围内的砖瓦用粘土',
    says: (a) =>
      a.event === 'closure'
        ? null
        : digs(a, '泥炭', '砂金')
          ? 'fail'
          : digs(a, '砖瓦用粘土')
            ? where(a.onFarmland, 'fail')
            : null,
  },
  { quote: '区内新建矿山应当达到绿色矿山建设标准', says: (a) => (mines(a) && opens(a) ? 'anything' : null) },
  {
    quote: '集中开采区内新建、扩建矿山生产规模不得低于50万立方米/年',
    says: (a) => (builds(a) ? where(within(a, ...concentrated), least(output(a), 50)) : 'anything'),
  },
  {
    quote: '并应连续开采8年以上',
    says: (a) => (builds(a) ? where(within(a, ...concentrated), least(years(a), 8)) : 'anything'),
  },
  {
    quote: '区内采矿权数量不超过5个',
    // The register does not say which of its mines lie in the zone: fewer in all are certainly few enough.
    says: (a, l) =>
      digs(a, ...stone) && opens(a) ? where(within(a, ...concentrated), l.mines.length < 5 ? 'pass' : 'unknown') : null,
  },
  {
    quote: '不得新设其他固体矿产采矿权',
    says: (a) => {
      const consent: Says = a.documents?.includes('压覆批准文件')
        ? 'pass'
        : a.documents || a.undertakings
          ? 'fail'
          : 'unknown'
      if (!mines(a) || a.minerals[0] === '晶质石墨' || a.event === 'closure') return null
      if (opens(a) && a.minerals[0] !== '矿泉水') return where(within(a, graphite), consent)
      // What is there already must not build over the graphite either.
      return within(a, graphite) === false ? null : 'anything'
    },
  },
  {
    quote: '新设采矿权必须位于开采规划区块内',
    says: (a) =>
      !mines(a) || a.event !== 'new' ? null : a.block === undefined ? 'unknown' : a.block === 'none' ? 'fail' : 'pass',
  },
  { quote: '严禁化整为零出让', says: (a) => (mines(a) && opens(a) ? 'anything' : null) },
  {
    quote: '国道、省道两侧可视范围内，严格控制新设露天开采矿山',
    says: (a) => (mines(a) && opens(a) ? by(a, 'open-pit', 'needs-a-person') : null),
  },
  { quote: '年开采', says: () => 'anything' },
  { quote: '约束性', says: () => 'anything' },
  { quote: '预期性', says: () => 'anything' },
  { quote: '开采总量已达到或超过调控指标的矿种', says: () => 'anything' },
  {
    quote: '全县矿山总数控制在28个以内',
    says: (a, l) => (mines(a) && opens(a) ? (l.mines.length >= 28 ? 'fail' : 'pass') : null),
  },
  {
    quote: '其中建筑用石料矿山不超过8个',
    says: (a, l) => (digs(a, ...stone) && opens(a) ? (l.mines.length >= 8 ? 'fail' : 'pass') : null),
  },
  { quote: '生产规模应当与占用资源储量相匹配', says: (a) => (mines(a) && opens(a) ? 'anything' : null) },
  { quote: '本规划未列明的矿种，执行省、市规划确定的最低开采规模', says: () => 'anything' },
  {
    quote: '铁（地下）',
    says: (a) => (digs(a, '铁') && opens(a) ? by(a, 'underground', byScale(a, 100, 40, 12)) : null),
  },
  { quote: '铁（露天）', says: (a) => (digs(a, '铁') && opens(a) ? by(a, 'open-pit', byScale(a, 200, 60, 36)) : null) },
  { quote: '岩金矿石万吨/年15', says: (a) => (digs(a, '岩金') && opens(a) ? byScale(a, 15, 9, 3) : null) },
  { quote: '萤石矿石万吨/年10', says: (a) => (digs(a, '萤石') && opens(a) ? byScale(a, 10, 5, 3) : null) },
  {
    quote: '晶质石墨矿石万吨/年60',
    says: (a) => (digs(a, '晶质石墨') && opens(a) ? byScale(a, 60, 20, undefined) : null),
  },
  {
    quote: '水泥用灰岩矿石万吨/年100',
    says: (a) => (digs(a, '水泥用灰岩') && opens(a) ? byScale(a, 100, 50, undefined) : null),
  },
  {
    quote: '建筑用石料矿石万吨/年80',
    // Tonnes against the cubic metres applied for: nobody knows without the density. No medium and no small ones.
    says: (a) =>
      digs(a, ...stone) && opens(a) && !eased(a)
        ? a.depositScale === undefined || a.depositScale === 'large'
          ? 'unknown'
          : 'anything'
        : null,
  },
  { quote: '砖瓦用页岩矿石万吨/年30', says: (a) => (digs(a, '砖瓦用页岩') && opens(a) ? byScale(a, 30, 13, 6) : null) },
  { quote: '矿泉水万吨/年10', says: (a) => (digs(a, '矿泉水') && opens(a) ? byScale(a, 10, 5, 3) : null) },
  {
    quote: '不再新建36万吨/年以下的露天开采铁矿',
    says: (a) => (digs(a, '铁') && opens(a) ? by(a, 'open-pit', least(output(a), 36)) : null),
  },
  {
    quote: '12万吨/年以下的地下开采铁矿',
    says: (a) => (digs(a, '铁') && opens(a) ? by(a, 'underground', least(output(a), 12)) : null),
  },
  // 120 t × 300 d and 360 t × 300 d.
  {
    quote: '日处理矿石能力不得低于120吨',
    says: (a) => (digs(a, '岩金') && opens(a) ? by(a, 'underground', least(output(a), 3.6)) : null),
  },
  {
    quote: '露天开采的不得低于360吨',
    says: (a) => (digs(a, '岩金') && opens(a) ? by(a, 'open-pit', least(output(a), 10.8)) : null),
  },
  { quote: '新建萤石矿山不得低于3万吨/年', says: (a) => (digs(a, '萤石') && opens(a) ? least(output(a), 3) : null) },
  {
    quote: '改扩建后不得低于5万吨/年',
    says: (a) => (digs(a, '萤石') && a.event === 'expansion' ? least(output(a), 5) : null),
  },
  {
    quote: '新建晶质石墨矿山不得低于20万吨/年',
    says: (a) => (digs(a, '晶质石墨') && opens(a) ? least(output(a), 20) : null),
  },
  {
    quote: '水泥用灰岩新建矿山生产规模不得低于60万吨/年',
    says: (a) => (digs(a, '水泥用灰岩') && opens(a) ? least(output(a), 60) : null),
  },
  { quote: '服务年限不少于10年', says: (a) => (digs(a, '水泥用灰岩') && opens(a) ? least(years(a), 10) : null) },
  {
    quote: '生产规模原则上不应少于35万立方米/年',
    says: (a) => (builds(a) && !eased(a) ? where(outside(a), least(output(a), 35, 'needs-reasons')) : null),
  },
  {
    quote: '服务年限不应少于6年',
    says: (a) => (builds(a) && !eased(a) ? where(outside(a), least(years(a), 6)) : null),
  },
  {
    quote: '生产规模可以放宽至10万立方米/年',
    says: (a) =>
      digs(a, ...stone) && opens(a) && eased(a) ? least(output(a), 10) : builds(a) && eased(a) ? 'anything' : null,
  },
  {
    quote: '普通类型矿泉水新建矿山不得低于5万吨/年',
    says: (a) =>
      digs(a, '矿泉水') && opens(a)
        ? where(a.variety === undefined ? undefined : a.variety === '普通类型', least(output(a), 5))
        : null,
  },
  {
    quote: '稀有类型的不得低于1万吨/年',
    says: (a) =>
      digs(a, '矿泉水') && opens(a)
        ? where(a.variety === undefined ? undefined : a.variety === '稀有类型', least(output(a), 1))
        : null,
  },
  { quote: '不得使用国家明令淘汰的工艺和设备', says: (a) => (mines(a) ? 'anything' : null) },
  {
    quote: '新建、扩建矿山应提交矿产资源开发利用方案',
    says: (a) => (mines(a) && (opens(a) || a.event === 'expansion') ? asks(a.documents, '开发利用方案') : null),
  },
]

export const yunyan: PencilPlan = {
  file: 'yunyan.txt',
  region: '990121',
  products: [
    { mineral: '铁', unit: '万吨/年', outputs: [11.9, 12, 35.9, 36, 39, 40, 60, 99, 100, 200] },
    { mineral: '岩金', unit: '万吨/年', outputs: [2.9, 3, 3.5, 3.6, 8.9, 9, 10.7, 10.8, 15] },
    { mineral: '萤石', unit: '万吨/年', outputs: [2.9, 3, 4.9, 5, 10] },
    { mineral: '晶质石墨', unit: '万吨/年', outputs: [19, 20, 59, 60] },
    { mineral: '水泥用灰岩', unit: '万吨/年', outputs: [49, 50, 59, 60, 100] },
    {
      mineral: '建筑用花岗岩',
      unit: '万立方米/年',
      outputs: [9, 10, 34, 35, 49, 50],
      block: '黑石沟一号建筑用花岗岩矿',
    },
    { mineral: '建筑用玄武岩', unit: '万立方米/年', outputs: [34, 35, 49, 50], block: '玄武台东建筑用玄武岩矿' },
    { mineral: '砖瓦用页岩', unit: '万吨/年', outputs: [5.9, 6, 13, 30] },
    { mineral: '砖瓦用粘土', unit: '万吨/年', outputs: [10] },
    { mineral: '砂金', unit: '万吨/年', outputs: [10] },
    { mineral: '矿泉水', unit: '万吨/年', outputs: [0.9, 1, 2.9, 3, 4.9, 5, 10] },
    { mineral: '硫铁矿', unit: '万吨/年', outputs: [10] },
  ],
  years: [5, 6, 7, 8, 9, 10],
  reserves: [100, 350, 1000].map((value) => ({ value, unit: '万立方米' })),
  zones: [...concentrated, ...key, graphite],
  townships: [],
  cards,
}
