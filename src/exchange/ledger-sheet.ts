/** The Excel forms of the ledger: mines, yearly returns, lists of rights. */
import { readMine, readReturn } from '#ledger/ledger.ts'
import type { MineEntry, ReturnEntry } from '#rules/situation.ts'
import { readSheet, type SheetForm, type SheetRow } from './excel.ts'
import type { ExchangeMessage, ExchangeResult } from './message.ts'

const scale = {
  key: 'scale',
  titles: ['开采规模', '矿山规模', '规模', '规模类型'],
  kind: 'choice',
  choices: { 大型: 'large', 中型: 'medium', 小型: 'small', 大: 'large', 中: 'medium', 小: 'small' },
} as const

export const mineForm: SheetForm = {
  title: '矿山',
  unique: ['name', 'region'],
  columns: [
    { key: 'name', titles: ['矿山名称', '矿山', '名称', '采矿权名称'], kind: 'text', required: true },
    { key: 'minerals', titles: ['矿种', '开采矿种', '主矿种', '开采主矿种'], kind: 'list', required: true },
    scale,
    {
      key: 'status',
      titles: ['生产状态', '状态', '矿山状态', '开采状态', '生产状况'],
      kind: 'choice',
      required: true,
      choices: {
        生产: 'producing',
        在产: 'producing',
        在建: 'building',
        筹建: 'building',
        基建: 'building',
        停产: 'suspended',
        关闭: 'closed',
        闭坑: 'closed',
      },
    },
    { key: 'annualOutput', titles: ['设计生产规模', '生产规模', '年产量', '设计规模', '生产能力'], kind: 'quantity' },
    { key: 'region', titles: ['行政区代码', '行政区划代码', '所在县'], kind: 'text' },
    { key: 'township', titles: ['所在乡镇', '乡镇'], kind: 'text' },
    // "无" says that it lies in no zone; an empty cell that nobody knows.
    { key: 'inside', titles: ['所在规划分区', '规划分区', '所在分区'], kind: 'list' },
    { key: 'block', titles: ['规划区块', '规划区块编号', '区块编号'], kind: 'text' },
    { key: 'longitude', titles: ['经度', '中心点经度'], kind: 'number' },
    { key: 'latitude', titles: ['纬度', '中心点纬度'], kind: 'number' },
  ],
}

/** A point out of the two columns of a row; the row as it is where it has neither. */
const withLocation = ({ longitude, latitude, ...values }: SheetRow['values']): Record<string, unknown> =>
  longitude === undefined && latitude === undefined
    ? values
    : { ...values, location: { type: 'Point', coordinates: [longitude, latitude] } }

/** The row of a mine: of an area on the map only the register itself keeps the corners. */
export const mineRow = ({ location, inside, block, mapped: _, ...mine }: MineEntry): SheetRow['values'] => {
  const [longitude, latitude] = location?.type === 'Point' ? (location.coordinates as readonly number[]) : []
  const point = longitude === undefined || latitude === undefined ? {} : { longitude, latitude }
  return {
    ...mine,
    ...point,
    ...(inside ? { inside: inside.length > 0 ? inside : ['无'] } : {}),
    ...(block ? { block: block === 'none' ? '无' : block } : {}),
  } as SheetRow['values']
}

export const returnForm: SheetForm = {
  title: '年报',
  unique: ['mine', 'year', 'region'],
  columns: [
    { key: 'mine', titles: ['矿山名称', '矿山', '名称'], kind: 'text', required: true },
    { key: 'year', titles: ['年度', '年份', '年'], kind: 'year', required: true },
    { key: 'output', titles: ['实际产量', '年产量', '产量', '采出量', '年产矿量'], kind: 'quantity', required: true },
    {
      key: 'region',
      titles: ['行政区代码', '行政区划代码', '所在县'],
      kind: 'text',
      hint: '几个县有同名矿山时填写',
    },
  ],
}

