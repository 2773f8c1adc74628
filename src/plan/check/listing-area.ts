/** Total areas and places of zones in the text against the table that lists the zones. */

import { decimalsOf } from '#plan/fact/cell.ts'
import { type Listing, type ListingKind, listingNames } from '#plan/fact/listing.ts'
import { nearest, tablesOf } from '#plan/fact/tables.ts'
import { type AreaKind, areaNames, areaWords } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, quote, quoteMatch } from '#plan/quote.ts'
import { baseValue, type Figure, tidy, unitOf } from '#plan/text/figure.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** The kind of zone a passage speaks of right before an offset. */
const kindBefore = (passage: Passage, at: number): ListingKind | null => {
  let best: { readonly kind: ListingKind; readonly end: number } | null = null
  const text = passage.text.slice(0, at)
  for (const [kind, words] of areaWords) {
    for (const match of text.matchAll(new RegExp(words, 'g'))) {
      const end = match.index + match[0].length
      if (!best || end > best.end) best = { kind, end }
    }
  }
  return best?.kind ?? null
}

const totalArea = (passage: Passage, figure: Figure, listing: Listing): Finding[] => {
  const { table } = listing
  const quotes = [quote(passage.span, figure.labelStart, figure.end), ...captionQuotes(table)]
  if (!listing.hasArea)
    return [
      {
        verdict: 'uncheckable',
        quotes,
        computed: `${table.id}：${listing.rows.length}行，均值 ${tidy(figure.value / Math.max(1, listing.rows.length), 2)}${figure.unit}`,
        message: {
          zh: `${table.id}没有面积列，总面积无法核对`,
          en: `${table.id} has no column of areas: the total cannot be checked`,
        },
        remedy: { zh: '在表中增加面积列', en: 'Add a column of areas to the table' },
      },
    ]
  const areas = listing.rows.flatMap((row) => (row.area === null ? [] : [row.area]))
  if (areas.length === 0 || areas.length < listing.rows.length) return []
  const factor = unitOf(listing.areaUnit ?? figure.unit)?.factor ?? figure.factor
  const sum = (areas.reduce((all, area) => all + area, 0) * factor) / figure.factor
  const decimals = Math.max(figure.decimals, ...listing.rows.map((row) => decimalsOf(row.areaSpan?.text ?? '')))
  const holds = Math.abs(sum - figure.value) < 0.5 * 10 ** -Math.min(decimals, figure.decimals) + 1e-9
  return [
    judged(holds, {
      quotes: [...quotes, ...listing.rows.flatMap((row) => (row.areaSpan ? [quote(row.areaSpan)] : []))],
      computed: `${areas.map((area) => tidy(area)).join(' + ')} = ${tidy(sum)}${holds ? '' : ` ≠ ${tidy(figure.value)}`}`,
      right: {
        zh: `${listingNames[listing.kind]}总面积与${table.id}相符`,
        en: `The total area agrees with ${table.id}`,
      },
      wrong: {
        zh: `${table.id}面积合计${tidy(sum)}，正文为${figure.text}`,
        en: `The areas of ${table.id} add up to ${tidy(sum)}, the text has ${figure.text}`,
      },
      remedy: { zh: '核对各区面积与总面积', en: 'Check the areas and their total' },
    }),
  ]
}

/** Right behind a number of blocks stands the area of them all. */
const counted = (passage: Passage, figure: Figure): boolean =>
  passage.figures[passage.figures.indexOf(figure) - 1]?.dimension === 'count'

const unlisted = (passage: Passage, figure: Figure, kind: AreaKind): Finding => ({
  verdict: 'uncheckable',
  quotes: [quote(passage.span, figure.labelStart, figure.end)],
  computed: `${figure.text} = ?`,
  message: {
    zh: `没有逐个列出${areaNames[kind]}面积的表，总面积无法核对`,
    en: 'No table gives the area of each: the total cannot be checked',
  },
  remedy: { zh: '附区块表，列出面积', en: 'Annex a table with their areas' },
})

const PLACES =
  /(?:位于|分布在|涉及|分布于)([\p{Script=Han}、，和及]{2,200}?(?:镇|乡|街道|苏木)[\p{Script=Han}]{0,3}?)(?:等地|等|，|。|（|$)/gu

const NAMES_PLACES = /位于|分布|涉及/

/** "位于A、B、C等地" against all places of the rows. */
const places = (passage: Passage, listing: Listing): Finding[] => {
  const rows = listing.rows.filter((row) => row.places.length > 0)
  if (rows.length === 0) return []
  const union = [...new Set(rows.flatMap((row) => row.places))]
  return [...passage.text.matchAll(PLACES)].flatMap((match): Finding | [] => {
    if (kindBefore(passage, match.index) !== listing.kind) return []
    const named = match[1]!.split(/[、，]|(?<=[镇乡道])[和及]/).filter((name) => /(?:镇|乡|街道|苏木)$/.test(name))
    if (named.length < 2) return []
    const lacking = union.filter((place) => !named.includes(place))
    const beyond = named.filter((place) => !union.includes(place))
    const holds = lacking.length + beyond.length === 0
    return judged(holds, {
      quotes: [quoteMatch(passage.span, match), ...rows.map((row) => quote(row.placeSpan!))],
      computed: holds
        ? `${named.length} = ${union.length}`
        : [
            lacking.length > 0 ? `正文缺 ${lacking.join('、')}` : '',
            beyond.length > 0 ? `表中无 ${beyond.join('、')}` : '',
          ]
            .filter(Boolean)
            .join('；'),
      right: {
        zh: `正文所列行政区等于${listing.table.id}各行之并`,
        en: `The places named are those of the rows of ${listing.table.id}`,
      },
      wrong: {
        zh: `正文所列行政区与${listing.table.id}不一致`,
        en: `The places named differ from the rows of ${listing.table.id}`,
      },
      remedy: { zh: '统一正文与表格的行政区', en: 'Make text and table name the same places' },
    })
  })
}

export const listingArea: Check = {
  name: 'listing-area',
  title: { zh: '分区面积与所在地', en: 'Areas and places of zones' },
  run: (plan: Plan) => {
    const { listings } = tablesOf(plan)
    return passagesOf(plan).flatMap((passage) => {
      if (passage.present) return []
      const areas = passage.figures.flatMap((figure) => {
        if (figure.dimension !== 'area' || !/面积(?:为|达|约|共)*$/.test(figure.label) || baseValue(figure) === 0)
          return []
        const kind = kindBefore(passage, figure.start)
        // One zone among several has its own area; only a total speaks of them all.
        const mine = nearest(
          listings.filter((listing) => listing.kind === kind),
          (listing) => listing.table,
          passage.span.at.start,
        )
        if (mine.length === 0 && (kind === 'exploration-block' || kind === 'mining-block') && counted(passage, figure))
          return [unlisted(passage, figure, kind)]
        const single =
          mine.length > 0 &&
          !/总面积|面积共/.test(figure.label) &&
          mine[0]!.rows.length > 1 &&
          /[区块]，?$/.test(passage.text.slice(0, figure.labelStart))
        return single ? [] : mine.flatMap((listing) => totalArea(passage, figure, listing))
      })
      return [
        ...areas,
        ...(NAMES_PLACES.test(passage.text) ? listings : []).flatMap((listing) => places(passage, listing)),
      ]
    })
  },
}
