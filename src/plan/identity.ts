/** Whose plan it is and for which years, from its title and its opening words. */
import type { Document } from '#document/document.ts'
import { parseNumeral } from '#mineral/numeral.ts'
import { findRegion } from '#plan/division/division.ts'
import type { AdministrativeLevel, Period, Region } from './plan.ts'

const openingLength = 6000

/** The opening prose, white space folded, table of contents left out. */
const openingOf = (document: Document): string =>
  document.blocks
    .flatMap((block) => (block.kind === 'paragraph' && !block.furniture ? [block.span.text] : []))
    .join('\n')
    .slice(0, openingLength)

const named = /《\s*([^《》]{2,40}?矿产资源(?:总体)?规划[^《》]{0,20})》[，,]?\s*[（(]?\s*以下简称/
const covered = /^\s*([^\n《》。，]{2,40}矿产资源(?:总体)?规划)\s*\n?\s*([（(]\s*[^）)\n]{4,20}[）)])?/

/** A line of its own below what a web page puts above it ("当前位置：首页 > 规划计划", file numbers, the office's name). */
const onPage =
  /([^《》。\n]{2,80}?矿产资源(?:总体)?规划)\s*([（(]\s*[^）)\n]{4,20}[）)])?(?:[（(](?:文本|公布稿|公开版|公示稿|报批稿)[）)])?\s*(?:$|(?:发[布文]|公[布开]|成文|来源|字号|浏览|索引|【|\[)[^。]*$)/
const years = /^\s*([（(]\s*[^）)\n]{4,20}[）)])\s*$/
const noticed =
  /(?:印发|公布|批准|批复|实施|发布)[^《》。\n]{0,16}《\s*([^《》]{2,40}?矿产资源(?:总体)?规划[^《》]{0,20})》/
const pageLines = 40

/** "首页 > 专项规划甲县矿产资源…": the region at its end, which the divisions know; else what follows the last break. */
const withoutPath = (words: string): string => {
  const head = words.slice(0, words.lastIndexOf('矿产资源')).replace(/第[一二三四五六]轮$/, '')
  for (let from = 0; from < head.length - 1; from++) if (findRegion(head.slice(from))) return words.slice(from)
  return words.replace(/^.*[^\u4e00-\u9fff]/, '')
}

const titleOnPage = (document: Document): string | undefined => {
  const lines = document.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.span.text] : []))
    .slice(0, pageLines)
  for (const [i, line] of lines.entries()) {
    const hit = line.length <= 160 ? line.match(onPage) : null
    if (hit) return withoutPath(hit[1]!.trim()) + (hit[2] ?? lines[i + 1]?.match(years)?.[1] ?? '')
  }
  return undefined
}

const plainName = /^[\u4e00-\u9fff（）()]+$/

/**
 * The plan's own title: on the cover, on a line of its own under the heads of a web page, in the notice that issues it, or
 * where the text says "以下简称《规划》". '' where it says none of them.
 */
export const titleOf = (document: Document): string => {
  const opening = openingOf(document)
  const cover = opening.match(covered)
  const clean = cover && plainName.test(cover[1]!.replace(/\s+/g, '')) ? cover[1]! + (cover[2] ?? '') : undefined
  const title = clean ?? titleOnPage(document) ?? opening.match(named)?.[1] ?? opening.match(noticed)?.[1] ?? ''
  return title.replace(/\s+/g, '')
}

/** "甲市是乙市代管的县级市": said of itself, not "代管1个县级市". */
const saysCountyLevel = (name: string, opening: string): boolean =>
  [...opening.matchAll(/[^。；\n]*县级市[^。；\n]*/g)].some(
    ([sentence]) =>
      !/[\d一二两三四五六七八九十]\s*个?(?:市辖)?县级市|县级市(?:\s*[\d一二两三四五六七八九十]+\s*个|、|和|及|人民政府)|(?:区|县)、县级市/.test(
        sentence,
      ) &&
      // The name is the document's own word: no pattern is made of it.
      /(?:我市|全市|本市)[^。]{0,24}(?:[是为系属由]|隶属)|代管的?县级市|省(?:直)?辖县级市/.test(
        sentence.replaceAll(name, '本市'),
      ),
  )

const number = '[\\d一二两三四五六七八九十]+'
const below = new RegExp(`${number}\\s*个?(?:市辖区|县级市|自治县|县|区|旗)(?![级域])`)
const townships = new RegExp(`${number}\\s*个?(?:建制镇|镇|民族乡|乡|街道)`)

/** Towns, townships and streets stand right below it, no county or district between. */
const holdsTownships = (opening: string): boolean => {
  const lists = [...opening.matchAll(/(?:[现下所]?辖|管辖|设有|行政区域)(?!区域内)([^。；\n]{0,120})/g)].map(
    (match) => match[1]!,
  )
  return lists.some((list) => townships.test(list)) && !lists.some((list) => below.test(list))
}

const levelBySuffix = (name: string, opening: string): AdministrativeLevel => {
  if (/(?:省|自治区)$/.test(name)) return 'province'
  if (/(?:县|旗|区|县级市)$/.test(name)) return 'county'
  if (/(?:自治州|地区|盟)$/.test(name)) return 'city'
  if (saysCountyLevel(name, opening) || holdsTownships(opening)) return 'county'
  // A city that carries out another city's plan is a county-level city.
  const others = [...opening.matchAll(/《([^《》]{2,20}?[市州盟])矿产资源/g)].map((match) => match[1])
  return others.some((other) => other !== name) ? 'county' : 'city'
}

export const regionOf = (document: Document, title: string): Region | null => {
  const name = title.match(/^(.{2,30}?)(?:第[一二三四五六]轮)?矿产资源/)?.[1]
  if (!name) return null
  const opening = openingOf(document)
  const short = name.replace(/^.*(?:省|自治区)(?=.)/, '')
  const found = findRegion(name) ?? findRegion(short)
  return found ?? { name, code: null, level: levelBySuffix(name, opening) }
}

const year = '((?:19|20)\\d{2}|二[〇○零]\\s*[一二三四五六七八九〇○零]{2})'
const first = (text: string, ...patterns: string[]): number | null => {
  for (const pattern of patterns) {
    const match = text.match(new RegExp(pattern))
    if (match) return parseNumeral(match[1]!.replace(/\s/g, ''))
  }
  return null
}

export const periodOf = (document: Document, title: string): Period => {
  const opening = openingOf(document)
  const span = new RegExp(`${year}\\s*年?\\s*[-—–－～~至到]+\\s*${year}`)
  const range = title.match(span) ?? opening.match(new RegExp(`规划期[^。]{0,12}?${span.source}`)) ?? null
  const to = range ? parseNumeral(range[2]!) : null
  return {
    base: first(
      opening,
      `以\\s*${year}\\s*年?(?:底|末)?\\s*为\\s*(?:规划)?基(?:期|准)年?`,
      `(?:规划)?基(?:期|准年)[为是：:]?\\s*${year}`,
    ),
    from: range ? parseNumeral(range[1]!) : null,
    to: to ?? first(opening, `目标年[为是：:]?\\s*${year}`, `以\\s*${year}\\s*年为(?:规划)?目标年`),
    outlook: first(opening, `展望(?:期)?(?:至|到|为)?\\s*${year}`, `${year}\\s*年?远景`),
  }
}
