/** What the ledger of a region answers on a day: mines, returns, and the applications ahead in the queue. */
import type { LayerSource } from '#review/map.ts'
import { placedByRegion, regionsToPlace } from '#review/mine-place.ts'
import { layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import type { LedgerFacts } from '#rules/situation.ts'
import { type ApplicationEntry, openApplications } from '#store/applications.ts'
import { cornersOf } from '#store/geometry.ts'
import { featuresOfVersions, layersAt } from '#store/layer-history.ts'
import { listMines } from '#store/mines.ts'
import { listReturns } from '#store/returns.ts'
import { latest, type State } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import { lastingReads } from './state-shelf.ts'

/** Which application it is, and when its turn comes. */
export type Turn = Pick<ApplicationEntry, 'id' | 'received' | 'number'>

/** By the day of receipt: numbers are counted within a region, and a city's queue holds those of its counties. */
const turnOf = ({ received, number }: Omit<Turn, 'id'>): string => `${received} ${number}`

/** Characters that a corner kept counts for. */
const cornerWeight = 20

/**
 * The layers of a region that tell where something lies: townships, the plan's blocks and zones. They are taken whole, and
 * kept as long as they hold: a shape that cannot be used, wherever it lies, leaves its layer unsure.
 */
const placingLayers = async (store: Store, region: string, state: State): Promise<LayerSource[]> => {
  const placing = (await layersAt(store, region, state)).filter(({ kind, name }) => {
    const known = layerKindOf(kind) ?? layerKindOf(name)
    return known === 'township' || known === 'mining-block' || (known !== null && layerKinds[known].zone !== undefined)
  })
  const versions = placing.map(({ name, entered, sha256 }) => `${name} ${entered} ${sha256}`)
  return lastingReads(store)(
    `placing ${region} ${versions.join(' ')}`,
    async () => {
      const features = await featuresOfVersions(store, region, placing)
      return placing.map(({ name, kind }, i) => ({ name, kind, near: 0, features: features[i]! }))
    },
    (layers) =>
      layers.reduce(
        (sum, { features }) => features.reduce((of, { geometry }) => of + cornerWeight * cornersOf(geometry), sum),
        0,
      ),
  )
}

/** Townships, zones and blocks as the own layers of each region tell them in which something is to be placed. */
const placed = async (store: Store, ledger: LedgerFacts, state: State): Promise<LedgerFacts> => {
  const layers = await Promise.all(
    regionsToPlace(ledger).map(async (region) => [region, await placingLayers(store, region, state)] as const),
  )
  return placedByRegion(ledger, new Map(layers))
}

/**
 * The ledger of a region and all below it on a day, with the applications received before the one that asks; as it was
 * written in a `state` of the store, the present one where none is given. Null where the region has no ledger at all: no
 * data is not no mine.
 */
export const ledgerFacts = async (
  store: Store,
  region: string,
  date: string,
  before?: Turn,
  state?: State,
): Promise<LedgerFacts | null> => {
  const [mines, returns, waiting] = await Promise.all([
    listMines(store, region, date, state),
    listReturns(store, region, date, state),
    openApplications(store, region, state),
  ])
  if (mines.length === 0 && returns.length === 0) return null
  const queue = waiting.filter(
    ({ received, number, id }) =>
      received <= date && id !== before?.id && (before === undefined || turnOf({ received, number }) < turnOf(before)),
  )
  const facts: LedgerFacts = {
    // What a county's office enters lies in that county, whether it says so or not; a city's may lie in any.
    mines: mines.map(({ region: code, mine }) => (mine.region || /00$/.test(code) ? mine : { ...mine, region: code })),
    returns: returns.map(({ entry }) => entry),
    ahead: queue.map(({ application }) => application),
  }
  return placed(store, facts, state ?? latest)
}
