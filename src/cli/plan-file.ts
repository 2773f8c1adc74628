/** Reads a plan file from disk; its messages go to standard error. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Options, Unusable } from '#cli/verb.ts'
import type { Message } from '#document/document.ts'
import { readDocument } from '#document/read.ts'
import { compile } from '#plan/compile.ts'
import type { Plan } from '#plan/plan.ts'

export const readBytes = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code
    throw new Unusable(
      why === 'ENOENT' ? `没有这个文件 / no such file: ${file}` : `不能读取 / cannot read ${file}: ${why}`,
    )
  }
}

const line = (message: Message, file: string, lang: 'zh' | 'en'): string =>
  `${file}${message.at ? `:${message.at.line}` : ''}: ${lang === 'en' ? message.textEn : message.text}\n`

export const readPlan = async (file: string, options: Options): Promise<Plan> => {
  const { value, messages } = await readDocument(await readBytes(file), basename(file))
  if (!value) throw new Unusable(messages.map((message) => line(message, file, options.lang).trim()).join('\n'))
  const compiled = compile(value)
  const plan = { ...compiled, messages: [...messages, ...compiled.messages] }
  for (const message of plan.messages) process.stderr.write(line(message, file, options.lang))
  return plan
}
