/** A list of rights against a plan, which may still be a draft: a row for each, and who would fall out. Stores nothing. */
import { Type } from 'typebox'
import { type BatchRow, judgeListed, type Laid, type Right, summaryOf } from '#review/batch.ts'
import { nearAsked } from '#review/map.ts'
import type { ReviewContext } from '#review/opinion.ts'
import { planEntry } from '#store/plans.ts'
import { coversRegion } from '#store/regions.ts'
import { asAttachment } from './attachment.ts'
import { type App, type Context, today } from './context.ts'
import { HttpFault, notFound, unusable } from './fault.ts'
import { Id } from './field.ts'
import { overlayArea } from './land.ts'
import { ledgerFacts } from './ledger-facts.ts'
import { mayRead, requireRegion, requireUser } from './rights.ts'
import { uploadOf } from './upload.ts'

/** Longer lists are judged at the prompt, where they hold up nobody. */
const mostRights = 5000

/** After this many ms of judging, others have their turn. */
const turn = 50

export const batchRoutes = (app: App, context: Context): void => {
  const { store, shelf, now } = context
  const Asked = Type.Object({
    planId: Type.Optional(Id),
    form: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('xlsx')])),
  })
  const schema = { querystring: Asked, consumes: ['multipart/form-data'] }
  app.get('/api/batch/template.xlsx', async (request, reply) => {
    requireUser(request)
    const { rightTemplate } = await import('#exchange/right-template.ts')
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    reply.header('content-disposition', asAttachment('矿业权清单模板.xlsx'))
    return reply.send(Buffer.from(await rightTemplate()))
  })

  app.post('/api/batch', { schema }, async (request, reply) => {
    const user = requireUser(request, 'clerk', 'planner')
    const { bytes, fields } = await uploadOf(request)
    const planId = request.query.planId ?? fields.planId ?? ''
    const known = await planEntry(store, planId)
    if (!known || !mayRead(request, known)) throw notFound('这个规划', 'plan')
    requireRegion(user, known.region)
    const { readRightList } = await import('#exchange/right-list.ts')
    const { rights, messages } = await readRightList(bytes, { region: known.region })
    if (rights.length === 0) throw unusable(422, 'unusable-list', messages)
    if (rights.length > mostRights) {
      const [zh, en] = [
        `一次最多 ${mostRights} 项，更多请用命令行`,
        `${mostRights} rights at most; use the prompt for more`,
      ]
      throw new HttpFault(413, 'too-many', zh, en)
    }
    const { entry, plan, rules } = await shelf.ruled(planId)
    const upper = await shelf.above(entry)
    const date = today(now())
    const held: ReviewContext = { plan, rules, upper, date, ledger: await ledgerFacts(store, entry.region, date) }
    const near = nearAsked([...rules, ...upper.flatMap((one) => one.rules)])

    const laid = async (right: Right | null): Promise<Laid | null> => {
      if (!right?.application.area) return null
      const { area, region } = right.application
      return overlayArea(store, area, coversRegion(entry.region, region) ? region : entry.region, { near })
    }

    const rows: BatchRow[] = []
    let since = performance.now()
    for (const one of rights) {
      rows.push(judgeListed(one, await laid(one.right), held))
      if (performance.now() - since < turn) continue
      await new Promise((resolve) => setImmediate(resolve))
      since = performance.now()
    }
    if ((request.query.form ?? fields.form) !== 'xlsx') return { summary: summaryOf(rows), rows, messages }
    const { batchXlsx } = await import('#report/batch.ts')
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    reply.header('content-disposition', asAttachment(`${entry.title} 批量审查.xlsx`))
    return reply.send(Buffer.from(await batchXlsx(entry.title, rows)))
  })
}
