/** Tables that are pictures: nothing in them is read, and that must be said. */
import type { Block, Message } from '#document/document.ts'
import { isTableCaption } from '#document/heading.ts'

/**
 * A message for every picture that stands under the caption of a table, with its place, and one for all others.
 * `pictures` says after how many blocks each stands.
 */
export const picturedTables = (blocks: readonly Block[], pictures: readonly number[]): Message[] => {
  const tables = new Map<number, Message>()
  let others = 0
  for (const after of pictures) {
    const above = blocks.slice(Math.max(0, after - 2), after).findLast((block) => block.kind === 'paragraph')
    const caption = above?.kind === 'paragraph' && isTableCaption(above.span.text) ? above.span : null
    if (!caption) {
      others++
      continue
    }
    tables.set(caption.at.start, {
      severity: 'warning',
      text: `“${caption.text}”是图片，没有读；请提供文字表格`,
      textEn: `“${caption.text}” is a picture and is not read; a table in text is needed`,
      at: caption.at,
    })
  }
  const rest: Message[] =
    others === 0
      ? []
      : [
          {
            severity: 'info',
            text: `文中有 ${others} 幅图片，没有读`,
            textEn: `${others} picture(s) in the text are not read`,
          },
        ]
  return [...tables.values(), ...rest]
}
