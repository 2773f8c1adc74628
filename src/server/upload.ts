/** The one file of a form, with the form's other fields. */
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { HttpFault } from './fault.ts'

export type Upload = {
  readonly bytes: Uint8Array
  readonly name: string
  /** Text fields that stand before the file in the form. */
  readonly fields: Readonly<Record<string, string>>
}

const textFields = ({ fields }: MultipartFile): Record<string, string> => {
  const texts: Record<string, string> = {}
  for (const [name, part] of Object.entries(fields))
    if (part && !Array.isArray(part) && part.type === 'field' && typeof part.value === 'string')
      texts[name] = part.value
  return texts
}

/**
 * A file of up to `most` bytes, else of what every form may bring. Throws 415 for what is no form, 400 for a form without a
 * file or one that breaks off, 413 for too large a file.
 */
export const uploadOf = async (request: FastifyRequest, most?: number): Promise<Upload> => {
  if (!request.isMultipart()) throw new HttpFault(415, 'no-file', '请以表单上传文件', 'Upload the file in a form')
  try {
    const file = await request.file(most === undefined ? {} : { limits: { fileSize: most } })
    if (!file) throw new HttpFault(400, 'no-file', '没有收到文件', 'No file was received')
    return { bytes: await file.toBuffer(), name: file.filename, fields: textFields(file) }
  } catch (cause) {
    if (cause instanceof HttpFault || (cause as { statusCode?: number }).statusCode === 413) throw cause
    throw new HttpFault(400, 'broken-form', '上传的表单不完整', 'The uploaded form is broken off')
  }
}
