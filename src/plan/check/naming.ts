/** One zone, one name: across the text, the tables and the annexes; and one region written one way within a table. */
import type { Span } from '#document/document.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import { PEOPLES, regionNames } from '#plan/division/region-name.ts'
import { type Listing, type ListingRow, listingNames } from '#plan/fact/listing.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import { areaWords } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { findIn, passagesOf } from '#plan/text/passage.ts'
import { likeness, sameSet } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'

const squeeze = (text: string): string => text.replace(/\s+/g, '')

/** Rows of two listings of one kind side by side: the likest names, each used once. */
const paired = (a: Listing, b: Listing): readonly (readonly [ListingRow, ListingRow])[] => {
  const left = new Set(b.rows)
  return a.rows.flatMap((row, i) => {
    const exact = [...left].find((other) => squeeze(other.name.text) === squeeze(row.name.text))
    const aligned = b.rows[i]
    const best =
      exact ??
      (aligned && left.has(aligned) && likeness(squeeze(aligned.name.text), squeeze(row.name.text)) >= 0.7
        ? aligned
        : [...left].find((other) => likeness(squeeze(other.name.text), squeeze(row.name.text)) >= 0.8))
    if (!best) return []
    left.delete(best)
    return [[row, best] as const]
  })
}

type Variant = { readonly text: string; readonly quote: Quote }

const SUFFIX = /重点勘查区|重点开采区|重点矿区|集中开采区|重点治理区/g

type Spoken = Variant & {
  /** With what stands before a dash: "甲—乙某矿重点勘查区" is one name where a table writes it so. */
  readonly dashed: Variant
}

/** What the text calls a zone: the words up to its suffix, back to the last mark. */
const namesInText = (plan: Plan): readonly Spoken[] =>
  findIn(plan, SUFFIX).flatMap(({ passage, match }) => {
    const end = match.index + match[0].length
    let from = match.index
    while (from > 0 && !'，。；：（）()“”《》—'.includes(passage.text[from - 1]!)) from--
    const text = passage.text.slice(from, end)
    let start = from
    while (start > 0 && !'，。；：（）()“”《》、'.includes(passage.text[start - 1]!)) start--
    const dashed = { text: squeeze(passage.text.slice(start, end)), quote: quote(passage.span, start, end) }
    return text.length - match[0].length >= 4
      ? [{ text: squeeze(text), quote: quote(passage.span, from, end), dashed }]
      : []
  })

/** Whether every letter of the one stands in the other in the same order. */
const inOrder = (short: string, long: string): boolean => {
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** 某矿重点开采区 with no place in it speaks of every such zone. */
const isGeneric = (words: string): boolean => {
  const before = words.replace(SUFFIX, '')
  const [mention] = mineralsIn(before)
  return mention !== undefined && before.slice(0, mention.start).length <= 2 && mention.end >= before.length - 2
}

/** Of words that end in a zone's name, the tail that is as long as the name; null where they are not alike. */
const variantOf = (words: string, name: string): string | null => {
  if (words.endsWith(name)) return name
  // The name without what leads it (city, county) is the same name cut short, and a variant all the same.
  if (name.endsWith(words) && words.length >= name.length * 0.7) return isGeneric(words) ? null : words
  const tail = words.slice(-name.length - 2)
  const best = [0, 1, 2, 3, 4].map((cut) => tail.slice(cut)).find((each) => likeness(each, name) >= 0.85)
  if (best) return best
  // The same name with a word more or less in its midst; before it may stand the zone and the area named just before.
  const own = words
    .slice(words.lastIndexOf('、') + 1)
    .replace(/^.*\d/, '')
    .replace(/^(?:平方)?(?:千米|公里)|^公顷/, '')
  const [short, long] = own.length < name.length ? [own, name] : [name, own]
  const alike = short.length >= 8 && long.length - short.length <= 3 && own.slice(0, 2) === name.slice(0, 2)
  return alike && inOrder(short, long) ? own : null
}

const KINDS = new RegExp(`(?:${PEOPLES.source})?(?:镇|乡|街道)`, 'g')
const withoutKinds = (name: string): string => name.replace(KINDS, '').replace(/[-－—–~～]+/g, '—')

/** "甲—乙萤石重点勘查区" for 甲镇—乙镇萤石重点勘查区: the tail that is the same name but for the kinds of its places. */
const dashedVariant = (words: string, name: string): string | null => {
  if (!name.includes('—') || words.endsWith(name)) return null
  const bare = withoutKinds(name)
  if (!withoutKinds(words).endsWith(bare)) return null
  for (let from = 0; words.length - from >= bare.length; from++)
    if (withoutKinds(words.slice(from)) === bare) return words.slice(from)
  return null
}

const zones = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  const spoken = namesInText(plan)
  const findings: Finding[] = []
  const kinds = [...new Set(listings.map((listing) => listing.kind))]
  for (const kind of kinds) {
    const mine = listings.filter((listing) => listing.kind === kind && kind !== 'project')
    const first = mine[0]
    if (!first) continue
    const groups = first.rows.map((row) => ({
      row,
      variants: [{ text: squeeze(row.name.text), quote: quote(row.name) }] as Variant[],
    }))
    for (const other of mine.slice(1)) {
      for (const [row, twin] of paired(first, other))
        groups
          .find((group) => group.row === row)
          ?.variants.push({ text: squeeze(twin.name.text), quote: quote(twin.name) })
      findings.push(...agreement(first, other))
    }
    const words = areaWords.find(([each]) => each === kind)![1]
    for (const each of spoken.filter(({ text }) => words.test(text))) {
      // A zone the text calls by one row's very name is that row's alone.
      const exact = groups.find((group) => each.text.endsWith(group.variants[0]!.text))
      const near = exact ?? groups.find((group) => variantOf(each.text, group.variants[0]!.text) !== null)
      const text = near && variantOf(each.text, near.variants[0]!.text)
      if (near && text) near.variants.push({ text, quote: each.quote })
      if (near) continue
      for (const { variants } of groups) {
        const other = dashedVariant(each.dashed.text, variants[0]!.text)
        if (other) variants.push({ text: other, quote: each.dashed.quote })
      }
    }
    for (const { variants } of groups) {
      const names = [...new Set(variants.map((variant) => variant.text))]
      if (names.length < 2) continue
      findings.push({
        verdict: 'fails',
        quotes: names.map((name) => variants.find((variant) => variant.text === name)!.quote),
        computed: `${names.length}个变体：${names.join(' / ')}`,
        message: { zh: `同一${listingNames[kind]}有${names.length}种名称`, en: `One zone has ${names.length} names` },
        remedy: { zh: '统一名称', en: 'Use one name' },
      })
    }
  }
  return findings
}

