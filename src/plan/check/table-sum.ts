/** Tables added up: columns to their total row, rows to their total column, yearly changes between two years. */
import type { Span } from '#document/document.ts'
import { decimalsOf, isTotalRow } from '#plan/fact/cell.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { itemsIn } from './enumeration.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** A cell as a quantity: its number and the unit written with it; null for words, dashes and blanks. */
type Quantity = { readonly cell?: Span; readonly value: number; readonly unit: string; readonly decimals: number }

const quantityIn = (text: string): Quantity | null => {
  const match = /^[≤≥<>＜＞约]?([-+−－＋]?\d+(?:\.\d+)?)\s*([^\d\s（(]{0,6})(?:[（(].*[）)])?$/.exec(
    text.trim().replace(/[,，](?=\d{3})/g, ''),
  )
  if (!match || (match[2] !== '' && !unitOf(match[2]!))) return null
  const number = match[1]!.replace(/[−－]/, '-').replace('＋', '+')
  return { value: Number(number), unit: match[2]!, decimals: decimalsOf(number) }
}

const isBlank = (text: string): boolean => /^[-—–－/／\s]*$/.test(text)

/** Neither numbers of rows nor years add up. */
const NEVER_ADDED = /序号|编号|代码|年度|年限|时间|比例|占比|比重|率|（%）|\(%\)|最低|服务年限|单价|均/

const bodyRows = (table: PlanTable): readonly (readonly Span[])[] =>
  table.cells.filter((_, row) => !isTotalRow(table, row))

/** Columns that one merged cell of the total row spans, grouped by what stands over them. */
const spanned = (
  table: PlanTable,
  cells: readonly Span[],
  at: number,
): { readonly end: number; readonly groups: readonly (readonly number[])[] } => {
  let end = at + 1
  while (end < cells.length && cells[end]!.at.start === cells[at]!.at.start) end++
  const groups = new Map<string, number[]>()
  for (let c = at; c < end; c++) {
    const group = end - at > 1 ? (table.columns[c]!.split('·')[0] ?? '') : ''
    groups.set(group, [...(groups.get(group) ?? []), c])
  }
  return { end, groups: [...groups.values()] }
}

const isList = (table: PlanTable, at: number): boolean =>
  /查明|发现|矿产|矿种|储量/.test(table.columns[at]!) &&
  bodyRows(table).every((row) => quantityIn(row[at]!.text) === null) &&
  bodyRows(table).some((row) => /\p{Script=Han}/u.test(row[at]!.text))

const totals = (table: PlanTable): Finding[] =>
  table.cells.flatMap((cells, row): Finding[] => {
    if (!isTotalRow(table, row)) return []
    const above = table.cells.slice(0, row).filter((_, r) => !isTotalRow(table, r))
    const label = cells.find((cell) => cell.text.trim() !== '')!
    const findings: Finding[] = []
    for (let at = 1; at < cells.length; ) {
      const cell = cells[at]!
      const stated = quantityIn(cell.text)
      const { end, groups } = spanned(table, cells, at)
      if (stated && !NEVER_ADDED.test(table.columns[at]!))
        for (const columns of groups) {
          const list = columns.length === 1 && isList(table, columns[0]!)
          const terms: Quantity[] = []
          let strange = false
          for (const line of above)
            for (const c of columns) {
              const text = line[c]!.text
              if (list) terms.push({ cell: line[c]!, value: itemsIn(text), unit: '', decimals: 0 })
              else {
                const term = quantityIn(text)
                // A column of mixed things adds up only what has the total's unit.
                if (term && term.unit === stated.unit) terms.push({ ...term, cell: line[c]! })
                else if (!term && !isBlank(text) && stated.unit === '') strange = true
              }
            }
          if (terms.length === 0 || strange) continue
          findings.push(totalFinding(table, row, at, label, cell, stated, terms))
        }
      at = end
    }
    return findings
  })

/** A long column is cited by its total alone where it adds up. */
const MOST_CITED = 8

const totalFinding = (
  table: PlanTable,
  row: number,
  at: number,
  label: Span,
  cell: Span,
  stated: Quantity,
  terms: readonly Quantity[],
): Finding => {
  const sum = terms.reduce((all, term) => all + term.value, 0)
  const decimals = Math.max(stated.decimals, ...terms.map((term) => term.decimals))
  const holds = Math.abs(sum - stated.value) < 0.5 * 10 ** -decimals
  const heading = table.header.at(-1)?.[at] ?? table.header[0]?.[at]
  const shown = terms.filter((term) => term.value !== 0).map((term) => tidy(term.value))
  return judged(holds, {
    quotes: [
      quote(cell),
      quote(label),
      rowQuote(table, row),
      ...(heading && heading.text.trim() !== '' ? [quote(heading)] : []),
      ...terms.flatMap((term) =>
        term.cell && (!holds || terms.length <= MOST_CITED) && term.cell.text.trim() !== '' ? [quote(term.cell)] : [],
      ),
    ],
    computed: `${shown.length > 12 ? 'Σ' : shown.join(' + ') || '0'} = ${tidy(sum)}${holds ? '' : ` ≠ ${tidy(stated.value)}`}`,
    right: {
      zh: `${table.id}“${table.columns[at]}”合计相符`,
      en: `${table.id}: the total of “${table.columns[at]}” is right`,
    },
    wrong: {
      zh: `${table.id}“${table.columns[at]}”合计应为${tidy(sum)}，表中为${tidy(stated.value)}`,
      en: `${table.id}: the total of “${table.columns[at]}” should be ${tidy(sum)}, not ${tidy(stated.value)}`,
    },
    remedy: { zh: '核对各行与合计', en: 'Check the rows and the total' },
  })
}

const TOTAL_COLUMN =
  /^(?:矿山(?:总)?数量?|小计|合计|总计|总数|个数|数量|种数|.*合计|总投资.*|总面积.*|计)(?:[（(].*[）)])?$/

/** "大型 + 中型 + 小型 = 露天 + 地下 = 矿山数", row by row. */
const rows = (table: PlanTable): Finding[] => {
  const groups = new Map<string, number[]>()
  table.columns.forEach((heading, at) => {
    const cut = heading.indexOf('·')
    if (cut > 0 && !NEVER_ADDED.test(heading))
      groups.set(heading.slice(0, cut), [...(groups.get(heading.slice(0, cut)) ?? []), at])
  })
  const sizes = ['大型', '中型', '小型'].map((size) => table.columns.indexOf(size))
  const divisions = [
    ...[...groups.values()].filter((columns) => columns.length > 1),
    ...(sizes.every((at) => at >= 0) ? [sizes] : []),
  ]
  if (divisions.length === 0 || (/规模|标准/.test(table.title) && /最低/.test(table.title))) return []
  const total = table.columns.findIndex((heading) => !heading.includes('·') && TOTAL_COLUMN.test(heading))
  // Sizes of mines in a table of floors are no parts of anything.
  if (total < 0 && divisions.length < 2) return []
  const whole = divisions.map((columns) =>
    bodyRows(table).every((row) =>
      columns.every((c) => quantityIn(row[c]!.text) !== null || row[c]!.text.trim() === ''),
    ),
  )
  return table.cells.flatMap((cells, row): Finding | [] => {
    if (new Set(cells.map((cell) => cell.at.start)).size < cells.length - 3) return []
    const sums = divisions.flatMap((columns, i) => {
      if (isTotalRow(table, row) && !whole[i]) return []
      const terms = columns.map((c) => quantityIn(cells[c]!.text))
      if (columns.some((c) => /^[-—–－/／]+$/.test(cells[c]!.text.trim()))) return []
      if (terms.every((term) => term === null)) return []
      const values = terms.map((term) => term?.value ?? 0)
      return {
        values,
        sum: values.reduce((all, value) => all + value, 0),
        decimals: Math.max(...terms.map((term) => term?.decimals ?? 0)),
      }
    })
    const stated = total >= 0 ? quantityIn(cells[total]!.text) : null
    if (sums.length === 0 || (stated === null && sums.length < 2)) return []
    const target = stated?.value ?? sums[0]!.sum
    const wrong = sums.filter(
      (each) => Math.abs(each.sum - target) >= 0.5 * 10 ** -Math.max(each.decimals, stated?.decimals ?? 0),
    )
    const holds = wrong.length === 0
    const name = cells.find((cell) => cell.text.trim() !== '' && !/^\d+$/.test(cell.text.trim())) ?? cells[0]!
    return judged(holds, {
      quotes: [
        quote(name),
        rowQuote(table, row),
        ...(total >= 0 ? [quote(cells[total]!)] : []),
        ...(holds
          ? []
          : divisions
              .flat()
              .filter((c) => quantityIn(cells[c]!.text))
              .map((c) => quote(cells[c]!))),
      ],
      computed: `${sums.map((each) => `${each.values.map((value) => tidy(value)).join('+')}=${tidy(each.sum)}`).join('；')}${stated ? ` ${holds ? '=' : '≠'} ${tidy(target)}` : ''}`,
      right: { zh: `${table.id}“${name.text.trim()}”行各分项之和相符`, en: `${table.id}: the row adds up` },
      wrong: { zh: `${table.id}“${name.text.trim()}”行分项之和不符`, en: `${table.id}: the row does not add up` },
      remedy: { zh: '核对该行各数', en: 'Check the figures of the row' },
    })
  })
}

const yearIn = (heading: string): number | null => {
  const match = /(20\d\d)/.exec(heading)
  return match ? Number(match[1]) : null
}

/** A column of yearly changes between a base and a target year: differences by the years, growth compounded. */
const changes = (plan: Plan, table: PlanTable): Finding[] => {
  const { base: first, to } = plan.period
  if (first === null || to === null) return []
  const at = table.columns.findIndex((heading) => /年均/.test(heading))
  const base = table.columns.findIndex((heading) => yearIn(heading) === first || /基期/.test(heading))
  const target = table.columns.findIndex((heading) => yearIn(heading) === to || /目标值/.test(heading))
  if (at < 0 || target < 0) return []
  const years = to - first
  return table.cells.flatMap((cells): Finding | [] => {
    const match = /^(增加|减少|增长|下降|提高)?\s*(\d+(?:\.\d+)?)\s*([^\d\s]*)$/.exec(cells[at]!.text.trim())
    const end = quantityIn(cells[target]!.text)
    if (!match || !end) return []
    const start = base >= 0 ? quantityIn(cells[base]!.text) : null
    const compound = match[3] === '%' || match[3] === '％'
    if (compound && (!start || start.value === 0)) return []
    const exact = compound
      ? ((end.value / start!.value) ** (1 / years) - 1) * 100
      : Math.abs(end.value - (start?.value ?? 0)) / years
    const stated = Number(match[2])
    const holds = Math.abs(Math.abs(exact) - stated) <= 0.5 * 10 ** -decimalsOf(match[2]!) + 1e-9
    return judged(holds, {
      quotes: [quote(cells[at]!), quote(cells[target]!), ...(start ? [quote(cells[base]!)] : [])],
      computed: compound
        ? `(${tidy(end.value)}/${tidy(start!.value)})^(1/${years}) - 1 = ${tidy(exact, 2)}%`
        : `(${tidy(end.value)}${start ? ` - ${tidy(start.value)}` : ''})/${years} = ${tidy(exact, 3)}`,
      right: { zh: '年均变化与两年数值相符', en: 'The yearly change follows from the two years' },
      wrong: {
        zh: `年均变化应为${tidy(Math.abs(exact), 2)}`,
        en: `The yearly change should be ${tidy(Math.abs(exact), 2)}`,
      },
      remedy: { zh: '核对基期值、目标值与年均变化', en: 'Check both years and the change' },
    })
  })
}

export const tableSum: Check = {
  name: 'table-sum',
  title: { zh: '表内合计', en: 'Sums in tables' },
  run: (plan) => plan.tables.flatMap((table) => [...totals(table), ...rows(table), ...changes(plan, table)]),
}
