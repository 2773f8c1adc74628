/** Wholes and their parts in the running text: what is added up must come out. */

import { quote, quoteMatch } from '#plan/quote.ts'
import { addable, baseValue, type Figure, tidy, tolerance } from '#plan/text/figure.ts'
import type { Partition } from '#plan/text/partition.ts'
import { type Passage, partitionsOf, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const judge = (passage: Passage, partition: Partition): Finding[] => {
  const { whole, parts } = partition
  const inUnit = (figure: Figure): number => baseValue(figure) / whole.factor
  const sum = parts.reduce((total, part) => total + inUnit(part), 0)
  const agrees = Math.abs(sum - whole.value) < 1e-9 * Math.max(1, whole.value)
  // Parts rounded each by itself may miss their sum by as much as this; it is said, not forgiven.
  const slack = [whole, ...parts].reduce(
    (total, part) => total + (part.decimals > 0 ? tolerance(part) / whole.factor : 0),
    0,
  )
  const rounding = !agrees && parts.length > 2 && Math.abs(sum - whole.value) <= slack + 1e-9
  const computed = `${parts.map((part) => tidy(inUnit(part))).join(' + ')} = ${tidy(sum)}${agrees ? '' : ` ≠ ${tidy(whole.value)}`}`
  const quotes = [quote(passage.span, partition.from, partition.to)]
  if (agrees && parts.length > 1)
    return [
      {
        verdict: 'holds',
        quotes,
        computed,
        message: { zh: `各分项之和等于${whole.text}`, en: `The parts add up to ${whole.text}` },
      },
    ]
  const close = parts.length > 1 && Math.abs(sum - whole.value) <= 0.05 * whole.value
  if ((partition.complete === 'open' && !close) || parts.length === 1) {
    const beyond = parts.filter((part) => inUnit(part) > whole.value + 1e-9)
    return [
      judged(beyond.length === 0, {
        quotes,
        computed:
          beyond.length > 0
            ? beyond.map((part) => `${part.text} > ${whole.text}`).join('；')
            : parts.map((part) => `${part.text} ≤ ${whole.text}`).join('；'),
        right: { zh: '其中之数不超过总数', en: 'No part exceeds the whole' },
        wrong: { zh: '其中之数大于总数', en: 'A part is larger than the whole' },
      }),
    ]
  }
  const missing =
    sum < whole.value &&
    (partition.complete === 'minerals' ||
      partition.complete === 'open' ||
      (partition.complete === 'likely' && sum < 0.7 * whole.value))
  return [
    {
      verdict: missing ? 'doubtful' : 'fails',
      quotes,
      computed,
      message: missing
        ? {
            zh: `分项之和远小于总数${whole.text}，可能只列出了一部分`,
            en: `The parts fall far short of ${whole.text}; perhaps only some are listed`,
          }
        : {
            zh: `分项之和与总数${whole.text}不符，相差${tidy(Math.abs(sum - whole.value))}${rounding ? '（可能由四舍五入造成）' : ''}`,
            en: `The parts do not add up to ${whole.text}; they differ by ${tidy(Math.abs(sum - whole.value))}`,
          },
      remedy: {
        zh: '核对总数与各分项，改正其中有误的数字',
        en: 'Check the whole and its parts and correct the figure that is wrong',
      },
    },
  ]
}

const REMAINDER =
  /(?:总数|总计|共计?有?|合计)[^，。；]{0,6}?(\d+)\s*([个家座处种项])[^，。；]*[，,]除(?:了)?\s*(\d+)\s*\2[^，。；]*?外[，,]?其[余他它](?:皆|均|全部?|都)?为?[^，。；]*/g

/** "总数97处，除28处中型外，其余皆为小型": the remainder must not be negative. */
const remainders = (passage: Passage): Finding[] =>
  [...passage.text.matchAll(REMAINDER)].map((match) => {
    const whole = Number(match[1])
    const part = Number(match[3])
    const holds = part <= whole
    return judged(holds, {
      quotes: [quoteMatch(passage.span, match)],
      computed: `${whole} - ${part} = ${whole - part}`,
      right: { zh: `其余为${whole - part}${match[2]}`, en: `The rest is ${whole - part}` },
      wrong: { zh: '除外之数大于总数', en: 'What is taken out exceeds the whole' },
    })
  })

const TRAILING = /(?:^|[，,])(?:共计?|合计|总计|共有)$/

const added = (passage: Passage, whole: Figure, parts: readonly Figure[]): Finding => {
  const total = parts.reduce((all, part) => all + baseValue(part), 0) / whole.factor
  const holds = Math.abs(total - whole.value) < 1e-9 * Math.max(1, whole.value)
  const all = [whole, ...parts]
  return judged(holds, {
    quotes: [
      quote(
        passage.span,
        Math.min(...all.map((each) => each.labelStart)),
        Math.max(...all.map((each) => each.nounEnd)),
      ),
    ],
    computed: `${parts.map((part) => tidy((part.value * part.factor) / whole.factor)).join(' + ')} = ${tidy(total)}${holds ? '' : ` ≠ ${tidy(whole.value)}`}`,
    right: { zh: `各分项之和等于${whole.text}`, en: `The parts add up to ${whole.text}` },
    wrong: { zh: `分项之和与总数${whole.text}不符`, en: `The parts do not add up to ${whole.text}` },
    remedy: { zh: '核对总数与各分项', en: 'Check the whole and its parts' },
  })
}

/** "省级区块4个、市级区块3个，共7个": the whole stands behind its parts. */
const trailing = (passage: Passage): Finding[] =>
  passage.figures.flatMap((whole, at): Finding[] => {
    if (!TRAILING.test(passage.text.slice(Math.max(0, whole.start - 4), whole.start))) return []
    const parts: Figure[] = []
    for (let i = at - 1; i >= 0; i--) {
      const part = passage.figures[i]!
      if (!addable(part, whole)) break
      parts.unshift(part)
      // Parts stand side by side; what came before a comma is another matter.
      if (!/[、和及]$/.test(passage.text.slice(0, part.labelStart))) break
    }
    return parts.length < 2 ? [] : [added(passage, whole, parts)]
  })

/** "共59个，面积7公顷；已治理38个，面积5公顷；尚未治理21个，面积2公顷": done and undone make the whole, and so do their areas. */
const complements = (passage: Passage): Finding[] => {
  const { figures } = passage
  return figures.flatMap((undone, at): Finding[] => {
    const verb = /未([\p{Script=Han}]{2,4})$/u.exec(undone.label)?.[1]
    if (!verb) return []
    const doneAt = figures
      .slice(0, at)
      .findLastIndex((each) => addable(each, undone) && new RegExp(`已${verb}$`).test(each.label))
    const done = figures[doneAt]
    const wholeAt = figures
      .slice(0, Math.max(0, doneAt))
      .findIndex((each) => addable(each, undone) && /共有|总|全[县市区旗省]/.test(each.label))
    const whole = figures[wholeAt]
    if (!done || !whole) return []
    const besides = [wholeAt, doneAt, at].map((i) => figures[i + 1])
    const [a, b, c] = besides
    const areas =
      a && b && c && addable(a, b) && addable(a, c) && a !== done && besides.every((each) => /面积$/.test(each!.label))
        ? [added(passage, a, [b, c])]
        : []
    const known = partitionsOf(passage).some((each) => each.parts.includes(done) && each.parts.includes(undone))
    return [...(known ? [] : [added(passage, whole, [done, undone])]), ...areas]
  })
}

const LEFT = /^(?:剩余|尚余|尚有|还剩|其余|待治理|未治理|未修复|余下|剩下)/
const DONE = /(?:已|完成|累计)[^未应剩]{0,8}(?:治理|修复|恢复|复垦|整治)/

/** "共有图斑面积A，完成修复B，剩余C": what was due, less what was done, is what is left. */
const leftOver = (passage: Passage): Finding[] =>
  passage.figures.flatMap((left, at): Finding[] => {
    if (!LEFT.test(left.label) || left.bound) return []
    const before = passage.figures.slice(0, at).filter((each) => addable(each, left) && !each.bound)
    const done = before.findLast((each) => DONE.test(each.label))
    const near = done && before.slice(0, before.indexOf(done)).at(-1)
    const parts = partitionsOf(passage).flatMap((each) => each.parts)
    // After the sentence that divides the whole, what is done is done of the whole again.
    const divided = near && /[。；]/.test(passage.text.slice(near.end, done.labelStart))
    const whole = divided
      ? (partitionsOf(passage).find((each) => each.parts.at(-1) === near && each.complete !== 'open')?.whole ?? near)
      : near
    if (!done || !whole || whole.value < done.value || [left, done, whole].some((each) => parts.includes(each)))
      return []
    return [added(passage, whole, [done, left])]
  })

export const sum: Check = {
  name: 'sum',
  title: { zh: '文中总数与分项', en: 'Wholes and parts in the text' },
  run: (plan) =>
    passagesOf(plan).flatMap((passage) => [
      ...partitionsOf(passage).flatMap((partition) => judge(passage, partition)),
      ...remainders(passage),
      ...trailing(passage),
      ...complements(passage),
      ...leftOver(passage),
    ]),
}