/** Two listings of one kind: the same rows, places and minerals? */
const agreement = (a: Listing, b: Listing): Finding[] => {
  const pairs = paired(a, b)
  if (pairs.length === 0) return []
  const findings: Finding[] = []
  const unequal = pairs.filter(([row, twin]) => squeeze(row.name.text) !== squeeze(twin.name.text))
  if (unequal.length === 0 && pairs.length === a.rows.length)
    findings.push({
      verdict: a.rows.length === b.rows.length ? 'holds' : 'fails',
      quotes: [...captionQuotes(a.table), ...captionQuotes(b.table)],
      computed: `${a.table.id} ${a.rows.length} ${a.rows.length === b.rows.length ? '=' : '≠'} ${b.table.id} ${b.rows.length}`,
      message: {
        zh: `${a.table.id}与${b.table.id}${a.rows.length === b.rows.length ? '名称逐行一致' : '行数不同'}`,
        en: `The names of ${a.table.id} and ${b.table.id} ${a.rows.length === b.rows.length ? 'agree row by row' : 'differ in number'}`,
      },
    })
  for (const [field, span, zh, en] of [
    ['places', 'placeSpan', '行政区', 'places'],
    ['minerals', 'mineralSpan', '矿种', 'minerals'],
  ] as const) {
    const both = pairs.filter(([row, twin]) => row[field].length > 0 && twin[field].length > 0)
    if (both.length === 0) continue
    const wrong = both.filter(([row, twin]) => !sameSet(row[field], twin[field]))
    const shown = wrong.length > 0 ? wrong : both.slice(0, 3)
    findings.push(
      judged(wrong.length === 0, {
        quotes: shown.flatMap(([row, twin]) => [quote(row[span]!), quote(twin[span]!)]),
        computed:
          wrong.length === 0
            ? `${both.length}/${both.length}`
            : wrong.map(([row, twin]) => `{${row[field].join('、')}} ≠ {${twin[field].join('、')}}`).join('；'),
        right: {
          zh: `${a.table.id}与${b.table.id}的${zh}一致`,
          en: `The ${en} of ${a.table.id} and ${b.table.id} agree`,
        },
        wrong: {
          zh: `${a.table.id}与${b.table.id}的${zh}不一致`,
          en: `The ${en} of ${a.table.id} and ${b.table.id} differ`,
        },
        remedy: { zh: '统一两表', en: 'Make the tables agree' },
      }),
    )
  }
  return findings
}

