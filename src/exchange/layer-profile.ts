/**
 * How the layers and fields of a plan database are called. Offices name them differently from round to round and from
 * province to province: a profile is data, and a county may bring its own.
 */
import type { FeatureCollection } from 'geojson'
import type { ZoneKind } from '#plan/plan.ts'
import { type ExchangeMessage, type ExchangeResult, error, info } from './message.ts'

export type FieldName = 'number' | 'name' | 'region' | 'class' | 'area' | 'corners' | 'mineral'

/** What a layer shows; the kinds of zone are those of the plan. */
export type LayerKind =
  | ZoneKind
  | 'exploration-block'
  | 'mining-block'
  | 'exploration-right'
  | 'mining-right'
  | 'red-line'
  | 'farmland'
  | 'urban-boundary'
  | 'protected-area'
  | 'county'
  | 'township'

export type LayerProfile = {
  readonly name: string
  /** Each field by the names it goes under, case aside. */
  readonly fields: Readonly<Partial<Record<FieldName, readonly string[]>>>
  /** Patterns of layer or file names, first match wins. */
  readonly layers: readonly { readonly pattern: string; readonly kind: LayerKind; readonly title: string }[]
  /** What the letters of a zone number say ("CQ001"), where the layer name does not. */
  readonly prefixes: Readonly<Record<string, LayerKind>>
}

export const planDatabaseProfile: LayerProfile = {
  name: '矿产资源规划数据库',
  fields: {
    number: ['GHQBH', 'QKBH', 'GHQKBH', 'BH', '编号', '规划区编号', '区块编号'],
    name: ['GHQMC', 'QKMC', 'GHQKMC', 'MC', 'NAME', '名称', '规划区名称', '区块名称'],
    region: ['SZXZQ', 'XZQDM', 'XZQMC', '所在行政区'],
    class: ['QHQLB', 'GHQLB', 'LB', '类别'],
    area: ['GHQMJ', 'QKMJ', 'MJ', '面积'],
    corners: ['GDZB', '拐点坐标'],
    mineral: ['KZ', 'KZMC', 'ZYKZ', 'KCKZ', '矿种', '主要矿种'],
  },
  layers: [
    { pattern: 'KAICQST|砂石.*开采|集中开采', kind: 'concentrated-mining', title: '集中开采区' },
    { pattern: 'KAICQXZ|限制开采', kind: 'restricted', title: '限制开采区' },
    { pattern: 'KAICQJZ|禁止开采', kind: 'forbidden', title: '禁止开采区' },
    { pattern: 'KAICQK|开采.*区块', kind: 'mining-block', title: '开采规划区块' },
    { pattern: 'KANCQK|勘查.*区块', kind: 'exploration-block', title: '勘查规划区块' },
    { pattern: 'GJGHKQ|国家规划矿区', kind: 'national-planned', title: '国家规划矿区' },
    { pattern: '战略性?矿产.*保护', kind: 'strategic-protection', title: '战略性矿产资源保护区' },
    { pattern: '重点勘查', kind: 'key-exploration', title: '重点勘查区' },
    { pattern: '重点(开采|矿区)', kind: 'key-mining', title: '重点开采区' },
    { pattern: '允许', kind: 'allowed', title: '允许区' },
    { pattern: '备选|储备', kind: 'reserved', title: '备选区' },
    { pattern: '修复|治理|复垦', kind: 'restoration', title: '生态修复区' },
    { pattern: '采矿权|CKQ', kind: 'mining-right', title: '采矿权' },
    { pattern: '探矿权|TKQ', kind: 'exploration-right', title: '探矿权' },
    { pattern: '生态.*红线|STBHHX|STHX', kind: 'red-line', title: '生态保护红线' },
    { pattern: '永久基本农田|基本农田|YJJBNT', kind: 'farmland', title: '永久基本农田' },
    { pattern: '城镇开发边界|CZKFBJ', kind: 'urban-boundary', title: '城镇开发边界' },
    { pattern: '自然保护|保护区|公园|ZRBHD', kind: 'protected-area', title: '自然保护地' },
    { pattern: '乡镇|XZQ_?X|XIANGZ', kind: 'township', title: '乡镇界' },
    { pattern: '县界|县域|XZQ', kind: 'county', title: '县界' },
  ],
  prefixes: {
    KZ: 'key-exploration',
    KQ: 'exploration-block',
    CZ: 'key-mining',
    CQ: 'mining-block',
    CS: 'concentrated-mining',
    ZL: 'restoration',
  },
}

/** One feature of a layer under the names of the house; `other` keeps every field as it came. */
export type ProfiledFeature = {
  readonly fields: Readonly<Partial<Record<FieldName, string | number>>>
  readonly other: Readonly<Record<string, unknown>>
}

export type ProfiledLayer = {
  readonly kind: LayerKind | null
  readonly title: string
  readonly features: readonly ProfiledFeature[]
}

const kindByName = (name: string, profile: LayerProfile) =>
  profile.layers.find(({ pattern }) => new RegExp(pattern, 'i').test(name)) ?? null

/** The kind most numbers of a layer start with; null where they do not agree. */
const kindByNumbers = (features: readonly ProfiledFeature[], profile: LayerProfile): LayerKind | null => {
  const kinds = features.map(
    ({ fields }) => profile.prefixes[String(fields.number ?? '').match(/[A-Z]{2}(?=\d{3}$)/)?.[0] ?? ''],
  )
  const [first] = kinds
  return first !== undefined && kinds.every((kind) => kind === first) ? first : null
}

/** Reads a layer under a profile: what kind it is and what its fields mean. What is not recognised is said. */
export const applyProfile = (
  name: string,
  collection: FeatureCollection,
  profile: LayerProfile = planDatabaseProfile,
): ExchangeResult<ProfiledLayer> => {
  const messages: ExchangeMessage[] = []
  const present = new Set(collection.features.flatMap(({ properties }) => Object.keys(properties ?? {})))
  const fieldNames = Object.entries(profile.fields).flatMap(([field, names]) => {
    const found = names.flatMap(
      (known) => [...present].find((own) => own.toUpperCase() === known.toUpperCase()) ?? [],
    )[0]
    return found === undefined ? [] : [[field as FieldName, found] as const]
  })
  const features = collection.features.map(({ properties }): ProfiledFeature => {
    const fields: Partial<Record<FieldName, string | number>> = {}
    for (const [field, own] of fieldNames) {
      const value = properties?.[own]
      if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
        fields[field] = typeof value === 'string' ? value.trim() : value
    }
    return { fields, other: properties ?? {} }
  })
  const named = kindByName(name, profile)
  const kind = named?.kind ?? kindByNumbers(features, profile)
  if (!kind) messages.push(error(`图层“${name}”不知是哪一类，请指定`, `layer "${name}" is of no known kind; say which`))
  const used = new Set(fieldNames.map(([, own]) => own))
  const left = [...present].filter((own) => !used.has(own))
  if (left.length > 0)
    messages.push(
      info(
        `图层“${name}”未识别的字段：${left.join('、')}`,
        `layer "${name}": fields not recognised: ${left.join(', ')}`,
      ),
    )
  return { value: { kind, title: named?.title ?? name, features }, messages }
}
