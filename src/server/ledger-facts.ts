/** What the ledger of a region answers on a day: mines, returns, and the applications ahead in the queue. */
import { isOpen } from '#ledger/application.ts'
import type { LayerSource } from '#review/map.ts'
import { placedLedger, wantsPlace } from '#review/mine-place.ts'
import { layerKindOf, layerKinds } from '#rules/layer-kind.ts'
import type { LedgerFacts } from '#rules/situation.ts'
import { type ApplicationEntry, listApplications } from '#store/applications.ts'
import { featuresOf, listLayers } from '#store/layers.ts'
import { listMines } from '#store/mines.ts'
import { coversRegion } from '#store/regions.ts'
import { listReturns } from '#store/returns.ts'
import type { Store } from '#store/store.ts'

/** Which application it is, and when its turn comes. */
export type Turn = Pick<ApplicationEntry, 'id' | 'received' | 'number'>

/** By the day of receipt: numbers are counted within a region, and a city's queue holds those of its counties. */
const turnOf = ({ received, number }: Omit<Turn, 'id'>): string => `${received} ${number}`

/** The layers of a region that tell where something lies: townships and the plan's zones. */
const placingLayers = async (store: Store, region: string): Promise<LayerSource[]> => {
  const layers = await listLayers(store, region)
  const placing = layers.filter(({ kind, name }) => {
    const known = layerKindOf(kind) ?? layerKindOf(name)
    return known === 'township' || (known !== null && layerKinds[known].zone !== undefined)
  })
  return Promise.all(
    placing.map(async ({ name, kind }) => ({ name, kind, features: await featuresOf(store, region, name) })),
  )
}

/** Townships and zones told by each region's own layers: what one county has no layer of, another's does not answer. */
const placed = async (store: Store, ledger: LedgerFacts): Promise<LedgerFacts> => {
  if (!wantsPlace(ledger)) return ledger
  const entries = [...ledger.mines, ...(ledger.ahead ?? [])]
  let told = ledger
  for (const region of new Set(entries.flatMap(({ region: code }) => code ?? []))) {
    const layers = await placingLayers(store, region)
    if (layers.length === 0) continue
    const there = placedLedger(told, layers)
    const here = <T extends { readonly region?: string }>(before: readonly T[], after: readonly T[]): T[] =>
      before.map((entry, i) => (entry.region === region ? after[i]! : entry))
    const ahead = told.ahead && there.ahead ? { ahead: here(told.ahead, there.ahead) } : {}
    told = { ...told, mines: here(told.mines, there.mines), ...ahead }
  }
  return told
}

/**
 * The ledger of a region and all below it as of a day, with the applications received before the one that asks. Null
 * where the region has no ledger at all: no data is not no mine.
 */
export const ledgerFacts = async (
  store: Store,
  region: string,
  date: string,
  before?: Turn,
): Promise<LedgerFacts | null> => {
  const mines = await listMines(store, region, date)
  const returns = await listReturns(store, region, date)
  if (mines.length === 0 && returns.length === 0) return null
  const queue = (await listApplications(store)).filter(
    ({ region: code, status, received, number, id }) =>
      coversRegion(region, code) &&
      isOpen(status) &&
      received <= date &&
      id !== before?.id &&
      (before === undefined || turnOf({ received, number }) < turnOf(before)),
  )
  return placed(store, {
    // What a county's office enters lies in that county, whether it says so or not; a city's may lie in any.
    mines: mines.map(({ region: code, mine }) => (mine.region || /00$/.test(code) ? mine : { ...mine, region: code })),
    returns: returns.map(({ entry }) => entry),
    ahead: queue.map(({ application }) => application),
  })
}
