/**
 * Writes corner-point files to try the readers with: node_modules/.bin/node example/corners.ts
 * Good ones are blocks of the example in the forms offices hand on; broken ones are the same with one thing wrong.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planeArea } from '#land/area.ts'
import type { Position } from '#land/shape.ts'
import { type PlaneSystem, toPlane } from '#land/zone.ts'

const folder = import.meta.dirname
type Feature = {
  readonly properties: { readonly region: string; readonly code: string; readonly name: string }
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
}

const featureOf = (layer: string, region: string, code: string): Feature => {
  const { features } = JSON.parse(readFileSync(join(folder, 'layers', `${layer}.geojson`), 'utf8'))
  return features.find(({ properties }: Feature) => properties.region === region && properties.code === code)
}

const planeOf = (zone: number): PlaneSystem => ({ kind: 'plane', width: 3, zone, prefixed: true })

/** Corners of a feature without the closing one, as [north, east] in a 3° zone, to the centimetre. */
const northEast = (feature: Feature, zone: number): (readonly [string, string])[] =>
  feature.geometry.coordinates[0]!.slice(0, -1).map((position) => {
    const [east, north] = toPlane(position, planeOf(zone))
    return [north.toFixed(2), east.toFixed(2)]
  })

const hectares = (feature: Feature): string => (planeArea(feature.geometry) / 1e4).toFixed(4)

const sexagesimal = (value: number): string => {
  const tenths = Math.round(value * 36_000_000)
  const seconds = tenths / 10_000
  return `${Math.floor(seconds / 3600)}°${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}′${(seconds % 60).toFixed(4).padStart(7, '0')}″`
}

const parcel = (feature: Feature, zone: number, stated = hectares(feature), datum = '2000国家大地坐标系'): string => {
  const corners = northEast(feature, zone)
  const { code, name } = feature.properties
  return [
    '[属性描述]',
    '格式版本号=1.01',
    '数据产生单位=云砚县自然资源局',
    `坐标系=${datum}`,
    '几度分带=3',
    '投影类型=高斯克吕格',
    '计量单位=米',
    `带号=${zone}`,
    '精度=0.01',
    '转换参数=0,0,0,0,0,0,0',
    '[地块坐标]',
    `${corners.length + 1},${stated},${code},${name},面,,采矿用地,,@`,
    ...[...corners, corners[0]!].map(([x, y], i) => `J${(i % corners.length) + 1},1,${x},${y}`),
  ].join('\r\n')
}

const list = (
  corners: readonly (readonly [string, string])[],
  line = (x: string, y: string, i: number) => `${i + 1},${x},${y}`,
) => corners.map(([x, y], i) => line(x, y, i)).join('\n')

const stone = featureOf('mining-block', '990121', 'CQ001')
const shale = featureOf('mining-block', '990121', 'CQ007')
const astride = featureOf('exploration-block', '990122', 'KQ004')
const plane = northEast(stone, 37)
const degrees = stone.geometry.coordinates[0]!.slice(0, -1)
const inner = plane.map(([x, y], i) => {
  const [north, east] = [0, 1].map((axis) => plane.reduce((sum, one) => sum + Number(one[axis]), 0) / plane.length)
  const shrink = (value: string, middle: number) => (middle + (Number(value) - middle) * 0.3).toFixed(2)
  return [shrink(x, north!), shrink(y, east!), i] as const
})

const files: Readonly<Record<string, string>> = {
  'land-parcel.txt': parcel(stone, 37),
  'rights-string.txt': `1,${plane.length},${plane.flat().join(',')},0,1180,960`,
  'rights-string-hollow.txt': `2,${plane.length},${plane.flat().join(',')},0,1180,960,${inner.length},${inner.map(([x, y]) => `${x},${y}`).join(',')},-1,1180,960`,
  'plain-list.txt': list(plane),
  'named-tabs.txt': `点号\tX坐标\tY坐标\n${list(plane, (x, y, i) => `J${i + 1}\t${x}\t${y}`)}`,
  'degrees-minutes-seconds.txt': degrees
    .map(([x, y], i) => `${i + 1}、东经${sexagesimal(x)}，北纬${sexagesimal(y)}`)
    .join('\n'),
  'decimal-degrees.txt': degrees.map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`).join('\n'),
  'two-parcels.txt': `${parcel(stone, 37)}\r\n${parcel(shale, 37).split('\r\n').slice(11).join('\r\n')}`,
  'astride-zone-37.txt': parcel(astride, 37),
  'astride-zone-38.txt': parcel(astride, 38),
  'broken-swapped-axes.txt': parcel(stone, 37).replace(/^(J\d+,1),([\d.]+),([\d.]+)$/gm, '$1,$3,$2'),
  'broken-wrong-zone.txt': parcel(stone, 37).replace('带号=37', '带号=38'),
  'broken-self-crossing.txt': list([plane[0]!, plane[3]!, plane[2]!, plane[1]!, ...plane.slice(4)]),
  'broken-duplicate-corner.txt': list([...plane.slice(0, 3), plane[2]!, ...plane.slice(3)]),
  'broken-two-corners.txt': list(plane.slice(0, 2)),
  'broken-one-corner-swapped.txt': list(plane, (x, y, i) => (i === 2 ? `${i + 1},${y},${x}` : `${i + 1},${x},${y}`)),
  'broken-outside-county.txt': list(plane.map(([x, y]) => [(Number(x) + 300_000).toFixed(2), y] as const)),
  'broken-stated-area.txt': parcel(stone, 37, '135.0000'),
  'broken-xian-80.txt': parcel(stone, 37, hectares(stone), '1980西安坐标系'),
  'broken-words.txt': '本矿区范围由下列拐点圈定，坐标见附图。',
}
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'corners', name), `${text}\n`)
