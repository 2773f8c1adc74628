/** One mineral is written in many ways: its key is what all of them share. */
import { mineralCodes } from './mineral-data.ts'

/** 1:1 in length, so offsets stay: variant characters and full-width letters that mean the same. */
const plain = (name: string): string =>
  name.replaceAll('黏', '粘').replaceAll('腊石', '蜡石').replaceAll('铁钒土', '铁矾土').replaceAll('莹石', '萤石')

/** Written differently, meant the same; both sides are keys. */
const aliases: Readonly<Record<string, string>> = {
  煤炭: '煤',
  原煤: '煤',
  地下热水: '地热',
  地热水: '地热',
  地热能: '地热',
  地热资源: '地热',
  饮用天然矿泉水: '矿泉水',
  天然饮用矿泉水: '矿泉水',
  天然矿泉水: '矿泉水',
  饮用矿泉水: '矿泉水',
  矿泉水资源: '矿泉水',
  黄金: '金',
  铝: '铝土',
  黄铁: '硫铁',
  普通萤石: '萤石',
  氟石: '萤石',
  石灰石: '灰岩',
  石灰岩: '灰岩',
  原生金: '岩金',
  脉金: '岩金',
  玄武石: '玄武岩',
  建筑石料: '建筑用石料',
  建筑用石: '建筑用石料',
  建筑石: '建筑用石料',
  建筑用石材: '建筑用石料',
  建筑石材: '建筑用石料',
  建筑用普通石料: '建筑用石料',
  普通建筑石料: '建筑用石料',
  普通建筑用石料: '建筑用石料',
  建筑用碎石: '建筑用石料',
  建筑碎石: '建筑用石料',
  建筑石料用: '建筑用石料',
  建筑用石料用: '建筑用石料',
  建筑石料用岩: '建筑用石料',
  石料: '建筑用石料',
  饰面石材: '饰面用石料',
  饰面用石材: '饰面用石料',
  饰面石料: '饰面用石料',
  装饰石材: '饰面用石料',
  砂石: '建筑用砂石',
  建筑砂石: '建筑用砂石',
  砂石料: '建筑用砂石',
  建筑用砂石料: '建筑用砂石',
  砂石骨料: '建筑用砂石',
  普通建筑砂石: '建筑用砂石',
  建筑砂: '建筑用砂',
  建筑用砂料: '建筑用砂',
  砂石粘土: '砂石土',
  砂石粘土类: '砂石土',
  普通砂石土: '砂石土',
  普通砂石粘土: '砂石土',
  砖瓦粘土: '砖瓦用粘土',
  砖瓦用粘土页岩: '砖瓦用页岩',
  玻璃砂: '玻璃用砂',
  稀土金属: '稀土',
  天青石: '锶',
  海泡石: '海泡石粘土',
}

/** What a rock is dug for: 建筑用…, 水泥用…. */
export const uses = (
  '建筑石料 建筑用石料 建筑 石料 饰面 装饰 水泥配料 水泥混合材料 水泥混合材 水泥标准 水泥 制水泥 ' +
  '制灰 熔剂 溶剂 电石 制碱 化肥 冶金 冶金辅助 炼镁 玻璃 陶瓷 陶粒 砖瓦 铸型 铸石 岩棉 耐火 ' +
  '耐酸碱 保温材料 化工 压裂'
).split(' ')

/** Rocks and soils that take a use before them. */
const rocks = (
  '石灰岩 灰岩 白云岩 大理岩 大理石 花岗岩 花岗石 花岗闪长岩 闪长岩 安山岩 玄武岩 辉绿岩 辉长岩 ' +
  '辉石岩 角闪岩 二长岩 正长岩 流纹岩 凝灰岩 粗面岩 橄榄岩 蛇纹岩 石英岩 石英砂岩 脉石英 砂岩 ' +
  '片麻岩 片岩 板岩 页岩 泥岩 泥灰岩 千枚岩 变粒岩 混合岩 斑岩 砾岩 火山岩 火山灰 火山渣 粘土 ' +
  '黏土 黄土 红土 砂 砂砾石 砾石 卵石 砂石 石料 石材'
).split(' ')

const usePattern = new RegExp(
  `^(${[...uses].sort((a, b) => b.length - a.length).join('|')})用?(${[...rocks].sort((a, b) => b.length - a.length).join('|')})$`,
)
const rockForm = (rock: string): string =>
  rock
    .replace('大理石', '大理岩')
    .replace('花岗石', '花岗岩')
    .replace(/^石灰岩$/, '灰岩')
    .replace('石材', '石料')
