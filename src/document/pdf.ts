/** PDF with text → paragraphs and tables. Sentences are joined over lines and pages; scanned pages are named as such. */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Document, Message, Result } from '#document/document.ts'
import { linear } from '#document/linear.ts'
import { blocksOf, type Item, itemsOf } from '#document/pdf-flow.ts'
import { type Page, readPage } from '#document/pdf-page.ts'
import { sha256 } from '#document/sha256.ts'

/** No plan has more pages; a bomb has. */
const mostPages = 2000

const message = (severity: Message['severity'], text: string, textEn: string): Message => ({ severity, text, textEn })

/** What keeps a page from being read, or a part of it. */
type Trouble = 'scanned' | 'drawn' | 'garbled' | 'damaged' | 'askew'

/** Fewer characters than this on a page that is a picture are a page number or a stamp. */
const fewCharacters = 40

const troubleOf = (page: Page): Trouble | null => {
  const text = page.words.map((word) => word.text.replace(/\s/g, '')).join('')
  if (text.length < fewCharacters && page.pictured > (text === '' ? 0.1 : 0.5)) return 'scanned'
  if (text === '' && page.paths > 300) return 'drawn'
  // A font that does not say which characters its glyphs are.
  const unknown = text.match(/[\p{Cc}\p{Co}\ufffd]/gu)?.length ?? 0
  if (unknown > 0.3 * text.length) return 'garbled'
  return page.askew > 0 ? 'askew' : null
}

/** A page, or null where the file is damaged there. */
const pageOf = async (pdf: PDFDocumentProxy, number: number): Promise<Page | null> => {
  try {
    const proxy = await pdf.getPage(number)
    const page = await readPage(proxy)
    proxy.cleanup()
    return page
  } catch {
    return null
  }
}

const pageList = (pages: readonly number[], glue: string): string =>
  pages.length > 20 ? `${pages.slice(0, 20).join(glue)}${glue}…` : pages.join(glue)

const told = (trouble: Trouble, pages: readonly number[]): Message => {
  const [zh, en] = [pageList(pages, '、'), pageList(pages, ', ')]
  switch (trouble) {
    case 'scanned':
      return message(
        'warning',
        `第 ${zh} 页是扫描图像，没有可读文字，请提供文字版`,
        `Page ${en}: a scanned picture without text; a version with text is needed`,
      )
    case 'drawn':
      return message(
        'warning',
        `第 ${zh} 页的文字已转为图形，读不出来`,
        `Page ${en}: the words are drawn as outlines and cannot be read`,
      )
    case 'garbled':
      return message(
        'warning',
        `第 ${zh} 页的字体没有编码表，文字读不出来`,
        `Page ${en}: the fonts do not say which characters they show; the text cannot be read`,
      )
    case 'damaged':
      return message('warning', `第 ${zh} 页已损坏，没有读`, `Page ${en}: damaged and not read`)
    case 'askew':
      return message(
        'info',
        `第 ${zh} 页有斜排文字（如水印），没有读`,
        `Page ${en}: text that lies askew, as watermarks do, is left out`,
      )
  }
}

/** Where pdf.js finds the character maps of Chinese fonts; absent in a browser bundle, where plans are not read. */
const characterMaps = (): string => new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')).href

export const readPdf = async (bytes: Uint8Array, file: string): Promise<Result<Document | null>> => {
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: characterMaps().replace(/^file:\/\//, ''),
    cMapPacked: true,
    isEvalSupported: false,
    verbosity: 0,
    stopAtErrors: false,
  })
  const messages: Message[] = []
  try {
    const pdf = await task.promise
    if (pdf.numPages > mostPages)
      return {
        value: null,
        messages: [
          message(
            'error',
            `“${file}”有 ${pdf.numPages} 页，超过上限 ${mostPages} 页`,
            `“${file}” has ${pdf.numPages} pages, more than ${mostPages}`,
          ),
        ],
      }
    const items: Item[] = []
    let before: readonly Item[] = []
    const troubles = new Map<Trouble, number[]>()
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pageOf(pdf, number)
      const trouble = page ? troubleOf(page) : 'damaged'
      if (trouble) troubles.set(trouble, [...(troubles.get(trouble) ?? []), number])
      before = page && trouble !== 'garbled' ? itemsOf(page, number, before) : []
      items.push(...before)
    }
    for (const [trouble, pages] of troubles) messages.push(told(trouble, pages))
    const out = linear()
    const blocks = blocksOf(items, pdf.numPages, out)
    if (blocks.length === 0)
      return {
        value: null,
        messages: [
          ...messages,
          message('error', `“${file}”没有可读的文字，可能是扫描件`, `“${file}” has no readable text; it may be a scan`),
        ],
      }
    return { value: { file, sha256: await sha256(bytes), format: 'pdf', text: out.text(), blocks }, messages }
  } catch (error) {
    const why = (error as Error).message
    return {
      value: null,
      messages: [
        ...messages,
        message(
          'error',
          `PDF“${file}”已损坏或受密码保护，无法读取（${why}）`,
          `The PDF “${file}” is damaged or protected (${why})`,
        ),
      ],
    }
  } finally {
    await task.destroy()
  }
}
