/** What a heading's number looks like, in every usual house style. Shared by readers (line joining) and the outline. */

export type HeadingStyle =
  | 'volume' // 第一编
  | 'chapter' // 第一章
  | 'section' // 第一节
  | 'comma' // 一、
  | 'bracket' // （一）
  | 'arabic' // 1、 1．
  | 'arabic-bracket' // （1） 1）
  | 'circle' // ①
  | 'decimal' // 1.2.3
  | 'article' // 第一条
  | 'plain' // told only by standing alone: 总则

export type HeadingNumber = {
  readonly style: HeadingStyle
  /** As written, without ordinal words: 一, 2, 1.2.3; '' for plain. */
  readonly number: string
  /** Where the heading's words begin. */
  readonly length: number
}

const han = '[一二三四五六七八九十百零〇]+'

const patterns: readonly (readonly [HeadingStyle, RegExp])[] = [
  ['volume', new RegExp(`^第\\s*(${han}|\\d+)\\s*[编篇部]分?\\s*`)],
  ['chapter', new RegExp(`^第\\s*(${han}|\\d+)\\s*章\\s*`)],
  ['section', new RegExp(`^第\\s*(${han}|\\d+)\\s*节\\s*`)],
  ['article', new RegExp(`^第\\s*(${han}|\\d+)\\s*条\\s*`)],
  ['comma', new RegExp(`^(${han})\\s*、\\s*`)],
  ['bracket', new RegExp(`^[（(]\\s*(${han})\\s*[）)]\\s*`)],
  // 24.50公顷 is a quantity at the start of a broken line, 1.2 and 1.2总则 are headings.
  [
    'decimal',
    /^(\d{1,2}(?:[.．]\d{1,2}){1,5})[.．、]?(?![.．、]?(?:[百千万亿]|公[顷里斤]|[平立]方|吨|元|个|处|家|座|项|年(?!度)|[千厘]?米|千克|倍|度|兆瓦|亩))(?=[\s\u4e00-\u9fff“《])\s*/,
  ],
  ['decimal', /^(\d{1,2})\s+(?=[\u4e00-\u9fff])/],
  ['arabic', /^(\d{1,2})\s*(?:、|[．.](?!\d))\s*/],
  ['arabic-bracket', /^[（(]?\s*(\d{1,2})\s*[）)]\s*/],
  ['circle', /^([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮])\s*/],
]

const plain = /^(?:总\s*则|前\s*言|引\s*言|附\s*则|附\s*录|附\s*件|附\s*表|附\s*图|结\s*语)$/

/** The number a line begins with, or null. Says nothing of whether the line is short enough to be a heading. */
export const headingNumber = (line: string): HeadingNumber | null => {
  const text = line.trimStart()
  const indent = line.length - text.length
  for (const [style, pattern] of patterns) {
    const match = text.match(pattern)
    if (match) return { style, number: match[1]!.replaceAll('．', '.'), length: indent + match[0].length }
  }
  return plain.test(text.trim()) ? { style: 'plain', number: '', length: indent } : null
}

/** Whether a line that begins with a number is a heading: short, and not a sentence. */
export const isHeadingLine = (line: string): boolean => {
  const text = line.trim()
  const number = headingNumber(text)
  if (!number) return false
  const words = text.slice(number.length)
  if (number.style === 'chapter' || number.style === 'section' || number.style === 'volume')
    return words.length <= 60 && !/[。；]/.test(words)
  // A long line with two commas is the first line of a sentence that a hard line break cut.
  if (words.length > 24 && words.split('，').length > 2) return false
  return words.length > 0 && words.length <= 40 && !/[。；，：:！]$/.test(words) && !/[。；]/.test(words)
}

/** The line that names a table: 专栏3 …, 附表5, 表2-1 …, 续表. */
export const isTableCaption = (line: string): boolean =>
  line.length <= 80 &&
  /^\s*(?:续\s*)?(?:[专專]\s*[栏欄]|附\s*[表件]|表)\s*(?:[0-9０-９]+(?:[-－.．—–][0-9０-９]+)*|[一二三四五六七八九十]+)(?!\d)[^。；]*$/.test(
    line,
  )
