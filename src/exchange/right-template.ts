/** The blank list of rights: headings, one example row that no review reads, and a sheet that says how to fill it in. */
import { writeBook } from './excel.ts'
import { rightForm } from './ledger-sheet.ts'

/** A row whose licence begins so is there to be looked at. */
export const isExample = (licence: unknown): boolean => typeof licence === 'string' && /^(?:示例|样例)/.test(licence)

const example = {
  licence: '示例（填写前删除此行）',
  name: '某石料厂',
  holder: '某石料有限公司',
  act: 'mining',
  minerals: ['建筑用花岗岩'],
  method: 'open-pit',
  annualOutput: { value: 30, unit: '万立方米/年' },
  depositScale: 'medium',
  reserves: { value: 450, unit: '万立方米' },
  serviceLife: { value: 15, unit: '年' },
  township: '某镇',
  block: '无',
  from: '2024-05-01',
  to: '2039-04-30',
  statedArea: { value: 0.2512, unit: '平方千米' },
  altitude: '由1250米至900米标高',
} as const

/** The workbook's bytes. */
export const rightTemplate = (): Promise<Uint8Array> =>
  writeBook([{ form: rightForm, rows: [example] }], { notes: true })
