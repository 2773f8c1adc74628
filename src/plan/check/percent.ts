/** Percentages: shares, reductions and growth, with the rounding the author used. */
import { mineralsIn } from '#mineral/mineral.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, partitionsOf, passagesOf, quoteFigure, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'
import { mineralShare, sharesInWords } from './mine-share.ts'
import { regionArea } from './range.ts'
import { ofBracket, ofNeed, type Ratio, urban } from './ratio.ts'

const TARGET = /到20\d\d年|目标|力争|不低于|不高于|不超过|控制|确保|实现/

const judge = (figure: Figure, passage: Passage, ratio: Ratio): Finding => {
  const holds = Math.abs(figure.value - ratio.exact) <= 0.5 * 10 ** -figure.decimals + 1e-9
  const shown = tidy(ratio.exact, Math.max(2, figure.decimals + 1))
  return judged(holds, {
    quotes: [quote(passage.span, Math.min(ratio.from, figure.labelStart), figure.end), ...ratio.quotes],
    computed: `${ratio.words} = ${shown}%${holds ? '' : ` ≠ ${figure.text}`}`,
    right: { zh: `百分比与所据数字相符（${shown}%）`, en: `The percentage follows from its figures (${shown}%)` },
    wrong: {
      zh: `百分比应为${tidy(ratio.exact, Math.max(2, figure.decimals))}%，文中为${figure.text}`,
      en: `The percentage should be ${tidy(ratio.exact, Math.max(2, figure.decimals))}%, the text has ${figure.text}`,
    },
    remedy: { zh: '核对分子、分母与百分比', en: 'Check numerator, denominator and percentage' },
  })
}

