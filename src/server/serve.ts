/** Opens the store, loads the example the first time, serves, and says where in one line. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type HolidayNotice, noNotice, readNotice } from '#ledger/working-day.ts'
import { openStore } from '#store/open.ts'
import { StoreFault } from '#store/store.ts'
import { buildApp } from './app.ts'
import { baseMapFrom } from './base-map.ts'
import { compilerVersion, reviewerVersion } from './compiler.ts'
import { loadExample } from './example.ts'
import { PlanShelf } from './plan-shelf.ts'

const root = resolve(import.meta.dirname, '../..')

/** `holidays.json` in the data folder: the State Council's notices, as an office enters them. */
const holidaysIn = (data: string): HolidayNotice => {
  const file = resolve(data, 'holidays.json')
  if (!existsSync(file)) return noNotice
  try {
    const notice = readNotice(JSON.parse(readFileSync(file, 'utf8')))
    if (notice) return notice
  } catch {
    // Told below, like everything else that is no notice.
  }
  process.stderr.write(`kuanggui: ${file} is not { "rest": ["YYYY-MM-DD"], "work": [] }; weekends only are counted\n`)
  return noNotice
}

/** A setting nobody can serve by: said in one line, with exit status 2, before anything is opened. */
class BadSetting extends Error {}

const portOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new BadSetting(`PORT is a number from 0 to 65535, not ${JSON.stringify(text)}`)
  return Number(text)
}

const open = async (): Promise<void> => {
  const {
    PORT = '8080',
    HOST = '127.0.0.1',
    KUANGGUI_DATA = './data',
    KUANGGUI_STORE,
    KUANGGUI_EXAMPLE,
    KUANGGUI_BASEMAP,
  } = process.env
  const port = portOf(PORT)
  const store = await openStore(KUANGGUI_STORE ?? `gpkg:${resolve(KUANGGUI_DATA, 'kuanggui.gpkg')}`)
  const shelf = new PlanShelf(store, compilerVersion())
  const now = () => new Date()
  const holidays = holidaysIn(KUANGGUI_DATA)
  const baseMap = baseMapFrom(KUANGGUI_BASEMAP, (text) => process.stderr.write(`kuanggui: ${text}\n`))
  const app = await buildApp({
    baseMap,
    store,
    shelf,
    now,
    holidays,
    reviewer: reviewerVersion(),
    web: join(root, 'dist/web'),
  })

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await app.close()
    await store.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  // KUANGGUI_EXAMPLE=none starts an office's own store empty.
  if (KUANGGUI_EXAMPLE !== 'none') await loadExample({ store, shelf, now, holidays }, join(root, 'example'))
  const address = await app.listen({ port, host: HOST })
  process.stdout.write(`矿规 Kuanggui: ${address}\n`)
}

/** What a person can mend without reading our code. */
const mendable = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'])

/** Serves until it is told to stop; what keeps it from starting is said in one line, with exit status 1, or 2 for a bad setting. */
export const serve = async (): Promise<void> => {
  try {
    await open()
  } catch (error) {
    const { code = '', message, stack } = error as NodeJS.ErrnoException
    const bad = error instanceof BadSetting
    process.stderr.write(`kuanggui: ${bad || error instanceof StoreFault || mendable.has(code) ? message : stack}\n`)
    process.exit(bad ? 2 : 1)
  }
}
