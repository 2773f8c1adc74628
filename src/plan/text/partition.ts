/**
 * Wholes and their parts in running text: "共有N个，其中A a个、B b个（C c个、D d个）；按…划分，E e个、F f个". Which figure is the
 * whole is decided by the words, never by whether the sum comes out: an altered number must not find another whole.
 */
import { addable, type Figure } from './figure.ts'
import { complementary, isMineralLabel, makeOf, mostParts, onlyComplements, parallel } from './label.ts'

export type Partition = {
  readonly whole: Figure
  readonly parts: readonly Figure[]
  /**
   * 'stated': the words say that these are all (分为, 按…划分, 包括); 'likely': they are complementary or parallel;
   * 'minerals': 其中 with minerals alone, perhaps not all; 'open': 其中 with some of the parts.
   */
  readonly complete: 'stated' | 'likely' | 'minerals' | 'open'
  /** Offsets from the whole to the last part. */
  readonly from: number
  readonly to: number
}

const TRIGGER =
  /(?<open>其中[，,：:]?|涉及(?:矿种)?[：:]?)|(?<stated>(?:主要)?包括[：:]?|(?:划)?分为[：:]?|(?<!面积|规模|投资|产量|资金|产能|编号|坐标)分别(?:为|是|有))|(?<list>(?<=\d[种个处宗座家项])[：:]|(?<=\d[种个处宗座家项][，,])计(?=\p{Script=Han}{2})|分(?:矿种|规模|类型|类别|级别|工作程度)(?:(?:看|统计|计)?[，,：:]|[为有](?=\p{Script=Han}))|(?:规模|类型|矿种|工作程度)构成(?:为|是)?[：:]?)|(?<by>按(?:照)?[^，。；、（）]{1,16}?(?:划分|分为|分类|区分|统计|分)[，,：:]?)/gu

/** A label that opens something new instead of naming a part. */
const NEW_MATTER = /^(?:划定|设置|部署|实施|新增|累计|另有|另外|此外|同时|总|合计|共)|占$|占比|比例/

const inside = (text: string): readonly (readonly [number, number])[] => {
  const ranges: [number, number][] = []
  const open: number[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '（' || text[i] === '(') open.push(i)
    else if ((text[i] === '）' || text[i] === ')') && open.length > 0) {
      const from = open.pop()!
      if (open.length === 0) ranges.push([from, i + 1])
    }
  }
  return ranges
}

const completeness = (how: 'open' | 'stated', labels: readonly string[]): Partition['complete'] => {
  if (how === 'stated' && labels.length >= 2) return 'stated'
  if (complementary(labels) || parallel(labels)) return 'likely'
  return labels.length >= 2 && labels.every(isMineralLabel) ? 'minerals' : 'open'
}

/** "共2个，面积360公顷，其中…、…": as many parts as the sentence has just counted are all of them. */
const enumerated = (plain: string, outer: readonly Figure[], whole: Figure, parts: readonly Figure[]): boolean => {
  const count = outer[outer.indexOf(whole) - 1]
  return (
    parts.length >= 2 &&
    count?.dimension === 'count' &&
    whole.dimension === 'area' &&
    /^(?:总|合计|共计)?面积(?:合计|共计|约|为)*$/.test(whole.label) &&
    !/[。；]/.test(plain.slice(count.end, whole.start)) &&
    count.value === parts.length
  )
}

