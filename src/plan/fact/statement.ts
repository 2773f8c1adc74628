/** A number in a sentence with the words that say what it counts: the ground on which sentence facts are read. */
import type { Span } from '#document/document.ts'
import { cut } from '#document/span.ts'
import { type FoundQuantity, quantitiesIn } from '#mineral/quantity.ts'
import { parseUnit, type Unit } from '#mineral/unit.ts'
import type { Clause, Operator, Reading } from '#plan/plan.ts'
import { ownMinerals } from './own-mineral.ts'

export type Statement = {
  readonly clause: Clause
  readonly quantity: FoundQuantity
  readonly unit: Unit
  /** What is said between the last separator and the number, without verbs, dates and operator words. */
  readonly phrase: string
  /** From the phrase to the end of the quantity (with its operator), as it stands in the source. */
  readonly span: Span
  /** Minerals that only this plan names. */
  readonly own: readonly string[]
  /** Where the span begins in the clause's text. */
  readonly start: number
  readonly year: number | null
  /** Phrase or year are taken from the words around, not said of this number itself. */
  readonly guessed: boolean
  /** "减少", "增加" right before the number without 到: the number is a difference. */
  readonly change: string | null
  /** Said of the plan's end, not of what is. */
  readonly isTarget: boolean
  /** The statement before it in the same paragraph and what stands between the two ('。' where sentences part). */
  readonly previous: Statement | null
  readonly gap: string
}

const separators = '，。；：、（）(),;:——'
const leading =
  /^(?:其中|包括|包含|含|即|分别为|分别是|分为|分别|同时|并|且|使|则|另有|还有|仅有|仅|只有|共有|共计|合计|总计|共|现有|现辖|下辖|辖|实有|已有|累计|已(?!发)|区内|境内|县内|市内|县域内|全[县市区州旗省盟域]|[我本][县市区州]|涉及|涉|是|有(?![效责色机限])|和|及|与|以及|按[^，]{1,12}?(?:划分|统计|分为|分)[为有]?|规划期内|规划期间?|期间|先后|五年|主要|由|从|至|到|的|力争|争取|确保|实现|完成|提交|实施|开展|建成|累计投入)+/
const trailing =
  /(?:实现|完成|达到|达|总计|合计|共|为|是|约|有|计|控制(?:在|到|为|至)?|保持在|稳定在|提高(?:到|至)?|提升(?:到|至)?|增(?:加|长)(?:到|至)?|减少(?:到|至)?|减(?:到|至)|降(?:低)?(?:到|至)?|压减(?:到|至)?|不|应|须|要|力争|分别为?|则|已|仅|的|：|:|了|由|从)+$/
/** A region's name before what is said of it: "某县共有矿山…". */
const region =
  /^[一-龥]{2,10}?(?:自治县|县|市|区|旗)(?=(?:境内)?(?:共|现|已|累计|矿山|有效|有|生产矿山|实施|上表|持证|总人口|采矿))/
const dates =
  /(?:截[至止]|到|至|在)?(?:19|20)\d{2}\s*年?\s*(?:年?底|年?末|以来|期间)?|(?:19|20)\d{2}[-—–～~至](?:19|20)\d{2}\s*年?/g

const cleaned = (words: string): string => {
  let phrase = words.replace(/\s+/g, '').replace(dates, '')
  for (let before = ''; before !== phrase; ) {
    before = phrase
    phrase = phrase
      .replace(region, '')
      .replace(leading, '')
      .replace(trailing, '')
      .replace(/^[，、]+/, '')
  }
  return phrase
}

const changeWord = /(减少|增加|增长|下降|降低|上升|提高|压减|新增|净增)了?$/
/** "由20个减少至13个": the first number is what was. */
const fromWord = /(?:由|从)$/

/** Said of what is to be reached; a mere 不低于 is a requirement of each mine, not a target of the plan. */
const futureWord = /力争|目标|控制在|不突破|规划期(?:内|末)|争取|压减(?:到|至)/
const pastWord = /截[至止]|现状|已经|累计|上一?轮|三轮|以来|减少到|减少至|增加到/

const yearBefore = (text: string, at: number): number | null => {
  const years = [...text.slice(0, at).matchAll(/(?<!\d)((?:19|20)\d{2})(?=\s*年|年?[底末])/g)]
  const last = years.at(-1)
  return last ? Number(last[1]) : null
}

