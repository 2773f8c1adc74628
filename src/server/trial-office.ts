/** An office to try the server on: a store of its own, a clock to move, persons to ask as. For tests only. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#store/open.ts'
import { putRegion } from '#store/regions.ts'
import type { OpenStore, Store } from '#store/store.ts'
import type { Role } from '#store/users.ts'
import { buildApp } from './app.ts'
import type { App } from './context.ts'
import { PlanShelf } from './plan-shelf.ts'

export const county = '990121'
export const other = '990122'

export const planText = [
  '甲县矿产资源总体规划（2021-2025年）',
  '',
  '甲县人民政府',
  '',
  '第一章 总则',
  '',
  '以2020年为基期，2021-2025年为规划期，展望到2035年。',
  '',
  '第二章 开采准入',
  '',
  '新建建筑用花岗岩矿山年开采规模不得低于30万立方米/年。',
  '',
  '禁止开采砂金。',
  '',
].join('\r\n')

/** The Monday after the clock's first week is a holiday. */
const holidays = { rest: ['2024-05-13'], work: [] }

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Ask = { cookie?: string; body?: unknown; headers?: Record<string, string>; from?: string }

const password = 'long enough'

export class TrialOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'kuanggui-office-'))
  /** A Wednesday; tests move it. */
  clock = new Date('2024-05-08T02:00:00Z')
  store!: OpenStore
  app!: App
  #places = 0

  /** Opens it behind a door; in a file of its own where none is named. */
  async open(door = `gpkg:${join(this.folder, 'test.gpkg')}`): Promise<this> {
    this.store = await openStore(door)
    this.app = await this.build()
    await putRegion(this.store, { code: county, name: '甲县', level: 'county', parent: '990100' })
    await putRegion(this.store, { code: other, name: '乙县', level: 'county', parent: '990100' })
    return this
  }

  /** Another server on the same store. */
  build(web = join(this.folder, 'web'), store: Store = this.store): Promise<App> {
    return buildApp({
      store,
      shelf: new PlanShelf(store, 'test'),
      now: () => this.clock,
      web,
      holidays,
    })
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  later(hours: number): void {
    this.clock = new Date(this.clock.getTime() + hours * 3600_000)
  }

  async ask(method: Method, url: string, { cookie, body, headers = {}, from }: Ask = {}) {
    const response = await this.app.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
      ...(from ? { remoteAddress: from } : {}),
    })
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.payload,
      bytes: response.rawPayload,
      json: () => response.json(),
    }
  }

  upload(name: string, bytes: Uint8Array, cookie?: string, to = '/api/plans', fields: Record<string, string> = {}) {
    const edge = '----edge'
    const before = Object.entries(fields)
      .map(([field, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`)
      .join('')
    const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
    const body = Buffer.concat([Buffer.from(before + head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
    const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
    return this.ask('POST', to, { ...(cookie ? { cookie } : {}), body, headers })
  }

  /** The cookie of a new session. Each from a place of its own: how often one place may try is tested apart. */
  async signIn(name: string, secret = password): Promise<string> {
    this.#places += 1
    const from = `10.1.0.${this.#places}`
    const { status, headers } = await this.ask('POST', '/api/session', { body: { name, password: secret }, from })
    if (status !== 200) throw new Error(`${name} cannot sign in: ${status}`)
    return String(headers['set-cookie']).split(';')[0]!
  }

  /** The first account, with all rights everywhere. */
  async setUp(): Promise<string> {
    await this.ask('POST', '/api/setup', { body: { name: 'admin', displayName: '管理员', password } })
    return this.signIn('admin')
  }

  /** An account the administrator makes, signed in. */
  async staff(admin: string, name: string, roles: readonly Role[], region = county): Promise<string> {
    const body = { name, displayName: `某${name}`, password, roles, region }
    const { status, text } = await this.ask('POST', '/api/users', { cookie: admin, body })
    if (status !== 201) throw new Error(text)
    return this.signIn(name)
  }

  /** The persons most tests ask as; `stranger` works in the other county. */
  async people() {
    const admin = await this.setUp()
    return {
      admin,
      clerk: await this.staff(admin, 'clerk', ['clerk']),
      second: await this.staff(admin, 'second', ['clerk']),
      chief: await this.staff(admin, 'chief', ['supervisor']),
      planner: await this.staff(admin, 'planner', ['planner']),
      stranger: await this.staff(admin, 'stranger', ['clerk', 'planner'], other),
    }
  }

  /** The county's plan, published; its id. */
  async plan(planner: string): Promise<string> {
    const { id } = (await this.upload('plan.txt', Buffer.from(planText), planner)).json()
    await this.ask('POST', `/api/plans/${id}/publication`, { cookie: planner, body: { published: true } })
    return id
  }
}
