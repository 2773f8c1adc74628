/** Counts in a table against what is enumerated beside them, column totals, and the text's own totals of the same things. */

import type { Span } from '#document/document.ts'
import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import { cellNumber, isTotalRow } from '#plan/fact/cell.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { findIn, passagesOf, saidIn } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** How many things a cell enumerates; a cell that says a number counts for that number. */
export const itemsIn = (text: string): number => {
  const words = text.trim()
  if (words === '' || /^[-—–－/／]+$/.test(words)) return 0
  return mineralList(words).length
}

type Column = 'count' | 'list' | 'number' | 'other'

const columnKinds = (table: PlanTable): readonly Column[] =>
  table.columns.map((heading, at) => {
    const cells = table.rows.filter((_, row) => !isTotalRow(table, row)).map((row) => row[at]!.trim())
    const filled = cells.filter((cell) => cell !== '')
    if (/序号|编号|代码/.test(heading) || filled.length === 0) return 'other'
    const numeric = filled.filter((cell) => /^[≤≥<>]?\d+(?:\.\d+)?$/.test(cell.replace(/[,，\s]/g, ''))).length
    if (numeric === filled.length) return /数量?$|种数|个数|合计/.test(heading) ? 'count' : 'number'
    if (numeric > 0) return 'other'
    const lists = filled.filter((cell) => /[、,，;；]/.test(cell)).length
    // A project's name with two places in it lists no things to count.
    const named = /名称|项目/.test(heading) && !/矿产|矿种/.test(heading)
    if (named && filled.filter((cell) => mineralsIn(cell).length > 0).length < filled.length / 2) return 'other'
    return lists > 0 && /矿产|矿种|名称|项目|种类|查明|储量/.test(heading) && !/类别|类型|所在|措施/.test(heading)
      ? 'list'
      : 'other'
  })

const rowCounts = (table: PlanTable, kinds: readonly Column[]): Finding[] => {
  const count = kinds.indexOf('count')
  const lists = kinds.flatMap((kind, at) => (kind === 'list' ? [at] : []))
  if (count < 0 || lists.length === 0) return []
  return table.cells.flatMap((cells, row): Finding | [] => {
    const stated = cellNumber(cells[count]!)
    if (isTotalRow(table, row) || stated === null) return []
    const found = lists.map((at) => itemsIn(cells[at]!.text))
    const total = found.reduce((sum, items) => sum + items, 0)
    if (total === 0) return []
    const holds = total === stated
    return judged(holds, {
      quotes: [
        ...lists.filter((at) => cells[at]!.text.trim() !== '').map((at) => quote(cells[at]!)),
        quote(cells[count]!),
      ],
      computed: `${found.length > 1 ? `${found.join(' + ')} = ` : ''}${total}${holds ? ' = ' : ' ≠ '}${stated}`,
      right: { zh: `${table.id}：列举${total}项，与数量一致`, en: `${table.id}: ${total} are listed, as counted` },
      wrong: {
        zh: `${table.id}：列举${total}项，数量却为${stated}`,
        en: `${table.id}: ${total} are listed, the count says ${stated}`,
      },
      remedy: { zh: '补全列举或改正数量', en: 'Complete the list or correct the count' },
    })
  })
}

