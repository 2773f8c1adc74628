/** One mineral written in several ways. */
import { mineralsIn, spellingDifference } from '#mineral/mineral.ts'
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { mentionsOf, passagesOf } from '#plan/text/passage.ts'
import type { Check, Finding } from './finding.ts'

type Use = { readonly written: string; readonly quote: Quote; readonly inTable: boolean }

/** 水泥用大理岩, 水泥用大理石: one use, its rock written in two ways. 建筑石料, 地热资源 are loose speech, no second name. */
const sameUse = (a: string, b: string): boolean => {
  const use = a.slice(0, a.indexOf('用') + 1)
  if (use.length > 1) return b.startsWith(use) && a.length > use.length && b.length > use.length
  // 重稀土矿, 重稀土氧化物: one metal, told once as an ore and once as what is sold.
  const [short, long] = [a, b].map((name) => name.replace(/矿$/, '')).sort((x, y) => x.length - y.length)
  return short!.length >= 2 && long!.startsWith(short!) && /^(?:氧化物|金属|精矿)$/.test(long!.slice(short!.length))
}

/** How many places of one writing are cited. */
const CITED = 6

const usesOf = (plan: Plan): ReadonlyMap<string, readonly Use[]> => {
  const uses = new Map<string, Use[]>()
  const note = (name: string, use: Use): void => {
    const list = uses.get(name)
    if (list) list.push(use)
    else uses.set(name, [use])
  }
  for (const passage of passagesOf(plan))
    for (const mention of mentionsOf(passage))
      note(mention.name, {
        written: mention.text,
        quote: quote(passage.span, Math.max(0, mention.start - 6), mention.end + 8),
        inTable: false,
      })
  for (const table of plan.tables)
    table.cells.forEach((cells) => {
      cells.forEach((cell, at) => {
        if (!/矿种|矿产|指标/.test(table.columns[at] ?? '') || cell.text.length > 120) return
        for (const mention of mineralsIn(cell.text)) {
          // What is sold of a metal is part of how the cell writes it.
          const product = cell.text.startsWith('氧化物', mention.end) ? '氧化物' : ''
          note(mention.name, { written: mention.text + product, quote: quote(cell), inTable: true })
        }
      })
    })
  return uses
}

export const spelling: Check = {
  name: 'spelling',
  title: { zh: '矿种名称写法', en: 'Spelling of minerals' },
  run: (plan) => {
    const findings: Finding[] = []
    const loose: Quote[] = []
    const names: string[] = []
    for (const [name, uses] of usesOf(plan)) {
      const byWriting = Map.groupBy(uses, (use) => use.written)
      const writings = [...byWriting.keys()].sort((a, b) => byWriting.get(b)!.length - byWriting.get(a)!.length)
      const usual = writings[0]!
      for (const other of writings.slice(1)) {
        const difference = spellingDifference(usual, other)
        if (difference === 'variant' && sameUse(usual, other))
          findings.push({
            verdict: 'fails',
            quotes: [...byWriting.get(other)!.slice(0, CITED), ...byWriting.get(usual)!.slice(0, CITED)].map(
              (use) => use.quote,
            ),
            computed: `${other}（${byWriting.get(other)!.length}处） ≠ ${usual}（${byWriting.get(usual)!.length}处）`,
            message: {
              zh: `同一矿种写作“${usual}”与“${other}”`,
              en: `One mineral is written “${usual}” and “${other}”`,
            },
            remedy: { zh: `统一写作“${name}”`, en: `Write “${name}” throughout` },
          })
        else if (difference === 'suffix') {
          const inTables = (writing: string): readonly Use[] => byWriting.get(writing)!.filter((use) => use.inTable)
          if (inTables(usual).length === 0 || inTables(other).length === 0) continue
          names.push(`${usual}/${other}`)
          loose.push(
            ...inTables(usual)
              .slice(0, CITED)
              .map((use) => use.quote),
            ...inTables(other)
              .slice(0, CITED)
              .map((use) => use.quote),
          )
        }
      }
    }
    if (loose.length > 0)
      findings.push({
        verdict: 'doubtful',
        quotes: loose,
        computed: names.join('；'),
        message: { zh: '同一矿种有带“矿”与不带“矿”两种写法', en: 'One mineral is written with and without 矿' },
        remedy: { zh: '统一写法', en: 'Write it in one way' },
      })
    return findings
  },
}
