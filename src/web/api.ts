/** The workbench's only way to the server: one function per address, every failure an ApiError. */
import type { Message } from '#document/document.ts'
import type { Bounds, Shape } from '#land/shape.ts'
import type { ApplicationAction } from '#ledger/application.ts'
import type { Confirmation } from '#ledger/confirmation.ts'
import type { LayerSource } from '#review/map.ts'
import type { Openness } from '#review/openness.ts'
import type { Application, LandFacts, LedgerFacts, MineEntry, ReturnEntry } from '#rules/situation.ts'
import type {
  ApplicationEntry,
  ApplicationPage,
  BatchAnswer,
  CornersAnswer,
  Decision,
  LayerEntry,
  LayersAnswer,
  LedgerImport,
  LogEntry,
  LogState,
  ObjectionEntry,
  OpinionAsOf,
  Person,
  PlanEntry,
  PlanPage,
  RegionEntry,
  Session,
  User,
} from './wire.ts'

/** What the server said went wrong (or that it could not be reached: status 0), in both languages. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly messageEn: string
  constructor(status: number, code: string, message: string, messageEn: string) {
    super(message)
    this.status = status
    this.code = code
    this.messageEn = messageEn
  }
}

/** Said to the page when an answer needed a session that is no longer there. */
export const signedOut = 'kuanggui:signed-out'

const failure = async (response: Response): Promise<ApiError> => {
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; messageEn?: string }
  } | null
  const error = body?.error
  return new ApiError(
    response.status,
    error?.code ?? `http-${response.status}`,
    error?.message ?? '',
    error?.messageEn ?? '',
  )
}

const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const form = body instanceof FormData
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(body === undefined || form ? {} : { headers: { 'content-type': 'application/json' } }),
  }).catch(() => null)
  if (response === null) throw new ApiError(0, 'unreachable', '', '')
  if (response.ok) return response
  const error = await failure(response)
  if (error.code === 'not-signed-in') dispatchEvent(new Event(signedOut))
  throw error
}

const get = async <T>(path: string): Promise<T> => (await send('GET', path)).json() as Promise<T>
const post = async <T>(path: string, body: unknown): Promise<T> => {
  const text = await (await send('POST', path, body)).text()
  return (text ? JSON.parse(text) : null) as T
}

/** A file in a form; its fields go before it, as the server reads them. */
const formOf = (file: File, fields: Readonly<Record<string, string>> = {}): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return form
}

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

const one = encodeURIComponent

