/** review APPLICATION.json --plan FILE …: an opinion in which every line cites its clause. */
import { landFrom } from '#cli/layers.ts'
import { readBytes, readPlan } from '#cli/plan-file.ts'
import { type Options, only, printJson, Unusable, type Verb } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { readLedger } from '#ledger/ledger.ts'
import type { Plan } from '#plan/plan.ts'
import { readApplication } from '#review/application.ts'
import type { Opinion } from '#review/opinion.ts'
import { review as reviewApplication } from '#review/review.ts'
import { readRules } from '#rules/read.ts'

const json = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(new TextDecoder().decode(await readBytes(file)))
  } catch (error) {
    if (error instanceof Unusable) throw error
    throw new Unusable(`${file}: 不是有效的 JSON / not valid JSON: ${(error as Error).message}`)
  }
}

/** The value, or all that is wrong with the file. */
const usable = <T>(result: { value: T | null; messages: readonly Message[] }, file: string, options: Options): T => {
  const words = result.messages.map((message) => `${file}: ${options.lang === 'en' ? message.textEn : message.text}`)
  if (result.value === null) throw new Unusable(words.join('\n'))
  for (const word of words) process.stderr.write(`${word}\n`)
  return result.value
}

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
  if (opinion.missing.length > 0) out.write(`  ? ${opinion.missing.join(', ')}\n`)
}

export const review: Verb = async (files, options) => {
  const usage =
    '用法 / usage: kuanggui review APPLICATION.json --plan FILE [--plan UPPER] [--ledger FILE] [--layers DIR] [--json]'
  const file = only(files, usage)
  if (options.plan.length === 0) throw new Unusable(usage)
  const application = usable(readApplication(await json(file)), file, options)
  const plans = []
  for (const plan of options.plan) plans.push(withRules(await readPlan(plan, options)))
  const [own, ...upper] = plans
  const ledger = options.ledger ? usable(readLedger(await json(options.ledger)), options.ledger, options) : null
  const rules = plans.flatMap((one) => one.rules)
  const land = await landFrom(options.layers, application, rules, options)
  const opinion = reviewApplication(application, { plan: own!.plan, rules: own!.rules, upper, ledger, land })
  if (options.json) printJson(published(opinion, options.lang))
  else print(opinion, options.lang)
}
