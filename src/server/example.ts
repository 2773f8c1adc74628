/** The invented city of `example/`, put into an empty store at the first start. What is absent is said, not missed. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Feature, FeatureCollection } from 'geojson'
import { readLedger } from '#ledger/ledger.ts'
import { type HolidayNotice, reviewDays, workingDaysAfter } from '#ledger/working-day.ts'
import { readApplication } from '#review/application.ts'
import { usualNear } from '#review/map.ts'
import { layerTitle } from '#rules/layer-kind.ts'
import { addApplication, listApplications } from '#store/applications.ts'
import { putLayer } from '#store/layers.ts'
import { appendLog, readLog } from '#store/log.ts'
import { addMine, listMines } from '#store/mines.ts'
import { listPlans } from '#store/plans.ts'
import { listRegions, putRegion, type RegionEntry } from '#store/regions.ts'
import { addReturn } from '#store/returns.ts'
import { type Store, transact } from '#store/store.ts'
import { hasUsers } from '#store/users.ts'
import { type Context, today } from './context.ts'
import type { PlanShelf } from './plan-shelf.ts'
import { wholeCountry } from './rights.ts'

const by = 'example'
const subject = 'example'

/** A mine of the example holds from before any plan. */
const openingDay = '1900-01-01'

const say = (text: string): void => {
  process.stderr.write(`example: ${text}\n`)
}

/** Files of a folder with one of these endings; of several forms of one thing the first ending counts. */
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

/** Does one thing with each file; a file that cannot be used is told and the others go on. */
const eachFile = async (
  files: readonly string[],
  work: (bytes: Buffer, file: string) => Promise<void>,
): Promise<void> => {
  for (const file of files) {
    try {
      await work(readFileSync(file), file)
    } catch (error) {
      say(`${file} cannot be used: ${(error as Error).message}`)
    }
  }
}

const loadPlans = (shelf: PlanShelf, folder: string, at: string): Promise<void> =>
  eachFile(filesOf(folder, '.docx', '.txt', '.html'), async (bytes, file) => {
    const { id, messages } = await shelf.add({ bytes, file: basename(file), by, at, published: at })
    if (id === null) say(`${file}: ${messages.map(({ textEn }) => textEn).join('; ')}`)
  })

/** The level a layer is drawn for: a layer of counties says "none" for a county without features, not "no data". */
const regionsOfLayer = (features: readonly Feature[], regions: readonly RegionEntry[]): string[] => {
  const named = new Set(features.map(({ properties }) => String(properties?.region ?? wholeCountry)))
  const levels = new Set(regions.filter(({ code }) => named.has(code)).map(({ level }) => level))
  return [...new Set([...named, ...regions.filter(({ level }) => levels.has(level)).map(({ code }) => code)])]
}

const loadLayers = (store: Store, folder: string, at: string): Promise<void> =>
  eachFile(filesOf(folder, '.geojson'), async (bytes, file) => {
    const collection = JSON.parse(bytes.toString('utf8')) as FeatureCollection & { name?: string; near?: number }
    const name = collection.name ?? basename(file, '.geojson')
    const kind = String(collection.features[0]?.properties?.kind ?? name)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const layer = { name, kind, title: layerTitle(kind), near: collection.near ?? usualNear, sha256, at }
    for (const region of regionsOfLayer(collection.features, await listRegions(store))) {
      const features = collection.features.filter(({ properties }) => (properties?.region ?? wholeCountry) === region)
      await putLayer(store, { ...layer, region }, { type: 'FeatureCollection', features })
    }
  })

/** A ledger names its region by code or name, else its file does, or the plan whose file has the same stem. */
const loadLedgers = (store: Store, folder: string, at: string): Promise<void> =>
  eachFile(filesOf(folder, '.json'), async (bytes, file) => {
    const json = JSON.parse(bytes.toString('utf8')) as { region?: string }
    const stem = basename(file, '.json')
    const stemOf = (name: string) => name.slice(0, name.indexOf('.'))
    const known = await listRegions(store)
    const named = known.find(({ code, name }) => [json.region, stem].some((one) => one === code || one === name))
    const region = named?.code ?? (await listPlans(store)).find((plan) => stemOf(plan.file) === stem)?.region
    const { value, messages } = readLedger(json)
    for (const { textEn } of messages) say(`${file}: ${textEn}`)
    if (!value || region === undefined) return say(`${file}: ${value ? 'no region is known for it' : 'cannot be used'}`)
    if ((await listMines(store, region, openingDay)).length > 0) return
    await transact(store, async (inside) => {
      const record = () => ({ region, id: randomUUID(), by, at })
      for (const mine of value.mines) await addMine(inside, { ...record(), since: openingDay, mine })
      for (const entry of value.returns) await addReturn(inside, { ...record(), entry })
      const detail = { mines: value.mines.length, returns: value.returns.length }
      await appendLog(inside, { region, at, by, action: 'load-ledger', subject: `region:${region}`, detail })
    })
  })

/** Applications of the example wait in the queue, each before the plan of its region. */
const loadApplications = (store: Store, folder: string, now: Date, holidays: HolidayNotice): Promise<void> =>
  eachFile(filesOf(folder, '.json'), async (bytes, file) => {
    const json = JSON.parse(bytes.toString('utf8')) as { application?: unknown; applicant?: string }
    const { value: application } = readApplication(json.application ?? json)
    const plan = (await listPlans(store)).find(({ region }) => region === application?.region)
    if (!application || !plan) return say(`${file}: ${application ? 'no plan of its region' : 'is no application'}`)
    const received = today(now)
    const known = new Set((await listApplications(store)).map((entry) => JSON.stringify(entry.application)))
    if (known.has(JSON.stringify(application))) return
    const { region, id: planId } = plan
    const applicant = json.applicant ?? '示例申请人'
    await transact(store, async (inside) => {
      const about = { region, id: randomUUID(), applicant, application, plan: planId, received }
      const due = workingDaysAfter(received, reviewDays, holidays)
      const { id, number } = await addApplication(inside, { ...about, status: 'received', holder: '', due })
      const detail = { number, applicant, planId, application }
      await appendLog(inside, {
        region,
        at: now.toISOString(),
        by,
        action: 'receive',
        subject: `application:${id}`,
        detail,
      })
    })
  })

/**
 * Loads regions, plans, layers, ledgers and applications into a store that no office has taken yet. A load that was
 * cut off is done again at the next start; one that was finished is not.
 */
export const loadExample = async (
  { store, shelf, now, holidays }: Omit<Context, 'web'>,
  folder: string,
): Promise<void> => {
  const done = (await readLog(store, { subject, limit: 1 })).length > 0
  if (done || !existsSync(folder) || (await hasUsers(store))) return
  const at = now().toISOString()
  const regions = join(folder, 'regions.json')
  if (existsSync(regions))
    await eachFile([regions], async (bytes) => {
      for (const region of JSON.parse(bytes.toString('utf8')) as RegionEntry[]) await putRegion(store, region)
    })
  await loadPlans(shelf, join(folder, 'plans'), at)
  await loadLayers(store, join(folder, 'layers'), at)
  await loadLedgers(store, join(folder, 'ledger'), at)
  await loadApplications(store, join(folder, 'applications'), now(), holidays)
  await appendLog(store, { region: wholeCountry, at, by, action: 'load-example', subject, detail: {} })
}
