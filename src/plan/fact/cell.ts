/** What a cell of a table says: a number, a list of names, nothing; and whether its row adds up the others. */
import type { Span } from '#document/document.ts'
import { mineralList } from '#mineral/mineral.ts'
import type { PlanTable } from '#plan/plan.ts'

/** A cell that says nothing: blank, —, -, /, 无. */
export const saysNothing = (text: string): boolean => /^[\s\-—–－/／\\、…·]*$|^无$/.test(text)

/** The number a text begins with, its limit or 约 left out; null for a blank, a dash or words. */
export const numberIn = (text: string): number | null => {
  const match = text
    .replace(/[,，\s]/g, '')
    .match(/^(?:[≤≥≦≧<>＜＞约]|不[得应]?[低少小]于|大于|超过|不[得应]?超过|不[大高]于)?(\d+(?:\.\d+)?)/)
  return match ? Number(match[1]) : null
}

/** The number a cell begins with; null for a blank, a dash or words. */
export const cellNumber = (span: Span): number | null => numberIn(span.text)

export const decimalsOf = (text: string): number => text.match(/\d\.(\d+)/)?.[1]?.length ?? 0

/** Whether a row holds the totals of those above it. */
export const isTotalRow = (table: PlanTable, row: number): boolean => {
  const cells = table.rows[row] ?? []
  return (
    cells.slice(0, 3).some((cell) => /^(?:合|总|小|共)\s*计$|^全[县市区旗州盟]合?计$/.test(cell.trim())) ||
    // The region as a whole at the foot of a table by its parts.
    (row > 1 &&
      row === table.rows.length - 1 &&
      /^全[县市区旗州盟]$/.test((cells.find((cell) => cell.trim() !== '') ?? '').trim()))
  )
}

/** A list of places or names in a cell. */
export const cellItems = (text: string): readonly string[] =>
  text
    .split(/[、，,；;\n\s]+|(?<=[镇乡道])(?:和|及|与)/)
    .map((item) => item.replace(/等(?:地|乡镇|地区)?$/, '').trim())
    .filter((item) => item !== '')

/** The minerals a cell lists, by the names of the code table. */
export const mineralsOf = (text: string): readonly string[] => mineralList(text).map((mention) => mention.name)
