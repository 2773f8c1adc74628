/** Counts said in sentences: mines, rights, blocks, minerals, deposits, projects — what is counted decides the kind. */

import { cut } from '#document/span.ts'
import { mineralsIn } from '#mineral/mineral.ts'
import type { DepositScale, FactKind, MiningMethod } from '#plan/plan.ts'
import { type Draft, fromClause, WHOLE } from './draft.ts'
import { methodIn } from './floor.ts'
import { levelOf } from './level.ts'
import { goesOn, operatorOf, type Statement } from './statement.ts'
import { zoneKindIn } from './zone-kind.ts'

type Counted = { readonly kind: FactKind; readonly measure: string; readonly act?: 'exploration' | 'mining' }

/** What a phrase counts, most particular first. */
const nouns: readonly (readonly [RegExp, Counted])[] = [
  [/勘查(?:规划)?区块$/, { kind: 'count', measure: '勘查规划区块数量', act: 'exploration' }],
  [/(?:开采|采矿)(?:规划)?区块$/, { kind: 'count', measure: '开采规划区块数量', act: 'mining' }],
  [/探矿权(?:总?数|数量|总数)?$/, { kind: 'right', measure: '探矿权数量', act: 'exploration' }],
  [/采矿权(?:总?数|数量|总数)?$/, { kind: 'right', measure: '采矿权数量', act: 'mining' }],
  [/矿业权(?:总?数|数量|总数)?$/, { kind: 'right', measure: '矿业权数量' }],
  [/绿色矿山(?:数量|总数)?$/, { kind: 'count', measure: '绿色矿山数量' }],
  [/矿产地$/, { kind: 'count', measure: '矿产地数量' }],
  [/矿区(?:总数|数)?$/, { kind: 'count', measure: '矿区数量' }],
  [/(?:项目|工程)$/, { kind: 'count', measure: '项目数量' }],
  [/(?:矿山|矿山企业|采石场)(?:企业)?(?:总数量|总数|数量|数|个数|总量)?$/, { kind: 'mine', measure: '矿山数量' }],
]

/** One list item: "大型矿山", "中型", "露天开采", "在建矿山", "锌矿", "金属矿产". */
const item =
  /^(?<scale>大中型|大型|中型(?:及以上|以上)?|小型)?(?<method>(?:露天|地下|井工|水井)(?:与地下)?(?:开采)?)?(?<state>正常生产|正在开采|正在生产|生产|在建|停产|停采|关闭|基建|筹建|持证|有效|闭坑|预查|普查|详查|勘探)?(?<mineral>.*?)(?<noun>矿山企业|矿山|探矿权|采矿权|矿产地|矿床|矿区|项目)?(?:总数量|总数|数量|数|总量)?$/u

const scaleOf = (word: string): DepositScale | undefined =>
  word === '大型' ? 'large' : word === '中型' ? 'medium' : word === '小型' ? 'small' : undefined

const isMineral = (text: string, own: readonly string[]): boolean => {
  const [first] = mineralsIn(text, own)
  return first !== undefined && first.start === 0 && /^矿?$/.test(text.slice(first.end))
}

const countedBy = (statement: Statement): Counted | null =>
  nouns.find(([pattern]) => pattern.test(statement.phrase))?.[1] ?? null

/** Kind and measure of a statement, from its own noun or from the one that its list goes on with. */
const heads = new WeakMap<Statement, Counted | null>()
const headOf = (statement: Statement, depth = 0): Counted | null => {
  const known = heads.get(statement)
  if (known !== undefined) return known
  const own = countedBy(statement)
  const above = statement.previous
  const head =
    own ??
    (above &&
    depth < 40 &&
    above.clause.paragraph === statement.clause.paragraph &&
    (goesOn(statement) || /^。?$|按[^。，]{0,12}，?$/.test(statement.gap))
      ? headOf(above, depth + 1)
      : null)
  heads.set(statement, head)
  return head
}

/** The kind's own words at the end of a phrase: "落实上级划定的重点勘查区" → 重点勘查区. */
const zoneWords = /(?:重点|集中|限制|禁止|允许|备选|国家|战略)[一-龥]{0,8}区(?:块|域)?$/

type Shared = Pick<Draft, 'op' | 'value' | 'unit' | 'year' | 'attribute' | 'quote' | 'at' | 'outline'>

