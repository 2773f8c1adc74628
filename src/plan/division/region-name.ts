/** How a plan may call its own region: in full, without its suffix, with a short suffix. */
import type { Plan } from '#plan/plan.ts'

type RegionNames = {
  readonly full: string
  /** Without 市, 县, 区, 旗, 自治县 and the names of peoples. */
  readonly stem: string
  /** Every usual way, longest first. */
  readonly aliases: readonly string[]
}

/** Peoples in the names of regions and townships. */
export const PEOPLES =
  /(?:满|蒙古|回|藏|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|裕固|各)族/g

/** Null where the plan does not say whose it is. */
export const regionNames = (plan: Plan): RegionNames | null => {
  const full = (plan.region?.name ?? nameIn(plan))
    ?.replace(/^.*(?:省|自治区|自治州|地区|盟)(?=.{2,})/, '')
    .replace(/^[^市]{2,6}市(?=.{2,}[市县区旗]$)/, '')
  if (!full) return null
  const suffix = /(?:自治县|自治旗|自治州|县|市|区|旗|盟)$/.exec(full)?.[0] ?? ''
  const stem = full.slice(0, full.length - suffix.length).replace(PEOPLES, '') || full
  const short = suffix.startsWith('自治') ? suffix.slice(2) : suffix
  const aliases = [...new Set([full, stem + short, stem])].sort((a, b) => b.length - a.length)
  return { full, stem, aliases }
}

const nameIn = (plan: Plan): string | undefined => {
  const title = /^(.{2,20}?)(?:第[一二三四五六]轮)?矿产资源/.exec(plan.title)?.[1]
  if (title) return title
  for (const clause of plan.clauses.slice(0, 40)) {
    const match = /《([^《》]{2,20}?)矿产资源(?:总体)?规划[^《》]*》[，,（(]*以下简称/.exec(clause.span.text)
    if (match) return match[1]
  }
  return undefined
}
