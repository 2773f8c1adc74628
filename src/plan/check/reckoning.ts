/** Small sums a sentence invites: what is left undone, so much a year for so many years, fewer and never more. */
import { parseNumeral } from '#mineral/numeral.ts'
import { isTotalRow } from '#plan/fact/cell.ts'
import { type DistrictValue, districtValuesOf } from '#plan/fact/district-grid.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { addable, baseValue, tidy, tolerance } from '#plan/text/figure.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const finding = (
  holds: boolean,
  quotes: Finding['quotes'],
  computed: string,
  right: Finding['message'],
  wrong: Finding['message'],
): Finding =>
  judged(holds, {
    quotes,
    computed,
    right: right,
    wrong: wrong,
    remedy: { zh: '核对各数', en: 'Check the figures' },
  })

const UNDONE = /^[，,；;]?(?:尚|还|均|都)?(?:未|没有)(?:能|予)?(?:全面|按期|如期)?(?:完成|达到|达标|实现|开展|实施)/
const UNDONE_BEFORE = /(?:尚|还|其余|剩余)?(?:未(?:能)?(?:完成|达到|达标|实现)|没有完成)的?$/

/** "16项指标完成14项，甲、乙2项未达到预期": what is left undone is the whole less what was done. */
const undone = (passage: Passage): Finding[] =>
  passage.figures.flatMap((left, at): Finding | [] => {
    const { text } = passage
    if (left.dimension !== 'count' || left.bound || at < 2) return []
    const behind = UNDONE.test(text.slice(left.end, left.end + 16))
    if (!behind && !UNDONE_BEFORE.test(left.label)) return []
    const { from, to } = sentenceAround(text, left.start)
    const before = passage.figures.slice(0, at).filter((each) => addable(each, left) && left.start - each.end < 120)
    const done = before.at(-1)
    const whole = before.at(-2)
    if (!done || !whole || whole.text.slice(-1) !== left.text.slice(-1) || done.text.slice(-1) !== left.text.slice(-1))
      return []
    if (!/(?:完成|达到|实现|达标)(?:了)?$/.test(done.label) || /[。]/.test(text.slice(whole.end, done.start))) return []
    const holds = whole.value - done.value === left.value
    // The names, where they stand right before the number or right behind 为.
    const names = behind
      ? /[^，。；：]*$/.exec(text.slice(done.nounEnd, left.start))![0]
      : (/^(?:分别)?[为是：:]([^。；]+)/.exec(text.slice(left.end, to))?.[1] ?? '')
    const list = names === '' || !/[、和]/.test(names) ? null : names.split(/、|和|以及|及/).length
    const named = list === null || list === left.value
    return finding(
      holds && named,
      [quote(passage.span, Math.min(whole.labelStart, from), to)],
      `${tidy(whole.value)} - ${tidy(done.value)} = ${tidy(whole.value - done.value)}${holds ? '' : ` ≠ ${left.text}`}${list === null ? '' : `；列名${list}项`}`,
      { zh: '完成数与未完成数之和等于总数', en: 'Done and undone make up the whole' },
      {
        zh: holds ? `列名${list}项，数量却为${left.text}` : '总数减去完成数不等于未完成数',
        en: holds ? `${list} are named, ${left.value} counted` : 'The whole less what was done is not what is undone',
      },
    )
  })