/** Every whole with its parts that a passage states, in order of the wholes' parts. */
export const partitionsIn = (text: string, figures: readonly Figure[]): readonly Partition[] => {
  if (figures.length < 2) return []
  const brackets = inside(text)
  const bracketOf = (at: number): number => brackets.findIndex(([from, to]) => from <= at && at < to)
  const outer = figures.filter((figure) => bracketOf(figure.start) < 0)
  const bare = [...text]
  for (const [from, to] of brackets) bare.fill(' ', from, to)
  const plain = bare.join('')
  const found: Partition[] = [...bracketed(plain, figures, outer, brackets)]
  const triggers = [...plain.matchAll(TRIGGER)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    how: match.groups!.open ? ('open' as const) : ('stated' as const),
  }))
  const partOf = new Map<Figure, Figure>()
  const divided = new Set<Partition>()
  triggers.forEach((trigger, t) => {
    const limit = triggers[t + 1]?.at ?? plain.length
    const parts = partsAfter(plain, outer, trigger.end, limit)
    const first = parts[0]
    // "其中煤矿由38个减少到23个": a change of its own, no part of what stood before.
    if (!first || /(?:由|从)(?:20\d\d年(?:底|末)?的?)?$/.test(first.label)) return
    let whole: Figure | undefined
    for (let i = outer.indexOf(first) - 1; i >= 0; i--) {
      const figure = outer[i]!
      if (figure.end > trigger.at || !addable(figure, first)) continue
      whole = partOf.get(figure) ?? figure
      break
    }
    if (!whole) return
    for (const part of parts) partOf.set(part, whole)
    for (const division of divisionsOf(plain, parts)) {
      const partition: Partition = {
        whole,
        parts: division,
        complete: enumerated(plain, outer, whole, division)
          ? 'stated'
          : completeness(trigger.how, division.map(labelOf)),
        from: whole.labelStart,
        to: division.at(-1)!.nounEnd,
      }
      found.push(partition)
      if (/^[按分]|构成/.test(plain.slice(trigger.at, trigger.end))) divided.add(partition)
    }
  })
  found.push(...untold(plain, outer, partOf))
  // "生产6个、停产4个。按矿种分，…": a new division is of the whole again, not of the last part of the one before.
  found.forEach((partition, i) => {
    const whole = divided.has(partition) ? partOf.get(partition.whole) : undefined
    if (whole) found[i] = { ...partition, whole, from: whole.labelStart }
  })
  found.push(...summedUp(plain, outer))
  return found
}

/** What a part is called: its label without what introduces it. */
const labelOf = (figure: Figure): string =>
  figure.label.replace(/^(?:其中|有|和|及|以及|与|并)+/, '').replace(/(?:控制在|为|达到?|约|共有?|有)$/, '') ||
  figure.noun

/** "其中国家级6个、省级14个，煤4个、铜3个、…": a comma and parts of another make divide the same whole once more. */
const divisionsOf = (plain: string, parts: readonly Figure[]): readonly (readonly Figure[])[] => {
  const divisions: Figure[][] = []
  for (const part of parts) {
    const own = divisions.at(-1)
    const last = own?.at(-1)
    const cut =
      own &&
      last &&
      own.length >= 2 &&
      /^[，,]$/.test(plain.slice(last.nounEnd, part.labelStart).trim()) &&
      makeOf(labelOf(last)) >= 0 &&
      makeOf(labelOf(part)) >= 0 &&
      makeOf(labelOf(part)) !== makeOf(labelOf(own[0]!))
    if (!own || cut) divisions.push([part])
    else own.push(part)
  }
  return divisions
}

const partsAfter = (plain: string, outer: readonly Figure[], from: number, limit: number): readonly Figure[] => {
  const parts: Figure[] = []
  for (const figure of outer) {
    if (figure.start < from) continue
    if (figure.start >= limit) break
    const first = parts[0]
    const between = plain.slice(parts.at(-1)?.end ?? from, figure.start)
    if (/[。；]/.test(between)) break
    if (first) {
      if (!addable(figure, first)) continue
      if (NEW_MATTER.test(figure.label) || (figure.noun !== '') !== (first.noun !== '')) break
    } else if (figure.dimension === 'percent' || figure.dimension === 'years' || /占/.test(between)) return []
    else if (between.length > 40) return []
    parts.push(figure)
  }
  return parts
}

