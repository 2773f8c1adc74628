/** Units as an English reader writes them: "万吨/年" is "10⁴ t/a". */
import { unitPattern, unitWords } from './unit.ts'

const magnitudes: Readonly<Record<string, string>> = {
  十: '10',
  百: '10²',
  千: '10³',
  万: '10⁴',
  十万: '10⁵',
  百万: '10⁶',
  千万: '10⁷',
  亿: '10⁸',
  万亿: '10¹²',
}

/** Counters (个, 处, 家 …) are no words of English: what stands here for none of them is left out. */
const bases: Readonly<Record<string, string>> = {
  吨: 't',
  金属吨: 't of metal',
  千克: 'kg',
  公斤: 'kg',
  克: 'g',
  克拉: 'ct',
  立方千米: 'km³',
  立方公里: 'km³',
  立方米: 'm³',
  立方: 'm³',
  方: 'm³',
  升: 'L',
  平方千米: 'km²',
  平方公里: 'km²',
  公顷: 'ha',
  亩: 'mu',
  平方米: 'm²',
  千米: 'km',
  公里: 'km',
  米: 'm',
  毫米: 'mm',
  元: 'CNY',
  人: 'people',
  个百分点: 'percentage points',
  百分点: 'percentage points',
  兆瓦: 'MW',
  千瓦: 'kW',
  瓦: 'W',
  年: 'yr',
  周年: 'yr',
  个月: 'months',
  个工作日: 'working days',
  工作日: 'working days',
  天: 'days',
  小时: 'h',
}

const periods: Readonly<Record<string, string>> = {
  年: 'a',
  年度: 'a',
  月: 'month',
  日: 'd',
  天: 'd',
  小时: 'h',
  时: 'h',
}

const qualifiers: Readonly<Record<string, string>> = {
  矿石: 'ore',
  原矿石: 'raw ore',
  原矿: 'raw ore',
  原煤: 'raw coal',
  煤炭: 'coal',
  金属: 'metal',
  金属量: 'metal',
  矿物: 'mineral',
  矿物量: 'mineral',
  精矿: 'concentrate',
  标矿: 'standard ore',
  氧化物: 'oxide',
  净矿: 'clean ore',
  荒料: 'block stone',
  成品: 'product',
  硅酸盐: 'silicate',
  金: 'gold',
  银: 'silver',
  铂: 'platinum',
}

/** What a count is kept to: "2 个/乡镇". */
const places: Readonly<Record<string, string>> = {
  乡镇: 'township',
  镇: 'township',
  乡: 'township',
  县: 'county',
  区块: 'block',
  分区: 'zone',
  开采区: 'mining zone',
  集中开采区: 'concentrated mining zone',
}

const han = /\p{Script=Han}/u

/** A unit in English; as it is written where it is none of the field, '' for a counter. */
export const unitInEnglish = (unit: string): string => {
  const counted = /^[个处家座宗]\/(.+)$/.exec(unit)
  if (counted && places[counted[1]!]) return `per ${places[counted[1]!]}`
  const words = unitWords(unit)
  if (!words) return unit
  const { qualifier, magnitude, base, per } = words
  // 千克 and 千米 are words of their own.
  const whole = bases[`${magnitude ?? ''}${base}`]
  const amount = [
    whole || !magnitude ? undefined : magnitudes[magnitude],
    whole ?? bases[base] ?? (han.test(base) ? '' : base),
    qualifier && (qualifiers[qualifier] ?? qualifier),
  ]
    .filter(Boolean)
    .join(' ')
  if (!per) return amount
  const period = periods[per] ?? per
  return amount === '' ? `per ${period === 'a' ? 'year' : period}` : `${amount}/${period}`
}

const placeUnits = `[个处家座宗]/(?:${Object.keys(places)
  .sort((a, b) => b.length - a.length)
  .join('|')})`
const quotesAndUnits = new RegExp(`(“[^”]*”|"[^"]*")|(\\d) ?(${placeUnits}|${unitPattern})(?!\\p{Script=Han})`, 'gu')

/** Units after numbers in English; quotes stay as they are written. */
export const unitsInEnglish = (text: string): string =>
  han.test(text)
    ? text.replace(
        quotesAndUnits,
        (whole, quote: string | undefined, digit: string, unit: string) =>
          quote ?? (han.test(unit) ? `${digit} ${unitInEnglish(unit)}`.trim() : whole),
      )
    : text
