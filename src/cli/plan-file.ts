/** Reads a plan file from disk; its messages go to standard error. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Lang, type Options, reason, Unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { readableBytes } from '#exchange/office.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'

export const readBytes = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file)
  } catch (error) {
    const why = reason(error)
    throw new Unusable(`不能读取 ${file}：${why.zh}`, `cannot read ${file}: ${why.en}`)
  }
}

const line = (message: Message, file: string, lang: Lang): string =>
  `${file}${message.at ? `:${message.at.line}` : ''}: ${lang === 'en' ? message.textEn : message.text}\n`

/** A plan in any format: .doc, .wps and .rtf go through LibreOffice. Throws Unusable for what is no plan document. */
export const readPlan = async (file: string, options: Options): Promise<Plan> => {
  const bytes = await readBytes(file)
  const { value: readable, messages: converted } = await readableBytes(bytes, basename(file))
  const { value, messages: told } = readable
    ? await readDocument(readable, basename(file))
    : { value: null, messages: [] }
  const messages: Message[] = [...converted, ...told]
  if (!value) {
    const all = (lang: Lang): string => messages.map((message) => line(message, file, lang).trim()).join('\n')
    throw new Unusable(all('zh'), all('en'))
  }
  const compiled = compile(value)
  // A converted document is still the one on the disk.
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const plan = {
    ...compiled,
    source: { ...compiled.source, sha256 },
    messages: [...messages, ...compiled.messages],
  }
  for (const message of plan.messages) process.stderr.write(line(message, file, options.lang))
  return plan
}
