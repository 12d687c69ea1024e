import type { Snapshot } from '#domain/publish/snapshot.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { plain } from './staff.ts'

interface Preview {
  snapshot: Snapshot
  /** Path of the page in the site. */
  path: string
  /** Address prefix of the previewed site, for its internal links. */
  prefix: string
  /** What the reader of the preview must know: our own text, inserted as HTML unescaped. */
  notice: string
  timeZone: string
}

/** One page of an unpublished site as readers would see it, with a notice that it is a preview. */
export function previewPage({ snapshot, path, prefix, notice, timeZone }: Preview): Response {
  const page = pagesOf(snapshot, new Map(), timeZone).find((each) => each.path === path)
  if (!page)
    return plain(404, `There is no page ${path} in this preview. Its guide may not be published yet.`)
  const html = renderPage(page)
    .replaceAll(/\shref="\/(?!\/|subscribe\b|favicon\.ico)/g, ` href="${prefix}/`)
    .replace('</header>', () => `</header><aside class="sample" aria-label="Preview">${notice}</aside>`)
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
}

/** The page's path in the site, from the last segments of the preview's address. */
export const pathIn = (parts: readonly string[] | undefined): string => {
  const path = (parts ?? []).map((part) => encodeURIComponent(part)).join('/')
  if (path === '') return '/'
  return /\.\w+$/.test(path) ? `/${path}` : `/${path}/`
}
