/** Dates against periods: those a title names, the last round's, the plan's own. */

import { regionNames } from '#plan/division/region-name.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan, PlanTable } from '#plan/plan.ts'
import { captionQuotes, quote, quoteMatch } from '#plan/quote.ts'
import { issuedOn } from '#plan/text/issued.ts'
import { firstIn, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Years = { readonly from: number; readonly to: number }

const yearsIn = (text: string): Years | null => {
  const match = /((?:19|20)\d\d)\s*年?\s*[-—－–~～至到]+\s*((?:19|20)\d\d)/.exec(text)
  return match ? { from: Number(match[1]), to: Number(match[2]) } : null
}

const DONE = /竣工|完成|完工|验收|结束|进展|实施|建设|时间/

/** Rows whose dates lie after the period that the title names. */
const beyondTitle = (table: PlanTable): Finding[] => {
  const period = yearsIn(table.title)
  if (!period || /规划[）)]?$/.test(table.title)) return []
  const dated = table.cells.flatMap((cells) =>
    cells.flatMap((cell, at) => {
      if (!DONE.test(table.columns[at] ?? '') && !DONE.test(cell.text)) return []
      const years = [...cell.text.matchAll(/(20\d\d)\s*年?/g)].map((match) => Number(match[1]))
      return years.length > 0 || /正在|尚未|未完成|在建/.test(cell.text) ? [{ cell, years }] : []
    }),
  )
  const late = dated.filter(({ years }) => years.some((year) => year > period.to))
  if (dated.length === 0) return []
  const open = dated.filter(({ cell, years }) => years.length === 0 && /正在|尚未|未完成/.test(cell.text))
  return [
    judged(late.length === 0, {
      quotes: [...captionQuotes(table), ...(late.length > 0 ? late : dated.slice(0, 3)).map(({ cell }) => quote(cell))],
      computed:
        late.length > 0
          ? `${late.length}/${table.rows.length}项晚于${period.to}年${open.length > 0 ? `，${open.length}项未完` : ''}`
          : `≤ ${period.to}`,
      right: { zh: `${table.id}各项在标题期限之内`, en: 'All rows lie within the period of the title' },
      wrong: {
        zh: `${table.id}标题期限至${period.to}年，有${late.length}项晚于此`,
        en: `${late.length} rows lie after the period of the title`,
      },
      remedy: { zh: '改标题期限或改列项目', en: 'Change the period or the rows' },
    }),
  ]
}

/** The years of the last round, where the text names its plan. */
const lastRound = (plan: Plan): { readonly years: Years; readonly quote: Finding['quotes'][number] } | null => {
  const start = plan.period.from
  for (const passage of passagesOf(plan))
    for (const match of passage.text.matchAll(/《[^《》]*规划[^《》]*》/g)) {
      const years = yearsIn(match[0])
      if (years && start !== null && years.to < start) return { years, quote: quoteMatch(passage.span, match) }
    }
  return null
}

const againstLastRound = (plan: Plan): Finding[] => {
  const last = lastRound(plan)
  if (!last) return []
  return plan.tables.flatMap((table): Finding | [] => {
    const years = yearsIn(table.title)
    if (!years || years.from >= (plan.period.from ?? 0)) return []
    const same = years.from === last.years.from && years.to === last.years.to
    return judged(same, {
      quotes: [...captionQuotes(table), last.quote],
      computed: `${years.from}-${years.to} ${same ? '=' : '≠'} ${last.years.from}-${last.years.to}`,
      right: { zh: `${table.id}期限与上一轮规划期一致`, en: `The period of ${table.id} is that of the last round` },
      wrong: {
        zh: `${table.id}期限与上一轮规划期不一致`,
        en: `The period of ${table.id} is not that of the last round`,
      },
      remedy: { zh: '统一期限', en: 'Use one period' },
    })
  })
}

/** A table under a heading or title that tells of the last round. */
const tellsLastRound = (plan: Plan, table: PlanTable): boolean =>
  /上一?轮|[一二三四]轮|完成情况/.test(table.title) ||
  plan.outline.some(
    (heading) =>
      `${table.outline}.`.startsWith(`${heading.id}.`) &&
      /上一?轮|[一二三四]轮|成效|现状|回顾|执行情况/.test(heading.heading),
  )

