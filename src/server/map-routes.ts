/** Layers of the map and their features. */
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { longestText } from '#land/corner-file.ts'
import { readSevenParameters } from '#land/zone.ts'
import { usualNear } from '#review/map.ts'
import { isOpenness, type Openness, opennesses } from '#review/openness.ts'
import { statedQuantity } from '#review/stated-area.ts'
import { layerTitle } from '#rules/layer-kind.ts'
import type { Box } from '#store/geometry.ts'
import { featuresOf, type LayerSummary, listLayers, opennessOf, putLayer, setOpenness } from '#store/layers.ts'
import { appendLog } from '#store/log.ts'
import { coversRegion, listRegions } from '#store/regions.ts'
import { transact } from '#store/store.ts'
import type { App, Context } from './context.ts'
import { HttpFault, notFound, unusable } from './fault.ts'
import { Code, isCode } from './field.ts'
import { openLimit } from './guard.ts'
import { boxAround, cornersIn, layersAround, overlayArea } from './land.ts'
import { underWay } from './review-context.ts'
import { isInside, requireRegion, requireUser } from './rights.ts'
import { uploadOf } from './upload.ts'

const boxFrom = (text: string): Box => {
  const box = text.split(',').map(Number)
  if (box.length !== 4 || !box.every(Number.isFinite))
    throw new HttpFault(400, 'bad-box', 'bbox 应为 西,南,东,北', 'bbox must be west,south,east,north')
  return box as unknown as Box
}

const joined = (a: Box | null, b: Box | null): Box | null =>
  a && b ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : (a ?? b)

