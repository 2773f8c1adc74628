/** What is told twice: seasons of ban, quantities under one name, the level of green mines to be reached. */

import { knownMineral } from '#mineral/mineral.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import { areaKindIn } from '#plan/fact/zone-kind.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { baseValue, type Figure, tolerance } from '#plan/text/figure.ts'
import {
  districtOf,
  findIn,
  type Passage,
  partitionsOf,
  passagesOf,
  saidIn,
  sentenceAround,
} from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const SEASON =
  /(?:每年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:至|到|[-—–~～])\s*(?:次年)?(\d{1,2})\s*月\s*(\d{1,2})\s*日/g
/** What the season is of: 禁采期, 禁渔期, 汛期 … close by on either side. */
const OF = /(?:禁采|禁渔|禁伐|封山|防火|汛|枯水|停采)期/

type Season = { readonly of: string; readonly days: string; readonly quote: Quote }

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
const quantities = (plan: Plan): Finding[] => {
  const first = new Map<string, { readonly passage: Passage; readonly figure: Figure }>()
  return saidIn(plan).flatMap(({ passage, figure }): Finding[] => {
    const name = nameOf(figure)
    if (
      name.length < LONG_NAME ||
      figure.dimension === 'years' ||
      figure.dimension === 'length' ||
      /新增|第/.test(name) ||
      // A mineral alone says not what is counted of it.
      knownMineral(name) ||
      (figure.dimension === 'area' && passage.present)
    )
      return []
    const key = `${name} ${figure.noun} ${figure.dimension} ${figure.per ?? ''} ${passage.present} ${figure.bound ?? ''}`
    const before = first.get(key)
    if (!before) {
      first.set(key, { passage, figure })
      return []
    }
    if (before.passage === passage) return []
    const holds =
      Math.abs(baseValue(before.figure) - baseValue(figure)) <=
      Math.max(tolerance(before.figure), tolerance(figure)) * (before.figure.unit === figure.unit ? 1e-6 : 1) + 1e-9
    return [
      judged(holds, {
        quotes: [before, { passage, figure }].map((each) =>
          quote(each.passage.span, each.figure.labelStart, each.figure.nounEnd),
        ),
        computed: `${before.figure.text} ${holds ? '=' : '≠'} ${figure.text}`,
        right: { zh: `“${name}”两处一致`, en: 'Told twice, the same' },
        wrong: { zh: `“${name}”两处不一，须核对口径`, en: 'Told twice, differently; check what each covers' },
        remedy: { zh: '统一数值或写明口径', en: 'Give one value or say what each covers' },
        otherwise: 'doubtful',
      }),
    ]
  })
}

/** A rate of the base year told twice: 治理率 here and there. */
const rates = (plan: Plan): Finding[] => {
  const first = new Map<string, { readonly passage: Passage; readonly figure: Figure }>()
  return saidIn(plan, 'present').flatMap(({ passage, figure }): Finding[] => {
    const name = nameOf(figure).replace(/(?:约|已|提高到|提升到|提升至|提高至)+$/, '')
    if (figure.dimension !== 'percent' || !/^[\p{Script=Han}]{2,7}率$/u.test(name)) return []
    // Another year or another round is another rate.
    const { from } = sentenceAround(passage.text, figure.start)
    if (/20(?:0\d|1\d)年/.test(passage.text.slice(from, figure.start))) return []
    const before = first.get(name)
    if (!before) {
      first.set(name, { passage, figure })
      return []
    }
    if (before.passage === passage) return []
    const holds =
      Math.abs(before.figure.value - figure.value) <= Math.max(tolerance(before.figure), tolerance(figure)) + 1e-9
    return [
      judged(holds, {
        quotes: [before, { passage, figure }].map((each) =>
          quote(each.passage.span, each.figure.labelStart, each.figure.nounEnd),
        ),
        computed: `${before.figure.text} ${holds ? '=' : '≠'} ${figure.text}`,
        right: { zh: `“${name}”两处一致`, en: 'The rate is told twice, the same' },
        wrong: { zh: `“${name}”两处不一致`, en: 'The rate is told twice, differently' },
        remedy: { zh: '统一数值或写明口径', en: 'Give one value or say what each covers' },
      }),
    ]
  })
}

/** "新建矿山达到县级绿色矿山标准" here, "市级" there. */
const greenLevels = (plan: Plan): Finding[] => {
  const told = findIn(plan, /(新建矿山|生产矿山|现有矿山(?:企业)?)[^。；]{0,24}?达到(国家|省|市|县)级绿色矿山/g).map(
    ({ passage, match }) => ({
      subject: match[1]!.replace(/现有矿山(?:企业)?/, '生产矿山'),
      level: match[2]!,
      quote: quote(passage.span, match.index, match.index + match[0].length + 4),
    }),
  )
  return told.flatMap((each, i): Finding[] => {
    const other = told.slice(0, i).find((before) => before.subject === each.subject)
    if (!other) return []
    const holds = other.level === each.level
    return [
      judged(holds, {
        quotes: [other.quote, each.quote],
        computed: `${other.level}级 ${holds ? '=' : '≠'} ${each.level}级`,
        right: { zh: `${each.subject}绿色矿山级别两处一致`, en: 'The level of green mines is told twice, the same' },
        wrong: { zh: `${each.subject}绿色矿山级别两处不一`, en: 'The level of green mines is told twice, differently' },
        remedy: { zh: '统一绿色矿山级别', en: 'Give one level' },
      }),
    ]
  })
}

