/** Blocks by the places in their names: in the summary by mineral, beside each other, inside the zones they lie in. */
import { mineralsIn } from '#mineral/mineral.ts'
import { bareStemOf, isTownship, townshipNames, townshipUses } from '#plan/division/township.ts'
import { cellItems, mineralsOf } from '#plan/fact/cell.ts'
import type { Listing, ListingRow } from '#plan/fact/listing.ts'
import { covers, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { firstIn } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const stemOf = (name: string): string => name.replace(/(?:镇|乡|街道|苏木)$/, '')

/** The township in a block's name: written in full, or only its stem right before the mineral or a bracket. */
const townshipIn = (
  name: string,
  townships: readonly string[],
): { readonly name: string; readonly full: boolean } | null => {
  const full = townships.find((each) => name.includes(each))
  if (full) return { name: full, full: true }
  const stem = townships.find((each) => stemOf(each).length >= 2 && name.includes(stemOf(each)))
  return stem ? { name: stem, full: false } : null
}

/** A table of minerals and the townships of their blocks against the blocks' own names. */
const summaries = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  const inCells = [...townshipUses(plan).counts.keys()]
  const inText = plan.tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      row.flatMap((cell) =>
        [...cell.matchAll(/[（(]([\p{Script=Han}]{2,4}(?:镇|乡|街道))[）)]/gu)].map((match) => match[1]!),
      ),
    ),
  )
  const townships = [...new Set([...inCells, ...inText])].sort((a, b) => b.length - a.length)
  return plan.tables.flatMap((table): Finding[] => {
    const kind = /勘查(?:规划)?区块/.test(table.title)
      ? 'exploration-block'
      : /开采(?:规划)?区块/.test(table.title)
        ? 'mining-block'
        : null
    const mineralAt = table.columns.findIndex((heading) => /矿种/.test(heading))
    const placeAt = table.columns.findIndex((heading) => /所在|行政区|乡|镇/.test(heading))
    if (!kind || mineralAt < 0 || placeAt < 0 || table.columns.some((heading) => /名称/.test(heading))) return []
    const listing = listings.find((each) => each.kind === kind)
    if (!listing) return []
    return table.cells.flatMap((cells): Finding[] => {
      const [mineral] = mineralsOf(cells[mineralAt]!.text)
      const places = cellItems(cells[placeAt]!.text)
      if (!mineral || places.length === 0) return []
      const blocks = listing.rows.filter((row) => row.minerals.some((each) => covers(each, mineral)))
      const named = blocks.map((row) => ({
        row,
        township: townshipIn(
          row.name.text.replace(/^.*?(?:自治县|自治旗|[县市旗])(?=[\p{Script=Han}])/u, ''),
          townships,
        ),
      }))
      const findings: Finding[] = []
      for (const { row, township } of named) {
        if (!township || places.includes(township.name)) continue
        findings.push({
          verdict: township.full ? 'fails' : 'doubtful',
          quotes: [quote(row.name), quote(cells[placeAt]!)],
          computed: `${township.name} ∉ {${places.join('、')}}`,
          message: {
            zh: `区块在${township.name}，${table.id}${mineral}所在乡镇没有`,
            en: `A block lies in ${township.name}, which ${table.id} does not name`,
          },
          remedy: { zh: '补入该乡镇或核对区块位置', en: 'Add the township or check where the block lies' },
        })
      }
      const unseen = places.filter((place) => !named.some((each) => each.township?.name === place))
      if (named.length > 0 && named.every((each) => each.township) && unseen.length > 0)
        findings.push({
          verdict: 'doubtful',
          quotes: [quote(cells[placeAt]!), ...blocks.map((row) => quote(row.name))],
          computed: `${unseen.join('、')} ∉ 区块名称`,
          message: {
            zh: `${unseen.join('、')}未见于${mineral}区块名称`,
            en: `No block of this mineral is named after ${unseen.join(', ')}`,
          },
        })
      return findings
    })
  })
}

