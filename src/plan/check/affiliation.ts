/**
 * Regions by whom they belong to: a county under a city it is not part of, a township under another county, a region that has
 * nothing to do with the plan's own; and how many regions the plan's own is said to have.
 */
import { findTownship, parentRegion, regionsWithin, townshipsOf } from '#plan/division/division.ts'
import { PEOPLES } from '#plan/division/region-name.ts'
import type { Plan, Region } from '#plan/plan.ts'
import { type Quote, quote, quoteMatch, rowQuote } from '#plan/quote.ts'
import { passagesOf } from '#plan/text/passage.ts'
import { oneLacking } from '#plan/text/words.ts'
import { type Check, type Finding, judged } from './finding.ts'
import { strangers, within } from './stranger.ts'

type Member = { readonly name: string; readonly region: Region }

/** A region's name in full and as it is said for short: 甲满族自治县, 甲县. */
const namesOf = (region: Region): readonly string[] => {
  const short = region.name.replace(PEOPLES, '').replace(/自治(?=[县旗])/, '')
  return short === region.name || short.length < 3 ? [region.name] : [region.name, short]
}

const membersOf = (regions: readonly Region[]): readonly Member[] =>
  regions
    // 市辖区, 县 and 省直辖 are no region's name.
    .filter((region) => region.name.length > 2 || !/^[市县区]/.test(region.name))
    .flatMap((region) => namesOf(region).map((name) => ({ name, region })))
    .sort((a, b) => b.name.length - a.name.length)

type Own = {
  readonly region: Region
  readonly cities: readonly Member[]
  readonly counties: readonly Member[]
}

/** The plan's own region with the cities and counties in it; null where the divisions data do not have it. */
const ownOf = ({ region }: Plan): Own | null => {
  if (!region?.code) return null
  const below = regionsWithin(region.code)
  const cities = region.level === 'province' ? below.filter((each) => each.level === 'city') : []
  const counties =
    region.level === 'province'
      ? [...below.filter((each) => each.level === 'county'), ...cities.flatMap((city) => regionsWithin(city.code!))]
      : region.level === 'city'
        ? below
        : []
  return { region, cities: membersOf(cities), counties: membersOf(counties) }
}

const anyOf = (members: readonly Member[]): string =>
  members.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

const regionsNamed = (members: readonly Member[], name: string): readonly Region[] =>
  members.flatMap((member) => (member.name === name ? [member.region] : []))

const misplaced = (quotes: readonly Quote[], name: string, said: string, real: string | null): Finding => ({
  verdict: 'fails',
  quotes,
  computed: `${name} ∉ ${said}${real ? `；${name} ∈ ${real}` : ''}`,
  message: {
    zh: `${name}${real ? `属${real}，` : ''}不属${said}`,
    en: `${name} is not part of ${said}${real ? ` but of ${real}` : ''}`,
  },
  remedy: { zh: '核对所属行政区', en: 'Check which region it belongs to' },
})

/** "甲市乙县" of a county in another city, wherever the words stand side by side. */
const countiesOfCities = (plan: Plan, own: Own): Finding[] => {
  if (own.cities.length === 0) return []
  const pattern = new RegExp(`(${anyOf(own.cities)})(${anyOf(own.counties)})`, 'g')
  return passagesOf(plan).flatMap(({ span, text }) =>
    [...text.matchAll(pattern)].flatMap((match): Finding | [] => {
      const [city] = regionsNamed(own.cities, match[1]!)
      const counties = regionsNamed(own.counties, match[2]!)
      if (!city || counties.some((county) => within(county, city))) return []
      return misplaced([quoteMatch(span, match)], match[2]!, match[1]!, parentRegion(counties[0]!.code!)?.name ?? null)
    }),
  )
}

/** What a cell of names or places may be as long as; longer ones tell a story. */
const LONGEST_NAME = 40

/** Rows that name a city and counties: each county must lie in one of the row's cities. */
const rowsOfTables = (plan: Plan, own: Own): Finding[] => {
  if (own.cities.length === 0) return []
  const cityPattern = new RegExp(anyOf(own.cities), 'g')
  const countyPattern = new RegExp(anyOf(own.counties), 'g')
  return plan.tables.flatMap((table): Finding[] => {
    let right = 0
    let first: Quote | null = null
    const wrong = table.cells.flatMap((cells, row): Finding[] => {
      const texts = cells.map((cell) => cell.text.replace(/\s/g, '')).filter((text) => text.length <= LONGEST_NAME)
      const cities = texts.flatMap((text) =>
        [...text.matchAll(cityPattern)].flatMap((match) => regionsNamed(own.cities, match[0])),
      )
      const counties = [...new Set(texts.flatMap((text) => [...text.matchAll(countyPattern)].map((match) => match[0])))]
      if (cities.length === 0 || counties.length === 0) return []
      const strangers = counties.filter(
        (name) => !regionsNamed(own.counties, name).some((county) => cities.some((city) => within(county, city))),
      )
      if (strangers.length === 0) {
        right++
        first ??= rowQuote(table, row)
        return []
      }
      return strangers.map((name) =>
        misplaced(
          [
            ...cells
              .filter((cell) => cities.some((city) => cell.text.includes(city.name)) || cell.text.includes(name))
              .map((cell) => quote(cell)),
            rowQuote(table, row),
          ],
          name,
          [...new Set(cities.map((city) => city.name))].join('、'),
          parentRegion(regionsNamed(own.counties, name)[0]!.code!)?.name ?? null,
        ),
      )
    })
    if (wrong.length > 0 || !first) return wrong
    return [
      {
        verdict: 'holds',
        quotes: [first],
        computed: `${right}/${right}`,
        message: {
          zh: `${table.id}各行的县（市、区）均属所列设区的市`,
          en: `${table.id}: every county lies in the city of its row`,
        },
      },
    ]
  })
}

