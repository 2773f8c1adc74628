/** Writes a paper where --docx and --pdf ask for it. */
import { type Options, writeBytes } from '#cli/verb.ts'
import type { Paper } from '#report/paper.ts'

export const writePaper = async (paper: Paper, { docx, pdf }: Options): Promise<void> => {
  if (docx !== undefined) await writeBytes(docx, await (await import('#report/docx.ts')).toDocx(paper))
  if (pdf !== undefined) await writeBytes(pdf, await (await import('#report/pdf.ts')).toPdf(paper))
}
