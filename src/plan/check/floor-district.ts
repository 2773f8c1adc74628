/** Least scales that a sentence gives its counties one by one, against the table by county that says them again. */
import { mineralsIn, sameMineral } from '#mineral/mineral.ts'
import { type DistrictValue, districtValuesOf } from '#plan/fact/district-grid.ts'
import type { Plan } from '#plan/plan.ts'
import { quote, rowQuote } from '#plan/quote.ts'
import { baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, passagesOf } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

type Kind = 'new' | 'rebuilt' | 'existing'

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['rebuilt', /改[、扩]?[、]?扩?建|扩建|技改/],
  ['existing', /已有|现有|保留|生产矿山|延续/],
  ['new', /新建|新设|新立|新增/],
]

/** What kind of mine the words speak of last; 新建、改扩建 together are none of the two. */
const kindIn = (words: string): Kind | null => {
  const found = KINDS.flatMap(([kind, pattern]) => {
    const at = [...words.matchAll(new RegExp(pattern, 'g'))].at(-1)?.index
    return at === undefined ? [] : [{ kind, at }]
  }).sort((a, b) => b.at - a.at)
  return found[0]?.kind ?? null
}

/** The districts that share one floor, the floor and where both stand. */
type Floor = {
  readonly districts: readonly string[]
  readonly figure: Figure
  readonly kind: Kind | null
  readonly from: number
}

const SHARED = /分别$|分别(?:不[得应]?低于|不[得应]?少于|应?达到|为)$/

/** "甲县、乙县不低于30万吨/年，丙县不低于20万吨/年；改扩建分别不低于20和15万吨/年". */
const floorsIn = (passage: Passage, names: readonly string[]): readonly Floor[] => {
  const { text, figures } = passage
  const scales = figures.filter(
    (figure) => figure.per === 'year' && (figure.dimension === 'mass' || figure.dimension === 'volume'),
  )
  const groups: (readonly string[])[] = []
  const floors: Floor[] = []
  let end = 0
  let turn = -1
  for (const figure of scales) {
    const gap = text.slice(end, figure.start)
    // A new sentence speaks of the counties it names, not of those before.
    if (/。/.test(gap)) groups.length = 0
    let from = end + gap.lastIndexOf('。') + 1
    while (from < figure.start && '，；、'.includes(text[from]!)) from++
    const words = text.slice(from, figure.start)
    const named = names.filter((name) => words.includes(name))
    const kind = kindIn(words) ?? (/[；。]/.test(gap) ? null : (floors.at(-1)?.kind ?? null))
    if (named.length > 0) {
      groups.push(named)
      floors.push({ districts: named, figure, kind, from })
      turn = -1
    } else {
      if (SHARED.test(words)) turn = 0
      else if (turn >= 0 && /^[、和及与]/.test(gap)) turn++
      else turn = -1
      const districts = turn >= 0 ? groups[turn] : undefined
      if (districts) floors.push({ districts, figure, kind: kind ?? floors.at(-1)?.kind ?? null, from })
    }
    end = figure.end
  }
  return floors
}

const isFloor = (value: DistrictValue): boolean =>
  /规模/.test(value.table.title + value.label) &&
  /最低|最小|下限|门槛|准入|不低于/.test(value.table.title + value.label)

/** Whether a value of the table is the floor of this kind of mine. */
const fits = (value: DistrictValue, kind: Kind | null): boolean => {
  const own = kindIn(value.label) ?? kindIn(value.table.title)
  return own === null || kind === null ? own === kind || own === null : own === kind
}

const compared = (passage: Passage, kind: Kind | null, floors: readonly Floor[], plan: Plan): Finding[] => {
  const minerals = mineralsIn(passage.text.slice(0, floors[0]!.figure.start)).map((mention) => mention.name)
  const values = districtValuesOf(plan).filter((value) => {
    const named = mineralsIn(value.label + value.table.title)
    return (
      value.total === null &&
      isFloor(value) &&
      fits(value, kind) &&
      (named.length === 0 || named.some((mention) => minerals.some((mineral) => sameMineral(mineral, mention.name))))
    )
  })
  const pairs = floors.flatMap(({ districts, figure }) =>
    districts.flatMap((district) => {
      const found = values.filter(
        (value) => value.district === district && (value.unit === null || value.unit.dimension === figure.dimension),
      )
      const [value] = found
      return value && found.length === 1 ? [{ district, figure, value }] : []
    }),
  )
  if (pairs.length < 2) return []
  const wrong = pairs.filter(
    ({ figure, value }) =>
      Math.abs(baseValue(figure) - value.value * (value.unit?.factor ?? figure.factor)) > 1e-6 * baseValue(figure),
  )
  const holds = wrong.length === 0
  const shown = holds ? pairs : wrong
  const table = pairs[0]!.value.table
  return [
    judged(holds, {
      quotes: [
        ...floors
          .filter(({ figure }) => shown.some((pair) => pair.figure === figure))
          .map(({ figure, from }) => quote(passage.span, Math.max(from, figure.start - 60), figure.end)),
        ...[...new Set(shown.map(({ value }) => value.row))].map((row) => rowQuote(table, row)),
        ...(holds ? [] : wrong.map(({ value }) => quote(value.cell))),
      ],
      computed: shown
        .map(
          ({ district, figure, value }) =>
            `${district} ${figure.text} ${holds ? '=' : '≠'} ${table.id} ${tidy(value.value)}`,
        )
        .join('；'),
      right: { zh: `分地区的最低规模正文与${table.id}一致`, en: `The least scales by district agree with ${table.id}` },
      wrong: {
        zh: `${wrong.map(({ district }) => district).join('、')}的最低规模正文与${table.id}不一致`,
        en: `The least scale of ${wrong.map(({ district }) => district).join(', ')} is another in ${table.id}`,
      },
      remedy: { zh: '统一正文与表格', en: 'Make text and table agree' },
    }),
  ]
}

export const floorDistrict: Check = {
  name: 'floor-district',
  title: { zh: '分地区最低规模', en: 'Least scales by district' },
  run: (plan) => {
    const names = [
      ...new Set(
        districtValuesOf(plan)
          .filter(isFloor)
          .map((value) => value.district),
      ),
    ]
    if (names.length === 0) return []
    return passagesOf(plan).flatMap((passage) => {
      if (passage.present) return []
      const floors = floorsIn(passage, names)
      const kinds = [...new Set(floors.map((floor) => floor.kind))]
      return kinds.flatMap((kind) => {
        const own = floors.filter((floor) => floor.kind === kind)
        return own.length === 0 ? [] : compared(passage, kind, own, plan)
      })
    })
  },
}
