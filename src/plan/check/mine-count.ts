/** Numbers of mines wherever they are told: text against text, text against table, and what the caps leave room for. */

import { mineralsIn } from '#mineral/mineral.ts'
import { mineralsOf } from '#plan/fact/cell.ts'
import { existingOf, mineralCountsOf } from '#plan/fact/mine-cap.ts'
import { countQuotes, minesOf } from '#plan/fact/mines.ts'
import { covers } from '#plan/fact/tables.ts'
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { tidy } from '#plan/text/figure.ts'
import { passagesOf, quoteFigure, saidIn, sentenceAround } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const baseYear = (plan: Plan): number => plan.period.base ?? (plan.period.from ? plan.period.from - 1 : 2020)

const inTables = (plan: Plan): Finding[] =>
  mineralCountsOf(plan)
    .filter((count) => count.year <= baseYear(plan))
    .flatMap((count): Finding | [] => {
      const existing = existingOf(plan, count.mineral)
      if (!existing) return []
      const holds = existing.value === count.value
      return judged(holds, {
        quotes: [...countQuotes(existing.parts), quote(count.name), quote(count.cell)],
        computed: `${existing.parts.map((part) => part.value).join(' + ') || '0'}${existing.parts.length > 1 ? ` = ${existing.value}` : ''} ${holds ? '=' : '≠'} ${count.tableId} ${count.value}`,
        right: {
          zh: `${count.mineral}${count.year}年矿山数正文与${count.tableId}一致`,
          en: 'The mines of the base year agree',
        },
        wrong: {
          zh: `${count.mineral}${count.year}年矿山数正文为${existing.value}，${count.tableId}为${count.value}`,
          en: `The text counts ${existing.value} mines, the table ${count.value}`,
        },
        remedy: { zh: '统一数字或写明口径（如仅计在产）', en: 'Make them agree or say what is counted' },
      })
    })

/** "控制在14个以内" for one mineral against its cell of the target year. */
const capsInTables = (plan: Plan): Finding[] => {
  const target = mineralCountsOf(plan).filter((count) => count.year > baseYear(plan))
  if (target.length === 0) return []
  return saidIn(plan, 'ahead').flatMap(({ passage, figure }): Finding | [] => {
    if (figure.dimension !== 'count' || figure.bound !== 'at-most' || !/矿山/.test(figure.label)) return []
    const [name] = mineralsOf(figure.label.replace(/^其中/, '').replace(/(?:新建)?矿山.*$/, ''))
    const row = name && target.find((count) => covers(count.mineral, name))
    if (!row) return []
    const holds = row.value === figure.value
    return judged(holds, {
      quotes: [quoteFigure(passage, figure), quote(row.name), quote(row.cell)],
      computed: `${figure.text} ${holds ? '=' : '≠'} ${row.tableId} ${row.value}`,
      right: { zh: `${row.mineral}矿山数上限正文与${row.tableId}一致`, en: 'The cap agrees with the table' },
      wrong: {
        zh: `${row.mineral}矿山数上限正文为${figure.text}，${row.tableId}为${row.value}`,
        en: 'The cap differs from the table',
      },
      remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
    })
  })
}

const ENDS_AT_BASE = /(?:减|降|增|升|调整?)[^，。；]{0,4}[至到为](?:\s*20\d\d年(?:底)?的?)?$/

/** Totals of existing mines told in several places. */
const inText = (plan: Plan): Finding[] => {
  const mines = minesOf(plan)
  if (!mines) return []
  return saidIn(plan, 'present').flatMap(({ passage, figure }): Finding | [] => {
    if (
      figure.dimension !== 'count' ||
      !ENDS_AT_BASE.test(passage.text.slice(Math.max(0, figure.start - 14), figure.start))
    )
      return []
    const from = Math.max(0, passage.text.lastIndexOf('，', figure.start) + 1)
    if (
      !/矿山|采矿权/.test(passage.text.slice(from, figure.nounEnd)) ||
      /新|关闭|绿色/.test(passage.text.slice(from, figure.start))
    )
      return []
    const words = passage.text.slice(from, figure.start)
    const size = /(大中型|大型|中型|小型)[^，。；]{0,4}(?:矿山|采矿权)/.exec(words)?.[1]
    const sizes = mines.sizes
    if (size && !sizes) return []
    const total =
      size && sizes
        ? { 大中型: sizes.large + sizes.medium, 大型: sizes.large, 中型: sizes.medium, 小型: sizes.small }[size]!
        : mines.total.value
    // Mines of one mineral are another number.
    if (mineralsIn(words).length > 0) return []
    const holds = figure.value === total
    return judged(holds, {
      quotes: [
        quote(passage.span, from, figure.nounEnd),
        ...(size && sizes ? sizes.quotes : []),
        quote(mines.passage.span, mines.total.labelStart, mines.total.nounEnd),
      ],
      computed: `${figure.text} ${holds ? '=' : '≠'} ${total}`,
      right: { zh: '矿山数前后一致', en: 'The number of mines is told twice, the same' },
      wrong: { zh: '矿山数前后不一致', en: 'The number of mines is told twice, differently' },
      remedy: { zh: '统一矿山数', en: 'Give one number' },
    })
  })
}

