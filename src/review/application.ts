/** Reads an application from JSON. What it does not understand it says, with the path; it never guesses. */
import type { Message, Result, Severity } from '#document/document.ts'
import { altitudeOfCell } from '#land/corner-note.ts'
import type { Plan } from '#plan/plan.ts'
import { altitudeFault } from '#rules/altitude.ts'
import { isDay } from '#rules/day.ts'
import type { ApplicationEvent } from '#rules/rule.ts'
import type { Application } from '#rules/situation.ts'

const say = (severity: Severity, text: string, textEn: string): Message => ({ severity, text, textEn })

/** What a reader of one field answers: the value to keep, or undefined with the reason told. */
type Reading = { readonly value?: unknown; readonly messages: readonly Message[] }
type Reader = (value: unknown, path: string) => Reading

const kept = (value: unknown, messages: readonly Message[] = []): Reading => ({ value, messages })
const refused = (path: string, zh: string, en: string): Reading => ({
  messages: [
    say('warning', `${path}：${zh}，不予采用（视为未填）`, `${path}: ${en}; left out, as if it were not given`),
  ],
})

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

const text: Reader = (value, path) => {
  if (typeof value === 'string' && value.trim() !== '') return kept(value.trim())
  return refused(path, `应为文字，实为${shown(value)}`, `text expected, found ${shown(value)}`)
}

/** One word of a fixed list, or a Chinese word that stands for one. */
const word =
  (words: Readonly<Record<string, readonly string[]>>): Reader =>
  (value, path) => {
    const asked = typeof value === 'string' ? value.trim() : ''
    const found = Object.entries(words).find(([name, others]) => name === asked || others.includes(asked))
    if (found) return kept(found[0])
    const list = Object.keys(words).join(' | ')
    return refused(path, `不认识${shown(value)}，应为 ${list}`, `${shown(value)} is none of ${list}`)
  }

const words =
  (each: Reader): Reader =>
  (value, path) => {
    if (!Array.isArray(value))
      return refused(path, `应为列表，实为${shown(value)}`, `a list expected, found ${shown(value)}`)
    const readings = value.map((item, i) => each(item, `${path}[${i}]`))
    const values = readings.flatMap((reading) => (reading.value === undefined ? [] : [reading.value]))
    const messages = readings.flatMap((reading) => reading.messages)
    // A list that lost an entry no longer says "all of it": an empty remainder is nothing known, not nothing there.
    return values.length === 0 && value.length > 0 ? { messages } : kept(values, messages)
  }

const quantity: Reader = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused(path, `应为 {value, unit}，实为${shown(value)}`, `{value, unit} expected, found ${shown(value)}`)
  const { value: number, unit } = value as { value?: unknown; unit?: unknown }
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0)
    return refused(
      `${path}.value`,
      `应为非负数，实为${shown(number)}`,
      `a number of at least 0 expected, found ${shown(number)}`,
    )
  if (typeof unit !== 'string' || unit.trim() === '')
    return refused(`${path}.unit`, `应写明单位，实为${shown(unit)}`, `a unit expected, found ${shown(unit)}`)
  return kept({ value: number, unit: unit.trim() })
}

/** Also as a licence writes it: "由1250米至900米标高". */
const altitude: Reader = (value, path) => {
  const said = typeof value === 'string' ? altitudeOfCell(value) : value
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    return refused(
      path,
      `应为 {upper, lower} 或“由1250米至900米标高”的写法，实为${shown(value)}`,
      `{upper, lower} or "由1250米至900米标高" expected, found ${shown(value)}`,
    )
  const { upper, lower } = said as { upper?: unknown; lower?: unknown }
  for (const [name, metres] of Object.entries({ upper, lower }))
    if (typeof metres !== 'number' || !Number.isFinite(metres))
      return refused(
        `${path}.${name}`,
        `应为数（米），实为${shown(metres)}`,
        `a number of metres expected, found ${shown(metres)}`,
      )
  const limits = { upper: upper as number, lower: lower as number }
  const fault = altitudeFault(limits)
  return fault ? refused(path, fault.zh, fault.en) : kept(limits)
}

const truth: Reader = (value, path) =>
  typeof value === 'boolean'
    ? kept(value)
    : refused(path, `应为 true 或 false，实为${shown(value)}`, `true or false expected, found ${shown(value)}`)

const positive: Reader = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) && value > 0
    ? kept(value)
    : refused(path, `应为正数，实为${shown(value)}`, `a number above 0 expected, found ${shown(value)}`)

