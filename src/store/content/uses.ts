import type { CollectionSlug, Where } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { KINDS } from '#domain/keys.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** Collections whose records others reference. */
export type SharedCollection = 'bodies' | 'instruments' | 'sources' | 'jurisdictions'

const entries = KINDS.map((kind) => COLLECTION_OF[kind])
const withContacts = ['channels', 'routes'] as const

/** References to each shared collection: collection and path of the relationship. */
const POINTERS: Record<SharedCollection, readonly (readonly [collection: CollectionSlug, path: string])[]> = {
  bodies: [
    ['channels', 'body'],
    ...withContacts.map((slug) => [slug, 'bodyContacts.body'] as const),
    ['ladders', 'steps.bodyContacts.body'],
  ],
  instruments: [
    ...entries.map((slug) => [slug, 'instruments.instrument'] as const),
    ['law-changes', 'instrument'],
  ],
  sources: [
    ...entries.map((slug) => [slug, 'citations.source'] as const),
    ['offences', 'officialSource'],
    ['law-changes', 'source'],
  ],
  jurisdictions: [
    ...entries.filter((slug) => slug !== 'essentials').map((slug) => [slug, 'jurisdiction'] as const),
    ['jurisdictions', 'parent'],
    ['bodies', 'jurisdiction'],
    ['instruments', 'jurisdiction'],
  ],
}

/** Keys of the entries whose working copy references a record, sorted, each once. */
export async function entriesUsing(
  req: StoreRequest,
  collection: SharedCollection,
  id: string,
): Promise<string[]> {
  const slugs: readonly string[] = entries
  const found = new Set<string>()
  for (const [slug, path] of POINTERS[collection]) {
    if (!slugs.includes(slug)) continue
    const where: Where = { [path]: { equals: id } }
    const keyOf = (row: Row): string | null => row.textOrNull('key')
    for (const key of await findRows(req, slug, keyOf, where, undefined, { select: { key: true } }))
      if (key) found.add(key)
  }
  return [...found].sort()
}

/** Keys of everything that references a record, sorted, each once. */
export async function usesOf(req: StoreRequest, collection: SharedCollection, id: string): Promise<string[]> {
  const found = new Set<string>()
  for (const [slug, path] of POINTERS[collection]) {
    const where: Where = { [path]: { equals: id } }
    const nameOf = (row: Row): string => row.textOrNull('key') ?? row.textOrNull('title') ?? row.id
    for (const name of await findRows(req, slug, nameOf, where)) found.add(name)
  }
  return [...found].sort()
}

/** The records that reference one of these, with their collections, each once. */
export async function recordsUsing(
  req: StoreRequest,
  collection: SharedCollection,
  ids: readonly string[],
): Promise<{ collection: CollectionSlug; id: string }[]> {
  const found = new Map<string, { collection: CollectionSlug; id: string }>()
  for (const [slug, path] of POINTERS[collection])
    for (const id of await findRows(req, slug, (row) => row.id, { [path]: { in: ids } }, undefined, {
      select: { key: true },
    }))
      found.set(`${slug}/${id}`, { collection: slug, id })
  return [...found.values()]
}

export const isShared = (collection: string): collection is SharedCollection =>
  Object.hasOwn(POINTERS, collection)
