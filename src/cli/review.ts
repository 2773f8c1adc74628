/** review APPLICATION.json --plan FILE …: an opinion in which every line cites its clause. */
import { ledgerFrom, readJson, usable } from '#cli/json-file.ts'
import { landFrom, placedFrom, readLayers } from '#cli/layers.ts'
import { writePaper } from '#cli/paper-file.ts'
import { readPlan } from '#cli/plan-file.ts'
import { type Lang, printJson, tell, type Verb, writable } from '#cli/verb.ts'
import type { Plan } from '#plan/plan.ts'
import { findingNames, overallNames } from '#report/words.ts'
import { readApplication } from '#review/application.ts'
import type { Opinion, OverallVerdict } from '#review/opinion.ts'
import { review as reviewApplication } from '#review/review.ts'
import { basisIn, computedIn, conditionIn, wordsIn } from '#rules/english.ts'
import { type FindingVerdict, fieldName } from '#rules/finding.ts'
import { readRules } from '#rules/read.ts'

const withRules = (plan: Plan): { plan: Plan; rules: ReturnType<typeof readRules> } => ({
  plan,
  rules: readRules(plan),
})

const published = (opinion: Opinion, lang: Lang): unknown => ({
  ...opinion,
  findings: opinion.findings.map((finding) => ({ ...finding, message: finding.message[lang] })),
  land: opinion.land && {
    ...opinion.land,
    notes: opinion.land.notes.map((note) => ({ ...note, message: note.message[lang] })),
  },
})

const remedyWords = {
  zh: ['如作以下调整，结论为', '即使作以下调整，结论仍为'],
  en: ['with these changes the verdict is', 'even with these changes the verdict stays'],
} as const

/** A verdict as the language has it, filled up to one width: a Chinese character takes two places. */
const mark = (verdict: FindingVerdict | 'told', lang: Lang): string =>
  lang === 'en'
    ? (verdict === 'told' ? 'map' : verdict).padEnd(14)
    : (verdict === 'told' ? '图上' : findingNames[verdict].zh).padEnd(5, '　')

const print = (opinion: Opinion, lang: Lang): void => {
  const out = process.stdout
  const inset = ' '.repeat(lang === 'en' ? 17 : 13)
  const overall = (verdict: OverallVerdict): string => (lang === 'en' ? verdict : overallNames[verdict].zh)
  out.write(`${overall(opinion.verdict)}${opinion.date ? ` (${opinion.date})` : ''}\n`)
  for (const finding of opinion.findings) {
    if (finding.verdict === 'not-applicable') continue
    out.write(
      `  ${mark(finding.verdict, lang)} ${wordsIn(lang, finding.message)}${finding.computed ? ` (${computedIn(lang, finding.computed)})` : ''}\n`,
    )
    out.write(`${inset}${finding.at.line}: “${finding.quote}”\n`)
  }
  for (const { verdict, message, basis } of opinion.land?.notes ?? [])
    out.write(`  ${mark(verdict, lang)} ${wordsIn(lang, message)}${basis ? `\n${inset}${basisIn(lang, basis)}` : ''}\n`)
  for (const condition of opinion.conditions) out.write(`  + ${conditionIn(lang, condition)}\n`)
  if (opinion.missing.length > 0)
    out.write(`  ? ${opinion.missing.map((field) => fieldName(field)[lang]).join(', ')}\n`)
  for (const { message, quotes } of opinion.disagreements) {
    out.write(`  ≠ ${wordsIn(lang, message)}\n`)
    for (const quote of quotes) out.write(`${inset}“${quote}”\n`)
  }
  if (opinion.remedy && opinion.remedy.changes.length > 0) {
    const words = remedyWords[lang][opinion.remedy.verdict === opinion.verdict ? 1 : 0]
    out.write(`  → ${words} ${overall(opinion.remedy.verdict)}\n`)
    for (const { message } of opinion.remedy.changes) out.write(`    - ${wordsIn(lang, message)}\n`)
  }
  for (const { message, basis } of opinion.procedure)
    out.write(`  § ${wordsIn(lang, message)} (${basisIn(lang, basis)})\n`)
}

/** What the plan's own region is called; of another, only its code is known. */
const regionName = ({ region }: Plan, code: string): string | null =>
  region && region.code === code ? region.name : null

export const review: Verb = async ([file], options) => {
  for (const out of [options.docx, options.pdf]) if (out !== undefined) await writable(out)
  const application = usable(readApplication(await readJson(file!)), file!, options)
  const plans = []
  for (const plan of options.plan) plans.push(withRules(await readPlan(plan, options)))
  const [own, ...upper] = plans
  const register = await ledgerFrom(options.ledger, options)
  const rules = plans.flatMap((one) => one.rules)
  const sources = options.layers === undefined ? [] : await readLayers(options.layers, options)
  const { land, layers } = await landFrom(sources, application, rules, options)
  const ledger = register && placedFrom(sources, register, application.region)
  const opinion = reviewApplication(application, { plan: own!.plan, rules: own!.rules, upper, ledger, land })
  if (options.docx !== undefined || options.pdf !== undefined) {
    const { opinionPaper } = await import('#report/opinion.ts')
    const persons = { reviewedBy: null, secondReader: null, signedBy: null }
    const unknown = { number: null, applicant: null, office: null, ...persons }
    const known = { opinion, ...unknown, regionName: regionName(own!.plan, application.region), layers }
    await writePaper(opinionPaper(known, options.lang), options)
  }
  for (const { text, textEn } of opinion.messages) tell(`${file}: ${options.lang === 'en' ? textEn : text}`)
  if (options.json) printJson(published(opinion, options.lang))
  else print(opinion, options.lang)
}
