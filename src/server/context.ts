import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { HolidayNotice } from '#ledger/working-day.ts'
import type { Store } from '#store/store.ts'
import type { BaseMap } from './base-map.ts'
import type { PlanShelf } from './plan-shelf.ts'

/** What every route is given. */
export type Context = {
  readonly store: Store
  readonly shelf: PlanShelf
  /** Now, so that tests may say what day it is. */
  readonly now: () => Date
  /** Days on which the office rests or works against the calendar. */
  readonly holidays: HolidayNotice
  /** Version of the programs that make an opinion of its sources. Absent: it is not told. */
  readonly reviewer?: string
  /** A tile service under the map. Absent: none. */
  readonly baseMap?: BaseMap | null
  /** Folder of the built workbench. */
  readonly web: string
}

/** TypeBox schemas give requests their types. */
interface TypeBoxProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxProvider>

/** The clock's day in China, YYYY-MM-DD: deadlines and dates of opinions are days of the office. */
export const today = (now: Date): string => new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
