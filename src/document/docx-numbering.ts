/** Heading and list numbers that Word generates and never stores in the text (ECMA-376 part 1, 17.9). */
import { child, childrenNamed, type Element, value } from '#document/xml.ts'
import { chineseNumeral } from '#mineral/numeral.ts'

type Level = {
  readonly format: string
  readonly text: string
  readonly start: number
  readonly suffix: string
  /** Shows the numbers of all levels as decimal (17.9.4). */
  readonly legal: boolean
}
type Numbering = {
  readonly levels: ReadonlyMap<number, Level>
  readonly shared: string
  /** Levels that begin anew where this numbering is first used (17.9.27). */
  readonly anew: ReadonlySet<number>
}

const roman = (n: number): string => {
  const steps: readonly (readonly [number, string])[] = [
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = n
  return steps
    .map(([size, sign]) => {
      const times = Math.floor(rest / size)
      rest -= times * size
      return sign.repeat(times)
    })
    .join('')
}

const written = (n: number, format: string): string => {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'ideographDigital':
    case 'chineseLegalSimplified':
      return chineseNumeral(n)
    case 'ideographTraditional':
      return n >= 1 && n <= 10 ? '甲乙丙丁戊己庚辛壬癸'[n - 1]! : String(n)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n >= 1 && n <= 20 ? String.fromCodePoint(0x2460 + n - 1) : String(n)
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'upperLetter':
      return String.fromCharCode(64 + ((n - 1) % 26) + 1)
    case 'lowerLetter':
      return String.fromCharCode(96 + ((n - 1) % 26) + 1)
    default:
      return String(n)
  }
}

/** A start nobody counts from is no start. */
const startOf = (written: string | undefined): number => {
  const start = Number(written ?? 1)
  return Number.isInteger(start) && start >= 0 && start < 10_000 ? start : 1
}

/** Levels beyond the ninth do not exist (17.9.6), and no number is longer than this. */
const lastLevel = 8
const longestNumber = 100

const levelsOf = (abstract: Element): Map<number, Level> =>
  new Map(
    childrenNamed(abstract, 'w:lvl').flatMap((level): [number, Level][] => {
      const at = Number(level.attributes['w:ilvl'] ?? 0)
      if (!(at >= 0 && at <= lastLevel)) return []
      const made: Level = {
        format: value(level, 'w:numFmt') ?? 'decimal',
        text: (value(level, 'w:lvlText') ?? '').slice(0, longestNumber),
        start: startOf(value(level, 'w:start')),
        suffix: value(level, 'w:suff') ?? 'tab',
        legal: level.children.some((each) => each.name === 'w:isLgl' && each.attributes['w:val'] !== '0'),
      }
      return [[at, made]]
    }),
  )

export const readNumbering = (root: Element | undefined): ReadonlyMap<string, Numbering> => {
  const abstracts = new Map(
    childrenNamed(root, 'w:abstractNum').map((each) => [each.attributes['w:abstractNumId'], levelsOf(each)]),
  )
  return new Map(
    childrenNamed(root, 'w:num').map((num) => {
      const shared = value(num, 'w:abstractNumId') ?? ''
      const levels = new Map(abstracts.get(shared) ?? [])
      const anew = new Set<number>()
      for (const override of childrenNamed(num, 'w:lvlOverride')) {
        const at = Number(override.attributes['w:ilvl'] ?? 0)
        const start = value(override, 'w:startOverride')
        if (start !== undefined) anew.add(at)
        const replaced = child(override, 'w:lvl') && levelsOf(override).get(at)
        const level = replaced ?? levels.get(at)
        if (level) levels.set(at, start === undefined ? level : { ...level, start: startOf(start) })
      }
      return [num.attributes['w:numId'] ?? '', { levels, shared, anew }]
    }),
  )
}

/** Counts paragraphs as Word does; `next` gives the number's text for one paragraph, '' for bullets. */
export const numberer = (numberings: ReadonlyMap<string, Numbering>): ((id: string, level: number) => string) => {
  const counters = new Map<string, number[]>()
  const begun = new Set<string>()
  return (id, at) => {
    const numbering = numberings.get(id)
    const level = numbering?.levels.get(at)
    if (!numbering || !level) return ''
    const counts = counters.get(numbering.shared) ?? []
    counters.set(numbering.shared, counts)
    counts.length = at + 1
    if (numbering.anew.has(at) && !begun.has(`${id} ${at}`)) {
      begun.add(`${id} ${at}`)
      delete counts[at]
    }
    counts[at] = counts[at] === undefined ? level.start : counts[at]! + 1
    if (level.format === 'bullet' || level.format === 'none') return ''
    const text = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const other = numbering.levels.get(index)
      counts[index] ??= other?.start ?? 1
      return written(counts[index]!, level.legal ? 'decimal' : (other?.format ?? 'decimal'))
    })
    return text + (level.suffix === 'nothing' || /[、．.）)]$/.test(text) ? '' : ' ')
  }
}
