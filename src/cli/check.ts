/** check FILE: the contradictions of a plan, failures first for a person. */
import { writePaper } from '#cli/paper-file.ts'
import { readPlan } from '#cli/plan-file.ts'
import { type Options, printJson, type Verb, writable, writeBytes } from '#cli/verb.ts'
import { check as checkPlan } from '#plan/check/check.ts'
import type { CheckFinding } from '#plan/check/finding.ts'
import { checkAgainstUpper } from '#plan/check/upper.ts'
import { checkTitle } from '#report/check-title.ts'
import { checkNames, checkOrder } from '#report/words.ts'
import { checkedIn, computedIn } from '#rules/english.ts'

const published = (finding: CheckFinding, lang: Options['lang']): unknown => ({
  ...finding,
  message: checkedIn(lang, finding.message),
  ...(finding.remedy ? { remedy: checkedIn(lang, finding.remedy) } : {}),
})

export const check: Verb = async ([file], options) => {
  const outs = [options.docx, options.pdf, options.xlsx].filter((out) => out !== undefined)
  for (const out of outs) await writable(out)
  const plan = await readPlan(file!, options)
  const upper = options.upper === undefined ? null : await readPlan(options.upper, options)
  // A finding about both plans quotes each: `quotes` stand in FILE, `upperQuotes` in UPPER.
  const findings: readonly (CheckFinding & { readonly upperQuotes?: CheckFinding['quotes'] })[] = [
    ...checkPlan(plan),
    ...(upper ? checkAgainstUpper(plan, upper) : []),
  ]
  if (outs.length > 0) {
    const { checkPaper, checkXlsx } = await import('#report/check.ts')
    await writePaper(checkPaper(plan, findings, options.lang), options)
    if (options.xlsx !== undefined) await writeBytes(options.xlsx, await checkXlsx(plan, findings))
    if (!options.json) return
  }
  if (options.json) return printJson(findings.map((finding) => published(finding, options.lang)))
  const { lang } = options
  for (const verdict of checkOrder) {
    const group = findings.filter((finding) => finding.verdict === verdict)
    process.stdout.write(`\n${lang === 'en' ? verdict : checkNames[verdict].zh} ${group.length}\n`)
    for (const { check: name, quotes, upperQuotes, computed, message, remedy } of group) {
      const lines = quotes.map((quote) => quote.at.line).join(',')
      process.stdout.write(
        `  [${lang === 'en' ? name : checkTitle(name)}] ${lines}: ${checkedIn(lang, message)}${computed ? ` (${computedIn(lang, computed)})` : ''}\n`,
      )
      if (verdict !== 'holds')
        for (const quote of quotes) process.stdout.write(`      ${quote.at.line}: “${quote.text}”\n`)
      if (verdict !== 'holds')
        for (const quote of upperQuotes ?? [])
          process.stdout.write(`      ${options.upper}:${quote.at.line}: “${quote.text}”\n`)
      if (remedy) process.stdout.write(`      → ${checkedIn(lang, remedy)}\n`)
    }
  }
}
