/** Areas the plan sets out: zones (key, concentrated, restricted, forbidden, allowed …) and blocks — from tables and from sentences. */

import { cut } from '#document/span.ts'
import { mineralList } from '#mineral/mineral.ts'
import { parseQuantity, quantitiesIn } from '#mineral/quantity.ts'
import { parseUnit } from '#mineral/unit.ts'
import type { Clause, Reading } from '#plan/plan.ts'
import { rowSpan } from '#plan/quote.ts'
import { saysNothing } from './cell.ts'
import { columnOf } from './column.ts'
import { type Draft, fromClause, fromRow } from './draft.ts'
import { levelOf } from './level.ts'
import { type Listing, type ListingRow, listingsOf } from './listing.ts'
import { zoneKindIn } from './zone-kind.ts'

/** What zones and blocks share: number, name, minerals, townships, area, parent, level. */
const areaDraft = (
  { table, areaUnit }: Listing,
  row: ListingRow,
): { readonly draft: Omit<Draft, 'kind' | 'confidence'>; readonly complete: boolean } | null => {
  const cells = table.rows[row.row]!
  const at = (kind: Parameters<typeof columnOf>[1]): string | null => {
    const column = columnOf(table, kind)
    return column >= 0 && !saysNothing(cells[column]!) ? cells[column]!.trim() : null
  }
  const columns = ['number', 'name', 'mineral', 'place', 'area', 'parent'] as const
  const used = columns.map((kind) => columnOf(table, kind)).filter((column) => column >= 0)
  const span = rowSpan(table, row.row, Math.min(...used), Math.max(...used))
  if (!span) return null
  const name = row.name.text.replace(/\s+/g, '')
  const area = at('area')
  const quantity = area === null ? null : parseQuantity(area, areaUnit ?? '')
  const minerals = mineralList(at('mineral') ?? '').map((entry) => entry.text)
  const parent = at('parent')
  const level = levelOf(at('level') ?? '')
  return {
    complete: area === null || (quantity !== null && parseUnit(quantity.unit)?.dimension === 'area'),
    draft: {
      subject: name,
      measure: '面积',
      op: '=',
      value: quantity?.value ?? null,
      unit: quantity?.unit || null,
      year: null,
      attribute: null,
      ...fromRow(table, row.row, span),
      name,
      ...(row.code ? { code: row.code.text.trim() } : {}),
      ...(minerals.length > 0 ? { minerals } : {}),
      ...(row.places.length > 0 ? { places: row.places } : {}),
      ...(parent ? { parent } : {}),
      ...(level ? { planLevel: level } : {}),
    },
  }
}

/** Zones and blocks that tables list, one fact to a row. */
const readListing = (listing: Listing): readonly Draft[] =>
  listing.rows.flatMap((row): Draft | [] => {
    const { kind } = listing
    const read = kind === 'project' ? null : areaDraft(listing, row)
    if (!read || kind === 'project') return []
    const confidence = read.complete ? 'sure' : 'likely'
    if (kind === 'exploration-block' || kind === 'mining-block')
      return { kind: 'block', ...read.draft, confidence, act: kind === 'exploration-block' ? 'exploration' : 'mining' }
    return {
      kind: 'zone',
      ...read.draft,
      confidence,
      zone: kind,
      act: kind === 'key-exploration' ? 'exploration' : 'mining',
    }
  })

const kindWords =
  '重点勘查区|重点开采区|集中开采区|限制开采区|禁止开采区|限制勘查区|禁止勘查区|禁采区|限采区|允许开采区|备选开采区|备选区|国家规划矿区|战略性矿产保护区|战略性矿产资源保护区|重点治理区|重点发展区域|重点矿区'
const namedZone = new RegExp(`[一-龥0-9A-Za-z·\\-—－～、（）]{2,40}?(?:${kindWords})`, 'g')
/** What stands before a zone's own name: verbs, counts, ordinals, references. */
const lead =
  /^.*(?:划定(?:的|了)?|落实(?:的)?|确定(?:的|了)?|设置|设立|部署的|即|分别为|分别是|包括|为|是|规划(?:了)?|—|的|[0-9一二三四五六七八九十两]+(?:个|处|片)(?:是|为)?|和|及|与|以|在|上级|市级|省级|本级|本市|本县|全县|全市|其中)/