export const rightForm: SheetForm = {
  title: '矿业权',
  unique: ['licence'],
  columns: [
    {
      key: 'licence',
      titles: ['许可证号', '采矿许可证号', '勘查许可证号', '证号'],
      kind: 'text',
      required: true,
      hint: '每行不同；以“示例”开头的行不审查',
    },
    { key: 'name', titles: ['项目名称', '矿山名称', '矿业权名称', '名称'], kind: 'text', required: true },
    { key: 'holder', titles: ['矿业权人', '采矿权人', '探矿权人', '权利人'], kind: 'text' },
    {
      key: 'act',
      titles: ['类型', '权利类型', '矿业权类型'],
      kind: 'choice',
      choices: { 采矿权: 'mining', 探矿权: 'exploration' },
    },
    {
      key: 'minerals',
      titles: ['矿种', '开采矿种', '开采主矿种', '勘查矿种'],
      kind: 'list',
      required: true,
      hint: '写矿种名称，主矿种在前',
    },
    {
      key: 'method',
      titles: ['开采方式'],
      kind: 'choice',
      choices: {
        露天开采: 'open-pit',
        露天: 'open-pit',
        地下开采: 'underground',
        地下: 'underground',
        凿井: 'well',
        扩泉: 'well',
      },
    },
    { key: 'annualOutput', titles: ['设计生产规模', '生产规模', '年产量', '设计规模'], kind: 'quantity' },
    {
      key: 'event',
      titles: ['申请事项', '事项', '登记事项'],
      kind: 'choice',
      hint: '留空的是已有的矿业权，按现在重新设立来看是否符合；区块等只管新设的条文不计',
      choices: {
        新立: 'new',
        新设: 'new',
        扩大矿区范围: 'expansion',
        扩界: 'expansion',
        扩大生产规模: 'capacity-upgrade',
        变更: 'change',
        延续: 'renewal',
        转让: 'transfer',
        更名: 'rename',
        探转采: 'conversion',
        闭坑: 'closure',
      },
    },
    {
      key: 'depositScale',
      titles: ['储量规模', '资源储量规模', '矿床规模'],
      kind: 'choice',
      choices: { 大型: 'large', 中型: 'medium', 小型: 'small' },
    },
    { key: 'reserves', titles: ['资源储量', '保有资源储量', '保有资源量'], kind: 'quantity' },
    { key: 'serviceLife', titles: ['服务年限', '矿山服务年限'], kind: 'quantity', unit: '年' },
    {
      key: 'region',
      titles: ['行政区代码', '行政区划代码'],
      kind: 'text',
      hint: '县级行政区六位代码；不填时为规划所在的行政区',
    },
    { key: 'township', titles: ['所在乡镇', '乡镇'], kind: 'text' },
    {
      key: 'block',
      titles: ['规划区块', '规划区块编号', '区块编号'],
      kind: 'text',
      hint: '规划中的区块编号；确知不在任何区块内的填“无”，不知道的留空',
    },
    { key: 'from', titles: ['有效期起', '有效期限起', '起始日期'], kind: 'date' },
    { key: 'to', titles: ['有效期止', '有效期限止', '终止日期', '有效期至'], kind: 'date' },
    { key: 'statedArea', titles: ['面积', '矿区面积', '勘查面积'], kind: 'quantity', unit: '平方千米' },
    {
      key: 'altitude',
      titles: ['开采标高', '开采深度', '采深标高', '拟设开采标高', '开采标高范围'],
      kind: 'text',
      hint: '上限和下限，单位米，1985 国家高程基准，如“由1250米至900米标高”“+1250m~+900m”',
    },
    {
      key: 'corners',
      titles: ['拐点坐标', '区域坐标', '坐标', '坐标串'],
      kind: 'text',
      hint: '2000 国家大地坐标系；登记坐标串，或一行一个拐点“X Y”，或“经度 纬度”',
    },
  ],
}

/** Entries with the sheet row each came from, and the region as that row names it. */
export type FromRow<T> = { readonly row: number; readonly region?: string; readonly entry: T }

type Answer<T> = {
  readonly value: T | null
  readonly messages: readonly {
    readonly severity: ExchangeMessage['severity']
    readonly text: string
    readonly textEn: string
  }[]
}

const readEntries = async <T>(
  bytes: Uint8Array,
  form: SheetForm,
  read: (json: unknown, path: string) => Answer<T>,
): Promise<ExchangeResult<FromRow<T>[]>> => {
  const { value: rows, messages } = await readSheet(bytes, form)
  const told = new Set(messages.filter(({ severity }) => severity === 'error').map(({ row }) => row))
  const all = [...messages]
  const entries = rows.flatMap(({ row, values }): FromRow<T>[] => {
    // A row already told wrong is not told twice in other words.
    if (told.has(row)) return []
    const answer = read(values, `第 ${row} 行`)
    all.push(...answer.messages.map((message) => ({ ...message, row })))
    const region = typeof values.region === 'string' ? { region: values.region } : {}
    return answer.value === null ? [] : [{ row, ...region, entry: answer.value }]
  })
  return { value: entries, messages: all }
}

export const readMineSheet = (bytes: Uint8Array): Promise<ExchangeResult<FromRow<MineEntry>[]>> =>
  readEntries(bytes, mineForm, (values, path) => readMine(withLocation(values as SheetRow['values']), path))

export const readReturnSheet = (bytes: Uint8Array): Promise<ExchangeResult<FromRow<ReturnEntry>[]>> =>
  readEntries(bytes, returnForm, readReturn)

/** Rights as rows: `values` go into an application as they are, `corners` into the reader of corner points. */
export const readRightSheet = (bytes: Uint8Array): Promise<ExchangeResult<SheetRow[]>> => readSheet(bytes, rightForm)
