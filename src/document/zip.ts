/** Office files are zip archives from strangers: entries are opened by name, one by one, within limits. */
import { unzipSync } from 'fflate'

/** A part larger than this is refused before it is inflated (bytes). */
const largestPart = 64 * 1024 * 1024

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

export type Parts = {
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** Why the archive cannot be opened. */
  readonly error: string | null
  /** An entry that was left out for its size. */
  readonly tooLarge: string | null
}

/** The named entries that exist. A damaged archive gives what could be read, and the error. */
export const readParts = (bytes: Uint8Array, wanted: (name: string) => boolean): Parts => {
  let tooLarge: string | null = null
  try {
    const entries = unzipSync(bytes, {
      filter: (entry) => {
        if (!wanted(entry.name)) return false
        if (entry.originalSize > largestPart) {
          tooLarge = `${entry.name}: ${entry.originalSize} > ${largestPart}`
          return false
        }
        return true
      },
    })
    return { parts: new Map(Object.entries(entries)), error: null, tooLarge }
  } catch (error) {
    return { parts: new Map(), error: (error as Error).message, tooLarge }
  }
}
