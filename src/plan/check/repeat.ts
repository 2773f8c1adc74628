/** What is told twice: seasons of ban, quantities under one name, the level of green mines to be reached. */

import { knownMineral, normalMineral } from '#mineral/mineral.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import { mineralCapsOf } from '#plan/fact/mine-cap.ts'
import { areaKindIn, areaNames } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch } from '#plan/quote.ts'
import type { Figure } from '#plan/text/figure.ts'
import { districtOf, findIn, partitionsOf, passagesOf, saidIn, sentenceAround } from '#plan/text/passage.ts'
import type { Check } from './finding.ts'
import { type Told, toldFigure, toldTwice } from './told-twice.ts'

const SEASON =
  /(?:每年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:至|到|[-—–~～])\s*(?:次年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日/g
/** What the season is of: 禁采期, 禁渔期, 汛期 … close by on either side. */
const OF = /(?:禁采|禁渔|禁伐|封山|防火|汛|枯水|停采)期/

/** A label as the name of a quantity: without who, when and how. */
const nameOf = (figure: Figure): string =>
  figure.label
    .replace(/^(?:其中|并|且|仅|约|到20\d\d年底?[,，]?|截[至止]20\d\d年底?|20\d\d年)+/, '')
    .replace(/^(?:全|我|本)[县市省区旗]/, '')
    // "占全市工业总产值的" is told of the same thing whatever leads it.
    .replace(/^.*?(?:仅|约)?占(?=全)/, '占')
    .replace(/(?:控制在|不低于|不超过|达到?|为|约|共|力争)+$/, '')

/** Names too common to mean one thing. */
const LONG_NAME = 6

/** The same quantity under the same name in two paragraphs. */
const quantities = (plan: Plan): Told[] =>
  saidIn(plan).flatMap(({ passage, figure }): Told[] => {
    const name = nameOf(figure)
    const { dimension, per, bound, noun } = figure
    if (name.length < LONG_NAME || dimension === 'years' || dimension === 'length' || /新增|第/.test(name)) return []
    // A mineral alone says not what is counted of it.
    if (knownMineral(name) || (dimension === 'area' && passage.present)) return []
    return [toldFigure([name, noun, dimension, per, passage.present, bound].join(), name, passage, figure)]
  })

/** A rate of the base year: 治理率 here and there. */
const rates = (plan: Plan): Told[] =>
  saidIn(plan, 'present').flatMap(({ passage, figure }): Told[] => {
    const name = nameOf(figure).replace(/(?:约|已|提高到|提升到|提升至|提高至)+$/, '')
    if (figure.dimension !== 'percent' || !/^[\p{Script=Han}]{2,7}率$/u.test(name)) return []
    // Another year or another round is another rate.
    const { from } = sentenceAround(passage.text, figure.start)
    return /20(?:0\d|1\d)年/.test(passage.text.slice(from, figure.start))
      ? []
      : [toldFigure(name, name, passage, figure)]
  })

const GREEN = /(新建矿山|生产矿山|现有矿山(?:企业)?)[^。；]{0,24}?达到(国家|省|市|县)级绿色矿山/g

/** "新建矿山达到县级绿色矿山标准" here, "市级" there. */
const greenLevels = (plan: Plan): Told[] =>
  findIn(plan, GREEN).map(({ passage, match }): Told => {
    const name = `${match[1]!.replace(/现有矿山(?:企业)?/, '生产矿山')}的绿色矿山级别`
    const value = `${match[2]}级`
    return {
      key: name,
      name,
      value,
      shown: value,
      quote: quote(passage.span, match.index, match.index + match[0].length + 4),
    }
  })

const seasons = (plan: Plan): Told[] =>
  findIn(plan, SEASON).flatMap(({ passage, match }): Told[] => {
    const from = Math.max(0, match.index - 12)
    const to = Math.min(passage.text.length, match.index + match[0].length + 16)
    const of = OF.exec(passage.text.slice(from, to))?.[0]
    const value = match.slice(1, 5).map(Number).join('.')
    return of ? [{ key: of, name: of, value, shown: value, quote: quote(passage.span, from, to) }] : []
  })

/** What makes another thing of a counted zone: those inside it, one by one, the rights in it. */
const OTHER_COUNT = /每|各|单个|一个$|内|外|以上|采矿权|探矿权|主体|项目/

/** Blocks and zones counted, and their area, by the level that sets them. */
const areas = (plan: Plan): Told[] =>
  passagesOf(plan).flatMap((passage) => {
    if (passage.present || districtOf(passage, plan.region?.name ?? null) !== null) return []
    const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
    return passage.figures.flatMap((figure, i): Told[] => {
      if (parts.has(figure) || figure.bound || figure.value === 0) return []
      const words = figure.label + figure.noun
      const level = /上级|国家|省级|市级|自治区级|本级|县级|自行/.exec(words)?.[0] ?? ''
      if (figure.dimension === 'count') {
        const kind = areaKindIn(figure.noun) ?? areaKindIn(figure.label)
        if (!kind || OTHER_COUNT.test(words)) return []
        return [{ ...toldFigure(`${kind} ${level}`, `${areaNames[kind]}数量`, passage, figure), slack: 0 }]
      }
      // The area right behind the number of zones is theirs.
      const count = passage.figures[i - 1]
      if (figure.dimension !== 'area' || !/^(?:总|勘查|合计)*面积(?:为|约|共|合计)*$/.test(figure.label)) return []
      const { from } = sentenceAround(passage.text, figure.start)
      if (count?.dimension !== 'count' || count.start < from) return []
      const before = passage.text.slice(from, figure.start)
      const kind = areaKindIn(count.noun) ?? areaKindIn(count.label)
      if (!kind || /其中/.test(before.slice(before.lastIndexOf('，', before.length - 2)))) return []
      const told = toldFigure(`${kind} area ${count.value} ${level}`, `${areaNames[kind]}面积`, passage, figure)
      return [{ ...told, quote: quote(passage.span, count.labelStart, figure.nounEnd) }]
    })
  })

const GROUPS = /(\d+|[一二两三四五六七八九十]{1,2})\s*[种类]((?:战略性|优势|关键)(?:矿产|矿种))/g

/** "8种战略性矿产" here, "9种战略性矿产" there. */
const groups = (plan: Plan): Told[] =>
  findIn(plan, GROUPS).map(({ passage, match }): Told => {
    const name = match[2]!.replace(/矿种$/, '矿产')
    const value = parseNumeral(match[1]!)
    return { key: name, name: `${name}种数`, value, shown: `${value}`, quote: quoteMatch(passage.span, match), passage }
  })

const PRODUCT = /(?<!采)矿业(?:经济|年|总|工业)*产值(?:为|达|约)*$/

/** The product of the base year, perhaps in two units: 2.36亿元 here, 23581.7万元 there. */
const products = (plan: Plan): Told[] =>
  saidIn(plan, 'present').flatMap(({ passage, figure }): Told[] =>
    figure.dimension === 'money' && PRODUCT.test(figure.label) && !/规模以上/.test(figure.label)
      ? [toldFigure('product', '矿业产值', passage, figure)]
      : [],
  )

/** "其中萤石矿山控制在6个以内": the cap on the mines of one mineral. */
const caps = (plan: Plan): Told[] =>
  mineralCapsOf(plan).map(({ mineral, value, quote }): Told => {
    return { key: normalMineral(mineral), name: `${mineral}矿山数上限`, value, shown: `${value}`, quote }
  })

export const repeat: Check = {
  name: 'repeat',
  title: { zh: '前后重复的数量与规定', en: 'What is told twice' },
  run: (plan) => [
    ...toldTwice(seasons(plan)),
    ...toldTwice(quantities(plan), 'doubtful'),
    ...toldTwice(rates(plan)),
    ...toldTwice(greenLevels(plan)),
    ...toldTwice(areas(plan), 'doubtful'),
    ...toldTwice(groups(plan)),
    ...toldTwice(products(plan)),
    ...toldTwice(caps(plan)),
  ],
}