/** Projects must run inside the plan's years. */
const projects = (plan: Plan): Finding[] => {
  const { from, to } = plan.period
  if (from === null || to === null) return []
  return tablesOf(plan).listings.flatMap((listing): Finding[] => {
    if (listing.kind !== 'project' || yearsIn(listing.table.title) || tellsLastRound(plan, listing.table)) return []
    const at = listing.table.columns.findIndex((heading) =>
      /(?:实施|建设|起止|完成)(?:时间|时限|年限|年度|期限)|年度|^年限|^(?:建设|施工|实施)?工期|^(?:完成)?时限/.test(
        heading,
      ),
    )
    if (at < 0) return []
    return listing.table.cells.flatMap((cells): Finding | [] => {
      const years = [...cells[at]!.text.matchAll(/20\d\d/g)].map((match) => Number(match[0]))
      if (years.length === 0) return []
      const holds = years.every((year) => year >= from && year <= to)
      return judged(holds, {
        quotes: [quote(cells[at]!)],
        computed: `${years.join('-')} ${holds ? '⊂' : '⊄'} ${from}-${to}`,
        right: { zh: '项目时间在规划期内', en: 'The project lies within the plan’s years' },
        wrong: { zh: '项目时间超出规划期', en: 'The project lies outside the plan’s years' },
      })
    })
  })
}

const period = (plan: Plan): Finding[] => {
  const { base, from, to, outlook } = plan.period
  if (base === null || from === null || to === null) return []
  const passage = passagesOf(plan).find(
    (each) => new RegExp(`${base}\\s*年`).test(each.text) && /基期|基准/.test(each.text),
  )
  if (!passage) return []
  const holds = base < from && from < to && (outlook === null || outlook > to)
  return [
    judged(holds, {
      quotes: [quote(passage.span)],
      computed: `${base} ${base < from ? '<' : '≥'} ${from} ${from < to ? '<' : '≥'} ${to}${outlook === null ? '' : ` ${to < outlook ? '<' : '≥'} ${outlook}`}`,
      right: { zh: '基期、规划期与展望年先后有序', en: 'Base year, period and outlook are in order' },
      wrong: { zh: '基期、规划期与展望年次序有误', en: 'Base year, period and outlook are out of order' },
    }),
  ]
}

/** A year in the plan's own words for its outlook; the reader of the plan knows the first of them. */
const OUTLOOK =
  /展望(?:期|年)?(?:至|到|为|是)?[：:]?\s*(20\d\d)\s*年|(20\d\d)\s*年(?:的?远景)?展望|(?:中?长期|远景)(?:目标)?展望(?:至|到)\s*(20\d\d)/g

/** The outlook has one year wherever the plan names it; two years side by side in one sentence are both meant. */
const outlooks = (plan: Plan): Finding[] => {
  const { to } = plan.period
  if (to === null) return []
  const said = [...passagesOf(plan).map(({ span }) => span), ...plan.outline.map(({ span }) => span)].flatMap(
    (span) => {
      const found = [...span.text.matchAll(OUTLOOK)].flatMap((match) => {
        const year = Number(match[1] ?? match[2] ?? match[3])
        return year > to ? [{ year, quote: quoteMatch(span, match) }] : []
      })
      return new Set(found.map(({ year }) => year)).size === 1 ? found.slice(0, 1) : []
    },
  )
  const byYear = Map.groupBy(said, ({ year }) => year)
  const [first] = said
  if (!first || byYear.size !== 2) return []
  return [
    {
      verdict: 'fails',
      quotes: [...byYear.values()].flatMap((each) => each.slice(0, 3).map((one) => one.quote)),
      computed: [...byYear.keys()].join(' ≠ '),
      message: { zh: '展望年前后不一', en: 'The outlook has two years' },
      remedy: { zh: '统一展望年', en: 'Name one year' },
    },
  ]
}

