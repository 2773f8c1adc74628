/** The last round's targets beside what became of them, and what the text says of them. */
import { saysNothing } from '#plan/fact/cell.ts'
import type { IndicatorRow } from '#plan/fact/indicator-row.ts'
import { measureOf } from '#plan/fact/measure.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { findIn, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Outcome = {
  readonly row: IndicatorRow
  readonly aim: number
  /** Null where the table leaves it blank. */
  readonly result: number | null
  /** A cap is kept, anything else is reached. */
  readonly cap: boolean
}

const nameOf = (row: IndicatorRow): string => row.names.at(-1)!.replace(/[（(].*?[）)]/g, '')

const outcomes = (plan: Plan): readonly Outcome[] =>
  tablesOf(plan).results.flatMap((row): Outcome[] => {
    const aim = row.values.find((each) => each.isTarget)
    const result = row.values.findLast((each) => !each.isTarget)
    if (!aim || !result || aim.value === null) return []
    if (result.value === null && !saysNothing(result.span.text)) return []
    const sign = aim.span.text.replace(/\s/g, '')
    const cap =
      /^(?:[≤≦<＜]|不超过|不突破|控制在)|以[内下]$/.test(sign) ||
      (!/^(?:[≥≧>＞]|不低于|不少于)|以上$/.test(sign) &&
        row.names.some((name) => measureOf(name).known && measureOf(name).target === '<='))
    return [{ row, aim: aim.value, result: result.value, cap }]
  })

const reached = ({ aim, result, cap }: Outcome): boolean =>
  result !== null && (cap ? result <= aim + 1e-9 : result >= aim - 1e-9)

const FELL_SHORT = /未(?:能)?(?:很好)?(?:地)?(?:完成|达到|实现|达标)|没有(?:完成|达到|实现)|滞后|不及预期/

/** Whether the plan admits that this target was missed: its row does, or a sentence of the review that names it. */
const admitted = (plan: Plan, outcome: Outcome): boolean => {
  const name = nameOf(outcome.row)
  const { table, row } = outcome.row
  if (table.rows[row]!.some((cell) => /^(?:否|未完成|未达标?|未达到)$/.test(cell.trim()))) return true
  return passagesOf(plan).some(
    (passage) =>
      passage.present &&
      passage.text.split(/[。；]/).some((sentence) => FELL_SHORT.test(sentence) && sentence.includes(name.slice(0, 6))),
  )
}

const outcomeOf = (plan: Plan, outcome: Outcome): Finding => {
  const { row, aim, result, cap } = outcome
  const name = nameOf(row)
  const quotes = [quote(row.name), rowQuote(row.table, row.row)]
  if (result === null)
    return {
      verdict: 'uncheckable',
      quotes,
      computed: `${cap ? '≤' : '≥'} ${tidy(aim)}：—`,
      message: {
        zh: `“${name}”没有完成值，是否达到上轮目标无从核对`,
        en: `“${name}”: the table gives no result to hold against the last round’s target`,
      },
      remedy: { zh: '补填完成值', en: 'Enter the result' },
    }
  const holds = reached(outcome)
  const said = !holds && admitted(plan, outcome)
  return {
    verdict: holds || said ? 'holds' : 'doubtful',
    quotes,
    computed: `${tidy(result)} ${result === aim ? '=' : result < aim ? '<' : '>'} ${tidy(aim)}`,
    message: holds
      ? { zh: `“${name}”达到上轮目标`, en: `“${name}” reached the last round’s target` }
      : said
        ? { zh: `“${name}”未达上轮目标，规划已说明`, en: `“${name}” fell short, and the plan says so` }
        : {
            zh: `“${name}”未达上轮目标，正文没有说明`,
            en: `“${name}” fell short of the last round’s target, and the text does not say so`,
          },
    ...(holds || said ? {} : { remedy: { zh: '在实施成效中说明未完成的原因', en: 'Say so and why' } }),
  }
}

const SCORE =
  /(?:指标|任务)[^。；\d]{0,12}?(\d+)\s*项[^。；]{0,24}?(?:完成|实现|达到)[^\d。；]{0,10}?(\d+)\s*项|(\d+)\s*项[^。；\d]{0,10}(?:指标|任务)[^。；\d]{0,12}?(?:完成|实现|达到)[^\d。；]{0,10}?(\d+)\s*项/g

/** "9项指标完成7项" against the rows of the table and those that reached their target. */
const scores = (plan: Plan): Finding[] => {
  const all = outcomes(plan).filter((each) => each.result !== null)
  if (all.length < 3) return []
  const met = all.filter(reached).length
  return findIn(plan, SCORE, 'present').flatMap(({ passage, match }): Finding | [] => {
    const [rows, done] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])]
    const holds = rows === all.length && done === met
    // Of other rows than the table's, nothing can be said.
    if (rows !== all.length && done !== met) return []
    return judged(holds, {
      quotes: [quoteMatch(passage.span, match), rowQuote(all[0]!.row.table, 0)],
      computed: `${done}/${rows} ${holds ? '=' : '≠'} ${all[0]!.row.table.id} ${met}/${all.length}`,
      right: {
        zh: '指标项数与完成项数同表一致',
        en: 'The targets and those reached are counted as in the table',
      },
      wrong: { zh: '指标项数或完成项数与表不符', en: 'The targets or those reached are miscounted' },
      remedy: { zh: '按表重新统计', en: 'Count again' },
    })
  })
}

/** "未能很好实现", "取得显著成效": one and the same thing praised and found wanting. */
const contradictions = (plan: Plan): Finding[] => {
  const find = (words: RegExp): readonly { readonly quote: Quote; readonly start: number }[] =>
    passagesOf(plan).flatMap((passage) => {
      const match = passage.present ? words.exec(passage.text) : null
      return match ? [{ quote: quoteMatch(passage.span, match), start: passage.span.at.start }] : []
    })
  const praised = find(/[^，。；]{0,24}取得(?:了)?(?:显著|明显|突出|巨大)(?:的)?(?:成效|成果|成绩|进展)/)
  const wanting = find(/[^，。；]{0,24}(?:未能|没有)(?:很好|全面|完全|如期)(?:地)?(?:实现|完成|达到|落实)/)
  if (praised.length === 0 || wanting.length === 0) return []
  return [
    {
      verdict: 'doubtful',
      quotes: [...wanting, ...praised].map((each) => each.quote),
      computed: '—',
      message: {
        zh: '对上轮实施情况的评价前后相反，须确认',
        en: 'The last round is praised and found wanting',
      },
      remedy: { zh: '统一评价，或写明各指什么', en: 'Say which of them is meant of what' },
    },
  ]
}

export const lastRound: Check = {
  name: 'last-round',
  title: { zh: '上轮目标与完成情况', en: 'The last round’s targets and results' },
  run: (plan) => [
    ...outcomes(plan).map((outcome) => outcomeOf(plan, outcome)),
    ...scores(plan),
    ...contradictions(plan),
  ],
}
