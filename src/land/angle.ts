/** Numbers and angles as offices write them. */

/** Full-width digits, letters and punctuation as their ASCII twins; positions are kept one to one. */
export const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

export type NumberToken = { readonly kind: 'number'; readonly value: number; readonly text: string }
export type AngleToken = {
  readonly kind: 'angle'
  readonly value: number
  readonly text: string
  readonly axis: 'longitude' | 'latitude' | null
}
export type WordToken = { readonly kind: 'word'; readonly text: string }
export type BadToken = { readonly kind: 'bad'; readonly text: string }
export type Token = NumberToken | AngleToken | WordToken | BadToken

const degree = '[°º˚度]'
const minute = "(?:[′'’`]|分)"
const second = `(?:[″"”“]|''|′′|’’|秒)`
const sign = '(?:[NSEWnsew]|北纬|南纬|东经|西经|[东西南北](?=\\s*\\d))'
const figure = '\\d+(?:\\.\\d+)?'

const anglePattern = new RegExp(
  `(${sign})?\\s*(${figure})\\s*${degree}\\s*(?:(${figure})\\s*${minute}\\s*(?:(${figure})\\s*${second}?)?)?\\s*([NSEW](?![A-Za-z]))?`,
  'y',
)
const dashedAngle = new RegExp(`(\\d{2,3})([-:])(\\d{1,2})\\2(${figure})(?![\\d-:])`, 'y')
const thousands = /[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=\t|$)/y
const plainNumber = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w\u4e00-\u9fff])/y
const wordPattern = /[^\s,;、]+/y

const axisOf = (mark: string | undefined): AngleToken['axis'] => {
  if (!mark) return null
  return /[EWew东西]/.test(mark) ? 'longitude' : 'latitude'
}

/** Degrees of a sexagesimal angle; null where minutes or seconds reach 60. */
const degreesOf = (degrees: number, minutes: number, seconds: number): number | null =>
  minutes >= 60 || seconds >= 60 ? null : degrees + minutes / 60 + seconds / 3600

/** DDD.MMSSss (126.331250 is 126°33′12.50″); null where minutes or seconds reach 60. */
export const unpackAngle = (packed: number): number | null => {
  // Through text: 126.33 × 100 is 12632.999… in binary.
  const [whole = '0', fraction = ''] = packed.toFixed(10).split('.')
  return degreesOf(Number(whole), Number(fraction.slice(0, 2)), Number(`${fraction.slice(2, 4)}.${fraction.slice(4)}`))
}

/** The tokens of one row, in order: numbers, angles, words, and what looks like an angle and is none. */
export const tokensOf = (row: string): Token[] => {
  const text = halfWidth(row)
  const tokens: Token[] = []
  const columns = text.includes('\t')
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at += found[0].length
    return found
  }
  const angle = (found: RegExpExecArray, value: number | null, mark?: string): Token =>
    value === null
      ? { kind: 'bad', text: found[0].trim() }
      : { kind: 'angle', value, text: found[0].trim(), axis: axisOf(mark) }
  while (at < text.length) {
    if (/[\s,;、]/.test(text[at]!)) {
      at++
      continue
    }
    let found = match(anglePattern)
    if (found) {
      const value = degreesOf(Number(found[2]), Number(found[3] ?? 0), Number(found[4] ?? 0))
      tokens.push(angle(found, value, found[1] ?? found[5]))
      continue
    }
    found = match(dashedAngle)
    if (found) {
      tokens.push(angle(found, degreesOf(Number(found[1]), Number(found[3]), Number(found[4]))))
      continue
    }
    found = (columns ? match(thousands) : null) ?? match(plainNumber)
    if (found) {
      tokens.push({ kind: 'number', value: Number(found[0].replaceAll(',', '')), text: found[0] })
      continue
    }
    // "X=3301996.14", "经度:126.5": the label ends where its number begins.
    const label = /[A-Za-z\u4e00-\u9fff()（）]+\s*[=:]\s*/y
    found = match(label) ?? match(wordPattern)
    if (!found) break
    tokens.push({ kind: 'word', text: found[0].replace(/[\s=:]+$/, '') })
  }
  return tokens
}