export const mapRoutes = (app: App, { store, now, baseMap }: Context): void => {
  app.get('/api/map/base', async () => ({ tiles: baseMap?.tiles ?? [] }))

  /** All regions that have layers, or the one asked for. */
  const regionsAsked = async (region: string | undefined): Promise<string[]> =>
    region !== undefined ? [region] : (await listRegions(store)).map(({ code }) => code)

  const Query = Type.Object({ region: Type.Optional(Code) })
  app.get('/api/layers', { schema: { querystring: Query } }, async (request) => {
    const summaries = new Map<string, LayerSummary>()
    for (const region of await regionsAsked(request.query.region))
      for (const layer of await listLayers(store, region)) {
        if (layer.openness !== 'open' && !isInside(request.user, region)) continue
        const same = summaries.get(layer.name)
        summaries.set(layer.name, {
          ...layer,
          count: layer.count + (same?.count ?? 0),
          bounds: joined(layer.bounds, same?.bounds ?? null),
        })
      }
    return [...summaries.values()].map(({ name, title, kind, count, bounds, at, openness }) => ({
      name,
      openness,
      title,
      kind,
      count,
      bounds,
      at,
    }))
  })

  app.post('/api/layers', { schema: { consumes: ['multipart/form-data'] } }, async (request, reply) => {
    const user = requireUser(request, 'planner', 'admin')
    const { bytes, name: file, fields } = await uploadOf(request)
    const { region = user.region, name, title, near, openness } = fields
    if (openness !== undefined && !isOpenness(openness))
      throw new HttpFault(400, 'bad-openness', '公开方式应为 open、told 或 office', 'openness is open, told or office')
    if (!isCode(region)) throw new HttpFault(400, 'bad-region', '行政区代码应为六位', 'region must be six digits')
    requireRegion(user, region)
    const { readGisFile } = await import('#exchange/gis-file.ts')
    const { applyProfile, underHouseNames } = await import('#exchange/layer-profile.ts')
    const { value: read, messages: readMessages } = await readGisFile(bytes, file)
    if (read.length === 0) throw unusable(422, 'unreadable-layer', readMessages)
    const messages = [...readMessages]
    const at = now().toISOString()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const layers = await transact(store, async (inside) => {
      const kept = []
      for (const { name: own, collection } of read) {
        // One name and kind are meant for a file of one layer; a file of several keeps their own.
        const called = read.length === 1 && name ? name : own
        const { value: profiled, messages: told } = applyProfile(called, collection)
        const kind = (read.length === 1 && fields.kind) || profiled.kind || called
        if (kind === called || kind === profiled.kind) messages.push(...told)
        const metres = near === undefined ? usualNear : Math.max(0, Math.round(Number(near) || 0))
        const layer = {
          region,
          name: called,
          title: title || layerTitle(kind),
          kind,
          near: metres,
          sha256,
          at,
          ...(openness ? { openness } : {}),
        }
        const count = await putLayer(inside, layer, underHouseNames(collection, profiled))
        const detail = { file, sha256, kind, count, ...(openness ? { openness } : {}) }
        await appendLog(inside, { region, at, by: user.name, action: 'put-layer', subject: `layer:${called}`, detail })
        kept.push({ name: called, title: layer.title, kind, count })
      }
      return kept
    })
    reply.code(201)
    return { layers, messages }
  })

  const Name = Type.Object({ name: Type.String({ maxLength: 200 }) })
  const Shown = Type.Object({ region: Code, openness: Type.Union(opennesses.map((one) => Type.Literal(one))) })
  app.post('/api/layers/:name/openness', { schema: { params: Name, body: Shown } }, async (request) => {
    const user = requireUser(request, 'planner', 'admin')
    const { region } = request.body
    const openness = request.body.openness as Openness
    requireRegion(user, region)
    const { name } = request.params
    await transact(store, async (inside) => {
      if (!(await setOpenness(inside, region, name, openness))) throw notFound('这个图层', 'layer')
      const about = { region, at: now().toISOString(), by: user.name }
      await appendLog(inside, { ...about, action: 'show-layer', subject: `layer:${name}`, detail: { openness } })
    })
    return { region, name, openness }
  })

  const Boxed = Type.Object({ region: Type.Optional(Code), bbox: Type.Optional(Type.String({ maxLength: 200 })) })
  app.get('/api/layers/:name/features', { schema: { params: Name, querystring: Boxed } }, async (request) => {
    const { region, bbox } = request.query
    const box = bbox === undefined ? undefined : boxFrom(bbox)
    const regions = await regionsAsked(region)
    const features = await Promise.all(
      regions.map(async (code) => {
        const openness = (await opennessOf(store, code)).get(request.params.name)
        const shown = openness === 'open' || isInside(request.user, code)
        return shown ? featuresOf(store, code, request.params.name, box) : []
      }),
    )
    return { type: 'FeatureCollection', features: features.flat() }
  })

  const Around = Type.Object({ region: Code, bbox: Type.String({ maxLength: 200 }) })
  // Applications under way are shown to whoever works there, not to everybody.
  app.get('/api/land/map', { schema: { querystring: Around } }, async ({ user, query: { region, bbox } }) => {
    const box = boxFrom(bbox)
    const layers = await layersAround(store, region, box)
    const openness = await opennessOf(store, region)
    return [
      ...layers.filter(({ name }) => openness.get(name) === 'open' || isInside(user, region)),
      ...(user
        ? [await underWay(store, region, boxAround(box), (entry) => !coversRegion(user.region, entry.region))]
        : []),
    ]
  })

  const Overlaid = Type.Object({ area: Type.Unknown(), region: Code })
  app.post('/api/land/overlay', { schema: { body: Overlaid }, config: { rateLimit: openLimit } }, async (request) => {
    const { area, region } = request.body
    const outside = !isInside(request.user, region)
    const { value, messages } = await overlayArea(store, area, region, { outside })
    if (!value && messages.length > 0) throw unusable(400, 'unusable-area', messages)
    return { ...(value ?? { layers: [], overlaps: [], area: 0 }), messages }
  })

  const Corners = Type.Object({
    text: Type.String({ maxLength: longestText }),
    region: Type.Optional(Code),
    zone: Type.Optional(Type.Integer({ minimum: 13, maximum: 45 })),
    datum: Type.Optional(Type.Enum(['CGCS2000', 'WGS84', 'Xian80', 'Beijing54'])),
    parameters: Type.Optional(Type.String({ maxLength: 500 })),
  })
  app.post('/api/land/corners', { schema: { body: Corners }, config: { rateLimit: openLimit } }, async (request) => {
    const { text, region, zone, datum, parameters: written = '' } = request.body
    const parameters = written.trim() === '' ? null : readSevenParameters(written)
    if (written.trim() !== '' && !parameters)
      throw new HttpFault(
        400,
        'bad-parameters',
        '七参数应为七个数：dx,dy,dz（米），rx,ry,rz（秒），尺度（ppm）',
        'The seven parameters are seven numbers: dx,dy,dz (m), rx,ry,rz (seconds), scale (ppm)',
      )
    const { value, messages } = await cornersIn(store, text, region, {
      ...(zone === undefined ? {} : { zone }),
      ...(datum === undefined ? {} : { datum }),
      ...(parameters ? { parameters } : {}),
    })
    return {
      polygon: value.shape,
      zone: value.system?.kind === 'plane' ? value.system.zone : null,
      zoneWanted: value.zoneWanted,
      datum: value.datum,
      planeArea: value.shape ? value.planeArea : null,
      ellipsoidArea: value.shape ? value.ellipsoidArea : null,
      statedArea: value.stated?.area ?? null,
      stated: value.stated && statedQuantity(value.stated),
      altitude: value.altitude,
      corners: value.corners,
      messages,
      mends: value.mends,
    }
  })

  const form = { schema: { consumes: ['multipart/form-data'] }, config: { rateLimit: openLimit } }
  app.post('/api/land/corner-text', form, async (request) => {
    const { cornerText, largestCornerFile } = await import('#exchange/corner-book.ts')
    const { value, messages } = await cornerText((await uploadOf(request, largestCornerFile)).bytes)
    if (value === null) throw unusable(422, 'unreadable-corners', messages)
    if (value.length > longestText)
      throw new HttpFault(413, 'too-long', '坐标文字超过 1 MB', 'The text of the corners is longer than 1 MB')
    return { text: value }
  })
}
