/** The shared door: PostgreSQL with PostGIS. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { type OpenStore, StoreFault } from './store.ts'

/** Advisory lock number of the one writer, the same for every Kuanggui. */
const writerLock = 0x6b67

/** Statements prepared on each connection at most; those that come later are planned each time they are asked. */
const preparedAtMost = 200

const names = new Map<string, string>()

const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined || names.size >= preparedAtMost) return known
  const name = `kuanggui-${names.size}`
  names.set(text, name)
  return name
}

/** Questions are prepared once on each connection: planning one takes longer than answering it. */
class PreparingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const [text, values, ...rest] = asked
    const name = typeof text === 'string' && text.startsWith('select') ? nameOf(text) : undefined
    const question = name === undefined ? asked : [{ name, text, values }, ...rest]
    return super.query(...(question as [string])) as never
  }
}

export const openPostgres = async (url: string): Promise<OpenStore> => {
  const pool = new pg.Pool({ connectionString: url, max: 5, Client: PreparingClient })
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const writer = await pool.connect().catch((cause: Error) => {
    throw new StoreFault(`The PostgreSQL store cannot be reached: ${cause.message}`, { cause })
  })
  const { rows } = await writer.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [writerLock])
  if (!rows[0]?.held) {
    writer.release()
    await pool.end()
    throw new StoreFault('The PostgreSQL store is in use by another process; stop that one first.')
  }
  const query = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const store = { door: 'postgres', query } as const
  const close = async () => {
    writer.release(true)
    await query.destroy()
  }
  try {
    await migrate(store)
  } catch (cause) {
    await close()
    throw cause
  }
  return { ...store, close }
}
