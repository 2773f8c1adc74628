/** batch RIGHTS.(xlsx|json): every right of a list against a plan, a row for each, and who falls out. */
import { ledgerFrom } from '#cli/json-file.ts'
import { readLayers } from '#cli/layers.ts'
import { readBytes, readPlan } from '#cli/plan-file.ts'
import {
  type Lang,
  type Options,
  printJson,
  tell,
  Unusable,
  unusable,
  type Verb,
  writable,
  writeBytes,
} from '#cli/verb.ts'
import { readRightList } from '#exchange/right-list.ts'
import { readShape } from '#land/shape.ts'
import { overallNames } from '#report/words.ts'
import { type BatchRow, judgeListed, type Laid, type ListedRight, summaryOf } from '#review/batch.ts'
import { factsOver, indexMap, mapLayers, nearAsked } from '#review/map.ts'
import type { OverallVerdict, RuledPlan } from '#review/opinion.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import { readRules } from '#rules/read.ts'

/** Lays areas over the folder's layers, which are read and indexed once. Null for a right without an area. */
const overlayOver = async (
  folder: string | undefined,
  region: string,
  near: number,
  options: Options,
): Promise<{ overlay: (listed: ListedRight) => Laid | null; release: () => void }> => {
  if (folder === undefined) return { overlay: () => null, release: () => {} }
  const { value: layers } = layersOfRegion(await readLayers(folder, options), region)
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const map = indexMap(geos, layers.flatMap(mapLayers), near)
  const overlay = ({ right }: ListedRight): Laid | null => {
    if (!right?.application.area) return null
    const { value: shape, messages } = readShape(right.application.area)
    return shape ? factsOver(geos, shape, map) : { value: null, messages }
  }
  return { overlay, release: () => map.release() }
}

const print = (rows: readonly BatchRow[], lang: Lang): void => {
  const out = process.stdout
  const { verdicts, fallOut, unjudged } = summaryOf(rows)
  const overall = (verdict: OverallVerdict): string => (lang === 'en' ? verdict : overallNames[verdict])
  for (const { verdict, count } of verdicts) out.write(`${overall(verdict)}\t${count}\n`)
  if (unjudged.length > 0) out.write(`${lang === 'en' ? 'not judged' : '未能审查'}\t${unjudged.length}\n`)
  if (fallOut.length > 0) out.write(`${lang === 'en' ? 'would fall out: rows' : '不符合的行'}\t${fallOut.join(', ')}\n`)
  for (const { row, licence, name, verdict, deciding, problems } of rows) {
    out.write(`\n${row}\t${[licence, name].filter(Boolean).join(' ')}\t${verdict ? overall(verdict) : '-'}\n`)
    for (const { message, computed, quote, line } of deciding) {
      out.write(`  ${message[lang]}${computed ? ` (${computed})` : ''}\n`)
      if (quote !== null) out.write(`      ${line}: “${quote}”\n`)
    }
    for (const problem of problems) out.write(`  ! ${problem[lang]}\n`)
  }
}

/** Rows told one by one where nothing in a list can be used. */
const mostTold = 20

const nothingUsable = (file: string, rights: readonly ListedRight[]): Unusable => {
  const lines = (lang: Lang): string => {
    const told = rights
      .slice(0, mostTold)
      .flatMap(({ row, problems }) =>
        problems.map((problem) =>
          lang === 'en' ? `${file}: row ${row}: ${problem.en}` : `${file}: 第 ${row} 行：${problem.zh}`,
        ),
      )
    const left = rights.length - mostTold
    const more = lang === 'en' ? `… and ${left} more rows` : `……另有 ${left} 行`
    const head = lang === 'en' ? `${file}: no row can be judged` : `${file}: 没有一行可以审查`
    return [head, ...told, ...(left > 0 ? [more] : [])].join('\n')
  }
  return new Unusable(lines('zh'), lines('en'))
}

const writeTemplate = async (out: string): Promise<void> => {
  const { rightTemplate } = await import('#exchange/right-template.ts')
  await writeBytes(out, await rightTemplate())
}

export const batch: Verb = async ([file], options) => {
  for (const out of [options.xlsx, options.template]) if (out !== undefined) await writable(out)
  if (options.template !== undefined) await writeTemplate(options.template)
  if (file === undefined) return
  const bytes = await readBytes(file)
  const plans: RuledPlan[] = []
  for (const name of options.plan) {
    const plan = await readPlan(name, options)
    plans.push({ plan, rules: readRules(plan) })
  }
  const [own, ...upper] = plans as [RuledPlan, ...RuledPlan[]]
  const region = own.plan.region?.code ?? own.plan.region?.name ?? own.plan.title
  const { rights, messages } = await readRightList(bytes, { region })
  if (rights.length === 0 && messages.some(({ severity }) => severity === 'error')) throw unusable(file, messages)
  for (const { text, textEn } of messages) tell(`${file}: ${options.lang === 'en' ? textEn : text}`)
  if (rights.every(({ right }) => right === null)) throw nothingUsable(file, rights)
  const ledger = await ledgerFrom(options.ledger, options)
  const near = nearAsked(plans.flatMap(({ rules }) => rules))
  const { overlay, release } = await overlayOver(options.layers, region, near, options)
  const date = options.date === undefined ? {} : { date: options.date }
  try {
    const context = { ...own, upper, ledger, ...date }
    const rows = rights.map((listed) => judgeListed(listed, overlay(listed), context))
    if (options.xlsx !== undefined) {
      const { batchXlsx } = await import('#report/batch.ts')
      await writeBytes(options.xlsx, await batchXlsx(own.plan.title || own.plan.source.file, rows))
    }
    if (options.json) printJson({ summary: summaryOf(rows), rows })
    else print(rows, options.lang)
  } finally {
    release()
  }
}
