import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import excel from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '#document/read.ts'
import { check } from '#plan/check/check.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'
import { checkDocx, checkXlsx } from '#report/check.ts'
import { opinionDocx } from '#report/opinion.ts'
import { readApplication } from '#review/application.ts'
import { review } from '#review/review.ts'
import { readRules } from '#rules/read.ts'

const file = resolve(import.meta.dirname, '../../example/plans/yunyan.docx')
let plan: Plan

beforeAll(async () => {
  const { value } = await readDocument(readFileSync(file), 'yunyan.docx')
  plan = compile(value!)
})

/** The words of a finished .docx, read back by our own reader. */
const wordsOf = async (docx: Uint8Array): Promise<string> => (await readDocument(docx, 'made.docx')).value?.text ?? ''

const squeeze = (text: string): string => text.replace(/\s+/g, '')

test('an opinion on paper carries every finding that speaks, with its clause, conclusion and places to sign', async () => {
  const application = readApplication({
    act: 'mining',
    event: 'new',
    region: plan.region!.code ?? '990121',
    minerals: ['建筑用花岗岩'],
    annualOutput: { value: 12, unit: '万立方米/年' },
    depositScale: 'large',
    block: 'none',
    date: '2024-05-01',
  }).value!
  const opinion = review(application, { plan, rules: readRules(plan) })
  const paper = {
    opinion,
    number: '审〔2024〕7号',
    applicant: '甲石料厂',
    office: null,
    regionName: '云砚县',
    signedBy: null,
    secondReader: null,
  }
  const words = squeeze(await wordsOf(await opinionDocx(paper)))
  expect(words).toContain('审〔2024〕7号')
  expect(words).toContain('甲石料厂')
  expect(words).toContain('不符合规划')
  expect(words).toMatch(/审查人：_+复核人：_+/)
  const speaking = opinion.findings.filter((finding) => finding.verdict !== 'not-applicable')
  expect(speaking.length).toBeGreaterThan(3)
  for (const finding of speaking) expect(words).toContain(squeeze(finding.quote))
  for (const condition of opinion.conditions) expect(words).toContain(squeeze(condition))
})

test('a check report tells failures first, in Word and in Excel, and no cell can be run as a formula', async () => {
  const findings = [
    ...check(plan),
    { check: 'sum', verdict: 'fails' as const, quotes: [], computed: '=1+1', message: { zh: '=cmd', en: '' } },
  ]
  const words = await wordsOf(await checkDocx(plan, findings))
  expect(words.indexOf('不成立（')).toBeLessThan(words.indexOf('成立（', words.indexOf('存疑（')))
  const book = new excel.Workbook()
  await book.xlsx.load((await checkXlsx(plan, findings)).slice().buffer)
  const sheet = book.getWorksheet('核对')!
  expect(sheet.rowCount).toBe(findings.length + 1)
  expect(sheet.getCell('A2').value).toBe('不成立')
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(excel.ValueType.Formula)))
  expect(sheet.getColumn(4).values).toContain("'=1+1")
})
