/** Small PDF files written word by word: text in a font every reader knows, rules and pictures where one wants them. */

export type Mark =
  | { readonly text: string; readonly x: number; readonly y: number; readonly size?: number; readonly turned?: number }
  | { readonly rule: readonly [number, number, number, number] }
  | { readonly picture: readonly [number, number, number, number] }

/** Marks lie in points from the top left of an upright A4 page; `rotate` is what the page itself says. */
export type PdfPage = { readonly marks: readonly Mark[]; readonly rotate?: number }

const width = 595
const height = 842

const hex = (text: string): string =>
  [...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('')

/** How wide a text is: half a place for ASCII, a whole one for everything else. */
export const widthOf = (text: string, size = 10): number =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 128 ? 0.5 : 1) * size, 0)

const written = (mark: Mark): string => {
  if ('rule' in mark) {
    const [x0, y0, x1, y1] = mark.rule
    return `${x0} ${height - y0} m ${x1} ${height - y1} l S`
  }
  if ('picture' in mark) {
    const [x, y, w, h] = mark.picture
    return `q ${w} 0 0 ${h} ${x} ${height - y - h} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u0080 EI Q`
  }
  const size = mark.size ?? 10
  const angle = ((mark.turned ?? 0) * Math.PI) / 180
  const [c, s] = [Math.cos(angle), Math.sin(angle)].map((n) => n.toFixed(5))
  return `BT /F ${size} Tf ${c} ${s} ${-Number(s)} ${c} ${mark.x} ${height - mark.y} Tm <${hex(mark.text)}> Tj ET`
}

/** The bytes of a PDF of these pages. */
export const writePdf = (pages: readonly PdfPage[]): Uint8Array => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 [500] 2 95 500 814 908 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...pages.flatMap(({ marks, rotate }, i) => {
      const content = marks.map(written).join('\n')
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate ?? 0} /Contents ${7 + 2 * i} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Uint8Array.from(file, (character) => character.charCodeAt(0))
}

export type Column = { readonly x: number; readonly width: number; readonly align?: 'left' | 'middle' | 'right' }

/** A row of cells (each a list of lines) at `y`: set at the top, or in the middle of the highest; `pitch` between lines. */
export const rowMarks = (
  cells: readonly (readonly string[])[],
  columns: readonly Column[],
  y: number,
  pitch: number,
  set: 'top' | 'middle' = 'middle',
): Mark[] => {
  const most = Math.max(...cells.map((lines) => lines.length))
  return cells.flatMap((lines, c) => {
    const { x, width, align } = columns[c]!
    const down = set === 'top' ? 0 : ((most - lines.length) / 2) * pitch
    return lines.map((text, i): Mark => {
      const room = width - widthOf(text)
      const shift = align === 'right' ? room : align === 'middle' ? room / 2 : 0
      return { text, x: x + shift, y: y + down + i * pitch }
    })
  })
}
