/** All facts of a plan: one reader to a kind, tables first, then what sentences add; in the order of the source. */
import type { Fact } from '#plan/plan.ts'
import { readBlocks } from './block.ts'
import type { Draft, Reading } from './draft.ts'
import { readFloors } from './floor.ts'
import { readIndicators } from './indicator.ts'
import { readMineTables } from './mine.ts'
import { readMineralLists } from './mineral-list.ts'
import { readProjects } from './project.ts'
import { readZones } from './zone.ts'

const readers: readonly ((plan: Reading) => readonly Draft[])[] = [
  readIndicators,
  readZones,
  readBlocks,
  readFloors,
  readMineTables,
  readMineralLists,
  readProjects,
]

/** What a plan says, each fact with the source's own words. Facts keep the order of the source and are numbered f1, f2 …. */
export const readFacts = (plan: Reading): readonly Fact[] =>
  readers
    .flatMap((read) => read(plan))
    .filter((draft) => draft.quote !== '')
    .map((draft, order) => ({ draft, order }))
    .sort((a, b) => a.draft.at.start - b.draft.at.start || a.order - b.order)
    .map(({ draft }, i) => ({ id: `f${i + 1}`, ...draft }))