/** "落实省级勘查规划区块1个", "萤石勘查规划区块7个", "其中建筑用玄武岩4个": blocks by level and by mineral. */
const blocks = (statement: Statement, head: Counted, shared: Shared): Draft | null => {
  const own = countedBy(statement) !== null
  const rest = statement.phrase
    .replace(/(?:勘查|开采|采矿)(?:规划)?区块$/, '')
    .replace(
      /^(?:落实|划定|设置|部署|新设|设定|全面|规划|确定|共|设|了|的|上级规划划定)+|(?:划定|设定|设置|规划|落实|部署|新设|的)+$/g,
      '',
    )
  const level = levelOf(rest.replace(/^(省|市|县)$/, '$1级'))
  const mineral = isMineral(rest, statement.own) ? rest : null
  if (!own && !mineral && !level) return null
  return {
    kind: 'count',
    subject: mineral ?? WHOLE,
    measure: head.measure,
    ...shared,
    confidence: (rest === '' || mineral || level) && (own || goesOn(statement)) ? 'sure' : 'likely',
    ...(mineral ? { minerals: [mineral] } : {}),
    ...(level ? { planLevel: level } : {}),
    ...(head.act ? { act: head.act } : {}),
  }
}

/** How far the minerals of a count are known, most particular first. */
const stages: readonly (readonly [RegExp, string])[] = [
  [/未(?:探明|查明)|尚未/, '未查明资源储量矿种数'],
  [/列入|上表/, '列入储量表矿种数'],
  [/查明|探明/, '查明资源储量矿种数'],
  [/开发利用|开采/, '开发利用矿种数'],
  [/发现/, '已发现矿种数'],
]

/** What is counted where the noun comes after the number: "9个镇", "2个重点开采区", "4个萤石开采规划区块". */
const nounsAfter: readonly (readonly [RegExp, Counted])[] = [
  [/^勘查(?:规划)?区块/, { kind: 'count', measure: '勘查规划区块数量', act: 'exploration' }],
  [/^开采(?:规划)?区块/, { kind: 'count', measure: '开采规划区块数量', act: 'mining' }],
  [/^有效?探矿权|^探矿权/, { kind: 'right', measure: '探矿权数量', act: 'exploration' }],
  [/^有效?采矿权|^采矿权/, { kind: 'right', measure: '采矿权数量', act: 'mining' }],
  [/^乡镇/, { kind: 'count', measure: '乡镇数量' }],
  [/^街道/, { kind: 'count', measure: '街道数量' }],
  [/^(?:建制)?镇(?![一-龥]*(?:矿|区))/, { kind: 'count', measure: '镇数量' }],
  [/^(?:民族)?乡(?!村|镇)/, { kind: 'count', measure: '乡数量' }],
  [/^(?:行政)?村/, { kind: 'count', measure: '村数量' }],
  [/^(?:国营)?农场/, { kind: 'count', measure: '农场数量' }],
]

/** Counts whose noun follows; a mineral may stand between the two. */
const readCountBefore = (statement: Statement, shared: Shared): Draft | null => {
  const { clause, quantity } = statement
  const { text } = clause.span
  // "一个区块原则上只设…" sets a rule, it counts nothing.
  if (/^一/.test(text.slice(quantity.start)) || /每|单|同一|各|原则/.test(statement.phrase)) return null
  const rest = text.slice(quantity.end)
  const local = /(?:区内|区块内)[^。；]*$/.test(text.slice(0, quantity.start))
  const quoted = (length: number): Pick<Draft, 'quote' | 'at' | 'outline'> =>
    fromClause(clause, cut(clause.span, statement.start, quantity.end + length))
  const next = mineralsIn(rest.slice(0, 16), statement.own)[0]
  const mineral = next?.start === 0 ? next : undefined
  const words = mineral ? rest.slice(mineral.end) : rest
  const zone =
    /^([一-龥]{0,14}?(?:重点勘查|重点开采|集中开采|禁止开采|限制开采|允许开采|备选开采|重点治理|规划矿|保护)区)(?!块)/.exec(
      words,
    )?.[1]
  const kind = zone ? zoneKindIn(zone) : null
  const level = levelOf(statement.phrase)
  const where = level ? { planLevel: level } : {}
  if (zone && kind && !/[的在内]/.test(zone))
    return {
      kind: 'count',
      subject: `${mineral?.text ?? ''}${zone}`,
      measure: '区域数量',
      ...shared,
      ...quoted((mineral?.end ?? 0) + zone.length),
      confidence: 'likely',
      zone: kind,
      ...where,
    }
  const noun = nounsAfter.find(([pattern]) => pattern.test(words))
  if (!noun) return null
  const [pattern, counted] = noun
  return {
    kind: counted.kind,
    subject: mineral?.text ?? WHOLE,
    measure: counted.measure,
    ...shared,
    ...quoted((mineral?.end ?? 0) + pattern.exec(words)![0].length),
    confidence: quantity.op === null && !local ? 'sure' : 'likely',
    ...(mineral ? { minerals: [mineral.text] } : {}),
    ...(counted.act ? { act: counted.act } : {}),
    ...where,
  }
}