/** All statements of a plan's sentences, paragraph by paragraph. */
export const statementsOf = (plan: Reading): readonly Statement[] => {
  const { base, to } = plan.period
  const minerals = ownMinerals(plan)
  const all: Statement[] = []
  let paragraph: Span | null = null
  let previous: Statement | null = null
  let between = ''
  for (const clause of plan.clauses) {
    if (clause.paragraph !== paragraph) {
      paragraph = clause.paragraph
      previous = null
      between = ''
    }
    const { text } = clause.span
    let from = 0
    for (const quantity of /[\d０-９一二三四五六七八九十两百]/.test(text) ? quantitiesIn(text) : []) {
      const unit = parseUnit(quantity.unit)
      if (!unit || unit.dimension === 'time' || unit.dimension === 'length') continue
      let start = Math.min(quantity.opStart, quantity.start)
      const end = Math.max(quantity.opEnd, quantity.end)
      while (start > from && !separators.includes(text[start - 1]!)) start--
      // An opening bracket that closes before the number belongs to the phrase: 新发现（大中型）矿产地1处.
      const inner = text.slice(from, start)
      const open = Math.max(inner.lastIndexOf('（'), inner.lastIndexOf('('))
      if (open >= 0 && /[）)]/.test(text[start - 1] ?? '')) {
        start = from + open
        while (start > from && !separators.includes(text[start - 1]!)) start--
      }
      const year = yearBefore(text, quantity.start)
      const heading = clause.headings.join(' ')
      const clauseIsTarget =
        futureWord.test(text.slice(Math.max(0, quantity.start - 30), end)) || /目标/.test(clause.headings.at(-1) ?? '')
      const isTarget =
        (year !== null
          ? base !== null && year > base
          : /目标/.test(heading) || futureWord.test(text.slice(start, end))) &&
        (clauseIsTarget || (year !== null && year === to)) &&
        !pastWord.test(text.slice(0, start))
      const fallback = isTarget ? to : /现状|概况|基本情况|县情|市情/.test(heading) ? base : null
      const words = text.slice(start, quantity.opStart)
      const own = cleaned(words)
      const near: Statement | null = previous?.clause === clause ? previous : null
      const wasFrom = fromWord.test(words.replace(dates, '').replace(/[的\s]+$/, ''))
      const isTo =
        own === '' &&
        near !== null &&
        /^[^，。；]*$/.test(text.slice(from, start)) &&
        /(?:至|到|为|成)/.test(text.slice(from, quantity.start))
      // "由20个减少至13个": one phrase for both; without years of their own the first speaks of the earlier one.
      const years = [...text.slice(0, quantity.start).matchAll(/(?<!\d)((?:19|20)\d{2})(?=\s*年)/g)].map((hit) =>
        Number(hit[1]),
      )
      const earlier = wasFrom && !/\d{4}\s*年/.test(words.slice(-10)) && years.length > 1 ? Math.min(...years) : null
      const follows =
        near?.isTarget === true &&
        !/[。；]/.test(text.slice(from, start)) &&
        yearBefore(text, quantity.start) === yearBefore(text, near.quantity.start)
      const statement: Statement = {
        clause,
        quantity,
        unit,
        phrase: isTo ? near.phrase : own,
        span: cut(clause.span, start, end),
        start,
        own: minerals,
        year:
          isTo && near.year === year && near.quantity.op === null
            ? null
            : (earlier ?? year ?? (follows ? near.year : fallback)),
        guessed: earlier !== null || isTo,
        change: changeWord.exec(words.replace(/\s+$/, ''))?.[1] ?? null,
        isTarget: isTarget || follows,
        previous,
        gap: between + text.slice(from, start),
      }
      all.push(statement)
      previous = statement
      from = end
      between = ''
    }
    between += `${text.slice(from)}。`
  }
  return all
}

/** The operator of a statement: what is said of the present is equal, however it was reached ("达到", "增加到"). */
export const operatorOf = (statement: Statement, target: Operator): Operator => {
  const { quantity, clause, isTarget } = statement
  if (quantity.op === null)
    return isTarget && /力争|目标|争取|到(?:19|20)\d\d年/.test(clause.span.text + clause.headings.join()) ? target : '='
  const words = clause.span.text.slice(quantity.opStart, quantity.start)
  return !isTarget &&
    quantity.op === '>=' &&
    quantity.opEnd === quantity.end &&
    /^(?:达到?|提[高升](?:到|至)|增(?:加|长)?(?:到|至))$/.test(words)
    ? '='
    : quantity.op
}

/** Whether the statement goes on with the list that the one before it began. */
export const goesOn = (statement: Statement): boolean =>
  statement.previous !== null && /^[（(]?[^。；]{0,12}[、，（(]?$/.test(statement.gap) && !statement.gap.includes('。')
