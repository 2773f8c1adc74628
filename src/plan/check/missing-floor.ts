/** Minerals that should have a least scale and have none: promised, mined, key, or with blocks. */
import { mineralsIn } from '#mineral/mineral.ts'
import { blockMineralsOf } from '#plan/fact/block-minerals.ts'
import { stanceMinerals } from '#plan/fact/direction.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { covers, rowsOfMineral, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, quoteMatch } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { type Finding, judged } from './finding.ts'

const ELSEWHERE = /(?:其[他它余]|(?:未|没有)列(?:入|出|明)?(?:的)?)矿种[^。；]*(?:执行|按照|依照|参照|从其)/

/** The plan sends the minerals that it does not list to the plans above it. */
const sentElsewhere = (plan: Plan): boolean => passagesOf(plan).some(({ text }) => ELSEWHERE.test(text))

/** "确定A、B等矿种矿山最低开采规模" against the rows of the table of floors. */
export const promisedFloors = (plan: Plan): Finding[] => {
  const { floors } = tablesOf(plan)
  if (floors.length === 0) return []
  return passagesOf(plan).flatMap((passage) =>
    [
      ...passage.text.matchAll(
        /()([^。；]{3,90}?)等(?:\d+[个种])?(?:重点|主要|重要)?(?:矿种|矿产)[^。；，]{0,6}最低(?:开采|生产|建设)规模[^。；，]{0,4}(?:列入|列于|列明|见)(?:专\s*栏|附?\s*表)/g,
      ),
      ...passage.text.matchAll(
        /(确定|明确|制定|规定)([^。；]{3,90}?)(?:等)?(?:\d+[个种])?(?:重点|主要|重要)?(?:矿种|矿产)[^。；，]{0,6}最低(?:开采|生产|建设)规模/g,
      ),
    ].flatMap((match): Finding | [] => {
      const minerals = [...new Set(mineralsIn(match[2]!).map((mention) => mention.name))]
      if (minerals.length < 2) return []
      const lacking = minerals.filter((mineral) => rowsOfMineral(floors, mineral).length === 0)
      const table = floors[0]!.table
      return judged(lacking.length === 0, {
        quotes: [quoteMatch(passage.span, match), ...captionQuotes(table)],
        computed: lacking.length > 0 ? `${lacking.join('、')} ∉ ${table.id}` : `${minerals.length}种 ⊂ ${table.id}`,
        right: { zh: `所列矿种在${table.id}中均有最低开采规模`, en: `Each mineral has a floor in ${table.id}` },
        wrong: {
          zh: `正文要确定${lacking.join('、')}的最低开采规模，${table.id}没有`,
          en: `A floor is promised for ${lacking.join(', ')}; ${table.id} has none`,
        },
        remedy: { zh: '在表中补上', en: 'Add it to the table' },
      })
    }),
  )
}

/** Minerals that are mined but have no floor, unless the plan sends the others to the upper plans. */
export const minedWithoutFloor = (plan: Plan): Finding[] => {
  const { floors } = tablesOf(plan)
  const mines = minesOf(plan)
  if (floors.length === 0 || !mines || mines.byMineral.length === 0) return []
  const titled = plan.tables
    .filter((table) => /最低.{0,4}规模/.test(table.title))
    .flatMap((table) => mineralsIn(table.title).map((mention) => mention.name))
  const told = [
    ...titled,
    ...floorStatementsOf(plan).flatMap((each) => each.minerals),
    ...stanceMinerals(plan, 'mining', 'forbidden').minerals,
  ]
  const lacking = mines.byMineral.filter(
    (each) =>
      rowsOfMineral(floors, each.mineral).length === 0 && !told.some((mineral) => covers(mineral, each.mineral)),
  )
  if (lacking.length === 0 || sentElsewhere(plan)) return []
  return [
    {
      verdict: 'fails',
      quotes: [...lacking.map((each) => each.quote), ...captionQuotes(floors[0]!.table)],
      computed: `${lacking.map((each) => each.mineral).join('、')} ∉ ${[...new Set(floors.map((row) => row.table.id))].join('、')}`,
      message: {
        zh: `在采矿种${lacking.map((each) => each.mineral).join('、')}没有最低开采规模`,
        en: `${lacking.map((each) => each.mineral).join(', ')} are mined but have no floor`,
      },
      remedy: { zh: '补上，或写明执行上级规定', en: 'Add floors, or say that the upper plan’s apply' },
    },
  ]
}

/** Minerals that are key to mine and the table of floors. */
export const keyFloors = (plan: Plan): Finding[] => {
  const { floors } = tablesOf(plan)
  const { minerals, directions } = stanceMinerals(plan, 'mining', 'key')
  if (floors.length === 0 || minerals.length === 0) return []
  const lacking = minerals.filter((mineral) => rowsOfMineral(floors, mineral).length === 0)
  const holds = lacking.length === 0
  const told = floorStatementsOf(plan).flatMap((each) => each.minerals)
  if (!holds && lacking.every((mineral) => told.some((name) => covers(name, mineral)))) return []
  return [
    judged(holds, {
      quotes: [...directions.map((each) => each.quote), ...captionQuotes(floors[0]!.table)],
      computed: holds
        ? `{${minerals.join('、')}} ⊂ ${floors[0]!.table.id}`
        : `${lacking.join('、')} ∉ ${floors[0]!.table.id}`,
      right: { zh: '重点开采矿种均有最低开采规模', en: 'Every mineral that is key to mine has a floor' },
      wrong: {
        zh: `重点开采的${lacking.join('、')}没有最低开采规模`,
        en: 'A mineral that is key to mine has no floor',
      },
      remedy: { zh: '补上，或写明执行上级规定', en: 'Add it, or say that the upper plan’s applies' },
      otherwise: 'doubtful',
    }),
  ]
}

/** Floors told in the text alone, and minerals with blocks or mines that have none. */
export const textFloors = (plan: Plan): Finding[] => {
  if (tablesOf(plan).floors.length > 0) return []
  const statements = floorStatementsOf(plan).filter((each) => !each.exception)
  if (statements.length === 0 || sentElsewhere(plan)) return []
  const told = statements.flatMap((each) => each.minerals)
  const blocks = blockMineralsOf(plan).filter((each) => each.act === 'mining')
  const lacking = [...new Set(blocks.flatMap((each) => each.minerals))].filter(
    (mineral) => !told.some((name) => covers(name, mineral) || (/^建筑用?石/.test(name) && /^建筑/.test(mineral))),
  )
  if (told.length === 0 || lacking.length === 0) return []
  return [
    {
      verdict: 'fails',
      quotes: [
        ...statements.map((each) => floorQuote(each)),
        ...blocks
          .filter((each) => each.minerals.some((mineral) => lacking.includes(mineral)))
          .flatMap((each) => each.quotes),
      ],
      computed: `${lacking.join('、')} ∉ {${[...new Set(told)].join('、')}}`,
      message: {
        zh: `${lacking.join('、')}划有开采规划区块，没有最低开采规模`,
        en: `Blocks are drawn for ${lacking.join(', ')}, which have no floor`,
      },
      remedy: { zh: '补上，或写明执行上级规定', en: 'Add floors, or say that the upper plan’s apply' },
    },
  ]
}
