/** Least sizes of mines as the text states them, for checks against the tables of floors. */

import { mineralsIn } from '#mineral/mineral.ts'
import { oncePerPlan } from '#plan/once.ts'
import { type Quote, quote } from '#plan/quote.ts'
import type { Figure } from '#plan/text/figure.ts'
import { type Passage, passagesOf, sentenceAround } from '#plan/text/passage.ts'
import { ownMinerals } from './own-mineral.ts'

export type FloorStatement = {
  readonly passage: Passage
  readonly figure: Figure
  /** Offsets of the words that state it. */
  readonly from: number
  readonly to: number
  readonly minerals: readonly string[]
  /** 万吨 or 万立方米 a year where the text gives a day's ore, at 300 days. */
  readonly yearly: number
  readonly daily: boolean
  readonly method: 'open-pit' | 'underground' | null
  readonly variety: string | null
  /** It departs from a general floor (保障…的, 集中开采区外…). */
  readonly exception: boolean
  readonly events: readonly string[]
  /** Only inside a zone of concentrated mining. */
  readonly inZone: boolean
  /** Only for mines that grow or are rebuilt. */
  readonly rebuilding: boolean
  /** Only for mines that exist already. */
  readonly existing: boolean
}

export const WORKING_DAYS = 300

const CONTEXT = /规模|新建|产能|生产能力|日处理|新立|低于/
const EXCEPTION = /可按|放宽|临时|服务于|保障|确需|除外|边远|重大(?:基础)?|重点工程|乡村振兴|集中开采区外|特殊/

/** What the round before demanded binds nobody now. */
const LAST_ROUND = /上一?轮|原规划|第[一二三四]轮|“十[二三]五”/

/** "某县新建煤矿…", "东岭镇新建…": a floor of one place beside the general one. */
const OWN_PLACE =
  /^(?![全本各我]|其[他它余])[\u4e00-\u9fff]{2,8}?(?:县|镇|乡|街道|(?<![矿采勘发护域地])区|旗)(?:境内)?(?:新建|新设|新立)/
const ZONE =
  /(?:(?:集中|重点)开采区|重点矿区|规划区|国家规划矿区|(?<!重点)矿区|能源资源基地)(?:范围)?内|(?:^|[，；])区内/

/** The words of one floor: between commas, and where one comma holds two floors, between the 、 that parts them. */
const segment = (
  text: string,
  figures: readonly Figure[],
  figure: Figure,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } => {
  let start = Math.max(text.lastIndexOf('，', figure.start - 1) + 1, from)
  const comma = text.indexOf('，', figure.end)
  let end = comma < 0 || comma > to ? to : comma
  const before = figures.findLast((each) => each.end <= figure.start && each.start >= start)
  const after = figures.find((each) => each.start >= figure.end && each.end <= end)
  if (before) {
    const mark = text.slice(before.end, figure.start).search(/[、和及]/)
    if (mark >= 0) start = before.end + mark + 1
  }
  if (after) {
    const mark = text.slice(figure.end, after.start).search(/[、和及](?!其|以)/)
    if (mark >= 0) end = figure.end + mark
  }
  return { from: start, to: end }
}

const methodIn = (words: string): FloorStatement['method'] =>
  /露天/.test(words) ? 'open-pit' : /地下|井工/.test(words) ? 'underground' : null

