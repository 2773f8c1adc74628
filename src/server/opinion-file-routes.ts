/** A stored opinion as a file to sign: .docx and .pdf, with a sketch of the area among the layers of its region. */
import type { FastifyRequest } from 'fastify'
import type { ApplicationAction } from '#ledger/application.ts'
import type { OpinionPaper } from '#report/opinion.ts'
import type { Paper } from '#report/paper.ts'
import { mapLayers } from '#review/map.ts'
import { type ApplicationEntry, applicationEntry } from '#store/applications.ts'
import { featuresOfVersions, layersAt } from '#store/layer-history.ts'
import { readLog } from '#store/log.ts'
import { lastOpinion, type StoredOpinion } from '#store/opinions.ts'
import { coversRegion, listRegions } from '#store/regions.ts'
import type { Store } from '#store/store.ts'
import { userNamed } from '#store/users.ts'
import { asAttachment } from './attachment.ts'
import type { App, Context } from './context.ts'
import { notFound } from './fault.ts'
import { ById } from './field.ts'
import { paperFile } from './paper-file.ts'
import { requireRegion, requireUser } from './rights.ts'

const displayName = async (store: Store, by: string): Promise<string> => (await userNamed(store, by))?.displayName ?? by

/** Who did this to the opinion, by the name people know them by; sending it to somebody is not reading it. */
const doers = async (store: Store, id: string): Promise<(action: ApplicationAction) => Promise<string | null>> => {
  const steps = await readLog(store, { subject: `application:${id}` })
  const sinceReview = steps.slice(steps.findLastIndex(({ action }) => action === 'review'))
  return async (action) => {
    const step = sinceReview.findLast((one) => one.action === action && !(one.detail as { to?: string }).to)
    return step ? displayName(store, step.by) : null
  }
}

const hashes = (all: readonly { readonly name: string; readonly sha256: string }[]): string =>
  all
    .map(({ name, sha256 }) => `${name} ${sha256}`)
    .sort()
    .join()

/** What lay in the sketch's frame when the opinion was made, and a word where that is no longer known. */
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
  const layers = await layersAt(store, region, basis.log)
  const features = await featuresOfVersions(store, region, layers, frame)
  return {
    layers: layers.flatMap(({ name, kind }, i) => mapLayers({ name, kind, features: features[i]! })),
    mapNote:
      hashes(layers) === hashes(basis.layers)
        ? null
        : '审查时的图层未全部留存：示意图与审查时所用的图层不尽相同，以审查意见的文字为准。',
  }
}

export const opinionFileRoutes = (app: App, { store }: Context): void => {
  const paperOf = async (request: FastifyRequest, id: string): Promise<Paper> => {
    const user = requireUser(request)
    const entry = await applicationEntry(store, id)
    if (!entry) throw notFound('这件申请', 'application')
    requireRegion(user, entry.region)
    const last = await lastOpinion(store, entry.region, entry.id)
    if (!last) throw notFound('审查意见：申请尚未审查', 'opinion: the application has not been reviewed')
    const doneBy = await doers(store, id)
    const { opinionPaper } = await import('#report/opinion.ts')
    return opinionPaper({
      opinion: last.opinion,
      number: entry.number,
      applicant: entry.applicant,
      office: null,
      regionName: (await listRegions(store)).find(({ code }) => code === entry.region)?.name ?? null,
      reviewedBy: await displayName(store, last.by),
      secondReader: await doneBy('second-read'),
      signedBy: await doneBy('sign'),
      ...(await around(store, entry, last)),
    })
  }

  app.get('/api/applications/:id/opinion.docx', { schema: { params: ById } }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id)
    const bytes = await paperFile('docx', paper)
    reply.type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    reply.header('content-disposition', asAttachment(`审查意见 ${paper.mark}.docx`))
    return reply.send(bytes)
  })

  app.get('/api/applications/:id/opinion.pdf', { schema: { params: ById } }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id)
    const bytes = await paperFile('pdf', paper)
    reply.type('application/pdf').header('content-disposition', asAttachment(`审查意见 ${paper.mark}.pdf`))
    return reply.send(bytes)
  })
}
