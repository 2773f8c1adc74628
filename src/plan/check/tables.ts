/** The tables of a plan as their checks read them: which column holds what, told by its heading. */
import type { Span } from '#document/document.ts'
import { containsMineral, mineralList, mineralsIn, normalMineral, sameMineral } from '#mineral/mineral.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'

export type ListingKind =
  | 'key-exploration'
  | 'exploration-block'
  | 'key-mining'
  | 'mining-block'
  | 'concentrated-mining'
  | 'restoration'
  | 'industrial'
  | 'project'

/** What text and titles call each kind of listing; the first that matches counts. */
export const LISTING_WORDS: readonly (readonly [ListingKind, RegExp])[] = [
  ['exploration-block', /勘查(?:规划)?区块/],
  ['mining-block', /开采(?:规划)?区块/],
  ['concentrated-mining', /集中开采区/],
  ['key-exploration', /重点勘查(?:规划)?区/],
  ['key-mining', /重点(?:开采|矿)(?:规划)?区/],
  ['industrial', /产业重点发展区|产业园区|资源产业.{0,4}区/],
  ['restoration', /重点治理区|重点修复区|生态修复(?:重点)?区|恢复治理区/],
  ['project', /工程|项目/],
]

export const LISTING_NAMES: Readonly<Record<ListingKind, string>> = {
  'exploration-block': '勘查规划区块',
  'mining-block': '开采规划区块',
  'concentrated-mining': '集中开采区',
  'key-exploration': '重点勘查区',
  'key-mining': '重点开采区',
  industrial: '产业重点发展区域',
  restoration: '重点治理区',
  project: '项目',
}

export type ListingRow = {
  readonly name: Span
  readonly code: Span | null
  readonly places: readonly string[]
  readonly placeSpan: Span | null
  readonly minerals: readonly string[]
  readonly mineralSpan: Span | null
  readonly area: number | null
  readonly areaSpan: Span | null
}

/** A table that lists zones, blocks or projects one by one. */
export type Listing = {
  readonly kind: ListingKind
  readonly table: PlanTable
  readonly rows: readonly ListingRow[]
  readonly hasArea: boolean
  readonly areaUnit: string | null
}

export type IndicatorRow = {
  readonly table: PlanTable
  readonly row: number
  /** Category, group and name as written, outermost first, each once. */
  readonly path: readonly string[]
  readonly name: Span
  readonly unit: string
  readonly unitSpan: Span | null
  readonly value: number | null
  readonly decimals: number
  readonly valueSpan: Span
  readonly attribute: 'binding' | 'expected' | null
  readonly attributeSpan: Span | null
  readonly minerals: readonly string[]
}

export type FloorRow = {
  readonly table: PlanTable
  readonly mineral: string
  readonly name: Span
  readonly method: 'open-pit' | 'underground' | null
  /** What else narrows the row: 普通类型, 机制砂原料. */
  readonly type: string | null
  readonly unit: string
  readonly unitSpan: Span | null
  readonly large: number | null
  readonly medium: number | null
  readonly small: number | null
  /** The least size that the row admits for a new mine. */
  readonly least: number | null
  /** What mines that exist must reach, where the table keeps them apart. */
  readonly existing: number | null
  readonly cells: readonly Span[]
}

const number = (text: string): number | null => {
  const match = text
    .replace(/[,，\s]/g, '')
    .match(/^(?:[≤≥≦≧<>＜＞约]|不[得应]?[低少小]于|大于|超过|不[得应]?超过|不[大高]于)?(\d+(?:\.\d+)?)/)
  return match ? Number(match[1]) : null
}

/** The number a cell begins with; null for a blank, a dash or words. */
export const cellNumber = (span: Span): number | null => number(span.text)

export const decimalsOf = (text: string): number => text.match(/\d\.(\d+)/)?.[1]?.length ?? 0

const column = (table: PlanTable, ...headings: readonly RegExp[]): number => {
  for (const heading of headings) {
    const at = table.columns.findIndex((name) => heading.test(name))
    if (at >= 0) return at
  }
  return -1
}

const firstWords = (table: PlanTable, row: number): string =>
  (table.rows[row]!.find((cell) => cell.trim() !== '') ?? '').trim()

