/** "N个重点勘查区（见专栏X）": what the text counts against the rows of the tables that list it. */
import { containsMineral } from '#mineral/mineral.ts'
import { isTotalRow, mineralsOf } from '#plan/fact/cell.ts'
import { type Listing, type ListingKind, listingNames } from '#plan/fact/listing.ts'
import { mineralOfPart } from '#plan/fact/mines.ts'
import { nearest, tablesOf } from '#plan/fact/tables.ts'
import { areaKindIn } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, quote } from '#plan/quote.ts'
import type { Figure } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, passagesOf, quoteFigure, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { tableNamed, tableReferences } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** What a counted thing is, from the words on either side of the number. */
const kindOf = (figure: Figure): ListingKind | null =>
  // "重点矿区布设监测点26处": what is counted comes after the verb, not before it.
  areaKindIn(figure.noun) ?? areaKindIn(figure.label.split(/布设|布置|建成|建设|安排|实施|开展|投放/).at(-1)!)

type Counted = {
  readonly passage: Passage
  readonly figures: readonly Figure[]
  readonly value: number
  readonly kind: ListingKind
}

/** Per paragraph and kind the number that stands for all of them: one total, or the sum over the levels that set them. */
const countedIn = (passage: Passage): readonly Counted[] => {
  if (passage.present) return []
  const partitions = partitionsOf(passage)
  const partial = new Set(partitions.flatMap((partition) => partition.parts))
  const byKind = new Map<ListingKind, Figure[]>()
  for (const figure of passage.figures) {
    if (figure.dimension !== 'count' || partial.has(figure) || figure.bound) continue
    const kind = kindOf(figure)
    if (!kind || /项目|采矿权|探矿权|主体|个以上/.test(figure.noun)) continue
    // "一个区块只设一个主体" counts nothing.
    if (/每个?$|一个$|各(?:划定|设置?|规划|有)?$/.test(figure.label)) continue
    byKind.set(kind, [...(byKind.get(kind) ?? []), figure])
  }
  return [...byKind].map(([kind, figures]) => {
    const levels = figures.filter((figure) => /上级|国家|省|市级|本级|县级|自行/.test(figure.label + figure.noun))
    // "砂石集中开采区3个、页岩集中开采区2个": side by side they are counted together.
    const beside: Figure[] = [figures[0]!]
    for (const figure of figures.slice(1)) {
      const between = passage.text.slice(beside.at(-1)!.end, figure.labelStart)
      if (!/^[、和及]$/.test(between) && !(between === '' && /^[、和及]/.test(figure.label))) break
      beside.push(figure)
    }
    const used = levels.length === figures.length && figures.length > 1 ? figures : beside
    return { passage, figures: used, value: used.reduce((sum, figure) => sum + figure.value, 0), kind }
  })
}

const against = (counted: Counted, listing: Listing): Finding => {
  const holds = counted.value === listing.rows.length
  const { table } = listing
  const figures = counted.figures.map((figure) => figure.text).join(' + ')
  return judged(holds, {
    quotes: [
      ...counted.figures.map((figure) => quote(counted.passage.span, figure.labelStart, figure.nounEnd)),
      ...captionQuotes(table),
    ],
    computed: `${figures}${holds ? ' = ' : ' ≠ '}${table.id} ${listing.rows.length}行`,
    right: {
      zh: `${listingNames[listing.kind]}数量与${table.id}一致`,
      en: `The number agrees with the rows of ${table.id}`,
    },
    wrong: {
      zh: `文中${listingNames[listing.kind]}为${counted.value}个，${table.id}列出${listing.rows.length}个`,
      en: `The text counts ${counted.value}, ${table.id} lists ${listing.rows.length}`,
    },
    remedy: { zh: '统一正文与表格的数量', en: 'Make the text and the table agree' },
  })
}

