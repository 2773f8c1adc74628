/**
 * Tables in .xlsx, in and out, after a description of their columns. Reading answers with every problem by row and
 * column before anything is written anywhere; formulas give their kept result, macros and links are never followed.
 */
import ExcelJS from 'exceljs'
import { halfWidth } from '#land/angle.ts'
import { type ArchiveLimits, isArchive, repackArchive } from './archive.ts'
import { type ExchangeMessage, type ExchangeResult, error, info, warning } from './message.ts'

export type ColumnKind = 'text' | 'number' | 'year' | 'date' | 'list' | 'choice' | 'quantity'

export type Column = {
  readonly key: string
  /** Header words it is known by; the first is the one written. Units in brackets after it are read as its unit. */
  readonly titles: readonly [string, ...string[]]
  readonly kind: ColumnKind
  readonly required?: boolean
  /** choice: what a cell may say → what it means. */
  readonly choices?: Readonly<Record<string, string>>
  /** quantity: the unit where neither cell nor header names one; without it the unit is asked for. */
  readonly unit?: string
  /** What a person filling it in should know. */
  readonly hint?: string
}

export type SheetForm = {
  readonly title: string
  readonly columns: readonly Column[]
  readonly unique?: readonly string[]
}

export type CellValue = string | number | readonly string[] | { readonly value: number; readonly unit: string }
export type SheetRow = { readonly row: number; readonly values: Readonly<Record<string, CellValue>> }

const limits: ArchiveLimits = { packed: 20e6, unpacked: 200e6, entries: 500, ratio: 200 }
const mostRows = 50_000
const mostColumns = 200

/** A cell as trimmed text, numbers kept as numbers; null where it is blank. */
export const plain = (value: ExcelJS.CellValue): string | number | Date | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || value instanceof Date) return value
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') {
    if ('error' in value) return `${value.error}`
    if ('result' in value || 'formula' in value || 'sharedFormula' in value)
      return plain((value as ExcelJS.CellFormulaValue).result as ExcelJS.CellValue)
    if ('richText' in value) return plain(value.richText.map(({ text }) => text).join(''))
    if ('text' in value) return plain(value.text as ExcelJS.CellValue)
    return null
  }
  const text = halfWidth(value).trim()
  return text === '' || /^[-—–/]+$/.test(text) ? null : text
}

const numberOf = (value: string | number | Date): number | null => {
  if (typeof value === 'number') return value
  if (value instanceof Date) return null
  const text = value.replaceAll(',', '').replaceAll(' ', '')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}

const twoDigits = (value: string | number): string => String(value).padStart(2, '0')

/** YYYY-MM-DD of a date cell, or of 2024-5-1, 2024/5/1, 2024.5.1, 2024年5月1日, 20240501. */
const dateOf = (value: string | number | Date): string | null => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  const match = String(value).match(/^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/)
  if (!match) return null
  const day = `${match[1]}-${twoDigits(match[2] ?? match[4]!)}-${twoDigits(match[3] ?? match[5]!)}`
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null
}

type Wrong = { readonly zh: string; readonly en: string }

const quantityOf = (value: string | number | Date, unit: string | null): CellValue | Wrong => {
  const number = numberOf(value)
  if (number !== null) {
    if (number < 0) return { zh: '不应为负数', en: 'must not be negative' }
    return unit
      ? { value: number, unit }
      : { zh: '没有单位，请在表头写明，如“年产量（万吨）”', en: 'has no unit; name it in the header' }
  }
  const match = String(value)
    .replaceAll(',', '')
    .match(/^(\d+(?:\.\d+)?)\s*([^\d\s].*)$/)
  return match
    ? { value: Number(match[1]), unit: match[2]! }
    : { zh: `“${value}”不是数量`, en: `"${value}" is no quantity` }
}

