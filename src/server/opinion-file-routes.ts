/** A stored opinion as a file to sign: .docx and .pdf, with a sketch of the area among the layers of its region. */
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
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
import { type App, type Context, today } from './context.ts'
import { notFound } from './fault.ts'
import { ById, Lang } from './field.ts'
import { type Made, madeAsOf } from './opinion-then.ts'
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
  { opinion, basis }: Made,
): Promise<Pick<OpinionPaper, 'layers' | 'layersLost'>> => {
  const { area, region: told } = opinion.application
  const { frameAround } = await import('#report/map-view.ts')
  const frame = frameAround(area)
  if (!frame) return { layers: null }
  const region = coversRegion(entry.region, told) ? told : entry.region
  const layers = await layersAt(store, region, basis.log)
  const features = await featuresOfVersions(store, region, layers, frame)
  return {
    layers: layers.flatMap(({ name, kind }, i) => mapLayers({ name, kind, features: features[i]! })),
    layersLost: hashes(layers) !== hashes(basis.layers),
  }
}

/** `asOf` as of GET …/opinion: the paper of an opinion made again says so. */
const Asked = Type.Object({
  asOf: Type.Optional(Type.String({ maxLength: 40 })),
  lang: Type.Optional(Lang),
})
type Asked = Static<typeof Asked>

export const opinionFileRoutes = (app: App, context: Context): void => {
  const { store } = context

  const onFile = async (entry: ApplicationEntry, last: StoredOpinion | null) => {
    if (!last) throw notFound('审查意见：申请尚未审查', 'opinion: the application has not been reviewed')
    const doneBy = await doers(store, entry.id)
    return {
      made: last,
      known: {
        reviewedBy: await displayName(store, last.by),
        secondReader: await doneBy('second-read'),
        signedBy: await doneBy('sign'),
      },
    }
  }

  const madeAgain = async (entry: ApplicationEntry, last: StoredOpinion | null, asOf: string) => {
    const made = await madeAsOf(context, entry, asOf, last)
    const before = last && {
      signed: entry.status === 'signed',
      date: last.opinion.date ?? today(new Date(last.at)),
      verdict: last.opinion.verdict,
    }
    const again = { day: made.day, from: made.basis, before, same: made.same, changes: made.changes }
    return { made, known: { reviewedBy: null, secondReader: null, signedBy: null, again } }
  }

  const paperOf = async (request: FastifyRequest, id: string, { asOf = 'stored', lang }: Asked): Promise<Paper> => {
    const user = requireUser(request)
    const entry = await applicationEntry(store, id)
    if (!entry) throw notFound('这件申请', 'application')
    requireRegion(user, entry.region)
    const last = await lastOpinion(store, entry.region, entry.id)
    const { made, known } = asOf === 'stored' ? await onFile(entry, last) : await madeAgain(entry, last, asOf)
    const { opinionPaper } = await import('#report/opinion.ts')
    const paper = {
      opinion: made.opinion,
      number: entry.number,
      applicant: entry.applicant,
      office: null,
      regionName: (await listRegions(store)).find(({ code }) => code === entry.region)?.name ?? null,
      ...known,
      ...(await around(store, entry, made)),
    }
    return opinionPaper(paper, lang)
  }

  const called = (mark: string | null, { asOf = 'stored', lang }: Asked, ending: string): string =>
    asAttachment(
      `${lang === 'en' ? 'Opinion' : '审查意见'} ${mark}${asOf === 'stored' ? '' : ` ${asOf.replaceAll(':', '')}`}.${ending}`,
    )

  const schema = { params: ById, querystring: Asked }
  app.get('/api/applications/:id/opinion.docx', { schema }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id, request.query)
    const bytes = await paperFile('docx', paper)
    reply.type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    reply.header('content-disposition', called(paper.mark, request.query, 'docx'))
    return reply.send(bytes)
  })

  app.get('/api/applications/:id/opinion.pdf', { schema }, async (request, reply) => {
    const paper = await paperOf(request, request.params.id, request.query)
    const bytes = await paperFile('pdf', paper)
    reply.type('application/pdf').header('content-disposition', called(paper.mark, request.query, 'pdf'))
    return reply.send(bytes)
  })
}
