import { READER_FORMS } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { previewOf } from '#pipelines/html/preview.ts'
import { plain } from './staff.ts'

/** Links within the site; forms of readers and the icon are nowhere else. */
const INTERNAL = new RegExp(`\\shref="/(?!/|(?:${READER_FORMS.join('|')})\\b|favicon\\.ico)`, 'g')

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
  const html = previewOf(snapshot, { path, timeZone, label: 'Preview', notice })
  if (html === null)
    return plain(404, `There is no page ${path} in this preview. Its guide may not be published yet.`)
  return new Response(html.replaceAll(INTERNAL, ` href="${prefix}/`), {
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
