/** Claims that nothing in the document bears out: ranks, shares of others, totals without parts, marks that were lost. */
import { saysNothing } from '#plan/fact/cell.ts'
import { floorQuote, floorStatementsOf } from '#plan/fact/floor-statement.ts'
import { listingsOf } from '#plan/fact/listing.ts'
import { occurrencesOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { captionQuotes, type Quote, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import {
  findIn,
  firstIn,
  type Passage,
  partitionsOf,
  passagesOf,
  quoteFigure,
  saidIn,
  sentenceAround,
} from '#plan/text/passage.ts'
import type { Bilingual, Check, Finding } from './finding.ts'

const open = (quotes: readonly Quote[], computed: string, message: Bilingual, remedy?: Bilingual): Finding => ({
  verdict: 'uncheckable',
  quotes,
  computed,
  message,
  ...(remedy ? { remedy } : {}),
})

const RANK =
  /(?:位居|居|列|排名|排在|位列|名列)[^，。；、]{0,12}?(?:第\s*[一二三四五六七八九十\d]+\s*(?:位|名)?|首位|前列|之首|前茅|榜首)|(?:全国|全省|全区|全市|全州|全盟|自治区|[\p{Script=Han}]{2,5}[省市州])(?:内)?(?:唯一|最大|最多|最丰富)|(?:首位|第[一二三四五]位)度/gu

const ranks = (passage: Passage): Finding[] =>
  [...passage.text.matchAll(RANK)].flatMap((match) => {
    const { from, to } = sentenceAround(passage.text, match.index)
    // 唯一 is said of many a thing; here of minerals.
    if (/唯一$/.test(match[0]) && !/矿|资源|储量/.test(passage.text.slice(match.index, to))) return []
    const start = Math.max(from, passage.text.lastIndexOf('，', match.index) + 1)
    return open(
      [quote(passage.span, start, match.index + match[0].length)],
      match[0],
      { zh: '位次的比较对象文中未给，无从核对', en: 'What the rank is among is not in the document' },
      { zh: '注明数据来源', en: 'State the source' },
    )
  })

const LOST =
  /(?:加粗|黑体|粗体|下划线|斜体|标红|红色|蓝色|阴影|底纹|着色|颜色|灰色)(?:的)?(?:部分|字体|字|标注|表示|者|为|标出|内容|矿种|显示)/

/** A note that tells by bold, colour or shade; a text keeps none of them. */
const lostMarks = (plan: Plan): Finding[] =>
  plan.source.format !== 'text'
    ? []
    : plan.blocks.flatMap((block): Finding | [] => {
        if (block.kind === 'table' || block.furniture || block.span.text.length > 160 || !LOST.test(block.span.text))
          return []
        return open(
          [quote(block.span)],
          LOST.exec(block.span.text)![0],
          { zh: '纯文本不保留字体、颜色等标记，所指内容无法核对', en: 'A plain text keeps neither bold nor colour' },
          { zh: '改用文字或符号标注，或提供原格式文件', en: 'Mark it with words, or hand in the original file' },
        )
      })

const OTHER_SHARE =
  /(?:占|居)(?:全国|全省|全区|全市|全州|全盟|自治区|[^县旗（(]{2,6}[省市州])[^（(]{0,8}(?:比例|比重|份额|位次)|(?:比例|比重)[（(]占全[国省区市州]/

/** A column of shares of another region's whole. */
const foreignShares = (plan: Plan): Finding[] =>
  plan.tables.flatMap((table) =>
    table.columns.flatMap((heading, at): Finding | [] => {
      const plain = heading.replace(/\s/g, '')
      const cell = (table.header.at(-1) ?? [])[at]
      if (!OTHER_SHARE.test(plain) || !cell) return []
      if (plan.region?.level === 'city' && /全市|全州|全盟/.test(plain)) return []
      if (plan.region?.level === 'province' && /全[省区]|自治区/.test(plain)) return []
      if (plan.tables.some((other) => other !== table && /分县|各县|分解/.test(other.title))) return []
      return open(
        [quote(cell), ...captionQuotes(table)],
        plain,
        { zh: '分母属于其他地区，文中未给出', en: 'The denominator belongs to another region and is not given' },
        { zh: '写明分母的数值与来源', en: 'State the denominator and its source' },
      )
    }),
  )

const STAGE = /(?:已|尚?未)?(?:查明|探明|列入|上表|开发利用)/

/** "已查明资源储量的14种": minerals counted by a stage that no table or list tells. */
const unlisted = (plan: Plan): Finding[] => {
  const told = plan.tables.some((table) =>
    table.columns.some((heading) => /查明|探明|列入/.test(heading) && !/量$/.test(heading)),
  )
  if (told) return []
  return passagesOf(plan).flatMap((passage): Finding | [] => {
    if (!passage.present) return []
    const figures = passage.figures.filter(
      (figure) =>
        figure.dimension === 'kinds' &&
        STAGE.test(figure.label) &&
        // The minerals themselves stand right before or behind the number.
        !/^[：:（(]/.test(passage.text.slice(figure.nounEnd)) &&
        !/、/.test(passage.text.slice(Math.max(0, figure.labelStart - 1), figure.labelStart)),
    )
    if (figures.length === 0) return []
    return open(
      figures.map((figure) => quoteFigure(passage, figure)),
      figures.map((figure) => figure.text).join('、'),
      { zh: '没有分查明程度的矿种清单，数量无从核对', en: 'No list tells which minerals are meant' },
      { zh: '在矿产种类表中分列已查明与未查明矿种', en: 'List them by how far they are known' },
    )
  })
}

/** "由7个增加到12个": where it began stands nowhere else. */
const beginnings = (plan: Plan): Finding[] => {
  const all = saidIn(plan).map(({ passage, figure }) => ({ passage, figure }))
  return all.flatMap(({ passage, figure }): Finding | [] => {
    if (figure.dimension === 'percent' || figure.dimension === 'years' || !passage.present) return []
    const lead = passage.text.slice(Math.max(0, figure.start - 14), figure.start)
    if (!/(?:由|从)(?:20\d\d年(?:底|末)?的?|原来的?|上轮的?)?$/.test(lead)) return []
    const next = passage.figures[passage.figures.indexOf(figure) + 1]
    if (!next || next.dimension !== figure.dimension || next.start - figure.end > 24) return []
    if (
      all.some(
        (other) => other.figure !== figure && other.figure.value === figure.value && other.figure.unit === figure.unit,
      )
    )
      return []
    return open([quote(passage.span, figure.labelStart, next.nounEnd)], `${figure.text} → ${next.text}`, {
      zh: `起点${figure.text}在文中别无出处，无从核对`,
      en: 'Where it began stands nowhere else in the document',
    })
  })
}

const RATE = /(?:开采|采区)?回采率|选矿回收率|综合利用率|利用率|达标率|抽采率|贫化率/

/** Rates reached or demanded with nothing they could be worked out from. */
const rates = (plan: Plan): Finding[] => {
  const inTables = plan.tables.flatMap((table) => [...table.columns, ...table.rows.flat()]).join('')
  const bare = passagesOf(plan).flatMap((passage) => {
    const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
    return passage.figures.flatMap((figure) => {
      const name = RATE.exec(figure.label)?.[0]
      return figure.dimension === 'percent' &&
        name &&
        !inTables.includes(name) &&
        !parts.has(figure) &&
        figure.value < 100
        ? [quoteFigure(passage, figure)]
        : []
    })
  })
  if (bare.length === 0) return []
  return [
    open(
      bare,
      `${bare.length}处`,
      {
        zh: '回采率、回收率、利用率等没有计算所据的数量或现状值，无从核对',
        en: 'Rates without the quantities or present values they rest on',
      },
      { zh: '给出现状值与统计口径', en: 'Give the present values and what they cover' },
    ),
  ]
}

/** Targets in words instead of numbers, and targets that the text never speaks of. */
const targets = (plan: Plan): Finding[] => {
  const rows = tablesOf(plan).indicators
  const wordy = rows.filter((row) => row.value === null && !saysNothing(row.valueSpan.text))
  const said = occurrencesOf(plan)
  const silent = rows.filter((row) => row.value !== null && !said.has(row) && !wordy.includes(row))
  return [
    ...wordy.map((row) =>
      open(
        [quote(row.name), quote(row.valueSpan), rowQuote(row.table, row.row)],
        row.valueSpan.text,
        {
          zh: `“${row.names.at(-1)}”没有数值，无从核对与考核`,
          en: 'The target is no number: nothing can be held against it',
        },
        { zh: '给出数值', en: 'Give a number' },
      ),
    ),
    ...(silent.length > 0 && silent.length < rows.length
      ? [
          open(
            silent.flatMap((row) => [quote(row.name), rowQuote(row.table, row.row)]),
            `${silent.length}/${rows.length}`,
            {
              zh: `${silent.map((row) => row.names.at(-1)).join('、')}在正文中没有相应表述，依据无从核对`,
              en: 'The text nowhere speaks of these targets',
            },
            { zh: '在目标章节写明依据', en: 'Say in the text what they rest on' },
          ),
        ]
      : []),
  ]
}

const NAMELESS = /《(?:关于|自然资源部关于|国务院关于)[^《》]{6,60}》(?!\s*[（([〔])/g

/** Documents cited by their title alone. */
const citations = (plan: Plan): Finding[] => {
  const quotes = findIn(plan, NAMELESS).map(({ passage, match }) => quoteMatch(passage.span, match))
  if (quotes.length === 0) return []
  return [
    open(
      quotes,
      `${quotes.length}件`,
      {
        zh: '文件没有发文机关或文号，是否有效无从核对',
        en: 'Documents cited without their number: nobody can tell whether they are in force',
      },
      { zh: '注明发文机关与文号', en: 'Give who issued it and its number' },
    ),
  ]
}

const HANDED_DOWN =
  /(?:落实|分解|承接|执行|不(?:得)?低于|符合)(?:了)?(?:国家|省|市|上级|自治区|州)[、和]?(?:省|市|级)*(?:规划)?[^，。；]{0,16}(?:指标|总量|控制数|规模标准|最低(?:开采|生产)规模|目标任务)/

/** What the plan takes over from the plan above it cannot be held against it here. */
const upper = (plan: Plan): Finding[] => {
  const told = firstIn(plan, HANDED_DOWN, 'ahead').map(({ passage, match }) => quoteMatch(passage.span, match))
  const { floors } = tablesOf(plan)
  const statement = floorStatementsOf(plan).find((each) => !each.exception)
  const own = floors[0] ? captionQuotes(floors[0].table) : statement ? [floorQuote(statement)] : []
  const quotes = [...told.slice(0, 6), ...own]
  if (quotes.length === 0 || plan.region?.level === 'province') return []
  return [
    open(
      quotes,
      '上级规划 ∉ 本文件',
      {
        zh: '上级规划的指标与最低规模不在本文件中，是否落实、是否不低于上级须对照上级规划',
        en: 'The upper plan’s targets and floors are not in this document; check against it',
      },
      { zh: '用上级规划一并核对', en: 'Check together with the upper plan' },
    ),
  ]
}

/** Registered areas of rights without a list of the rights. */
const registered = (plan: Plan): Finding[] => {
  const lists = listingsOf(plan).some((listing) => listing.hasArea && /探矿权|采矿权|矿业权/.test(listing.table.title))
  if (lists) return []
  return saidIn(plan, 'present').flatMap(({ passage, figure }): Finding | [] =>
    figure.dimension === 'area' &&
    /(?:登记|勘查|矿区|发证)(?:总)?面积(?:为|约|达|共)*$/.test(figure.label) &&
    /探矿权|采矿权|矿业权|许可证/.test(
      passage.text.slice(sentenceAround(passage.text, figure.start).from, figure.start),
    )
      ? open(
          [quoteFigure(passage, figure)],
          figure.text,
          {
            zh: '没有矿业权名录，登记面积无法加总核对',
            en: 'Without a list of the rights their area cannot be added up',
          },
          { zh: '附矿业权名录', en: 'Annex a list of the rights' },
        )
      : [],
  )
}

export const support: Check = {
  name: 'support',
  title: { zh: '文中没有依据的表述', en: 'Claims the document does not bear out' },
  run: (plan) => [
    ...passagesOf(plan).flatMap(ranks),
    ...lostMarks(plan),
    ...foreignShares(plan),
    ...unlisted(plan),
    ...registered(plan),
    ...beginnings(plan),
    ...rates(plan),
    ...targets(plan),
    ...citations(plan),
    ...upper(plan),
  ],
}
