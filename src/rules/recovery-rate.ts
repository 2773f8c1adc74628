/** Least rates of recovery ("开采回采率不低于82%"): shown in the scheme, so a condition of the grant until it is shown. */
import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import type { Clause, Plan, PlanTable } from '#plan/plan.ts'
import { everyChange } from '#rules/applies-to.ts'
import { duty } from '#rules/duty.ts'
import { answer } from '#rules/finding.ts'
import type { RuleKindDefinition } from '#rules/kind.ts'
import { normativeClauses } from '#rules/normative.ts'
import { blank, columnOf, columnsOf, isTotal, quotingRow } from '#rules/row.ts'
import type { Condition, RuleDraft } from '#rules/rule.ts'
import { draft, type Part, partsOf, quoting } from '#rules/sentence.ts'

const rate =
  /((?:开采)?回采率|(?:选矿)?回收率|综合(?:利用|回收)率|回灌率|(?:尾矿|废石)[^，。；]{0,6}利用率|荒料率|循环利用率)[^，。；\d]{0,10}(?:不(?:得|应|能)?(?:低于|少于|小于)|(?:应|须|必须|要)?(?:达到?|保持在|在|为)|≥)(\d+(?:\.\d+)?)\s*[%％]/
/** "荒料率低于18%的，不得新立采矿权": the least rate, said by what falls short of it. */
const shortOf =
  /((?:开采)?回采率|(?:选矿)?回收率|综合(?:利用|回收)率|荒料率|循环利用率)[^，。；\d]{0,4}(?<!不)(?:低于|小于|不足)(\d+(?:\.\d+)?)\s*[%％]的/
/** "回采率露天不低于95%、地下不低于88%": the rate by method, one figure after the other. */
const byMethod = /(露天|地下|井工)[^，。；\d]{0,6}(?:不(?:得|应|能)?(?:低于|少于|小于)|达到?|≥)(\d+(?:\.\d+)?)\s*[%％]/g
/** An aim of the whole area, or what has been: no requirement of one mine. */
const aim = /鼓励|引导|到20\d\d年|全[市县区省]|平均|力争|目标|现状|目前/

const readClause = (clause: Clause): readonly RuleDraft[] => {
  const { text } = clause.span
  const parts = partsOf(text, '，,；;')
  const asks = (part: Part): RegExpExecArray | null =>
    rate.exec(part.text) ??
    (/(?:不得|不予|禁止|严禁)[^，。；]{0,8}(?:新[设立建]|出让|审批|批准)/.test(text) ? shortOf.exec(part.text) : null)
  const first = parts.find(asks)
  if (!first || aim.test(text)) return []
  const last = parts.findLast(asks)!
  // Rates named side by side are one requirement: "回采率不低于…，选矿回收率不低于…".
  const quoted = quoting(clause.span, first.start, Math.min(last.end, first.start + 200))
  return parts.flatMap((part) => {
    const match = asks(part)
    if (!match) return []
    const own = mineralsIn(part.text)
    const named = (own.length > 0 ? own : mineralsIn(text)).map((mention) => mention.text)
    const methods = [...part.text.matchAll(byMethod)]
    const least: readonly (readonly [number, Condition])[] =
      methods.length > 1
        ? methods.map((one) => [Number(one[2]), { methods: [one[1] === '露天' ? 'open-pit' : 'underground'] }])
        : [[Number(match[2]), {}]]
    return least.map(([value, condition]) =>
      draft(clause, quoted, {
        act: 'mining',
        subjects: [...new Set(named)],
        appliesTo: everyChange,
        condition,
        test: { measure: match[1]!, op: '>=', value, unit: '%' },
        force: 'must',
        effect: 'refuse',
      }),
    )
  })
}

const rateColumn = /回采率|回收率|利用率/
const past = /现状|实际|完成|统计|上一?轮/

/** Tables of least rates by mineral ("主要矿种“三率”最低指标（%）"). */
const ofTable = (table: PlanTable): readonly RuleDraft[] => {
  const mineral = columnOf(table, /矿种|矿产|矿类/)
  const columns = columnsOf(table, rateColumn).filter((column) => !past.test(table.columns[column]!))
  const percent = /[%％]/.test(`${table.title}${table.unit ?? ''}${columns.map((i) => table.columns[i]).join('')}`)
  if (
    mineral < 0 ||
    columns.length === 0 ||
    past.test(table.title) ||
    !/最低|不低于|要求|指标|标准|准入/.test(table.title)
  )
    return []
  return table.rows.flatMap((row, i) => {
    const quoted = isTotal(row) ? null : quotingRow(table, i, mineral)
    const cell = row[mineral] ?? ''
    const method = /露天/.test(cell) ? 'open-pit' : /地下|井工/.test(cell) ? 'underground' : null
    if (!quoted || blank(cell)) return []
    return columns.flatMap((column) => {
      const value = /^(?:≥|不低于)?\s*(\d+(?:\.\d+)?)\s*[%％]?$/.exec(row[column]?.trim() ?? '')?.[1]
      if (value === undefined || !(percent || /[%％]/.test(row[column]!))) return []
      return [
        draft(table, quoted, {
          act: 'mining',
          subjects: mineralList(cell.replace(/[（(][^）)]*[）)]/g, '')).map(({ text }) => text),
          appliesTo: everyChange,
          condition: method ? { methods: [method] } : {},
          test: { measure: table.columns[column]!, op: '>=', value: Number(value), unit: '%' },
          force: 'must',
          effect: 'refuse',
          table: table.id,
        }),
      ]
    })
  })
}

export const recoveryRate: RuleKindDefinition = {
  kind: 'recovery-rate',
  read: (plan: Plan) => [...normativeClauses(plan).flatMap(readClause), ...plan.tables.flatMap(ofTable)],
  judge: (rule) => {
    const least = duty('least-rate', rule.test.measure, String(rule.test.value))
    return answer(
      rule,
      'condition',
      { zh: `开发利用方案须载明${least}`, en: `the scheme must show a recovery of at least ${rule.test.value}%` },
      { conditions: [least] },
    )
  },
}