/** Whether a row holds the totals of those above it. */
export const isTotalRow = (table: PlanTable, row: number): boolean =>
  /^(?:合|总|小)\s*计$/.test(firstWords(table, row)) ||
  // The region as a whole at the foot of a table by its parts.
  (row > 1 && row === table.rows.length - 1 && /^全[县市区旗州盟]$/.test(firstWords(table, row)))

/** A list of places or names in a cell. */
export const cellItems = (text: string): readonly string[] =>
  text
    .split(/[、，,；;\n\s]+|(?<=[镇乡道])(?:和|及|与)/)
    .map((item) => item.replace(/等$/, '').trim())
    .filter((item) => item !== '')

export const mineralsOf = (text: string): readonly string[] => mineralList(text).map((mention) => mention.name)

/** The unit a column's heading gives ("面积（km²）", "面积/平方千米"), else the table's. */
export const headingUnit = (table: PlanTable, at: number): string | null =>
  /[（(/／]\s*([^（()）]+?)\s*[）)]?$/.exec(table.columns[at] ?? '')?.[1] ?? table.unit

/** The last round's table of targets and results, whatever its title. */
const isLastRound = (table: PlanTable): boolean =>
  /完成情况|上一?轮|[二三四]轮/.test(table.title) ||
  table.columns.some((heading) => /(?:实际|是否)?完成|完成(?:值|情况|率)/.test(heading))

const listingKind = (table: PlanTable): ListingKind | null => {
  const name = column(table, /名称|项目$|工程$/)
  const title = table.title || table.columns[name] || ''
  for (const [kind, words] of LISTING_WORDS) if (words.test(title)) return kind
  // "重点区域一览": a column says of what kind each is.
  const type = name >= 0 ? column(table, /^(?:区域)?(?:类型|类别)$/) : -1
  const first = type >= 0 ? table.rows.find((row) => row[type]!.trim() !== '')?.[type] : undefined
  if (first) for (const [kind, words] of LISTING_WORDS) if (kind !== 'project' && words.test(first)) return kind
  return name >= 0 && /项目|工程/.test(table.columns[name]!) ? 'project' : null
}

const listingOf = (table: PlanTable): Listing | null => {
  const kind = listingKind(table)
  const name = column(table, /^(?:区块|区域|矿区|规划区|项目|工程|区)?名称?$/, /名称(?!.*上级)|区名/, /^项目$|^工程$/)
  if (!kind || name < 0 || /矿种|指标/.test(table.columns[name]!)) return null
  const code = column(table, /编号|代码|编码/)
  const place = column(table, /所在|行政区|乡镇|位置/)
  const mineral = column(table, /矿种|矿产/)
  const area = column(table, /面积/)
  const rows = table.cells.flatMap((cells, row): ListingRow[] => {
    if (isTotalRow(table, row) || cells[name]!.text.trim() === '') return []
    const at = (index: number): Span | null => (index >= 0 ? cells[index]! : null)
    return [
      {
        name: cells[name]!,
        code: at(code),
        places: place >= 0 ? cellItems(cells[place]!.text) : [],
        placeSpan: at(place),
        minerals: mineral >= 0 ? mineralsOf(cells[mineral]!.text) : [],
        mineralSpan: at(mineral),
        area: area >= 0 ? number(cells[area]!.text) : null,
        areaSpan: at(area),
      },
    ]
  })
  const unit = area >= 0 ? headingUnit(table, area) : null
  return { kind, table, rows, hasArea: area >= 0, areaUnit: unit }
}

/** "重点勘查区、重点开采区表": one table for zones of several kinds holds a listing for each, told row by row. */
const listingsOf = (table: PlanTable): readonly Listing[] => {
  const listing = listingOf(table)
  if (!listing) return []
  const type = column(table, /类型|类别|性质/)
  const kindOf = (row: ListingRow): ListingKind | null => {
    const cells = table.cells.find((each) => each.includes(row.name))
    for (const words of [type >= 0 ? (cells?.[type]?.text ?? '') : '', row.name.text])
      for (const [kind, pattern] of LISTING_WORDS) if (kind !== 'project' && pattern.test(words)) return kind
    return null
  }
  if (listing.kind === 'project') return [listing]
  let last: ListingKind = listing.kind
  const kinds = listing.rows.map((row) => {
    last = kindOf(row) ?? last
    return last
  })
  const said = LISTING_WORDS.filter(([kind, words]) => kind !== 'project' && words.test(table.title)).length
  const found = [...new Set(kinds)]
  if (found.length < 2 || (said < 2 && type < 0)) return [listing]
  return found.map((kind) => ({ ...listing, kind, rows: listing.rows.filter((_, at) => kinds[at] === kind) }))
}

