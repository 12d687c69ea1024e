import type { OutputFile } from '#domain/publish/outputs.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { crawlFiles } from '#pipelines/crawl/output.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { formerPage } from '#pipelines/html/former-page.ts'
import { filesOfPages } from '#pipelines/html/output.ts'
import type { Documents } from '#pipelines/html/page.ts'
import { pagesOf } from '#pipelines/html/pages.ts'

interface Rendering {
  timeZone: string
  /** Public URL of the site: feeds, the site map and canonical links use absolute URLs. */
  publicUrl: string
  /** Hash of the rendering code. */
  code: string
}

/** Pages at addresses that had one in an earlier release: each says what became of it. */
export const formerFiles = (
  snapshot: Snapshot,
  addresses: readonly string[],
  { timeZone, publicUrl, code }: Rendering,
): OutputFile[] =>
  filesOfPages(
    addresses.map((path) => formerPage(snapshot, path, timeZone)),
    { code, publicUrl },
  )

/**
 * Every file of a site except the PDFs, which are printed first because pages state their length and size.
 * @param documents facts about the PDFs, by URL.
 */
export const pageFiles = (
  snapshot: Snapshot,
  documents: Documents,
  { timeZone, publicUrl, code }: Rendering,
): OutputFile[] => {
  const pages = pagesOf(snapshot, documents, timeZone)
  return [
    ...filesOfPages(pages, { code, publicUrl }),
    ...crawlFiles(pages, { publicUrl, code }),
    ...feedFiles(snapshot, { publicUrl, timeZone, code }),
    ...formFiles(snapshot, { publicUrl, code }),
  ]
}
