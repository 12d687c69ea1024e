import { COLLECTION_OF } from '#domain/collections.ts'
import type { Citation, Entry } from '#domain/content.ts'
import { thaw } from '#domain/editions.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { sourcesOf } from '#domain/shared-parts.ts'
import { readEditions } from '../editions.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readSources } from '../sources.ts'
import { toEntry, type WorkingCopy } from '../to-entry.ts'
import { readSourceStates } from './source-states.ts'

/** An entry that rests on sources, as readers see it or as its editors have it now. */
export interface CitingEntry {
  entry: Entry
  /** Readers see it so. */
  live: boolean
  /** Of the working copy; null where it was deleted. */
  at: { collection: string; id: string; label: string } | null
  /** Ids of the sources that it rests on, each once. */
  sources: string[]
  /** Its citations, each with the id of its source. */
  citations: { source: string; citation: Citation }[]
}

async function workingCopies(
  req: StoreRequest,
): Promise<Map<string, { entry: Entry; at: NonNullable<CitingEntry['at']> }>> {
  const found = new Map<string, { entry: Entry; at: NonNullable<CitingEntry['at']> }>()
  for (const kind of KINDS) {
    const collection = COLLECTION_OF[kind]
    const { docs } = await req.payload.find({
      collection,
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

async function liveEntries(req: StoreRequest): Promise<Entry[]> {
  const heads = await findRows<{ liveHash?: string | null }>(
    req,
    'heads',
    { liveHash: { exists: true } },
    'entry',
  )
  const hashes = heads.flatMap(({ liveHash }) => liveHash ?? [])
  return [...(await readEditions(req, hashes)).values()].map(thaw)
}

/** Ids of sources by every key that they have, or had while they were watched. */
async function idsByKey(req: StoreRequest): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { source, keys } of (await readSourceStates(req)).values())
    for (const key of keys) found.set(key, source)
  for (const { id, key } of await readSources(req)) found.set(key, id)
  return found
}

/**
 * Everything that rests on a source: each entry as readers see it, and as it is worked on. What a live edition cites is
 * known by key: its source may have another address by now.
 */
export async function readCiting(req: StoreRequest): Promise<CitingEntry[]> {
  const [copies, live, ids] = [await workingCopies(req), await liveEntries(req), await idsByKey(req)]
  const citing = (entry: Entry, isLive: boolean): CitingEntry => ({
    entry,
    live: isLive,
    at: copies.get(entry.key)?.at ?? null,
    sources: [...new Set(sourcesOf(entry).flatMap(({ key }) => ids.get(key) ?? []))],
    citations: entry.citations.flatMap((citation) => {
      const source = ids.get(citation.source.key)
      return source ? [{ source, citation }] : []
    }),
  })
  return [
    ...live.map((entry) => citing(entry, true)),
    ...[...copies.values()].map(({ entry }) => citing(entry, false)),
  ].filter(({ sources }) => sources.length > 0)
}