/** How a name begins: everything up to and with the region's name. */
const leadOf = (name: string, { stem, full }: { readonly stem: string; readonly full: string }): string | null => {
  const at = name.indexOf(stem)
  if (at < 0 || at > 8) return null
  if (name.startsWith(full, at)) return name.slice(0, at + full.length)
  const rest = name.slice(at + stem.length)
  const suffix =
    /^(?:县[\p{Script=Han}]{1,3}族自治县|[\p{Script=Han}]{1,6}?自治[县旗州]|[县市区旗](?![\p{Script=Han}]?[镇乡街]))/u.exec(
      rest,
    )?.[0] ?? ''
  return name.slice(0, at + stem.length) + suffix
}

const leads = (plan: Plan): Finding[] => {
  const names = regionNames(plan)
  if (!names) return []
  return tablesOf(plan).listings.flatMap((listing): Finding[] => {
    const used = new Map<string, Span[]>()
    for (const row of listing.rows) {
      const lead = leadOf(squeeze(row.name.text), names)
      if (lead !== null) used.set(lead, [...(used.get(lead) ?? []), row.name])
    }
    if (used.size < 2 || listing.kind === 'project') return []
    const ranked = [...used].sort((a, b) => b[1].length - a[1].length)
    const usual = ranked[0]!
    return ranked.slice(1).map(
      ([lead, spans]): Finding => ({
        verdict: 'fails',
        quotes: [...spans.slice(0, 5), usual[1][0]!].map((span) => quote(span)),
        computed: `${lead}（${spans.length}） ≠ ${usual[0]}（${usual[1].length}）`,
        message: {
          zh: `${listing.table.id}中地名写法不一：“${lead}”与“${usual[0]}”`,
          en: `${listing.table.id} writes the region “${lead}” and “${usual[0]}”`,
        },
        remedy: { zh: '统一地名写法', en: 'Write it in one way' },
      }),
    )
  })
}

/** A caption or name that begins with the region's name but for its first character. */
const beheaded = (plan: Plan): Finding[] => {
  const names = regionNames(plan)
  if (!names) return []
  return plan.tables.flatMap((table): Finding | [] => {
    const title = squeeze(table.title)
    const alias = names.aliases.find(
      (each) => each.length >= 3 && title.startsWith(each.slice(1)) && !title.startsWith(each),
    )
    if (!alias) return []
    return {
      verdict: 'fails',
      quotes: captionQuotes(table),
      computed: `${alias.slice(1)} → ${alias}`,
      message: {
        zh: `${table.id}标题缺“${alias[0]}”，应为“${alias}”`,
        en: `The title of ${table.id} lacks “${alias[0]}”`,
      },
      remedy: { zh: `改为“${alias}”`, en: `Write “${alias}”` },
    }
  })
}

/** Kinds of zone that go by several names in one plan ("石料矿产集中开采区", "石料集中开采区"). */
const kindNames = (plan: Plan): Finding[] => {
  const uses = new Map<string, Quote>()
  const note = (span: Span): void => {
    for (const match of span.text.matchAll(/((?:建筑|饰面|砂石|石料|砂石土|石材)[\p{Script=Han}]{0,8}?)集中开采区/gu)) {
      const words = match[1]!
      if (!uses.has(words) && !/村|镇|乡|岩|内|外|为|在/.test(words)) uses.set(words, quoteMatch(span, match))
    }
  }
  for (const heading of plan.outline) note(heading.span)
  for (const passage of passagesOf(plan)) note(passage.span)
  for (const table of plan.tables) {
    if (table.caption && table.caption.runs.length === 1) note(table.caption)
    for (const cells of table.cells) for (const cell of cells) note(cell)
  }
  const names = [...uses.keys()]
  // Only names of one thing: they differ by 用 and 矿产 alone.
  const same = names.filter(
    (name) => squeeze(name).replace(/用|矿产|类/g, '') === squeeze(names[0]!).replace(/用|矿产|类/g, ''),
  )
  if (same.length < 2) return []
  return [
    {
      verdict: 'fails',
      quotes: same.map((name) => uses.get(name)!),
      computed: same.map((name) => `${name}集中开采区`).join(' / '),
      message: { zh: `集中开采区有${same.length}种叫法`, en: `Concentrated mining zones go by ${same.length} names` },
      remedy: { zh: '统一叫法', en: 'Use one name' },
    },
  ]
}

export const naming: Check = {
  name: 'naming',
  title: { zh: '名称', en: 'Names' },
  run: (plan) => [...zones(plan), ...leads(plan), ...beheaded(plan), ...kindNames(plan)],
}
