/** Names of townships: those that differ from the plan's own usual form, and those the region does not have. */

import { parseNumeral } from '#mineral/numeral.ts'
import { bareStemOf, stemOf, suffixOf, type TownshipUse, townshipNames, townshipUses } from '#plan/division/township.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch } from '#plan/quote.ts'
import { findIn, passagesOf } from '#plan/text/passage.ts'
import { oneLacking } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'

/** 甲镇 for 甲乡, 甲乡 for 甲彝族乡: one place, its kind or its people written otherwise. */
const otherKind = (a: string, b: string): boolean => a !== b && bareStemOf(a) === bareStemOf(b)

const oneCharacterOff = (a: string, b: string): boolean =>
  suffixOf(a) === suffixOf(b) &&
  stemOf(a).length >= 2 &&
  stemOf(b).length >= 2 &&
  (oneLacking(stemOf(a), stemOf(b)) || oneLacking(stemOf(b), stemOf(a)))

/** The usual form a rarer name departs from, by the plan's own practice. */
const usualForm = (name: string, counts: ReadonlyMap<string, number>): string | null => {
  const count = counts.get(name)!
  for (const [other, often] of counts) {
    if (other === name || often < 2 || often <= count) continue
    if (otherKind(name, other)) return other
    if (often >= 2 * count && oneCharacterOff(name, other) && stemOf(other).length > stemOf(name).length) return other
  }
  return null
}

const STATED = /辖[^。；]{0,60}/
const COUNTED = /(\d+|[一二两三四五六七八九十]+)\s*个?(乡镇|镇|[\p{Script=Han}]{0,3}族乡|乡|街道|苏木)/gu

type StatedKind = { readonly kind: string; readonly stated: number; readonly used: number; readonly known: number }
type StatedNumbers = { readonly quote: Quote; readonly kinds: readonly StatedKind[] }

/** "辖12个镇、3个乡、2个街道" beside how many of each the text names and the divisions data know. */
const statedNumbers = (plan: Plan, wrong: ReadonlySet<string>): StatedNumbers | null => {
  const { counts } = townshipUses(plan)
  const real = townshipNames(plan)
  const named = [...counts.keys()].filter((name) => !wrong.has(name))
  for (const passage of passagesOf(plan)) {
    const match = STATED.exec(passage.text)
    const stated = match ? [...match[0].matchAll(COUNTED)] : []
    const last = stated.at(-1)
    if (!match || !last) continue
    // "9个乡镇（4个镇、5个乡）": the whole and its parts are not counted twice.
    const ethnic = stated.some((each) => /族乡$/.test(each[2]!))
    return {
      quote: quote(passage.span, Math.max(0, match.index - 8), match.index + last.index + last[0].length),
      kinds: stated.map((each): StatedKind => {
        const word = each[2]!
        const is = (name: string): boolean =>
          word === '乡镇'
            ? /镇$|乡$/.test(name)
            : /族乡$/.test(word)
              ? /族乡$/.test(name)
              : name.endsWith(word) && !(word === '乡' && ethnic && /族乡$/.test(name))
        return {
          kind: word,
          stated: parseNumeral(each[1]!) ?? Number(each[1]),
          used: named.filter(is).length,
          known: real.filter(is).length,
        }
      }),
    }
  }
  return null
}

/** Whether the data are of the plan's own time: both count the same. */
const sameTime = (stated: StatedNumbers | null): boolean =>
  stated?.kinds.every((each) => each.known === each.stated) ?? false

const numbers = (plan: Plan, stated: StatedNumbers | null): Finding[] => {
  if (!stated) return []
  const real = townshipNames(plan).length > 0
  const beyond = stated.kinds.some((each) => each.used > each.stated) && !(real && sameTime(stated))
  const differs = real && !sameTime(stated)
  return [
    {
      verdict: beyond ? 'fails' : differs ? 'doubtful' : 'holds',
      quotes: [stated.quote],
      computed: stated.kinds
        .map((each) => `${each.stated}个${each.kind}：文中提到${each.used}${real ? `，行政区划资料${each.known}` : ''}`)
        .join('；'),
      message: beyond
        ? { zh: '文中提到的乡镇多于所辖数量', en: 'More townships are named than there are said to be' }
        : differs
          ? {
              zh: '与行政区划资料的数量不同（资料年份可能不同）',
              en: 'Differs from the divisions data (their year may differ)',
            }
          : real
            ? { zh: '乡镇街道数量与行政区划资料一致', en: 'The number of townships is that of the divisions data' }
            : { zh: '乡镇街道数量与文中所提及者不矛盾', en: 'The number of townships is consistent with those named' },
    },
  ]
}

/** A region told by its towns and townships, and its streets are left out. */
const streets = (plan: Plan, stated: StatedNumbers | null): Finding[] => {
  const kinds = stated?.kinds.map((each) => each.kind) ?? []
  const left = townshipNames(plan).filter((name) => name.endsWith('街道'))
  if (!stated || !kinds.includes('镇') || kinds.includes('街道') || kinds.includes('乡镇') || left.length === 0)
    return []
  if (stated.quote.text.includes('街道')) return []
  return [
    {
      verdict: 'doubtful',
      quotes: [stated.quote],
      computed: `街道：0，行政区划资料${left.length}`,
      message: { zh: '所列范围未含街道', en: 'The region is told without its streets' },
      remedy: { zh: '补列街道，或说明不在范围之内', en: 'Add them, or say that they are left out' },
    },
  ]
}

