/** One PDF page → words with their boxes and the ruling lines, in points, y downwards from the top. */
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type Word = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

/** A horizontal (y fixed) or vertical (x fixed) stroke. */
export type Rule = { readonly at: number; readonly from: number; readonly to: number }

export type Page = {
  readonly width: number
  readonly height: number
  readonly words: readonly Word[]
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
  /** The share of the page that its largest picture covers, 0…1. */
  readonly pictured: number
  /** How many paths are drawn: a page without text that has many shows its words as outlines. */
  readonly paths: number
  /** Runs of text that lie askew, as watermarks do, and are left out. */
  readonly askew: number
}

type Matrix = readonly [number, number, number, number, number, number]

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

type Point = readonly [number, number]

const apply = (m: Matrix, x: number, y: number): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]

/** Radicals that NFKC leaves alone, and the characters they stand for (Unicode, EquivalentUnifiedIdeograph). */
const radicals = new Map(
  [
    ...'〜～―—⼾户⺁厂⺇几⺈刀⺊卜⺌小⺎兀⺓幺⺕彐⺙攵⺛旡⺜日⺝月⺟母⺠民⺡氵⺢水⺣灬⺥爪⺦爫⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺲罒⺳网⺶羊⺷羊⺹耂⺺聿⺼月⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻏阝⻑長⻒长⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻲亀⻳龟'.matchAll(
      /(.)(.)/gu,
    ),
  ].map((pair) => [pair[1]!, pair[2]!] as const),
)

/** Fonts map some characters to look-alikes (radicals, compatibility forms); a text wants the characters. */
const plainCharacters = (text: string): string =>
  text.replace(
    /[\u2E80-\u2FDF\uF900-\uFAFF〜―]/g,
    (character) => radicals.get(character) ?? character.normalize('NFKC'),
  )

/** A filled bar thinner than this is a ruling line (points). */
const thin = 3
const shortest = 6

type Collected = { horizontal: Rule[]; vertical: Rule[] }

const collect = (x0: number, y0: number, x1: number, y1: number, into: Collected): void => {
  const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0]
  const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0]
  if (bottom - top <= thin && right - left >= shortest)
    into.horizontal.push({ at: (top + bottom) / 2, from: left, to: right })
  else if (right - left <= thin && bottom - top >= shortest)
    into.vertical.push({ at: (left + right) / 2, from: top, to: bottom })
}

const strokes: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const pictureOperators: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
])
const fills: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill])

/**
 * Path data of pdf.js: 0 move, 1 line, 2 cubic, 3 quadratic, 4 close, each followed by its coordinates. A stroked path
 * gives its edges; a filled one is a line only when it is thin; one that clips is nothing to see.
 */
const collectPath = (
  data: Float32Array,
  stroked: boolean,
  place: (x: number, y: number) => Point,
  into: Collected,
): void => {
  let start: Point = [0, 0]
  let last = start
  const points: Point[] = []
  const lineTo = (point: Point): void => {
    if (stroked) collect(last[0], last[1], point[0], point[1], into)
    last = point
    points.push(point)
  }
  for (let i = 0; i < data.length; ) {
    const step = data[i++]
    if (step === 0 || step === 1) {
      const point = place(data[i]!, data[i + 1]!)
      i += 2
      if (step === 1) lineTo(point)
      else {
        start = point
        last = point
        points.push(point)
      }
    } else if (step === 2) i += 6
    else if (step === 3) i += 4
    else lineTo(start)
  }
  if (points.length < 4) return
  const [left, top, right, bottom] = points.reduce(
    ([x0, y0, x1, y1], [x, y]) => [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
  collect(left, top, right, bottom, into)
}

/** How often a run is turned clockwise by a quarter; null where it runs askew, as watermarks do. */
const quarterOf = ([a, b]: Matrix): 0 | 1 | 2 | 3 | null => {
  const quarters = (Math.atan2(b, a) / Math.PI) * 2
  const whole = Math.round(quarters)
  return Math.abs(quarters - whole) > 0.1 ? null : (((whole + 4) % 4) as 0 | 1 | 2 | 3)
}

/** The quarter in which most characters of a page run: a wide table is often typed sideways. */
const mostOften = (quarters: readonly { readonly quarter: number | null; readonly length: number }[]): number => {
  const count = [0, 0, 0, 0]
  for (const { quarter, length } of quarters) if (quarter !== null) count[quarter]! += length
  return count.indexOf(Math.max(...count))
}

/** Turns a page of this size back by so many quarters. */
const turning = (quarter: number, width: number, height: number): ((point: Point) => Point) => {
  if (quarter === 1) return ([x, y]) => [y, width - x]
  if (quarter === 2) return ([x, y]) => [width - x, height - y]
  return quarter === 3 ? ([x, y]) => [height - y, x] : (point) => point
}

/** More strokes than this are a drawing, not tables. */
const mostStrokes = 6000

/** A page upright, whatever its own rotation and the direction its text runs in. */
export const readPage = async (proxy: PDFPageProxy): Promise<Page> => {
  const view = proxy.getViewport({ scale: 1 })
  const upright = view.transform as unknown as Matrix
  const content = await proxy.getTextContent()
  const runs = content.items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return []
    const matrix = multiply(upright, item.transform as unknown as Matrix)
    return [{ item, matrix, quarter: quarterOf(matrix), length: item.str.trim().length }]
  })
  const quarter = mostOften(runs)
  const turn = turning(quarter, view.width, view.height)
  const [width, height] = quarter % 2 === 0 ? [view.width, view.height] : [view.height, view.width]
  const words = runs.flatMap(({ item, matrix, quarter }): Word[] => {
    if (quarter === null) return []
    const [x, y] = turn([matrix[4], matrix[5]])
    return [{ text: plainCharacters(item.str), x, y, width: item.width, size: Math.hypot(matrix[2], matrix[3]) }]
  })
  const operators = await proxy.getOperatorList()
  const rules: Collected = { horizontal: [], vertical: [] }
  let matrix = upright
  const saved: Matrix[] = []
  let pictured = 0
  let paths = 0
  operators.fnArray.forEach((operator, i) => {
    const values = operators.argsArray[i] as readonly unknown[]
    if (operator === OPS.save) saved.push(matrix)
    else if (operator === OPS.restore) matrix = saved.pop() ?? matrix
    else if (operator === OPS.transform) matrix = multiply(matrix, values as unknown as Matrix)
    else if (operator === OPS.constructPath) {
      const [painted, [data]] = values as [number, readonly unknown[]]
      paths++
      if (rules.horizontal.length + rules.vertical.length > mostStrokes) return
      if (data instanceof Float32Array && (strokes.has(painted) || fills.has(painted)))
        collectPath(data, strokes.has(painted), (x, y) => turn(apply(matrix, x, y)), rules)
    } else if (pictureOperators.has(operator)) {
      const covered = Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
      pictured = Math.max(pictured, Math.min(1, covered / (width * height)))
    }
  })
  const drawing = rules.horizontal.length + rules.vertical.length > mostStrokes
  const askew = runs.filter((run) => run.quarter === null && run.length > 0).length
  return { width, height, words, ...(drawing ? { horizontal: [], vertical: [] } : rules), pictured, paths, askew }
}
