/**
 * How the layers and fields of a plan database are called. Offices name them differently from round to round and from
 * province to province: a profile is data, and a county may bring its own.
 */
import type { FeatureCollection } from 'geojson'
import { type LayerKind, layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import { type ExchangeMessage, type ExchangeResult, error, info } from './message.ts'

export type FieldName = 'number' | 'name' | 'region' | 'class' | 'area' | 'corners' | 'mineral'

export type LayerProfile = {
  readonly name: string
  /** Each field by the names it goes under, case aside. */
  readonly fields: Readonly<Partial<Record<FieldName, readonly string[]>>>
  /** Patterns of layer or file names, first match wins; words that say the kind themselves need none. */
  readonly layers: readonly { readonly pattern: string; readonly kind: LayerKind }[]
  /** What the letters of a zone number say ("CQ001"), where the layer name does not. */
  readonly prefixes: Readonly<Record<string, LayerKind>>
}

const planDatabaseProfile: LayerProfile = {
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
    { pattern: 'KAICQST', kind: 'concentrated-mining' },
    { pattern: 'KAICQXZ', kind: 'restricted' },
    { pattern: 'KAICQJZ', kind: 'forbidden' },
    { pattern: 'KAICQK', kind: 'mining-block' },
    { pattern: 'KANCQK', kind: 'exploration-block' },
    { pattern: 'GJGHKQ', kind: 'national-planned' },
    { pattern: 'CKQ', kind: 'mining-right' },
    { pattern: 'TKQ', kind: 'exploration-right' },
    { pattern: 'STBHHX|STHX', kind: 'red-line' },
    { pattern: 'YJJBNT', kind: 'farmland' },
    { pattern: 'CZKFBJ', kind: 'urban-boundary' },
    { pattern: 'ZRBHD', kind: 'protected-area' },
    { pattern: 'XZQ_?X|XIANGZ', kind: 'township' },
    { pattern: 'XZQ', kind: 'county' },
  ],
  prefixes: {
    KZ: 'key-exploration',
    KQ: 'exploration-block',
    CZ: 'key-mining',
    CQ: 'mining-block',
    CS: 'concentrated-mining',
    XZ: 'restricted',
    JZ: 'forbidden',
    BX: 'reserved',
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

const kindByName = (name: string, profile: LayerProfile): LayerKind | null =>
  layerKindOf(name) ?? profile.layers.find(({ pattern }) => new RegExp(pattern, 'i').test(name))?.kind ?? null

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
  const kind = named ?? kindByNumbers(features, profile)
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
  return { value: { kind, title: named ? layerKinds[named].zh : name, features }, messages }
}

/** The collection with number, name, minerals and region under the names of the house beside those it came with. */
export const underHouseNames = (collection: FeatureCollection, { features }: ProfiledLayer): FeatureCollection => ({
  ...collection,
  features: collection.features.map((feature, i) => {
    const { number, name, mineral, region } = features[i]!.fields
    const code = /^\d{6}/.exec(String(region ?? ''))?.[0]
    const house = {
      ...(number ? { code: number } : {}),
      ...(name ? { name } : {}),
      ...(mineral ? { minerals: mineral } : {}),
      ...(code ? { region: code } : {}),
    }
    return { ...feature, properties: { ...feature.properties, ...house } }
  }),
})
