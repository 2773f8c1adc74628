/** Least mining scales: by mineral and deposit scale, by reserves held, by method, by variety. */
import { cut } from '#document/span.ts'
import { mineralList } from '#mineral/mineral.ts'
import { parseQuantity } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { MiningMethod, PlanTable, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { saysNothing } from './cell.ts'
import { columnOf, unitInParentheses } from './column.ts'
import { type Draft, fromClause, fromRow, WHOLE } from './draft.ts'
import { floorRowsOf } from './floor-row.ts'
import { floorStatementsOf } from './floor-statement.ts'
import { tableRole } from './table-role.ts'

/** Open-pit, underground or well, where the words say exactly one of them. */
export const methodIn = (text: string): MiningMethod | null => {
  const open = /露天/.test(text)
  const under = /地下|井工|坑采|硐采|井下/.test(text)
  const well = /凿井|钻井|扩泉|水井|井采/.test(text)
  return open && !under && !well
    ? 'open-pit'
    : under && !open && !well
      ? 'underground'
      : well && !open && !under
        ? 'well'
        : null
}

type Named = { readonly subject: string; readonly method?: MiningMethod; readonly variety?: string }

/** "铁（地下）" → 铁, underground; "矿泉水（稀有类型）" → 矿泉水, variety 稀有类型. */
const subjectOf = (cell: string, further = ''): Named => {
  const plain = cell.replace(/\s+/g, '')
  const hit = /^(.+?)[（(]([^（）()]+)[）)]$/.exec(plain)
  const inner = hit ? hit[2]! : ''
  const note = [inner, saysNothing(further) ? '' : further.replace(/\s+/g, '')].filter((word) => word !== '')
  const method = note.map(methodIn).find((found) => found !== null)
  const variety = note.filter((word) => methodIn(word) === null && !/^(?:不分|全部|主矿|含)/.test(word)).join('、')
  return { subject: hit ? hit[1]! : plain, ...(method ? { method } : {}), ...(variety ? { variety } : {}) }
}

const readRows = (plan: Reading): readonly Draft[] =>
  floorRowsOf(plan).flatMap((floor): readonly Draft[] => {
    const { table } = floor
    const mineral = table.cells[floor.row]!.indexOf(floor.name)
    const further = Math.max(columnOf(table, 'variety'), columnOf(table, 'method'))
    const named = subjectOf(floor.name.text, further >= 0 ? table.rows[floor.row]![further] : '')
    const minerals = mineralList(named.subject).map((entry) => entry.name)
    const dimension = parseUnit(floor.unit)?.dimension
    return [...floor.values, ...(floor.existing ? [floor.existing] : [])].flatMap((each): Draft | [] => {
      const span = rowSpan(table, floor.row, mineral, each.column)
      if (!span) return []
      const varieties = [named.variety, each === floor.existing ? table.columns[each.column]! : undefined]
      const variety = varieties.filter((word) => word !== undefined).join('、')
      return {
        kind: 'floor',
        subject: named.subject,
        measure: '最低开采规模',
        op: '>=',
        value: each.value,
        unit: floor.unit || null,
        year: null,
        attribute: null,
        ...fromRow(table, floor.row, span),
        confidence: (dimension === 'mass' || dimension === 'volume') && minerals.length > 0 ? 'sure' : 'likely',
        ...(each.scale ? { scale: each.scale } : {}),
        ...(named.method ? { method: named.method } : {}),
        ...(variety ? { variety } : {}),
        ...(minerals.length > 0 ? { minerals } : {}),
        act: 'mining',
        planLevel: 'own',
      }
    })
  })

/** "占用资源量 500～1000 → 50": the floor hangs on the reserves; the mineral stands in the title. */
const readReservesTable = (table: PlanTable): readonly Draft[] => {
  const reserves = columnOf(table, 'reserves')
  const floor = columnOf(table, 'floor')
  const minerals = mineralList(
    table.title.replace(/(?:矿山)?(?:最低|分档|生产|开采|规模).*$/, '').replace(/^.*[县市区州]/, ''),
  )
  const subject = minerals.map((entry) => entry.text).join('、')
  return table.rows.flatMap((row, index): Draft | [] => {
    const quantity = parseQuantity(row[floor]!.trim(), unitInParentheses(table.columns[floor]!) ?? table.unit ?? '')
    const span = rowSpan(table, index, Math.min(reserves, floor), Math.max(reserves, floor))
    if (!quantity || !span || subject === '') return []
    return {
      kind: 'floor',
      subject,
      measure: '最低开采规模',
      op: '>=',
      value: quantity.value,
      unit: quantity.unit || null,
      year: null,
      attribute: null,
      ...fromRow(table, index, span),
      confidence: 'likely',
      variety: `${table.columns[reserves]!.replace(/[（(].*/, '')}${row[reserves]!.trim()}${unitInParentheses(table.columns[reserves]!) ?? ''}`,
      minerals: minerals.map((entry) => entry.name),
      act: 'mining',
      planLevel: 'own',
    }
  })
}

/** Floors said in sentences: "…新建矿山生产规模不得低于5万吨/年", "不再新建45万吨/年以下露天锰矿". */
const readSentences = (plan: Reading): readonly Draft[] =>
  floorStatementsOf(plan).map((statement): Draft => {
    const { passage, figure, from, to, minerals, method, daily } = statement
    const variety = statement.variety && `${statement.variety}类型`
    return {
      kind: 'floor',
      subject: minerals.join('、') || WHOLE,
      measure: '最低开采规模',
      op: '>=',
      value: figure.value,
      unit: figure.per ? figure.unit : `${figure.unit}/${daily ? '日' : '年'}`,
      year: null,
      attribute: null,
      ...fromClause(passage, cut(passage.span, from, passage.text.slice(0, to).search(/[。；;！]?$/))),
      confidence: 'likely',
      ...(method ? { method } : {}),
      ...(variety ? { variety } : {}),
      ...(minerals.length > 0 ? { minerals } : {}),
      act: 'mining',
      planLevel: 'own',
    }
  })

export const readFloors = (plan: Reading): readonly Draft[] => [
  ...readRows(plan),
  ...plan.tables.filter((table) => tableRole(table) === 'reserves-floors').flatMap(readReservesTable),
  ...readSentences(plan),
]