/** "年均1.5亿元，五年累计7.5亿元". */
const averages = (passage: Passage): Finding[] =>
  passage.figures.flatMap((total, at): Finding | [] => {
    if (at === 0) return []
    const years = /([二两三四五六七八九十]|\d{1,2})年(?:累计|合计|共计?|总计)[^，。；\d]{0,10}$/.exec(
      passage.text.slice(Math.max(0, total.start - 20), total.start),
    )?.[1]
    const count = years ? (parseNumeral(years) ?? Number(years)) : 0
    const { from } = sentenceAround(passage.text, total.start)
    const each = passage.figures
      .slice(0, at)
      .findLast(
        (one) =>
          one.start >= from &&
          one.dimension === total.dimension &&
          /(?:年均|每年)[^，。；]{0,8}$/.test(passage.text.slice(from, one.start)),
      )
    if (!each || count < 2) return []
    const exact = baseValue(each) * count
    // A rounded average may miss the total by as much as it was rounded; a limit may not.
    const slack = each.bound || each.decimals === 0 ? 0 : tolerance(each) * count
    const holds = Math.abs(exact - baseValue(total)) <= slack + 1e-6 * exact
    return finding(
      holds,
      [quote(passage.span, each.labelStart, total.end)],
      `${tidy(each.value)} × ${count} = ${tidy(exact / total.factor)}${holds ? '' : ` ≠ ${tidy(total.value)}`}`,
      { zh: '年均数与累计数相符', en: 'The yearly amount makes up the total' },
      { zh: `年均数乘以年数应为${tidy(exact / total.factor)}`, en: 'The yearly amount does not make up the total' },
    )
  })

/** "投入4368万元，平均每公顷70万元": the amount over what it was shared among, where one of the sentence's figures gives it. */
const shares = (passage: Passage): Finding[] =>
  passage.figures.flatMap((each): Finding | [] => {
    const unit = /(?:平均)?每(公顷|亩|平方[千公]米|[个家处座])[^，。；\d]{0,6}$/.exec(each.label)?.[1]
    if (!unit || each.value === 0) return []
    const { from } = sentenceAround(passage.text, each.start)
    const before = passage.figures.filter((one) => one.start >= from && one.end <= each.start)
    const total = before.findLast((one) => addable(one, each))
    const ways = before
      .filter((one) => one.text.endsWith(unit) && one.value > 0)
      .map((among) => ({ among, exact: total ? baseValue(total) / among.value : 0 }))
    if (!total || ways.length === 0) return []
    const fits = ways.find(({ exact }) => Math.abs(exact - baseValue(each)) <= tolerance(each) * (1 + 1e-9))
    const shown = fits ?? ways.at(-1)!
    const sum = `${total.text} ÷ ${shown.among.text} = ${tidy(shown.exact / each.factor, 2)}`
    return judged(fits !== undefined, {
      quotes: [quote(passage.span, Math.min(total.labelStart, shown.among.labelStart), each.end)],
      computed: fits ? sum : `${sum} ≠ ${each.text}`,
      right: { zh: '平均数与总数相符', en: 'The average follows from the total' },
      wrong: { zh: '平均数与总数不相符', en: 'The average does not follow from the total' },
      remedy: { zh: '核对各数与口径', en: 'Check the figures and what they cover' },
      otherwise: ways.length === 1 ? 'fails' : 'doubtful',
    })
  })

const POINTS =
  /由(\d+(?:\.\d+)?)[%％](?:提高|上升|增加|增长|下降|降低|减少)?(?:到|至)(\d+(?:\.\d+)?)[%％][，,](?:提高|上升|增加|下降|降低|减少)了?(\d+(?:\.\d+)?)个?百分点/g

/** "由39.5%提高到62.5%，提高23个百分点". */
const points = ({ span, text }: Passage): Finding[] =>
  [...text.matchAll(POINTS)].map((match) => {
    const [from, to, said] = match.slice(1).map(Number) as [number, number, number]
    const exact = Math.abs(to - from)
    const holds = Math.abs(exact - said) < 0.011 || Math.round(exact) === said
    return finding(
      holds,
      [quoteMatch(span, match)],
      `|${tidy(to)} - ${tidy(from)}| = ${tidy(exact, 2)}${holds ? '' : ` ≠ ${tidy(said)}`}`,
      { zh: '百分点之差相符', en: 'The difference in percentage points agrees' },
      { zh: '百分点之差不相符', en: 'The difference in percentage points does not agree' },
    )
  })

/** Of all mines: 小型矿山 and those of one mineral go their own way. */
const FEWER =
  /(?<=^|[，。；：、—\s]|全[县市区省旗州])((?:采矿权|矿山|矿业权|探矿权)(?:总)?数量?)(?:总体)?(?:只减不增|只降不升|不增加|稳中有降|逐年减少)/

