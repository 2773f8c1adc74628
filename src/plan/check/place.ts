/** Names of townships: those that differ from the plan's own usual form, and those the region does not have. */
import type { Span } from '#document/document.ts'
import { townshipsOf } from '#plan/division/division.ts'
import type { Plan } from '#plan/plan.ts'
import { type Check, type CheckFinding, type Quote, quote } from './finding.ts'
import { passagesOf } from './passage.ts'
import { cellItems, tablesOf } from './tables.ts'

type Use = { readonly name: string; readonly quote: Quote }

const TOWNSHIP = /^([\p{Script=Han}]{1,8})(镇|乡|街道|苏木|民族乡)$/u

/** Townships named in cells of places, one use per cell. */
const usesInCells = (plan: Plan): Use[] =>
  plan.tables.flatMap((table) =>
    table.columns.flatMap((heading, at) =>
      /所在|行政区|乡|镇|位置/.test(heading)
        ? table.cells.flatMap((cells) =>
            cellItems(cells[at]!.text).flatMap((name) =>
              TOWNSHIP.test(name) ? [{ name, quote: quote(cells[at]!) }] : [],
            ),
          )
        : [],
    ),
  )

/** In running text and names only stems already known can be told from the words before them. */
const usesInText = (span: Span, stems: ReadonlySet<string>): Use[] =>
  [...span.text.matchAll(/镇|乡|街道|苏木/g)].flatMap((match) => {
    for (let length = 4; length >= 2; length--) {
      const stem = span.text.slice(Math.max(0, match.index - length), match.index)
      if (stem.length === length && stems.has(stem))
        return [
          {
            name: stem + match[0],
            quote: quote(span, Math.max(0, match.index - length - 8), match.index + match[0].length + 4),
          },
        ]
    }
    return []
  })

/** What the divisions data name; empty where the county is not in them. */
const townshipNames = (plan: Plan): readonly string[] =>
  plan.region?.code ? (townshipsOf(plan.region.code) ?? []).map((township) => township.name) : []

const stemOf = (name: string): string => TOWNSHIP.exec(name)?.[1] ?? name
const suffixOf = (name: string): string => TOWNSHIP.exec(name)?.[2] ?? ''

const oneLacking = (short: string, long: string): boolean => {
  if (long.length !== short.length + 1) return false
  for (let i = 0; i < long.length; i++) if (long.slice(0, i) + long.slice(i + 1) === short) return true
  return false
}

/** The usual form a rarer name departs from: another suffix on one stem, or a character more. */
const usualForm = (name: string, counts: ReadonlyMap<string, number>): string | null => {
  const count = counts.get(name)!
  for (const [other, often] of counts) {
    if (other === name || often < 2 || often <= count) continue
    if (stemOf(other) === stemOf(name) && suffixOf(other) !== suffixOf(name)) return other
    if (
      suffixOf(other) === suffixOf(name) &&
      often >= 2 * count &&
      stemOf(name).length >= 2 &&
      oneLacking(stemOf(name), stemOf(other))
    )
      return other
  }
  return null
}

/** All uses of township names in a plan, with how often each is written. Used by checks that compare places. */
export const townshipUses = (
  plan: Plan,
): { readonly uses: readonly Use[]; readonly counts: ReadonlyMap<string, number> } => {
  const inCells = usesInCells(plan)
  const stems = new Set(inCells.map((use) => stemOf(use.name)))
  const spans: Span[] = [
    ...passagesOf(plan).map((passage) => passage.span),
    ...tablesOf(plan).listings.flatMap((listing) => listing.rows.map((row) => row.name)),
  ]
  const uses = [...inCells, ...spans.flatMap((span) => usesInText(span, stems))]
  const counts = new Map<string, number>()
  for (const use of uses) counts.set(use.name, (counts.get(use.name) ?? 0) + 1)
  return { uses, counts }
}

const odd = (plan: Plan): { readonly findings: CheckFinding[]; readonly wrong: ReadonlySet<string> } => {
  const { uses, counts } = townshipUses(plan)
  const wrong = new Set<string>()
  const real = townshipNames(plan)
  const findings = [...counts.keys()].flatMap((name): CheckFinding[] => {
    const usual = usualForm(name, counts)
    if (!usual || (real.includes(name) && !real.includes(usual))) return []
    if (real.includes(name) && real.includes(usual)) return []
    wrong.add(name)
    return uses
      .filter((use) => use.name === name)
      .map((use) => ({
        check: 'place',
        verdict: 'fails' as const,
        quotes: [use.quote],
        computed: `${name}（${counts.get(name)}处） ≠ ${usual}（${counts.get(usual)}处）`,
        message: { zh: `“${name}”应为“${usual}”`, en: `“${name}” should be “${usual}”` },
        remedy: { zh: `改为“${usual}”`, en: `Write “${usual}”` },
      }))
  })
  return { findings, wrong }
}

