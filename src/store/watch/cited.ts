import type { Where } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Citation, Entry } from '#domain/content/content.ts'
import { thawEntry, type Edition } from '#domain/content/editions.ts'
import { isStructureKind, KINDS, type Kind } from '#domain/keys.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { readEditions } from '../desk/editions.ts'
import { readHeadsEditedSinceLive } from '../desk/heads.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readSources } from '../content/sources.ts'
import { toEntry, type WorkingCopy } from '../content/to-entry.ts'
import { findWorkingCopies } from '../desk/working-copies.ts'
import { readSourceStates } from './source-states.ts'

/** An entry that cites sources, in its live or draft version. */
export interface CitingEntry {
  entry: Entry
  /** Whether this is the version readers see. */
  live: boolean
  /** Location of the working copy; null if it was deleted. */
  at: { collection: string; id: string; label: string } | null
  /** Ids of the sources it depends on, each once. */
  sources: string[]
  /** Its citations, each with the id of its source. */
  citations: { source: string; citation: Citation }[]
}

/** Sources asked for: their ids, and all their keys. */
interface CitingQuery {
  ids: readonly string[]
  keys: readonly string[]
}

type Copy = { entry: Entry; at: NonNullable<CitingEntry['at']> }

const citing = (kind: Kind, { ids }: CitingQuery): Where => ({
  or: [
    { 'citations.source': { in: [...ids] } },
    ...(kind === 'offence' ? [{ officialSource: { in: [...ids] } }] : []),
  ],
})

async function workingCopies(req: StoreRequest, query: CitingQuery | null): Promise<Map<string, Copy>> {
  const found = new Map<string, Copy>()
  for (const kind of KINDS) {
    const collection = COLLECTION_OF[kind]
    const { docs } = await req.payload.find({
      collection,
      where: query ? citing(kind, query) : {},
      depth: 1,
      limit: 0,
      pagination: false,
      overrideAccess: true,
      showHiddenFields: true,
      req: req,
    })
    for (const doc of docs as WorkingCopy[]) {
      const { entry } = toEntry<Kind>(kind, doc)
      found.set(entry.key, { entry, at: { collection, id: String(doc.id), label: doc.label ?? entry.key } })
    }
  }
  return found
}

const liveHashOf = (row: Row): string | null => row.sealedOrNull('liveHash')

const BATCH = 200

/** Hashes of the live editions of entries; of all if none are named. */
async function liveHashes(req: StoreRequest, entries: readonly string[] | null): Promise<string[]> {
  const isLive: Where = { liveHash: { exists: true } }
  if (!entries)
    return (await findRows(req, 'heads', liveHashOf, isLive, 'entry')).filter((hash) => hash !== null)
  const found: string[] = []
  for (let start = 0; start < entries.length; start += BATCH) {
    const where: Where = { and: [isLive, { entry: { in: entries.slice(start, start + BATCH) } }] }
    found.push(...(await findRows(req, 'heads', liveHashOf, where, 'entry')).filter((hash) => hash !== null))
  }
  return found
}

/** The entries among editions: structure cites nothing. */
const entriesIn = (editions: ReadonlyMap<string, Edition>): Entry[] =>
  [...editions.values()].flatMap((edition) => (isStructureKind(edition.kind) ? [] : [thawEntry(edition)]))

async function liveEntries(
  req: StoreRequest,
  copies: ReadonlyMap<string, Copy>,
  query: CitingQuery | null,
): Promise<Entry[]> {
  if (!query) return entriesIn(await readEditions(req, await liveHashes(req, null)))
  const found = await readEditions(req, await liveHashes(req, [...copies.keys()]))
  // A working copy edited since going live may no longer cite the source, while readers still see the citation.
  const edited = (await readHeadsEditedSinceLive(req)).flatMap(({ live, entry }) =>
    live && !copies.has(entry) ? [live.hash] : [],
  )
  for (const key of query.keys)
    for (const [hash, edition] of await readEditions(req, edited, key)) found.set(hash, edition)
  return entriesIn(found)
}

/** Ids of sources by every key they have or had while being watched. */
async function idsByKey(req: StoreRequest, sources?: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { source, keys } of (await readSourceStates(req, sources)).values())
    for (const key of keys) found.set(key, source)
  for (const { id, key } of await readSources(req, sources)) found.set(key, id)
  return found
}

/**
 * Entries that depend on sources, both live and draft. A live edition cites by key, as its source may have another
 * URL by now.
 * @param which ids of the sources; all if absent.
 */
export async function readCiting(req: StoreRequest, which?: readonly string[]): Promise<CitingEntry[]> {
  const ids = await idsByKey(req, which)
  const query = which ? { ids: which, keys: [...ids.keys()] } : null
  const copies = await workingCopies(req, query)
  const live = await liveEntries(req, copies, query)
  const places = query
    ? await findWorkingCopies(
        req,
        live.flatMap(({ key }) => (copies.has(key) ? [] : [key])),
      )
    : null
  const form = (entry: Entry, isLive: boolean): CitingEntry => ({
    entry,
    live: isLive,
    at: copies.get(entry.key)?.at ?? places?.get(entry.key) ?? null,
    sources: [...new Set(sourcesOf(entry).flatMap(({ key }) => ids.get(key) ?? []))],
    citations: entry.citations.flatMap((citation) => {
      const source = ids.get(citation.source.key)
      return source ? [{ source, citation }] : []
    }),
  })
  return [
    ...live.map((entry) => form(entry, true)),
    ...[...copies.values()].map(({ entry }) => form(entry, false)),
  ].filter(({ sources }) => sources.length > 0)
}
