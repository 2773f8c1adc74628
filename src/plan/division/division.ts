/**
 * Administrative divisions (GB/T 2260): which region a name means, and which townships a county has. What is not in the data,
 * or is there more than once, is null: a region is never guessed.
 */
import type { AdministrativeLevel, Region } from '#plan/plan.ts'
import data from './division-data.json' with { type: 'json' }

export type TownshipKind = 'town' | 'township' | 'street' | 'other'
export type Township = { readonly name: string; readonly kind: TownshipKind }

type Entry = {
  readonly code: string
  readonly name: string
  readonly level: AdministrativeLevel
  readonly names: readonly string[]
}

const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺'
const selfRuled = new RegExp(`^(.{2,}?)(?:各族|(?:(?:${peoples})族)+|蒙古)?自治(县|州|旗|区)$`)

/** A region's full name and the short ones in use: 甲满族自治县 → 甲县, 甲乙族自治州 → 甲州, 甲壮族自治区 → 甲. */
const namesOf = (name: string): readonly string[] => {
  const hit = name.includes('自治') ? selfRuled.exec(name) : null
  if (!hit) return [name]
  return hit[2] === '区' ? [name, hit[1]!] : [name, `${hit[1]}${hit[2]}`]
}

const levelOf = (code: string): AdministrativeLevel =>
  code.length === 2 ? 'province' : code.length === 4 ? 'city' : 'county'

let entries: ReadonlyMap<string, Entry> | null = null
let byName: ReadonlyMap<string, readonly Entry[]> | null = null
let townshipLines: ReadonlyMap<string, string> | null = null

const allEntries = (): ReadonlyMap<string, Entry> => {
  entries ??= new Map(
    data.regions.split('\n').map((line) => {
      const at = line.indexOf(' ')
      const code = line.slice(0, at)
      const name = line.slice(at + 1)
      return [code, { code, name, level: levelOf(code), names: namesOf(name) }]
    }),
  )
  return entries
}

const entriesNamed = (name: string): readonly Entry[] => {
  if (!byName) {
    const index = new Map<string, Entry[]>()
    for (const entry of allEntries().values())
      for (const own of entry.names) {
        const list = index.get(own)
        if (list) list.push(entry)
        else index.set(own, [entry])
      }
    byName = index
  }
  return byName.get(name) ?? []
}

const regionOf = (entry: Entry): Region => ({ name: entry.name, code: entry.code.padEnd(6, '0'), level: entry.level })
const shortCode = (code: string): string => code.replace(/^(\d{2})0000$|^(\d{4})00$/, '$1$2')

/** The region that holds the one with this code: the city of a county, the province of a city; null at the top. */
export const parentRegion = (code: string): Region | null => {
  const short = shortCode(code)
  if (!allEntries().has(short) || short.length === 2) return null
  const above = (short.length === 6 && allEntries().get(short.slice(0, 4))) || allEntries().get(short.slice(0, 2))
  return above ? regionOf(above) : null
}

/** The regions right below a province or city. */
export const regionsWithin = (code: string): readonly Region[] => {
  const short = shortCode(code)
  return [...allEntries().values()]
    .filter((entry) => entry.code !== short && entry.code.startsWith(short) && entry.code.length <= short.length + 2)
    .map(regionOf)
}

/** Whether every prefix before the last name is an ancestor of `entry`, or a name shortened of it. */
const isAncestor = (prefix: string, entry: Entry): boolean => {
  if (prefix === '') return true
  for (const length of [4, 2]) {
    const above = entry.code.length > length ? allEntries().get(entry.code.slice(0, length)) : undefined
    if (!above) continue
    for (const name of [...above.names, above.name.replace(/(?:省|市|地区|盟|自治州|自治区)$/, '')])
      if (name.length > 1 && prefix.endsWith(name) && isAncestor(prefix.slice(0, -name.length), entry)) return true
  }
  return false
}

/**
 * The region of this name: full (甲满族自治县), short (甲县), or with those above it (乙省丙市甲县, 丙市甲县). A given code
 * must be that region's. null when nobody bears the name, more than one does, or the parts contradict each other.
 */
export const findRegion = (name: string, code?: string | null): Region | null => {
  const plain = name.replace(/\s+/g, '')
  const wanted = code ? shortCode(code) : null
  const found = new Map<string, Entry>()
  for (let from = 0; from < plain.length - 1 && found.size === 0; from++)
    for (const entry of entriesNamed(plain.slice(from)))
      if (isAncestor(plain.slice(0, from), entry) && (wanted === null || wanted === entry.code))
        found.set(entry.code, entry)
  const [only] = found.values()
  return only && found.size === 1 ? regionOf(only) : null
}

/** The region with this code, null where there is none. */
export const regionByCode = (code: string): Region | null => {
  const entry = allEntries().get(shortCode(code))
  return entry ? regionOf(entry) : null
}

const townshipKind = (name: string): TownshipKind =>
  /街道$/.test(name) ? 'street' : /镇$/.test(name) ? 'town' : /(?:乡|苏木)$/.test(name) ? 'township' : 'other'

/** Townships, towns and streets of a county by its code or name; null when the county is not in the data. */
export const townshipsOf = (county: string): readonly Township[] | null => {
  const code = /^\d{6}$/.test(county) ? county : (findRegion(county)?.code ?? null)
  if (code === null) return null
  townshipLines ??= new Map(data.townships.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line]))
  const line = townshipLines.get(code) ?? townshipLines.get(shortCode(code))
  if (!line) return null
  return line
    .split(' ')
    .slice(1)
    .map((name) => ({ name, kind: townshipKind(name) }))
}

const suffix = new RegExp(`(?:(?:(?:${peoples})族)+乡|民族乡|街道办事处|街道|镇|乡|苏木|农场|林场)$`)
const stem = (name: string): string => name.replace(suffix, '')

/**
 * What a written township name means in a county: 'exact', 'short' (乙 for 乙镇), 'kind' (乙乡 where there is only 乙镇);
 * null when no township of the county bears anything like it, or the county is unknown.
 */
export const findTownship = (
  county: string,
  written: string,
): { readonly township: Township; readonly match: 'exact' | 'short' | 'kind' } | null => {
  const all = townshipsOf(county)
  if (!all) return null
  const exact = all.find((township) => township.name === written)
  if (exact) return { township: exact, match: 'exact' }
  const root = stem(written)
  const alike = all.filter((township) => stem(township.name) === root)
  if (alike.length === 0 || root.length < 2) return null
  return { township: alike[0]!, match: root === written ? 'short' : 'kind' }
}
