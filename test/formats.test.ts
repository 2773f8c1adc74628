import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import type { Document } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { readRules } from '#rules/read.ts'
import { clothes, toHtml } from './same-plan.ts'

const plans = resolve(import.meta.dirname, '../example/plans')
const names = readdirSync(plans)
  .filter((file) => file.endsWith('.docx'))
  .map((file) => file.slice(0, -5))
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const chrome = browser
  ? await chromium.launch({ executablePath: browser, args: ['--no-sandbox', '--disable-background-networking'] })
  : null
afterAll(() => chrome?.close())

const read = async (bytes: Uint8Array, file: string): Promise<Document> => {
  const { value, messages } = await readDocument(bytes, file)
  if (!value) throw new Error(messages.map((message) => message.textEn).join())
  return value
}

/** What a plan says, places aside. Footnotes exist only in Word, and say nothing a fact is read from here. */
const said = (document: Document): { outline: string[]; rows: string[]; facts: string[]; rules: string[] } => {
  const plan = compile(document)
  const sorted = (lines: string[]): string[] => [...new Set(lines)].sort()
  return {
    outline: plan.outline.map((heading) => `${heading.id} ${heading.heading}`),
    rows: plan.tables.flatMap((table) =>
      table.rows.map(
        (row) =>
          `${table.id} ${row
            .filter((cell, i) => cell !== row[i - 1])
            .join('|')
            .replace(/\s+/g, '')}`,
      ),
    ),
    facts: sorted(
      plan.facts.map((f) => [f.kind, f.subject, f.measure, f.op, f.value, f.unit, f.year, f.attribute].join('|')),
    ),
    rules: sorted(
      readRules(plan).map((r) =>
        [r.kind, r.act, r.subjects.join('、'), JSON.stringify(r.test), r.force, r.effect].join('|'),
      ),
    ),
  }
}

describe.each(names)('%s says the same in every format', (name) => {
  const text = readFileSync(join(plans, `${name}.txt`))

  test('as .docx', async () => {
    expect(said(await read(readFileSync(join(plans, `${name}.docx`)), `${name}.docx`))).toEqual(
      said(await read(text, `${name}.txt`)),
    )
  })

  test('as .html', async () => {
    const document = await read(text, `${name}.txt`)
    const html = new TextEncoder().encode(toHtml(document))
    expect(said(await read(html, `${name}.html`))).toEqual(said(document))
  })

  test.skipIf(!browser).each(Object.keys(clothes))('as .pdf, its tables %s', async (dress) => {
    const document = await read(text, `${name}.txt`)
    const page = await chrome!.newPage()
    await page.setContent(toHtml(document, clothes[dress]))
    const pdf = await page.pdf({ format: 'A4', margin: { top: '2cm', bottom: '2cm', left: '2.5cm', right: '2.5cm' } })
    await page.close()
    expect(said(await read(pdf, `${name}.pdf`))).toEqual(said(document))
  })
})