/** "采矿权总数只减不增" against what was and what is aimed at. */
const fewer = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators.filter(
    (row) => measureOf(row) === 'mines' && row.minerals.length === 0 && row.value !== null && row.base?.value != null,
  )
  const [row] = rows
  if (!row || rows.length > 1) return []
  return passagesOf(plan).flatMap((passage) => {
    const match = passage.present ? null : FEWER.exec(passage.text)
    if (!match || /探矿权/.test(match[1]!)) return []
    const base = row.base!.value!
    return finding(
      row.value! <= base,
      [quoteMatch(passage.span, match), quote(row.name), quote(row.base!.span), quote(row.valueSpan)],
      `${tidy(base)} → ${tidy(row.value!)}`,
      { zh: '指标方向与“只减不增”一致', en: 'The target goes the way the words say' },
      { zh: '要求只减不增，指标却是增加', en: 'The words say fewer, the target says more' },
    )
  })
}

const CLOSING = /关闭|退出|注销|压减|淘汰/
const isFewer = (value: DistrictValue): boolean =>
  /^(?:规划期)?(?:净?减少|压减|削减|关闭|退出)/.test(value.label) && !/面积|率|幅|%/.test(value.label)

/** A list of the mines to be closed, district by district, against the column of how many fewer there will be. */
const closures = (plan: Plan): Finding[] => {
  const fewerBy = districtValuesOf(plan).filter(isFewer)
  if (fewerBy.length === 0) return []
  return plan.tables.flatMap((table): Finding | [] => {
    if (!CLOSING.test(table.title) || !/矿|采石/.test(table.title) || fewerBy.some((value) => value.table === table))
      return []
    const names = new Set(fewerBy.map((value) => value.district))
    const at = table.columns.findIndex((_, column) =>
      table.rows.some((row) => names.has((row[column] ?? '').replace(/\s/g, ''))),
    )
    const rows = table.rows.flatMap((row, i) =>
      isTotalRow(table, i) || at < 0 ? [] : [{ i, district: row[at]!.replace(/\s/g, '') }],
    )
    if (rows.length < 3 || !rows.every(({ district }) => names.has(district))) return []
    const parts = fewerBy.filter((value) => value.total === null)
    const counted = (district: string): number => rows.filter((row) => row.district === district).length
    const wrong = parts.filter((value) => counted(value.district) !== value.value)
    const first = parts[0]!.table
    const holds = wrong.length === 0
    return judged(holds, {
      quotes: [
        ...captionQuotes(table),
        rowQuote(table, rows.at(-1)!.i),
        ...(holds ? captionQuotes(first) : wrong.map((value) => rowQuote(value.table, value.row))),
      ],
      computed: parts
        .map(
          (value) =>
            `${value.district} ${counted(value.district)}${counted(value.district) === value.value ? '=' : '≠'}${tidy(value.value)}`,
        )
        .join('；'),
      right: {
        zh: `${table.id}分地区行数与${first.id}减少数一致`,
        en: `The rows of ${table.id} are as many as ${first.id} says`,
      },
      wrong: {
        zh: `${table.id}分地区行数与${first.id}减少数不一致`,
        en: `The rows of ${table.id} differ from ${first.id}`,
      },
      remedy: { zh: '统一名录与分解表', en: 'Make list and table agree' },
      // The first of several lists, or some of those to be closed: fewer rows may be meant.
      otherwise: wrong.some((value) => counted(value.district) > value.value) ? 'fails' : 'doubtful',
    })
  })
}

export const reckoning: Check = {
  name: 'reckoning',
  title: { zh: '增减、年均与名录', en: 'Remainders, yearly amounts and lists of closures' },
  run: (plan) => [
    ...passagesOf(plan).flatMap((passage) => [
      ...(/未|没有/.test(passage.text) ? undone(passage) : []),
      ...(/年均|每年/.test(passage.text) ? averages(passage) : []),
      ...(/每[公亩平个家处座]/.test(passage.text) ? shares(passage) : []),
      ...(/百分点/.test(passage.text) ? points(passage) : []),
    ]),
    ...fewer(plan),
    ...closures(plan),
  ],
}
