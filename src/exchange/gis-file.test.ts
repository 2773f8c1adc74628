import type { FeatureCollection } from 'geojson'
import { expect, test } from 'vitest'
import { openArchive, packArchive } from './archive.ts'
import { type GisLayer, readGisFile, writeGisFile } from './gis-file.ts'

const collection: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { GHQBH: 'CQ001', GHQMC: '东山开采规划区块', GHQMJ: 1.25 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [127.4, 42],
            [127.6, 42],
            [127.6, 42.1],
            [127.4, 42.1],
            [127.4, 42],
          ],
        ],
      },
    },
  ],
}
const layer: GisLayer = { name: '开采规划区块', collection }
const plane = { kind: 'plane', width: 3, zone: 42, prefixed: true } as const

const expectSame = (layers: readonly GisLayer[]) => {
  expect(layers).toHaveLength(1)
  const [feature] = layers[0]!.collection.features
  expect(feature!.properties).toMatchObject({ GHQMC: '东山开采规划区块' })
  const ring = (feature!.geometry as { coordinates: number[][][] }).coordinates[0]!
  for (const [x, y] of ring) {
    expect(x).toBeGreaterThan(127.399_999_99)
    expect(y).toBeGreaterThan(41.999_999_99)
  }
  expect(ring).toHaveLength(5)
}

test('a shapefile in a zone comes back as it went, with .cpg and without', async () => {
  const written = await writeGisFile(layer, 'shapefile', plane)
  expect(written.messages).toEqual([])
  const zip = written.value!
  const files = openArchive(zip, () => true).value
  expect([...files.keys()].map((name) => name.split('.')[1]).sort()).toEqual(['cpg', 'dbf', 'prj', 'shp', 'shx'])
  expect(new TextDecoder().decode(files.get('开采规划区块.prj'))).toContain('42500000')
  expectSame((await readGisFile(zip, 'upload.zip')).value)
  const bare = packArchive(new Map([...files].filter(([name]) => !name.endsWith('.cpg'))))
  expectSame((await readGisFile(bare, 'upload.zip')).value)
  const lost = packArchive(new Map([...files].filter(([name]) => !/cpg|prj/.test(name))))
  const read = await readGisFile(lost, 'upload.zip')
  expectSame(read.value)
  expect(read.messages[0]!.text).toContain('第42带')
})

test('a shapefile on an old datum is refused', async () => {
  const files = new Map(openArchive((await writeGisFile(layer, 'shapefile', plane)).value!, () => true).value)
  const wkt =
    'PROJCS["Xian_1980_3_Degree_GK_Zone_42",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",42500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",126.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
  files.set('开采规划区块.prj', new TextEncoder().encode(wkt))
  const { value, messages } = await readGisFile(packArchive(files), 'upload.zip')
  expect(value).toEqual([])
  expect(messages[0]!.text).toContain('西安')
})

test('GeoPackage and DXF', async () => {
  const gpkg = await writeGisFile(layer, 'geopackage')
  expectSame((await readGisFile(gpkg.value!, 'a.gpkg')).value)
  const dxf = await writeGisFile(layer, 'dxf', plane)
  const drawn = await readGisFile(dxf.value!, 'a.dxf')
  expect(drawn.value[0]!.collection.features.length).toBe(1)
})

test('what is no GIS file gives a message', async () => {
  for (const [bytes, name] of [
    [new Uint8Array(0), 'a.zip'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'a.zip'],
    [new TextEncoder().encode('hello'), 'a.gpkg'],
    [new Uint8Array(10), 'a.shp'],
    [packArchive(new Map([['a.shp', new Uint8Array([1, 2, 3])]])), 'a.zip'],
  ] as const) {
    const { value, messages } = await readGisFile(bytes, name)
    expect(value).toEqual([])
    expect(messages[0]!.severity).toBe('error')
  }
})