const day: Reader = (value, path) => {
  const trimmed = typeof value === 'string' ? value.trim() : value
  if (isDay(trimmed)) return kept(trimmed)
  return refused(
    path,
    `应为 YYYY-MM-DD 的日期，实为${shown(value)}`,
    `a date YYYY-MM-DD expected, found ${shown(value)}`,
  )
}

const shape: Reader = (value, path) => {
  const { type, coordinates } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates))
    return refused(path, '应为 Polygon 或 MultiPolygon', 'a Polygon or a MultiPolygon expected')
  // An empty ring list is a form not yet drawn: no geometry, nothing to complain of.
  return coordinates.length === 0 ? { messages: [] } : kept({ type, coordinates })
}

const events: Readonly<Record<ApplicationEvent, readonly string[]>> = {
  new: ['新设', '新立', '新建'],
  expansion: ['扩建', '扩界', '改扩建'],
  'capacity-upgrade': ['技改提能', '技术改造'],
  change: ['变更'],
  renewal: ['延续'],
  transfer: ['转让'],
  rename: ['变更名称', '更名'],
  conversion: ['探转采'],
  closure: ['闭坑', '关闭'],
}

const fields: Readonly<Record<keyof Application, Reader>> = {
  act: word({ mining: ['开采', '采矿'], exploration: ['勘查', '探矿'] }),
  event: word(events),
  region: text,
  minerals: words(text),
  variety: text,
  method: word({ 'open-pit': ['露天', '露天开采'], underground: ['地下', '地下开采', '井工'], well: ['凿井', '扩泉'] }),
  depositScale: word({ large: ['大型', '大'], medium: ['中型', '中'], small: ['小型', '小'] }),
  reserves: quantity,
  annualOutput: quantity,
  serviceLife: quantity,
  purposes: words(text),
  inside: words(text),
  block: text,
  township: text,
  mine: text,
  area: shape,
  statedArea: quantity,
  altitude,
  documents: words(text),
  undertakings: words(text),
  changes: words(text),
  onFarmland: truth,
  date: day,
  density: positive,
}

/** Without these four nothing can be reviewed. */
const needed = {
  act: ['权利类别', 'the kind of right'],
  event: ['申请事项', 'the event'],
  region: ['行政区', 'the region'],
  minerals: ['矿种', 'the minerals'],
} as const

/**
 * An application from parsed JSON. Fields that are unknown or unreadable are told with their path
 * and left out; `value` is null where one of act, event, region and minerals is lacking.
 */
export const readApplication = (json: unknown): Result<Application | null> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return {
      value: null,
      messages: [say('error', '申请应为一个 JSON 对象', 'An application is a JSON object')],
    }
  const messages: Message[] = []
  const read: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(json)) {
    if (value === null || value === undefined) continue
    if (!Object.hasOwn(fields, name)) {
      messages.push(say('warning', `${name}：不认识的字段，未采用`, `${name}: unknown field, not used`))
      continue
    }
    const reading = fields[name as keyof Application](value, name)
    messages.push(...reading.messages)
    if (reading.value !== undefined) read[name] = reading.value
  }
  const lacking = Object.entries(needed).filter(
    ([name]) => read[name] === undefined || (read[name] as { length: number }).length === 0,
  )
  for (const [name, [zh, en]] of lacking)
    messages.push(say('error', `缺少${zh}（${name}）`, `${en} (${name}) is lacking`))
  return { value: lacking.length > 0 ? null : (read as Application), messages }
}

/** What is odd about an application beside this plan: another region, a mineral that no list knows. */
export const doubts = (
  application: Application,
  plan: Plan,
  isMineral: (name: string) => boolean,
): readonly Message[] => {
  const messages: Message[] = []
  const code = plan.region?.code ?? null
  const { region } = application
  if (code !== null && region !== code && region !== plan.region?.name) {
    // A city's plan covers its counties: 9901xx lies in 990100.
    const covered = /^\d{6}$/.test(region) && region.startsWith(code.replace(/(00)+$/, ''))
    if (!covered)
      messages.push(
        say(
          'warning',
          `申请所在区域${region}与规划区域${plan.region?.name ?? ''}（${code}）不一致`,
          `The application lies in ${region}; the plan is for ${plan.region?.name ?? ''} (${code})`,
        ),
      )
  }
  for (const name of application.minerals)
    if (!isMineral(name))
      messages.push(say('warning', `矿种“${name}”不在矿种名录中`, `the mineral "${name}" is in no list of minerals`))
  return messages
}
