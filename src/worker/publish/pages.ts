import type { OutputFile } from '#domain/publish/outputs.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'

interface Rendering {
  timeZone: string
  /** Public URL of the site: feeds use absolute URLs. */
  publicUrl: string
  /** Hash of the rendering code. */
  code: string
}

/**
 * Every file of a site except the PDFs, which are printed first because pages state their length and size.
 * @param documents facts about the PDFs, by URL.
 */
export const pageFiles = (
  snapshot: Snapshot,
  documents: Parameters<typeof htmlFiles>[1],
  { timeZone, publicUrl, code }: Rendering,
): OutputFile[] => [
  ...htmlFiles(snapshot, documents, code, timeZone),
  ...feedFiles(snapshot, { publicUrl, timeZone, code }),
  ...formFiles(snapshot, { publicUrl, code }),
]
