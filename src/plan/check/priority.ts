/** What the plan calls key or restricted against its zones, blocks, targets and floors. */

import { containsMineral, mineralsIn } from '#mineral/mineral.ts'
import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { mineralsOf } from '#plan/fact/cell.ts'
import { type Direction, directionsOf, stanceMinerals } from '#plan/fact/direction.ts'
import type { ListingKind } from '#plan/fact/listing.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { type Bilingual, type Check, type Finding, judged } from './finding.ts'

const has = (list: readonly string[], mineral: string): boolean => list.some((each) => covers(each, mineral))
const join = (list: readonly string[]): string => list.join('、') || '—'

/** Two statements of the same stance and act must name the same minerals. */
const repeated = (plan: Plan): Finding[] => {
  const findings: Finding[] = []
  for (const act of ['exploration', 'mining'] as const) {
    const statements = directionsOf(plan).filter((each) => each.act === act && each.stance === 'key')
    const first = statements[0]
    for (const second of statements.slice(1)) {
      const same =
        first!.minerals.length === second.minerals.length &&
        first!.minerals.every((mineral) => has(second.minerals, mineral))
      findings.push(
        judged(same, {
          quotes: [first!.quote, second.quote],
          computed: `{${join(first!.minerals)}}${same ? ' = ' : ' ≠ '}{${join(second.minerals)}}`,
          right: { zh: '重点矿种前后表述一致', en: 'The key minerals are named twice, the same' },
          wrong: { zh: '重点矿种前后表述不一致', en: 'The key minerals are named twice, differently' },
          otherwise: 'doubtful',
        }),
      )
    }
  }
  return findings
}

/** Something drawn or wanted for some minerals: a zone, a block, a target. */
type Drawn = { readonly minerals: readonly string[]; readonly quotes: readonly Quote[] }

type Side = {
  readonly act: Direction['act']
  readonly of: Bilingual
  readonly drawn: readonly Drawn[]
  /** Blocks to mine may be drawn for other minerals as well. */
  readonly others?: 'allowed'
  /** Zones that have nothing in common with the key minerals cannot be those minerals' zones. */
  readonly disjoint?: 'fails'
}

/** Of many zones or blocks so many are cited. */
const MOST_CITED = 24

/** The key minerals of an act against what is drawn or wanted: each has some, and nothing else has. */
const keyAgainst = (plan: Plan, { act, of, drawn, others, disjoint }: Side): Finding[] => {
  const { minerals, directions } = stanceMinerals(plan, act, 'key')
  const had = [...new Set(drawn.flatMap((each) => each.minerals))]
  if (minerals.length === 0 || had.length === 0) return []
  const lacking = minerals.filter((mineral) => !has(had, mineral))
  const beyond = others ? [] : had.filter((mineral) => !has(minerals, mineral))
  const holds = lacking.length + beyond.length === 0
  if (holds && others) return []
  const none = lacking.length === minerals.length && beyond.length > 0
  const key = `重点${act === 'exploration' ? '勘查' : '开采'}矿种`
  const misfits = drawn.filter((each) => each.minerals.some((mineral) => beyond.includes(mineral)))
  const cited = [...new Set(lacking.length > 0 || holds ? [...misfits, ...drawn] : misfits)]
  return [
    judged(holds, {
      quotes: [...directions.map((each) => each.quote), ...cited.flatMap((each) => each.quotes).slice(0, MOST_CITED)],
      computed: `${key}{${join(minerals)}} ${holds ? '=' : '↔'} ${of.zh}{${join(had)}}`,
      right: { zh: `${key}与${of.zh}一致`, en: `Key minerals and ${of.en} agree` },
      wrong: {
        zh: [
          beyond.length > 0 ? `${join(beyond)}有${of.zh}而非${key}` : '',
          lacking.length > 0 ? `${join(lacking)}没有${of.zh}` : '',
        ]
          .filter(Boolean)
          .join('；'),
        en: `Key minerals and ${of.en} differ`,
      },
      remedy: {
        zh: `统一${key}与${of.zh}，或说明原因`,
        en: `Make key minerals and ${of.en} agree, or give the reason`,
      },
      otherwise: none && disjoint ? 'fails' : 'doubtful',
    }),
  ]
}

const zonesOf = (plan: Plan, kind: ListingKind): readonly Drawn[] =>
  tablesOf(plan).listings.flatMap((listing) =>
    listing.kind === kind ? listing.rows.map(({ minerals, name }) => ({ minerals, quotes: [quote(name)] })) : [],
  )

