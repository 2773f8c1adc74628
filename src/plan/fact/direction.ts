/** What the plan wants of minerals: which to look for, which to mine, which to restrict. */

import { mineralsIn } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import type { Reading } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { ownMinerals } from './own-mineral.ts'

export type Direction = {
  readonly act: 'exploration' | 'mining'
  readonly stance: 'key' | 'restricted' | 'forbidden'
  /** 重点, 鼓励, 优先, 限制, 禁止: what the text says, 严禁 and 不再新设 by their plain words. */
  readonly word: string
  readonly minerals: readonly string[]
  /** The minerals are all that the statement names. */
  readonly whole: boolean
  /** "普通" where only that kind is meant (普通类型矿泉水). */
  readonly variety: string | null
  readonly passage: Passage
  readonly from: number
  readonly to: number
  readonly quote: Quote
}

const STANCE =
  /(重点|鼓励|优先|限制|禁止|严禁|不再新[设建立]|停止新[设建立])(?:加强|加大|开展)?(?:对)?(勘查[、和与及]?开采|开采[、和与及]?勘查|勘查|开采)?(?:的)?(?:矿种|矿产)?(?:主要)?(?:为|是|包括|有)?\s*[：:]?\s*/g

const stanceOf = (word: string): Direction['stance'] =>
  word === '限制' || word.includes('新') ? 'restricted' : word === '禁止' || word === '严禁' ? 'forbidden' : 'key'

const plainWord = (word: string): string => (word.includes('新') ? '限制' : word === '严禁' ? '禁止' : word)

/** Nothing but names: no place or kind stands between them, and only 等 and 矿产 behind. */
const plainList = (words: string, list: ReturnType<typeof mineralsIn>): boolean =>
  list.every(({ end }, i) => {
    const next = list[i + 1]
    return next
      ? /^矿?(?:、|和|及|与|以及)$/.test(words.slice(end, next.start))
      : /^等?[矿产种资源]*$/.test(words.slice(end))
  })

const sentenceBefore = (text: string, at: number): string => text.slice(sentenceAround(text, at).from, at)

/** Directions the text states with a list of minerals. */
export const directionsOf = oncePerPlan((plan): readonly Direction[] => {
  const directions: Direction[] = []
  const known = ownMinerals(plan)
  for (const passage of passagesOf(plan)) {
    if (passage.present) continue
    const { text } = passage
    const starts = [...text.matchAll(STANCE)]
    for (const match of starts) {
      const from = match.index + match[0].length
      // To the sentence's end, the next comma after which no list goes on, or the next stance.
      let to = from
      while (to < text.length && !'。；，'.includes(text[to]!) && !starts.some((other) => other.index === to)) to++
      const words = text.slice(from, to)
      const mentions = mineralsIn(words, known)
      const first = mentions[0]
      const type = /^([\p{Script=Han}]{2})类型/u.exec(words)
      if (!first || first.start > (type ? type[0].length : 0) + (/^可?耕地/.test(words) ? 8 : 1)) continue
      const act =
        match[2] ??
        /^.{0,60}?(勘查|开采)/.exec(words)?.[1] ??
        (match[1]!.includes('新') && /采矿权|矿山/.test(words) ? '开采' : undefined)
      if (!act) continue
      // "集中开采区外不再新设" restricts a place, not a mineral.
      if (match[1]!.includes('新') && /区外|以外|范围|周边|两侧|沿线/.test(sentenceBefore(text, match.index))) continue
      const acts = [
        ...(act.includes('勘查') ? (['exploration'] as const) : []),
        ...(act.includes('开采') ? (['mining'] as const) : []),
      ]
      const list = listed(words, mentions)
      for (const each of acts)
        directions.push({
          act: each,
          stance: stanceOf(match[1]!),
          word: plainWord(match[1]!),
          minerals: [...new Set(list.map((mention) => mention.name))],
          whole: first.start === 0 && plainList(words, list),
          variety: type?.[1] ?? null,
          passage,
          from: match.index,
          to,
          quote: quote(passage.span, match.index, to),
        })
    }
  }
  return directions
})

/** The mentions of the enumeration at the head of the words, up to 等 or other words. */
const listed = (words: string, mentions: ReturnType<typeof mineralsIn>): ReturnType<typeof mineralsIn> => {
  const list = [mentions[0]!]
  for (const mention of mentions.slice(1)) {
    if (!/^[矿产]*[、和及与或]|^[矿]?、.{0,6}的$/.test(words.slice(list.at(-1)!.end, mention.start))) break
    list.push(mention)
  }
  return list
}

/** All minerals the plan gives this stance, and the statements that do. */
export const stanceMinerals = (
  plan: Reading,
  act: Direction['act'],
  stance: Direction['stance'],
): { readonly minerals: readonly string[]; readonly directions: readonly Direction[] } => {
  const directions = directionsOf(plan).filter((each) => each.act === act && each.stance === stance)
  return { minerals: [...new Set(directions.flatMap((each) => each.minerals))], directions }
}
