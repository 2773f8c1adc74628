/** One thing told at several places must be told alike: the first place against every later one. */
import type { Quote } from '#plan/quote.ts'
import { type Figure, tolerance } from '#plan/text/figure.ts'
import { type Passage, quoteFigure } from '#plan/text/passage.ts'
import { type Finding, judged } from './finding.ts'

export type Told = {
  /** Two of one key are of one thing. */
  readonly key: string
  /** What it is called to a reader. */
  readonly name: string
  readonly value: number | string | null
  /** How far two numbers may lie apart; nothing unless it is said. */
  readonly slack?: number
  readonly shown: string
  readonly quote: Quote
  /** Where one paragraph may well tell two: then only other paragraphs count. */
  readonly passage?: Passage
}

/** A figure as something told, rounded as it is written. */
export const toldFigure = (key: string, name: string, passage: Passage, figure: Figure): Told => ({
  key,
  name,
  value: figure.value * figure.factor,
  slack: tolerance(figure),
  shown: figure.text,
  quote: quoteFigure(passage, figure),
  passage,
})

const alike = (a: Told, b: Told): boolean =>
  typeof a.value === 'number' && typeof b.value === 'number'
    ? Math.abs(a.value - b.value) <= Math.max(a.slack ?? 0, b.slack ?? 0) + 1e-9
    : a.value === b.value

/** What is told once gives no finding. */
export const toldTwice = (told: readonly Told[], otherwise: 'fails' | 'doubtful' = 'fails'): Finding[] =>
  [...Map.groupBy(told, ({ key }) => key).values()].flatMap(([first, ...rest]) =>
    rest.flatMap((each): Finding | [] => {
      if (!first || (each.passage !== undefined && each.passage === first.passage)) return []
      const holds = alike(first, each)
      return judged(holds, {
        quotes: [first.quote, each.quote],
        computed: `${first.shown} ${first.value === each.value ? '=' : holds ? '≈' : '≠'} ${each.shown}`,
        right: { zh: `“${each.name}”前后一致`, en: 'Told twice, the same' },
        wrong: { zh: `“${each.name}”前后不一`, en: 'Told twice, differently' },
        remedy: { zh: '统一表述，或写明各自口径', en: 'Tell it alike, or say what each covers' },
        otherwise,
      })
    }),
  )