/** "按照减量化要求，采矿权总数控制在40个以内": a cap that is to reduce must lie below what there is. */
const reductions = (plan: Plan): Finding[] => {
  const mines = minesOf(plan)
  if (!mines) return []
  return saidIn(plan, 'ahead').flatMap(({ passage, figure }): Finding | [] => {
    if (figure.dimension !== 'count' || figure.bound !== 'at-most') return []
    if (!/(?:矿山|采矿权)(?:总)?(?:数|数量)/.test(figure.label) || mineralsIn(figure.label).length > 0) return []
    const { from } = sentenceAround(passage.text, figure.start)
    const word = /减量化|压减|逐步减少|只减不增|减少矿山|减少采矿权|总量减少/.exec(passage.text.slice(from, figure.end))
    if (!word) return []
    const holds = figure.value < mines.total.value
    return judged(holds, {
      quotes: [
        quote(passage.span, from, figure.nounEnd),
        quote(mines.passage.span, mines.total.labelStart, mines.total.end),
      ],
      computed: `${figure.text} ${holds ? '<' : '≥'} ${mines.total.text}`,
      right: { zh: `上限低于现有数量，与“${word[0]}”一致`, en: 'The cap lies below what there is, as it says' },
      wrong: { zh: `上限不低于现有数量，与“${word[0]}”矛盾`, en: 'The cap does not reduce what there is' },
      remedy: { zh: '核对上限与现有数量', en: 'Check the cap and the present number' },
    })
  })
}

/** "7家矿山企业已全部治理，13家部分治理": mines of the present, added up, are no more than there are. */
const beyondTotal = (plan: Plan): Finding[] => {
  const mines = minesOf(plan)
  if (!mines) return []
  return passagesOf(plan).flatMap((passage): Finding | [] => {
    if (!passage.present || /历史遗留|废弃|关闭|闭坑|上一?轮/.test(passage.headings.at(-1) ?? '')) return []
    const figures = passage.figures.filter(
      (figure) =>
        figure.dimension === 'count' &&
        /^(?:矿山企业|生产矿山|持证矿山|在产矿山|矿山)(?!地质|环境|生态)/.test(figure.noun) &&
        !/历史|遗留|废弃|关闭|整合前|\d{4}年/.test(figure.label),
    )
    const sum = figures.reduce((all, figure) => all + figure.value, 0)
    if (figures.length < 2 || passage === mines.passage || sum <= mines.total.value) return []
    return {
      verdict: 'doubtful',
      quotes: [
        quote(passage.span, figures[0]!.labelStart, figures.at(-1)!.nounEnd),
        quote(mines.passage.span, mines.total.labelStart, mines.total.nounEnd),
      ],
      computed: `${figures.map((figure) => tidy(figure.value)).join(' + ')} = ${tidy(sum)} > ${tidy(mines.total.value)}`,
      message: { zh: '所述矿山家数之和多于现有矿山总数', en: 'More mines are spoken of than there are' },
      remedy: { zh: '写明口径（是否含已关闭矿山）', en: 'Say which mines are counted' },
    }
  })
}

export const mineCount: Check = {
  name: 'mine-count',
  title: { zh: '矿山数与产值', en: 'Mines and product' },
  run: (plan) => [...inText(plan), ...inTables(plan), ...capsInTables(plan), ...reductions(plan), ...beyondTotal(plan)],
}
