/** What the paper of an opinion made again says besides: as of when, from which sources, and what reads otherwise. */
import { opinionWords } from '#report/opinion-words.ts'
import { type Block, dayIn, text } from '#report/paper.ts'
import { overallNames } from '#report/words.ts'
import type { Opinion, OverallVerdict } from '#review/opinion.ts'
import type { Change, MadeFrom } from '#review/since.ts'
import { type Language, quoted, wordsIn } from '#rules/english.ts'
import { layerName } from '#rules/layer-kind.ts'

/** An opinion that was made again, beside the one on file. */
export type MadeAgain = {
  /** The last day of its sources, YYYY-MM-DD. */
  readonly day: string
  readonly from: MadeFrom
  /** The opinion on file; null where the application was never reviewed. */
  readonly before: { readonly signed: boolean; readonly date: string; readonly verdict: OverallVerdict } | null
  /** Its bytes are those of the opinion on file. */
  readonly same: boolean
  readonly changes: readonly Pick<Change, 'message'>[]
}

const short = (hash: string): string => hash.slice(0, 16)

/** What the reader must know before all else. */
export const againLead = ({ day, from, before }: MadeAgain, language: Language): Block[] => {
  const w = opinionWords[language].again
  const kept =
    before &&
    (before.signed ? w.signed : w.stored)(dayIn(language, before.date), overallNames[before.verdict][language])
  return [
    text(`${w.made(dayIn(language, day), from.log)}${kept ? `${language === 'en' ? ' ' : ''}${kept}` : ''}`, {
      bold: true,
    }),
  ]
}

/** The sources it was made from, each by its version. The plans stand above them, by their titles. */
export const sourceBlocks = ({ from }: MadeAgain, { basis }: Opinion, language: Language): Block[] => {
  const w = opinionWords[language].again
  const layers = from.layers.map(({ name, sha256 }) =>
    w.layer(language === 'en' ? quoted(layerName(name).en) : layerName(name).zh, short(sha256)),
  )
  return [
    w.rules(basis.rules, from.rules ? short(from.rules) : null),
    w.program(short(from.compiler), from.reviewer ? short(from.reviewer) : null),
    basis.ledger && from.ledger ? w.ledger(short(from.ledger), basis.ledger.mines, basis.ledger.returns) : w.noLedger,
    layers.length > 0 ? w.layers(layers) : w.noLayers,
  ].map((line) => text(line, { indent: false }))
}

export const changeBlocks = ({ before, same, changes }: MadeAgain, language: Language): Block[] => {
  const w = opinionWords[language].again
  if (!before) return []
  if (changes.length === 0) return [text(same ? w.same : w.alike)]
  return changes.map(({ message }, i) => text(`${i + 1}. ${wordsIn(language, message)}`, { indent: false }))
}
