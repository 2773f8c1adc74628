/** Regions that do not belong: another region's name left over from elsewhere, a township put into the wrong county. */
import type { Span } from '#document/document.ts'
import { findRegion, findTownship, parentRegion, regionsWithin, townshipsOf } from '#plan/division/division.ts'
import { tablesOf } from '#plan/fact/tables.ts'
import type { Plan, Region } from '#plan/plan.ts'
import { type CheckFinding, quote } from './finding.ts'
import { describesPresent, passagesOf } from './passage.ts'

const AIM =
  /(?:到20\d\d年(?:底)?[，,]|推动|促进|加快|提升|推进|全面建成|建设|实现)([\p{Script=Han}]{2,9}?(?:自治区|自治州|自治县|省|市|县|区|旗|盟))(?:的)?(?=矿业|矿产|绿色|生态|经济|高质量|可持续|矿山)/gu

/** The region, those above it and those right below it. */
const kinOf = (region: Region): readonly Region[] => {
  if (!region.code) return [region]
  const above: Region[] = []
  for (let at = parentRegion(region.code); at; at = at.code ? parentRegion(at.code) : null) above.push(at)
  return [region, ...above, ...regionsWithin(region.code)]
}

/** "推动某市矿业绿色发展" where that city is another than the plan's. */
export const leftovers = (plan: Plan): readonly CheckFinding[] => {
  const { region } = plan
  if (!region?.code) return []
  const kin = kinOf(region)
  return passagesOf(plan).flatMap((passage) =>
    describesPresent(passage)
      ? []
      : [...passage.text.matchAll(AIM)].flatMap((match): CheckFinding[] => {
          const name = match[1]!
          const other = findRegion(name)
          if (!other || kin.some((each) => each.code === other.code || each.name.includes(name))) return []
          const at = match.index + match[0].indexOf(name)
          return [
            {
              check: 'place',
              verdict: 'fails',
              quotes: [quote(passage.span, match.index, at + name.length + 10)],
              computed: `${name} ≠ ${region.name}`,
              message: {
                zh: `本规划为${region.name}，文中却说${name}，疑为他处文字残留`,
                en: `The plan is ${region.name}’s, the text speaks of ${name}: perhaps left over from elsewhere`,
              },
              remedy: { zh: '改为本地名称', en: 'Name the plan’s own region' },
            },
          ]
        }),
  )
}

const TOWNSHIP = /^([\p{Script=Han}]{1,5}?(?:镇|乡|街道|苏木))(?![村])/u

/** "某县某镇" where the town lies in another county of the city; "某市某县" where the county lies in another city. */
export const misplaced = (plan: Plan): readonly CheckFinding[] => {
  const { region } = plan
  if (!region?.code || region.level === 'county') return []
  const below = regionsWithin(region.code)
  const spans: readonly Span[] = [
    ...passagesOf(plan).map((passage) => passage.span),
    ...tablesOf(plan).listings.flatMap((listing) => listing.rows.map((row) => row.name)),
    ...plan.tables.flatMap((table) =>
      table.cells.flatMap((cells) => cells.filter((cell) => cell.text.length > 4 && cell.text.length < 60)),
    ),
  ]
  const seen = new Set<string>()
  return spans.flatMap((span) =>
    below.flatMap((outer): CheckFinding[] => {
      const at = span.text.indexOf(outer.name)
      if (at < 0 || !outer.code) return []
      const rest = span.text.slice(at + outer.name.length)
      const inner =
        region.level === 'city' ? TOWNSHIP.exec(rest)?.[1] : /^([\p{Script=Han}]{1,5}?(?:县|市|区|旗))/u.exec(rest)?.[1]
      if (!inner || seen.has(`${span.at.start} ${outer.name}${inner}`)) return []
      seen.add(`${span.at.start} ${outer.name}${inner}`)
      const right = region.level === 'city' ? homeOfTownship(outer, inner, below) : homeOfCounty(outer, inner, below)
      if (right === null) return []
      return [
        {
          check: 'place',
          verdict: 'fails',
          quotes: [quote(span, at, at + outer.name.length + inner.length + 6)],
          computed: `${inner} ∉ ${outer.name}；${right}`,
          message: {
            zh: `“${outer.name}${inner}”应为“${right}”`,
            en: `“${outer.name}${inner}” should be “${right}”`,
          },
          remedy: { zh: '核对行政区划', en: 'Check the division it lies in' },
        },
      ]
    }),
  )
}

/** Where a township really lies, or how it is really called; null where all is well or nothing is known of it. */
const homeOfTownship = (county: Region, name: string, counties: readonly Region[]): string | null => {
  const own = county.code ? townshipsOf(county.code) : null
  if (!own || own.length === 0 || findTownship(county.code!, name)) return null
  const stem = name.replace(/(?:镇|乡|街道|苏木)$/, '')
  const longer = own.find(
    (each) => stem.length >= 2 && each.name.startsWith(stem) && each.name.length === name.length + 1,
  )
  if (longer) return `${county.name}${longer.name}`
  const home = counties.find(
    (each) => each !== county && each.code && townshipsOf(each.code)?.some((township) => township.name === name),
  )
  return home ? `${home.name}${name}` : null
}

const homeOfCounty = (city: Region, name: string, cities: readonly Region[]): string | null => {
  const within = (each: Region): boolean =>
    each.code !== null && regionsWithin(each.code).some((county) => county.name === name)
  if (within(city)) return null
  const home = cities.find(within)
  return home ? `${home.name}${name}` : null
}
