import type { Where } from 'payload'
import { shownAt } from '#domain/publish/reports.ts'
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