const generic = new RegExp(
  `^(?:[0-9]*个?|矿产资源|建筑(?:用)?石料(?:用)?|砂石(?:土)?|矿产|地热|各|该|矿山地质环境|区内|优先安排)?(?:矿产)?(?:${kindWords})$`,
)

type Named = { readonly name: string; readonly start: number; readonly end: number }

const namesIn = (text: string): readonly Named[] => {
  const found: Named[] = []
  for (const hit of text.matchAll(namedZone)) {
    let name = hit[0]
    let start = hit.index
    // An enumeration of zones: only what follows the last separator that no mineral list needs.
    const cutAt = lead.exec(name.slice(0, -4))?.[0].length ?? 0
    name = name.slice(cutAt)
    start += cutAt
    const comma = name.lastIndexOf('、')
    if (comma >= 0 && zoneKindIn(name.slice(0, comma)) !== null) {
      name = name.slice(comma + 1)
      start += comma + 1
    }
    const mark = /^[（(）)、A-Z0-9]+/.exec(name)?.[0].length ?? 0
    name = name.slice(mark)
    start += mark
    if (
      generic.test(name) ||
      name.length < 7 ||
      /管理|措施|内|优先|统筹|规划期|避让|不得|进入|应当|位于|符合|范围|力争|充分|发挥|加强|推进|打造|建设|支持|鼓励|^矿产资源/.test(
        name,
      )
    )
      continue
    found.push({ name, start, end: start + name.length })
  }
  return found
}

/** "甲重点勘查区，面积84.6平方千米", "甲区、乙区，面积分别为…、…": zones a sentence names with their areas. */
const readClause = (clause: Clause): readonly Draft[] => {
  const text = clause.span.text
  if (!/(?:区|域)/.test(text) || !/面积|划定|落实|规划/.test(text)) return []
  const names = namesIn(text).filter((named, i, all) => all.findIndex((other) => other.name === named.name) === i)
  if (names.length === 0) return []
  const areas = quantitiesIn(text).filter((found) => parseUnit(found.unit)?.dimension === 'area')
  const total = /总面积|合计|共/
  const own = areas.filter((area) => !total.test(text.slice(Math.max(0, area.start - 6), area.start)))
  const inPairs = /分别/.test(text) && own.length === names.length && names.every((named) => named.end <= own[0]!.start)
  return names.map((named, i): Draft => {
    const next = names[i + 1]?.start ?? text.length
    const area = inPairs
      ? own[i]
      : names.length === 1 && own.length > 1
        ? undefined
        : own.find((found) => found.start >= named.end && found.start < next)
    const inside = area && (inPairs || /面积/.test(text.slice(named.end, area.start))) ? area : undefined
    const code = /^[（(]\s*([A-Z]{2}\d{2,5})\s*[）)]/.exec(text.slice(named.end))?.[1]
    const span = inside ? cut(clause.span, named.start, inside.end) : cut(clause.span, named.start, named.end)
    const zone = zoneKindIn(named.name)!
    return {
      kind: 'zone',
      subject: named.name,
      measure: '面积',
      op: '=',
      value: inside?.value ?? null,
      unit: inside?.unit ?? null,
      year: null,
      attribute: null,
      ...fromClause(clause, span),
      confidence: 'likely',
      zone,
      act: zone === 'key-exploration' ? 'exploration' : 'mining',
      name: named.name,
      ...(code ? { code } : {}),
    }
  })
}

/** Zones and blocks of tables, and zones of sentences that no table names. */
export const readAreas = (plan: Reading): readonly Draft[] => {
  const listed = listingsOf(plan).flatMap(readListing)
  const zones = listed.filter((area) => area.kind === 'zone')
  const seen = new Set(zones.map((zone) => zone.subject))
  const said = plan.clauses.flatMap(readClause)
  const fresh: Draft[] = []
  for (const zone of said) {
    // A table's name already says it, unless the sentence adds the area that the table lacks.
    const same = zones.find((other) => other.subject === zone.subject)
    if (same ? same.value === null && zone.value !== null : !seen.has(zone.subject)) fresh.push(zone)
    seen.add(zone.subject)
  }
  return [...listed, ...fresh]
}
