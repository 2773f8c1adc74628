/** Which clauses oblige at all, whom they speak to, and how much of them is quoted. */
import { parseNumeral } from '#mineral/numeral.ts'
import type { Clause, Plan } from '#plan/plan.ts'
import { pastRound } from '#rules/past.ts'
import type { RuleDraft } from '#rules/rule.ts'
import { partsOf, quoting } from '#rules/sentence.ts'

/** Headings under which a plan looks back or around; what stands there describes and obliges nobody. */
const descriptive =
  /现状|概况|简况|成效|回顾|存在(?:的)?(?:主要)?问题|形势|机遇|挑战|指导思想|基本原则|编制(?:依据|目的|说明|背景)|规划(?:背景|依据)|前言|展望/

/** A chapter of "指导思想与规划目标" still sets goals: its sections tell which is which. */
const describes = (heading: string): boolean => descriptive.test(heading) && !/目标|任务/.test(heading)

/** "等量置换：指…": what a word means obliges nobody. */
const definition =
  /^(?:[（(]?[\d一二三四五六七八九十]+[)）、.．])?\s*[^，。；：:]{2,14}[：:，]?\s*(?:是?指|系指|即指)(?!标|导|引|定|南)/

const memory = new WeakMap<Plan, readonly Clause[]>()

/** Clauses that look ahead. Most kinds ask: parted once for each plan. */
export const normativeClauses = (plan: Plan): readonly Clause[] => {
  const known =
    memory.get(plan) ??
    plan.clauses.filter(
      (clause) =>
        !definition.test(clause.span.text) &&
        !clause.headings.some(describes) &&
        pastRound(clause.span.text, plan.period.from)?.end !== clause.span.text.length,
    )
  memory.set(plan, known)
  return known
}

const exploring = /勘查|探矿|找矿|普查|详查|坑探|槽探|探槽/
const mining = /开采|采矿|矿山|开发|凿井|矿床|砂石|闭坑/

/** The acts a text speaks of; mining where it names neither. */
export const actsIn = (text: string): readonly ('mining' | 'exploration')[] => {
  // A right to mine that grows out of one to explore is a right to mine.
  if (!exploring.test(text.replace(/探矿权转(?:为)?|探转采/g, '')))
    return /矿业权/.test(text) && !mining.test(text) && !/采矿/.test(text) ? ['mining', 'exploration'] : ['mining']
  return mining.test(text) || /矿业权/.test(text) ? ['mining', 'exploration'] : ['exploration']
}

/** Whether a sentence speaks to those who hold or seek a right, and not only to offices. */
export const speaksToHolders = (text: string): boolean =>
  /矿山|采矿权|探矿权|矿业权|申请人|[\u4e00-\u9fff]矿开采|采矿登记|勘查(?:项目|单位|工作|实施方案|人|井|钻孔|深度)|开采井|采场|地质勘查|建设项目|企业|开采者|项目(?!区)|(?:地热|矿泉水|地下水|资源)的?(?:开发|开采)|(?:新(?:[建立设办批]|开办?)|扩建)[^，。；]{1,16}矿(?!产)/.test(
    text,
  )

/** 3, 三, 两, 十八 as a number; 0 where it is none. */
export const numberOf = (text: string): number => (/^\d/.test(text) ? Number(text) : (parseNumeral(text) ?? 0))

const longest = 320

/** The whole clause as a quote; of a very long one the parts from the first to the last that `marks` finds. */
export const quoteAround = (clause: Clause, marks: RegExp): Pick<RuleDraft, 'quote' | 'at'> => {
  const { text } = clause.span
  if (text.length <= longest) return quoting(clause.span)
  const parts = partsOf(text, '，,')
  const hits = parts.filter((part) => marks.test(part.text))
  const first = hits[0] ?? parts[0]!
  const last = hits.findLast((part) => part.end - first.start <= longest) ?? first
  return quoting(clause.span, first.start, Math.min(last.end, first.start + longest))
}