const indicatorsOf = (table: PlanTable): readonly IndicatorRow[] => {
  const unit = column(table, /^(?:计量)?单位/)
  const name = column(table, /指标/)
  if (unit < 1 || name < 0 || isLastRound(table)) return []
  const attribute = column(table, /属性|性质/)
  const holdsTarget = (heading: string, i: number): boolean =>
    i > unit && i !== attribute && /值|年|目标/.test(heading) && !/备注|年均|变化|增[长减]|说明|基期|现状/.test(heading)
  const target = table.columns.findIndex((heading, i) => holdsTarget(heading, i) && /目标|指标值|规划/.test(heading))
  const value = target >= 0 ? target : table.columns.findLastIndex(holdsTarget)
  if (value < 0) return []
  return table.cells.flatMap((cells, row): IndicatorRow[] => {
    if (isTotalRow(table, row)) return []
    const path: string[] = []
    let last = cells[0]!
    for (let i = 0; i < unit; i++) {
      const word = cells[i]!.text.replace(/\s+/g, '')
      if (word === '' || /^\d+$/.test(word)) continue
      if (path.at(-1) !== word) path.push(word)
      last = cells[i]!
    }
    // A row without words names no indicator.
    if (path.length === 0) return []
    const words = attribute >= 0 ? cells[attribute]!.text : ''
    return [
      {
        table,
        row,
        path,
        name: last,
        unit: cells[unit]!.text.replace(/\s+/g, ''),
        unitSpan: cells[unit]!,
        value: number(cells[value]!.text),
        decimals: decimalsOf(cells[value]!.text),
        valueSpan: cells[value]!,
        attribute: /约束/.test(words) ? 'binding' : /预期|指导/.test(words) ? 'expected' : null,
        attributeSpan: attribute >= 0 ? cells[attribute]! : null,
        minerals: /比例|产值|矿山数|数量|矿产地|率$/.test(last.text)
          ? []
          : mineralsIn(last.text).map((mention) => mention.name),
      },
    ]
  })
}

/** Titled as such, or with columns of sizes beside a unit of output a year. */
const isFloorTable = (table: PlanTable): boolean => {
  if (/最低(?:开采|生产|建设)?规模|准入规模/.test(`${table.title}${table.columns.join('')}`)) return true
  const unit = table.columns.findIndex((heading) => /单位/.test(heading))
  const sized = (size: string): boolean =>
    table.columns.some((heading) => new RegExp(`^${size}型?$`).test(heading.split('·').at(-1)!))
  return unit >= 0 && ['大', '中', '小'].every(sized) && table.rows.some((row) => /吨|立方|m³|m3/.test(row[unit]!))
}

/** The unit a cell writes behind its number: "3万吨/年". */
const cellUnit = (text: string): string | null =>
  /\d\s*([\p{Script=Han}m³]+(?:[/／][年日ad])?)$/u.exec(text.trim())?.[1] ?? null