const TOWNSHIP_AFTER = /^[\p{Script=Han}]{1,7}?(?:街道|[镇乡](?![\p{Script=Han}]{0,3}(?:街道|[镇乡])))/u

/** "甲县乙镇" against the townships of that county. */
const townships = (plan: Plan, own: Own): Finding[] => {
  if (own.counties.length === 0) return []
  const pattern = new RegExp(anyOf(own.counties), 'g')
  const seen = new Set<string>()
  const confirmed: Quote[] = []
  const findings = [
    ...passagesOf(plan).map((passage) => passage.span),
    ...plan.tables.flatMap((table) => table.cells.flat()),
  ].flatMap((span) =>
    [...span.text.matchAll(pattern)].flatMap((match): Finding | [] => {
      const end = match.index + match[0].length
      const name = TOWNSHIP_AFTER.exec(span.text.slice(end))?.[0]
      const counties = regionsNamed(own.counties, match[0])
      const [county] = counties
      if (!name || !county || counties.length > 1 || /^(?:各|全|等|的|所|和|及|与|内|北|南|东|西|中部)/.test(name))
        return []
      const found = findTownship(county.code!, name)
      const whole = match[0] + name
      const cited = quote(span, match.index, end + name.length)
      if (found?.match === 'exact') {
        if (!seen.has(whole)) confirmed.push(cited)
        seen.add(whole)
        return []
      }
      if (found || seen.has(`${whole}@${cited.at.line}`)) return []
      seen.add(`${whole}@${cited.at.line}`)
      const elsewhere = own.counties.find(
        (other) => other.region !== county && findTownship(other.region.code!, name)?.match === 'exact',
      )
      if (elsewhere) return misplaced([cited], name, match[0], elsewhere.region.name)
      const alike = (townshipsOf(county.code!) ?? []).filter((each) => oneLacking(name, each.name))
      if (alike.length !== 1) return []
      return {
        verdict: 'fails',
        quotes: [cited],
        computed: `${name} ∉ ${match[0]}（${alike[0]!.name}）`,
        message: {
          zh: `${match[0]}没有“${name}”，应为“${alike[0]!.name}”`,
          en: `${match[0]} has no ${name}; ${alike[0]!.name} is meant`,
        },
        remedy: { zh: `改为“${alike[0]!.name}”`, en: `Write “${alike[0]!.name}”` },
      }
    }),
  )
  if (confirmed.length === 0) return findings
  return [
    ...findings,
    {
      verdict: 'holds',
      quotes: confirmed,
      computed: `${confirmed.length}/${confirmed.length} ∈ 行政区划资料`,
      message: {
        zh: `${confirmed.length}个乡镇街道与所属县（市、区）相符`,
        en: `${confirmed.length} townships lie in the county they are said to lie in`,
      },
    },
  ]
}

const KINDS: readonly (readonly [string, (name: string) => boolean])[] = [
  ['市辖区', (name) => /区$/.test(name)],
  ['县级市', (name) => /市$/.test(name)],
  ['自治县', (name) => /自治县$/.test(name)],
  ['县', (name) => /县$/.test(name)],
  ['旗', (name) => /旗$/.test(name)],
]

/** "辖2个市辖区、1个县级市、4个县" against the divisions data. */
const numbers = (plan: Plan, own: Own): Finding[] => {
  if (own.counties.length === 0) return []
  const counties = [...new Set(own.counties.map((member) => member.region))]
  for (const { span, text } of passagesOf(plan)) {
    const match = /(?:下?辖|包括|共有)[^。；]{0,60}/.exec(text)
    if (!match) continue
    const stated = [
      ...match[0].matchAll(
        /(\d+)个(市辖区|县级市|自治县|县(?![（(级市]|、[市区])|旗)|(市辖区|县级市|自治县|县|旗)(\d+)个/g,
      ),
    ].map((each) => ({ kind: (each[2] ?? each[3])!, stated: Number(each[1] ?? each[4]) }))
    if (stated.length < 2 || !stated.some(({ kind }) => kind === '市辖区' || kind === '县级市')) continue
    const apart = stated.some(({ kind }) => kind === '自治县')
    const counted = stated.map((each) => ({
      ...each,
      real: counties.filter(
        ({ name }) =>
          KINDS.find(([kind]) => kind === each.kind)![1](name) &&
          !(each.kind === '县' && apart && /自治县$/.test(name)),
      ).length,
    }))
    const holds = counted.every((each) => each.real === each.stated)
    return [
      judged(holds, {
        quotes: [quoteMatch(span, match)],
        computed: counted
          .map((each) => `${each.kind} ${each.stated}${holds || each.real === each.stated ? '=' : '≠'}${each.real}`)
          .join('；'),
        right: {
          zh: '所辖县（市、区）数量与行政区划资料一致',
          en: 'The number of counties is that of the divisions data',
        },
        wrong: {
          zh: '所辖县（市、区）数量与行政区划资料不同（资料年份可能不同）',
          en: 'The number of counties differs from the divisions data (their year may differ)',
        },
        otherwise: 'doubtful',
      }),
    ]
  }
  return []
}

export const affiliation: Check = {
  name: 'affiliation',
  title: { zh: '行政隶属', en: 'Regions and whom they belong to' },
  run: (plan) => {
    const own = ownOf(plan)
    if (!own) return []
    return [
      ...countiesOfCities(plan, own),
      ...rowsOfTables(plan, own),
      ...townships(plan, own),
      ...strangers(plan, own.region),
      ...numbers(plan, own),
    ]
  },
}
