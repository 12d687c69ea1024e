import type { Where } from 'payload'
import { thawEntry } from '#domain/content/editions.ts'
import { isKind, parseEntryKey, type Kind } from '#domain/keys.ts'
import { entryTitle } from '#domain/publish/changes.ts'
import { shownAt } from '#domain/publish/reports.ts'
import { readEditions } from '../desk/editions.ts'
import { readJurisdictions } from '../desk/jurisdictions.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** A live entry, by what readers call it. */
export interface Reportable {
  key: string
  kind: Kind
  title: string
}

/** Entries whose key begins with a place. The character after “/” is “0”. */
const ofPlace = (slug: string): Where => ({
  and: [{ entry: { greater_than: `${slug}/` } }, { entry: { less_than: `${slug}0` } }],
})

/** The live entries that a page shows, in the order of their keys. */
export async function readReportable(req: StoreRequest, page: string): Promise<Reportable[]> {
  const { places, entry } = shownAt(page)
  const known = await readJurisdictions(req)
  const shown = known.filter(({ slug }) => places.includes(slug))
  const wanted: Where[] = [
    ...shown.map(({ slug }) => ofPlace(slug)),
    ...(entry === null ? [] : [{ entry: { equals: entry } }]),
  ]
  if (wanted.length === 0) return []
  const hashes = await findRows(
    req,
    'heads',
    (row) => row.sealed('liveHash'),
    { and: [{ liveHash: { greater_than: '' } }, { or: wanted }] },
    'entry',
    { select: { liveHash: true } },
  )
  const editions = await readEditions(req, hashes)
  const names = new Map(known.map(({ key, inSentence }) => [key, inSentence]))
  return hashes.flatMap((hash): Reportable[] => {
    const edition = editions.get(hash)
    const kind = edition && parseEntryKey(edition.entry)?.kind
    if (!edition || !kind || !isKind(kind)) return []
    const found = thawEntry(edition)
    const place = found.jurisdiction === null ? null : (names.get(found.jurisdiction) ?? null)
    return [{ key: edition.entry, kind, title: entryTitle(found, place) }]
  })
}
