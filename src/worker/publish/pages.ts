import type { OutputFile } from '#domain/publish/outputs.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { htmlFiles } from '#pipelines/html/output.ts'

interface Rendering {
  timeZone: string
  /** Address of the site, for what leaves it: feeds name whole addresses. */
  publicUrl: string
  /** Hash of the code that renders. */
  code: string
}

/**
 * Everything of a site beside its PDFs, which are printed first: pages say how long and how large they are.
 * @param documents facts of the PDFs by their addresses.
 */
export const pageFiles = (
  snapshot: Snapshot,
  documents: Parameters<typeof htmlFiles>[1],
  { timeZone, publicUrl, code }: Rendering,
): OutputFile[] => [
  ...htmlFiles(snapshot, documents, code, timeZone),
  ...feedFiles(snapshot, { publicUrl, timeZone, code }),
]
