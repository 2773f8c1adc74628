import type { Store } from './store.ts'

export type Role = 'clerk' | 'planner' | 'supervisor' | 'admin'

/** A person of an office; `region` is what they may see and change, with everything below it. */
export type User = {
  readonly region: string
  readonly name: string
  readonly displayName: string
  readonly roles: readonly Role[]
  /** Argon2 hash. */
  readonly password: string
  readonly added: string
  /** When the account was closed, ISO 8601; null: it is open. */
  readonly deactivated: string | null
}

export const addUser = async ({ query }: Store, { displayName, roles, deactivated, ...user }: User): Promise<void> => {
  await query
    .insertInto('user')
    .values({ ...user, display_name: displayName, roles: JSON.stringify(roles), deactivated: deactivated ?? '' })
    .execute()
}

export const userNamed = async ({ query }: Store, name: string): Promise<User | null> => {
  const row = await query.selectFrom('user').selectAll().where('name', '=', name).executeTakeFirst()
  if (!row) return null
  const { display_name, roles, deactivated, ...user } = row
  return { ...user, displayName: display_name, roles: JSON.parse(roles), deactivated: deactivated || null }
}

/** Everyone, without what only the log-in may see. */
export const listUsers = async ({ query }: Store): Promise<Omit<User, 'password'>[]> => {
  const rows = await query
    .selectFrom('user')
    .select(['region', 'name', 'display_name', 'roles', 'added', 'deactivated'])
    .orderBy('name')
    .execute()
  return rows.map(({ display_name, roles, deactivated, ...user }) => ({
    ...user,
    displayName: display_name,
    roles: JSON.parse(roles),
    deactivated: deactivated || null,
  }))
}

export const hasUsers = async ({ query }: Store): Promise<boolean> =>
  (await query.selectFrom('user').select('name').limit(1).executeTakeFirst()) !== undefined

/** `password` is the Argon2 hash. */
export const setPassword = async ({ query }: Store, name: string, password: string): Promise<void> => {
  await query.updateTable('user').set({ password }).where('name', '=', name).execute()
}

/** Closes an account as of a time, or opens it again with null. */
export const setDeactivated = async ({ query }: Store, name: string, at: string | null): Promise<void> => {
  await query
    .updateTable('user')
    .set({ deactivated: at ?? '' })
    .where('name', '=', name)
    .execute()
}
