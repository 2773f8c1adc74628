/**
 * Names that survive a newer document: made of what is said, not of where it stands. FNV-1a over UTF-16 units, in
 * base 36: short, stable, and the same in a browser.
 */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** Gives ids of a kind and of words with their white space aside; the same words twice get `-2`, `-3`. */
export const namer = (): ((kind: string, words: string) => string) => {
  const taken = new Map<string, number>()
  return (kind, words) => {
    const name = `${kind}-${fingerprint(words.replace(/\s+/g, ''))}`
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    return count === 1 ? name : `${name}-${count}`
  }
}
