/** Lists of minerals as directions give them: which they are, and what narrows one of them. */
import { mineralList, mineralsIn } from '#mineral/mineral.ts'
import type { Condition } from '#rules/rule.ts'
import { subjectsIn } from '#rules/subject.ts'

const wetGround = /^[\u4e00-\u9fff]{0,4}(?:河道|河床|河滩|水库|库区|湖泊|湿地|滩涂|林地|草原)(?:范围)?(?:内|上|的)?/

/** What narrows one member of the list: farmland, a variety, a method. */
const narrowing = (words: string): Condition => ({
  // "河道内砂金", "湿地泥炭": a place that no field of an application answers for.
  ...(wetGround.test(words) ? { where: wetGround.exec(words)![0] } : {}),
  ...(/耕地|农田/.test(words) ? { onFarmland: true } : {}),
  ...(/(?:普通|稀有|特殊|优质)(?:类)?型/.test(words)
    ? { varieties: [/(?:普通|稀有|特殊|优质)(?:类)?型/.exec(words)![0]] }
    : {}),
  ...(/露天/.test(words)
    ? { methods: ['open-pit' as const] }
    : /地下开采|井工/.test(words)
      ? { methods: ['underground' as const] }
      : {}),
})

type Member = { readonly subject: string; readonly condition: Condition }

/** The members of a list; an unknown mineral counts where the others' form leaves no doubt. */
const members = (list: string, own: readonly string[]): readonly Member[] => {
  const named = mineralList(
    list.replace(
      /(?:等)?\d*(?:种|类)?(?:重要|优势|主要|重点|战略性|能源|金属|非金属)?(?:矿种|矿产(?:资源)?|资源)$/,
      '',
    ),
  )
  return named.flatMap((mineral): Member[] => {
    // "可耕地下砖瓦用粘土": words of place or kind before a known name; any other prefix makes a name of its own.
    const tail = mineralsIn(mineral.text).at(-1)
    const prefix = tail ? mineral.text.slice(0, tail.start) : ''
    const inside = tail && /(?:[的上下内]|耕地|农田|[类型]|[市县区省])$/.test(prefix) ? tail.text : mineral.text
    const bare = inside
      .replace(/^(?:露天|地下|井工)(?:开采)?的?/, '')
      .replace(/等[^等]{1,6}$/, '')
      .replace(wetGround, '')
      .replace(/^.*(?:耕地|农田)(?:上|下|内|范围内)?的?/, '')
      .replace(/^.*(?:类型|型)的?/, '')
    const before =
      list
        .slice(0, mineral.start)
        .split(/[、，,和及与]/)
        .at(-1) ?? ''
    const words = `${before}${mineral.text}`
    if (
      !bare ||
      // "硫分大于3%的煤炭" is the poor part of a mineral, read by its quality.
      /(?:[大高超低小少多]于|超过|不足)\s*\d/.test(words) ||
      bare.length > (mineral.known || own.includes(bare) ? 12 : 7) ||
      (subjectsIn(bare, own).length === 0 && /[的了是与将应要对在可能使用]|其他|其它/.test(bare))
    )
      return []
    return [{ subject: bare, condition: narrowing(words) }]
  })
}

/** The members of a list by what narrows them: those that share a condition are one rule. */
export const membersByCondition = (
  list: string,
  own: readonly string[],
): readonly (readonly [Condition, readonly string[]])[] => {
  const groups = new Map<string, { readonly condition: Condition; readonly subjects: string[] }>()
  for (const member of members(list, own)) {
    const key = JSON.stringify(member.condition)
    const group = groups.get(key) ?? { condition: member.condition, subjects: [] }
    group.subjects.push(member.subject)
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => [group.condition, [...new Set(group.subjects)]])
}

/** Whether a list holds names of minerals and nothing besides. */
export const onlyMinerals = (list: string, own: readonly string[]): boolean =>
  subjectsIn(list, own).join('').replace(/矿/g, '') === list.replace(/[、，和及与以矿]/g, '')