export const readCount = (statement: Statement): Draft | null => {
  const { quantity, phrase, unit, clause, year, isTarget } = statement
  if (quantity.upper !== undefined) return null
  const shared = {
    op: operatorOf(statement, '='),
    value: quantity.value,
    unit: quantity.unit,
    year,
    attribute: null,
    ...fromClause(clause, statement.span),
  } as const
  if (unit.dimension === 'people') {
    if (!/人口|人员|职工|人$/.test(phrase)) return null
    return {
      kind: 'count',
      subject: WHOLE,
      measure: phrase,
      ...shared,
      confidence: /^(?:总|城镇|乡村|农村|非农业|农业|户籍|常住)?人口$/.test(phrase) ? 'sure' : 'likely',
    }
  }
  if (unit.dimension !== 'count' || phrase.length > 24) return null
  if (quantity.written.trim() === '种') {
    const group = /(能源|金属|非金属|水气|黑色金属|有色金属|贵金属)矿产$/.exec(phrase)?.[0]
    const stage = stages.find(([pattern]) => pattern.test(phrase))?.[1]
    if (!group && !stage && !/矿种|矿产/.test(phrase)) return null
    return {
      kind: 'count',
      subject: group ?? '矿产',
      measure: group ? '矿种数' : (stage ?? phrase),
      ...shared,
      confidence: group || (stage && /矿产|矿种|储量[表库]/.test(phrase)) ? 'sure' : 'likely',
    }
  }
  if (!/^[个家座处宗项口眼]$/.test(quantity.written.trim())) return null
  const after = readCountBefore(statement, shared)
  if (after) return after
  const zone = zoneKindIn(phrase)
  if (zone && /区域?$/.test(phrase))
    return {
      kind: 'count',
      subject: zoneWords.exec(phrase)?.[0] ?? phrase,
      measure: '区域数量',
      ...shared,
      confidence: 'likely',
      zone,
    }
  const head = headOf(statement)
  if (!head) return null
  if (head.measure.endsWith('区块数量')) return blocks(statement, head, shared)
  if (/(?:治理|恢复|复垦|修复)/.test(phrase) && head.kind === 'mine')
    return { kind: 'count', subject: WHOLE, measure: '治理矿山数量', ...shared, confidence: 'likely' }
  const parts = item.exec(phrase)?.groups ?? {}
  const mineralPart = (parts.mineral ?? '').replace(/(?:矿种|矿产)$/, '')
  const own = countedBy(statement)
  const known = isMineral(mineralPart, statement.own)
  // A name nobody knows is a mineral only in a list, and by its shape.
  const listed = (goesOn(statement) || parts.noun === '矿山') && /^[一-龥]{2,8}[矿岩石土砂]$/.test(mineralPart)
  const mineral = known || listed ? mineralPart : null
  const bare = mineralPart === ''
  const classed = /^(?:能源|金属|非金属|水气)$/.test(mineralPart)
  if (!own && !mineral && !classed && !(parts.scale || parts.method || parts.state)) return null
  const scale = scaleOf(parts.scale ?? '')
  const method: MiningMethod | null = parts.method ? methodIn(parts.method) : null
  const state = parts.state && !/持证|有效/.test(parts.state) ? parts.state : ''
  const wide = parts.scale && !scale ? parts.scale : ''
  const capped = (head.measure === '矿山数量' || head.kind === 'right') && (quantity.op === '<=' || quantity.op === '<')
  // "区内…不超过5个" speaks of one area, "每个区块…" of each.
  const local = /(?:区内|区块内|单个|每个|各区|一个|每[县乡镇])[^。；]*$/.test(
    clause.span.text.slice(0, quantity.start),
  )
  const sure =
    !local &&
    (known || bare || classed) &&
    (own !== null || goesOn(statement)) &&
    phrase.length <= 16 &&
    !(isTarget && quantity.op === null) &&
    statement.change === null &&
    !statement.guessed
  return {
    kind: capped ? 'quota' : head.kind,
    subject: mineral ?? (classed ? `${mineralPart}矿产` : WHOLE),
    measure: `${wide}${state}${head.measure}`,
    ...shared,
    confidence:
      sure &&
      (head.kind !== 'count' || own !== null) &&
      !/(?:新增|增加|减少)[^，。；]{0,12}$/.test(clause.span.text.slice(0, quantity.start))
        ? 'sure'
        : 'likely',
    ...(scale ? { scale } : {}),
    ...(method ? { method } : {}),
    ...(mineral ? { minerals: [mineral] } : {}),
    ...(head.act ? { act: head.act } : {}),
  }
}
