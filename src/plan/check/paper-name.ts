/** One thing, one name: papers, kinds of zones and offices that a plan calls in several ways. */
import type { Plan } from '#plan/plan.ts'
import { type Quote, quote } from '#plan/quote.ts'
import { findIn } from '#plan/text/passage.ts'
import type { Bilingual, Check, Finding } from './finding.ts'

type Thing = {
  readonly of: Bilingual
  readonly words: RegExp
  readonly usual: string
  readonly nameOf?: (word: string) => string
}

const THINGS: readonly Thing[] = [
  {
    of: { zh: '矿山地质环境方案', en: 'the scheme for a mine’s environment' },
    words: /矿山(?:地质)?环境(?:保护与)?(?:治理恢复|恢复治理|恢复|治理|土地复垦)*(?:与土地复垦)?方案/g,
    usual: '矿山地质环境保护与土地复垦方案',
  },
  {
    of: { zh: '集中开采区', en: 'zones of concentrated mining' },
    words: /集中开采(?:规划)?区块?/g,
    usual: '集中开采区',
  },
]

/** Offices of before and after the reform of 2018: old words, new words. */
const OFFICES: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    '自然资源',
    /国土(?:资源)?(?=(?:部门|局|厅|主管部门|行政主管)|、[^。；]{0,40}等(?:相关)?(?:部门|单位)|等(?:相关)?(?:部门|单位))/g,
    /自然资源(?=[^，。；]{0,4}(?:部门|局|厅|主管|行政))/g,
  ],
  [
    '生态环境',
    /环保(?=(?:部门|局|厅|主管部门)|、[^。；]{0,40}等(?:相关)?(?:部门|单位)|等(?:相关)?(?:部门|单位))|环境保护(?=(?:行政)?主管部门|局|厅)/g,
    /生态环境(?=部门|局|厅|主管)/g,
  ],
  [
    '应急管理',
    /安监(?=(?:部门|局|厅)|、[^。；]{0,40}等(?:相关)?(?:部门|单位))|安全生产监督管理(?=部门|局)/g,
    /应急(?:管理)?(?=部门|局|厅|主管)/g,
  ],
]

type Use = { readonly name: string; readonly quote: Quote }

const usesOf = (plan: Plan, words: RegExp): readonly Use[] =>
  findIn(plan, words).map(({ passage, match }) => ({
    name: match[0],
    quote: quote(
      passage.span,
      match.index,
      match.index + /^[^，。；、]{0,20}/.exec(passage.text.slice(match.index))![0].length,
    ),
  }))

const papers = (plan: Plan): Finding[] =>
  THINGS.flatMap(({ of, words, usual }): Finding | [] => {
    const byName = Map.groupBy(usesOf(plan, words), (use) => use.name)
    const names = [...byName.keys()]
    if (names.length < 2) return []
    return {
      verdict: 'fails',
      quotes: names.flatMap((name) =>
        byName
          .get(name)!
          .slice(0, 3)
          .map((use) => use.quote),
      ),
      computed: names.map((name) => `${name}（${byName.get(name)!.length}处）`).join(' ≠ '),
      message: { zh: `${of.zh}有${names.length}种叫法`, en: `${names.length} names for ${of.en}` },
      remedy: { zh: `统一写作“${usual}”`, en: `Write “${usual}” throughout` },
    }
  })

const offices = (plan: Plan): Finding[] => {
  const mixed = OFFICES.flatMap(([name, before, after]) => {
    const old = usesOf(plan, before)
    const current = usesOf(plan, after)
    return old.length > 0 && current.length > 0 ? [{ name, old, current }] : []
  })
  if (mixed.length === 0) return []
  return [
    {
      verdict: 'fails',
      quotes: mixed.flatMap(({ old, current }) => [...old.slice(0, 3), ...current.slice(0, 2)].map((use) => use.quote)),
      computed: mixed
        .map(({ name, old }) => `${[...new Set(old.map((use) => use.name))].join('、')} ↔ ${name}`)
        .join('；'),
      message: { zh: '机构改革前后的部门名称混用', en: 'Offices go by their names from before and after the reform' },
      remedy: { zh: '统一为现行机构名称', en: 'Use the offices’ present names' },
    },
  ]
}

export const paperName: Check = {
  name: 'paper-name',
  title: { zh: '方案、分区与部门的名称', en: 'Names of papers, zones and offices' },
  run: (plan) => [...papers(plan), ...offices(plan)],
}