const readCell = (value: string | number | Date, column: Column, unit: string | null): CellValue | Wrong => {
  const text = value instanceof Date ? (dateOf(value) ?? '') : String(value)
  if (/^#(REF|N\/A|VALUE|DIV\/0|NAME\?|NULL|NUM)!?/.test(text))
    return { zh: `单元格公式出错（${text}）`, en: `the formula failed (${text})` }
  switch (column.kind) {
    case 'text':
      return text
    case 'list':
      return text.split(/[、,;\s/]+/).filter((part) => part !== '')
    case 'number':
      return numberOf(value) ?? { zh: `“${text}”不是数字`, en: `"${text}" is no number` }
    case 'year': {
      const year = value instanceof Date ? value.getUTCFullYear() : Number(text.replace(/年度?$/, ''))
      return Number.isInteger(year) && year >= 1949 && year <= 2100
        ? year
        : { zh: `“${text}”不是四位年份`, en: `"${text}" is no year of four digits` }
    }
    case 'date':
      return dateOf(value) ?? { zh: `“${text}”不是日期`, en: `"${text}" is no date` }
    case 'choice': {
      const meaning = column.choices?.[text]
      return (
        meaning ?? {
          zh: `“${text}”应为${Object.keys(column.choices ?? {}).join('、')}之一`,
          en: `"${text}" is none of ${Object.keys(column.choices ?? {}).join(', ')}`,
        }
      )
    }
    case 'quantity':
      return quantityOf(value, unit)
  }
}

const isWrong = (value: CellValue | Wrong): value is Wrong => typeof value === 'object' && 'zh' in value

const bare = (title: string): string =>
  title
    .replace(/[\s*]/g, '')
    .replace(/\(.*\)$/, '')
    .replace(/\[.*\]$/, '')
const unitIn = (title: string): string | null => title.match(/[([]\s*(.+?)\s*[)\]]\s*\*?$/)?.[1] ?? null

type Header = {
  readonly row: number
  readonly places: ReadonlyMap<Column, { readonly at: number; readonly unit: string | null }>
  readonly unknown: readonly string[]
}

/** The row among the first twenty whose cells name most columns. */
const findHeader = (sheet: ExcelJS.Worksheet, form: SheetForm): Header | null => {
  let best: Header | null = null
  for (let row = 1; row <= Math.min(20, sheet.rowCount); row++) {
    const places = new Map<Column, { at: number; unit: string | null }>()
    const unknown: string[] = []
    for (let at = 1; at <= Math.min(sheet.columnCount, mostColumns); at++) {
      const title = plain(sheet.getRow(row).getCell(at).value)
      if (typeof title !== 'string') continue
      const column = form.columns.find(({ titles }) => titles.some((known) => bare(known) === bare(title)))
      if (column && !places.has(column)) places.set(column, { at, unit: unitIn(title) })
      else unknown.push(title)
    }
    if (places.size > 0 && places.size > (best?.places.size ?? 0)) best = { row, places, unknown }
  }
  return best
}

const readRow = (cells: ExcelJS.Row, form: SheetForm, header: Header, messages: ExchangeMessage[]): SheetRow | null => {
  const values: Record<string, CellValue> = {}
  const found = form.columns.map((column) => {
    const place = header.places.get(column)
    return { column, place, value: place ? plain(cells.getCell(place.at).value) : null }
  })
  if (found.every(({ value }) => value === null)) return null
  const row = cells.number
  for (const { column, place, value } of found) {
    const title = column.titles[0]
    if (value === null) {
      if (column.required)
        messages.push(error(`第 ${row} 行缺少“${title}”`, `row ${row}: "${title}" is missing`, { row, column: title }))
      continue
    }
    const read = readCell(value, column, place?.unit ?? column.unit ?? null)
    if (isWrong(read))
      messages.push(
        error(`第 ${row} 行“${title}”：${read.zh}`, `row ${row}, "${title}": ${read.en}`, { row, column: title }),
      )
    else values[column.key] = read
  }
  return { row, values }
}

const tellRepeats = (rows: readonly SheetRow[], unique: readonly string[], messages: ExchangeMessage[]): void => {
  const seen = new Map<string, number>()
  for (const { row, values } of rows) {
    const key = JSON.stringify(unique.map((name) => values[name] ?? null))
    const before = seen.get(key)
    if (before !== undefined)
      messages.push(error(`第 ${row} 行与第 ${before} 行重复`, `row ${row} repeats row ${before}`, { row }))
    else seen.set(key, row)
  }
}

/** What gives no cell its value. Merged cells, columns and validations would be made cell by cell, a whole sheet of them. */
const ignoreNodes = [
  'mergeCells',
  'cols',
  'dataValidations',
  'conditionalFormatting',
  'extLst',
  'hyperlinks',
  'drawing',
  'picture',
]

/** The workbook, or in words why it is none. */
export const openBook = async (
  bytes: Uint8Array,
  within: ArchiveLimits = limits,
): Promise<ExchangeResult<ExcelJS.Workbook | null>> => {
  const fail = (text: string, textEn: string) => ({ value: null, messages: [error(text, textEn)] })
  if (!isArchive(bytes))
    return fail('不是 .xlsx 文件；.xls 请先另存为 .xlsx', 'this is no .xlsx file; save .xls as .xlsx first')
  const repacked = repackArchive(bytes, within)
  if (!repacked.value) return { value: null, messages: repacked.messages }
  const workbook = new ExcelJS.Workbook()
  // As below: no name is asked for, and one may name every cell there is.
  Object.defineProperty(workbook.definedNames, 'model', { value: [], writable: true })
  try {
    await workbook.xlsx.load(repacked.value as unknown as ExcelJS.Buffer, { ignoreNodes })
  } catch (fault) {
    const { message } = fault as Error
    return fail(`工作簿读不出来：${message}`, `the workbook cannot be read: ${message}`)
  }
  return { value: workbook, messages: [] }
}

/** Those of the forms for which the workbook has a sheet with all needed columns; null where it is no workbook. */
export const formsIn = async (
  bytes: Uint8Array,
  forms: readonly SheetForm[],
): Promise<ExchangeResult<readonly SheetForm[] | null>> => {
  const { value: workbook, messages } = await openBook(bytes)
  if (!workbook) return { value: null, messages }
  const fits = (form: SheetForm): boolean =>
    workbook.worksheets.some((sheet) => {
      const header = findHeader(sheet, form)
      return form.columns.every((column) => !column.required || header?.places.has(column))
    })
  return { value: forms.filter(fits), messages: [] }
}

/**
 * Rows of the sheet that fits the form best. Any error means that nothing should be written: `value` still holds the
 * rows, so that they can be shown beside their errors.
 */
export const readSheet = async (bytes: Uint8Array, form: SheetForm): Promise<ExchangeResult<SheetRow[]>> => {
  const fail = (text: string, textEn: string): ExchangeResult<SheetRow[]> => ({
    value: [],
    messages: [error(text, textEn)],
  })
  const { value: workbook, messages: told } = await openBook(bytes)
  if (!workbook) return { value: [], messages: told }
  const sheets = workbook.worksheets.map((sheet) => ({ sheet, header: findHeader(sheet, form) }))
  const { sheet, header } = sheets.sort((a, b) => (b.header?.places.size ?? 0) - (a.header?.places.size ?? 0))[0] ?? {}
  const wanted = form.columns.filter(({ required }) => required)
  if (!sheet || !header)
    return fail(
      `没有找到表头；应有${wanted.map(({ titles }) => `“${titles[0]}”`).join('、')}`,
      `no header row was found; ${wanted.map(({ titles }) => titles[0]).join(', ')} are needed`,
    )
  const messages: ExchangeMessage[] = []
  for (const column of wanted) {
    if (!header.places.has(column))
      messages.push(
        error(`缺少“${column.titles[0]}”一列`, `the column "${column.titles[0]}" is missing`, {
          row: header.row,
          column: column.titles[0],
        }),
      )
  }
  if (messages.length > 0) return { value: [], messages }
  if (header.unknown.length > 0) {
    messages.push(
      info(
        `未使用的列：${header.unknown.slice(0, 20).join('、')}`,
        `columns not used: ${header.unknown.slice(0, 20).join(', ')}`,
        { row: header.row },
      ),
    )
  }
  const last = Math.min(sheet.rowCount, header.row + mostRows)
  if (last < sheet.rowCount)
    messages.push(error(`行数超过 ${mostRows} 的限制`, `more than ${mostRows} rows`, { row: last }))
  const rows: SheetRow[] = []
  for (let row = header.row + 1; row <= last; row++) {
    const read = readRow(sheet.getRow(row), form, header, messages)
    if (read) rows.push(read)
  }
  if (form.unique) tellRepeats(rows, form.unique, messages)
  if (rows.length === 0) messages.push(warning('表中没有数据行', 'the sheet has no rows of data'))
  return { value: rows, messages }
}

const written = (value: CellValue | undefined, column: Column): string | number | null => {
  if (value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string')
    return Object.entries(column.choices ?? {}).find(([, meaning]) => meaning === value)?.[0] ?? value
  if ('unit' in value) return column.unit === value.unit ? value.value : `${value.value}${value.unit}`
  return value.join('、')
}

type Rows = readonly Readonly<Record<string, CellValue>>[]

const addSheet = (workbook: ExcelJS.Workbook, rows: Rows, form: SheetForm): void => {
  const sheet = workbook.addWorksheet(form.title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = form.columns.map(({ titles, unit, kind }) => ({
    header: unit ? `${titles[0]}（${unit}）` : titles[0],
    width: Math.max(12, titles[0].length * 2 + 4),
    ...(kind === 'text' || kind === 'list' ? { style: { numFmt: '@' } } : {}),
  }))
  sheet.getRow(1).font = { bold: true }
  for (const values of rows) sheet.addRow(form.columns.map((column) => written(values[column.key], column)))
  for (const [index, column] of form.columns.entries()) {
    if (!column.choices) continue
    const list = `"${Object.keys(column.choices).join(',')}"`
    for (let row = 2; row <= Math.max(200, rows.length + 1); row++) {
      sheet.getCell(row, index + 1).dataValidation = { type: 'list', allowBlank: !column.required, formulae: [list] }
    }
  }
}

const kinds: Readonly<Record<ColumnKind, string>> = {
  text: '文字',
  number: '数字',
  year: '四位年份',
  date: '日期，如 2024-05-01',
  list: '一项或几项，用顿号隔开',
  choice: '从所列中选一项',
  quantity: '数量，单位写在表头括号内或数字之后',
}

/** What each column holds, which words a cell may say, and under which other headings it is found. */
const addNotes = (workbook: ExcelJS.Workbook, { title, columns }: SheetForm): void => {
  const sheet = workbook.addWorksheet(`${title}填写说明`, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    { header: '栏目', width: 18 },
    { header: '必填', width: 8 },
    { header: '怎样填', width: 60 },
    { header: '可填的词', width: 50 },
    { header: '也认的表头', width: 40 },
  ]
  for (const { titles, required, kind, hint, unit, choices } of columns)
    sheet.addRow([
      titles[0],
      required ? '是' : '',
      [kind === 'quantity' && unit ? `数量，不写单位时为${unit}` : kinds[kind], ...(hint ? [hint] : [])].join('；'),
      Object.keys(choices ?? {}).join('、'),
      titles.slice(1).join('、'),
    ])
  sheet.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: true }
  })
  sheet.getRow(1).font = { bold: true }
}

/**
 * A workbook with a sheet for each form, which `readSheet` reads back; without rows it is the blank form to fill in.
 * `notes`: a sheet behind them says how.
 */
export const writeBook = async (
  sheets: readonly { readonly rows: Rows; readonly form: SheetForm }[],
  { notes = false }: { readonly notes?: boolean } = {},
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  for (const { rows, form } of sheets) addSheet(workbook, rows, form)
  if (notes) for (const { form } of sheets) addNotes(workbook, form)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A workbook of one sheet. */
export const writeSheet = (rows: Rows, form: SheetForm): Promise<Uint8Array> => writeBook([{ rows, form }])
