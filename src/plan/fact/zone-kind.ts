/** Which kind of area a name, a title or a code speaks of. */
import type { ZoneKind } from '#plan/plan.ts'

const kinds: readonly (readonly [ZoneKind, RegExp])[] = [
  ['strategic-protection', /(?:战略性?矿产|矿产资源|资源)(?:资源)?保护区|战略性矿产.{0,6}保护|矿产地储备|储备区/],
  ['national-planned', /国家规划矿区|国家规划区/],
  ['concentrated-mining', /集中开采(?:规划)?区(?!块)|集中开采区块|砂石(?:土)?(?:矿)?(?:集中)?开采(?:规划)?区/],
  ['key-exploration', /重点勘查(?:规划)?区|重点调查(?:评价)?区|勘查重点区/],
  ['key-mining', /重点(?:开采|矿)(?:规划)?区|开采重点区/],
  ['industrial', /(?:重点)?(?:产业)?(?:重点)?发展区域?|产业(?:园|集聚|聚集)区|资源基地|能源资源基地|矿业经济区/],
  ['restoration', /治理(?:恢复)?(?:规划)?区|修复(?:治理)?(?:规划)?区|复垦区|保护与恢复治理区/],
  ['forbidden', /禁止(?:勘查|开采|开发|采)*(?:规划)?区|禁采区|禁勘区/],
  ['restricted', /限制(?:勘查|开采|开发|采)*(?:规划)?区|限采区/],
  ['reserved', /备选(?:开采)?区|后备(?:开采)?区|预留区|矿产地储备|储备区/],
  ['allowed', /(?:允许|鼓励)(?:勘查|开采|开发)*(?:规划)?区|可采区/],
]

/** The kind of zone a text names; null where it names none. */
export const zoneKindIn = (text: string): ZoneKind | null =>
  kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** Zones, and the blocks that rights are granted for. */
export type AreaKind = ZoneKind | 'exploration-block' | 'mining-block'

/** What plans call each kind of area; the first that matches counts. */
export const areaWords: readonly (readonly [AreaKind, RegExp])[] = [
  ['exploration-block', /勘查(?:规划)?区块/],
  ['mining-block', /(?<!集中)开采(?:规划)?区块/],
  ...kinds,
]

export const areaNames: Readonly<Record<AreaKind, string>> = {
  'exploration-block': '勘查规划区块',
  'mining-block': '开采规划区块',
  'concentrated-mining': '集中开采区',
  'key-exploration': '重点勘查区',
  'key-mining': '重点开采区',
  industrial: '产业重点发展区域',
  restoration: '重点治理区',
  restricted: '限制开采区',
  forbidden: '禁止开采区',
  allowed: '允许开采区',
  reserved: '备选开采区',
  'strategic-protection': '战略性矿产保护区',
  'national-planned': '国家规划矿区',
}

/** The kind of area a text names; null where it names none. */
export const areaKindIn = (text: string): AreaKind | null =>
  areaWords.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** Every kind of area a text names. */
export const areaKindsIn = (text: string): readonly AreaKind[] =>
  areaWords.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []))

/** Letters that annexes put before a zone's number. */
const byCode: Readonly<Record<string, ZoneKind>> = {
  KZ: 'key-exploration',
  CZ: 'key-mining',
  CS: 'concentrated-mining',
  ZL: 'restoration',
  XZ: 'restricted',
  JZ: 'forbidden',
  YX: 'allowed',
  BX: 'reserved',
  GK: 'national-planned',
  ZB: 'strategic-protection',
}

/** The kind that a zone's code speaks of: CS003 → concentrated mining. */
export const zoneKindOfCode = (code: string): ZoneKind | null =>
  byCode[/^([A-Z]{2})[-\s]?\d/i.exec(code)?.[1]?.toUpperCase() ?? ''] ?? null
