import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { copyPolicy, fill, pagePolicy } from '#templates/engine.ts'
import { pagesOf, type Documents, type Page } from './pages.ts'

/** A page failed to render. */
export class RenderFailed extends Error {
  override name = 'RenderFailed'
}

/** Pages with offences: their words to say can be copied. */
const COPIED: readonly string[] = ['pages/guide', 'pages/section']

const encoder = new TextEncoder()

/**
 * A page as HTML.
 * @throws {RenderFailed} naming the page.
 */
export function renderPage({ path, template, view }: Page): string {
  try {
    const csp = COPIED.includes(template) ? copyPolicy : pagePolicy
    return `${fill(template, { ...view, csp }).trim()}\n`
  } catch (error) {
    throw new RenderFailed(`The page ${path} could not be rendered: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/**
 * The pages of a snapshot as release files.
 * @param code hash of the rendering code: other code gives other bytes.
 * @param timeZone time zone of the site's days.
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