const sides = (plan: Plan): readonly Side[] => {
  const blocks = (act: Direction['act']) => blockMineralsOf(plan).filter((each) => each.act === act)
  const targets = tablesOf(plan).indicators.flatMap((row) =>
    measureOf(row) === 'growth' ? [{ minerals: row.minerals, quotes: [quote(row.name)] }] : [],
  )
  return [
    {
      act: 'exploration',
      of: { zh: '重点勘查区', en: 'key zones' },
      drawn: zonesOf(plan, 'key-exploration'),
      disjoint: 'fails',
    },
    { act: 'mining', of: { zh: '重点开采区', en: 'key zones' }, drawn: zonesOf(plan, 'key-mining'), disjoint: 'fails' },
    { act: 'exploration', of: { zh: '勘查规划区块', en: 'blocks' }, drawn: blocks('exploration') },
    { act: 'exploration', of: { zh: '新增资源量指标', en: 'targets of new reserves' }, drawn: targets },
    { act: 'mining', of: { zh: '开采规划区块', en: 'blocks' }, drawn: blocks('mining'), others: 'allowed' },
  ]
}

/** A table titled “重点开采矿种” against the key minerals of the text. */
const againstTitles = (plan: Plan): Finding[] =>
  plan.tables.flatMap((table): Finding | [] => {
    const match = /重点(勘查|开采)矿种/.exec(table.title)
    const at = table.columns.findIndex((heading) => /矿种|矿产/.test(heading))
    if (!match || at < 0) return []
    const { minerals, directions } = stanceMinerals(plan, match[1] === '勘查' ? 'exploration' : 'mining', 'key')
    const listed = [...new Set(table.rows.flatMap((row) => mineralsOf(row[at]!)))]
    if (minerals.length === 0 || listed.length === 0) return []
    const same = listed.length === minerals.length && listed.every((mineral) => has(minerals, mineral))
    return judged(same, {
      quotes: [...directions.map((each) => each.quote), ...captionQuotes(table)],
      computed: `{${join(minerals)}}${same ? ' = ' : ' ≠ '}{${join(listed)}}`,
      right: { zh: `重点${match[1]}矿种与${table.id}一致`, en: `The key minerals are those of ${table.id}` },
      wrong: {
        zh: `重点${match[1]}矿种正文${minerals.length}种，${table.id}为${listed.length}种`,
        en: `The text names ${minerals.length} key minerals, ${table.id} ${listed.length}`,
      },
      remedy: { zh: '统一重点矿种', en: 'Name the same minerals' },
    })
  })

/** Minerals the plan calls its own strength: what the aims name must be among what the overview names. */
const strengths = (plan: Plan): Finding[] => {
  const named = plan.clauses
    .filter((clause) => clause.span.text.includes('优势'))
    .flatMap((clause) =>
      [
        ...clause.span.text.matchAll(
          /([^，。；：]{2,60}?)等?(?:矿产)?(?:为[^，。；]{0,12}|具有明显)?优势(?:矿产|矿种)/g,
        ),
      ].flatMap((match) => {
        const minerals = [...new Set(mineralsIn(match[1]!).map((mention) => mention.name))]
        return minerals.length > 1 ? [{ minerals, quote: quoteMatch(clause.span, match) }] : []
      }),
    )
  const widest = named.toSorted((a, b) => b.minerals.length - a.minerals.length)[0]
  return named.flatMap((each): Finding | [] => {
    if (!widest || each === widest) return []
    const beyond = each.minerals.filter(
      (mineral) => !widest.minerals.some((other) => containsMineral(other, mineral) || covers(other, mineral)),
    )
    return judged(beyond.length === 0, {
      quotes: [each.quote, widest.quote],
      computed: `{${join(each.minerals)}} ${beyond.length === 0 ? '⊂' : '⊄'} {${join(widest.minerals)}}`,
      right: { zh: '优势矿产前后一致', en: 'The minerals of strength agree' },
      wrong: {
        zh: `${join(beyond)}不在前文优势矿产之列`,
        en: 'A mineral of strength is not among those named elsewhere',
      },
      otherwise: 'doubtful',
    })
  })
}

export const priority: Check = {
  name: 'priority',
  title: { zh: '重点矿种与布局、指标', en: 'Key minerals against zones, blocks and targets' },
  run: (plan) => [
    ...repeated(plan),
    ...sides(plan).flatMap((side) => keyAgainst(plan, side)),
    ...againstTitles(plan),
    ...strengths(plan),
  ],
}
