import type { Store } from './store.ts'

/** `token` is the hash of what the browser holds: who reads the store cannot log in with it. */
export type Session = {
  readonly region: string
  readonly token: string
  readonly user: string
  readonly expires: string
}

/** Adds a session and forgets those that have run out by `now`. */
export const addSession = async ({ query }: Store, session: Session, now: string): Promise<void> => {
  await query.deleteFrom('session').where('expires', '<', now).execute()
  await query.insertInto('session').values(session).execute()
}

export const sessionOf = async ({ query }: Store, token: string, now: string): Promise<Session | null> =>
  (await query
    .selectFrom('session')
    .selectAll()
    .where('token', '=', token)
    .where('expires', '>=', now)
    .executeTakeFirst()) ?? null

/** Ends every session of a person. */
export const endSessionsOf = async ({ query }: Store, user: string): Promise<void> => {
  await query.deleteFrom('session').where('user', '=', user).execute()
}

export const endSession = async ({ query }: Store, token: string): Promise<void> => {
  await query.deleteFrom('session').where('token', '=', token).execute()
}
