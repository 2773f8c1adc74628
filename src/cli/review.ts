/** review APPLICATION.json --plan FILE …: an opinion in which every line cites its clause. */
import { ledgerFrom, readJson, usable } from '#cli/json-file.ts'
import { landFrom } from '#cli/layers.ts'
import { readPlan } from '#cli/plan-file.ts'
import { type Options, only, printJson, Unusable, type Verb, writeBytes } from '#cli/verb.ts'
import type { Plan } from '#plan/plan.ts'
import { readApplication } from '#review/application.ts'
import type { Opinion } from '#review/opinion.ts'
import { review as reviewApplication } from '#review/review.ts'
import { fieldName } from '#rules/finding.ts'
import { readRules } from '#rules/read.ts'

const withRules = (plan: Plan): { plan: Plan; rules: ReturnType<typeof readRules> } => ({
  plan,
  rules: readRules(plan),
})

const published = (opinion: Opinion, lang: Options['lang']): unknown => ({
  ...opinion,
  findings: opinion.findings.map((finding) => ({ ...finding, message: finding.message[lang] })),
  land: opinion.land && {
    ...opinion.land,
    notes: opinion.land.notes.map((note) => ({ ...note, message: note.message[lang] })),
  },
})

const remedyWords = { zh: '如作以下调整，结论为', en: 'with these changes the verdict is' } as const

const print = (opinion: Opinion, lang: Options['lang']): void => {
  const out = process.stdout
  out.write(`${opinion.verdict}${opinion.date ? ` (${opinion.date})` : ''}\n`)
  for (const finding of opinion.findings) {
    if (finding.verdict === 'not-applicable') continue
    out.write(
      `  ${finding.verdict.padEnd(14)} ${finding.message[lang]}${finding.computed ? ` (${finding.computed})` : ''}\n`,
    )
    out.write(`${' '.repeat(17)}${finding.at.line}: “${finding.quote}”\n`)
  }
  for (const { verdict, message, basis } of opinion.land?.notes ?? [])
    out.write(
      `  ${(verdict === 'told' ? 'map' : verdict).padEnd(14)} ${message[lang]}${basis ? `\n${' '.repeat(17)}${basis}` : ''}\n`,
    )
  for (const condition of opinion.conditions) out.write(`  + ${condition}\n`)
  if (opinion.missing.length > 0)
    out.write(`  ? ${opinion.missing.map((field) => fieldName(field)[lang]).join(', ')}\n`)
  for (const { message, quotes } of opinion.disagreements) {
    out.write(`  ≠ ${message[lang]}\n`)
    for (const quote of quotes) out.write(`${' '.repeat(17)}“${quote}”\n`)
  }
  if (opinion.remedy && opinion.remedy.changes.length > 0) {
    out.write(`  → ${remedyWords[lang]} ${opinion.remedy.verdict}\n`)
    for (const { message } of opinion.remedy.changes) out.write(`    - ${message[lang]}\n`)
  }
  for (const { message, basis } of opinion.procedure) out.write(`  § ${message[lang]} (${basis})\n`)
}

export const review: Verb = async (files, options) => {
  const usage =
    '用法 / usage: kuanggui review APPLICATION.json --plan FILE [--plan UPPER] [--ledger FILE] [--layers DIR] [--json] [--docx OUT]'
  const file = only(files, usage)
  if (options.plan.length === 0) throw new Unusable(usage)
  const application = usable(readApplication(await readJson(file)), file, options)
  const plans = []
  for (const plan of options.plan) plans.push(withRules(await readPlan(plan, options)))
  const [own, ...upper] = plans
  const ledger = await ledgerFrom(options.ledger, options)
  const rules = plans.flatMap((one) => one.rules)
  const land = await landFrom(options.layers, application, rules, options)
  const opinion = reviewApplication(application, { plan: own!.plan, rules: own!.rules, upper, ledger, land })
  if (options.docx !== undefined) {
    const { opinionDocx } = await import('#report/opinion.ts')
    const unknown = {
      number: null,
      applicant: null,
      office: null,
      regionName: null,
      signedBy: null,
      secondReader: null,
    }
    await writeBytes(options.docx, await opinionDocx({ opinion, ...unknown }))
  }
  if (options.json) printJson(published(opinion, options.lang))
  else print(opinion, options.lang)
}
