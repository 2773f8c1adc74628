/** The ledger as an Excel workbook: the blank form, what is kept, and an import that writes all of it or nothing. */
import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { FromRow } from '#exchange/ledger-sheet.ts'
import type { ExchangeMessage } from '#exchange/message.ts'
import { isDay } from '#rules/day.ts'
import type { MineEntry, ReturnEntry } from '#rules/situation.ts'
import { canonicalJson } from '#store/canonical.ts'
import { appendLog } from '#store/log.ts'
import { addMine, listMines } from '#store/mines.ts'
import { listRegions } from '#store/regions.ts'
import { addReturn, listReturns } from '#store/returns.ts'
import { type Store, transact } from '#store/store.ts'
import { asAttachment } from './attachment.ts'
import { type App, type Context, today } from './context.ts'
import { faultBody, HttpFault } from './fault.ts'
import { Code, Day, isCode } from './field.ts'
import { countyOf, type Matched, matchMines, matchReturns, scopeOf } from './ledger-match.ts'
import { requireRegion, requireUser } from './rights.ts'
import { uploadOf } from './upload.ts'

/** What a row would do to the ledger. */
type Effect = 'new' | 'changed' | 'same'

/** A row with the region it is written under. */
type Planned<T> = FromRow<T> & { readonly region: string; readonly effect: Effect }

/** Rows beside what is kept of the same: by their content a change of it or none. */
const planned = <T>(rows: readonly Matched<T>[]): Planned<T>[] =>
  rows.map(({ before, ...one }) => {
    const same = before !== null && canonicalJson(before) === canonicalJson(one.entry)
    return { ...one, effect: before === null ? 'new' : same ? 'same' : 'changed' }
  })

/** A sheet has no column for the corners of an area: what the register keeps of them stays. */
const withArea = ({ entry, before, ...one }: Matched<MineEntry>): Matched<MineEntry> => {
  const kept = entry.location === undefined && before?.location && before.location.type !== 'Point'
  return { ...one, before, entry: kept ? { ...entry, location: before.location } : entry }
}

/** A column for the county an entry lies in: within a city it tells mines of one name apart. */
const inCounty = (region: string, said?: string): { region?: string } => {
  const county = countyOf(region, said)
  return county === undefined ? {} : { region: county }
}

const count = (rows: readonly Planned<unknown>[]): Readonly<Record<Effect, number>> => {
  const of = (effect: Effect) => rows.filter((row) => row.effect === effect).length
  return { new: of('new'), changed: of('changed'), same: of('same') }
}

type Reading = {
  readonly mines: readonly FromRow<MineEntry>[]
  readonly returns: readonly FromRow<ReturnEntry>[]
  readonly messages: readonly ExchangeMessage[]
}

const readBook = async (bytes: Uint8Array): Promise<Reading> => {
  const { formsIn } = await import('#exchange/excel.ts')
  const { mineForm, readMineSheet, readReturnSheet, returnForm } = await import('#exchange/ledger-sheet.ts')
  const { value: forms, messages } = await formsIn(bytes, [mineForm, returnForm])
  if (!forms) return { mines: [], returns: [], messages }
  // Where no sheet fits, the form for mines says what is lacking.
  const mines = forms.includes(mineForm) || forms.length === 0 ? await readMineSheet(bytes) : null
  const returns = forms.includes(returnForm) ? await readReturnSheet(bytes) : null
  return {
    mines: mines?.value ?? [],
    returns: returns?.value ?? [],
    messages: [...(mines?.messages ?? []), ...(returns?.messages ?? [])],
  }
}

const strangers = (returns: readonly FromRow<ReturnEntry>[], names: ReadonlySet<string>): ExchangeMessage[] =>
  returns
    .filter(({ entry }) => !names.has(entry.mine))
    .map(({ row, entry: { mine } }) => ({
      severity: 'warning',
      text: `第 ${row} 行：年报中的矿山“${mine}”不在台账中`,
      textEn: `row ${row}: the mine “${mine}” is not in the ledger`,
      row,
    }))

const sendBook = (reply: FastifyReply, name: string, bytes: Uint8Array) =>
  reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', asAttachment(name))
    .send(Buffer.from(bytes))

