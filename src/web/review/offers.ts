/** What the plan itself offers for the fields of an application: its minerals, blocks, zones, papers. */
import type { Draft } from './draft.ts'
import type { Bench } from './judge.ts'

export type Offers = {
  readonly minerals: readonly string[]
  readonly varieties: readonly string[]
  readonly townships: readonly string[]
  readonly blocks: readonly { readonly value: string; readonly label: string }[]
  readonly zones: readonly string[]
  /** Of the register. */
  readonly mines: readonly { readonly value: string; readonly label: string }[]
  readonly documents: readonly string[]
  readonly undertakings: readonly string[]
}

const nothing: Offers = {
  minerals: [],
  varieties: [],
  townships: [],
  blocks: [],
  zones: [],
  mines: [],
  documents: [],
  undertakings: [],
}

const distinct = (all: readonly (string | null | undefined)[]): string[] => [
  ...new Set(all.filter((each): each is string => Boolean(each?.trim()))),
]

export const offersOf = (bench: Bench | undefined, act: Draft['act']): Offers => {
  if (!bench) return nothing
  const { plan, rules } = bench.ruled
  const mines = bench.ledger?.mines ?? []
  const facts = plan.facts
  const required = (measure: string) =>
    distinct(
      rules
        .filter(({ test }) => test.measure === measure)
        .flatMap(({ test }) => (Array.isArray(test.value) ? test.value : [String(test.value ?? '')])),
    )
  const blocks = facts.filter((fact) => fact.kind === 'block' && (fact.act ?? act) === act)
  return {
    minerals: distinct([
      ...facts.flatMap(({ minerals }) => minerals ?? []),
      ...rules.flatMap(({ subjects }) => subjects),
    ]),
    varieties: distinct([
      ...facts.map(({ variety }) => variety),
      ...rules.flatMap(({ condition }) => condition.varieties ?? []),
    ]),
    townships: distinct(facts.flatMap(({ places }) => places ?? []).filter((place) => /[镇乡]$|街道$/.test(place))),
    blocks: distinct(blocks.map(({ code, name, subject }) => code ?? name ?? subject)).map((value) => {
      const fact = blocks.find(({ code, name, subject }) => (code ?? name ?? subject) === value)
      return { value, label: [value, fact?.name === value ? null : fact?.name].filter(Boolean).join(' ') }
    }),
    zones: distinct(facts.filter(({ kind }) => kind === 'zone').map(({ name, subject }) => name ?? subject)),
    mines: mines.map(({ name, minerals }) => ({ value: name, label: [name, ...minerals].join(' ') })),
    documents: required('documents'),
    undertakings: required('undertakings'),
  }
}
