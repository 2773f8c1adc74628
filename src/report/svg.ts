/** A drawing as SVG, and that as a PNG picture for readers that show no SVG. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Drawing, type Mark, type Point, rounded, type Stroke } from '#report/drawing.ts'
import { fontFile } from '#report/font.ts'

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const path = (points: readonly Point[], closed: boolean): string =>
  `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}${closed ? 'Z' : ''}`

const stroked = (stroke: Stroke | undefined): string =>
  stroke
    ? ` stroke="${stroke.color}" stroke-width="${stroke.width}" stroke-linejoin="round"${stroke.dash ? ` stroke-dasharray="${stroke.dash.join(' ')}"` : ''}`
    : ''

const family = "'Noto Serif SC', SimSun, serif"

const element = (mark: Mark): string => {
  switch (mark.kind) {
    case 'area': {
      const fill = mark.fill ? ` fill="${mark.fill}" fill-opacity="${mark.opacity ?? 1}"` : ' fill="none"'
      return `<path fill-rule="evenodd" d="${mark.rings.map((ring) => path(ring, true)).join('')}"${fill}${stroked(mark.stroke)}/>`
    }
    case 'lines':
      return `<path fill="none" d="${mark.lines.map((line) => path(line, false)).join('')}"${stroked(mark.stroke)}/>`
    case 'dot':
      return `<circle cx="${rounded(mark.at[0])}" cy="${rounded(mark.at[1])}" r="${mark.radius}" fill="${mark.fill}"/>`
    case 'label': {
      const at = `x="${rounded(mark.at[0])}" y="${rounded(mark.at[1])}" font-size="${mark.size}"`
      const how = `${mark.anchor ? ` text-anchor="${mark.anchor}"` : ''}${mark.bold ? ' font-weight="700"' : ''}`
      const words = `${at}${how} font-family="${family}"`
      // Two texts and no paint-order: word processors do not know it.
      const halo = mark.halo
        ? `<text ${words} fill="#ffffff" stroke="#ffffff" stroke-width="2.4" stroke-linejoin="round">${escaped(mark.words)}</text>`
        : ''
      return `${halo}<text ${words} fill="${mark.color ?? '#000000'}">${escaped(mark.words)}</text>`
    }
  }
}

export const svgOf = ({ width, height, marks, says }: Drawing): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${rounded(height)}pt" viewBox="0 0 ${width} ${rounded(height)}">`,
    `<title>${escaped(says)}</title>`,
    `<rect width="${width}" height="${rounded(height)}" fill="#ffffff"/>`,
    ...marks.map(element),
    '</svg>',
  ].join('\n')

let renderer: Promise<typeof import('@resvg/resvg-wasm')> | null = null

const loadRenderer = async (): Promise<typeof import('@resvg/resvg-wasm')> => {
  const resvg = await import('@resvg/resvg-wasm')
  await resvg.initWasm(await readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
  return resvg
}

/** Pixels a point: about 220 to the inch, what an office prints. */
const pixels = 3

/** The picture as PNG bytes. */
export const pngOf = async (drawing: Drawing): Promise<Uint8Array> => {
  renderer ??= loadRenderer()
  const { Resvg } = await renderer
  const fontBuffers = await Promise.all([readFile(fontFile('regular')), readFile(fontFile('bold'))])
  const picture = new Resvg(svgOf(drawing), {
    fitTo: { mode: 'width', value: Math.round(drawing.width * pixels) },
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Noto Serif SC' },
  })
  const rendered = picture.render()
  const png = rendered.asPng()
  rendered.free()
  picture.free()
  return png
}
