/** batch RIGHTS.(xlsx|json) --plan FILE …: every right of a list against a plan, a row for each, and who falls out. */
import { ledgerFrom } from '#cli/json-file.ts'
import { readLayers } from '#cli/layers.ts'
import { readBytes, readPlan } from '#cli/plan-file.ts'
import { type Options, only, printJson, Unusable, type Verb, writeBytes } from '#cli/verb.ts'
import { readRightList } from '#exchange/right-list.ts'
import { readShape } from '#land/shape.ts'
import { type BatchRow, reviewRight, summaryOf, unjudgedRow } from '#review/batch.ts'
import { factsOver, indexMap, mapLayers, nearAsked } from '#review/map.ts'
import type { RuledPlan } from '#review/opinion.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import type { Words } from '#rules/finding.ts'
import { readRules } from '#rules/read.ts'
import type { Application, LandFacts } from '#rules/situation.ts'

const usage =
  '用法 / usage: kuanggui batch RIGHTS.(xlsx|json) --plan FILE [--plan UPPER] [--ledger FILE] [--layers DIR] [--json] [--xlsx OUT]'

type Overlay = { readonly value: LandFacts | null; readonly problems: readonly Words[] }

/** Lays areas over the folder's layers, which are read and indexed once. */
const overlayOver = async (
  folder: string | undefined,
  region: string,
  near: number,
  options: Options,
): Promise<{ overlay: (application: Application) => Overlay; release: () => void }> => {
  const none: Overlay = { value: null, problems: [] }
  if (folder === undefined) return { overlay: () => none, release: () => {} }
  const { value: layers } = layersOfRegion(await readLayers(folder, options), region)
  const { loadGeos } = await import('#land/geos.ts')
  const geos = await loadGeos()
  const map = indexMap(geos, layers.flatMap(mapLayers), near)
  const overlay = ({ area }: Application): Overlay => {
    if (!area) return none
    const { value: shape, messages } = readShape(area)
    const facts = shape ? factsOver(geos, shape, map) : { value: null, messages }
    return { value: facts.value, problems: facts.messages.map(({ text, textEn }) => ({ zh: text, en: textEn })) }
  }
  return { overlay, release: () => map.release() }
}

const print = (rows: readonly BatchRow[], lang: Options['lang']): void => {
  const out = process.stdout
  const { verdicts, fallOut, unjudged } = summaryOf(rows)
  for (const { verdict, count } of verdicts) out.write(`${verdict}\t${count}\n`)
  if (unjudged.length > 0) out.write(`${lang === 'en' ? 'not judged' : '未能审查'}\t${unjudged.length}\n`)
  if (fallOut.length > 0) out.write(`${lang === 'en' ? 'would fall out: rows' : '不符合的行'}\t${fallOut.join(', ')}\n`)
  for (const { row, licence, name, verdict, deciding, problems } of rows) {
    out.write(`\n${row}\t${[licence, name].filter(Boolean).join(' ')}\t${verdict ?? '-'}\n`)
    for (const { message, computed, quote, line } of deciding) {
      out.write(`  ${message[lang]}${computed ? ` (${computed})` : ''}\n`)
      if (quote !== null) out.write(`      ${line}: “${quote}”\n`)
    }
    for (const problem of problems) out.write(`  ! ${problem[lang]}\n`)
  }
}

export const batch: Verb = async (files, options) => {
  const file = only(files, usage)
  if (options.plan.length === 0) throw new Unusable(usage)
  const plans: RuledPlan[] = []
  for (const name of options.plan) {
    const plan = await readPlan(name, options)
    plans.push({ plan, rules: readRules(plan) })
  }
  const [own, ...upper] = plans as [RuledPlan, ...RuledPlan[]]
  const region = own.plan.region?.code ?? own.plan.region?.name ?? own.plan.title
  const { rights, messages } = await readRightList(await readBytes(file), { region })
  if (rights.length === 0 && messages.some(({ severity }) => severity === 'error'))
    throw new Unusable(
      messages.map(({ text, textEn }) => `${file}: ${options.lang === 'en' ? textEn : text}`).join('\n'),
    )
  for (const { text, textEn } of messages) process.stderr.write(`${file}: ${options.lang === 'en' ? textEn : text}\n`)
  const ledger = await ledgerFrom(options.ledger, options)
  const near = nearAsked(plans.flatMap(({ rules }) => rules))
  const { overlay, release } = await overlayOver(options.layers, region, near, options)
  const date = options.date === undefined ? {} : { date: options.date }
  try {
    const rows = rights.map(({ row, licence, name, right, problems }): BatchRow => {
      if (!right) return unjudgedRow(row, problems, { licence, name })
      const { value: land, problems: told } = overlay(right.application)
      if (!land && told.length > 0) return unjudgedRow(row, [...problems, ...told], { licence, name })
      const judged = reviewRight(right, { ...own, upper, ledger, land, ...date })
      return { ...judged, problems: [...problems, ...told, ...judged.problems] }
    })
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
