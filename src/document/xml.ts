/** XML as a light tree: names with their prefix, attributes, children, text. An error is a value, with what stands before it. */
import { SaxesParser } from 'saxes'

export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Deeper nesting is refused: it is an attack, not a document. */
const deepest = 400
/** More elements than any document needs. */
const mostElements = 1_500_000
/** Handed to the parser at a time (characters), so that it can be stopped. */
const portion = 1 << 16

export type Tree = {
  /** The root with all that stands before the error; null where nothing does. */
  readonly root: Element | null
  readonly error: string | null
  /** The elements that the error left unfinished. */
  readonly unfinished: ReadonlySet<Element>
}

/**
 * The tree of an XML text up to the first error, and that error; elements named in `skipped` are left out with all they
 * hold but those named in `kept`, which go to the element above. Entities of a DTD are never expanded: they are errors.
 */
export const parseXml = (
  source: string,
  skipped: ReadonlySet<string> = new Set(),
  kept: ReadonlySet<string> = new Set(),
): Tree => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open: Element[] = [root]
  const parser = new SaxesParser({ xmlns: false, position: true })
  let error: string | null = null
  let elements = 0
  let inSkipped = 0
  parser.on('error', (problem) => {
    error ??= problem.message
  })
  parser.on('opentag', (tag) => {
    if (inSkipped > 0 || skipped.has(tag.name)) {
      if (inSkipped++ > 0 && kept.has(tag.name) && error === null)
        open.at(-1)!.children.push({
          name: tag.name,
          attributes: tag.attributes as Record<string, string>,
          children: [],
          text: '',
        })
      return
    }
    if (open.length > deepest) error ??= `nested deeper than ${deepest}`
    if (++elements > mostElements) error ??= `more than ${mostElements} elements`
    if (error !== null) return
    const element: Element = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    if (error === null && inSkipped === 0) open.at(-1)!.text += text
  })
  parser.on('closetag', () => {
    if (error !== null) return
    if (inSkipped > 0) inSkipped--
    else if (open.length > 1) open.pop()
  })
  for (let at = 0; at < source.length && error === null; at += portion) parser.write(source.slice(at, at + portion))
  if (error === null) parser.close()
  const document = root.children[0] ?? null
  return { root: document, error: error ?? (document ? null : 'no root element'), unfinished: new Set(open) }
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name)

export const childrenNamed = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((each) => each.name === name) ?? []

/** The `w:val` of a child element, the way WordprocessingML says almost everything. */
export const value = (element: Element | undefined, name: string): string | undefined =>
  child(element, name)?.attributes['w:val']
