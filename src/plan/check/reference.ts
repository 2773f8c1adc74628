/** Tables the text refers to and tables there are: each must have the other. */
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { tableReferences } from '#plan/text/words.ts'
import type { Check, Finding } from './finding.ts'

/** Where the words that make the reference begin: after the last mark, at most so far back. */
const clauseStart = (text: string, at: number): number =>
  Math.max(0, at - 30, ...['，', '。', '；', '：'].map((mark) => text.lastIndexOf(mark, at - 1) + 1))

/** The longest run of characters that two texts share. */
const shared = (a: string, b: string): string => {
  let longest = ''
  for (let from = 0; from < a.length; from++)
    for (let to = from + longest.length + 1; to <= a.length && b.includes(a.slice(from, to)); to++)
      longest = a.slice(from, to)
  return longest
}

/** What half the tables of a plan are about tells none of them from another. */
const GENRE = /矿产资源(?:总体)?(?:勘查|开采|开发利用|开发|保护|利用)?(?:与(?:保护|利用))?(?:总体)?(?:规划)?/g

/** "应达到最低开采规模（专栏8）", where 专栏7 is the table of least sizes: the words name another table than the number does. */
const misdirected = (plan: Plan): Finding[] => {
  const titled = plan.tables.filter(({ id, title }) => /^(?:专栏|附表|表)\d/.test(id) && title !== '')
  return passagesOf(plan).flatMap((passage) =>
    tableReferences(passage.text).flatMap(({ id, start, end }): Finding[] => {
      const own = titled.filter((table) => table.id === id)
      if (own.length !== 1 || start === 0) return []
      const words = passage.text.slice(clauseStart(passage.text, start), start)
      if (shared(words, own[0]!.title).length > 2) return []
      const [meant] = titled
        .map((table) => ({ table, words: shared(words, table.title.replace(GENRE, '\n')) }))
        .filter((each) => each.words.length >= 5)
        .sort((a, b) => b.words.length - a.words.length)
      if (!meant) return []
      return [
        {
          verdict: 'fails',
          quotes: [
            quote(passage.span, clauseStart(passage.text, start), end + 1),
            ...captionQuotes(meant.table),
            ...captionQuotes(own[0]!),
          ],
          computed: `“${meant.words}”：${meant.table.id} ≠ ${id}`,
          message: {
            zh: `所说的“${meant.words}”在${meant.table.id}，引用的是${id}`,
            en: `“${meant.words}” stands in ${meant.table.id}, the text refers to ${id}`,
          },
          remedy: { zh: `改为“${meant.table.id}”`, en: `Refer to ${meant.table.id}` },
        },
      ]
    }),
  )
}

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
    const findings: Finding[] = misdirected(plan)
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
