/** What minerals are called, where a text names them, and which name contains which. */
import { longestName, standsForMineral } from './finder.ts'
import { mineralCodes } from './mineral-data.ts'
import { mineralKey, officialName, uses } from './name.ts'

export type MineralClass =
  | 'energy'
  | 'ferrous'
  | 'non-ferrous'
  | 'precious'
  | 'rare'
  | 'metallurgical'
  | 'chemical'
  | 'building'
  | 'water-gas'

const classes: Readonly<Record<string, MineralClass>> = {
  1: 'energy',
  2: 'ferrous',
  3: 'non-ferrous',
  4: 'precious',
  5: 'rare',
  6: 'metallurgical',
  7: 'chemical',
  8: 'building',
  9: 'water-gas',
}

const codeByKey = new Map(mineralCodes.map(([code, name]) => [mineralKey(name), code]))

/** Class of names the code table lacks. */
const classByKey: Readonly<Record<string, MineralClass>> = {
  岩金: 'precious',
  伴生金: 'precious',
  铅锌: 'non-ferrous',
  稀土: 'rare',
  轻稀土: 'rare',
  重稀土: 'rare',
  页岩气: 'energy',
  天然气水合物: 'energy',
  干热岩: 'energy',
  无烟煤: 'energy',
  褐煤: 'energy',
  焦煤: 'energy',
  油气: 'energy',
  磁铁: 'ferrous',
  赤铁: 'ferrous',
  钛铁: 'ferrous',
  钒钛磁铁: 'ferrous',
  炼镁用白云岩: 'metallurgical',
  井盐: 'chemical',
  硫: 'chemical',
}

/**
 * The one name of a mineral: the code table's (金 → 金矿, 煤炭 → 煤, 水泥用石灰岩 → 水泥用灰岩); a name nobody knows comes
 * back without spaces, a trailing parenthesis and 矿.
 */
export const normalMineral = (name: string): string => {
  const key = mineralKey(name)
  return officialName(key) ?? key
}

/** Whether the name is one that the code table or general use knows. */
export const knownMineral = (name: string): boolean => officialName(mineralKey(name)) !== undefined

/** Two ways of writing one mineral. */
export const sameMineral = (a: string, b: string): boolean => mineralKey(a) === mineralKey(b)

/**
 * How two names of one mineral differ: 'same' to the letter, 'suffix' where only 矿 is left out (金, 金矿), 'variant'
 * where the spelling departs (大理石 for 大理岩, 水泥用石灰岩 for 水泥用灰岩); null when they are different minerals.
 */
export const spellingDifference = (a: string, b: string): 'same' | 'suffix' | 'variant' | null => {
  if (a === b) return 'same'
  if (!sameMineral(a, b)) return null
  const short = (name: string): string => name.replace(/\s+|(?:矿产|矿种|矿石|矿)$/g, '')
  return short(a) === short(b) ? 'suffix' : 'variant'
}

/** Five-digit code, null where the table has none. */
export const mineralCode = (name: string): string | null => codeByKey.get(mineralKey(name)) ?? null

/** Class of a mineral by its code, by its use or by its shape; null when unknown. */
export const mineralClass = (name: string): MineralClass | null => {
  const key = mineralKey(name)
  const code = codeByKey.get(key)
  if (code) return classes[code[0]!] ?? null
  if (Object.hasOwn(classByKey, key)) return classByKey[key]!
  if (/^(冶金|熔剂|炼镁|铸型|耐火)/.test(key)) return 'metallurgical'
  if (/^(化肥|制碱|电石|化工)/.test(key)) return 'chemical'
  if (/用.*[岩石砂土料灰渣]$/.test(key) || officialName(key)) return 'building'
  return null
}

/** The 24 strategic minerals of the national plan (全国矿产资源规划 2016—2020), by key. */
const strategic = new Set(
  '石油 天然气 页岩气 煤炭 煤层气 铀 铁 铬铁 铜 铝土 金 镍 钨 锡 钼 锑 钴 锂 稀土 锆 磷 钾盐 晶质石墨 萤石'
    .split(' ')
    .map(mineralKey),
)

/** Whether the mineral is on the national list of strategic minerals, or a part of one that is. */
export const isStrategic = (name: string): boolean => {
  const key = mineralKey(name)
  return strategic.has(key) || [...strategic].some((whole) => contains(whole, key)) || /^[轻重]?稀土/.test(key)
}

const rareEarths = new Set([...'钇钆铽镝钬铒铥镱镥铈镧镨钕钐铕'])
const metals: readonly MineralClass[] = ['ferrous', 'non-ferrous', 'precious', 'rare']