const formOfUse = (use: string): string =>
  use === '建筑石料' || use === '建筑用石料' || use === '石料'
    ? '建筑'
    : use === '溶剂'
      ? '熔剂'
      : use === '装饰'
        ? '饰面'
        : use === '制水泥'
          ? '水泥'
          : use === '水泥混合材'
            ? '水泥混合材料'
            : use

/** A word that says "mineral" and adds nothing to the name. */
const tail = /(?:类?矿产资源|类?矿产品|类?矿产|类?矿种|类?矿石|矿床|类矿|矿|类)$/

const memory = new Map<string, string>()

/**
 * The key under which every way of writing one mineral falls together: 铁 = 铁矿, 水泥用石灰岩 = 水泥用灰岩,
 * 大理石 = 大理岩, 煤炭 = 煤, 黏土 = 粘土, 萤石（普通） = 萤石. Unknown names get a key too.
 */
export const mineralKey = (name: string): string => {
  const known = memory.get(name)
  if (known !== undefined) return known
  let key = plain(name.replace(/\s+/g, '')).replace(/[（(][^（）()]*[）)]$/, '')
  const byUse = (text: string): string | null => {
    const hit = usePattern.exec(text)
    return hit ? `${formOfUse(hit[1]!)}用${rockForm(hit[2]!)}` : null
  }
  const find = (text: string): string | null => (Object.hasOwn(aliases, text) ? aliases[text]! : byUse(text))
  let found = find(key)
  if (found === null) {
    const short = key.replace(tail, '')
    if (short && short !== key) {
      key = short
      found = find(key)
    }
  }
  key = found ?? rockForm(key.replace(/^((?:轻|重|中重)?稀土)(?:元素|氧化物|金属)$/, '$1'))
  if (memory.size > 20_000) memory.clear()
  memory.set(name, key)
  return key
}

/** Names that plans use and the code table lacks. */
const further = (
  '建筑用石料 建筑用砂石 饰面用石料 砂石土 岩金 伴生金 铅锌矿 稀土 轻稀土 重稀土 页岩气 ' +
  '天然气水合物 致密油气 干热岩 无烟煤 褐煤 焦煤 晶质石墨 隐晶质石墨 钒钛磁铁矿 磁铁矿 赤铁矿 ' +
  '钛铁矿 独居石 磷铝石 岩溶水 石英砂岩 石英砂 石英 高纯石英 粘土 灰岩 硅石 硅质原料 河砂 砂砾石 ' +
  '卵石 陶瓷用粘土 陶瓷石 瓷石 瓷土 伊利石 方柱石 绿柱石 软玉 岫玉 煤矸石 油气 泥炭 钾长石 ' +
  '钠长石 白云母 锂云母 锂辉石 氟石 镁质粘土 凹凸棒石 盐 井盐 岩盐 芒硝 硼 磷 砷 硫 铝 锆英石 ' +
  '钛锆砂 金刚砂 角闪岩 辉长岩 辉石岩 正长岩 二长岩 流纹岩 花岗闪长岩 泥岩 片岩 砾岩 变粒岩 ' +
  '混合岩 斑岩 红土 黄土'
).split(' ')

const official = new Map<string, string>()
for (const [, name] of mineralCodes) if (!official.has(mineralKey(name))) official.set(mineralKey(name), name)
for (const name of further) if (!official.has(mineralKey(name))) official.set(mineralKey(name), name)

/** The name in the code table (or, where the table lacks it, in general use) for a key; undefined when unknown. */
export const officialName = (key: string): string | undefined => official.get(key)

/** Every known way of writing a mineral, with and without 矿, for finders. */
export const spellings = (): readonly string[] => {
  const all = new Set<string>()
  for (const [key, name] of official) {
    all.add(key)
    all.add(name)
    if (!/[气油水]$/.test(key) && !name.endsWith('矿')) all.add(`${name}矿`)
    if (!/[气油水]$/.test(key)) all.add(`${key}矿`)
  }
  for (const alias of Object.keys(aliases)) {
    all.add(alias)
    if (/[石炭料]$/.test(alias)) all.add(`${alias}矿`)
  }
  for (const use of uses)
    for (const rock of rocks) {
      all.add(`${use}用${rock}`)
      all.add(`${use}用${rock}矿`)
    }
  for (const rock of rocks) {
    all.add(rock)
    all.add(`${rock}矿`)
  }
  for (const word of ['石材', '红土矿', '砂', '砂矿', '盐', '石', '岩', '混合岩', '火山岩', '斑岩', '片岩', '泥岩'])
    all.delete(word)
  for (const name of [...all]) if (name.includes('粘')) all.add(name.replaceAll('粘', '黏'))
  return [...all]
}
