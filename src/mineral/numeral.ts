/** Numbers as Chinese documents write them: 12.5, １２，３４５, 二〇二三, 一百二十, 两百, 廿五, 3千, 1.2亿. */

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  '◯': 0,
  Ｏ: 0,
  零: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  貳: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const tens: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const scores: Readonly<Record<string, number>> = { 廿: 20, 卄: 20, 卅: 30, 卌: 40 }
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }

/** Full-width digits, letters and signs as ASCII. The length stays, so offsets into the text stay true. */
export const halfWidth = (text: string): string =>
  /[！-～]/.test(text)
    ? text.replace(/[０-９Ａ-Ｚａ-ｚ．％／＋－＜＞＝]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    : text

/** The whole text as a Chinese numeral; null when any character is none or the order makes no number. */
const chinese = (text: string): number | null => {
  if (text === '') return null
  const letters = [...text]
  // Digit by digit: 二〇二三.
  if (letters.length > 1 && letters.every((c) => c in digits)) {
    if (letters.some((c) => c === '两' || c === '兩')) return null
    return Number(letters.map((c) => digits[c]).join(''))
  }
  let total = 0
  let section = 0
  let digit: number | null = null
  let smallestTen = Infinity
  let smallestMyriad = Infinity
  let zero = false
  /** What a bare last digit is worth after 百, 千, 万: 一百二 is 120, 一百零二 is 102. */
  let elliptic = 1
  for (const c of letters) {
    if (c in scores) {
      if (digit !== null || smallestTen <= 10) return null
      section += scores[c]!
      smallestTen = 10
      elliptic = 1
      zero = false
    } else if (c in digits) {
      const value = digits[c]!
      if (value === 0) {
        if (digit !== null || zero) return null
        zero = true
        continue
      }
      if (digit !== null) return null
      digit = value
    } else if (c in tens) {
      const ten = tens[c]!
      if (ten >= smallestTen || (digit === null && (ten !== 10 || (section > 0 && !zero && smallestTen <= 10))))
        return null
      section += (digit ?? 1) * ten
      digit = null
      smallestTen = ten
      elliptic = ten / 10
      zero = false
    } else if (c in myriads) {
      const myriad = myriads[c]!
      if (myriad >= smallestMyriad) {
        // 一万亿: the smaller step is carried by the greater.
        if (section === 0 && digit === null && total > 0 && total < 1e8 && myriad === 1e8) {
          total *= myriad
          smallestMyriad = myriad
          smallestTen = Infinity
          elliptic = 1
          continue
        }
        return null
      }
      const own = section + (digit ?? 0)
      if (own === 0) return null
      total += own * myriad
      section = 0
      digit = null
      smallestMyriad = myriad
      smallestTen = Infinity
      elliptic = myriad / 10
      zero = false
    } else return null
  }
  if (digit !== null) {
    const last = zero ? digit : digit * (elliptic > 1 ? elliptic : 1)
    section += last
  } else if (zero && letters.length > 1) return null
  if (letters.length === 1 && zero) return 0
  return total + section
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A power of ten behind a number: ×10⁴, x10^4, and ×104 where the raised figure has come down. */
const powerOfTen = '\\s*[×xX*]\\s*10\\^?[2-9⁰¹²³⁴⁵⁶⁷⁸⁹](?![0-9])'
const trailingPower = new RegExp(`${powerOfTen}$`)

/**
 * The value of a whole numeral: Arabic (full or half width, with thousands separators, with a power of ten, with a final
 * 十/百/千/万/亿) or Chinese; null when the text is no numeral. Signs and percent are not part of a numeral.
 */
export const parseNumeral = (text: string): number | null => {
  const whole = halfWidth(text.trim()).replace(/(?<=\d)[，\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ',')
  const power = trailingPower.exec(whole)
  if (power) {
    const value = parseNumeral(whole.slice(0, power.index))
    const exponent = power[0].at(-1)!
    return value === null
      ? null
      : Number(
          (value * 10 ** (raised.includes(exponent) ? raised.indexOf(exponent) : Number(exponent))).toPrecision(15),
        )
  }
  const plain = whole
  const arabic = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([十百千]?[万萬亿億]?|[十百千])$/.exec(plain)
  if (arabic) {
    let value = Number(arabic[1]!.replaceAll(',', '') + (arabic[2] ?? ''))
    for (const c of arabic[3] ?? '') value = Number((value * (tens[c] ?? myriads[c] ?? 1)).toPrecision(15))
    return Number.isFinite(value) ? value : null
  }
  return chinese(plain)
}

const small = '零一二三四五六七八九'

const sectionText = (value: number): string => {
  let text = ''
  let gap = false
  for (const [unit, worth] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / worth) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    if (gap) text += '零'
    gap = false
    text += small[digit] + unit
  }
  return text
}

/** A whole number from 0 to 9 999 9999 9999 in Chinese: 105 → 一百零五, 12 → 十二. */
export const chineseNumeral = (value: number): string => {
  if (value === 0) return '零'
  let text = ''
  let rest = value
  let gap = false
  for (const [unit, worth] of [
    ['亿', 1e8],
    ['万', 1e4],
    ['', 1],
  ] as const) {
    const section = Math.floor(rest / worth)
    rest %= worth
    if (section === 0) {
      gap = text !== ''
      continue
    }
    if (text !== '' && (gap || section < 1000)) text += '零'
    text += sectionText(section) + unit
    gap = false
  }
  return text.startsWith('一十') ? text.slice(1) : text
}

/**
 * Source of a pattern that finds one numeral inside a text (no groups, for use in other patterns). A Chinese numeral is
 * taken from its first character on only, so that a long row of them is looked at once.
 */
export const numeralPattern = `(?:(?:[0-9０-９]{1,3}(?:[,，\\u00a0\\u2009\\u202f][0-9０-９]{3})+(?![0-9０-９])(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)(?:${powerOfTen})?|(?<![〇○零一二两三四五六七八九十百千廿卅])[〇○零一二两三四五六七八九十百千廿卅]+)`