/** Names of whole classes, as plans use them for a subject. */
const classNames: Readonly<Record<string, (of: MineralClass | null, key: string) => boolean>> = {
  能源: (of) => of === 'energy',
  金属: (of) => of !== null && metals.includes(of),
  黑色金属: (of) => of === 'ferrous',
  有色金属: (of) => of === 'non-ferrous',
  贵金属: (of) => of === 'precious',
  贵重金属: (of) => of === 'precious',
  稀有金属: (of) => of === 'rare',
  稀有稀土及分散元素: (of) => of === 'rare',
  稀有稀土分散元素: (of) => of === 'rare',
  非金属: (of) => of === 'metallurgical' || of === 'chemical' || of === 'building',
  冶金辅助原料: (of) => of === 'metallurgical',
  冶金辅助原料非金属: (of) => of === 'metallurgical',
  化工原料: (of) => of === 'chemical',
  化工原料非金属: (of) => of === 'chemical',
  建材: (of) => of === 'building',
  建材非金属: (of) => of === 'building',
  建材及其它非金属: (of) => of === 'building',
  建材及其他非金属: (of) => of === 'building',
  水气: (of) => of === 'water-gas',
  固体: (of) => of !== null && of !== 'water-gas',
  战略性: (_, key) => isStrategic(key),
  战略: (_, key) => isStrategic(key),
}

/** Parts of a whole that names do not show; keys on both sides. */
const parts: Readonly<Record<string, readonly string[]>> = {
  金: ['岩金', '砂金', '伴生金'],
  煤: ['无烟煤', '褐煤', '焦煤', '炼焦用煤', '动力煤'],
  铁: ['磁铁', '赤铁', '褐铁', '菱铁', '钒钛磁铁'],
  钛: ['钛铁', '金红石'],
  铅锌: ['铅', '锌'],
  铌钽: ['铌', '钽'],
  石墨: ['晶质石墨', '隐晶质石墨'],
  萤石: ['光学萤石'],
  油气: ['石油', '天然气', '页岩气', '煤层气'],
  盐: ['岩盐', '湖盐', '井盐'],
  水晶: ['压电水晶', '熔炼水晶', '光学水晶', '工艺水晶'],
  稀土: ['轻稀土', '重稀土'],
  建筑用砂: ['河砂', '机制砂', '砂砾石', '卵石'],
  建筑用砂石: ['建筑用石料', '建筑用砂', '砂砾石', '卵石', '河砂'],
  砂石土: ['建筑用砂石', '粘土', '砖瓦用粘土', '砖瓦用页岩', '砖瓦用砂', '砖瓦用砂岩', '砖瓦用泥岩'],
}

/** Rocks and soils that building stone does not contain though they too are dug for building. */
const notStone = /^建筑用(砂|砂石|粘土|黄土|红土|砂砾石|卵石|砾石|石料)$/

const contains = (parent: string, child: string, depth = 0): boolean => {
  if (parent === child) return true
  if (depth > 4) return false
  if (parent === '建筑用石料') return /^建筑用.+/.test(child) && !notStone.test(child)
  if (parent === '饰面用石料') return /^饰面用.+/.test(child)
  if (parent === '稀土' && rareEarths.has(child)) return true
  if (Object.hasOwn(parts, parent) && parts[parent]!.some((part) => contains(part, child, depth + 1))) return true
  // A plain rock stands for every use of it: 花岗岩 ⊃ 建筑用花岗岩.
  return child.endsWith(`用${parent}`)
}

/**
 * Whether what is said of `parent` covers `child`: the same mineral, building stone and its rocks, gold and rock gold,
 * a plain rock and its uses, a class (金属矿产, 战略性矿产) and its members. Never the other way round.
 * `besides` are names standing beside the parent in the same list or table: what one of them names more narrowly is
 * theirs, not the parent's (建筑用石料 beside 建筑用砂岩 does not cover the latter).
 */
export const containsMineral = (parent: string, child: string, besides: readonly string[] = []): boolean => {
  const whole = mineralKey(parent)
  const part = mineralKey(child)
  if (whole === part) return true
  const member = Object.hasOwn(classNames, whole) ? classNames[whole] : undefined
  if (!(member ? member(mineralClass(child), part) : contains(whole, part))) return false
  return !besides.some((name) => {
    const other = mineralKey(name)
    return other !== whole && contains(other, part) && !contains(other, whole)
  })
}

/** First characters of uses, to look no further at the others. */
const useStarts = new Set(uses.map((use) => use[0]!))

