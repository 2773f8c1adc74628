/** PDF with text → paragraphs and tables. Sentences are joined over lines and pages; scanned pages are named as such. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Document, Message, Result } from '#document/document.ts'
import { linear } from '#document/linear.ts'
import { blocksOf, type Item, itemsOf } from '#document/pdf-flow.ts'
import { readPage } from '#document/pdf-page.ts'
import { sha256 } from '#document/sha256.ts'

/** No plan has more pages; a bomb has. */
const mostPages = 2000

const message = (severity: Message['severity'], text: string, textEn: string): Message => ({ severity, text, textEn })

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
    const scanned: number[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await readPage(await pdf.getPage(number))
      if (page.words.every((word) => word.text.trim() === '') && page.pictures > 0) scanned.push(number)
      before = itemsOf(page, number, before)
      items.push(...before)
    }
    if (scanned.length > 0)
      messages.push(
        message(
          'warning',
          `第 ${scanned.join('、')} 页是扫描图像，没有可读文字`,
          `Page ${scanned.join(', ')}: a scanned picture without text`,
        ),
      )
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
