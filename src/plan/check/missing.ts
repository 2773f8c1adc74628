/** What the plan promises and does not hold: minerals without a row, titles without a column, blocks without a table. */
import { mineralsIn } from '#mineral/mineral.ts'
import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { directionsOf } from '#plan/fact/direction.ts'
import { type ListingKind, listingNames } from '#plan/fact/listing.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import { type AreaKind, areaKindIn, areaWords } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote } from '#plan/quote.ts'
import { firstIn, passagesOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import { tableReferences } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'
import { keyFloors, minedWithoutFloor, promisedFloors, textFloors } from './missing-floor.ts'

/** Minerals whose output the text says is controlled must have a row in the indicator table. */
const controlled = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'output')
  const listed = rows.flatMap((row) => row.minerals)
  if (listed.length === 0) return []
  return passagesOf(plan).flatMap((passage) => {
    if (passage.present || !/总量(?:调控|控制)/.test(passage.text)) return []
    const references = tableReferences(passage.text)
    return [...passage.text.matchAll(/[^。；]*?(?:开采)?总量(?:调控|控制)[^。；]*/g)].flatMap((match): Finding | [] => {
      const at = match[0].search(/(?:开采)?总量(?:调控|控制)/)
      const minerals = [...new Set(mineralsIn(match[0].slice(0, at)).map((mention) => mention.name))]
      if (minerals.length === 0 || references.length === 0) return []
      const lacking = minerals.filter((mineral) => !listed.some((other) => covers(other, mineral)))
      const start = match.index + match[0].search(/\S/)
      const reference = references.find((each) => each.start >= match.index) ?? references[0]!
      return judged(lacking.length === 0, {
        quotes: [
          quote(passage.span, start, match.index + match[0].length),
          quote(passage.span, reference.start - 1, reference.end + 1),
        ],
        computed:
          lacking.length > 0
            ? `${lacking.join('、')} ∉ {${[...new Set(listed)].join('、')}}`
            : `{${minerals.join('、')}} ⊂ {${[...new Set(listed)].join('、')}}`,
        right: { zh: '实行总量调控的矿种均有指标', en: 'Each controlled mineral has an indicator' },
        wrong: {
          zh: `${lacking.join('、')}实行总量调控，指标表中没有相应行`,
          en: `${lacking.join(', ')} is controlled but has no row among the indicators`,
        },
        remedy: { zh: '补上该矿种的开采总量指标', en: 'Add its indicator' },
      })
    })
  })
}

/** New reserves wanted in the text of a mineral that has no row, where other minerals have theirs. */
const growthWithoutRow = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter((row) => measureOf(row) === 'growth')
  const words = rows.map((row) => row.path.join(''))
  const listed = (mineral: string): boolean =>
    rows.some((row) => row.minerals.some((other) => covers(other, mineral))) ||
    words.some(
      (each) => each.includes(mineral.replace(/矿$/, '')) || (mineralsIn(each).length === 0 && rows.length === 1),
    )
  if (rows.length === 0) return []
  return passagesOf(plan).flatMap((passage) => {
    if (passage.present || passage.headings.some((heading) => /展望/.test(heading))) return []
    if (!passage.headings.some((heading) => /目标|指标/.test(heading))) return []
    return passage.figures.flatMap((figure): Finding | [] => {
      if (figure.dimension !== 'mass' && figure.dimension !== 'volume') return []
      const { from } = sentenceAround(passage.text, figure.start)
      const told = passage.text.slice(from, figure.start)
      const last = told.lastIndexOf('新增')
      // 、 alone stands between what 新增 governs; after a comma something else begins.
      if (last < 0 || /，/.test(told.slice(last)) || figure.per !== null || /产能|产量|规模/.test(told.slice(last)))
        return []
      const mineral = mineralsIn(figure.label).at(-1)?.name
      if (!mineral || listed(mineral)) return []
      return {
        verdict: 'fails',
        quotes: [quote(passage.span, from + last, figure.nounEnd), ...captionQuotes(rows[0]!.table)],
        computed: `${mineral} ∉ ${rows[0]!.table.id}`,
        message: {
          zh: `正文要求新增${mineral}${figure.text}，${rows[0]!.table.id}没有相应指标`,
          en: `The text wants new reserves of ${mineral}; ${rows[0]!.table.id} has no row for them`,
        },
        remedy: { zh: '在指标表中补上', en: 'Add the row' },
      }
    })
  })
}

