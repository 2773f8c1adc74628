/** batch RIGHTS.(xlsx|json) or a folder: every right of a list against a plan, a row for each, and who falls out. */
import { judgeRights } from '#cli/batch-pool.ts'
import { ledgerFrom } from '#cli/json-file.ts'
import { readLayers } from '#cli/layers.ts'
import { readPlan } from '#cli/plan-file.ts'
import { readRights } from '#cli/right-folder.ts'
import { type Lang, printJson, tell, Unusable, unusable, type Verb, writable, writeBytes } from '#cli/verb.ts'
import { overallNames } from '#report/words.ts'
import { type BatchRow, type ListedRight, summaryOf } from '#review/batch.ts'
import { nearJudged } from '#review/map.ts'
import type { OverallVerdict, RuledPlan } from '#review/opinion.ts'
import { layersOfRegion } from '#review/region-layers.ts'
import { computedIn, wordsIn } from '#rules/english.ts'
import { readRules } from '#rules/read.ts'

const print = (rows: readonly BatchRow[], lang: Lang): void => {
  const out = process.stdout
  const { verdicts, fallOut, unjudged } = summaryOf(rows)
  const overall = (verdict: OverallVerdict): string => (lang === 'en' ? verdict : overallNames[verdict].zh)
  for (const { verdict, count } of verdicts) out.write(`${overall(verdict)}\t${count}\n`)
  if (unjudged.length > 0) out.write(`${lang === 'en' ? 'not judged' : '未能审查'}\t${unjudged.length}\n`)
  if (fallOut.length > 0) out.write(`${lang === 'en' ? 'would fall out: rows' : '不符合的行'}\t${fallOut.join(', ')}\n`)
  for (const { row, licence, name, verdict, deciding, problems } of rows) {
    out.write(`\n${row}\t${[licence, name].filter(Boolean).join(' ')}\t${verdict ? overall(verdict) : '-'}\n`)
    for (const { message, computed, quote, line } of deciding) {
      out.write(`  ${wordsIn(lang, message)}${computed ? ` (${computedIn(lang, computed)})` : ''}\n`)
      if (quote !== null) out.write(`      ${line}: “${quote}”\n`)
    }
    for (const problem of problems) out.write(`  ! ${problem[lang]}\n`)
  }
}

/** Rows told one by one where nothing in a list can be used. */
const mostTold = 20

const nothingUsable = (file: string, rights: readonly ListedRight[]): Unusable => {
  const none =
    rights.length === 0
      ? { zh: '清单中没有矿业权（示例行不算）', en: 'the list holds no right (an example row is none)' }
      : { zh: '没有一行可以审查', en: 'no row can be judged' }
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
    const head = lang === 'en' ? `${file}: ${none.en}` : `${file}: ${none.zh}`
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
  const plans: RuledPlan[] = []
  for (const name of options.plan) {
    const plan = await readPlan(name, options)
    plans.push({ plan, rules: readRules(plan) })
  }
  const [own, ...upper] = plans as [RuledPlan, ...RuledPlan[]]
  const region = own.plan.region?.code ?? own.plan.region?.name ?? own.plan.title
  const { rights, messages } = await readRights(file, { region })
  if (rights.length === 0 && messages.some(({ severity }) => severity === 'error')) throw unusable(file, messages)
  for (const { text, textEn } of messages) tell(`${file}: ${options.lang === 'en' ? textEn : text}`)
  if (rights.every(({ right }) => right === null)) throw nothingUsable(file, rights)
  const ledger = await ledgerFrom(options.ledger, options)
  const near = nearJudged(plans.flatMap(({ rules }) => rules))
  const layers =
    options.layers === undefined ? null : layersOfRegion(await readLayers(options.layers, options), region).value
  const date = options.date === undefined ? {} : { date: options.date }
  const rows = await judgeRights({ layers, near, context: { ...own, upper, ledger, ...date } }, rights)
  if (options.xlsx !== undefined) {
    const { batchXlsx } = await import('#report/batch.ts')
    await writeBytes(options.xlsx, await batchXlsx(own.plan.title || own.plan.source.file, rows))
  }
  if (options.json) printJson({ summary: summaryOf(rows), rows })
  else print(rows, options.lang)
}
