import type { Snapshot } from '#domain/publish/snapshot.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { plain } from './staff.ts'

interface Preview {
  snapshot: Snapshot
  /** Path of the page in the site. */
  path: string
  /** Address under which the previewed site stands: its links lead to itself. */
  prefix: string
  /** What the reader of the preview must know: words of ours, which stand in HTML as they are. */
  notice: string
  timeZone: string
}

/** One page of a site that is not published, as readers would see it, with a notice that it is a preview. */
export function previewPage({ snapshot, path, prefix, notice, timeZone }: Preview): Response {
  const page = pagesOf(snapshot, new Map(), timeZone).find((each) => each.path === path)
  if (!page)
    return plain(404, `There is no page ${path} in this preview. Its guide may not be published yet.`)
  const html = renderPage(page)
    .replaceAll(/\shref="\/(?!\/|subscribe\b)/g, ` href="${prefix}/`)
    .replace('</header>', () => `</header><aside class="sample" aria-label="Preview">${notice}</aside>`)
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
}

/** The path of a page in the site, from the last parts of the address of its preview. */
export const pathIn = (parts: readonly string[] | undefined): string => {
  const path = (parts ?? []).map((part) => encodeURIComponent(part)).join('/')
  if (path === '') return '/'
  return /\.\w+$/.test(path) ? `/${path}` : `/${path}/`
}