const statementsIn = (passage: Passage, known: readonly string[]): readonly FloorStatement[] => {
  const { text, figures } = passage
  return figures.flatMap((figure): FloorStatement | [] => {
    if (figure.dimension !== 'mass' && figure.dimension !== 'volume') return []
    const { from, to } = sentenceAround(text, figure.start)
    const sentence = text.slice(from, to)
    const before = text.slice(from, figure.start)
    const after = text.slice(figure.end, to)
    if (!CONTEXT.test(sentence) || LAST_ROUND.test(sentence)) return []
    const banned =
      /^以下/.test(after) && /不再(?:新建|批准|设立)|(?:禁止|严禁|不得|停止)(?:新建|设立|批准)/.test(before)
    const refused =
      /(?:低于|小于|不足|不到|未达到?|达不到)$/.test(before) &&
      /^的?(?:新建)?(?:项目|矿山|申请)?[，,]?(?:一律|均|原则上)?(?:不予|不得|不再|不准)(?!低于|少于|小于)/.test(after)
    const least =
      figure.bound === 'at-least' ||
      /(?:达到|为[：:]?|[：:])$/.test(text.slice(Math.max(0, figure.labelStart - 1), figure.start))
    const named = /规模.{0,12}$|规模指标/.test(before) || /规模/.test(figure.label)
    if (!banned && !refused && !(least && (named || figure.per === 'year' || /日处理/.test(sentence)))) return []
    const part = segment(text, figures, figure, from, to)
    const previous = figures.findLast((each) => each.end <= figure.start)
    const words = text.slice(part.from, part.to)
    const daily =
      figure.per === 'day' ||
      /日处理/.test(words) ||
      (figure.per === null && figure.factor === 1 && /日处理/.test(sentence))
    if (!daily && figure.per === null && !/年/.test(sentence)) return []
    const variety = /([\p{Script=Han}]{2})类型/u.exec(words)
    // "含偏硅酸、锶等稀有类型": what makes the kind is not what is mined.
    const own = mineralsIn(words, known).filter(
      (mention) => !variety || mention.start > variety.index || !/含/.test(words.slice(0, mention.start)),
    )
    const inherited = own.length > 0 ? own : mineralsIn(text.slice(from, variety ? part.from : figure.start), known)
    const minerals = [
      ...new Set(
        (inherited.length > 0 ? (own.length > 0 ? own : [inherited.at(-1)!]) : []).map((mention) => mention.name),
      ),
    ]
    const exception = EXCEPTION.test(text.slice(Math.max(from, exceptionStart(text, from, part.from)), part.to))
    const zone = zoneMinerals(passage)
    // An exception in a sentence of its own speaks of what the sentence before it did.
    const last = exception ? mineralsIn(text.slice(0, from), known).at(-1) : undefined
    const context = minerals.length > 0 ? minerals : zone.length > 0 ? zone : last ? [last.name] : []
    return {
      passage,
      figure,
      from: part.from,
      to: part.to,
      minerals: context,
      yearly: daily ? (figure.value * figure.factor * WORKING_DAYS) / 1e4 : (figure.value * figure.factor) / 1e4,
      daily,
      method: methodIn(words) ?? methodIn(text.slice(Math.max(from, previous?.end ?? 0), figure.start)),
      inZone:
        ZONE.test(words + before) ||
        OWN_PLACE.test(words.trim()) ||
        (!/区外|以外/.test(sentence) && passage.headings.slice(-2).some((heading) => /集中开采区/.test(heading))),
      variety: variety?.[1] ?? null,
      exception,
      events: /新建|扩建|改建|新立|新设|改扩建/.exec(words)
        ? [...words.matchAll(/新建|改扩建|扩建|改建|新立|新设/g)].map((match) => match[0])
        : [...before.matchAll(/新建|改扩建|扩建|改建|新立|新设/g)].map((match) => match[0]),
      existing: /(?:已有|现有|已建|已设|生产|保留)(?:的)?(?:矿山|采矿权)/.test(words) && !/新建|新设|新立/.test(words),
      rebuilding: /技改|提能|核增|改造|整合|扩建|重组/.test(words) && !/新建|新设|新立/.test(words),
    }
  })
}

/** Where the words that may make an exception begin: after the figure before, or the sentence. */
const exceptionStart = (text: string, from: number, at: number): number => {
  for (let i = at - 1; i > from; i--)
    if (/[；。]/.test(text[i]!) || (/\d/.test(text[i]!) && /[，]/.test(text.slice(i, at)))) return i
  return from
}

/** A paragraph on concentrated zones of building stone speaks of building stone. */
const zoneMinerals = (passage: Passage): readonly string[] => {
  const words = `${passage.headings.at(-1) ?? ''}${passage.headings.at(-2) ?? ''}${passage.text.slice(0, 40)}`
  return /建筑(?:用)?石料/.test(words) ? ['建筑用石料'] : []
}

/** Every floor the text states. */
export const floorStatementsOf = oncePerPlan((plan): readonly FloorStatement[] => {
  const known = ownMinerals(plan)
  return passagesOf(plan).flatMap((passage) => (passage.present ? [] : statementsIn(passage, known)))
})

/** The words that state a floor, as a quote. */
export const floorQuote = ({ passage, from, to }: FloorStatement): Quote => quote(passage.span, from, to)