const floorsOf = (table: PlanTable): readonly FloorRow[] => {
  if (!isFloorTable(table)) return []
  const mineral = column(table, /矿种|矿产|名称/)
  const unit = column(table, /单位/)
  if (mineral < 0) return []
  const size = (words: RegExp): number => table.columns.findIndex((heading) => words.test(heading.split('·').at(-1)!))
  const large = size(/^大型?/)
  const medium = size(/^中型?/)
  const small = size(/^小型?/)
  const fresh = column(table, /新建|新设|新立|新增|拟[建设]/)
  const existing = column(table, /^(?!.*新[建设立]).*(?:已有|已建|现有|已设|生产矿山|保留|改扩建)/)
  const single = large < 0 && small < 0 ? (fresh >= 0 ? fresh : column(table, /最低.*规模/, /规模/)) : -1
  return table.cells.flatMap((cells, row): FloorRow[] => {
    if (isTotalRow(table, row)) return []
    const at = (index: number): number | null => (index >= 0 ? number(cells[index]!.text) : null)
    const type = column(table, /类型|开采方式|方式|条件|区域|储量|资源量|矿床规模|矿区规模/)
    // "100/30/9" in one cell: large, medium, small.
    const graded =
      single >= 0
        ? /^(\d+(?:\.\d+)?)[/／、](\d+(?:\.\d+)?)[/／、](\d+(?:\.\d+)?)$/.exec(cells[single]!.text.replace(/\s/g, ''))
        : null
    const grade = (i: number): number | null => (graded ? Number(graded[i]) : null)
    const words = `${cells[mineral]!.text} ${type >= 0 ? cells[type]!.text : ''}`
    const values = [at(large), at(medium), at(small), at(single), grade(2), grade(3)].filter((value) => value !== null)
    const written =
      unit >= 0
        ? cells[unit]!.text.replace(/\s+/g, '')
        : ((single >= 0 ? (headingUnit(table, single) ?? cellUnit(cells[single]!.text)) : table.unit) ?? '')
    return [
      {
        table,
        mineral: normalMineral(cells[mineral]!.text.replace(/[（(].*?[）)]/g, '').trim()),
        type: type >= 0 && !/^[-—–/／\s]*$/.test(cells[type]!.text) ? cells[type]!.text.trim() : null,
        name: cells[mineral]!,
        method: /露天/.test(words) ? 'open-pit' : /地下|井工/.test(words) ? 'underground' : null,
        unit: unit >= 0 && /[/／]年/.test(table.columns[unit]!) && !/[/／]/.test(written) ? `${written}/年` : written,
        unitSpan: unit >= 0 ? cells[unit]! : null,
        large: at(large) ?? grade(1),
        medium: at(medium) ?? grade(2),
        small: at(small) ?? grade(3),
        least: values.length > 0 ? Math.min(...values) : null,
        existing: at(existing),
        cells: [large, medium, small, single].filter((i) => i >= 0).map((i) => cells[i]!),
      },
    ]
  })
}

export type Tables = {
  readonly listings: readonly Listing[]
  readonly indicators: readonly IndicatorRow[]
  readonly floors: readonly FloorRow[]
}

const known = new WeakMap<readonly PlanTable[], Tables>()

/** Listings, indicators and floors of a plan. Computed once per plan. */
export const tablesOf = (plan: Plan): Tables => {
  const before = known.get(plan.tables)
  if (before) return before
  const tables: Tables = {
    listings: plan.tables.flatMap(listingsOf),
    indicators: plan.tables.flatMap(indicatorsOf),
    floors: plan.tables.flatMap(floorsOf),
  }
  known.set(plan.tables, tables)
  return tables
}

/**
 * The rows that speak of a mineral, table by table: its own row; else the rows of what contains it; else those of what it
 * contains. 建筑用石料 beside 建筑用砂岩 does not stand for the latter.
 */
export const rowsOfMineral = <Row extends { readonly table: PlanTable; readonly mineral: string }>(
  rows: readonly Row[],
  mineral: string,
): readonly Row[] => {
  return [...Map.groupBy(rows, (row) => row.table).values()].flatMap((inTable) => {
    const same = inTable.filter((row) => sameMineral(row.mineral, mineral))
    if (same.length > 0) return same
    const whole = inTable.filter((row) =>
      containsMineral(
        row.mineral,
        mineral,
        inTable.flatMap((other) => (other === row ? [] : [other.mineral])),
      ),
    )
    return whole.length > 0 ? whole : inTable.filter((row) => containsMineral(mineral, row.mineral))
  })
}

/** Of two names for a mineral, whether one stands for the other. */
export const covers = (a: string, b: string): boolean => containsMineral(a, b) || containsMineral(b, a)

/** Beyond this many tables of one kind a text is compared with those nearest to it: cost stays linear in a plan's length. */
const MOST_COMPARED = 4

/** Of many tables of one kind those that stand nearest to an offset of the source. */
export const nearest = <Item>(
  items: readonly Item[],
  tableOf: (item: Item) => PlanTable,
  at: number,
): readonly Item[] => {
  const tables = [...new Set(items.map(tableOf))]
  if (tables.length <= MOST_COMPARED) return items
  const near = tables.sort((a, b) => Math.abs(a.at.start - at) - Math.abs(b.at.start - at)).slice(0, MOST_COMPARED)
  return items.filter((item) => near.includes(tableOf(item)))
}
