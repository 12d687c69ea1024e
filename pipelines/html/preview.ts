import type { Snapshot } from '#domain/publish/snapshot.ts'
import { renderPage } from './output.ts'
import { plannedPages } from './pages.ts'

interface Preview {
  /** Path of the page in the site. */
  path: string
  timeZone: string
  /** What the notice is, for a screen reader. */
  label: string
  /** What the reader of the preview must know: our own text, inserted as HTML unescaped. */
  notice: string
}

/** One page of a snapshot as readers would see it, with a notice above it; null if the snapshot has no such page. */
export function previewOf(snapshot: Snapshot, { path, timeZone, label, notice }: Preview): string | null {
  const planned = plannedPages(snapshot, new Map(), timeZone).find((each) => each.path === path)
  if (!planned) return null
  const aside = `<aside class="sample" aria-label="${label}">${notice}</aside>`
  return renderPage(planned.build()).replace('</header>', () => `</header>${aside}`)
}