const ofListings = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  return passagesOf(plan).flatMap((passage) =>
    countedIn(passage).flatMap((counted): Finding[] => {
      const all = listings.filter((listing) => listing.kind === counted.kind)
      // "区块21个（表7），其中由本级出让9个（附表1）": where several tables are named, a number has its own in brackets.
      const references = tableReferences(passage.text)
      const named = references.find((each) => {
        const between = passage.text.slice(counted.figures.at(-1)!.nounEnd, each.start)
        return (
          each.start >= counted.figures.at(-1)!.nounEnd &&
          /^[（(](?:详?见)?$/.test(between) &&
          /[）)]/.test(passage.text[each.end] ?? '')
        )
      })
      const own = named && new Set(references.map((each) => each.id)).size > 1
      const mine = nearest(
        own ? all.filter((listing) => listing.table.id === named.id) : all,
        (listing) => listing.table,
        passage.span.at.start,
      )
      if (own && mine.length === 0) return []
      if (mine.length > 0) return mine.map((listing) => against(counted, listing))
      return [
        {
          verdict: 'uncheckable',
          quotes: counted.figures.map((figure) => quoteFigure(passage, figure)),
          computed: `${counted.figures.map((figure) => figure.text).join(' + ')} = ${counted.value}`,
          message: {
            zh: `没有列出${listingNames[counted.kind]}的表，数量无法核对`,
            en: 'No table lists them: the number cannot be checked',
          },
        },
      ]
    }),
  )
}

/** "…等4个项目（见专栏2）", "4种重要矿产…（专栏9）": the table referred to, row by row. */
const ofReferences = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  return passagesOf(plan).flatMap((passage) =>
    tableReferences(passage.text).flatMap((reference): Finding | [] => {
      const table = tableNamed(plan, reference.id, passage.span.at.start)
      if (!table) return []
      const { from } = sentenceAround(passage.text, reference.start)
      const figure = passage.figures.findLast(
        (each) =>
          each.start >= from &&
          each.end <= reference.start &&
          (each.dimension === 'count' || each.dimension === 'kinds'),
      )
      if (!figure || reference.start - figure.end > 60) return []
      const words = figure.noun + figure.label
      const listing = listings.find((each) => each.table === table)
      const mineralColumn = table.columns.findIndex((heading) => /矿种|矿产/.test(heading))
      let rows: number | null = null
      if (listing && listing.kind === 'project' && /项目|工程/.test(words)) rows = listing.rows.length
      else if (!listing && figure.dimension === 'kinds' && /矿产|矿种/.test(words) && mineralColumn >= 0) {
        const minerals = table.rows.map((row) => mineralsOf(row[mineralColumn]!))
        if (minerals.every((list) => list.length === 1) && !/种类/.test(table.title)) rows = minerals.length
      } else if (
        !listing &&
        figure.dimension === 'count' &&
        /探矿权|采矿权|矿山/.test(figure.label) &&
        mineralColumn >= 0
      ) {
        const counted = table.columns.some((heading) => /数|个/.test(heading) && !/序号/.test(heading))
        if (!counted && !figure.bound)
          return {
            verdict: 'uncheckable',
            quotes: [quote(passage.span, figure.labelStart, reference.end), ...captionQuotes(table)],
            computed: `${table.id}：${table.rows.length}行，无数量列`,
            message: {
              zh: `${table.id}没有数量列，${figure.text}无法加总核对`,
              en: `${table.id} has no column of counts: ${figure.text} cannot be added up`,
            },
            remedy: { zh: '在表中增加数量列', en: 'Add a column of counts to the table' },
          }
      }
      if (rows === null) return []
      const holds = rows === figure.value
      return judged(holds, {
        quotes: [quote(passage.span, figure.labelStart, reference.end), ...captionQuotes(table)],
        computed: `${figure.text}${holds ? ' = ' : ' ≠ '}${table.id} ${rows}行`,
        right: { zh: `数量与${table.id}行数一致`, en: `The number agrees with the rows of ${table.id}` },
        wrong: {
          zh: `文中${figure.text}，${table.id}列出${rows}行`,
          en: `The text has ${figure.text}, ${table.id} lists ${rows}`,
        },
        remedy: { zh: '统一正文与表格的数量', en: 'Make the text and the table agree' },
      })
    }),
  )
}

