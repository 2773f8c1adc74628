/** JSON from bytes in whatever encoding a person's editor wrote; where it breaks off is told by line and column. */
import { decode } from '#document/encoding.ts'
import { type ExchangeResult, error } from './message.ts'

/** Where the parser stopped: V8 names the offset, or that the end came too early, or only shows what stood there. */
const stopped = (text: string, message: string): number | null => {
  const offset = /position (\d+)/.exec(message)?.[1]
  if (offset !== undefined) return Number(offset)
  if (/end of JSON/.test(message)) return text.length
  const token = /^Unexpected token '(.+?)', /su.exec(message)?.[1]
  const around = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/su.exec(message)?.[1]
  const at = around === undefined ? -1 : text.indexOf(around)
  return token === undefined || at < 0 ? null : text.indexOf(token, at)
}

/** `value` is undefined, with one error, where the bytes are no JSON. */
export const parseJson = (bytes: Uint8Array): ExchangeResult<unknown> => {
  const fail = (zh: string, en: string): ExchangeResult<undefined> => ({
    value: undefined,
    messages: [error(`不是有效的 JSON：${zh}`, `not valid JSON: ${en}`)],
  })
  const text = decode(bytes).text.replace(/^\uFEFF/, '')
  if (text.trim() === '') return fail('文件是空的', 'the file is empty')
  try {
    return { value: JSON.parse(text), messages: [] }
  } catch (fault) {
    const at = stopped(text, (fault as Error).message)
    if (at === null) return fail('内容不合语法', 'its syntax is wrong')
    if (at >= text.length) return fail('内容不完整，中途结束', 'it breaks off before its end')
    const lines = text.slice(0, at).split('\n')
    const [row, column] = [lines.length, lines.at(-1)!.length + 1]
    return fail(`第 ${row} 行第 ${column} 个字符处不合语法`, `its syntax is wrong at line ${row}, column ${column}`)
  }
}
