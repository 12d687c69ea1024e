import type { Where } from 'payload'
import { thawEntry } from '#domain/content/editions.ts'
import { reportableClaims, type ReportableClaim } from '#domain/publish/reportable.ts'
import { shownAt } from '#domain/publish/reports.ts'
import { readEdition } from '../desk/editions.ts'
import { readHead } from '../desk/heads.ts'
import { readJurisdictions } from '../desk/jurisdictions.ts'
import type { StoreRequest } from '../rows.ts'
import { ofPlace } from '../of-place.ts'
import { readNamedEntries, type NamedEntry } from './named-entries.ts'

/** The live entries that a page shows, in the order of their keys. */
export async function readReportable(req: StoreRequest, page: string): Promise<NamedEntry[]> {
  const { places, entry } = shownAt(page)
  const shown = (await readJurisdictions(req)).filter(({ slug }) => places.includes(slug))
  return readNamedEntries(req, [
    ...shown.map(({ slug }) => ofPlace('entry', slug)),
    ...(entry === null ? [] : [{ entry: { equals: entry } } satisfies Where]),
  ])
}

/** The claims of an entry as readers have them now, in the order of its page. */
export async function readReportableClaims(req: StoreRequest, entry: string): Promise<ReportableClaim[]> {
  const live = (await readHead(req, entry))?.live
  const edition = live && (await readEdition(req, live.hash))
  return edition ? reportableClaims(thawEntry(edition)) : []
}
