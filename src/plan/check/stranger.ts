/** Regions in the place of the plan's own that are no kin of it: words taken over from another plan. */
import { findRegion } from '#plan/division/division.ts'
import type { Plan, Region } from '#plan/plan.ts'
import { quote } from '#plan/quote.ts'
import { findIn, type Passage } from '#plan/text/passage.ts'
import type { Finding } from './finding.ts'

const shortCode = (code: string): string => code.replace(/(?:00)+$/, '')

/** Whether one region lies in the other, or is it. */
export const within = (inner: Region, outer: Region): boolean =>
  shortCode(inner.code!).startsWith(shortCode(outer.code!))

/** What only a plan's own region is followed by. */
const SUBJECT =
  /(?<=[\p{Script=Han}]{2}(?:省|自治区|自治州|地区|盟|市|县|区|旗))的?(?=(?:绿色)?(?:矿业|矿山|矿产(?:资源)?)(?!局)|绿色|高质量|可持续|行政(?:区域|辖区|区划)|(?:人民政府|自然资源(?:和规划)?局|国土资源局)(?:负责|组织|牵头|批准))/gu
/** Companies, institutes and laws carry the name of the region they come from. */
const BODY =
  /^的?[\p{Script=Han}（）]{0,14}?(?:公司|集团|企业|中心|[协学]会|基金|大学|示范区|试验区|条例|办法|(?:勘[查察探]|调查|设计|研究|规划|地质)(?:总?院|所|总?队|大队))/u
/** What speaks of neighbours, partners and markets names other regions by right. */
const NEIGHBOUR =
  /接壤|毗邻|毗连|相邻|邻近|相连|交界|接界|周边|合作|协作|协同|联合|共建|对接|衔接|借鉴|学习|经验|供应|外运|销往|调入|调出|购|来自|运往|划归|划入|原属|飞地|对口|帮扶|比较|相比|低于|高于|占/

/** A region in the place of the plan's own, and no kin of it: words taken over from another plan. */
export const strangers = (plan: Plan, own: Region): Finding[] =>
  findIn(plan, SUBJECT).flatMap(({ passage, match }): Finding | [] => {
    const end = match.index
    // 全市, 矿区 and 开采区 name no region.
    if ('全本我各矿查采护景辖'.includes(passage.text[end - 2]!) || BODY.test(passage.text.slice(end))) return []
    const name = longestRegion(/[\p{Script=Han}]{0,14}$/u.exec(passage.text.slice(Math.max(0, end - 14), end))![0])
    if (!name || kin(name.region, own) || quoted(passage, end)) return []
    const from = end - name.length
    const clause = clauseAround(passage.text, from)
    if (NEIGHBOUR.test(clause.text) || /[、和与及至到—－-]$/.test(passage.text.slice(0, from))) return []
    return {
      verdict: 'fails',
      quotes: [quote(passage.span, clause.from, clause.to)],
      computed: `${name.region.name} ≠ ${own.name}`,
      message: {
        zh: `本规划为${own.name}，文中却写“${name.region.name}”，疑为他处文字残留`,
        en: `The plan is ${own.name}’s; ${name.region.name} is left over from elsewhere`,
      },
      remedy: { zh: `改为“${own.name}”或删去`, en: `Write ${own.name}, or delete it` },
    }
  })

const longestRegion = (words: string): { readonly region: Region; readonly length: number } | null => {
  for (let length = words.length; length >= 3; length--) {
    const region = findRegion(words.slice(-length))
    if (region?.code) return { region, length }
  }
  return null
}

const kin = (a: Region, b: Region): boolean => within(a, b) || within(b, a)

/** Inside the title of another document. */
const quoted = ({ text }: Passage, at: number): boolean => text.lastIndexOf('《', at) > text.lastIndexOf('》', at)

const clauseAround = (
  text: string,
  at: number,
): { readonly text: string; readonly from: number; readonly to: number } => {
  let from = at
  while (from > 0 && !'。；！;'.includes(text[from - 1]!)) from--
  let to = at
  while (to < text.length && !'。；！;'.includes(text[to]!)) to++
  const comma = text.lastIndexOf('，', at - 1)
  return { text: text.slice(from, to), from: Math.max(from, comma + 1), to }
}
