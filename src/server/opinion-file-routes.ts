/** A stored opinion as a file to sign: .docx and .pdf, with a sketch of the area among the layers of its region. */
import type { FastifyRequest } from 'fastify'
import type { ApplicationAction } from '#ledger/application.ts'
import type { OpinionPaper } from '#report/opinion.ts'
import { mapLayers } from '#review/map.ts'
import { type ApplicationEntry, applicationEntry } from '#store/applications.ts'
import { featuresOf, listLayers } from '#store/layers.ts'
import { readLog } from '#store/log.ts'
import { lastOpinion, type StoredOpinion } from '#store/opinions.ts'
import { coversRegion, listRegions } from '#store/regions.ts'
import type { Store } from '#store/store.ts'
import { userNamed } from '#store/users.ts'
import { asAttachment } from './attachment.ts'
import type { App, Context } from './context.ts'
import { notFound } from './fault.ts'
import { ById } from './field.ts'
import { requireRegion, requireUser } from './rights.ts'

/** Who did this to the opinion, by the name people know them by; sending it to somebody is not reading it. */
const doers = async (store: Store, id: string): Promise<(action: ApplicationAction) => Promise<string | null>> => {
  const steps = await readLog(store, { subject: `application:${id}` })
  const sinceReview = steps.slice(steps.findLastIndex(({ action }) => action === 'review'))
  return async (action) => {
    const step = sinceReview.findLast((one) => one.action === action && !(one.detail as { to?: string }).to)
    return step ? ((await userNamed(store, step.by))?.displayName ?? step.by) : null
  }
}

/** What lies in the sketch's frame today, and a word where that is not what the opinion was made from. */
const around = async (
  store: Store,
  entry: ApplicationEntry,
  { opinion, basis }: StoredOpinion,
): Promise<Pick<OpinionPaper, 'layers' | 'mapNote'>> => {
  const { area, region: told } = opinion.application
  const { frameAround } = await import('#report/map-view.ts')
  const frame = frameAround(area)
  if (!frame) return { layers: null, mapNote: null }
  const region = coversRegion(entry.region, told) ? told : entry.region
  const layers = await listLayers(store, region)
  const features = await featuresOf(store, region, null, frame)
  const hashes = (all: readonly { readonly name: string; readonly sha256: string }[]): string =>
    all
      .map(({ name, sha256 }) => `${name} ${sha256}`)
      .sort()
      .join()
  return {
    layers: layers.flatMap(({ name, kind }) =>
      mapLayers({ name, kind, features: features.filter(({ layer }) => layer === name) }),
    ),
    mapNote:
      hashes(layers) === hashes(basis.layers)
        ? null
        : '审查之后图层有过更新：示意图按现有图层绘制，审查意见以审查时的图层为准。',
  }
}

export const opinionFileRoutes = (app: App, { store }: Context): void => {
  const paperOf = async (request: FastifyRequest, id: string): Promise<OpinionPaper> => {
    const user = requireUser(request)
    const entry = await applicationEntry(store, id)
    if (!entry) throw notFound('这件申请', 'application')
    requireRegion(user, entry.region)
    const last = await lastOpinion(store, entry.region, entry.id)
    if (!last) throw notFound('审查意见：申请尚未审查', 'opinion: the application has not been reviewed')
    const doneBy = await doers(store, id)
    return {
      opinion: last.opinion,
      number: entry.number,
      applicant: entry.applicant,
      office: null,
      regionName: (await listRegions(store)).find(({ code }) => code === entry.region)?.name ?? null,
      signedBy: await doneBy('sign'),
      secondReader: await doneBy('second-read'),
      ...(await around(store, entry, last)),
    }
  }

  app.get('/api/applications/:id/opinion.docx', { schema: { params: ById } }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id)
    const { opinionDocx } = await import('#report/opinion.ts')
    const bytes = await opinionDocx(paper)
    reply.type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    reply.header('content-disposition', asAttachment(`审查意见 ${paper.number}.docx`))
    return reply.send(Buffer.from(bytes))
  })

  app.get('/api/applications/:id/opinion.pdf', { schema: { params: ById } }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id)
    const { opinionPdf } = await import('#report/opinion.ts')
    const bytes = await opinionPdf(paper)
    reply.type('application/pdf').header('content-disposition', asAttachment(`审查意见 ${paper.number}.pdf`))
    return reply.send(Buffer.from(bytes))
  })
}
