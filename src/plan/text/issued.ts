/** When a plan was issued, by its title page or the site that publishes it. */
import type { Span } from '#document/document.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import type { Plan } from '#plan/plan.ts'

type Issued = { readonly year: number; readonly month: number; readonly span: Span }

const DATE =
  /^[（(]?(20\d\d|[二〇零一三四五六七八九○ＯO０]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?/
const STAMP = /(?:发布|公开|印发|成文|批准)\s*日期\s*[：:]\s*(20\d\d)[-/.年]\s*(\d{1,2})/

/** A date with more words than this around it dates something else. */
const LONGEST = 30
/** So many lines at most stand before the text begins. */
const TITLE_PAGE = 30

/** The first date on the title page; null where there is none. */
export const issuedOn = (plan: Plan): Issued | null => {
  for (const block of plan.blocks.slice(0, TITLE_PAGE)) {
    if (block.kind === 'table') continue
    const { span } = block
    const match = STAMP.exec(span.text) ?? (span.text.length > LONGEST ? null : DATE.exec(span.text.trim()))
    const year = match && parseNumeral(match[1]!.replace(/[○ＯO０]/g, '〇'))
    const month = match && parseNumeral(match[2]!)
    if (year && month && year >= 2000 && month <= 12) return { year, month, span }
  }
  return null
}