const wrongName = (use: TownshipUse, right: string, computed: string, sure: boolean): Finding => ({
  verdict: sure ? 'fails' : 'doubtful',
  quotes: [use.quote],
  computed,
  message: { zh: `“${use.name}”应为“${right}”`, en: `“${use.name}” should be “${right}”` },
  remedy: { zh: `改为“${right}”`, en: `Write “${right}”` },
})

/** Names against the plan's own usual form and, where the county is in them, against the divisions data. */
const odd = (plan: Plan): { readonly findings: Finding[]; readonly wrong: ReadonlySet<string> } => {
  const { uses, counts } = townshipUses(plan)
  const real = townshipNames(plan)
  const agreed = sameTime(statedNumbers(plan, new Set()))
  const wrong = new Set<string>()
  const findings = [...counts].flatMap(([name, count]): Finding[] => {
    if (real.includes(name)) return []
    const mine = uses.filter((use) => use.name === name)
    const usual = usualForm(name, counts)
    const right = real.find((other) => otherKind(name, other)) ?? real.find((other) => oneCharacterOff(name, other))
    if (usual && (right === undefined || right === usual)) {
      wrong.add(name)
      return mine.map((use) =>
        wrongName(use, usual, `${name}（${count}处） ≠ ${usual}（${counts.get(usual)}处）`, true),
      )
    }
    if (right !== undefined) {
      wrong.add(name)
      // A plan that always writes the other form may be older or younger than the data.
      const sure = agreed || count <= Math.max(1, counts.get(right) ?? 0)
      return mine.map((use) => wrongName(use, right, `${name} ∉ 行政区划资料（${right}）`, sure))
    }
    if (real.length === 0) return []
    const cells = mine.filter((use) => use.inCell)
    if (cells.length === 0) return []
    wrong.add(name)
    return [
      {
        verdict: agreed ? 'fails' : 'doubtful',
        quotes: cells.map((use) => use.quote),
        computed: `${name} ∉ {${real.join('、')}}`,
        message: { zh: `${name}不在本县乡镇之列`, en: `${name} is no township of this county` },
        remedy: { zh: '核对乡镇名称', en: 'Check the name of the township' },
      },
    ]
  })
  return { findings, wrong }
}

/** Townships that the divisions data know, passage by passage and table by table. */
const confirmed = (plan: Plan): Finding[] => {
  const real = new Set(townshipNames(plan))
  if (real.size === 0) return []
  const byLine = Map.groupBy(
    townshipUses(plan).uses.filter((use) => real.has(use.name)),
    (use) => use.quote.at.start,
  )
  const names = [...new Set([...byLine.values()].flat().map((use) => use.name))]
  if (names.length === 0) return []
  return [
    {
      verdict: 'holds',
      quotes: [...byLine.values()].map((uses) => uses[0]!.quote),
      computed: `{${names.join('、')}} ⊂ 行政区划资料`,
      message: { zh: `${names.length}个乡镇街道名称均见于行政区划资料`, en: 'The divisions data know each of them' },
    },
  ]
}

/** Short names in the running text ("小孤山、三道等乡镇") that are townships named in full elsewhere. */
const shortNames = (plan: Plan): Finding[] => {
  const { counts } = townshipUses(plan)
  const stems = new Set([...counts.keys()].map(stemOf))
  return findIn(plan, /(?:分布|集中)(?:在|于)([\p{Script=Han}、]{5,60}?)(?:等(?:乡镇|地)?|[；。，])/gu).flatMap(
    ({ passage, match }): Finding | [] => {
      const names = match[1]!.split('、')
      if (names.length < 3 || names.some((name) => name.length > 5)) return []
      const known = names.filter((name) => stems.has(stemOf(name)) || counts.has(name))
      if (known.length < 2) return []
      const unknown = names.filter((name) => !known.includes(name))
      return judged(unknown.length === 0, {
        quotes: [quoteMatch(passage.span, match)],
        computed: `${known.length}/${names.length}`,
        right: { zh: '乡镇简称均可归一', en: 'Each short name is a township named in full elsewhere' },
        wrong: {
          zh: `${unknown.join('、')}不能归到已知乡镇，需人工确认`,
          en: `${unknown.join(', ')} cannot be told for a township`,
        },
        otherwise: 'doubtful',
      })
    },
  )
}

export const place: Check = {
  name: 'place',
  title: { zh: '乡镇与地名', en: 'Townships and place names' },
  run: (plan) => {
    const { findings, wrong } = odd(plan)
    const stated = statedNumbers(plan, wrong)
    return [...findings, ...numbers(plan, stated), ...streets(plan, stated), ...confirmed(plan), ...shortNames(plan)]
  },
}
