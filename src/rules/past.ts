/** What a plan tells of the past: sections, and what the plan before it asked. It obliges nobody. */
import type { Clause } from '#plan/plan.ts'

/** Sections that tell what was and is, not what shall be. */
export const tellsPast = (clause: Clause): boolean =>
  clause.headings.some((heading) => /现状|成效|回顾|存在(?:的)?(?:主要)?问题|概况|特点|实施情况评估/.test(heading))

const former =
  /(?:上一?[轮期]|前一?[轮期]|往期|原(?!则))[^，。；]{0,4}规划[^，。；]{0,8}(?:要求|规定|确定|提出|设定|目标|指标|期|中|：)|近年来/

/** By the plan's first year: every clause asks. */
const periodsBefore = new Map<number | null, RegExp | null>()

/**
 * The five-year periods and rounds of plans before the one that begins in a year: before 2026 the 十四五 and the fourth
 * round, before 2021 the 十三五 and the third (the first 五年 began in 1953, counted from 1951).
 */
const formerPeriods = (from: number | null): RegExp | null => {
  const known = periodsBefore.get(from)
  if (known !== undefined) return known
  const before = from === null ? 0 : Math.floor((from - 1951) / 5) - 1
  const past = '一二三四五六七八九'.slice(0, Math.max(0, before - 10))
  const words = `第[${past}]轮(?:矿产资源)?(?:总体)?规划|十[${past}]五[”"]?(?:时期|期间|以来)`
  const periods = past === '' ? null : new RegExp(words)
  periodsBefore.set(from, periods)
  return periods
}

/**
 * "上轮规划要求…，本轮提高到…": what the plan before asked is history up to the word that turns to this one. Offsets of the
 * history in the text, null where there is none; `from` is the plan's first year.
 */
export const pastRound = (
  text: string,
  from: number | null,
): { readonly start: number; readonly end: number } | null => {
  const hit = former.exec(text) ?? formerPeriods(from)?.exec(text)
  if (!hit) return null
  const turn = /本轮|本次|本规划|本期|现(?:调整|提高|规定|要求)|调整为|提高[到至]|改为|修改为|降(?:低)?[到至]/.exec(
    text.slice(hit.index + hit[0].length),
  )
  const start = text.lastIndexOf('，', hit.index) + 1
  return { start, end: turn ? hit.index + hit[0].length + turn.index : text.length }
}
