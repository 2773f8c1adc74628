/** A drawing on a page of a PDF: lines stay lines, words stay words. */
import type PDFDocument from 'pdfkit'
import type { Mark, Point, Stroke } from '#report/drawing.ts'
import { printable } from '#report/paper.ts'

type Document = InstanceType<typeof PDFDocument>

const strokeWith = (document: Document, { color, width, dash }: Stroke): Document => {
  document.lineWidth(width).strokeColor(color).lineJoin('round')
  return dash ? document.dash(dash[0], { space: dash[1] }) : document.undash()
}

const trace = (document: Document, points: readonly Point[], closed: boolean): void => {
  points.forEach(([x, y], i) => {
    if (i === 0) document.moveTo(x, y)
    else document.lineTo(x, y)
  })
  if (closed) document.closePath()
}

/** One mark of a drawing as lines and characters of the page. Fonts `regular` and `bold` are registered. */
export const drawMark = (document: Document, one: Mark): void => {
  switch (one.kind) {
    case 'area':
      if (one.fill) {
        document.fillColor(one.fill, one.opacity ?? 1)
        for (const ring of one.rings) trace(document, ring, true)
        document.fill('even-odd')
      }
      if (one.stroke) {
        strokeWith(document, one.stroke)
        for (const ring of one.rings) trace(document, ring, true)
        document.stroke().undash()
      }
      return
    case 'lines':
      if (one.lines.length === 0) return
      strokeWith(document, one.stroke)
      for (const line of one.lines) trace(document, line, false)
      document.stroke().undash()
      return
    case 'dot':
      document.circle(one.at[0], one.at[1], one.radius).fillColor(one.fill, 1).fill()
      return
    case 'label': {
      document.font(one.bold ? 'bold' : 'regular').fontSize(one.size)
      const words = printable(one.words)
      const wide = document.widthOfString(words)
      const x = one.at[0] - (one.anchor === 'middle' ? wide / 2 : one.anchor === 'end' ? wide : 0)
      const options = { lineBreak: false, baseline: 'alphabetic' } as const
      if (one.halo) {
        document.lineWidth(2.4).strokeColor('#ffffff').lineJoin('round').fillColor('#ffffff', 1)
        document.text(words, x, one.at[1], { ...options, stroke: true, fill: true })
      }
      document.fillColor(one.color ?? '#000000', 1).text(words, x, one.at[1], options)
    }
  }
}