const STATED = /辖[^。；]{0,60}/

/** "辖12个镇、3个乡、2个街道": no more townships may be named than there are; the divisions data tell the rest. */
const numbers = (plan: Plan, wrong: ReadonlySet<string>): CheckFinding[] => {
  const { counts } = townshipUses(plan)
  const real = townshipNames(plan)
  const named = [...counts.keys()].filter((name) => !wrong.has(name))
  for (const passage of passagesOf(plan)) {
    const match = STATED.exec(passage.text)
    if (!match) continue
    const stated = [...match[0].matchAll(/(\d+)\s*个?(乡镇|镇|乡|街道|苏木)/g)]
    if (stated.length === 0) continue
    const words = stated.map((each) => {
      const kinds = each[2] === '乡镇' ? ['镇', '乡'] : [each[2]!]
      const used = named.filter((name) => kinds.includes(suffixOf(name))).length
      const known = real.filter((name) => kinds.some((kind) => name.endsWith(kind))).length
      return { kind: each[2]!, stated: Number(each[1]), used, known }
    })
    const beyond = words.filter((each) => each.used > each.stated)
    const differs = real.length > 0 ? words.filter((each) => each.known !== each.stated) : []
    const last = stated.at(-1)!
    return [
      {
        check: 'place',
        verdict: beyond.length > 0 ? 'fails' : differs.length > 0 ? 'doubtful' : 'holds',
        quotes: [quote(passage.span, Math.max(0, match.index - 8), match.index + last.index + last[0].length)],
        computed: words
          .map(
            (each) =>
              `${each.stated}个${each.kind}：文中提到${each.used}${real.length > 0 ? `，行政区划资料${each.known}` : ''}`,
          )
          .join('；'),
        message:
          beyond.length > 0
            ? { zh: '文中提到的乡镇多于所辖数量', en: 'More townships are named than there are said to be' }
            : differs.length > 0
              ? {
                  zh: '与行政区划资料的数量不同（资料年份可能不同）',
                  en: 'Differs from the divisions data (their year may differ)',
                }
              : {
                  zh: '乡镇街道数量与文中所提及者不矛盾',
                  en: 'The number of townships is consistent with those named',
                },
      },
    ]
  }
  return []
}

/** Short names in the running text ("小孤山、三道等乡镇") that are townships named in full elsewhere. */
const shortNames = (plan: Plan): CheckFinding[] => {
  const { counts } = townshipUses(plan)
  const stems = new Set([...counts.keys()].map(stemOf))
  return passagesOf(plan).flatMap((passage) =>
    [
      ...passage.text.matchAll(/(?:分布|集中)(?:在|于)([\p{Script=Han}、]{5,60}?)(?:等(?:乡镇|地)?|[；。，])/gu),
    ].flatMap((match): CheckFinding[] => {
      const names = match[1]!.split('、')
      if (names.length < 3 || names.some((name) => name.length > 5)) return []
      const known = names.filter((name) => stems.has(stemOf(name)) || counts.has(name))
      if (known.length < 2) return []
      const unknown = names.filter((name) => !known.includes(name))
      return [
        {
          check: 'place',
          verdict: unknown.length === 0 ? 'holds' : 'doubtful',
          quotes: [quote(passage.span, match.index, match.index + match[0].length)],
          computed: `${known.length}/${names.length}`,
          message:
            unknown.length === 0
              ? { zh: '乡镇简称均可归一', en: 'Each short name is a township named in full elsewhere' }
              : {
                  zh: `${unknown.join('、')}不能归到已知乡镇，需人工确认`,
                  en: `${unknown.join(', ')} cannot be told for a township`,
                },
        },
      ]
    }),
  )
}

export const place: Check = {
  name: 'place',
  title: { zh: '乡镇与地名', en: 'Townships and place names' },
  run: (plan) => {
    const { findings, wrong } = odd(plan)
    return [...findings, ...numbers(plan, wrong), ...shortNames(plan)]
  },
}