/** A category's rows added up against what the text says of that category ("金属矿产16种"). */
const categories = (plan: Plan, table: PlanTable, kinds: readonly Column[]): Finding[] => {
  const count = kinds.indexOf('count')
  const lists = kinds.flatMap((kind, at) => (kind === 'list' ? [at] : []))
  if (lists.length === 0) return []
  const listed = (cells: readonly Span[]): number => lists.reduce((sum, at) => sum + itemsIn(cells[at]!.text), 0)
  const sums = new Map<string, { total: number; rows: number[] }>()
  table.cells.forEach((cells, row) => {
    if (isTotalRow(table, row)) return
    const name = cells[0]!.text.replace(/\s+/g, '')
    const value = count >= 0 ? cellNumber(cells[count]!) : listed(cells)
    const entry = sums.get(name) ?? { total: 0, rows: [] }
    entry.total += value ?? 0
    entry.rows.push(row)
    sums.set(name, entry)
  })
  const totalRow = table.cells.findIndex((_, row) => isTotalRow(table, row))
  return saidIn(plan).flatMap(({ passage, figure }): Finding[] => {
    if (figure.dimension !== 'kinds') return []
    const label = figure.label.replace(/^(?:其中|包括|有)/, '')
    const entry = sums.get(label)
    if (entry) {
      const holds = entry.total === figure.value
      const cells = entry.rows.map((row) => table.cells[row]![count >= 0 ? count : lists[0]!]!)
      return [
        judged(holds, {
          quotes: [quote(passage.span, figure.labelStart, figure.end), ...cells.map((cell) => quote(cell))],
          computed: `${table.id}：${entry.rows.map((row) => (count >= 0 ? table.rows[row]![count] : listed(table.cells[row]!))).join(' + ')} = ${entry.total}${holds ? ' = ' : ' ≠ '}${figure.text}`,
          right: { zh: `“${label}”与${table.id}分类小计一致`, en: `“${label}” agrees with the rows of ${table.id}` },
          wrong: {
            zh: `“${label}”文中${figure.text}，${table.id}小计为${entry.total}`,
            en: `“${label}”: the text has ${figure.text}, ${table.id} adds up to ${entry.total}`,
          },
          remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
        }),
      ]
    }
    if (totalRow < 0) return []
    return totalInText(table, totalRow, passage, figure)
  })
}

const squeezed = (words: string): string => words.replace(/[的\s]/g, '')