/** The township in a block's name against the one its own row gives. */
const nameAndCell = (plan: Plan): Finding[] => {
  const townships = [...new Set([...townshipUses(plan).counts.keys(), ...townshipNames(plan)])].sort(
    (a, b) => b.length - a.length,
  )
  return tablesOf(plan).listings.flatMap((listing) =>
    listing.kind === 'project' || listing.kind === 'key-exploration' || listing.kind === 'key-mining'
      ? []
      : listing.rows.flatMap((row): Finding | [] => {
          if (!row.placeSpan || row.places.length === 0 || !row.places.every(isTownship)) return []
          const words = row.name.text.replace(/\s+/g, '')
          const named = townships.find((each) => words.includes(each))
          // Another kind or a people more is a question of the name, not of the place.
          if (!named || row.places.some((each) => bareStemOf(each) === bareStemOf(named))) return []
          return {
            verdict: 'fails',
            quotes: [quote(row.name), quote(row.placeSpan)],
            computed: `${named} ∉ {${row.places.join('、')}}`,
            message: {
              zh: `名称为${named}，所在乡镇为${row.places.join('、')}`,
              en: `The name says ${named}, the column of places ${row.places.join(', ')}`,
            },
            remedy: { zh: '核对区块位置', en: 'Check where it lies' },
          }
        }),
  )
}

type Village = { readonly village: string; readonly row: ListingRow; readonly listing: Listing }

/** Villages in names: the words before 村 back to the township or the mark. */
const villagesIn = (listing: Listing): readonly Village[] =>
  listing.rows.flatMap((row) => {
    const words = row.name.text.replace(/^.*(?:镇|乡|街道|自治县|[县市旗])(?=[\p{Script=Han}]{2,})/u, '')
    return [...words.matchAll(/([\p{Script=Han}]{2,4})村/gu)].map((match) => ({ village: match[1]!, row, listing }))
  })

/** A zone and a block at one village: their minerals must meet. */
const sameVillage = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  const seen = new Set<string>()
  const zones = listings.filter((listing) => listing.kind === 'concentrated-mining').flatMap(villagesIn)
  const blocks = listings.filter((listing) => listing.kind === 'mining-block').flatMap(villagesIn)
  return zones.flatMap((zone) =>
    blocks.flatMap((block): Finding | [] => {
      const key = `${zone.row.name.text} ${block.row.name.text}`
      if (
        zone.village !== block.village ||
        zone.row.minerals.length === 0 ||
        block.row.minerals.length === 0 ||
        seen.has(key)
      )
        return []
      seen.add(key)
      const meets = block.row.minerals.every((mineral) => zone.row.minerals.some((other) => covers(other, mineral)))
      return judged(meets, {
        quotes: [
          quote(zone.row.name),
          quote(block.row.name),
          ...[zone.row.mineralSpan, block.row.mineralSpan].flatMap((span) => (span ? [quote(span)] : [])),
        ],
        computed: `{${zone.row.minerals.join('、')}} ${meets ? '⊇' : '⊉'} {${block.row.minerals.join('、')}}`,
        right: { zh: `${block.village}村的区块矿种在集中开采区之内`, en: 'The block’s mineral is the zone’s' },
        wrong: {
          zh: `${block.village}村的集中开采区与开采区块矿种不同`,
          en: 'Zone and block at one village have different minerals',
        },
        remedy: { zh: '核对两处矿种', en: 'Check both minerals' },
      })
    }),
  )
}

/** A name that has more minerals than the block is for. */
const namesAndMinerals = (plan: Plan): Finding[] => {
  const seen = new Set<string>()
  return tablesOf(plan).listings.flatMap((listing) =>
    listing.kind !== 'mining-block' && listing.kind !== 'exploration-block'
      ? []
      : listing.rows.flatMap((row): Finding | [] => {
          const named = [...new Set(mineralsIn(row.name.text).map((mention) => mention.name))]
          const beyond = named.filter((mineral) => !row.minerals.some((other) => covers(other, mineral)))
          if (row.minerals.length === 0 || named.length === 0 || beyond.length === 0 || seen.has(row.name.text))
            return []
          // The column's own word stands in the name, whether or not the code table knows it.
          const written = row.mineralSpan?.text.replace(/\s/g, '') ?? ''
          if (written !== '' && row.name.text.includes(written)) return []
          seen.add(row.name.text)
          const none = beyond.length === named.length
          return {
            verdict: none ? 'fails' : 'doubtful',
            quotes: [quote(row.name), ...(row.mineralSpan ? [quote(row.mineralSpan)] : [])],
            computed: `${beyond.join('、')} ∉ {${row.minerals.join('、')}}`,
            message: none
              ? { zh: '区块名称与矿种不符', en: 'The block’s name and its mineral disagree' }
              : {
                  zh: `区块名称含${beyond.join('、')}，矿种栏没有（“主矿种”可成立）`,
                  en: 'The name has a mineral that its column lacks',
                },
          }
        }),
  )
}

