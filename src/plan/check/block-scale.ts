/** The scale at which a block is to be mined against the least scale that the same plan demands of its mineral. */
import { mineralsIn } from '#mineral/mineral.ts'
import { headingUnits } from '#plan/fact/column.ts'
import type { FloorRow } from '#plan/fact/floor-row.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { covers, rowsOfMineral, tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, rowQuote } from '#plan/quote.ts'
import { tidy, unitOf } from '#plan/text/figure.ts'
import { type Check, type Finding, judged } from './finding.ts'

const SCALE = /(?:拟设|设计|规划|预计|建设)?(?:年)?(?:生产|开采|建设|设计)?(?:规模|产能|生产能力)/

type Floor = { readonly value: number; readonly words: string; readonly quote: Quote; readonly principle: boolean }

type Method = FloorRow['method']

/** Rows for the block's way of mining; where nothing tells it, of several ways the one with the least floor. */
const leastOf = (rows: readonly FloorRow[], method: Method): readonly FloorRow[] => {
  const told = rows.filter((row) => row.least !== null)
  if (!told.some((row) => row.method !== null)) return told
  const own = told.filter((row) => row.method === method)
  if (method !== null && own.length > 0) return own
  const least = Math.min(...told.map((row) => row.least!))
  return told.filter((row) => row.least === least).slice(0, 1)
}

/** Every general floor for new mines of a mineral, in the base unit of a dimension. */
const floorsOf = (plan: Plan, minerals: readonly string[], dimension: string, method: Method): readonly Floor[] => [
  ...leastOf(
    minerals.flatMap((mineral) => rowsOfMineral(tablesOf(plan).floors, mineral)),
    method,
  ).flatMap((row): Floor | [] => {
    const unit = unitOf(row.unit)
    return row.least === null || !unit || unit.dimension !== dimension || row.type !== null
      ? []
      : {
          value: row.least * unit.factor,
          words: `${row.table.id} ${tidy(row.least)}${row.unit}`,
          quote: rowQuote(row.table, row.row),
          principle: false,
        }
  }),
  ...floorStatementsOf(plan).flatMap((statement): Floor | [] =>
    statement.exception ||
    statement.rebuilding ||
    statement.existing ||
    statement.inZone ||
    statement.variety !== null ||
    (statement.method !== null && statement.method !== method) ||
    statement.figure.dimension !== dimension ||
    !statement.minerals.some((name) => minerals.some((mineral) => covers(name, mineral)))
      ? []
      : {
          value: statement.yearly * 1e4,
          words: statement.figure.text,
          quote: floorQuote(statement),
          principle: /原则上/.test(statement.passage.text.slice(statement.from, statement.to)),
        },
  ),
]

export const blockScale: Check = {
  name: 'block-scale',
  title: { zh: '区块拟设规模与最低规模', en: 'Scale of blocks against floors' },
  run: (plan: Plan) =>
    tablesOf(plan).listings.flatMap((listing): Finding[] => {
      const { table } = listing
      const at = table.columns.findIndex((heading) => SCALE.test(heading) && !/最低|资源|储量|矿床|面积/.test(heading))
      if (listing.kind !== 'mining-block' || at < 0) return []
      return listing.rows.flatMap((row): Finding | [] => {
        const cell = table.cells[row.row]![at]!
        const match = /(\d+(?:\.\d+)?)\s*([^\d\s（(]*)/.exec(cell.text.replace(/,/g, ''))
        const minerals =
          row.minerals.length > 0 ? row.minerals : mineralsIn(row.name.text).map((mention) => mention.name)
        if (!match || minerals.length === 0) return []
        const words = table.rows[row.row]!.join(' ')
        const method = /露天/.test(words) ? 'open-pit' : /地下|井工|坑采/.test(words) ? 'underground' : null
        // Of several units in the heading the mineral's own is the one its floor is in.
        const [measured] = (match[2] ? [match[2]] : headingUnits(table, at)).flatMap((written) => {
          const unit = unitOf(written)
          const floors = unit ? floorsOf(plan, minerals, unit.dimension, method) : []
          return unit && floors.length > 0 ? [{ unit, floors }] : []
        })
        if (!measured) return []
        const { floors, unit } = measured
        const value = Number(match[1]) * unit.factor
        const broken = floors.filter((floor) => value < floor.value - 1e-6)
        const holds = broken.length === 0
        const shown = holds ? floors.slice(0, 1) : broken
        return judged(holds, {
          quotes: [rowQuote(table, row.row), quote(cell), ...shown.map((floor) => floor.quote)],
          computed: shown.map((floor) => `${cell.text.trim()} ${holds ? '≥' : '<'} ${floor.words}`).join('；'),
          right: { zh: '区块拟设规模不低于最低开采规模', en: 'The block’s scale is not below the floor' },
          wrong: {
            zh: '区块拟设规模低于本规划的最低开采规模',
            en: 'The block’s scale lies below the plan’s own floor',
          },
          remedy: { zh: '提高拟设规模或取消区块', en: 'Raise the scale or drop the block' },
          // A floor broken where another is kept may be meant for other sizes of deposits.
          otherwise: broken.every((floor) => floor.principle) ? 'doubtful' : 'fails',
        })
      })
    }),
}