export const api = {
  session: () => get<Session>('/session'),
  setUp: (body: { name: string; displayName: string; password: string }) => post<unknown>('/setup', body),
  signIn: (body: { name: string; password: string }) => post<unknown>('/session', body),
  signOut: () => send('DELETE', '/session'),
  users: () => get<readonly User[]>('/users'),
  addUser: (body: { name: string; displayName: string; password: string; roles: readonly string[]; region?: string }) =>
    post<unknown>('/users', body),
  changePassword: (body: { password: string; next: string }) => post<unknown>('/session/password', body),
  resetPassword: (user: string, password: string) => post<unknown>(`/users/${one(user)}/password`, { password }),
  closeAccount: (user: string, deactivated: boolean) =>
    post<unknown>(`/users/${one(user)}/deactivation`, { deactivated }),

  regions: () => get<readonly RegionEntry[]>('/regions'),
  plans: () => get<readonly PlanEntry[]>('/plans'),
  plan: (id: string) => get<PlanPage>(`/plans/${one(id)}`),
  uploadPlan: (file: File) => post<{ id: string | null; messages: readonly Message[] }>('/plans', formOf(file)),
  publish: (planId: string, published: boolean) =>
    post<{ published: string | null }>(`/plans/${one(planId)}/publication`, { published }),
  confirm: (
    planId: string,
    body: { target: 'fact' | 'rule'; targetId: string; decision: Decision; value?: unknown; reason: string },
  ) => post<Confirmation>(`/plans/${one(planId)}/confirmations`, body),

  layers: (region?: string | null) => get<readonly LayerEntry[]>(`/layers${query({ region })}`),
  features: (layer: string, region?: string | null) =>
    get<GeoJSON.FeatureCollection>(`/layers/${one(layer)}/features${query({ region })}`),
  setOpenness: (layer: string, region: string, openness: Openness) =>
    post<unknown>(`/layers/${one(layer)}/openness`, { region, openness }),
  baseMap: () => get<{ tiles: readonly string[] }>('/map/base'),
  addLayers: (file: File, region: string) => post<LayersAnswer>('/layers', formOf(file, { region })),
  corners: (text: string, region: string | null, said: { zone?: number; parameters?: string }) =>
    post<CornersAnswer>('/land/corners', { text, ...(region ? { region } : {}), ...said }),
  cornerText: (file: File) => post<{ text: string }>('/land/corner-text', formOf(file)),
  landMap: (region: string, bbox: Bounds) =>
    get<readonly LayerSource[]>(`/land/map${query({ region, bbox: bbox.join() })}`),
  overlay: (area: Shape, region: string) => post<LandFacts | null>('/land/overlay', { area, region }),

  ledger: (region: string, date?: string) => get<LedgerFacts>(`/ledger${query({ region, date })}`),
  mines: (region?: string | null) => get<readonly MineEntry[]>(`/mines${query({ region })}`),
  addMine: (body: MineEntry & { region: string }) => post<unknown>('/mines', body),
  returns: (region?: string | null) => get<readonly ReturnEntry[]>(`/returns${query({ region })}`),
  addReturn: (body: ReturnEntry & { region: string }) => post<unknown>('/returns', body),

  /** Tells what the workbook would do; writes it where `confirm` is true. */
  importLedger: (book: File, region: string, confirm: boolean) =>
    post<LedgerImport>('/ledger/import', formOf(book, { region, confirm: String(confirm) })),

  batch: (rights: File, planId: string) => post<BatchAnswer>('/batch', formOf(rights, { planId })),
  batchBook: async (rights: File, planId: string) =>
    (await send('POST', '/batch', formOf(rights, { planId, form: 'xlsx' }))).blob(),

  applications: () => get<readonly ApplicationEntry[]>('/applications'),
  application: (id: string) => get<ApplicationPage>(`/applications/${one(id)}`),
  submit: (body: { application: Application; applicant: string; planId: string }) =>
    post<{ id: string }>('/applications', body),
  amend: async (id: string, application: Application, reason: string) => {
    await send('PUT', `/applications/${one(id)}`, { application, reason })
  },
  act: (id: string, body: { action: ApplicationAction; to?: string; reason?: string }) =>
    post<ApplicationPage>(`/applications/${one(id)}/actions`, body),
  people: (id: string) => get<readonly Person[]>(`/applications/${one(id)}/people`),
  /** `asOf`: 'today' or a day, YYYY-MM-DD. */
  opinionAsOf: (id: string, asOf: string) => get<OpinionAsOf>(`/applications/${one(id)}/opinion${query({ asOf })}`),

  objections: () => get<readonly ObjectionEntry[]>('/objections'),
  log: (after?: string) => get<readonly LogEntry[]>(`/log${query({ after })}`),
  verifyLog: () => get<LogState>('/log/verify'),
} as const

/** Files are plain links: the browser's own download shows progress and keeps the name. */
export const file = {
  source: (planId: string) => `/api/plans/${one(planId)}/source`,
  checkDocx: (planId: string) => `/api/plans/${one(planId)}/check.docx`,
  checkPdf: (planId: string) => `/api/plans/${one(planId)}/check.pdf`,
  checkXlsx: (planId: string) => `/api/plans/${one(planId)}/check.xlsx`,
  ledgerTemplate: '/api/ledger/template.xlsx',
  rightsTemplate: '/api/batch/template.xlsx',
  ledgerExport: (region: string) => `/api/ledger/export.xlsx${query({ region })}`,
  /** The official paper; `asOf` (a day, or today): one made again, to compare; `lang`: a translation. */
  opinion: (
    applicationId: string,
    form: 'docx' | 'pdf',
    asked: { readonly asOf?: string; readonly lang?: 'zh' | 'en' } = {},
  ) => `/api/applications/${one(applicationId)}/opinion.${form}${query(asked)}`,
} as const
