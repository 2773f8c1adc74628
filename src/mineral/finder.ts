/** Where a name can begin and end in running text. */
import { spellings } from './name.ts'

type Node = { readonly next: Map<string, Node>; leaf: boolean }
let root: Node | null = null

/** All spellings as a tree of characters; built at the first question, not at the first import. */
const tree = (): Node => {
  if (root) return root
  root = { next: new Map(), leaf: false }
  for (const word of spellings()) {
    let node: Node = root
    for (const letter of word) {
      let next = node.next.get(letter)
      if (!next) {
        next = { next: new Map(), leaf: false }
        node.next.set(letter, next)
      }
      node = next
    }
    node.leaf = true
  }
  return root
}

/** Between the members of an enumeration. */
const separators = '、，,；;及和与或'
/** What may stand before and after a one-character name (金, 铁, 煤) for it to be a mineral and not part of a word. */
const before = /[、，,；;：:。及和与或为是括含有采查以产（(“\s对强]/
const after = /[、，,；;：:。及和与或等（(）)”\s\d的]/

/** Words that end in a one-character name and mean no mineral. */
const otherWord =
  /(?:[资基现奖罚押证税租定本合冶五贴酬佣薪佳拨款贷股鎏黄]金|[钢高地道]铁|[水白]银|[烟火取]煤|[青黄]铜)$/

const measured = /^(?:金属|资源量|储量)/

/** A one-character name stands alone only in an enumeration or in a cell: 资金, 铁路, 银行 name no mineral. */
const standsAlone = (text: string, start: number, end: number): boolean => {
  const left = text[start - 1]
  const right = text[end]
  // "新增金金属量20吨", "探获铜资源量": what is counted stands right after the name.
  if (measured.test(text.slice(end, end + 3)) && (left === undefined || before.test(left) || /[增获交明加]/.test(left)))
    return true
  if (otherWord.test(text.slice(Math.max(0, start - 1), end))) return false
  const leftFits = left === undefined || before.test(left)
  const rightFits = right === undefined || after.test(right)
  if (leftFits && rightFits)
    return (
      left === undefined ||
      separators.includes(left) ||
      right === undefined ||
      separators.includes(right) ||
      /[：:（(）)等\s\d]/.test(`${left}${right}`)
    )
  // A place name may run into the first member ("…沟金、铜矿"): the member after it tells.
  return !leftFits && (right === '、' || right === '，') && longestName(text, end + 1) > 1
}

/** How many characters the longest name that begins at `at` has; 0 when none does. */
export const longestName = (text: string, at: number): number => {
  let node = tree().next.get(text[at] ?? '')
  let length = 0
  for (let i = at + 1; node; i++) {
    if (node.leaf) length = i - at
    node = node.next.get(text[i] ?? '')
  }
  return length
}

/** Whether the one character at [start, end) names a mineral there. */
export const standsForMineral = (text: string, start: number, end: number): boolean =>
  standsAlone(text, start, end) || (text[end] === '矿' && !otherWord.test(text.slice(Math.max(0, start - 1), end)))
