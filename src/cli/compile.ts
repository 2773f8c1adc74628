/** compile FILE: what a plan says, as data. */
import { readPlan } from '#cli/plan-file.ts'
import { printJson, type Verb } from '#cli/verb.ts'
import type { Plan } from '#plan/plan.ts'
import { effectNames } from '#report/words.ts'
import { readRules } from '#rules/read.ts'
import type { Rule } from '#rules/rule.ts'

/** The public shape of a compiled plan (contract of the command line). */
const published = (plan: Plan, rules: readonly Rule[]): unknown => ({
  source: plan.source,
  title: plan.title,
  region: plan.region,
  period: plan.period,
  outline: plan.outline.map(({ id, number, heading, span }) => ({ id, number, heading, at: span.at })),
  tables: plan.tables.map(({ id, title, columns, rows, raw, unit, at }) => ({
    id,
    title,
    columns,
    rows,
    raw,
    unit,
    at,
  })),
  facts: plan.facts,
  rules,
  messages: plan.messages,
})

const summary = (plan: Plan, rules: readonly Rule[], lang: 'zh' | 'en'): string => {
  const { from, to } = plan.period
  const counts = [plan.outline.length, plan.tables.length, plan.facts.length, rules.length]
  return lang === 'en'
    ? `${plan.title || plan.source.file} · ${from ?? '?'}–${to ?? '?'}\n${counts[0]} headings, ${counts[1]} tables, ${counts[2]} facts, ${counts[3]} rules\n`
    : `${plan.title || plan.source.file} · ${from ?? '？'}—${to ?? '？'}年\n标题 ${counts[0]}，表 ${counts[1]}，事实 ${counts[2]}，规则 ${counts[3]}\n`
}

export const compile: Verb = async ([file], options) => {
  const plan = await readPlan(file!, options)
  const rules = readRules(plan)
  if (options.json) return printJson(published(plan, rules))
  process.stdout.write(summary(plan, rules, options.lang))
  for (const rule of rules) {
    const { op, value, unit } = rule.test
    process.stdout.write(
      `${rule.at.line}\t${options.lang === 'en' ? rule.effect : effectNames[rule.effect].zh}\t${rule.subjects.join('、') || '*'}\t${op} ${value ?? ''} ${unit ?? ''}\t${rule.quote}\n`,
    )
  }
}
