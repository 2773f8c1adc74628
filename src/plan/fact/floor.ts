/** Least mining scales: by mineral and deposit scale, by reserves held, by method, by variety. */
import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import { parseQuantity, quantitiesIn } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { DepositScale, MiningMethod, PlanTable } from '#plan/plan.ts'
import { columnOf, isTotalRow, saysNothing, unitInParentheses } from './column.ts'
import { type Draft, fromClause, fromRow, type Reading, rowSpan, WHOLE } from './draft.ts'
import { ownMinerals } from './own-mineral.ts'
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

/** The unit of a yearly output: "矿石万吨" under "单位/年" is 矿石万吨/年. */
const yearly = (unit: string, header: string): string =>
  parseUnit(unit)?.per === null && /[／/]\s*年|每年|年$/.test(header.replace(/[（）()]/g, '')) ? `${unit}/年` : unit

const scaleColumns = (table: PlanTable): readonly (readonly [number, DepositScale | null])[] => {
  const found: (readonly [number, DepositScale | null])[] = []
  for (const scale of ['large', 'medium', 'small'] as const)
    if (columnOf(table, scale) >= 0) found.push([columnOf(table, scale), scale])
  if (found.length > 0) return found
  const only = columnOf(table, 'floor')
  return only >= 0 ? [[only, null]] : []
}

const readFloorTable = (table: PlanTable): readonly Draft[] => {
  const mineral = columnOf(table, 'mineral') >= 0 ? columnOf(table, 'mineral') : columnOf(table, 'name')
  if (mineral < 0) return []
  const unitColumn = columnOf(table, 'unit')
  const further = Math.max(columnOf(table, 'variety'), columnOf(table, 'method'))
  return table.rows.flatMap((row, index): Draft[] => {
    const cell = row[mineral]!
    if (isTotalRow(row) || saysNothing(cell)) return []
    const named = subjectOf(cell, further >= 0 ? row[further] : '')
    return scaleColumns(table).flatMap(([column, scale]): Draft[] => {
      const text = row[column]!.trim()
      if (saysNothing(text)) return []
      const header = table.columns[column]!
      const unitCell = unitColumn >= 0 ? row[unitColumn]!.replace(/\s+/g, '') : ''
      const unit =
        unitCell !== '' ? yearly(unitCell, table.columns[unitColumn]!) : (unitInParentheses(header) ?? table.unit)
      const quantity = parseQuantity(text, unit ?? '')
      const span = rowSpan(table, index, mineral, column)
      if (!quantity || !span) return []
      const known = parseUnit(quantity.unit)
      const minerals = mineralList(named.subject).map((entry) => entry.name)
      return [
        {
          kind: 'floor',
          subject: named.subject,
          measure: '最低开采规模',
          op: '>=',
          value: quantity.value,
          unit: quantity.unit || null,
          year: null,
          attribute: null,
          ...fromRow(table, index, span),
          confidence:
            known && (known.dimension === 'mass' || known.dimension === 'volume') && minerals.length > 0
              ? 'sure'
              : 'likely',
          ...(scale ? { scale } : {}),
          ...(named.method ? { method: named.method } : {}),
          ...(named.variety ? { variety: named.variety } : {}),
          ...(minerals.length > 0 ? { minerals } : {}),
          act: 'mining',
          planLevel: 'own',
        },
      ]
    })
  })
}

/** "占用资源量 500～1000 → 50": the floor hangs on the reserves; the mineral stands in the title. */
const readReservesTable = (table: PlanTable): readonly Draft[] => {
  const reserves = columnOf(table, 'reserves')
  const floor = columnOf(table, 'floor')
  const minerals = mineralList(
    table.title.replace(/(?:矿山)?(?:最低|分档|生产|开采|规模).*$/, '').replace(/^.*[县市区州]/, ''),
  )
  const subject = minerals.map((entry) => entry.text).join('、')
  return table.rows.flatMap((row, index): Draft[] => {
    const quantity = parseQuantity(row[floor]!.trim(), unitInParentheses(table.columns[floor]!) ?? table.unit ?? '')
    const span = rowSpan(table, index, Math.min(reserves, floor), Math.max(reserves, floor))
    if (!quantity || !span || subject === '') return []
    return [
      {
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
      },
    ]
  })
}

const newWord = /规模|新建|新立|新设|改建|扩建|技改|矿山|能力/
const banWord = /(?:不再|不得|禁止|严禁|不予|停止)(?:审批|批准)?(?:新建|新设|新立|设立|设置)/
/** Sums of a whole region, not the scale of one mine. */
const totalWord = /总量|产量|开采量|合计|总计|现有|产能/

/** Floors said in a sentence: "…新建矿山生产规模不得低于5万吨/年", "不再新建45万吨/年以下露天锰矿". */
const readSentences = (plan: Reading): readonly Draft[] =>
  plan.clauses.flatMap((clause): Draft[] => {
    const text = clause.span.text
    if (!newWord.test(text) || !/\d/.test(text)) return []
    const minerals = mineralsIn(text, ownMinerals(plan))
    return quantitiesIn(text).flatMap((found): Draft[] => {
      const unit = parseUnit(found.unit)
      if (!unit || (unit.dimension !== 'mass' && unit.dimension !== 'volume') || unit.per === null) return []
      const from = Math.max(...[...'，。；：、'].map((mark) => text.lastIndexOf(mark, found.opStart - 1))) + 1
      const rest = text.slice(found.end).search(/[，。；、]/)
      const to = rest < 0 ? text.length : found.end + rest
      const own = text.slice(from, to)
      const ban = found.op === '<' && banWord.test(text.slice(0, found.start))
      const stated = found.op === null && /最低(?:开采|生产)规模[^，。；]*$/.test(text.slice(0, found.start))
      if ((!ban && !stated && found.op !== '>=') || !newWord.test(text.slice(0, to)) || totalWord.test(own)) return []
      const after = minerals.find((mention) => mention.start >= found.end && mention.end <= to)
      // "含锶的…" names what is in the water, not what is dug.
      const before = minerals.findLast(
        (mention) => mention.end <= found.start && !/含[^，。；]*$/.test(text.slice(0, mention.start)),
      )
      // Without a mineral of its own the sentence speaks of its heading's, or of every mineral.
      const heading = mineralsIn(clause.headings.at(-1) ?? '', ownMinerals(plan))[0]
      const subject = (ban ? (after ?? before) : before) ?? heading
      const ahead = text
        .slice(0, Math.max(0, from - 1))
        .split(/[，；]/)
        .at(-1)!
      const method = methodIn(own) ?? (/\d/.test(ahead) ? null : methodIn(ahead))
      const variety = /(?:普通|稀有|特殊|优质)(?:类型|型)/.exec(text.slice(from, found.start))?.[0]
      return [
        {
          kind: 'floor',
          subject: subject?.text ?? WHOLE,
          measure: '最低开采规模',
          op: '>=',
          value: found.value,
          unit: found.unit,
          year: null,
          attribute: null,
          ...fromClause(clause, clause.span),
          confidence: 'likely',
          ...(method ? { method } : {}),
          ...(variety ? { variety } : {}),
          ...(subject ? { minerals: [subject.name] } : {}),
          act: 'mining',
          planLevel: 'own',
        },
      ]
    })
  })

export const readFloors = (plan: Reading): readonly Draft[] => [
  ...plan.tables.flatMap((table) => {
    const role = tableRole(table)
    return role === 'floors' ? readFloorTable(table) : role === 'reserves-floors' ? readReservesTable(table) : []
  }),
  ...readSentences(plan),
]
