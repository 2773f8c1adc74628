/** Bounds: coordinates in order, areas inside the region, what is done within what is due. */
import type { Plan } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { baseValue, type Figure, tidy } from '#plan/text/figure.ts'
import { type Passage, passagesOf, saidIn } from '#plan/text/passage.ts'
import { type Check, type Finding, judged } from './finding.ts'

const ANGLE = `(\\d+(?:\\.\\d+)?)\\s*°\\s*(?:(\\d+(?:\\.\\d+)?)\\s*[′'’]\\s*)?(?:(\\d+(?:\\.\\d+)?)\\s*[″"”]\\s*)?`
const EXTENT = new RegExp(
  `(东经|北纬|经度|纬度)\\s*[:：]?\\s*${ANGLE}\\s*[-—－–~～至到]+\\s*(?:东经|北纬)?\\s*${ANGLE}`,
  'g',
)

const degrees = (parts: readonly (string | undefined)[]): number =>
  Number(parts[0]) + Number(parts[1] ?? 0) / 60 + Number(parts[2] ?? 0) / 3600

/** Number of the 3° zone that a longitude lies in. */
const zoneOf = (longitude: number): number => Math.round(longitude / 3)

const coordinates = (passage: Passage): Finding[] => {
  const extents = [...passage.text.matchAll(EXTENT)].map((match) => ({
    match,
    axis: /[东经]/.test(match[1]![0]!) ? 'longitude' : 'latitude',
    low: degrees(match.slice(2, 5)),
    high: degrees(match.slice(5, 8)),
  }))
  if (extents.length === 0) return []
  const wrong = extents.filter(
    ({ axis, low, high }) => low >= high || (axis === 'longitude' ? low < 73 || high > 136 : low < 3 || high > 54),
  )
  const longitude = extents.find(({ axis }) => axis === 'longitude')
  const zones = longitude ? [...new Set([zoneOf(longitude.low), zoneOf(longitude.high)])] : []
  const first = extents[0]!.match
  const last = extents.at(-1)!.match
  return [
    judged(wrong.length === 0, {
      quotes: [quote(passage.span, first.index, last.index + last[0].length)],
      computed: `${extents.map(({ low, high }) => `${tidy(low, 4)}° ${low < high ? '<' : '≥'} ${tidy(high, 4)}°`).join('；')}${zones.length > 0 ? `；3°带 ${zones.join('、')}（CM ${zones.map((zone) => zone * 3).join('、')}）` : ''}`,
      right:
        zones.length > 1
          ? {
              zh: '经纬度区间有序；跨两个3°带，投影时须换带',
              en: 'The extent is in order; it lies across two 3° zones',
            }
          : { zh: '经纬度区间有序', en: 'The extent is in order' },
      wrong: { zh: '经纬度区间次序颠倒或超出我国范围', en: 'The extent runs backwards or lies outside the country' },
    }),
  ]
}

/** The region's own area, where the text gives it. */
export const regionArea = (plan: Plan): { passage: Passage; figure: Figure } | null => {
  for (const passage of passagesOf(plan)) {
    if (!/位于|地处|东经|所辖|下辖|现辖|辖\d|行政区域|行政辖区|规划范围|国土/.test(passage.text)) continue
    const figure = passage.figures.find(
      (each) =>
        each.dimension === 'area' && /面积(?:为|约|达)*$/.test(each.label) && !/耕地|林地|水域|建成区/.test(each.label),
    )
    if (figure) return { passage, figure }
  }
  return null
}

const areas = (plan: Plan): Finding[] => {
  const region = regionArea(plan)
  if (!region) return []
  const zones = saidIn(plan).flatMap(({ passage, figure }) =>
    figure.dimension === 'area' &&
    figure !== region.figure &&
    /(?:勘查|开采|区块|重点|治理)/.test(
      figure.label + passage.text.slice(Math.max(0, figure.labelStart - 40), figure.labelStart),
    ) &&
    /面积/.test(figure.label) &&
    figure.factor >= 1e6
      ? [{ passage, figure }]
      : [],
  )
  if (zones.length === 0) return []
  const beyond = zones.filter(({ figure }) => baseValue(figure) > baseValue(region.figure))
  const shown = beyond.length > 0 ? beyond : zones
  return [
    judged(beyond.length === 0, {
      quotes: [
        ...shown.map(({ passage, figure }) => quote(passage.span, figure.labelStart, figure.end)),
        quote(region.passage.span, region.figure.labelStart, region.figure.end),
      ],
      computed: shown
        .map(
          ({ figure }) =>
            `${tidy(figure.value)}/${tidy(region.figure.value)} = ${tidy((baseValue(figure) / baseValue(region.figure)) * 100, 2)}%`,
        )
        .join('；'),
      right: { zh: '各区面积均小于行政区面积', en: 'Each area is smaller than the region' },
      wrong: { zh: '分区面积大于行政区面积', en: 'A zone is larger than the region' },
    }),
  ]
}

export const range: Check = {
  name: 'range',
  title: { zh: '经纬度与面积范围', en: 'Extents and areas' },
  run: (plan) => [...passagesOf(plan).flatMap(coordinates), ...areas(plan)],
}