/** "查明储量的矿产26种" against the total of the column of that name; "列入…17种" against a bracket in the total. */
const totalInText = (
  table: PlanTable,
  row: number,
  passage: ReturnType<typeof passagesOf>[number],
  figure: ReturnType<typeof passagesOf>[number]['figures'][number],
): Finding[] => {
  if (!passage.text.includes(table.id) && !/矿产.*(?:种|类|数量|一览|统计)|储量/.test(table.title)) return []
  const label = squeezed(figure.label)
  const cells = table.cells[row]!
  let at = table.columns.findIndex(
    (heading, c) =>
      c > 0 && squeezed(heading).length > 3 && label.endsWith(squeezed(heading)) && cellNumber(cells[c]!) !== null,
  )
  if (at < 0 && /(?:共|已)?(?:共)?发现(?:各类)?矿产$/.test(label))
    at = table.columns.findIndex(
      (heading, c) => c > 0 && /^数量|^合计|已发现矿产/.test(heading) && cellNumber(cells[c]!) !== null,
    )
  let stated = at >= 0 ? cellNumber(cells[at]!) : null
  if (at >= 0 && /未/.test(label) !== /未/.test(table.columns[at]!)) return []
  if (at < 0 && /列入|上表/.test(label)) {
    at = cells.findIndex((cell) => /[（(].*列入.*?\d+/.test(cell.text))
    stated = at >= 0 ? Number(/[（(].*列入.*?(\d+)/.exec(cells[at]!.text)![1]) : null
  }
  if (at < 0 || stated === null) return []
  const holds = stated === figure.value
  return [
    judged(holds, {
      quotes: [quote(passage.span, figure.labelStart, figure.end), quote(cells[at]!)],
      computed: `${figure.text}${holds ? ' = ' : ' ≠ '}${table.id} ${stated}`,
      right: { zh: `正文与${table.id}合计一致`, en: `The text agrees with the total of ${table.id}` },
      wrong: {
        zh: `正文为${figure.text}，${table.id}合计为${stated}`,
        en: `The text has ${figure.text}, the total of ${table.id} is ${stated}`,
      },
      remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
    }),
  ]
}

/** "对甲、乙、丙等3种矿产": what is enumerated before a number is no more than the number says. */
const enumeratedInText = (plan: Plan): Finding[] =>
  findIn(
    plan,
    /(?:^|[对将为在])([^，。；：对将为在]{2,80}?、[^，。；：]{1,40}?)等?(\d+|[二三四五六七八九十]+)\s*[种个](?:重要|重点|主要|优势|战略性|特色|紧缺)?(?:矿产|矿种)/g,
  ).flatMap(({ passage, match }): Finding | [] => {
    const stated = parseNumeral(match[2]!)
    const items = mineralList(match[1]!).length
    if (stated === null || items < 2 || items !== match[1]!.split(/[、和及]/).length) return []
    const holds = items === stated
    if (items < stated) return []
    const from = match.index + match[0].indexOf(match[1]!)
    return judged(holds, {
      quotes: [quote(passage.span, from, match.index + match[0].length)],
      computed: `${items}${holds ? ' = ' : ' > '}${stated}`,
      right: { zh: `列举${items}种，与数量一致`, en: `${items} are listed, as counted` },
      wrong: { zh: `列举${items}种，数量却为${stated}`, en: `${items} are listed, the count says ${stated}` },
      remedy: { zh: '改正列举或数量', en: 'Correct the list or the count' },
    })
  })

const AREAS =
  /([^，。；：（）]{2,24}(?:、[^，。；：（）、]{2,24}){1,9})(?:等)?(\d+|[二三四五六七八九十]+)\s*[个处](?=(?:国家|自治区级|省级|市级|县级)?(?:重点|集中|限制|禁止|规划|能源|矿区|勘查|开采|资源|片区|园区|基地|项目|工程))/g

/** "甲钼矿、乙钒矿、丙铁矿3个重点开采区": areas named and counted in one breath. */
const namedAreas = (plan: Plan): Finding[] =>
  findIn(plan, AREAS).flatMap(({ passage, match }): Finding | [] => {
    const stated = parseNumeral(match[2]!)
    const items = match[1]!.split('、').length
    const open = /等$/.test(match[0].slice(0, match[0].lastIndexOf(match[2]!)))
    if (stated === null || stated < 2 || (open && items < stated)) return []
    const holds = items === stated
    return judged(holds, {
      quotes: [quote(passage.span, match.index, match.index + match[0].length + 6)],
      computed: `${items} ${holds ? '=' : '≠'} ${stated}`,
      right: { zh: `列举${items}个，与数量一致`, en: `${items} are named, as counted` },
      wrong: { zh: `列举${items}个，数量却为${stated}`, en: `${items} are named, the count says ${stated}` },
      remedy: { zh: '改正列举或数量', en: 'Correct the list or the count' },
      // What leads the list may be part of its first name, or a list of its own.
      otherwise: items > stated ? 'fails' : 'doubtful',
    })
  })

/** "重点治理区4处—第一处为…、第二处为…": what is counted and then told one by one. */
const oneByOne = (plan: Plan): Finding[] =>
  passagesOf(plan).flatMap((passage): Finding | [] => {
    const ordinals = [...passage.text.matchAll(/第([一二三四五六七八九十])(?:[个处是]|为)/g)]
    const first = ordinals[0]
    if (first?.[1] !== '一' || ordinals.length < 2) return []
    const last = parseNumeral(ordinals.at(-1)![1]!)
    const figure = passage.figures.findLast(
      (each) => each.dimension === 'count' && each.end <= first.index && first.index - each.end < 24,
    )
    if (!figure || last === null) return []
    const holds = last === figure.value && ordinals.length === last
    return judged(holds, {
      quotes: [
        quote(passage.span, figure.labelStart, first.index + 12),
        quote(passage.span, ordinals.at(-1)!.index, ordinals.at(-1)!.index + 16),
      ],
      computed: `${figure.text} ${holds ? '=' : '≠'} 第一…第${ordinals.at(-1)![1]}`,
      right: { zh: `逐一列出${last}个，与数量一致`, en: `${last} are told one by one, as counted` },
      wrong: {
        zh: `逐一列出${ordinals.length}个，数量却为${figure.text}`,
        en: `${ordinals.length} are told one by one, the count says ${figure.value}`,
      },
      remedy: { zh: '改正列举或数量', en: 'Correct the list or the count' },
    })
  })

/** What the columns of a list of minerals are called in the text. */
const TOLD: readonly (readonly [RegExp, RegExp])[] = [
  [/发现/, /(?<!新)发现[^，。；]{0,6}(?:矿产|矿种)[^，。；]{0,4}$|(?<!新)发现$/],
  [/^(?!.*未)(?:已?查明|探明)/, /(?<![未无])(?:查明|探明|列入[^，。；]{0,40}储量表)[^，。；]{0,16}$/],
]

/** The totals at the foot of a list of minerals are those of the text: "发现矿产12种，其中查明资源储量的5种". */
const mineralTotals = (plan: Plan, table: PlanTable, kinds: readonly Column[]): Finding[] => {
  const row = table.rows.findIndex((_, at) => isTotalRow(table, at))
  const lists = kinds.flatMap((kind, at) => {
    const told = TOLD.find(([heading]) => heading.test(table.columns[at]!))?.[1]
    const cell = row < 0 ? undefined : table.cells[row]![at]
    return cell && told && kind !== 'count' && /矿产|矿种/.test(table.columns[at]!) && /^\d+种?$/.test(cell.text.trim())
      ? [{ kind, cell, told, total: Number.parseInt(cell.text.trim(), 10) }]
      : []
  })
  if (!lists.some(({ kind }) => kind === 'list')) return []
  for (const { span, text, figures } of passagesOf(plan)) {
    if (!/发现/.test(text) || /全省|全国|世界/.test(text)) continue
    const pairs = lists.flatMap((list) => {
      const figure = figures.find(
        (each) =>
          each.dimension === 'kinds' &&
          // A class of minerals, or those of a size, is not all of them.
          !/金属|能源|水气|[大中小]型|战略|优势/.test(each.label) &&
          list.told.test(text.slice(Math.max(0, each.start - 60), each.start)),
      )
      return figure ? [{ ...list, figure }] : []
    })
    if (pairs.length === 0 || new Set(pairs.map(({ figure }) => figure)).size < pairs.length) continue
    const holds = pairs.every(({ figure, total }) => figure.value === total)
    const from = Math.min(...pairs.map(({ figure }) => figure.labelStart))
    const to = Math.max(...pairs.map(({ figure }) => figure.nounEnd))
    return [
      judged(holds, {
        quotes: [quote(span, from, to), ...pairs.map(({ cell }) => quote(cell))],
        computed: pairs
          .map(({ figure, total }) => `${figure.value} ${figure.value === total ? '=' : '≠'} ${total}`)
          .join('；'),
        right: { zh: `正文矿种数与${table.id}合计一致`, en: 'The text counts the minerals as the table’s total does' },
        wrong: {
          zh: `正文矿种数与${table.id}合计不一致`,
          en: 'The text counts the minerals otherwise than the table’s total',
        },
        remedy: { zh: '核对矿种数', en: 'Count the minerals anew' },
      }),
    ]
  }
  return []
}

export const enumeration: Check = {
  name: 'enumeration',
  title: { zh: '列举、数量与合计', en: 'Lists, counts and totals' },
  run: (plan) => [
    ...plan.tables.flatMap((table) => {
      const kinds = columnKinds(table)
      return [...rowCounts(table, kinds), ...categories(plan, table, kinds), ...mineralTotals(plan, table, kinds)]
    }),
    ...enumeratedInText(plan),
    ...namedAreas(plan),
    ...oneByOne(plan),
  ],
}