export type MineralMention = {
  /** The mineral's one name (see normalMineral). */
  readonly name: string
  /** As written, and where: [start, end) in the text asked about. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Every mineral a text names, longest name first, in order. An enumeration shares its use: in "建筑用安山岩、花岗岩" the second
 * is 建筑用花岗岩. `further` are names that only this plan uses (see ownMinerals in the plan room).
 */
export const mineralsIn = (text: string, further: readonly string[] = []): readonly MineralMention[] => {
  const found: MineralMention[] = []
  for (let at = 0; at < text.length; ) {
    let end = at + longestName(text, at)
    // A rock nobody knows, told by its use: 建筑用绿泥片岩.
    if (useStarts.has(text[at]!) && uses.some((use) => text.startsWith(use, at)))
      end = Math.max(end, at + (useShape.exec(text.slice(at, at + 14))?.[0].length ?? 0))
    for (const name of further)
      if (name.length > 1 && at + name.length > end && text.startsWith(name, at))
        end = at + name.length + (text[at + name.length] === '矿' ? 1 : 0)
    // 铁矿石, 金矿山, 煤矿区: the name ends before 矿.
    if (
      end - at > 1 &&
      text[end - 1] === '矿' &&
      /[石山区床产种权业层]/.test(text[end] ?? '') &&
      (longestName(text.slice(at, end - 1), 0) === end - 1 - at || further.includes(text.slice(at, end - 1)))
    )
      end--
    const word = text.slice(at, end)
    if (
      end === at ||
      (end - at === 1 && !standsForMineral(text, at, end)) ||
      (word === '原煤' && text[end] !== undefined)
    ) {
      at++
      continue
    }
    found.push({ name: normalMineral(word), text: word, start: at, end })
    at = end
  }
  return shareUse(text, found)
}

/** The use, 用, and a name that ends like a rock. */
const useShape = new RegExp(
  `^(?:${[...uses].sort((a, b) => b.length - a.length).join('|')})用[一-龥]{1,4}?[岩土砂](?!石|岩|层|体)`,
)

const purposeOf = (name: string): string | null => /^(.+用)(?!.*用)/.exec(mineralKey(name))?.[1] ?? null
const onlySeparator = (text: string, from: number, to: number): boolean =>
  /^[、，,和及与或\s]+$/.test(text.slice(from, to))

const shareUse = (text: string, found: readonly MineralMention[]): readonly MineralMention[] => {
  const uses = found.map((mention) => purposeOf(mention.text))
  // Whether each stands right after the one before, in one enumeration.
  const follows = found.map((mention, i) => i > 0 && onlySeparator(text, found[i - 1]!.end, mention.start))
  // The use that each takes over from those before it, and whether one behind it has a use of its own.
  const taken: (string | null)[] = []
  found.forEach((_, i) => {
    taken.push(uses[i] ?? (follows[i] ? taken[i - 1]! : null))
  })
  const later = found.map(() => false)
  for (let i = found.length - 2; i >= 0; i--) later[i] = follows[i + 1]! && (uses[i + 1] !== null || later[i + 1]!)
  return found.map((mention, i) => {
    const use = taken[i]
    // The use carries on only to the end of the enumeration: a later name with a use of its own says that each stands for itself.
    if (uses[i] || !use || mention.text.length < 2 || later[i]) return mention
    const shared = officialName(mineralKey(`${use}${mention.text}`))
    return shared ? { ...mention, name: shared } : mention
  })
}

export type ListedMineral = MineralMention & {
  readonly known: boolean /** "铁8个" → 8 */
  readonly count: number | null
}

const openTail = /(?:等(?:\d+种)?)?(?:优势|重要|主要|重点)?(?:矿产资源|矿产|矿种|矿石|资源)?(?:矿山|矿床)?$/
const noName = /^(?:其它|其他|合计|总计|小计|—|-|－|\/|／|无|等|\d+)$/

/**
 * The members of an enumeration that is known to name minerals (a cell, the words after "勘查矿种："): names nobody
 * knows count too. Trailing 等, 等矿种, 矿产 are left out; "铁8个" carries its count.
 */
export const mineralList = (text: string, further: readonly string[] = []): readonly ListedMineral[] => {
  const known = mineralsIn(text, further)
  const list: ListedMineral[] = []
  const splitter = /[、，,；;\n]|(?<=[^、，,；;\s])(?:以及|及|和|与)(?=.)/g
  const cutAt = [...text.matchAll(splitter)].map((hit) => [hit.index, hit.index + hit[0].length] as const)
  // "和", "与" inside a known name (和田玉) part nothing.
  const edges = cutAt.filter(([from]) => !known.some((mention) => mention.start < from && from < mention.end))
  let from = 0
  for (const [to, next] of [...edges, [text.length, text.length] as const]) {
    let start = from
    let end = to
    from = next
    while (start < end && /\s/.test(text[start]!)) start++
    start += /^(?:全部|所有|各类)(?=.)/.exec(text.slice(start, end))?.[0].length ?? 0
    while (end > start && /[\s。]/.test(text[end - 1]!)) end--
    const counted = /^(.+?)\s*(\d+)\s*(?:个|处|家|座|宗)$/.exec(text.slice(start, end))
    if (counted) end = start + counted[1]!.length
    const inside = known.find((mention) => mention.start >= start && mention.end <= end && end - mention.end <= 8)
    let written = text.slice(start, end)
    if (inside && inside.start === start) {
      end = inside.end
      written = inside.text
    } else {
      written = written.replace(openTail, '')
      end = start + written.length
    }
    if (!written || noName.test(written) || written.length > 14) continue
    const exact = inside && inside.start === start
    const name = exact ? inside.name : normalMineral(written)
    list.push({
      name,
      text: written,
      start,
      end,
      known: exact || knownMineral(written),
      count: counted ? Number(counted[2]) : null,
    })
  }
  return list
}
