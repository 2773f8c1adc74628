/** Logging in and out, the first account, and the accounts an administrator makes. */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { appendLog } from '#store/log.ts'
import { coversRegion } from '#store/regions.ts'
import { addSession, endSession, endSessionsOf, sessionOf } from '#store/sessions.ts'
import { transact } from '#store/store.ts'
import {
  addUser,
  hasUsers,
  listUsers,
  type Role,
  setDeactivated,
  setPassword,
  type User,
  userNamed,
} from '#store/users.ts'
import type { App, Context } from './context.ts'
import { HttpFault, notFound } from './fault.ts'
import { Code } from './field.ts'
import { requireRegion, requireUser, wholeCountry } from './rights.ts'

declare module 'fastify' {
  interface FastifyRequest {
    user: User | null
  }
}

const cookieName = 'kuanggui'
const sessionHours = 12
const allRoles: readonly Role[] = ['clerk', 'planner', 'supervisor', 'admin']

const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The hashing library is native and only needed where a password is: it is loaded then. */
const passwords = () => import('@node-rs/argon2')

/** Costs what a real check costs, so that the time taken does not tell which names exist. */
const someHash = '$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$NkMbmrSHbYhhgyNfdSfCwpaZ5pPBxQNkvTqHIFDVNnY'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** From this very machine, and not handed on by a proxy on it. */
const isLocal = (request: FastifyRequest): boolean =>
  loopback.has(request.ip) &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined

const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '^[\\p{L}\\p{N}._@-]+$' })
const DisplayName = Type.String({ minLength: 1, maxLength: 60 })
const Password = Type.String({ minLength: 8, maxLength: 200 })
const NewUser = Type.Object({ name: Name, displayName: DisplayName, password: Password })

const shown = ({ name, displayName, roles, region, deactivated }: Omit<User, 'password'>) => ({
  name,
  displayName,
  roles,
  region,
  active: deactivated === null,
})

/** Says of every request who asks. Registered before all routes. */
export const readSessions = (app: App, { store, now }: Context): void => {
  app.decorateRequest('user', null)
  app.addHook('onRequest', async (request) => {
    const token = request.cookies[cookieName]
    if (token === undefined) return
    const session = await sessionOf(store, hashOfToken(token), now().toISOString())
    const user = session && (await userNamed(store, session.user))
    if (user && user.deactivated === null) request.user = user
  })
}