/** "见表四，共列6种矿产", "达到专栏5规定的规模，涉及煤炭等9个矿种": the minerals of the table named before the number. */
const ofTableBefore = (plan: Plan): Finding[] =>
  saidIn(plan).flatMap(({ passage, figure }): Finding | [] => {
    if (!/^(?:矿种|矿产|种矿产)/.test(figure.noun) || (figure.dimension !== 'count' && figure.dimension !== 'kinds'))
      return []
    if (!/(?:涉及|共列|列出|列有|包括|共涉及|分别列|共有?)/.test(figure.label)) return []
    const { from } = sentenceAround(passage.text, figure.start)
    const reference = tableReferences(passage.text).findLast(
      (each) => each.start >= from && each.end <= figure.labelStart,
    )
    if (
      !reference ||
      passage.figures.some((each) => each !== figure && each.start > reference.end && each.end <= figure.start)
    )
      return []
    const table = tableNamed(plan, reference.id, passage.span.at.start)
    const at = table?.columns.findIndex((heading) => /矿种|矿产/.test(heading)) ?? -1
    if (!table || at < 0) return []
    const cells = table.cells.filter((row, i) => !isTotalRow(table, i) && row[at]!.text.trim() !== '')
    const names = [...new Set(cells.map((row) => row[at]!.text.replace(/[（(].*?[）)]|\s/g, '')))]
    if (names.length === 0 || names.some((name) => mineralsOf(name).length !== 1)) return []
    const holds = names.length === figure.value
    return judged(holds, {
      quotes: [quoteFigure(passage, figure), ...captionQuotes(table)],
      computed: `${figure.text}${holds ? ' = ' : ' ≠ '}${table.id} ${names.length}种`,
      right: { zh: `矿种数与${table.id}一致`, en: `The number agrees with the minerals of ${table.id}` },
      wrong: {
        zh: `文中${figure.text}矿种，${table.id}列出${names.length}种`,
        en: `The text has ${figure.text}, ${table.id} lists ${names.length} minerals`,
      },
      remedy: { zh: '统一正文与表格的数量', en: 'Make the text and the table agree' },
    })
  })

/** "地热12个、金1个": blocks by mineral against the minerals of the rows. */
const byMineral = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  return passagesOf(plan).flatMap((passage) =>
    partitionsOf(passage).flatMap((partition): Finding[] => {
      const kind = kindOf(partition.whole) ?? partition.parts.map(kindOf).find((each) => each !== null)
      const named = partition.parts.map((figure) => ({ figure, mineral: mineralOfPart(figure) }))
      if (!kind || passage.present || named.some((part) => part.mineral === null)) return []
      return listings
        .filter((listing) => listing.kind === kind && listing.rows.every((row) => row.minerals.length > 0))
        .map((listing): Finding => {
          const own = new Set(named.map((part) => part.mineral!))
          // A name that the code table does not know whole (某用白云岩) counts the rows that write it so.
          const asWritten = (figure: Figure): number => {
            const words = figure.label.replace(/^(?:其中|和|及|以及)/, '')
            return listing.rows.filter((row) => row.mineralSpan?.text.trim() === words).length
          }
          const count = ({ mineral, figure }: (typeof named)[number]): number =>
            asWritten(figure) ||
            listing.rows.filter((row) =>
              row.minerals.some(
                (each) => each === mineral || (!own.has(each) && containsMineral(mineral!, each, [...own])),
              ),
            ).length
          const wrong = named.filter((part) => count(part) !== part.figure.value)
          const holds = wrong.length === 0
          return judged(holds, {
            quotes: [
              quote(passage.span, partition.parts[0]!.labelStart, partition.parts.at(-1)!.end),
              ...[listing.rows[0], listing.rows.at(-1)].flatMap((row) => (row ? [quote(row.code ?? row.name)] : [])),
            ],
            computed: named
              .map(
                (part) =>
                  `${part.mineral} ${part.figure.value}${count(part) === part.figure.value ? '=' : '≠'}${count(part)}`,
              )
              .join('；'),
            right: {
              zh: `分矿种数量与${listing.table.id}一致`,
              en: `The numbers by mineral agree with ${listing.table.id}`,
            },
            wrong: {
              zh: `${wrong.map((part) => part.mineral).join('、')}的数量与${listing.table.id}不符`,
              en: `The numbers by mineral differ from ${listing.table.id}`,
            },
            remedy: { zh: '统一正文与附表的分矿种数量', en: 'Make text and annex agree by mineral' },
          })
        })
    }),
  )
}

export const listingCount: Check = {
  name: 'listing-count',
  title: { zh: '数量与表格行数', en: 'Numbers against rows of tables' },
  run: (plan) => [...ofListings(plan), ...ofReferences(plan), ...ofTableBefore(plan), ...byMineral(plan)],
}
