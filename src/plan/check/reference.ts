/** Tables the text refers to and tables there are: each must have the other. */

import { captionQuotes, type Quote, quote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { tableReferences } from '#plan/text/words.ts'
import type { Check, Finding } from './finding.ts'

/** Where the words that make the reference begin: after the last mark, at most so far back. */
const clauseStart = (text: string, at: number): number =>
  Math.max(0, at - 30, ...['，', '。', '；', '：'].map((mark) => text.lastIndexOf(mark, at - 1) + 1))

export const reference: Check = {
  name: 'reference',
  title: { zh: '表格引用', en: 'References to tables' },
  run: (plan) => {
    const used = new Map<string, Quote[]>()
    for (const passage of passagesOf(plan))
      for (const each of tableReferences(passage.text)) {
        // The caption itself, where a reader left it among the paragraphs.
        if (each.start === 0 && passage.text.length < 40) continue
        used.set(each.id, [
          ...(used.get(each.id) ?? []),
          quote(passage.span, clauseStart(passage.text, each.start), each.end + 1),
        ])
      }
    const findings: Finding[] = []
    const held: Quote[] = []
    const numbered = plan.tables.filter((table) => /^(?:专栏|附表|表)\d/.test(table.id))
    for (const table of numbered) {
      const quotes = used.get(table.id)
      if (quotes) held.push(quotes[0]!)
      else if (table.id.startsWith('专栏') || table.id.startsWith('表'))
        findings.push({
          verdict: 'doubtful',
          quotes: captionQuotes(table),
          computed: `${table.id}：0`,
          message: { zh: `${table.id}在正文中没有引用`, en: `${table.id} is never referred to` },
          remedy: { zh: '在相应文字处注明“见专栏”', en: 'Refer to it where it belongs' },
        })
    }
    // Where the text refers to some annexes, those it passes over deserve a word too.
    if (numbered.some((table) => table.id.startsWith('附表') && used.has(table.id)))
      for (const table of numbered)
        if (table.id.startsWith('附表') && !used.has(table.id))
          findings.push({
            verdict: 'doubtful',
            quotes: captionQuotes(table),
            computed: `${table.id}：0`,
            message: { zh: `${table.id}在正文中没有引用`, en: `${table.id} is never referred to` },
            remedy: { zh: '在相应文字处注明“见附表”', en: 'Refer to it where it belongs' },
          })
    for (const [id, quotes] of used) {
      const bearers = numbered.filter((table) => table.id === id)
      if (new Set(bearers.map((table) => table.title)).size < 2) continue
      findings.push({
        verdict: 'doubtful',
        quotes: [...quotes, ...bearers.flatMap(captionQuotes)],
        computed: `${id} → ${bearers.map((table) => table.title).join(' / ')}`,
        message: {
          zh: `“${id}”指向${bearers.length}个表，指代不明`,
          en: `${bearers.length} tables bear the number ${id}`,
        },
        remedy: { zh: '重新编号后改正引用', en: 'Renumber and correct the reference' },
      })
    }
    for (const [id, quotes] of used) {
      if (plan.tables.some((table) => table.id === id)) continue
      findings.push({
        verdict: 'fails',
        quotes,
        computed: `${id} ∉ {${numbered.map((table) => table.id).join('、')}}`,
        message: { zh: `正文引用的${id}不存在`, en: `${id} is referred to but does not exist` },
        remedy: { zh: '补上该表或改正引用', en: 'Add the table or correct the reference' },
      })
    }
    if (held.length > 0)
      findings.push({
        verdict: 'holds',
        quotes: held,
        computed: `${held.length}/${numbered.length}`,
        message: { zh: `${held.length}个表在正文中均有引用`, en: `${held.length} tables are referred to in the text` },
      })
    return findings
  },
}
