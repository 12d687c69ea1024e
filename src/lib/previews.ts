import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folder of previews of unpublished entries, kept for a day, for staff only. */
export const previewFolder = (dataDir: string): string => join(dataDir, 'previews')

/** The file of a preview, by the key of the work that made it. */
export const previewFile = (dataDir: string, key: string): string =>
  join(previewFolder(dataDir), `${key.replace(/[^a-z0-9-]/g, '-')}.pdf`)

/** Reads a preview; null if it no longer exists. */
export async function readPreview(dataDir: string, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(previewFile(dataDir, key)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