/** "由20个减少至13个，…减少35%": the nearest pair of figures led by 由/从 … 至/到 before the percentage. */
const change = (figure: Figure, passage: Passage): Ratio | null => {
  const word = /(减少|减幅|下降|降低|降幅|缩减|压减|压缩|削减|增长|增加|提高|增幅|上升)[了达为约]*$/.exec(figure.label)
  if (!word) return null
  const { figures, text } = passage
  for (let i = figures.indexOf(figure) - 1; i > 0; i--) {
    const to = figures[i]!
    const from = figures[i - 1]!
    if (figure.start - to.end > 60) return null
    if (!addable(from, to) || from.dimension === 'percent') continue
    const lead = text.slice(Math.max(0, from.start - 16), from.start)
    const between = text.slice(from.end, to.start)
    if (!/[由从]/.test(lead) || !/(?:减|降|增|提高|扩大|缩|压|上升|调)[^，。；]{0,4}[至到为]|[至到]/.test(between))
      continue
    const a = baseValue(from)
    const b = baseValue(to)
    if (a === 0) return null
    return {
      exact: (Math.abs(a - b) / a) * 100,
      words: `|${tidy(from.value)} - ${tidy(to.value)}|/${tidy(from.value)}`,
      from: from.labelStart,
      quotes: [],
    }
  }
  return null
}

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
const partShare = (figure: Figure, passage: Passage): Ratio | null => {
  const match =
    /^(?:其中)?([\p{Script=Han}]{2,12}?)(?:的)?(?:矿山|项目|探矿权|采矿权)?(?:数量?)?(?:占比|占|比例|比重|率)(?:约|为|达到?)*$/u.exec(
      figure.label,
    )
  if (!match || TARGET.test(figure.label) || figure.bound) return null
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

/**
 * What a thing done is measured by where nothing is called due: the first figure of its kind in the paragraph, when the
 * paragraph begins with it or it stands right before what was done.
 */
const wholeDue = (passage: Passage, done: Figure): Figure | undefined => {
  const like = passage.figures.filter(
    (each) => each.end <= done.start && addable(each, done) && !each.bound && !/^其中|^新增/.test(each.label),
  )
  const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
  const free = like.filter((each) => !parts.has(each))
  return free.length === 1 ? free[0] : undefined
}

/** "完成治理A，完成率P%；剩余B": what was due is not told, but what was done and what is left are. */
const restRate = (passage: Passage, done: Figure): Ratio | null => {
  const rest = passage.figures.find(
    (each) =>
      each.start > done.end &&
      addable(each, done) &&
      /剩余|尚余|尚有|未|待/.test(passage.text.slice(sentenceAround(passage.text, each.start).from, each.start)),
  )
  if (!rest || baseValue(done) + baseValue(rest) === 0) return null
  return {
    exact: (baseValue(done) / (baseValue(done) + baseValue(rest))) * 100,
    words: `${tidy(done.value)}/(${tidy(done.value)} + ${tidy((rest.value * rest.factor) / done.factor)})`,
    from: done.labelStart,
    quotes: [quoteFigure(passage, rest)],
  }
}

/** "应治理面积A，已治理面积B，治理率C%": what was done over what was due, told by the verb of the rate. */
const rate = (figure: Figure, passage: Passage): Ratio | null => {
  const verb = /([\p{Script=Han}]{2})率(?:约|为|达到?)*$/u.exec(figure.label)?.[1]
  if (!verb || TARGET.test(figure.label) || figure.bound) return null
  const before = passage.figures.filter((each) => each.end <= figure.start && figure.start - each.end < 120)
  const done = before.findLast(
    (each) =>
      (new RegExp(`(?:已|累计|完成)[^未应]{0,6}${verb}|${verb}完成`).test(each.label) ||
        (verb === '完成' && /^完成|完成$/.test(each.label)) ||
        // "抽采气5万立方米，利用4万立方米，利用率80%"
        (each.label.startsWith(verb) && each.nounEnd < figure.labelStart && figure.labelStart - each.nounEnd <= 1)) &&
      !/未|应/.test(each.label),
  )
  const due =
    before.findLast((each) => new RegExp(`(?:应|需|待)(?:当)?[^未]{0,4}${verb}`).test(each.label)) ??
    (done && wholeDue(passage, done))
  if (!due && done) return restRate(passage, done)
  if (!due || !done || !addable(due, done) || baseValue(due) === 0) return null
  return {
    exact: (baseValue(done) / baseValue(due)) * 100,
    words: `${tidy(done.value)}/${tidy(due.value)}`,
    from: Math.min(due.labelStart, done.labelStart),
    quotes: [],
  }
}

/** "甲5亿元，占乙20亿元的25%": numerator, denominator and share in one breath. */
const inOneBreath = (figure: Figure, passage: Passage): Ratio | null => {
  if (!/^的(?:比例|比重)?(?:约|为|达到?)*$/.test(figure.label)) return null
  const at = passage.figures.indexOf(figure)
  const whole = passage.figures[at - 1]
  const part = passage.figures[at - 2]
  if (!whole || !part || whole.end !== figure.labelStart || !/占/.test(whole.label)) return null
  if (!addable(part, whole) || baseValue(whole) === 0) return null
  return {
    exact: (baseValue(part) / baseValue(whole)) * 100,
    words: `${tidy(part.value)}/${tidy(whole.value)}`,
    from: part.labelStart,
    quotes: [],
  }
}

const share = (figure: Figure, passage: Passage, plan: Plan): Ratio | 'foreign' | 'missing' | null => {
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
  const ratio = (denominator: Figure, place: Passage): Ratio => ({
    exact: (baseValue(numerator) / baseValue(denominator)) * 100,
    words: `${tidy(baseValue(numerator) / denominator.factor)}/${tidy(denominator.value)}`,
    from: Math.min(numerator.labelStart, sentenceAround(passage.text, figure.start).from),
    quotes:
      place === passage && sentenceAround(passage.text, figure.start).from <= denominator.labelStart
        ? []
        : [quoteFigure(place, denominator)],
  })
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

/** "大中型矿山占比45.5%": the mines of that size over all mines of the base year. */
const sizeShare = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  const words = /(大中型|中型及以上|大型|中型|小型)[^，。；]{0,8}?(?:占比|比例|比重|占)[^，。；]*$/.exec(figure.label)
  if (!words || TARGET.test(figure.label) || figure.bound || !passage.present) return null
  const mines = minesOf(plan)
  if (!mines?.sizes) return null
  const { large, medium, small, quotes } = mines.sizes
  const count = { 大中型: large + medium, 中型及以上: large + medium, 大型: large, 中型: medium, 小型: small }[
    words[1]!
  ]!
  const sum = /大中型|及以上/.test(words[1]!) ? `(${large} + ${medium})` : `${count}`
  return {
    exact: (count / mines.total.value) * 100,
    words: `${sum}/${tidy(mines.total.value)}`,
    from: figure.labelStart,
    quotes: [...quotes, quote(mines.passage.span, mines.total.labelStart, mines.total.end)],
  }
}

/** "6家矿山通过评估，绿色矿山占比9%": green mines over all mines of the base year. */
const greenShare = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  if (!/绿色矿山(?:数量)?(?:的)?(?:占比|比例|占)[^，。；]*$/.test(figure.label)) return null
  if (TARGET.test(figure.label) || figure.bound || !passage.present) return null
  const { from } = sentenceAround(passage.text, figure.start)
  const counts = passage.figures.filter(
    (each) => each.dimension === 'count' && each.start >= from && each.end <= figure.start,
  )
  const [green] = counts.filter((each) => /绿色矿山/.test(each.label + each.noun))
  const mines = minesOf(plan)
  if (!green || counts.length !== 1 || !mines) return null
  return {
    exact: (green.value / mines.total.value) * 100,
    words: `${tidy(green.value)}/${tidy(mines.total.value)}`,
    from: green.labelStart,
    quotes: [quote(mines.passage.span, mines.total.labelStart, mines.total.end)],
  }
}

