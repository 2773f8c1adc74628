/** What a table's columns hold, told by their header words. */
import { parseUnit } from '#mineral/unit.ts'
import { once } from '#plan/once.ts'
import type { PlanTable } from '#plan/plan.ts'

export type ColumnKind =
  | 'number'
  | 'name'
  | 'mineral'
  | 'place'
  | 'area'
  | 'unit'
  | 'attribute'
  | 'large'
  | 'medium'
  | 'small'
  | 'floor'
  | 'life'
  | 'reserves'
  | 'method'
  | 'variety'
  | 'state'
  | 'parent'
  | 'level'
  | 'zone'
  | 'money'
  | 'time'
  | 'aim'
  | 'progress'
  | 'category'
  | 'count'
  | 'year-value'
  | 'target'
  | 'result'
  | 'remark'

/** Most particular first: the first that fits a header names its column. */
const words: readonly (readonly [ColumnKind, RegExp])[] = [
  ['remark', /备注|说明$|^注$/],
  ['large', /(?:^|·)大型?$|大型(?:矿山|矿床)?(?:[（(].*)?$/],
  ['medium', /(?:^|·)中型?$|中型(?:矿山|矿床)?(?:[（(].*)?$/],
  ['small', /(?:^|·)小型?$|小型(?:矿山|矿床)?(?:[（(].*)?$/],
  ['parent', /隶属|上级规划(?:名称)?|所属(?:上级|市级|省级)/],
  ['attribute', /属性|约束性|^(?:指标)?性质$/],
  ['unit', /单位(?:\/年)?(?:[（(].*)?$/],
  ['floor', /(?:最低|最小|准入)(?:的)?(?:开采|生产|建设|设计|开发)*规模|(?:开采|生产)规模(?:下限|门槛|准入|不低于)/],
  ['life', /服务年限|开采年限/],
  ['area', /面积|规模.*公顷/],
  ['money', /投资|资金|金额|经费|费用|预算|概算/],
  ['year-value', /(?:19|20)\d\d\s*年?/],
  ['progress', /进展|完成情况.*状态|竣工|验收/],
  ['result', /完成|实际|执行/],
  ['target', /^(?:规划)?(?:指标|目标)(?:值|数|年)?$|目标值|规划期?(?:末|目标)|指标值|^目标·|基期|现状值|规划值/],
  ['reserves', /(?:资源|储)量|资源储量/],
  ['method', /开采方式|方式$|开采类型|^(?:露天|地下)$|·(?:露天|地下|井采|水井)/],
  ['state', /状态|生产情况|·(?:生产|在建|停产|停采|正在开采|关闭|基建)/],
  ['zone', /^(?:分区|分区类型|区域类型|管控分区|分区名称类型|类型区)$/],
  ['variety', /^(?:类型|矿种类型|亚类|水质类型|适用条件|适用范围|条件)$/],
  ['number', /序号|编号|编码|代码|区号|^号$|^代号/],
  ['mineral', /矿种|主矿产|^矿\s*产$|(?:勘查|开采|开发|主攻|主要)矿产|矿产名称|^矿类$/],
  ['place', /所在|乡镇|行政区|位置|镇、乡|乡、镇|地区|所处|坐落|涉及(?:乡|镇)|分布/],
  ['level', /级别|来源|设置级|层级|规划级/],
  ['time', /时间|年限|年度|起止|工期|时限|时序|年份|进度/],
  ['category', /类别|种类|大类/],
  ['name', /名称|区名|项目$|工程$|区块$|矿山$|矿区$|矿产地$|^指标$|^项目|企业/],
  ['aim', /目标|成效|任务|内容|措施|效果|成果|作用|规模$/],
  ['count', /数量|个数|种数|小计|合计|总数|矿山数|采矿权|探矿权|区块数|^数$/],
]

/** The kind of every column, in order. */
export const columnKinds = once(
  (table: PlanTable) => table,
  ({ columns }): readonly (ColumnKind | null)[] =>
    columns.map((column) => {
      const plain = column.replace(/\s+/g, '')
      return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
    }),
)

/** Index of the first column of a kind, −1 where there is none. */
export const columnOf = (table: PlanTable, kind: ColumnKind): number => columnKinds(table).indexOf(kind)

/** All columns of a kind. */
export const columnsOf = (table: PlanTable, kind: ColumnKind): readonly number[] =>
  columnKinds(table).flatMap((own, i) => (own === kind ? [i] : []))

/** Unit in a header or a name: "面积（平方千米）" → 平方千米, "面积/平方千米" → 平方千米. */
export const unitInParentheses = (text: string): string | null => {
  const hit =
    /[（(]\s*(?:单位\s*[:：]\s*)?([^（）()]{1,10})\s*[）)]\s*$/.exec(text) ?? /[／/]([^／/（(年]{1,6})$/.exec(text)
  return hit ? hit[1]!.trim() : null
}

/** The unit a column's heading gives ("面积（km²）", "面积/平方千米"), else the table's. */
export const headingUnit = (table: PlanTable, column: number): string | null =>
  unitInParentheses(table.columns[column] ?? '') ?? table.unit

/** Every unit a heading gives, in its order: "拟设规模（万吨/年、万立方米/年）" has two. */
export const headingUnits = (table: PlanTable, column: number): readonly string[] =>
  (
    /[（(]\s*(?:单位\s*[:：]\s*)?([^（）()]{1,30})[）)]\s*$/.exec(table.columns[column] ?? '')?.[1] ??
    headingUnit(table, column) ??
    ''
  )
    .split(/[、,，；;或]|(?<=[吨米方])[/／](?=[万千亿吨立方])/)
    .map((unit) => unit.trim())
    .filter((unit) => parseUnit(unit) !== null)
