/** Shares of a whole that the words name: the parts of a whole told before, and what is said to 占 what. */
import { minesOf } from '#plan/fact/mines.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import { regionArea } from './range.ts'
import { isAim, type Ratio, ratioOf } from './ratio.ts'

const core = (words: string): string =>
  words
    .replace(/^(?:全|我|本)[县市省区旗州国]?的?/, '')
    .replace(/(?:的)?(?:总数量?|总量|数量|总额|比例|比重|总数)$/, '')
    .replace(/总(?=产值|面积|投资)/g, '')

/** Whether a base belongs to somebody else: another city, the province, the nation. */
const foreign = (base: string, own: string): boolean => {
  const words = base.replace(own, '').replace(/^(?:全|我|本)[县市区旗州]/, '')
  return /^[\p{Script=Han}]{2,8}?[省市县州盟]|全省|全国|国家/u.test(words)
}

/** For every part its outermost whole. */
const outermost = (passage: Passage): ReadonlyMap<Figure, Figure> => {
  const direct = new Map<Figure, Figure>()
  for (const partition of partitionsOf(passage))
    for (const part of partition.parts) if (!direct.has(part)) direct.set(part, partition.whole)
  return new Map(
    [...direct].map(([part, whole]) => {
      let top = whole
      for (let i = 0; i < 4 && direct.has(top); i++) top = direct.get(top)!
      return [part, top]
    }),
  )
}

const STEPS: readonly (readonly string[])[] = [
  ['预查', '普查', '详查', '勘探'],
  ['小型', '中型', '大型'],
]

/** "详查及以上占比", "生产矿山占60%", "修复率41.86%": parts of a partition in the same passage, told by their labels. */
export const partShare = (figure: Figure, passage: Passage): Ratio | null => {
  const match =
    /^(?:其中)?([\p{Script=Han}]{2,12}?)(?:的)?(?:矿山|项目|探矿权|采矿权)?(?:数量?)?(?:占比|占|比例|比重|率)(?:约|为|达到?)*$/u.exec(
      figure.label,
    )
  if (!match || isAim(figure)) return null
  const rate = /率/.test(figure.label)
  const word = match[1]!.replace(/及以上$/, '')
  const steps = STEPS.find((each) => each.includes(word))
  const words =
    /及以上$/.test(match[1]!) && steps
      ? steps.slice(steps.indexOf(word))
      : word === '大中型'
        ? ['大型', '中型']
        : [word]
  const partitions = partitionsOf(passage).filter(({ parts }) => parts.length > 1 && parts.at(-1)!.end <= figure.start)
  for (const { whole, parts, from } of partitions.toReversed()) {
    const mine = parts.filter((part) => {
      const label = part.label + (part.label === '' ? part.noun : '')
      if (/未|尚/.test(label)) return false
      return words.some((each) => (rate ? label.endsWith(each) : label.startsWith(each) || label.includes(each)))
    })
    if (mine.length === 0 || mine.length === parts.length || baseValue(whole) === 0) continue
    const sum = mine.reduce((all, part) => all + baseValue(part), 0)
    return {
      exact: (sum / baseValue(whole)) * 100,
      words: `${mine.length > 1 ? `(${mine.map((part) => tidy(part.value)).join(' + ')})` : tidy(mine[0]!.value)}/${tidy(whole.value)}`,
      from: figure.labelStart,
      quotes: [quote(passage.span, from, parts.at(-1)!.end)],
    }
  }
  return null
}

