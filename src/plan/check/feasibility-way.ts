/** The ways a plan names to its targets for mines: what is to be added, to close, to be drawn. */
import { cellNumber, isTotalRow } from '#plan/fact/cell.ts'
import { mineCap, miningBlocks } from '#plan/fact/mine-cap.ts'
import { minesOf } from '#plan/fact/mines.ts'
import { measureOf } from '#plan/fact/occurrence.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { passagesOf, quoteFigure, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { type Finding, judged } from './finding.ts'

/** "力争增加中型1家、大型1家", and the share of large and medium mines that is aimed at. */
export const additions = (plan: Plan): Finding[] => {
  const mines = minesOf(plan)
  const row = tablesOf(plan).indicators.find(
    (each) => measureOf(each) === 'share' && /大中型|中型及以上/.test(each.path.join('')) && each.value !== null,
  )
  if (!mines || !row || mineCap(plan)) return []
  const sizes = mines.sizes ? mines.sizes.large + mines.sizes.medium : sizesInTables(plan)
  const figures = passagesOf(plan)
    .filter((passage) => !passage.present)
    .flatMap((passage) =>
      passage.figures.flatMap((figure) =>
        figure.dimension === 'count' && /(?:增加|新增)?(?:大型|中型|大中型)(?:生产)?矿山(?:企业)?$/.test(figure.label)
          ? [{ passage, figure }]
          : [],
      ),
    )
  const first = figures[0]
  if (sizes === null || !first) return []
  const added = figures
    .filter(({ passage }) => passage === first.passage)
    .reduce((sum, { figure }) => sum + figure.value, 0)
  const share = ((sizes + added) / (mines.total.value + added)) * 100
  const holds = share >= row.value! - 1e-9
  return [
    judged(holds, {
      quotes: [
        ...figures.map(({ passage, figure }) => quoteFigure(passage, figure)),
        quote(row.name),
        quote(row.valueSpan),
      ],
      computed: `(${sizes} + ${added})/(${tidy(mines.total.value)} + ${added}) = ${tidy(share, 1)}% ${holds ? '≥' : '<'} ${tidy(row.value!)}%`,
      right: { zh: '增加的大中型矿山足以达到比例目标', en: 'The mines to be added suffice for the share' },
      wrong: {
        zh: '增加的大中型矿山达不到比例目标，还须关闭或升级小型矿山',
        en: 'The mines to be added do not suffice for the share unless small ones close or grow',
      },
      remedy: { zh: '说明达到比例的途径', en: 'Say how the share is to be reached' },
      otherwise: 'doubtful',
    }),
  ]
}

/** Large and medium mines from a table that divides mines by size. */
const sizesInTables = (plan: Plan): number | null => {
  for (const table of plan.tables) {
    const at = table.columns.flatMap((heading, i) => (/(?:^|·)(?:大|中)型?$/.test(heading) ? [i] : []))
    if (at.length !== 2 || !/矿山|采矿权/.test(table.title + table.columns.join()) || /最低|标准/.test(table.title))
      continue
    return table.cells.reduce(
      (sum, cells, row) =>
        sum + (isTotalRow(table, row) ? 0 : at.reduce((all, column) => all + (cellNumber(cells[column]!) ?? 0), 0)),
      0,
    )
  }
  return null
}

/** Fewer mines are wanted in words, while blocks for new ones are drawn. */
export const fewer = (plan: Plan): Finding[] => {
  const blocks = miningBlocks(plan)
  if (!blocks || blocks.count === 0 || mineCap(plan)) return []
  const words = passagesOf(plan).flatMap((passage) => {
    const match = passage.present
      ? null
      : /(?:减少|压减|压缩)(?:矿山)?(?:企业|矿山)(?:个数|数量|家数|总数)/.exec(passage.text)
    return match ? [quote(passage.span, match.index - 4, match.index + match[0].length + 8)] : []
  })
  if (words.length === 0) return []
  return [
    {
      verdict: 'doubtful',
      quotes: [...words, ...blocks.quotes],
      computed: `减少数量 ↔ 新划区块${blocks.count}个`,
      message: {
        zh: '要求减少矿山数量，又新划开采规划区块',
        en: 'Fewer mines are wanted, and blocks for new ones drawn',
      },
      remedy: { zh: '说明关闭与新设如何平衡', en: 'Say how closing and opening balance' },
    },
  ]
}

/** "减少采矿权14个": what is to close, what there is and what is drawn against the cap. */
export const departures = (plan: Plan): Finding[] => {
  const cap = mineCap(plan)
  const mines = minesOf(plan)
  const blocks = miningBlocks(plan)
  if (!cap || !mines || !blocks) return []
  return saidIn(plan, 'ahead').flatMap(({ passage, figure }): Finding | [] => {
    if (figure.dimension !== 'count' || !/(?:减少|压减|关闭|退出|注销)(?:矿山|采矿权)(?:企业)?$/.test(figure.label))
      return []
    const sum = mines.total.value - figure.value + blocks.count
    const holds = sum <= cap.value
    return judged(holds, {
      quotes: [
        quote(passage.span, figure.labelStart, sentenceAround(passage.text, figure.start).to),
        ...blocks.quotes,
        ...cap.quotes,
      ],
      computed: `${tidy(mines.total.value)} - ${tidy(figure.value)} + ${blocks.count} = ${tidy(sum)} ${holds ? '≤' : '>'} ${tidy(cap.value)}`,
      right: { zh: '关闭与新设相抵后不超过上限', en: 'Less those that close, the cap is kept' },
      wrong: { zh: '关闭与新设相抵后仍超过上限', en: 'Even less those that close, the cap is exceeded' },
      remedy: { zh: '调整关闭数、区块数或上限', en: 'Change one of the three' },
      otherwise: 'doubtful',
    })
  })
}
