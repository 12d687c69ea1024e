import type { Sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { slicesOf, type GuideSlice } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { crawlFiles } from '#pipelines/crawl/output.ts'
import type { MappedPage } from '#pipelines/crawl/site-map.ts'
import { guideFeedFiles, siteFeedFiles } from '#pipelines/feeds/output.ts'
import { guideFormFiles, siteFormFiles } from '#pipelines/forms/output.ts'
import { plannedFormerPage } from '#pipelines/html/former-page.ts'
import { filesOfPages, RenderFailed } from '#pipelines/html/output.ts'
import { guidePages } from '#pipelines/html/guide-pages.ts'
import type { Documents, PlannedPage } from '#pipelines/html/page.ts'
import { sitePages } from '#pipelines/html/site-pages.ts'

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
    addresses.map((path) => plannedFormerPage(snapshot, path, timeZone)),
    { code, publicUrl, timeZone },
  )

/**
 * The files of one guide, except its PDFs. None of them is built here, and none reads more than the slice.
 * @param documents facts about the PDFs, by URL.
 */
export function filesOfGuide(
  slice: GuideSlice,
  documents: Documents,
  rendering: Rendering,
): { files: OutputFile[]; pages: PlannedPage[] } {
  const pages = guidePages(slice, documents, rendering.timeZone)
  return {
    pages,
    files: [
      ...filesOfPages(pages, rendering),
      ...guideFeedFiles(slice, rendering),
      ...guideFormFiles(slice, rendering),
    ],
  }
}

/**
 * The files that belong to no guide.
 * @param slices the inputs of all guides.
 * @param pages those of all guides, for the list that search engines read.
 */
export function filesOfSite(
  snapshot: Snapshot,
  rendering: Rendering,
  slices: readonly Sha256[],
  pages: readonly MappedPage[],
): OutputFile[] {
  const own = sitePages(snapshot, rendering.timeZone, slices)
  return [
    ...filesOfPages(own, rendering),
    ...crawlFiles([...own, ...pages], rendering),
    ...siteFeedFiles(snapshot, rendering),
    ...siteFormFiles(snapshot, rendering, slices),
  ]
}

/** A file that cannot be composed fails like a page that cannot be rendered: what an entry is must not stop the others. */
const failingAsRendered = (file: OutputFile): OutputFile => ({
  ...file,
  make() {
    try {
      return file.make()
    } catch (error) {
      if (error instanceof RenderFailed) throw error
      throw new RenderFailed(`${file.path} could not be made: ${(error as Error).message}`, { cause: error })
    }
  },
})

/**
 * Every file of a site except the PDFs, which are printed first because pages state their length and size.
 * @param documents facts about the PDFs, by URL.
 */
export function pageFiles(snapshot: Snapshot, documents: Documents, rendering: Rendering): OutputFile[] {
  const slices: Sha256[] = []
  const mapped: MappedPage[] = []
  const files: OutputFile[] = []
  for (const slice of slicesOf(snapshot)) {
    const own = filesOfGuide(slice, documents, rendering)
    slices.push(slice.inputs)
    for (const { path, listed, modified } of own.pages) mapped.push({ path, listed, modified })
    files.push(...own.files)
  }
  return [...filesOfSite(snapshot, rendering, slices, mapped), ...files].map(failingAsRendered)
}