/** "…，占…的25%": what is shared stands before 占, what it is of behind; the whole may stand far off, or nowhere. */
export const share = (figure: Figure, passage: Passage, plan: Plan): Ratio | 'foreign' | 'missing' | null => {
  const words = /^(.*?)(?:占(?:到|了)?|相当于)(.*?)(?:的)?(?:比例|比重)?(?:约|为|达到?)*$/.exec(figure.label)
  if (!words) return null
  const subject = words[1]!.replace(/^(?:其中|约)/, '')
  const base = words[2]!.replace(/^比.*$/, '').replace(/^20\d\d年(?:底|末)?的?/, '')
  const { figures } = passage
  const at = figures.indexOf(figure)
  const numerators = figures.slice(0, at).filter((each) => each.dimension !== 'percent' && each.dimension !== 'years')
  const spoken =
    (subject && numerators.findLast((each) => core(each.label).endsWith(core(subject)))) || numerators.at(-1)
  // "12家，其中国家级5家、省级7家，占…": after its parts the sentence speaks of the whole again.
  const list =
    base !== '' && !subject && spoken
      ? partitionsOf(passage).find(
          (each) => each.parts.length > 1 && each.parts.at(-1) === spoken && each.complete !== 'open',
        )
      : undefined
  const numerator = list ? list.whole : spoken
  if (!spoken || !numerator || figure.start - numerator.end > 60) return base === '' ? null : 'missing'
  if (base === '' && subject !== '' && !core(numerator.label).endsWith(core(subject))) return null
  // Only what stands right before the share is its numerator unless the subject names it.
  if (!subject && !/^[，,（(]?$/.test(passage.text.slice(spoken.end, figure.labelStart).trim()) && !spoken.noun)
    return null
  const wholes = outermost(passage)
  const { from } = sentenceAround(passage.text, figure.start)
  const ratio = (denominator: Figure, place: Passage): Ratio | null =>
    ratioOf(
      numerator,
      denominator,
      Math.min(numerator.labelStart, from),
      place === passage && from <= denominator.labelStart ? [] : [quoteFigure(place, denominator)],
    )
  if (base !== '') {
    const own = plan.region?.name ?? ''
    if (foreign(base, own)) return 'foreign'
    const wanted = core(base.replace(own, '')).replace(/矿种$/, '矿产')
    const full = base
      .replace(own, '')
      .replace(/矿种$/, '矿产')
      .replace(/^(?:全|我|本)[县市省区旗州国]?的?/, '')
    const usable = (each: Figure): boolean => each !== numerator && addable(each, numerator) && baseValue(each) > 0
    const allMines = /^(?:全部)?(?:持证|现有|有效)?(?:矿山|采矿权)$/.test(wanted) && passage.present
    // Mines of the year it names are those counted for that year, whatever stands nearer.
    if (allMines && words[2]!.startsWith(`${plan.period.base ?? 0}年`)) {
      const mines = minesOf(plan)
      if (mines) return ratio(mines.total, mines.passage)
    }
    const exact = figures
      .slice(0, at)
      .findLast((each) => usable(each) && full.length >= 3 && (each.label + each.noun).includes(full))
    if (exact) return ratio(exact, passage)
    // All mines of the base year have one number in the plan.
    if (allMines) {
      const mines = minesOf(plan)
      if (mines) return ratio(mines.total, mines.passage)
    }
    if (
      /^(?:国土|土地|行政区域?|行政辖区|辖区|区域|[县市区全]域)?(?:总)?面积$/.test(full) &&
      numerator.dimension === 'area'
    ) {
      const region = regionArea(plan)
      if (region) return ratio(region.figure, region.passage)
    }
    const near = figures
      .slice(0, at)
      .findLast(
        (each) => usable(each) && wanted.length >= 2 && core(each.label + each.noun).includes(wanted) && !each.bound,
      )
    return near ? ratio(near, passage) : 'missing'
  }
  const before = figures.slice(0, figures.indexOf(numerator)).filter((each) => addable(each, numerator))
  // "甲11个，占65%；乙6个，占35%": one with a share of its own stands beside the next, not above it.
  const beside = (each: Figure): boolean =>
    !/^其中/.test(numerator.label) && /^占/.test(figures[figures.indexOf(each) + 1]?.label ?? '')
  const last = before.findLast((each) => !beside(each) || wholes.has(each))
  const whole = wholes.get(numerator) ?? (last && (wholes.get(last) ?? last))
  return whole && baseValue(whole) > 0 && whole.value >= numerator.value ? ratio(whole, passage) : 'missing'
}
