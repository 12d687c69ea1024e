import { slicesOf } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { guidePages } from './guide-pages.ts'
import type { Documents, Page, PlannedPage } from './page.ts'
import { sitePages } from './site-pages.ts'

/**
 * Every page of a snapshot, to be built.
 * @param timeZone time zone of the site's days: changes are listed by day.
 */
export function plannedPages(snapshot: Snapshot, documents: Documents, timeZone = 'UTC'): PlannedPage[] {
  const slices = [...slicesOf(snapshot)]
  return [
    ...sitePages(
      snapshot,
      timeZone,
      slices.map(({ inputs }) => inputs),
    ),
    ...slices.flatMap((slice) => guidePages(slice, documents, timeZone)),
  ]
}

/** Every page of a snapshot. */
export const pagesOf = (snapshot: Snapshot, documents: Documents, timeZone = 'UTC'): Page[] =>
  plannedPages(snapshot, documents, timeZone).map((page) => page.build())
