/** A ledger file read into what a rule may ask. Pure. */
import type { Message, Result } from '#document/document.ts'
import type { Quantity } from '#mineral/quantity.ts'
import type { DepositScale } from '#plan/plan.ts'
import type { LedgerFacts, MineEntry, MineStatus, ReturnEntry } from '#rules/situation.ts'
import { readLocation } from './mine-location.ts'

const scales: ReadonlyMap<string, DepositScale> = new Map(
  Object.entries({
    large: 'large',
    medium: 'medium',
    small: 'small',
    大型: 'large',
    中型: 'medium',
    小型: 'small',
  }),
)

const statuses: ReadonlyMap<string, MineStatus> = new Map(
  Object.entries({
    producing: 'producing',
    building: 'building',
    suspended: 'suspended',
    closed: 'closed',
    生产: 'producing',
    在产: 'producing',
    在建: 'building',
    基建: 'building',
    停产: 'suspended',
    关闭: 'closed',
    闭坑: 'closed',
  }),
)

const problem = (path: string, zh: string, en: string): Message => ({
  severity: 'error',
  text: `${path}：${zh}`,
  textEn: `${path}: ${en}`,
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const isQuantity = (value: unknown): value is Quantity =>
  isRecord(value) &&
  typeof value.value === 'number' &&
  Number.isFinite(value.value) &&
  value.value >= 0 &&
  isText(value.unit)

const quantityWords = ['应有数值 value（不小于 0）和单位 unit', 'needs a value of at least 0 and a unit'] as const

/** One mine of a ledger; `path` names it in messages. */
export const readMine = (json: unknown, path: string): Result<MineEntry | null> => {
  if (!isRecord(json)) return { value: null, messages: [problem(path, '应为对象', 'must be an object')] }
  const { name, minerals, scale, status, annualOutput, region, township, inside, block, location } = json
  const messages: Message[] = []
  const kept = typeof status === 'string' ? statuses.get(status.trim()) : undefined
  if (!isText(name)) messages.push(problem(`${path}.name`, '缺少矿山名称', 'the name of the mine is lacking'))
  if (!Array.isArray(minerals) || minerals.length === 0 || !minerals.every(isText))
    messages.push(problem(`${path}.minerals`, '应列出至少一种矿种', 'must list at least one mineral'))
  if (!kept) {
    const known = 'producing | building | suspended | closed'
    messages.push(problem(`${path}.status`, `应为 ${known}`, `must be one of ${known}`))
  }
  const size = typeof scale === 'string' ? scales.get(scale.trim()) : undefined
  if (scale !== undefined && scale !== null && !size)
    messages.push(problem(`${path}.scale`, '应为 large | medium | small', 'must be large, medium or small'))
  if (annualOutput !== undefined && annualOutput !== null && !isQuantity(annualOutput))
    messages.push(problem(`${path}.annualOutput`, ...quantityWords))
  const given = (value: unknown): boolean => value !== undefined && value !== null
  if (given(township) && !isText(township))
    messages.push(problem(`${path}.township`, '应为乡镇名称', 'must be the name of a township'))
  if (given(block) && !isText(block))
    messages.push(
      problem(`${path}.block`, '应为区块编号（不在区块内为 none）', 'must be the number of a block, or none'),
    )
  const zones = Array.isArray(inside) ? inside.filter((zone) => zone !== '无') : inside
  if (given(zones) && !(Array.isArray(zones) && zones.every(isText)))
    messages.push(
      problem(
        `${path}.inside`,
        '应为分区名称的列表（不在任何分区内为空列表）',
        'must list names of zones ([]: in none)',
      ),
    )
  const place = given(location) ? readLocation(location) : null
  if (given(location) && !place)
    messages.push(
      problem(
        `${path}.location`,
        '应为国家2000经纬度的点或面（经度在前）',
        'must be a point or polygon in degrees, longitude first',
      ),
    )
  if (messages.length > 0) return { value: null, messages }
  return {
    value: {
      name: (name as string).trim(),
      minerals: (minerals as string[]).map((mineral) => mineral.trim()),
      status: kept!,
      ...(size ? { scale: size } : {}),
      ...(annualOutput ? { annualOutput: annualOutput as Quantity } : {}),
      ...(isText(region) ? { region: region.trim() } : {}),
      ...(isText(township) ? { township: township.trim() } : {}),
      ...(given(zones) ? { inside: (zones as string[]).map((zone) => zone.trim()) } : {}),
      ...(isText(block) ? { block: block.trim() === '无' ? 'none' : block.trim() } : {}),
      ...(place ? { location: place } : {}),
    },
    messages,
  }
}

/** One yearly return of a ledger. */
export const readReturn = (json: unknown, path: string): Result<ReturnEntry | null> => {
  if (!isRecord(json)) return { value: null, messages: [problem(path, '应为对象', 'must be an object')] }
  const { mine, year, output } = json
  const messages: Message[] = []
  if (!isText(mine)) messages.push(problem(`${path}.mine`, '缺少矿山名称', 'the name of the mine is lacking'))
  if (!Number.isInteger(year) || (year as number) < 1949 || (year as number) > 2100)
    messages.push(problem(`${path}.year`, '应为四位年份', 'must be a year of four digits'))
  if (!isQuantity(output)) messages.push(problem(`${path}.output`, ...quantityWords))
  if (messages.length > 0) return { value: null, messages }
  return { value: { mine: (mine as string).trim(), year: year as number, output: output as Quantity }, messages }
}

const readList = <T>(
  list: unknown,
  path: string,
  read: (json: unknown, path: string) => Result<T | null>,
): Result<readonly T[]> => {
  if (list === undefined) return { value: [], messages: [] }
  if (!Array.isArray(list)) return { value: [], messages: [problem(path, '应为列表', 'must be a list')] }
  const results = list.map((item, i) => read(item, `${path}[${i}]`))
  return {
    value: results.flatMap(({ value }) => (value === null ? [] : [value])),
    messages: results.flatMap(({ messages }) => messages),
  }
}

/**
 * A ledger from parsed JSON `{ mines: […], returns: […] }`. One entry that cannot be used makes the whole unusable
 * (value null): a ledger with a hole would count too little, and an application would pass that must not.
 * A return of a mine that is not listed is kept, with a warning.
 */
export const readLedger = (json: unknown): Result<LedgerFacts | null> => {
  if (!isRecord(json) || (json.mines === undefined && json.returns === undefined))
    return {
      value: null,
      messages: [problem('台账', '应为 { mines, returns }', 'a ledger must be { mines, returns }')],
    }
  const mines = readList(json.mines, 'mines', readMine)
  const returns = readList(json.returns, 'returns', readReturn)
  const problems = [...mines.messages, ...returns.messages]
  if (problems.length > 0) return { value: null, messages: problems }
  const names = new Set(mines.value.map(({ name }) => name))
  const strangers = [...new Set(returns.value.map(({ mine }) => mine))].filter((mine) => !names.has(mine))
  return {
    value: { mines: mines.value, returns: returns.value },
    messages: strangers.map((mine) => ({
      severity: 'warning',
      text: `年报中的矿山“${mine}”不在矿山名单中`,
      textEn: `The mine “${mine}” has returns but is not among the mines`,
    })),
  }
}
