import { join } from 'node:path'

/** Where previews of what is not published are kept for a day, for the staff alone. */
export const previewFolder = (dataDir: string): string => join(dataDir, 'previews')

/** The file of a preview, by the key of the work that made it. */
export const previewFile = (dataDir: string, key: string): string =>
  join(previewFolder(dataDir), `${key.replace(/[^a-z0-9-]/g, '-')}.pdf`)
