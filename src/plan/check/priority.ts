/** What the plan calls key or restricted against its zones, blocks, targets and floors. */
import { containsMineral, mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { type BlockMinerals, blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { mineralsOf } from '#plan/fact/cell.ts'
import { type Direction, directionsOf, stanceMinerals } from '#plan/fact/direction.ts'
import { floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { mineralCountsOf } from '#plan/fact/mine-cap.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { type Check, type Finding, judged } from './finding.ts'

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

/** Key minerals of an act against the minerals of the key zones of that act. */
const againstZones = (plan: Plan, act: Direction['act']): Finding[] => {
  const { minerals, directions } = stanceMinerals(plan, act, 'key')
  if (minerals.length === 0) return []
  const word = act === 'exploration' ? '勘查' : '开采'
  const kind = act === 'exploration' ? 'key-exploration' : 'key-mining'
  const zones = tablesOf(plan).listings.filter((listing) => listing.kind === kind)
  const rows = zones.flatMap((listing) => listing.rows).filter((row) => row.minerals.length > 0)
  if (rows.length === 0) return []
  const inZones = [...new Set(rows.flatMap((row) => row.minerals))]
  const lacking = minerals.filter((mineral) => !has(inZones, mineral))
  const beyond = inZones.filter((mineral) => !has(minerals, mineral))
  if (lacking.length + beyond.length === 0)
    return [
      {
        verdict: 'holds',
        quotes: [...directions.map((each) => each.quote), ...zones.flatMap((zone) => captionQuotes(zone.table))],
        computed: `{${join(minerals)}} = {${join(inZones)}}`,
        message: { zh: `重点${word}矿种与重点${word}区一致`, en: 'Key minerals and key zones agree' },
      },
    ]
  const disjoint = lacking.length === minerals.length
  const misfits = rows.filter((row) => row.minerals.some((mineral) => beyond.includes(mineral)))
  return [
    {
      verdict: disjoint && beyond.length > 0 ? 'fails' : 'doubtful',
      quotes: [
        ...directions.map((each) => each.quote),
        ...(misfits.length > 0 ? misfits : rows).map((row) => quote(row.name)),
      ],
      computed: `重点${word}矿种{${join(minerals)}} ↔ 重点${word}区{${join(inZones)}}`,
      message: disjoint
        ? { zh: `重点${word}矿种与重点${word}区矿种没有交集`, en: 'Key minerals and key zones have nothing in common' }
        : {
            zh: [
              beyond.length > 0 ? `${join(beyond)}有重点${word}区而非重点${word}矿种` : '',
              lacking.length > 0 ? `${join(lacking)}没有重点${word}区` : '',
            ]
              .filter(Boolean)
              .join('；'),
            en: 'Key minerals and key zones differ',
          },
      remedy: { zh: '统一重点矿种与重点区', en: 'Make key minerals and key zones agree' },
    },
  ]
}

/** Key exploration minerals that no exploration block is drawn for, and blocks for minerals that are not key. */
const againstBlocks = (plan: Plan): Finding[] => {
  const { minerals, directions } = stanceMinerals(plan, 'exploration', 'key')
  const blocks = blockMineralsOf(plan).filter((each: BlockMinerals) => each.act === 'exploration')
  const inBlocks = [...new Set(blocks.flatMap((each) => each.minerals))]
  if (minerals.length === 0 || inBlocks.length === 0) return []
  const lacking = minerals.filter((mineral) => !has(inBlocks, mineral))
  const beyond = inBlocks.filter((mineral) => !has(minerals, mineral))
  const findings: Finding[] = []
  const from = (list: readonly string[]): Quote[] =>
    blocks.flatMap((each) =>
      list.length === 0 || each.minerals.some((mineral) => list.includes(mineral)) ? each.quotes : [],
    )
  if (lacking.length > 0)
    findings.push({
      verdict: 'doubtful',
      quotes: [...directions.map((each) => each.quote), ...from([])],
      computed: `${join(lacking)} = 0`,
      message: { zh: `重点勘查矿种${join(lacking)}没有勘查规划区块`, en: 'A key mineral has no exploration block' },
      remedy: { zh: '说明原因或增设区块', en: 'Give the reason or draw a block' },
    })
  if (beyond.length > 0)
    findings.push({
      verdict: 'doubtful',
      quotes: [...from(beyond), ...directions.map((each) => each.quote)],
      computed: `${join(beyond)} ∉ {${join(minerals)}}`,
      message: {
        zh: `${join(beyond)}有勘查规划区块，但不是重点勘查矿种`,
        en: 'A block is drawn for a mineral that is not key',
      },
    })
  if (findings.length === 0)
    findings.push({
      verdict: 'holds',
      quotes: [...directions.map((each) => each.quote), ...from([])],
      computed: `{${join(minerals)}} = {${join(inBlocks)}}`,
      message: { zh: '重点勘查矿种与勘查规划区块一致', en: 'Key minerals and blocks agree' },
    })
  return findings
}

/** New reserves wanted: of what is restricted, of what is key. */
const againstGrowth = (plan: Plan): Finding[] => {
  const growth = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'growth' && row.minerals.length > 0)
  if (growth.length === 0) return []
  const findings: Finding[] = []
  for (const each of directionsOf(plan)) {
    if (each.act !== 'exploration' || each.stance === 'key') continue
    for (const row of growth)
      if (each.minerals.some((mineral) => row.minerals.some((other) => sameMineral(mineral, other))))
        findings.push({
          verdict: 'fails',
          quotes: [each.quote, quote(row.name), quote(row.valueSpan)],
          computed: `${each.stance === 'forbidden' ? '禁止' : '限制'}勘查 ↔ 新增${row.valueSpan.text.trim()}${row.unit}`,
          message: {
            zh: `${row.path.at(-1)}被${each.stance === 'forbidden' ? '禁止' : '限制'}勘查，却有新增资源量指标`,
            en: `Exploration for ${row.path.at(-1)} is restricted, yet new reserves are a target`,
          },
          remedy: { zh: '取消限制或取消指标', en: 'Lift the restriction or drop the target' },
        })
  }
  const { minerals, directions } = stanceMinerals(plan, 'exploration', 'key')
  const wanted = growth.flatMap((row) => row.minerals)
  const lacking = minerals.filter((mineral) => !has(wanted, mineral))
  const beyond = wanted.filter((mineral) => !has(minerals, mineral))
  if (minerals.length > 0)
    findings.push(
      judged(lacking.length + beyond.length === 0, {
        quotes: [...directions.map((each) => each.quote), ...growth.map((row) => quote(row.name))],
        computed:
          [lacking.length > 0 ? `缺 ${join(lacking)}` : '', beyond.length > 0 ? `多 ${join(beyond)}` : '']
            .filter(Boolean)
            .join('；') || `{${join(minerals)}}`,
        right: { zh: '重点勘查矿种均有新增资源量指标', en: 'Each key mineral has a target of new reserves' },
        wrong: { zh: '重点勘查矿种与新增资源量指标不对应', en: 'Key minerals and targets of new reserves differ' },
        otherwise: 'doubtful',
      }),
    )
  return findings
}

/** A kind that is restricted to mine, and a floor for new mines of that kind. */
const restrictedFloor = (plan: Plan): Finding[] =>
  directionsOf(plan).flatMap((each): Finding | [] => {
    if (each.act !== 'mining' || each.stance !== 'restricted') return []
    const floor = floorStatementsOf(plan).find(
      (statement) =>
        statement.minerals.some((mineral) => each.minerals.some((other) => sameMineral(mineral, other))) &&
        (each.variety === null || statement.variety === each.variety),
    )
    if (!floor) return []
    return {
      verdict: 'doubtful',
      quotes: [each.quote, quote(floor.passage.span, floor.from, floor.to)],
      computed: `限制开采 ↔ 新建 ≥ ${floor.figure.text}`,
      message: {
        zh: '限制开采与新建规模门槛并存，“限制”的含义没有定义',
        en: 'Mining is restricted and yet has a floor for new mines; “restricted” is not defined',
      },
      remedy: { zh: '写明限制的条件', en: 'State the conditions of the restriction' },
    }
  })

/** Blocks drawn for what is restricted or forbidden. */
const restrictedBlocks = (plan: Plan): Finding[] =>
  directionsOf(plan).flatMap((each): Finding | [] => {
    if (each.stance === 'key' || each.variety !== null) return []
    const blocks = blockMineralsOf(plan).filter(
      (block) =>
        block.act === each.act &&
        block.minerals.some((mineral) => each.minerals.some((other) => sameMineral(mineral, other))),
    )
    if (blocks.length === 0) return []
    const forbidden = each.stance === 'forbidden'
    return {
      verdict: forbidden ? 'fails' : 'doubtful',
      quotes: [each.quote, ...blocks.flatMap((block) => block.quotes)],
      computed: `${forbidden ? '禁止' : '限制'}${each.act === 'mining' ? '开采' : '勘查'} ↔ ${blocks.length}个区块`,
      message: forbidden
        ? { zh: '禁止的矿种划有规划区块', en: 'A block is drawn for a forbidden mineral' }
        : { zh: '限制的矿种划有规划区块', en: 'A block is drawn for a restricted mineral' },
      remedy: { zh: '说明理由或取消区块', en: 'Give the reason or drop the block' },
    }
  })

/** Key minerals to mine that no mining block is drawn for. */
const againstMiningBlocks = (plan: Plan): Finding[] => {
  const { minerals, directions } = stanceMinerals(plan, 'mining', 'key')
  const blocks = blockMineralsOf(plan).filter((each: BlockMinerals) => each.act === 'mining')
  const inBlocks = [...new Set(blocks.flatMap((each) => each.minerals))]
  const lacking = minerals.filter((mineral) => !has(inBlocks, mineral))
  if (minerals.length === 0 || inBlocks.length === 0 || lacking.length === 0) return []
  return [
    {
      verdict: 'doubtful',
      quotes: [...directions.map((each) => each.quote), ...blocks.flatMap((each) => each.quotes).slice(0, 12)],
      computed: `${join(lacking)} ∉ {${join(inBlocks)}}`,
      message: { zh: `重点开采矿种${join(lacking)}没有开采规划区块`, en: 'A key mineral has no mining block' },
      remedy: { zh: '说明原因或增设区块', en: 'Give the reason or draw a block' },
    },
  ]
}

/** What may not be mined more, and yet may have more mines. */
const restrictedCounts = (plan: Plan): Finding[] => {
  const counts = mineralCountsOf(plan)
  return directionsOf(plan).flatMap((each): Finding[] => {
    if (each.act !== 'mining' || each.stance === 'key' || each.variety !== null) return []
    return each.minerals.flatMap((mineral): Finding | [] => {
      const mine = counts.filter((count) => sameMineral(count.mineral, mineral)).sort((a, b) => a.year - b.year)
      const first = mine[0]
      const last = mine.at(-1)
      if (!first || !last || first.tableId !== last.tableId || last.value <= first.value) return []
      // Where none is to be added there cannot be more; where it is only restricted there may.
      const noNew = /(?:不再|停止)新/.test(each.quote.text)
      return {
        verdict: each.stance === 'forbidden' || noNew ? 'fails' : 'doubtful',
        quotes: [each.quote, quote(first.name), quote(first.cell), quote(last.cell)],
        computed: `${first.year}年${first.value} < ${last.year}年${last.value}`,
        message: {
          zh: noNew
            ? `不再新增${mineral}采矿权，采矿权数却增加`
            : `${each.stance === 'forbidden' ? '禁止' : '限制'}开采${mineral}，采矿权数却增加`,
          en: `Mining ${mineral} is restricted, yet it may have more mines`,
        },
        remedy: { zh: '核对调控方向与矿山数', en: 'Check the direction and the numbers' },
      }
    })
  })
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

/** One mineral ordered about in two ways: wanted here and held back there, or held back more in one place. */
const twoStances = (plan: Plan): Finding[] => {
  const directions = directionsOf(plan).filter((each) => each.variety === null)
  const strength = (each: Direction): number =>
    each.stance === 'key' ? 0 : each.stance === 'forbidden' ? 3 : /新/.test(each.quote.text) ? 2 : 1
  const seen = new Set<string>()
  return directions.flatMap((a, i) =>
    directions.slice(i + 1).flatMap((b): Finding[] =>
      a.minerals.flatMap((mineral): Finding | [] => {
        const [x, y] = [strength(a), strength(b)]
        const key = `${mineral} ${x} ${y}`
        if (x === y || seen.has(key) || a.quote.at.start === b.quote.at.start) return []
        if (!b.minerals.some((other) => sameMineral(other, mineral))) return []
        // Wanted to look for and held back to mine may both be meant.
        if (a.act !== b.act) return []
        seen.add(key)
        const contrary = x === 0 || y === 0
        return {
          verdict: contrary && (x === 3 || y === 3) ? 'fails' : 'doubtful',
          quotes: [a.quote, b.quote],
          computed: `${mineral}：${a.quote.text.slice(0, 6)} ↔ ${b.quote.text.slice(0, 6)}`,
          message: contrary
            ? { zh: `${mineral}既列为重点又受限制`, en: `${mineral} is key in one place and held back in another` }
            : { zh: `对${mineral}的限制力度前后不同`, en: `${mineral} is held back to different degrees` },
          remedy: { zh: '统一调控方向', en: 'Give one direction' },
        }
      }),
    ),
  )
}

export const priority: Check = {
  name: 'priority',
  title: { zh: '勘查开采方向与布局、指标', en: 'Directions against zones and targets' },
  run: (plan) => [
    ...repeated(plan),
    ...againstZones(plan, 'exploration'),
    ...againstZones(plan, 'mining'),
    ...againstBlocks(plan),
    ...againstGrowth(plan),
    ...restrictedFloor(plan),
    ...restrictedBlocks(plan),
    ...againstMiningBlocks(plan),
    ...restrictedCounts(plan),
    ...againstTitles(plan),
    ...strengths(plan),
    ...twoStances(plan),
  ],
}