/** What a title may promise, and how a column that keeps it is headed. */
const PROMISES: readonly (readonly [RegExp, RegExp])[] = [
  [/开采总量|年开采量/, /总量|开采量|产量/],
  [/面积/, /面积/],
  [/投资|资金/, /投资|资金|经费|金额/],
  [/资源量|储量/, /资源量|储量/],
  [/数量/, /数|量|个/],
]

const titles = (plan: Plan): Finding[] =>
  plan.tables.flatMap((table): Finding[] => {
    // "甲、乙及面积表", "甲面积一览表": what stands last before the word for a table is promised as well.
    const last = /(?:面积|投资|储量|资源量|产量)(?:一览|统计|汇总|情况|明细)?表?$/.test(table.title)
    if ((!/和|与|及|、/.test(table.title) && !last) || table.columns.length < 2) return []
    const words = `${table.columns.join(' ')} ${table.rows.flatMap((row) => row.slice(0, 3)).join(' ')}`
    const lacking = PROMISES.filter(([promise, column]) => promise.test(table.title) && !column.test(words))
    return lacking.map(([promise]) => ({
      verdict: 'fails' as const,
      quotes: captionQuotes(table),
      computed: `${promise.exec(table.title)![0]} ∉ {${table.columns.join('、')}}`,
      message: {
        zh: `${table.id}标题含“${promise.exec(table.title)![0]}”，表中没有这一列`,
        en: `The title of ${table.id} promises a column that is absent`,
      },
      remedy: { zh: '补上该列或改标题', en: 'Add the column or change the title' },
    }))
  })

/** Blocks and their area told in the text, and no table that lists them. */
const blocksWithoutTable = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  const quotes: Quote[] = []
  const kinds: ListingKind[] = []
  for (const kind of ['exploration-block', 'mining-block'] as const) {
    if (listings.some((listing) => listing.kind === kind)) continue
    const words = areaWords.find(([each]) => each === kind)![1]
    for (const passage of passagesOf(plan)) {
      if (passage.present) continue
      const figures = passage.figures.filter(
        (figure) =>
          (figure.dimension === 'count' && words.test(figure.noun + figure.label)) ||
          (figure.dimension === 'area' && words.test(passage.text.slice(0, figure.start)) && /面积/.test(figure.label)),
      )
      if (!figures.some((figure) => figure.dimension === 'count' && figure.value > 0 && !/一个$/.test(figure.text)))
        continue
      quotes.push(...figures.map((figure) => quoteFigure(passage, figure)))
      kinds.push(kind)
    }
  }
  if (quotes.length === 0) return []
  const names = [...new Set(kinds)].map((kind) => listingNames[kind]).join('、')
  return [
    {
      verdict: 'fails',
      quotes,
      computed: `${names}：0表`,
      message: {
        zh: `划定了${names}，全文没有列出编号、名称、矿种、面积的附表`,
        en: 'Blocks are drawn, and no table lists them',
      },
      remedy: { zh: '增加区块附表', en: 'Add an annex that lists the blocks' },
    },
  ]
}

/** A listing of blocks by mineral must know every mineral of the blocks themselves. */
const summaries = (plan: Plan): Finding[] => {
  const minerals = [
    ...new Set(
      blockMineralsOf(plan).flatMap((each) =>
        each.from === 'table' && each.act === 'exploration' ? each.minerals : [],
      ),
    ),
  ]
  const summary = plan.tables.find(
    (table) =>
      /勘查(?:规划)?区块/.test(table.title) &&
      !table.columns.some((heading) => /名称/.test(heading)) &&
      table.columns.some((heading) => /矿种/.test(heading)),
  )
  if (!summary || minerals.length === 0) return []
  const at = summary.columns.findIndex((heading) => /矿种/.test(heading))
  const listed = summary.rows.flatMap((row) => mineralsIn(row[at]!).map((mention) => mention.name))
  const lacking = minerals.filter((mineral) => !listed.some((other) => covers(other, mineral)))
  return [
    judged(lacking.length === 0, {
      quotes: [...captionQuotes(summary), ...summary.cells.map((cells) => quote(cells[at]!))],
      computed:
        lacking.length > 0 ? `${lacking.join('、')} ∉ ${summary.id}` : `{${minerals.join('、')}} ⊂ ${summary.id}`,
      right: { zh: `${summary.id}含全部区块矿种`, en: `${summary.id} has every mineral of the blocks` },
      wrong: { zh: `${summary.id}缺${lacking.join('、')}`, en: `${summary.id} lacks ${lacking.join(', ')}` },
    }),
  ]
}

