/** Townships a part of a sentence opens with: what it says holds there and nowhere else. */

const name = '[\\u4e00-\\u9fff]{2,6}?(?:镇|乡(?![镇村])|街道|苏木)'
const opening = new RegExp(`^(?:其中|在|对|位于)?(${name}(?:[、和及与]${name})*)`)
/** 边远乡镇, 建制镇, 城镇: kinds of places, not names. */
const kind = /(?:乡|建制|中心|重点|特色|小城|新型城)镇$|^(?:各|每|全|该|有关|所在|其他|边远|偏远|沿|周边|规划|县|本)/

/** "东岭镇、西河镇不再新设…", "在南山街道范围内…": the names, in their order; none where it opens with anything else. */
export const townshipsAtHead = (text: string): readonly string[] => {
  const names = opening.exec(text)?.[1]?.split(/[、和及与]/) ?? []
  return names.some((one) => kind.test(one)) ? [] : names
}
