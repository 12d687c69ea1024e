import type { CollectionSlug, Where } from 'payload'
import type * as stored from '#payload-types'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Contact } from '#domain/content/contacts.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import type { Entry, InstrumentRef, SourceRef } from '#domain/content/content.ts'
import type { Kind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { bodyContacts, instrumentPart, sourcePart, toEntry, type WorkingCopy } from './to-entry.ts'

/** Documents that are read at once: each is populated. */
const BATCH = 100

/** A working copy as it is saved now. */
export interface SavedEntry {
  id: string
  entry: Entry
  /** How its place is published, as saved. */
  guide: GuideForm | null
  revision: number
  editorNote: string | null
  /** Notes for editors on sections, by the key of the section. */
  sectionNotes: Map<string, string>
}

export interface SavedBody {
  id: string
  key: string
  name: string
  jurisdiction: string | null
  url: string | null
  contacts: Contact[]
}

export type Saved<T> = T & { id: string }

/** Ids and keys of a collection, in the order of the keys. */
export const readKeys = (
  req: StoreRequest,
  collection: CollectionSlug,
): Promise<{ id: string; key: string }[]> =>
  findRows(req, collection, (row) => ({ id: row.id, key: row.textOrNull('key') ?? '' }), {}, 'key', {
    select: { key: true },
  })

/** Populated documents, in the order of their keys. */
async function populated<T>(
  req: StoreRequest,
  collection: CollectionSlug,
  depth: number,
  wanted: (key: string) => boolean,
): Promise<T[]> {
  const ids = (await readKeys(req, collection)).filter(({ key }) => wanted(key)).map(({ id }) => id)
  const found: T[] = []
  for (let start = 0; start < ids.length; start += BATCH) {
    const where: Where = { id: { in: ids.slice(start, start + BATCH) } }
    const { docs } = await req.payload.find({
      collection,
      where,
      depth,
      limit: 0,
      pagination: false,
      sort: 'key',
      overrideAccess: true,
      showHiddenFields: true,
      req: req,
    })
    found.push(...(docs as unknown[] as T[]))
  }
  return found
}

const noteOf = (text: string | null | undefined): string | null => textOf(text).trim() || null

/** The working copies of a kind. */
export async function readSavedEntries(
  req: StoreRequest,
  kind: Kind,
  wanted: (key: string) => boolean,
): Promise<SavedEntry[]> {
  const docs = await populated<WorkingCopy>(req, COLLECTION_OF[kind], 2, wanted)
  return docs.map((doc) => ({
    id: String(doc.id),
    ...toEntry(kind, doc),
    editorNote: noteOf(doc.editorNote),
    sectionNotes: new Map(
      ('sections' in doc ? (doc.sections ?? []) : []).flatMap(({ key, editorNote }) =>
        noteOf(editorNote) ? [[key ?? '', noteOf(editorNote) ?? '']] : [],
      ),
    ),
  }))
}

const all = (): boolean => true

export async function readSavedBodies(req: StoreRequest): Promise<SavedBody[]> {
  const docs = await populated<stored.Body>(req, 'bodies', 1, all)
  return docs.map((doc) => ({
    id: String(doc.id),
    key: doc.key ?? '',
    name: doc.name,
    jurisdiction: typeof doc.jurisdiction === 'object' ? (doc.jurisdiction?.key ?? null) : null,
    url: noteOf(doc.url),
    contacts: bodyContacts(doc),
  }))
}

export async function readSavedInstruments(req: StoreRequest): Promise<Saved<InstrumentRef>[]> {
  const docs = await populated<stored.Instrument>(req, 'instruments', 1, all)
  return docs.map((doc) => ({ id: String(doc.id), ...instrumentPart(doc) }))
}

export async function readSavedSources(req: StoreRequest): Promise<Saved<SourceRef>[]> {
  const docs = await populated<stored.Source>(req, 'sources', 0, all)
  return docs.map((doc) => ({ id: String(doc.id), ...sourcePart(doc) }))
}
