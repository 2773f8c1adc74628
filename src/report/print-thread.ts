/** The thread of print.ts: papers in, the bytes of files out. */
import { parentPort } from 'node:worker_threads'
import type { PrintAnswer, PrintJob } from '#report/print.ts'

const write = async ({ form, paper }: PrintJob): Promise<Uint8Array> =>
  form === 'pdf' ? (await import('#report/pdf.ts')).toPdf(paper) : (await import('#report/docx.ts')).toDocx(paper)

const answer = (job: PrintJob): Promise<PrintAnswer> =>
  write(job).then(
    (bytes) => ({ bytes }),
    (fault: unknown) => ({ fault: (fault as Error).stack ?? String(fault) }),
  )

parentPort!.on('message', async (job: PrintJob) => parentPort!.postMessage(await answer(job)))