/** "建成绿色矿山14个，占矿山总数的35%" among the targets: over the number of mines the plan aims at. */
const aimedShare = (figure: Figure, passage: Passage, plan: Plan): Finding[] | null => {
  if (passage.present || !/^占(?:全[县市区旗州])?(?:矿山|采矿权)(?:企业)?(?:总数|总量|数量)?的?$/.test(figure.label))
    return null
  const { from } = sentenceAround(passage.text, figure.start)
  const green = passage.figures.find(
    (each) =>
      each.dimension === 'count' &&
      each.start >= from &&
      each.end <= figure.start &&
      /绿色矿山/.test(each.label + each.noun),
  )
  const total = tablesOf(plan).indicators.find(
    (row) => measureOf(row) === 'mines' && mineralsIn(row.name.text).length === 0,
  )
  if (!green || !total?.value) return null
  const exact = (green.value / total.value) * 100
  const holds =
    figure.bound === 'at-least'
      ? exact >= figure.value
      : Math.abs(exact - figure.value) <= 0.5 * 10 ** -figure.decimals + 1e-9
  return [
    judged(holds, {
      quotes: [quote(passage.span, green.labelStart, figure.end), quote(total.name), quote(total.valueSpan)],
      computed: `${tidy(green.value)}/${tidy(total.value)} = ${tidy(exact, 2)}%`,
      right: { zh: '占比与目标年矿山总数相符', en: 'The share follows from the number of mines aimed at' },
      wrong: { zh: '占比与目标年矿山总数不符', en: 'The share does not follow from the number of mines aimed at' },
      remedy: { zh: '写明占比的分母', en: 'Say what the share is of' },
      // The share may be meant of another number of mines: a reader must look.
      otherwise: 'doubtful',
    }),
  ]
}

const uncheckable = (figure: Figure, passage: Passage, other: boolean): Finding => {
  const { from } = sentenceAround(passage.text, figure.start)
  const numerator = passage.figures
    .slice(0, passage.figures.indexOf(figure))
    .findLast((each) => each.dimension === 'money' || each.dimension === 'area')
  const implied = numerator && figure.value > 0 ? (numerator.value / figure.value) * 100 : null
  return {
    verdict: 'uncheckable',
    quotes: [quote(passage.span, from, figure.end)],
    computed:
      implied === null ? '—' : `${tidy(numerator!.value)} ÷ ${figure.text} = ${tidy(implied, 2)}${numerator!.unit}`,
    message: other
      ? { zh: '分母属于其他地区，文中未给出', en: 'The denominator belongs to another region and is not given' }
      : { zh: '文中没有给出分母', en: 'The text does not give the denominator' },
    remedy: { zh: '写明分母的数值与来源', en: 'State the denominator and its source' },
  }
}

/** A share whose implied whole is larger than the region's whole product cannot be right. */
const beyondProduct = (figure: Figure, passage: Passage): Finding[] => {
  const product = passage.figures.find((each) => each.dimension === 'money' && /生产总值|GDP/.test(each.label))
  const numerator = passage.figures
    .slice(0, passage.figures.indexOf(figure))
    .findLast((each) => each.dimension === 'money')
  if (!product || !numerator || product === numerator || figure.value === 0) return []
  const implied = (baseValue(numerator) / figure.value) * 100
  if (implied <= baseValue(product) || /生产总值|GDP/.test(figure.label.replace(/工业生产总值/, ''))) return []
  return [
    {
      // Gross output may exceed the product some times over, not many times.
      verdict: implied > 5 * baseValue(product) ? 'fails' : 'doubtful',
      quotes: [
        quote(passage.span, numerator.labelStart, figure.end),
        quote(passage.span, product.labelStart, product.end),
      ],
      computed: `${numerator.text} ÷ ${figure.text} = ${tidy(implied / product.factor, 2)}${product.unit} > ${product.text}`,
      message: {
        zh: '按此占比反推的分母大于地区生产总值',
        en: 'The whole this share implies is larger than the gross product',
      },
      remedy: { zh: '核对占比的小数位与单位', en: 'Check the decimals and the unit of the share' },
    },
  ]
}

export const percent: Check = {
  name: 'percent',
  title: { zh: '百分比与占比', en: 'Percentages and shares' },
  run: (plan) =>
    passagesOf(plan).flatMap((passage) => [
      ...sharesInWords(passage, plan),
      ...passage.figures.flatMap((figure): Finding[] => {
        if (figure.dimension !== 'percent') return []
        const ratio =
          change(figure, passage) ??
          inOneBreath(figure, passage) ??
          ofBracket(figure, passage) ??
          urban(figure, passage) ??
          ofNeed(figure, passage, plan) ??
          rate(figure, passage) ??
          sizeShare(figure, passage, plan) ??
          mineralShare(figure, passage, plan) ??
          greenShare(figure, passage, plan) ??
          partShare(figure, passage)
        if (ratio) return [judge(figure, passage, ratio)]
        const aimed = aimedShare(figure, passage, plan)
        if (aimed) return aimed
        const other = share(figure, passage, plan)
        if (other === null) return []
        if (other === 'foreign') return [uncheckable(figure, passage, true)]
        if (other === 'missing') return [uncheckable(figure, passage, false), ...beyondProduct(figure, passage)]
        return [judge(figure, passage, other)]
      }),
    ]),
}
