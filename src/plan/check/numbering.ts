/** Chapters, sections, tables, annexes and codes: each series must run on without gaps or doubles. */
import { parseNumeral } from '#mineral/numeral.ts'
import { type ListingKind, listingNames } from '#plan/fact/listing.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Heading, Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote, rowQuote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { tableReferences } from '#plan/text/words.ts'
import type { Check, Finding } from './finding.ts'

const position = (heading: Heading): number | null => {
  const last = heading.number.split(/[.．]/).at(-1)!
  return last === '' ? null : parseNumeral(last)
}

const parentOf = (id: string): string => id.split('.').slice(0, -1).join('.')

type Step = {
  readonly number: number
  readonly quote: Quote
  readonly name: string
  /** The whole caption, cited where a number is missing or stands twice. */
  readonly whole?: readonly Quote[]
}

const series = (steps: readonly Step[], of: { zh: string; en: string }): Finding[] => {
  if (steps.length === 0) return []
  const findings: Finding[] = []
  steps.forEach((step, i) => {
    const previous = steps[i - 1]
    const expected = previous ? previous.number + 1 : 1
    if (step.number === expected) return
    const missing = Array.from({ length: Math.max(0, Math.min(9, step.number - expected)) }, (_, k) => expected + k)
    findings.push({
      verdict: 'fails',
      quotes: (previous ? [previous, step] : [step]).flatMap((each) => each.whole ?? [each.quote]),
      computed: `${previous ? `${previous.number}, ` : ''}${step.number}${missing.length > 0 ? `：缺${missing.join('、')}` : ''}`,
      message:
        missing.length > 0
          ? {
              zh: `${of.zh}编号不连续：缺第${missing.join('、')}号`,
              en: `${of.en}: number ${missing.join(', ')} is missing`,
            }
          : {
              zh: `${of.zh}编号重复或倒退：${step.name}`,
              en: `${of.en}: a number repeats or runs back at ${step.name}`,
            },
      remedy: { zh: '补上缺失的部分或重新编号', en: 'Add what is missing or renumber' },
    })
  })
  if (findings.length > 0) return findings
  return [
    {
      verdict: 'holds',
      quotes: steps.length > 1 ? [steps[0]!.quote, steps.at(-1)!.quote] : [steps[0]!.quote],
      computed: `1..${steps.length}`,
      message: {
        zh: `${of.zh}编号连续（1至${steps.length}）`,
        en: `${of.en}: numbered 1 to ${steps.length} without a gap`,
      },
    },
  ]
}

const outline = (plan: Plan): Finding[] => {
  const groups = new Map<string, Step[]>()
  for (const heading of plan.outline) {
    const number = position(heading)
    if (number === null || heading.depth > 3) continue
    const key = parentOf(heading.id)
    groups.set(key, [...(groups.get(key) ?? []), { number, quote: quote(heading.span), name: heading.heading }])
  }
  return [...groups].flatMap(([parent, steps]) => {
    if (parent !== '' && steps.length < 2) return []
    const above = plan.outline.find((heading) => heading.id === parent)
    return series(
      steps,
      above ? { zh: `“${above.heading}”下各节`, en: `Parts of “${above.heading}”` } : { zh: '章', en: 'Chapters' },
    )
  })
}

/** Where the text refers to the table after the gap. */
const referencesTo = (plan: Plan, steps: readonly Step[], finding: Finding): readonly Quote[] => {
  const last = finding.quotes.at(-1)!.at
  const step = steps.find((each) => each.quote.at.start >= last.start && each.quote.at.start < last.end)
  if (!step) return []
  return passagesOf(plan).flatMap((passage) => {
    const found = tableReferences(passage.text).find((each) => each.id === step.name)
    if (!found) return []
    const from = Math.max(0, ...['，', '。', '；'].map((mark) => passage.text.lastIndexOf(mark, found.start) + 1))
    return [quote(passage.span, from, found.end)]
  })
}

