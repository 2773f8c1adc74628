/** How long a block is to be mined, as its list says, against its reserves over its yearly scale. */
import { headingUnits } from '#plan/fact/column.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import type { Check, Finding } from './finding.ts'

const RESERVES = /资源量|储量/
const SCALE = /(?:生产|开采|建设|设计|拟设)[^面最]{0,4}(?:规模|能力)|产能/
const LIFE = /服务年限|开采年限|可采年限/

/** Reserves that are not all taken, and years that are rounded, leave so much room. */
const spare = 0.2

const bare = (unit: string): string => unit.replace(/[/／每]?年$|\s/g, '')

/** Column of reserves, of the yearly scale and of the years, where the first two are in one unit; null where not. */
const columnsIn = (
  table: PlanTable,
): { readonly reserves: number; readonly scale: number; readonly life: number } | null => {
  const at = (words: RegExp): number => table.columns.findIndex((heading) => words.test(heading))
  const [reserves, scale, life] = [at(RESERVES), at(SCALE), at(LIFE)]
  if (reserves < 0 || scale < 0 || life < 0) return null
  const [held, dug] = [headingUnits(table, reserves), headingUnits(table, scale)]
  return held.length > 0 && held.map(bare).join() === dug.map(bare).join() ? { reserves, scale, life } : null
}

const numberIn = (text: string): number | null => {
  const hit = /^\s*(\d+(?:\.\d+)?)\s*年?\s*$/.exec(text.replace(/,/g, ''))
  return hit ? Number(hit[1]) : null
}

export const blockLife: Check = {
  name: 'block-life',
  title: { zh: '区块资源量、规模与服务年限', en: 'Reserves, scale and life of blocks' },
  run: (plan: Plan) =>
    tablesOf(plan).listings.flatMap(({ kind, rows, table }): Finding[] => {
      const columns = kind === 'mining-block' ? columnsIn(table) : null
      if (!columns) return []
      const told = rows.flatMap((row) => {
        const cells = table.cells[row.row]!
        const [reserves, scale, life] = [columns.reserves, columns.scale, columns.life].map((at) =>
          numberIn(cells[at]!.text),
        )
        if (reserves == null || !scale || life == null) return []
        const years = reserves / scale
        const off = Math.abs(years - life)
        return [
          {
            row: row.row,
            cell: cells[columns.life]!,
            // More years than the reserves last cannot be; fewer may be meant.
            verdict:
              off <= Math.max(1, spare * years)
                ? ('holds' as const)
                : life > years
                  ? ('fails' as const)
                  : ('doubtful' as const),
            words: `${tidy(reserves)} ÷ ${tidy(scale)} = ${tidy(years, 1)} 年`,
            life,
          },
        ]
      })
      const wrong = told.filter(({ verdict }) => verdict !== 'holds')
      const right = told.filter(({ verdict }) => verdict === 'holds')
      return [
        ...wrong.map(
          (each): Finding => ({
            verdict: each.verdict,
            quotes: [rowQuote(table, each.row), quote(each.cell)],
            computed: `${each.words} ≠ ${tidy(each.life)} 年`,
            message: {
              zh: '区块服务年限与资源量、规模不相符',
              en: 'The life of the block does not follow from its reserves and its scale',
            },
            remedy: { zh: '核对资源量、拟设规模与服务年限', en: 'Check reserves, scale and life' },
          }),
        ),
        ...(right.length > 0
          ? [
              {
                verdict: 'holds' as const,
                quotes: right.map(({ row }) => rowQuote(table, row)),
                computed: right.map(({ words, life }) => `${words} ≈ ${tidy(life)} 年`).join('；'),
                message: { zh: '服务年限与资源量、规模相符', en: 'The lives follow from reserves and scale' },
              },
            ]
          : []),
      ]
    }),
}