const seasons = (plan: Plan): Finding[] => {
  const told = findIn(plan, SEASON).flatMap(({ passage, match }): Season[] => {
    const from = Math.max(0, match.index - 12)
    const to = Math.min(passage.text.length, match.index + match[0].length + 16)
    const of = OF.exec(passage.text.slice(from, to))
    return of
      ? [{ of: of[0], days: match.slice(1, 5).map(Number).join('.'), quote: quote(passage.span, from, to) }]
      : []
  })
  return told.flatMap((season, i): Finding[] => {
    const first = told.slice(0, i).find((each) => each.of === season.of)
    if (!first) return []
    const holds = first.days === season.days
    return [
      judged(holds, {
        quotes: [first.quote, season.quote],
        computed: `${first.days} ${holds ? '=' : '≠'} ${season.days}`,
        right: { zh: `${season.of}两处一致`, en: 'The season is told twice, the same' },
        wrong: { zh: `${season.of}两处不一`, en: 'The season is told twice, differently' },
        remedy: { zh: '统一时段', en: 'Give one season' },
      }),
    ]
  })
}

type Told = {
  readonly passage: Passage
  readonly figures: readonly Figure[]
  readonly value: number
  readonly key: string
}

/** Blocks and zones counted, and their area, passage by passage. */
const areasTold = (plan: Plan): readonly Told[] =>
  passagesOf(plan).flatMap((passage) => {
    if (passage.present || districtOf(passage, plan.region?.name ?? null) !== null) return []
    const parts = new Set(partitionsOf(passage).flatMap((partition) => partition.parts))
    return passage.figures.flatMap((figure, i): Told[] => {
      if (parts.has(figure) || figure.bound || figure.value === 0) return []
      const { from } = sentenceAround(passage.text, figure.start)
      const before = passage.text.slice(from, figure.start)
      const level = /上级|国家|省级|市级|自治区级|本级|县级|自行/.exec(figure.label + figure.noun)?.[0] ?? ''
      if (figure.dimension === 'count') {
        const kind = areaKindIn(figure.noun) ?? areaKindIn(figure.label)
        if (!kind || /每|各|单个|一个$|内|外|以上|采矿权|探矿权|主体|项目/.test(figure.label + figure.noun)) return []
        return [{ passage, figures: [figure], value: figure.value, key: `${kind} count ${level}` }]
      }
      // The area right behind the number of zones is theirs.
      const count = passage.figures[i - 1]
      if (figure.dimension !== 'area' || !/^(?:总|勘查|合计)*面积(?:为|约|共|合计)*$/.test(figure.label)) return []
      const kind =
        count && count.dimension === 'count' && count.start >= from
          ? (areaKindIn(count.noun) ?? areaKindIn(count.label))
          : null
      return kind && !/其中/.test(before.slice(before.lastIndexOf('，', before.length - 2)))
        ? [
            {
              passage,
              figures: [count!, figure],
              value: baseValue(figure),
              key: `${kind} area ${count!.value} ${level}`,
            },
          ]
        : []
    })
  })

const areas = (plan: Plan): Finding[] =>
  [...Map.groupBy(areasTold(plan), (each) => each.key).values()].flatMap((all) => {
    const [first, ...rest] = all
    return rest.flatMap((each): Finding[] => {
      if (each.passage === first!.passage) return []
      const last = each.figures.at(-1)!
      const holds = Math.abs(each.value - first!.value) <= (last.dimension === 'area' ? tolerance(last) : 1e-9)
      return [
        judged(holds, {
          quotes: [first!, each].map((told) =>
            quote(told.passage.span, told.figures[0]!.labelStart, told.figures.at(-1)!.nounEnd),
          ),
          computed: `${first!.figures.at(-1)!.text} ${holds ? '=' : '≠'} ${last.text}`,
          right: { zh: '分区数量、面积两处一致', en: 'Number and area of the zones are told twice, the same' },
          wrong: {
            zh: '分区数量、面积两处不一，须核对口径',
            en: 'Number or area of the zones are told twice, differently',
          },
          remedy: { zh: '统一数值或写明口径', en: 'Give one value or say what each covers' },
          otherwise: 'doubtful',
        }),
      ]
    })
  })

const GROUPS =
  /(\d+|[一二两三四五六七八九十]{1,2})\s*[种类]((?:战略性|优势|重要|主要|重点|关键|大宗|紧缺)(?:矿产|矿种))/g

/** "8种战略性矿产" here, "9种战略性矿产" there. */
const groups = (plan: Plan): Finding[] => {
  const told = findIn(plan, GROUPS).map(({ passage, match }) => ({
    of: match[2]!.replace(/矿种$/, '矿产'),
    value: parseNumeral(match[1]!),
    passage,
    quote: quoteMatch(passage.span, match),
  }))
  return told.flatMap((each, i): Finding[] => {
    const first = told.slice(0, i).find((other) => other.of === each.of && other.passage !== each.passage)
    if (!first || !/战略性|优势|关键/.test(each.of)) return []
    const holds = first.value === each.value
    return [
      judged(holds, {
        quotes: [first.quote, each.quote],
        computed: `${first.value} ${holds ? '=' : '≠'} ${each.value}`,
        right: { zh: `${each.of}种数两处一致`, en: 'They are counted twice, the same' },
        wrong: { zh: `${each.of}种数两处不一`, en: 'They are counted twice, differently' },
        remedy: { zh: '统一种数', en: 'Give one number' },
      }),
    ]
  })
}

export const repeat: Check = {
  name: 'repeat',
  title: { zh: '前后重复的数量与规定', en: 'What is told twice' },
  run: (plan) => [
    ...seasons(plan),
    ...quantities(plan),
    ...rates(plan),
    ...greenLevels(plan),
    ...areas(plan),
    ...groups(plan),
  ],
}
