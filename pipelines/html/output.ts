import { sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { copyPolicy, fill, pagePolicy, searchPolicy, versionPolicy } from '#templates/engine.ts'
import { headOf } from './head.ts'
import type { Documents, Page, PlannedPage } from './page.ts'
import { plannedPages } from './pages.ts'

/** A page failed to render. */
export class RenderFailed extends Error {
  override name = 'RenderFailed'
}

/** Pages with another policy than the rest: words to say can be copied where there are offences. */
const POLICIES: Readonly<Record<string, string>> = {
  'pages/guide': copyPolicy,
  'pages/section': copyPolicy,
  'pages/search': searchPolicy,
  'pages/version': versionPolicy,
}

const encoder = new TextEncoder()

/**
 * A page as HTML.
 * @param publicUrl address of the site: the page names its own, unless nobody has said what it is.
 * @throws {RenderFailed} naming the page.
 */
export function renderPage({ path, template, view, modified = null }: Page, publicUrl?: string): string {
  try {
    const csp = POLICIES[template] ?? pagePolicy
    const head = headOf({ path, template, view, modified }, publicUrl)
    return `${fill(template, { ...view, ...head, csp }).trim()}\n`
  } catch (error) {
    throw new RenderFailed(`The page ${path} could not be rendered: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

interface Rendering {
  /** Hash of the rendering code: other code gives other bytes. */
  code: string
  publicUrl?: string
  timeZone?: string
}

/** A page as it is built; a view that cannot be built is named like one that cannot be rendered. */
function built(page: PlannedPage): Page {
  try {
    return page.build()
  } catch (error) {
    throw new RenderFailed(`The page ${page.path} could not be rendered: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Pages as release files. */
export const filesOfPages = (
  pages: readonly PlannedPage[],
  { code, publicUrl, timeZone }: Rendering,
): OutputFile[] =>
  pages.map((page) => ({
    path: fileOf(page.path),
    inputs: sha256([code, page.path, publicUrl, timeZone, page.inputs].join('\n')),
    make: () => encoder.encode(renderPage(built(page), publicUrl)),
  }))

/**
 * The pages of a snapshot as release files.
 * @param timeZone time zone of the site's days.
 */
export const htmlFiles = (
  snapshot: Snapshot,
  documents: Documents,
  code: string,
  timeZone = 'UTC',
): OutputFile[] => filesOfPages(plannedPages(snapshot, documents, timeZone), { code, timeZone })