const ROUND =
  /(?:上一?轮|第[一二三四]轮)(?:矿产资源)?(?:总体)?规划(?:期间?|实施期间?|周期)?(?:内|为|是)?\s*[（(]?\s*((?:19|20)\d\d)\s*年?\s*[-—－–~～至到]+\s*((?:19|20)\d\d)/g

/** The years of the last round as the text gives them, against its plan's title. A round named by its number may be an older one. */
const roundYears = (plan: Plan): Finding[] => {
  const names = regionNames(plan)
  const start = plan.period.from
  if (!names || start === null) return []
  const titles = passagesOf(plan).flatMap(({ span, text }) =>
    [...text.matchAll(/《([^《》]*矿产资源(?:总体)?规划)[^《》]*》/g)].flatMap((match) => {
      const years = yearsIn(match[0])
      const own = names.aliases.some((name) => match[1]!.includes(name))
      return own && years && years.to < start ? [{ ...years, quote: quoteMatch(span, match) }] : []
    }),
  )
  const [title] = titles
  if (!title) return []
  return passagesOf(plan).flatMap(({ span, text }) =>
    [...text.matchAll(ROUND)].flatMap((match): Finding | [] => {
      const [from, to] = [Number(match[1]), Number(match[2])]
      if (to !== title.to && !match[0].startsWith('上')) return []
      const holds = from === title.from && to === title.to
      return judged(holds, {
        quotes: [quoteMatch(span, match), title.quote],
        computed: `${from}-${to} ${holds ? '=' : '≠'} ${title.from}-${title.to}`,
        right: { zh: '上轮规划期与规划名称一致', en: 'The years of the last round are those of its plan' },
        wrong: { zh: '上轮规划期与规划名称不一致', en: 'The years of the last round are not those of its plan' },
        remedy: { zh: '统一期限', en: 'Use one period' },
      })
    }),
  )
}

/** The last round is praised for what the same text says it did not reach. */
const praise = (plan: Plan): Finding[] => {
  const find = (words: RegExp) => firstIn(plan, words).map(({ passage, match }) => quoteMatch(passage.span, match))
  const good = find(/(?:超额|全面|圆满|如期|顺利)完成[^，。；]{0,20}(?:指标|目标|任务)/)
  const bad = find(
    /[^，。；]{0,30}(?:未达到|没有达到|未完成|未能实现|未能完成)[^，。；]{0,14}(?:规划|目标|指标|任务)[^，。；]{0,8}|[^，。；]{0,30}(?:规划|目标|指标|任务)[^，。；]{0,4}(?:未|没有)能?(?:如期|按期|全面|全部|完全|很好)地?(?:达到|完成|实现)/,
  )
  if (good.length === 0 || bad.length === 0) return []
  // "All of them" leaves no room for one that was not.
  const all = good.some(({ text }) => /全面完成[^，。；]*(?:各项|全部|所有)/.test(text))
  return [
    {
      verdict: all ? 'fails' : 'doubtful',
      quotes: [...good, ...bad],
      computed: '—',
      message: {
        zh: '成效与问题对上一轮指标完成情况表述相反，须确认口径',
        en: 'The last round is said to have reached its targets, and not to have',
      },
      remedy: { zh: '写明各自所指的指标', en: 'Say which targets are meant' },
    },
  ]
}

/** The day on the title page: a plan that came out after its first year ruled over years that were past. */
const issued = (plan: Plan): Finding[] => {
  const { from, to } = plan.period
  if (from === null || to === null) return []
  const date = issuedOn(plan)
  if (!date || date.year < from - 2 || date.year > to) return []
  return [
    judged(date.year <= from, {
      quotes: [quote(date.span)],
      computed: `${date.year} ${date.year > from ? '>' : '≤'} ${from}`,
      right: { zh: '发布时间不晚于规划起始年', en: 'The plan came out no later than its first year' },
      wrong: { zh: '发布时间晚于规划起始年', en: 'The plan came out after its first year' },
      remedy: { zh: '说明发布前各年如何适用', en: 'Say what held in the years before' },
      otherwise: 'doubtful',
    }),
  ]
}

export const time: Check = {
  name: 'time',
  title: { zh: '时间与期限', en: 'Dates and periods' },
  run: (plan) => [
    ...period(plan),
    ...issued(plan),
    ...plan.tables.flatMap(beyondTitle),
    ...outlooks(plan),
    ...againstLastRound(plan),
    ...roundYears(plan),
    ...projects(plan),
    ...praise(plan),
  ],
}
