/** A document becomes a plan: the way down the whole room, in the order it is done. */
import type { Document, Message } from '#document/document.ts'
import { readFacts } from '#plan/fact/read.ts'
import { clausesOf } from './clause.ts'
import { periodOf, regionOf, titleOf } from './identity.ts'
import { headingsOf } from './outline.ts'
import type { Plan } from './plan.ts'
import { tablesOf } from './table.ts'

const warning = (text: string, textEn: string): Message => ({ severity: 'warning', text, textEn })

/** What a reader should know about a plan that was not, or not wholly, understood. */
const doubts = (plan: Plan): Message[] => [
  ...(plan.title ? [] : [warning('没有找到规划名称', 'No title of a plan was found')]),
  ...(plan.region?.code === null
    ? [
        warning(
          `行政区划资料中没有“${plan.region.name}”，不能核对其乡镇`,
          `“${plan.region.name}” is not in the divisions data: its townships cannot be checked`,
        ),
      ]
    : []),
  ...(plan.outline.length === 0
    ? [
        warning(
          '没有识别出章节标题：这可能不是规划文本，或结构已丢失',
          'No headings found: this may be no plan, or its structure is lost',
        ),
      ]
    : []),
  ...(plan.facts.length === 0 ? [warning('没有读出任何规划事实', 'No fact of a plan was found')] : []),
  ...plan.tables
    .filter((table) => table.columns.length === 0)
    .map(
      (table): Message => ({
        severity: 'info',
        text: `表格“${table.id}”没有可识别的表头`,
        textEn: `Table “${table.id}” has no header that could be recognised`,
        at: table.at,
      }),
    ),
]

/** Compiles a document. Never throws on what a document says; what was not understood is in `messages`. */
export const compile = (document: Document): Plan => {
  const headings = headingsOf(document)
  const title = titleOf(document)
  const { file, sha256, format } = document
  const plan: Plan = {
    source: { file, sha256, format },
    title,
    region: regionOf(document, title),
    period: periodOf(document, title),
    outline: headings.filter((heading) => heading !== null),
    clauses: clausesOf(document, headings),
    tables: tablesOf(document, headings),
    facts: [],
    messages: [],
    blocks: document.blocks,
  }
  const read: Plan = { ...plan, facts: readFacts(plan, document.text) }
  return { ...read, messages: doubts(read) }
}
