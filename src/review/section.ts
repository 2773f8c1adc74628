/** Where in its plan a clause stands, as an official paper cites it: 第四章第二节, 第5.5节, 专栏9. A line number is nothing to cite. */
import type { Heading, Plan } from '#plan/plan.ts'
import type { Rule } from '#rules/rule.ts'

const ordinal = /^第[一二三四五六七八九十百零〇\d]+[编篇章节]/
const decimal = /^\d+(?:\.\d+)*(?![\d、.])/

/** The headings above an offset, outermost first. */
const above = (outline: readonly Heading[], start: number): readonly Heading[] =>
  outline.reduce<readonly Heading[]>(
    (path, heading) =>
      heading.span.at.start > start ? path : [...path.filter(({ depth }) => depth < heading.depth), heading],
    [],
  )

const cite = (plan: Plan, { at, table }: Rule): string => {
  const path = above(plan.outline, at.start).map(({ span }) => span.text.trim())
  const chapters = path.flatMap((text) => ordinal.exec(text)?.[0] ?? [])
  const numbers = path.flatMap((text) => decimal.exec(text)?.[0] ?? [])
  const last = path.at(-1)
  const number = numbers.at(-1)
  const rest = last === undefined || ordinal.test(last) || decimal.test(last) ? '' : `“${last}”`
  const captioned = table !== undefined && /^(?:专栏|附?表)/.test(table) ? table : ''
  return `${chapters.join('')}${chapters.length === 0 && number ? `第${number}${number.includes('.') ? '节' : '章'}` : ''}${rest}${captioned}`
}

const memory = new WeakMap<Rule, string>()

/** The citation of a rule's clause; '' where no heading stands above it. */
export const sectionOf = (plan: Plan, rule: Rule): string => {
  const known = memory.get(rule)
  if (known !== undefined) return known
  const cited = cite(plan, rule)
  memory.set(rule, cited)
  return cited
}
