import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { fill, pagePolicy } from '#templates/engine.ts'
import { pagesOf, type Documents, type Page } from './pages.ts'

/** A page could not be rendered. */
export class RenderFailed extends Error {
  override name = 'RenderFailed'
}

const encoder = new TextEncoder()

/**
 * A page as HTML.
 * @throws {RenderFailed} naming the page.
 */
export function renderPage({ path, template, view }: Page): string {
  try {
    return `${fill(template, { ...view, csp: pagePolicy }).trim()}\n`
  } catch (error) {
    throw new RenderFailed(`The page ${path} could not be rendered: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/**
 * The pages of a snapshot as files of a release.
 * @param code hash of the code that renders them: other code gives other bytes.
 * @param timeZone zone in which a day of the site begins.
 */
export function htmlFiles(
  snapshot: Snapshot,
  documents: Documents,
  code: string,
  timeZone = 'UTC',
): OutputFile[] {
  return pagesOf(snapshot, documents, timeZone).map((page) => ({
    path: fileOf(page.path),
    inputs: hashOf({ code, template: page.template, view: page.view }),
    make: () => encoder.encode(renderPage(page)),
  }))
}
