/** Shares of all mines: by mineral, by size, green ones, in per cent and in words; of the base year and as aimed at. */
import { mineralsIn } from '#mineral/mineral.ts'
import { type Mines, minesOf } from '#plan/fact/mines.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch } from '#plan/quote.ts'
import { type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, sentenceAround } from '#plan/text/passage.ts'
import { type Finding, judged } from './finding.ts'
import { isAim, type Ratio } from './ratio.ts'

const ofAllMines = (
  { total, passage }: Mines,
  count: number,
  words: string,
  from: number,
  quotes: Ratio['quotes'] = [],
): Ratio => ({
  exact: (count / total.value) * 100,
  words: `${words}/${tidy(total.value)}`,
  from,
  quotes: [...quotes, quote(passage.span, total.labelStart, total.end)],
})

const OF_ALL =
  /^(?:其中)?(.+?)(?:矿山|采矿权)(?:数量?)?占(?:到|了)?(?:全[县市区旗州])?(?:全部)?(?:矿山|采矿权)(?:企业)?(?:总数|总量|数量|个数)的?(?:比例|比重)?(?:约|为|达到?)*$/

/** "灰岩矿山占全县矿山总数的39%": the mines of that mineral over all mines of the base year. */
export const mineralShare = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  const name = OF_ALL.exec(figure.label)?.[1]
  if (!name || figure.bound || !passage.present) return null
  const [mention, ...more] = mineralsIn(name)
  if (!mention || more.length > 0 || mention.start > 0 || mention.end < name.length) return null
  const mines = minesOf(plan)
  const own = mines?.byMineral.filter((each) => each.mineral === mention.name) ?? []
  if (!mines || own.length !== 1) return null
  return ofAllMines(mines, own[0]!.value, tidy(own[0]!.value), figure.labelStart, [own[0]!.quote])
}

const IN_WORDS =
  /(大中型|大型|中型|小型)(?:及以[上下])?矿山(?:企业)?(?:数量)?占(?:比|(?:全[县市区旗州])?矿山(?:总数|数量|总量)的?(?:比例|比重)?)?(超过|高于|大于|不足|不到|低于|未达到)?(一半|半数|三分之一|三分之二|四分之一|四分之三)/g

const FRACTIONS: Readonly<Record<string, number>> = {
  一半: 1 / 2,
  半数: 1 / 2,
  三分之一: 1 / 3,
  三分之二: 2 / 3,
  四分之一: 1 / 4,
  四分之三: 3 / 4,
}

/** "小型矿山占比超过一半" against the mines of the base year by size. Without 超过 or 不足 the word is too loose to judge. */
export const sharesInWords = (passage: Passage, plan: Plan): Finding[] => {
  if (!passage.present) return []
  return [...passage.text.matchAll(IN_WORDS)].flatMap((match): Finding | [] => {
    const mines = minesOf(plan)
    if (!mines?.sizes || !match[2] || /及以/.test(match[0])) return []
    const { large, medium, small, quotes } = mines.sizes
    const count = { 大中型: large + medium, 大型: large, 中型: medium, 小型: small }[match[1]!]!
    const exact = count / mines.total.value
    const limit = FRACTIONS[match[3]!]!
    const holds = /超过|高于|大于/.test(match[2]) ? exact > limit : exact < limit
    return judged(holds, {
      quotes: [
        quoteMatch(passage.span, match),
        ...quotes,
        quote(mines.passage.span, mines.total.labelStart, mines.total.end),
      ],
      computed: `${count}/${tidy(mines.total.value)} = ${tidy(exact * 100, 2)}%`,
      right: { zh: '占比的说法与矿山数相符', en: 'The share in words follows from the numbers of mines' },
      wrong: { zh: '占比的说法与矿山数不符', en: 'The share in words does not follow from the numbers of mines' },
      remedy: { zh: '核对矿山规模构成', en: 'Check the mines by size' },
    })
  })
}

/** "大中型矿山占比45.5%": the mines of that size over all mines of the base year. */
export const sizeShare = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  const words = /(大中型|中型及以上|大型|中型|小型)[^，。；]{0,8}?(?:占比|比例|比重|占)[^，。；]*$/.exec(figure.label)
  if (!words || isAim(figure) || !passage.present) return null
  const mines = minesOf(plan)
  if (!mines?.sizes) return null
  const { large, medium, small, quotes } = mines.sizes
  const count = { 大中型: large + medium, 中型及以上: large + medium, 大型: large, 中型: medium, 小型: small }[
    words[1]!
  ]!
  const sum = /大中型|及以上/.test(words[1]!) ? `(${large} + ${medium})` : `${count}`
  return ofAllMines(mines, count, sum, figure.labelStart, quotes)
}

/** "6家矿山通过评估，绿色矿山占比9%": green mines over all mines of the base year. */
export const greenShare = (figure: Figure, passage: Passage, plan: Plan): Ratio | null => {
  if (!/绿色矿山(?:数量)?(?:的)?(?:占比|比例|占)[^，。；]*$/.test(figure.label)) return null
  if (isAim(figure) || !passage.present) return null
  const { from } = sentenceAround(passage.text, figure.start)
  const counts = passage.figures.filter(
    (each) => each.dimension === 'count' && each.start >= from && each.end <= figure.start,
  )
  const [green] = counts.filter((each) => /绿色矿山/.test(each.label + each.noun))
  const mines = minesOf(plan)
  if (!green || counts.length !== 1 || !mines) return null
  return ofAllMines(mines, green.value, tidy(green.value), green.labelStart)
}

/** "建成绿色矿山14个，占矿山总数的35%" among the targets: over the number of mines the plan aims at. */
export const aimedShare = (figure: Figure, passage: Passage, plan: Plan): Finding[] | null => {
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