/** The name of the spot: what stands between the township and the mineral. */
const localName = (name: string): string | null => {
  const words = name.replace(/^.*(?:镇|乡|街道|自治县|[县市旗])(?=\p{Script=Han}{2,})/u, '')
  const [mention] = mineralsIn(words)
  const place = words.slice(0, mention?.start ?? 0).replace(/(?:[东南西北]段?|[东南西北]部|深部|外围)$/, '')
  return place.length >= 3 ? place : null
}

/** An exploration and a mining block at one place; several blocks at one village. */
const overlaps = (plan: Plan): Finding[] => {
  const { listings } = tablesOf(plan)
  const findings: Finding[] = []
  const exploration = listings.find((listing) => listing.kind === 'exploration-block')
  const mining = listings.find((listing) => listing.kind === 'mining-block')
  const villages = mining ? villagesIn(mining) : []
  if (exploration)
    for (const row of exploration.rows) {
      const other = villages.find(
        (each) =>
          row.name.text.includes(each.village) &&
          !row.minerals.some((mineral) => each.row.minerals.some((name) => covers(name, mineral))),
      )
      if (other)
        findings.push({
          verdict: 'doubtful',
          quotes: [quote(row.name), quote(other.row.name)],
          computed: `${other.village}：${row.minerals.join('、')} ↔ ${other.row.minerals.join('、')}`,
          message: {
            zh: '勘查区块与开采区块同地名，疑平面重叠',
            en: 'An exploration and a mining block at one place may overlap',
          },
          remedy: { zh: '核查坐标（新《矿产资源法》第二十三条）', en: 'Check the coordinates' },
        })
    }
  if (exploration && mining)
    for (const row of exploration.rows) {
      const place = localName(row.name.text)
      const other =
        place &&
        mining.rows.find(
          (each) =>
            localName(each.name.text) === place &&
            row.minerals.some((mineral) => each.minerals.some((name) => covers(name, mineral))),
        )
      if (other)
        findings.push({
          verdict: 'doubtful',
          quotes: [quote(row.name), quote(other.name)],
          computed: `${place}：${row.minerals.join('、')}`,
          message: {
            zh: '同地同矿种既有勘查区块又有开采区块，疑平面重叠',
            en: 'An exploration and a mining block for one mineral at one place may overlap',
          },
          remedy: { zh: '核查坐标（新《矿产资源法》第二十三条）', en: 'Check the coordinates' },
        })
    }
  const byVillage = Map.groupBy(villages, (each) => each.village)
  const clause: Quote[] = firstIn(
    plan,
    /(?:原则上)?[^，。；]{0,4}一个开采(?:规划)?区块[^，。；]{0,8}(?:只)?(?:设置|对应)一个开采主体/,
  ).map(({ passage, match }) => quoteMatch(passage.span, match))
  for (const [village, all] of byVillage) {
    const rows = [...new Set(all.map((each) => each.row))]
    if (rows.length < 3) continue
    findings.push({
      verdict: 'doubtful',
      quotes: [...clause, ...rows.map((row) => quote(row.name))],
      computed: `${village}村：${rows.length}个区块`,
      message: {
        zh: `${rows.length}个开采区块同在${village}村，须核查是否化大为小`,
        en: `${rows.length} mining blocks at one village; check whether one deposit was cut up`,
      },
      remedy: { zh: '核查坐标与矿体', en: 'Check coordinates and deposits' },
    })
  }
  return findings
}

export const blockPlace: Check = {
  name: 'block-place',
  title: { zh: '区块的地名与矿种', en: 'Places and minerals of blocks' },
  run: (plan) => [
    ...summaries(plan),
    ...nameAndCell(plan),
    ...sameVillage(plan),
    ...namesAndMinerals(plan),
    ...overlaps(plan),
  ],
}
