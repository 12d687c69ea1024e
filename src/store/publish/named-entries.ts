import type { Where } from 'payload'
import { thawEntry } from '#domain/content/editions.ts'
import { isKind, parseEntryKey, type Kind } from '#domain/keys.ts'
import { entryTitle } from '#domain/publish/changes.ts'
import { readEditions } from '../desk/editions.ts'
import { readJurisdictions } from '../desk/jurisdictions.ts'
import { isKeyWithReaders } from '#domain/publish/with-readers.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readWithReaders } from './with-readers.ts'

/** A live entry, by what readers call it. */
export interface NamedEntry {
  key: string
  kind: Kind
  title: string
}

/** The live entries that readers have, of those that meet any of these conditions, in the order of their keys. */
export async function readNamedEntries(req: StoreRequest, wanted: readonly Where[]): Promise<NamedEntry[]> {
  if (wanted.length === 0) return []
  const has = await readWithReaders(req)
  const heads = await findRows(
    req,
    'heads',
    (row) => ({ entry: row.sealed('entry'), hash: row.sealed('liveHash') }),
    { and: [{ liveHash: { greater_than: '' } }, { or: [...wanted] }] },
    'entry',
    { select: { entry: true, liveHash: true } },
  )
  const hashes = heads.flatMap(({ entry, hash }) => (isKeyWithReaders(entry, has) ? hash : []))
  const [editions, places] = await Promise.all([readEditions(req, hashes), readJurisdictions(req)])
  const names = new Map(places.map(({ key, inSentence }) => [key, inSentence]))
  return hashes.flatMap((hash): NamedEntry[] => {
    const edition = editions.get(hash)
    const kind = edition && parseEntryKey(edition.entry)?.kind
    if (!edition || !kind || !isKind(kind)) return []
    const found = thawEntry(edition)
    const place = found.jurisdiction === null ? null : (names.get(found.jurisdiction) ?? null)
    return [{ key: edition.entry, kind, title: entryTitle(found, place) }]
  })
}
