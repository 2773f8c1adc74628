/** Where the text says again what an indicator table says: the same thing, in the running text's own words. */

import { mineralsIn, normalMineral } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import type { Reading } from '#plan/plan.ts'
import type { Quote } from '#plan/quote.ts'
import { baseValue, type Figure, unitOf } from '#plan/text/figure.ts'
import { districtOf, type Passage, passagesOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import { likeness } from '#plan/text/words.ts'
import type { IndicatorRow } from './indicator-row.ts'
import { nearest, tablesOf } from './tables.ts'

type Occurrence = {
  readonly passage: Passage
  readonly figure: Figure
  readonly sentence: string
  readonly from: number
}

/** What an indicator measures, from its name. */
export type Measure = 'output' | 'growth' | 'mines' | 'share' | 'value' | 'deposits' | 'other'

export const measureOf = (row: IndicatorRow): Measure => {
  const path = row.path.join(' ')
  const name = row.path.at(-1) ?? ''
  if (/比例|占比|比重/.test(name)) return 'share'
  if (/产值/.test(name)) return 'value'
  if (/矿产地/.test(name)) return 'deposits'
  if (/矿山(?:企业)?(?:总)?数|采矿权(?:总)?数/.test(name) && !/复垦|治理|恢复|修复|绿色|关闭/.test(path)) return 'mines'
  if (/新增/.test(path) && !/治理|修复|复垦|恢复|面积/.test(name)) return 'growth'
  if (/开采(?:总)?量|开采总量|产量|抽采量|采出量|总量调控/.test(path)) return 'output'
  return 'other'
}

const TARGET = /到?20\d\d年|力争|控制|不超过|突破|以内|不低于|不高于|达到|稳定在|保持在|目标|争取|确保|实现/

const bare = (words: string): string => words.replace(/[（(].*?[）)]/g, '').replace(/[的\s\d年总]/g, '')

/** Minerals named between the last sentence mark or figure and this figure. */
const mineralBefore = (passage: Passage, figure: Figure): string | null => {
  const own = mineralsIn(figure.label).at(-1)
  if (own) return own.name
  // "铜金属量", "铁矿石资源量": the element before what is counted of it.
  const element = /([\p{Script=Han}])(?=(?:金属|矿石)?(?:资源)?(?:储)?量)/u.exec(figure.label)
  if (element && mineralsIn(`${element[1]}矿`).length > 0) return normalMineral(`${element[1]}矿`)
  // "钨精矿（折合三氧化钨65%）年产量": the name stands before the bracket.
  const bracket = /([^，。；、：（）]{1,12})（[^（）]*）$/.exec(
    passage.text.slice(Math.max(0, figure.labelStart - 40), figure.labelStart),
  )
  if (bracket) return mineralsIn(bracket[1]!).at(-1)?.name ?? null
  // "石墨：年开采量控制在…": a paragraph that begins with its mineral.
  const lead = /^([^，。；：:]{1,8})[：:]/.exec(passage.text)
  const subject = lead ? mineralsIn(lead[1]!) : []
  return subject.length === 1 && /^(?:年|地面|井下)?(?:度)?(?:开采|抽采|产)/.test(figure.label)
    ? subject[0]!.name
    : null
}

/** What narrows a figure to some of the mines; the row must be of the same. */
const NARROWS = ['新建', '在建', '生产', '大中型', '大型', '小型', '露天', '地下', '绿色']

const narrower = (words: string, row: IndicatorRow): boolean => {
  const path = row.path.join('')
  return NARROWS.some((word) => words.includes(word) && !path.includes(word))
}

/** "总数由40个减少到30个": the second figure is what is aimed at, and the words before the first say of what. */
const aimOf = (passage: Passage, figure: Figure, at: number): Figure | null => {
  if (/[由从](?:20\d\d年(?:底|末)?的?|现有的?|现状的?)?$/.test(figure.label)) {
    const next = passage.figures[at + 1]
    if (next && /^(?:减少|增加|压减|压缩|削减|降低|下降|调整|提高|降|减|增)[^，。；\d]{0,4}[到至为]$/.test(next.label))
      return null
  }
  const before = passage.figures[at - 1]
  if (!before || before.dimension !== figure.dimension) return figure
  const lead = /^(.*?)[由从](?:20\d\d年(?:底|末)?的?|现有的?|现状的?)?$/.exec(before.label)?.[1]
  return lead &&
    /^(?:减少|增加|压减|压缩|削减|降低|下降|调整|提高|降|减|增)[^，。；\d]{0,4}[到至为]$/.test(figure.label)
    ? { ...figure, label: lead, labelStart: before.labelStart }
    : figure
}

/** Whether a figure of the text is said of what the row measures. */
export const fits = (
  row: IndicatorRow,
  measure: Measure,
  passage: Passage,
  figure: Figure,
  sentence: string,
): boolean => {
  const words = figure.label + figure.noun
  const wide = sentence
  switch (measure) {
    case 'output':
    case 'growth': {
      const wanted =
        measure === 'output' ? /开采(?:总)?量|产量|开采总量|抽采量|采出|年产(?![值业出能])|20\d\d年开采/ : /新增|查明/
      if (!wanted.test(wide) || /规模/.test(figure.label)) return false
      const name = bare(row.path.at(-1)!)
      if (
        name.length >= 3 &&
        passage.text
          .slice(Math.max(0, figure.labelStart - 24), figure.start)
          .replace(/[（(].*?[）)]/g, '')
          .includes(name) &&
        figure.labelStart > 0 &&
        passage.text[figure.labelStart - 1] === '）'
      )
        return true
      const named = mineralBefore(passage, figure)
      if (row.minerals.length === 0) return named === null && /开采(?:总)?量/.test(words)
      return named !== null && row.minerals.some((mineral) => normalMineral(mineral) === named)
    }
    case 'mines': {
      // Mines of one mineral and all mines are two indicators.
      const own = mineralsIn(row.name.text).at(-1)?.name ?? null
      const named = mineralBefore(passage, figure)
      if (own !== null)
        return (
          named === own &&
          /矿山|采矿权/.test(figure.label) &&
          (figure.bound === 'at-most' || /数/.test(figure.label)) &&
          !/大型|中型|小型|绿色|新增|关闭|新设|新立/.test(figure.label)
        )
      return (
        /矿山(?:企业)?(?:总)?(?:数|数量)|采矿权(?:总)?数/.test(figure.label) &&
        named === null &&
        !/大型|中型|小型|绿色|新增|关闭|区内|每个|单个/.test(figure.label)
      )
    }
    case 'share': {
      const core = bare(row.path.at(-1)!).replace(/(?:所占)?(?:比例|占比|比重)$/, '')
      return (
        core.length > 1 &&
        bare(figure.label).includes(core) &&
        /比例|占比|比重|占|率/.test(words) &&
        !narrower(figure.label, row)
      )
    }
    case 'value':
      return /矿业.{0,4}产值/.test(figure.label)
    case 'deposits':
      return /矿产地/.test(words)
    default: {
      const core = bare(row.path.at(-1)!)
      if (core.length < 3) return false
      // "完成废弃矿山治理，治理面积5公顷": the name is spread over two clauses.
      const label = bare(figure.label)
      const head = label.length >= 4 && core.endsWith(label) ? core.slice(0, -label.length) : ''
      if (head.length >= 2 && sentence.slice(0, sentence.indexOf(figure.label)).includes(head)) return true
      // 修复历史遗留矿山65公顷, 历史遗留矿山修复面积: the same words in another order.
      const said = bare(words)
      return (
        said.includes(core) ||
        (core.length >= 6 &&
          likeness(
            core.replace(/面积$/, ''),
            said.replace(/面积$/, '').replace(/^(?:规划期[内末间]?|期内|完成|实施|计划)+/, ''),
          ) >= 0.85)
      )
    }
  }
}

/** For each indicator the targets in the text that state it again. Figures about the present or the outlook are none. */
export const occurrencesOf = oncePerPlan((plan): ReadonlyMap<IndicatorRow, readonly Occurrence[]> => {
  const rows = tablesOf(plan).indicators
  const found = new Map<IndicatorRow, Occurrence[]>()
  // Rows by what they measure: a figure is held only against rows of its dimension.
  const byDimension = Map.groupBy(
    rows.filter((row) => row.value !== null),
    (row) => unitOf(row.unit)?.dimension,
  )
  if (rows.length > 0)
    for (const passage of passagesOf(plan)) {
      if (passage.present || passage.headings.some((heading) => /展望/.test(heading))) continue
      // What one county is to reach is no target of the whole.
      if (districtOf(passage, plan.region?.name ?? null) !== null) continue
      for (const [at, written] of passage.figures.entries()) {
        const figure = aimOf(passage, written, at)
        if (figure === null) continue
        const { from, to } = sentenceAround(passage.text, figure.start)
        const sentence = passage.text.slice(from, to)
        if (!TARGET.test(sentence) && !passage.headings.some((heading) => /目标/.test(heading))) continue
        for (const row of nearest(
          byDimension.get(figure.dimension) ?? [],
          (each) => each.table,
          passage.span.at.start,
        )) {
          if (!fits(row, measureOf(row), passage, figure, sentence)) continue
          found.set(row, [...(found.get(row) ?? []), { passage, figure, sentence, from }])
        }
      }
    }
  return found
})

/** Where the text says an indicator again, as quotes. */
export const placesOf = (plan: Reading, row: IndicatorRow): readonly Quote[] =>
  (occurrencesOf(plan).get(row) ?? []).map(({ passage, figure }) => quoteFigure(passage, figure))

/**
 * Targets in the text that say an indicator again, the same number in a unit of another kind: 万吨 for 万立方米. Only for
 * indicators that the text nowhere says in their own unit.
 */
export const unlikeOccurrencesOf = (plan: Reading): readonly (readonly [IndicatorRow, Occurrence])[] => {
  const said = occurrencesOf(plan)
  const rows = tablesOf(plan).indicators.filter(
    (row) => row.value !== null && !said.has(row) && /^(?:mass|volume)$/.test(unitOf(row.unit)?.dimension ?? ''),
  )
  if (rows.length === 0) return []
  return passagesOf(plan).flatMap((passage) =>
    passage.present || passage.headings.some((heading) => /展望/.test(heading))
      ? []
      : passage.figures.flatMap((figure): (readonly [IndicatorRow, Occurrence])[] => {
          if (figure.dimension !== 'mass' && figure.dimension !== 'volume') return []
          const { from, to } = sentenceAround(passage.text, figure.start)
          const sentence = passage.text.slice(from, to)
          if (!TARGET.test(sentence) && !passage.headings.some((heading) => /目标/.test(heading))) return []
          return rows.flatMap((row): (readonly [IndicatorRow, Occurrence])[] =>
            row.value === figure.value &&
            unitOf(row.unit)!.dimension !== figure.dimension &&
            fits(row, measureOf(row), passage, figure, sentence)
              ? [[row, { passage, figure, sentence, from }] as const]
              : [],
          )
        }),
  )
}

/** Whether the text's figure says what the row says, in one unit. */
export const agrees = (row: IndicatorRow, occurrence: Occurrence): boolean => {
  const factor = unitOf(row.unit)!.factor
  const { figure } = occurrence
  const difference = Math.abs(baseValue(figure) - row.value! * factor)
  return difference <= 1e-9 * Math.max(1, baseValue(figure))
}