export const ledgerFileRoutes = (app: App, { store, now }: Context): void => {
  app.get('/api/ledger/template.xlsx', async (request, reply) => {
    requireUser(request)
    const { writeBook } = await import('#exchange/excel.ts')
    const { mineForm, returnForm } = await import('#exchange/ledger-sheet.ts')
    const bytes = await writeBook([mineForm, returnForm].map((form) => ({ form, rows: [] })))
    return sendBook(reply, '台账模板.xlsx', bytes)
  })

  const Query = Type.Object({ region: Type.Optional(Code), date: Type.Optional(Day) })
  app.get('/api/ledger/export.xlsx', { schema: { querystring: Query } }, async (request, reply) => {
    const user = requireUser(request)
    const { region = user.region, date = today(now()) } = request.query
    requireRegion(user, region)
    const { writeBook } = await import('#exchange/excel.ts')
    const { mineForm, mineRow, returnForm } = await import('#exchange/ledger-sheet.ts')
    const mines = await listMines(store, region, date)
    const returns = await listReturns(store, region, date)
    const bytes = await writeBook([
      {
        form: mineForm,
        rows: mines.map(({ region, mine }) => ({ ...mineRow(mine), ...inCounty(region, mine.region) })),
      },
      { form: returnForm, rows: returns.map(({ region, entry }) => ({ ...entry, ...inCounty(region) })) },
    ])
    return sendBook(reply, `台账 ${region} ${date}.xlsx`, bytes)
  })

  type About = { region: string; by: string; at: string; since: string; file: string; sha256: string }

  /** What the rows would do to the ledger as it stands inside this transaction. */
  const planIn = async (inside: Store, reading: Reading, { region, since }: About) => {
    const known = await listMines(inside, region, since)
    const told = await listReturns(inside, region, '9999-12-31')
    const scope = scopeOf(region, await listRegions(inside))
    const found = matchMines(reading.mines, known, scope)
    const mines = planned(found.rows.map(withArea))
    const here = [...known.map(({ region, mine }) => ({ region, entry: mine })), ...mines]
    const given = matchReturns(reading.returns, told, here, scope)
    const returns = planned(given.rows)
    const names = new Set(here.map(({ entry }) => entry.name))
    const messages = [...reading.messages, ...found.messages, ...given.messages, ...strangers(reading.returns, names)]
    const ready = mines.length + returns.length > 0 && !messages.some(({ severity }) => severity === 'error')
    return { ready, mines, returns, counts: { mines: count(mines), returns: count(returns) }, messages }
  }

  /** Writes what is new or changed and one entry of the log. */
  const write = async (
    inside: Store,
    { mines, returns, counts }: Awaited<ReturnType<typeof planIn>>,
    { since, file, sha256, ...by }: About,
  ): Promise<void> => {
    for (const { entry: mine, region, effect } of mines)
      if (effect !== 'same') await addMine(inside, { ...by, region, id: randomUUID(), since, mine })
    for (const { entry, region, effect } of returns)
      if (effect !== 'same') await addReturn(inside, { ...by, region, id: randomUUID(), entry })
    const detail = { file, sha256, since, ...counts }
    await appendLog(inside, { ...by, action: 'import-ledger', subject: `ledger:${by.region}`, detail })
  }

  app.post('/api/ledger/import', { schema: { consumes: ['multipart/form-data'] } }, async (request, reply) => {
    const user = requireUser(request, 'clerk', 'planner')
    const { bytes, name: file, fields } = await uploadOf(request)
    const { region = user.region, since = today(now()), confirm } = fields
    if (!isCode(region)) throw new HttpFault(400, 'bad-region', '行政区代码应为六位', 'region must be six digits')
    if (!isDay(since)) throw new HttpFault(400, 'bad-date', '日期应为 YYYY-MM-DD', 'since must be YYYY-MM-DD')
    requireRegion(user, region)
    const reading = await readBook(bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const about = { region, by: user.name, at: now().toISOString(), since, file, sha256 }
    // Read and written in one transaction: what is "new" here is new when it is written.
    const { written, ...answer } = await transact(store, async (inside) => {
      const plan = await planIn(inside, reading, about)
      const written = confirm === 'true' && plan.ready
      if (written) await write(inside, plan, about)
      return { ...plan, written }
    })
    if (confirm === 'true' && !written) {
      const wrong = faultBody(
        'unusable-ledger',
        '表中有错误，未写入任何内容',
        'The sheet has errors; nothing was written',
      )
      return reply.code(422).send({ ...wrong, messages: answer.messages })
    }
    reply.code(written ? 201 : 200)
    return { ...answer, written }
  })
}
