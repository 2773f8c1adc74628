/** check FILE [--upper UPPER]: the contradictions of a plan, failures first for a person. */
import { readPlan } from '#cli/plan-file.ts'
import { type Options, only, printJson, type Verb, writeBytes } from '#cli/verb.ts'
import { check as checkPlan } from '#plan/check/check.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import { checkAgainstUpper } from '#plan/check/upper.ts'

const order = ['fails', 'doubtful', 'uncheckable', 'holds'] as const
const names = {
  zh: { fails: '不成立', doubtful: '存疑', uncheckable: '无法核对', holds: '成立' },
  en: { fails: 'fails', doubtful: 'doubtful', uncheckable: 'uncheckable', holds: 'holds' },
} as const

const published = (finding: CheckFinding, lang: Options['lang']): unknown => ({
  ...finding,
  message: finding.message[lang],
  ...(finding.remedy ? { remedy: finding.remedy[lang] } : {}),
})

export const check: Verb = async (files, options) => {
  const plan = await readPlan(
    only(files, '用法 / usage: kuanggui check FILE [--upper UPPER] [--json] [--docx OUT] [--xlsx OUT]'),
    options,
  )
  const upper = options.upper === undefined ? null : await readPlan(options.upper, options)
  // A finding about both plans quotes each: `quotes` stand in FILE, `upperQuotes` in UPPER.
  const findings: readonly (CheckFinding & { readonly upperQuotes?: CheckFinding['quotes'] })[] = [
    ...checkPlan(plan),
    ...(upper ? checkAgainstUpper(plan, upper) : []),
  ]
  if (options.docx !== undefined || options.xlsx !== undefined) {
    const { checkDocx, checkXlsx } = await import('#report/check.ts')
    if (options.docx !== undefined) await writeBytes(options.docx, await checkDocx(plan, findings))
    if (options.xlsx !== undefined) await writeBytes(options.xlsx, await checkXlsx(plan, findings))
    if (!options.json) return
  }
  if (options.json) return printJson(findings.map((finding) => published(finding, options.lang)))
  const { lang } = options
  for (const verdict of order) {
    const group = findings.filter((finding) => finding.verdict === verdict)
    process.stdout.write(`\n${names[lang][verdict]} ${group.length}\n`)
    for (const { check: name, quotes, upperQuotes, computed, message, remedy } of group) {
      const lines = quotes.map((quote) => quote.at.line).join(',')
      process.stdout.write(`  [${name}] ${lines}: ${message[lang]}${computed ? ` (${computed})` : ''}\n`)
      if (verdict !== 'holds')
        for (const quote of quotes) process.stdout.write(`      ${quote.at.line}: “${quote.text}”\n`)
      if (verdict !== 'holds')
        for (const quote of upperQuotes ?? [])
          process.stdout.write(`      ${options.upper}:${quote.at.line}: “${quote.text}”\n`)
      if (remedy) process.stdout.write(`      → ${remedy[lang]}\n`)
    }
  }
}
