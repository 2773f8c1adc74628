/** Law, documents and procedure: how a document's number is cited. */
import { expect, it } from 'vitest'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import { law } from './law.ts'

it.each([
  ['（某自然资发〔2020〕43号）', 'holds'],
  ['（某自然资发[2020]43号）', 'fails'],
  ['（某自然资发【2020】43号）', 'fails'],
  ['（某自然资发〔2020〕43）', 'fails'],
  ['（某自然资发（2020）43号）', 'doubtful'],
])('a number cited as %s %s', async (cited, verdict) => {
  const source = `第一章 总则\n按照省自然资源厅的通知${cited}，结合实际编制本规划。\n`
  const { value } = await readDocument(new TextEncoder().encode(source), 'plan.txt')
  expect(law.run(compile(value!)).map((finding) => finding.verdict)).toEqual([verdict])
})
