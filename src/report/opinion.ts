/** The opinion as an office signs it: number, applicant, facts, map, findings by clause, conclusion, conditions, signatures. */
import { unitsInEnglish } from '#mineral/unit-english.ts'
import { againLead, changeBlocks, type MadeAgain, sourceBlocks } from '#report/opinion-again.ts'
import { areaBlocks } from '#report/opinion-area.ts'
import { opinionWords } from '#report/opinion-words.ts'
import { type Block, dayIn, type Paper, quotation, sections, text } from '#report/paper.ts'
import {
  actNames,
  eventNames,
  findingNames,
  findingOrder,
  methodNames,
  overallNames,
  scaleNames,
} from '#report/words.ts'
import type { MapLayer } from '#review/map.ts'
import type { Opinion, OpinionFinding, OverallVerdict, Remedy } from '#review/opinion.ts'
import { altitudeWords } from '#rules/altitude.ts'
import { basisIn, computedIn, conditionIn, type Language, wordsIn } from '#rules/english.ts'
import { fieldName } from '#rules/finding.ts'

/** What the register knows beside the opinion. `number` and `applicant` are blank lines on paper where absent. */
export type OpinionPaper = {
  readonly opinion: Opinion
  readonly number: string | null
  readonly applicant: string | null
  readonly office: string | null
  readonly regionName: string | null
  /** Three persons, or two where nobody read a second time: who signs is never who reviewed. Blank lines where null. */
  readonly reviewedBy: string | null
  readonly secondReader: string | null
  readonly signedBy: string | null
  /** What lies around the area, for the sketch; null: no map is at hand. */
  readonly layers?: readonly MapLayer[] | null
  /** True where the layers of the sketch are not all those of the review. */
  readonly layersLost?: boolean
  /** Set where the opinion is none on file but was made again: it then has no places to sign. */
  readonly again?: MadeAgain
}

/** Left and right halves of the facts table, label and value. What the map shows goes before what is stated. */
const facts = ({ application, land }: Opinion, regionName: string | null, language: Language): string[][] => {
  const w = opinionWords[language]
  const quantity = (value: { value: number; unit: string } | undefined): string => {
    if (!value) return w.notGiven
    const told = `${value.value} ${value.unit}`
    return language === 'en' ? unitsInEnglish(told) : told
  }
  const list = (values: readonly string[] | undefined): string =>
    values === undefined ? w.notGiven : values.length === 0 ? w.none : values.join(w.comma)
  const blockText = (block: string | undefined): string =>
    block === undefined ? w.notGiven : block === 'none' ? w.noBlock : block
  const { act, event, minerals, variety, method, depositScale, altitude, statedArea } = application
  return [
    [
      w.facts.matter,
      w.matter(actNames[act][language], eventNames[event][language]),
      w.facts.region,
      [regionName ?? application.region, land?.township ?? application.township ?? ''].join(' ').trim(),
    ],
    [
      w.facts.minerals,
      `${minerals.join(w.comma)}${variety ? w.variety(variety) : ''}`,
      w.facts.method,
      method ? methodNames[method][language] : w.notGiven,
    ],
    [
      w.facts.depositScale,
      depositScale ? scaleNames[depositScale][language] : w.notGiven,
      w.facts.reserves,
      quantity(application.reserves),
    ],
    [w.facts.annualOutput, quantity(application.annualOutput), w.facts.serviceLife, quantity(application.serviceLife)],
    ...(altitude || statedArea
      ? [
          [
            w.facts.altitude,
            altitude ? wordsIn(language, altitudeWords(altitude)) : w.notGiven,
            w.facts.statedArea,
            quantity(statedArea),
          ],
        ]
      : []),
    [
      w.facts.block,
      land?.block ? w.onTheMap(blockText(land.block)) : blockText(application.block),
      w.facts.zones,
      land && land.inside.length > 0 ? w.onTheMap(list(land.inside.map(({ name }) => name))) : list(application.inside),
    ],
    [w.facts.documents, list(application.documents), w.facts.undertakings, list(application.undertakings)],
  ]
}

const findingBlocks = (finding: OpinionFinding, number: number, language: Language): Block[] => {
  const w = opinionWords[language]
  const { verdict, message, computed, quote, plan, section, at, upper } = finding
  return [
    text(
      `${number}. ${w.mark(findingNames[verdict][language])}${wordsIn(language, message)}${computed ? w.aside(computedIn(language, computed)) : ''}`,
      { indent: false, keep: true },
    ),
    quotation(w.quoteOf(quote, plan, section, at.line, upper)),
  ]
}

