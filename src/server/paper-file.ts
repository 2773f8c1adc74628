/** Papers as answers: a file, or word that there is none just now. */
import type { Paper } from '#report/paper.ts'
import { type PrintJob, printed } from '#report/print.ts'
import { HttpFault } from './fault.ts'

/** The bytes of a paper's file; 503 where too many wait for one or this one takes too long. */
export const paperFile = async (form: PrintJob['form'], paper: Paper): Promise<Buffer> => {
  const bytes = await printed(form, paper)
  if (bytes === 'busy')
    throw new HttpFault(503, 'busy', '等待生成的文件过多，请稍后再试', 'Too many files are waited for; try again later')
  if (bytes === 'late')
    throw new HttpFault(503, 'late', '生成文件用时过长，已停止', 'Writing the file took too long and was stopped')
  return Buffer.from(bytes)
}
