/** Shares of all mines that name no count of their own: by mineral in per cent, by size in words. */
import { mineralsIn } from '#mineral/mineral.ts'
import { minesOf } from '#plan/fact/mines.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, quoteMatch } from '#plan/quote.ts'
import { type Figure, tidy } from '#plan/text/figure.ts'
import type { Passage } from '#plan/text/passage.ts'
import { type Finding, judged } from './finding.ts'
import type { Ratio } from './ratio.ts'

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
  return {
    exact: (own[0]!.value / mines.total.value) * 100,
    words: `${tidy(own[0]!.value)}/${tidy(mines.total.value)}`,
    from: figure.labelStart,
    quotes: [own[0]!.quote, quote(mines.passage.span, mines.total.labelStart, mines.total.end)],
  }
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
  return [...passage.text.matchAll(IN_WORDS)].flatMap((match): Finding[] => {
    const mines = minesOf(plan)
    if (!mines?.sizes || !match[2] || /及以/.test(match[0])) return []
    const { large, medium, small, quotes } = mines.sizes
    const count = { 大中型: large + medium, 大型: large, 中型: medium, 小型: small }[match[1]!]!
    const exact = count / mines.total.value
    const limit = FRACTIONS[match[3]!]!
    const holds = /超过|高于|大于/.test(match[2]) ? exact > limit : exact < limit
    return [
      judged(holds, {
        quotes: [
          quoteMatch(passage.span, match),
          ...quotes,
          quote(mines.passage.span, mines.total.labelStart, mines.total.end),
        ],
        computed: `${count}/${tidy(mines.total.value)} = ${tidy(exact * 100, 2)}%`,
        right: { zh: '占比的说法与矿山数相符', en: 'The share in words follows from the numbers of mines' },
        wrong: { zh: '占比的说法与矿山数不符', en: 'The share in words does not follow from the numbers of mines' },
        remedy: { zh: '核对矿山规模构成', en: 'Check the mines by size' },
      }),
    ]
  })
}
