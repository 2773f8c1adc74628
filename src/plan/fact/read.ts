/** All facts of a plan: one reader to a kind, tables first, then what sentences add; in the order of the source. */

import { namer } from '#plan/fingerprint.ts'
import type { Fact, Reading } from '#plan/plan.ts'
import { readAmount } from './amount.ts'
import { readArea } from './area.ts'
import { readCount } from './count.ts'
import type { Draft } from './draft.ts'
import { readFloors } from './floor.ts'
import { readIndicators } from './indicator.ts'
import { readMineTables } from './mine.ts'
import { readMineralLists } from './mineral-list.ts'
import { readProjects } from './project.ts'
import { readReserves } from './reserves.ts'
import { readShare } from './share.ts'
import { type Statement, statementsOf } from './statement.ts'
import { readAreas } from './zone.ts'

/** Each number of a sentence is one fact at most: the first reader that understands it. */
const ofStatements: readonly ((statement: Statement) => Draft | null)[] = [readCount, readShare, readArea, readAmount]
const readStatements = (plan: Reading): readonly Draft[] =>
  statementsOf(plan).flatMap((statement) => {
    for (const read of ofStatements) {
      const draft = read(statement)
      if (draft) return [draft]
    }
    return []
  })

const readers: readonly ((plan: Reading) => readonly Draft[])[] = [
  readIndicators,
  readAreas,
  readFloors,
  readMineTables,
  readMineralLists,
  readProjects,
  readReserves,
  readStatements,
]

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/**
 * A row is quoted cell by cell; where the source parts its cells by more than white space ("铁 | 30") the quote is what
 * stands there.
 */
const inOnePiece = (draft: Draft, source: string | undefined): Draft => {
  if (source === undefined || draft.table === undefined) return draft
  const written = source.slice(draft.at.start, draft.at.end)
  return /[|｜]/.test(written) &&
    squeezed(written).replace(/[|｜]/g, '') === squeezed(draft.quote).replace(/[|｜]/g, '')
    ? { ...draft, quote: written }
    : draft
}

/** What tells a fact from the others that its words say too. */
const meaning = ({ subject, measure, op, value, unit, year, scale, method, variety }: Draft): string =>
  JSON.stringify([subject, measure, op, value, unit, year, scale, method, variety])

/**
 * What a plan says, each fact with the source's own words; in the order of the source. An id is made
 * of what is said and its words, so that what a person confirmed holds for a newer document too. `source` is
 * the text that places refer to (Document.text).
 */
export const readFacts = (plan: Reading, source?: string): readonly Fact[] => {
  const name = namer()
  return readers
    .flatMap((read) => read(plan))
    .filter((draft) => draft.quote !== '')
    .map((draft, order) => ({ draft: inOnePiece(draft, source), order }))
    .sort((a, b) => a.draft.at.start - b.draft.at.start || a.order - b.order)
    .map(({ draft }) => ({ id: name(draft.kind, meaning(draft) + draft.quote), ...draft }))
}