/** Kinds of zones that a duty speaks of as drawn, and that nothing draws. */
const UNDRAWN: readonly (readonly [AreaKind, RegExp])[] = [
  ['forbidden', /规划(?:的)?(?:禁采区|禁止开采区)|禁采区内|禁止开采区内|划定的禁(?:采|止开采)区/],
  ['restricted', /规划(?:的)?(?:限采区|限制开采区)|限采区内|限制开采区内/],
  ['reserved', /备选(?:开采)?区内|规划(?:的)?备选(?:开采)?区/],
  ['concentrated-mining', /集中开采区内/],
]

const undrawn = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  return UNDRAWN.flatMap(([kind, words]): Finding | [] => {
    const drawn =
      listings.some((listing) => listing.kind === kind) ||
      plan.facts.some((fact) => fact.kind === 'zone' && fact.zone === kind) ||
      passagesOf(plan).some((passage) =>
        passage.figures.some((figure) => areaKindIn(figure.noun) === kind || areaKindIn(figure.label) === kind),
      ) ||
      plan.outline.some((heading) => areaKindIn(heading.heading) === kind) ||
      passagesOf(plan).some((passage) =>
        [
          ...passage.text.matchAll(
            /(?:以下|下列|范围|区域)[^。；]{0,12}(?:划为|列为|划定为|属于|为)([^。；，]{2,12})/g,
          ),
        ].some((match) => areaKindIn(match[1]!) === kind),
      )
    if (drawn) return []
    const quotes = firstIn(plan, words, 'ahead').map(({ passage, match }) =>
      quote(passage.span, match.index - 6, match.index + match[0].length + 10),
    )
    if (quotes.length === 0) return []
    return {
      verdict: 'fails',
      quotes,
      computed: `${listingNames[kind]}：0`,
      message: {
        zh: `文中引用${listingNames[kind]}，全文没有划定`,
        en: 'A duty speaks of zones that the plan nowhere draws',
      },
      remedy: { zh: '划定该区，或改引有关规定', en: 'Draw them, or refer to the rules that do' },
    }
  })
}

/** "对重点矿种采用…" where no list says which they are. */
const undefinedKeys = (plan: Plan): Finding[] => {
  if (directionsOf(plan).some((each) => each.stance === 'key')) return []
  const defined = plan.tables.some(
    (table) => /重点/.test(table.title) && /矿种/.test(table.title + table.columns.join()),
  )
  const uses = firstIn(plan, /(?:对|在|确保|保障)重点矿种/, 'ahead').map(({ passage, match }) =>
    quote(passage.span, match.index, match.index + match[0].length + 12),
  )
  if (defined || uses.length === 0) return []
  return [
    {
      verdict: 'fails',
      quotes: uses,
      computed: '重点矿种：∅',
      message: { zh: '“重点矿种”在全文没有清单', en: 'Nothing says which minerals are key' },
      remedy: { zh: '列出重点矿种', en: 'List them' },
    },
  ]
}

export const missing: Check = {
  name: 'missing',
  title: { zh: '缺项', en: 'What is missing' },
  run: (plan) => [
    ...controlled(plan),
    ...growthWithoutRow(plan),
    ...promisedFloors(plan),
    ...minedWithoutFloor(plan),
    ...keyFloors(plan),
    ...titles(plan),
    ...blocksWithoutTable(plan),
    ...summaries(plan),
    ...undrawn(plan),
    ...undefinedKeys(plan),
    ...textFloors(plan),
  ],
}