/** "共有29个…；露天开采12个、地下开采16个；生产18个、停产9个": complements side by side, with no word that says so. */
const untold = (plain: string, outer: readonly Figure[], partOf: Map<Figure, Figure>): readonly Partition[] => {
  const found: Partition[] = []
  for (let i = 1; i < outer.length; ) {
    const first = outer[i]!
    const run = [first]
    let last = i
    for (let next = i + 1; next < outer.length && run.length < mostParts; next++) {
      const figure = outer[next]!
      if (/[。；]/.test(plain.slice(outer[last]!.end, figure.start))) break
      if (figure.dimension === 'percent') continue
      if (!addable(figure, first) || partOf.has(figure) || NEW_MATTER.test(figure.label)) break
      run.push(figure)
      last = next
    }
    const labels = run.map(labelOf)
    if (
      run.length < 2 ||
      partOf.has(first) ||
      first.dimension === 'percent' ||
      first.dimension === 'years' ||
      !onlyComplements(labels)
    ) {
      i++
      continue
    }
    const whole = wholeOf(plain, outer, i, partOf)
    if (whole) {
      for (const part of run) partOf.set(part, whole)
      found.push({ whole, parts: run, complete: 'likely', from: whole.labelStart, to: run.at(-1)!.nounEnd })
    }
    i = last + 1
  }
  return found
}

/** The whole that parts without a word of division belong to: what "…中，" names, else the last total before them. */
const wholeOf = (
  plain: string,
  outer: readonly Figure[],
  at: number,
  partOf: ReadonlyMap<Figure, Figure>,
): Figure | undefined => {
  const first = outer[at]!
  const before = outer.slice(0, at).filter((figure) => addable(figure, first))
  const subject = /([\p{Script=Han}]{2,12}?)(?:部分|土地|面积|矿山|项目)?中[，,：:]?$/u.exec(
    plain.slice(Math.max(0, first.labelStart - 16), first.labelStart),
  )?.[1]
  if (subject) {
    const named = before.findLast((figure) => labelOf(figure).includes(subject) || subject.endsWith(labelOf(figure)))
    if (named) return named
  }
  const last = before.at(-1)
  if (!last || last.bound) return undefined
  const whole = partOf.get(last) ?? last
  // A figure of something else that merely stands before: the whole must not be smaller than each part by far.
  return whole
}

/** "金属矿产22个（金矿9个、铅矿4个…）": the figure right before the bracket is the whole. */
const bracketed = (
  plain: string,
  figures: readonly Figure[],
  outer: readonly Figure[],
  brackets: readonly (readonly [number, number])[],
): readonly Partition[] =>
  brackets.flatMap(([from, to]) => {
    const whole = outer.findLast((figure) => figure.end <= from && from - figure.end <= 8 && figure.nounEnd >= from - 8)
    if (!whole || /[，,：]|占/.test(plain.slice(whole.end, from))) return []
    const parts = figures.filter((figure) => figure.start > from && figure.end < to && addable(figure, whole))
    if (parts.length === 0) return []
    const complete = parts.length > 1 || parts[0]!.value === whole.value ? 'stated' : 'open'
    return [{ whole, parts, complete, from: whole.labelStart, to }]
  })

/** "…面积a、…面积b。总面积为c": parts first, the whole last. */
const summedUp = (plain: string, outer: readonly Figure[]): readonly Partition[] =>
  outer.flatMap((whole, at) => {
    const word = /(?:总|合计|共计)(面积|投资|资金|储量|资源量|产量|数量)?(?:为|达到?|约)?$/.exec(whole.label)
    if (!word) return []
    const parts: Figure[] = []
    for (let i = at - 1; i >= 0; i--) {
      const figure = outer[i]!
      if (!addable(figure, whole)) continue
      if (/总|合计|共计/.test(figure.label) || (word[1] && !figure.label.includes(word[1]))) break
      parts.unshift(figure)
    }
    // "a和b，合计c": nothing but the parts and their sum in one sentence.
    const tail = parts.slice(-outer.length).filter((part) => !/[。；]/.test(plain.slice(part.end, whole.start)))
    if (/(?:合计|共计)(?:为|达)?$/.test(whole.label) && tail.length >= 2)
      return [{ whole, parts: tail, complete: 'likely' as const, from: tail[0]!.labelStart, to: whole.end }]
    const labels = new Set(parts.map((part) => part.label.slice(-2)))
    if (parts.length < 2 || labels.size !== 1) return []
    // Only one after another: 第一处…、第二处…
    if (!/第一|①|1、|（1）|分别/.test(plain.slice(Math.max(0, parts[0]!.labelStart - 40), parts[0]!.start))) return []
    return [{ whole, parts, complete: 'likely' as const, from: parts[0]!.labelStart, to: whole.end }]
  })
