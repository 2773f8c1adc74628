/** Numbers and angles as offices write them. */

/** Full-width digits, letters and punctuation as their ASCII twins; positions are kept one to one. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/−/g, '-')
    .replace(/(?<=\d)。(?=\d)/g, '.')

export type Axis = 'longitude' | 'latitude'

/** `misread`: the number is only what its writing comes nearest to ("37601688.l0", "37601688..10"). */
export type NumberToken = {
  readonly kind: 'number'
  readonly value: number
  readonly text: string
  readonly axis: Axis | null
  readonly misread?: true
}
export type AngleToken = {
  readonly kind: 'angle'
  readonly value: number
  readonly text: string
  readonly axis: Axis | null
}
export type WordToken = { readonly kind: 'word'; readonly text: string }
export type BadToken = { readonly kind: 'bad'; readonly text: string }
export type Token = NumberToken | AngleToken | WordToken | BadToken

const degree = '[°º˚度]'
const minute = "(?:[′'’`]|分)"
const second = `(?:[″"”“]|''|′′|’’|秒)`
const sign = '(?:[NSEWnsew](?=\\s*[:=]?\\s*\\d)|[东西]经|[南北]纬|[经纬]度|[东西南北](?=\\s*\\d))'
const figure = '\\d+(?:\\.\\d+)?'
const hemisphere = '[NSEW](?![A-Za-z])'

// Seconds need no mark at the end of an angle; what carries the next angle's degree mark are no seconds.
const anglePattern = new RegExp(
  `(?:(${sign})\\s*[:=]?)?\\s*(${figure})\\s*${degree}\\s*(?:(${figure})\\s*${minute}\\s*(?:(${figure})(?![\\d.]*\\s*${degree})\\s*${second}?)?)?\\s*(${hemisphere})?`,
  'y',
)
const dashedAngle = new RegExp(`(?:(${sign})\\s*)?(\\d{2,3})([-:])(\\d{1,2})\\3(${figure})(?![\\d-:])`, 'y')
const thousands = /[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?![\w.])/y
/** In a cell of its own: also one group of thousands, and groups set apart by a space. */
const cellNumber = /[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,5}(?: \d{3})+)(?:\.\d+)?(?=[\t"]|$)/y
const plainNumber = new RegExp(
  `(?:(${sign})\\s*[:=]?\\s*)?([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(${hemisphere})?(?:米|m)?(?![.\\w\\u4e00-\\u9fff])`,
  'y',
)
/** Digits with a letter or a second point among them. */
const misreadNumber = /[+-]?\d[\dOoQlI|.]{5,}(?![\w.])/y
const wordPattern = /[^\s,;、:=()[\]{}<>|"]+[:=]?/y
const separator = /[\s,;、:=()[\]{}<>|"]/

const axisOf = (mark: string | undefined): Axis | null => {
  if (!mark) return null
  return /[EWew东西经]/.test(mark.replace(/[南北]纬|纬度/, '')) ? 'longitude' : 'latitude'
}

/** Degrees of a sexagesimal angle; null where minutes or seconds reach 60. */
export const degreesOf = (degrees: number, minutes: number, seconds: number): number | null =>
  minutes >= 60 || seconds >= 60 ? null : degrees + minutes / 60 + seconds / 3600

/** DDD.MMSSss (126.331250 is 126°33′12.50″); null where minutes or seconds reach 60. */
export const unpackAngle = (packed: number): number | null => {
  // Through text: 126.33 × 100 is 12632.999… in binary.
  const [whole = '0', fraction = ''] = packed.toFixed(10).split('.')
  return degreesOf(Number(whole), Number(fraction.slice(0, 2)), Number(`${fraction.slice(2, 4)}.${fraction.slice(4)}`))
}

/** DDDMMSS.ss (1263312.5 is 126°33′12.50″); null where minutes or seconds reach 60. */
export const unpackSeconds = (packed: number): number | null =>
  degreesOf(Math.floor(packed / 10_000), Math.floor(packed / 100) % 100, packed % 100)

/** What a number with letters or points too many comes nearest to; null for what is none. */
const nearestNumber = (text: string): number | null => {
  const [whole = '', ...rest] = text.replace(/[OoQ]/g, '0').replace(/[lI|]/g, '1').split(/\.+/)
  const value = Number(rest.length > 0 ? `${whole}.${rest.join('')}` : whole)
  return Number.isFinite(value) ? value : null
}

/** The tokens of one row, in order: numbers, angles, words, and what looks like an angle and is none. */
export const tokensOf = (row: string): Token[] => {
  const text = halfWidth(row)
  const tokens: Token[] = []
  const columns = text.includes('\t') || text.includes('"')
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
    if (separator.test(text[at]!)) {
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
      tokens.push(angle(found, degreesOf(Number(found[2]), Number(found[4]), Number(found[5])), found[1]))
      continue
    }
    found = match(thousands) ?? (columns ? match(cellNumber) : null)
    if (found) {
      tokens.push({ kind: 'number', value: Number(found[0].replace(/[, ]/g, '')), text: found[0], axis: null })
      continue
    }
    found = match(plainNumber)
    if (found) {
      const [, mark, number = '', after] = found
      tokens.push({ kind: 'number', value: Number(number), text: number, axis: axisOf(mark ?? after) })
      continue
    }
    found = match(misreadNumber)
    if (found) {
      const value = nearestNumber(found[0])
      tokens.push(
        value === null
          ? { kind: 'word', text: found[0] }
          : { kind: 'number', value, text: found[0], axis: null, misread: true },
      )
      continue
    }
    found = match(wordPattern)
    if (!found) break
    tokens.push({ kind: 'word', text: found[0].replace(/[:=]$/, '') })
  }
  return tokens
}