const clauseBlocks = ({ findings }: Opinion, language: Language): Block[] => {
  const w = opinionWords[language]
  const told = findingOrder.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))
  const counts = findingOrder
    .map((verdict) => [verdict, told.filter((finding) => finding.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => w.counted(findingNames[verdict][language], count))
  const notMeant = findings.filter(({ verdict }) => verdict === 'not-applicable').length
  return [
    text(told.length === 0 ? w.noClauses : w.clauses(told.length, counts)),
    ...told.flatMap((finding, i) => findingBlocks(finding, i + 1, language)),
    ...(notMeant > 0 ? [text(w.notMeant(notMeant))] : []),
  ]
}

const numbered = (lines: readonly string[]): Block[] =>
  lines.map((line, i) => text(`${i + 1}. ${line}`, { indent: false }))

const remedyBlocks = ({ changes, verdict }: Remedy, before: OverallVerdict, language: Language): Block[] =>
  changes.length === 0
    ? []
    : [
        text(opinionWords[language].remedied(overallNames[verdict][language], verdict === before), { keep: true }),
        ...numbered(changes.map(({ message }) => wordsIn(language, message))),
      ]

const basisBlocks = ({ basis, procedure }: Opinion, language: Language): Block[] => {
  const w = opinionWords[language]
  return [
    ...[basis.plan, ...basis.upper].map(({ title, sha256 }) =>
      text(w.plan(title, sha256.slice(0, 16)), { indent: false }),
    ),
    ...procedure.map((note) =>
      text(w.because(basisIn(language, note.basis), wordsIn(language, note.message)), { indent: false }),
    ),
  ]
}

const signatureOf = (known: OpinionPaper, language: Language): Block => {
  const { blank, signature, again } = opinionWords[language]
  return {
    kind: 'signature',
    lines: known.again
      ? [again.unsigned]
      : [
          signature.reviewed(known.reviewedBy ?? blank, known.secondReader ?? blank),
          signature.signed(known.signedBy ?? blank),
          known.office ?? signature.office,
          signature.day,
        ],
  }
}

/** The opinion before it is a file. The official paper is the Chinese one. */
export const opinionPaper = (known: OpinionPaper, language: Language = 'zh'): Paper => {
  const { opinion, number, applicant, again } = known
  const w = opinionWords[language]
  const conclusion = overallNames[opinion.verdict][language]
  const missing = opinion.missing.map((field) => fieldName(field)[language]).join(w.comma)
  const { remedy } = opinion
  return {
    name: w.name,
    mark: number,
    date: opinion.date,
    ...(language === 'zh' ? {} : { language }),
    blocks: [
      { kind: 'title', words: w.name },
      {
        kind: 'table',
        header: null,
        rows: [
          [w.head.number, number ?? w.blank, w.head.date, opinion.date ? dayIn(language, opinion.date) : w.blank],
          [w.head.applicant, applicant ?? w.blank, w.head.verdict, conclusion],
        ],
        shares: w.shares.head,
      },
      ...(w.translation ? [text(w.translation)] : []),
      ...(again ? againLead(again, language) : []),
      ...sections(
        [
          [
            w.sections.matter,
            [
              {
                kind: 'table',
                header: null,
                rows: facts(opinion, known.regionName, language),
                shares: w.shares.facts,
              },
            ],
          ],
          [w.sections.changes, again ? changeBlocks(again, language) : []],
          [
            w.sections.verify,
            numbered(
              opinion.messages
                .filter(({ severity }) => severity !== 'info')
                .map(({ text: zh, textEn }) => wordsIn(language, { zh, en: textEn })),
            ),
          ],
          [w.sections.clauses, clauseBlocks(opinion, language)],
          [
            w.sections.disagreements,
            opinion.disagreements.flatMap(({ message, quotes }) => [
              text(wordsIn(language, message), { indent: false }),
              quotation(quotes.map(w.quote).join('\n')),
            ]),
          ],
          [w.sections.area, areaBlocks(opinion, known.layers ?? [], known.layersLost === true, language)],
          [
            w.sections.conclusion,
            [text(w.conclusion(conclusion), { bold: true }), ...(missing ? [text(w.missing(missing))] : [])],
          ],
          [w.sections.conditions, numbered(opinion.conditions.map((condition) => conditionIn(language, condition)))],
          [w.sections.remedy, remedy ? remedyBlocks(remedy, opinion.verdict, language) : []],
          [
            w.sections.basis,
            [...basisBlocks(opinion, language), ...(again ? sourceBlocks(again, opinion, language) : [])],
          ],
        ],
        language,
      ),
      signatureOf(known, language),
    ],
  }
}