export const sessionRoutes = (app: App, { store, now }: Context): void => {
  const newUser = async (
    { password, ...given }: { name: string; displayName: string; password: string },
    region: string,
    roles: readonly Role[],
  ): Promise<User> => {
    const { hash } = await passwords()
    return { ...given, region, roles, password: await hash(password), added: now().toISOString(), deactivated: null }
  }

  const beginSession = async (user: User, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const token = randomBytes(32).toString('base64url')
    const at = now()
    const expires = new Date(at.getTime() + sessionHours * 3600_000)
    const session = { region: user.region, token: hashOfToken(token), user: user.name, expires: expires.toISOString() }
    await addSession(store, session, at.toISOString())
    const secure = request.protocol === 'https'
    reply.setCookie(cookieName, token, { path: '/', httpOnly: true, sameSite: 'strict', secure, expires })
  }

  /** A new password ends every session that the old one began. */
  const changePassword = async (user: User, password: string, by: string, action: string): Promise<void> => {
    const { hash } = await passwords()
    const hashed = await hash(password)
    await transact(store, async (inside) => {
      await setPassword(inside, user.name, hashed)
      await endSessionsOf(inside, user.name)
      await appendLog(inside, logged(user, by, action))
    })
  }

  const logged = (user: User, by: string, action: string) => ({
    region: user.region,
    at: now().toISOString(),
    by,
    action,
    subject: `user:${user.name}`,
    detail: { displayName: user.displayName, roles: user.roles },
  })

  app.get('/api/session', async (request) => ({
    user: request.user ? shown(request.user) : null,
    setup: !request.user && !(await hasUsers(store)),
  }))

  app.post('/api/setup', { schema: { body: NewUser } }, async (request, reply) => {
    if (!isLocal(request))
      throw new HttpFault(
        403,
        'not-local',
        '首个账户只能在本机上建立',
        'The first account can only be made on this machine',
      )
    const user = await newUser(request.body, wholeCountry, allRoles)
    await transact(store, async (inside) => {
      if (await hasUsers(inside)) throw new HttpFault(409, 'already-set-up', '已有账户', 'There is an account already')
      await addUser(inside, user)
      await appendLog(inside, logged(user, user.name, 'set-up'))
    })
    reply.code(201)
    return { name: user.name }
  })

  const limit = { max: 10, timeWindow: '1 minute' }
  const Login = Type.Object({ name: Type.String({ maxLength: 60 }), password: Type.String({ maxLength: 200 }) })
  app.post('/api/session', { schema: { body: Login }, config: { rateLimit: limit } }, async (request, reply) => {
    const user = await userNamed(store, request.body.name)
    const { verify } = await passwords()
    const right = await verify(user?.password ?? someHash, request.body.password).catch(() => false)
    if (!user || !right || user.deactivated !== null)
      throw new HttpFault(401, 'wrong-login', '用户名或密码不对', 'Wrong name or password')
    await beginSession(user, request, reply)
    return { user: shown(user) }
  })

  app.delete('/api/session', async (request, reply) => {
    const token = request.cookies[cookieName]
    if (token !== undefined) await endSession(store, hashOfToken(token))
    reply.clearCookie(cookieName, { path: '/' })
    return { user: null }
  })

  const NewPassword = Type.Object({ password: Type.String({ maxLength: 200 }), next: Password })
  app.post(
    '/api/session/password',
    { schema: { body: NewPassword }, config: { rateLimit: limit } },
    async (request, reply) => {
      const user = requireUser(request)
      const { verify } = await passwords()
      if (!(await verify(user.password, request.body.password).catch(() => false)))
        throw new HttpFault(403, 'wrong-password', '原密码不对', 'The old password is wrong')
      await changePassword(user, request.body.next, user.name, 'change-password')
      await beginSession(user, request, reply)
      return { user: shown(user) }
    },
  )

  /** An account the administrator answers for. */
  const governed = async (admin: User, name: string): Promise<User> => {
    const user = await userNamed(store, name)
    if (!user) throw notFound('这个账户', 'account')
    requireRegion(admin, user.region)
    return user
  }

  const Named = Type.Object({ name: Type.String({ maxLength: 60 }) })
  const Reset = Type.Object({ password: Password })
  app.post('/api/users/:name/password', { schema: { params: Named, body: Reset } }, async (request) => {
    const admin = requireUser(request, 'admin')
    const user = await governed(admin, request.params.name)
    await changePassword(user, request.body.password, admin.name, 'reset-password')
    return shown(user)
  })

  const Deactivation = Type.Object({ deactivated: Type.Boolean() })
  app.post('/api/users/:name/deactivation', { schema: { params: Named, body: Deactivation } }, async (request) => {
    const admin = requireUser(request, 'admin')
    const user = await governed(admin, request.params.name)
    // Whoever closes is an administrator and stays: so there is always one left.
    if (user.name === admin.name)
      throw new HttpFault(409, 'own-account', '不能停用自己的账户', 'Your own account cannot be closed by yourself')
    const deactivated = request.body.deactivated ? (user.deactivated ?? now().toISOString()) : null
    await transact(store, async (inside) => {
      // Two administrators may close each other at once: only one that is open still closes anything.
      const { deactivated: gone } = (await userNamed(inside, admin.name))!
      if (gone !== null) throw new HttpFault(401, 'not-signed-in', '请先登录', 'Please sign in first')
      await setDeactivated(inside, user.name, deactivated)
      if (deactivated !== null) await endSessionsOf(inside, user.name)
      await appendLog(inside, logged(user, admin.name, deactivated === null ? 'reactivate-user' : 'deactivate-user'))
    })
    return shown({ ...user, deactivated })
  })

  app.get('/api/users', async (request) => {
    const admin = requireUser(request, 'admin')
    return (await listUsers(store)).filter(({ region }) => coversRegion(admin.region, region)).map(shown)
  })

  const Account = Type.Object({
    name: Name,
    displayName: DisplayName,
    password: Password,
    roles: Type.Array(Type.Union(allRoles.map((role) => Type.Literal(role))), { minItems: 1 }),
    region: Type.Optional(Code),
  })
  app.post('/api/users', { schema: { body: Account } }, async (request, reply) => {
    const admin = requireUser(request, 'admin')
    const { roles, region = admin.region, ...given } = request.body
    requireRegion(admin, region)
    const user = await newUser(given, region, roles as Role[])
    await transact(store, async (inside) => {
      if (await userNamed(inside, user.name))
        throw new HttpFault(409, 'name-taken', '用户名已被使用', 'This name is taken')
      await addUser(inside, user)
      await appendLog(inside, logged(user, admin.name, 'add-user'))
    })
    reply.code(201)
    return shown(user)
  })
}