const tableNumbers = (plan: Plan): Finding[] => {
  const byKind = new Map<string, Step[]>()
  for (const table of plan.tables) {
    const match = /^(专栏|附表|表)(?:(\d+)[-.－])?(\d+|[一二三四五六七八九十]+)$/.exec(table.id)
    const number = match && parseNumeral(match[3]!)
    if (!match || !table.caption || number === null) continue
    const written = /(?:专\s*栏|附\s*表|表)\s*[\d一二三四五六七八九十]+(?:[-.－]\d+)*/.exec(table.caption.text)
    if (!written) continue
    // Numbered by chapter (表2-1), each chapter is a series of its own.
    const kind = match[2] ? `${match[1]}${match[2]}-` : match[1]!
    const step = {
      number,
      quote: quote(table.caption, written.index, written.index + written[0].length),
      name: table.id,
      whole: captionQuotes(table),
    }
    byKind.set(kind, [...(byKind.get(kind) ?? []), step])
  }
  return [...byKind].flatMap(([kind, steps]) =>
    series(steps, { zh: kind, en: kind }).map((finding) =>
      finding.verdict === 'fails'
        ? { ...finding, quotes: [...finding.quotes, ...referencesTo(plan, steps, finding)] }
        : finding,
    ),
  )
}

/** Fewer articles than this are quoted ones, not the plan's own. */
const LEAST_ARTICLES = 5

/** "第一条 … 第四十条": a plan in articles numbers them through. */
const articles = (plan: Plan): Finding[] => {
  const steps = passagesOf(plan).flatMap((passage): Step[] => {
    const match = /^\s*第([一二三四五六七八九十百零\d]+)条(?=[\s　：:]|[\p{Script=Han}])/u.exec(passage.text)
    const number = match && parseNumeral(match[1]!)
    if (!match || number === null) return []
    const from = match.index
    return [{ number, quote: quote(passage.span, from, match[0].length + 10), name: match[0].trim() }]
  })
  // What begins again at one is another set of rules, appended or quoted.
  const again = steps.findIndex((step, i) => i > 0 && step.number === 1)
  const own = again < 0 ? steps : steps.slice(0, again)
  return own.length < LEAST_ARTICLES || own[0]!.number !== 1 ? [] : series(own, { zh: '条', en: 'Articles' })
}

const PREFIXES: Readonly<Record<string, readonly ListingKind[]>> = {
  KZ: ['key-exploration'],
  KQ: ['exploration-block'],
  CZ: ['key-mining'],
  CQ: ['mining-block'],
  CS: ['concentrated-mining'],
  ZL: ['project', 'restoration'],
}

/** Codes of a listing: one prefix, the right one for its kind, numbered from 001. */
const codes = (plan: Plan): Finding[] =>
  tablesOf(plan).listings.flatMap((listing): Finding[] => {
    const steps = listing.rows.flatMap((row) => {
      const match = row.code && /^([A-Z]{1,4})[-_]?(?:[1-6]\d{5})?(\d{1,5})$/.exec(row.code.text.trim())
      return match
        ? {
            prefix: match[1]!,
            number: Number(match[2]),
            quote: quote(row.code!),
            name: row.code!.text.trim(),
            whole: [quote(row.code!), rowQuote(listing.table, row.row)],
          }
        : []
    })
    if (steps.length === 0) return []
    const title = { zh: `${listing.table.id}代码`, en: `Codes of ${listing.table.id}` }
    const strange = steps.find((step) => step.prefix !== steps[0]!.prefix)
    const kinds = PREFIXES[steps[0]!.prefix]
    const misfit = kinds && !kinds.includes(listing.kind)
    const prefix: Finding[] = [
      {
        verdict: strange || misfit ? 'fails' : 'holds',
        quotes: [(strange ?? steps[0]!).quote],
        computed: strange
          ? `${steps[0]!.prefix} ≠ ${strange.prefix}`
          : `${steps[0]!.prefix}：${listingNames[listing.kind]}`,
        message:
          strange || misfit
            ? {
                zh: `${title.zh}前缀与“${listingNames[listing.kind]}”不符`,
                en: `${title.en}: the prefix does not fit its kind`,
              }
            : { zh: `${title.zh}前缀与类别相符`, en: `${title.en}: the prefix fits its kind` },
      },
    ]
    return [...series(steps, title), ...prefix]
  })

export const numbering: Check = {
  name: 'numbering',
  title: { zh: '编号', en: 'Numbering' },
  run: (plan) => [...outline(plan), ...articles(plan), ...tableNumbers(plan), ...codes(plan)],
}
