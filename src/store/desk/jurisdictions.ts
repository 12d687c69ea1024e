import type { Where } from 'payload'
import type { GuideForm, Jurisdiction, JurisdictionKind } from '#domain/content/jurisdictions.ts'
import type { Slug } from '#domain/keys.ts'
import type { StoreRequest } from '../rows.ts'
import { readLiveStructure } from './structure.ts'

interface JurisdictionDoc {
  id: string
  key: string
  slug: string
  name: string
  inSentence: string
  abbreviation?: string | null
  iso: string
  kind: JurisdictionKind
  guide: GuideForm
  parent?: string | { id: string } | null
}

export type StoredJurisdiction = Jurisdiction & { id: string }

const idOf = (relation: JurisdictionDoc['parent']): string | null =>
  relation && typeof relation === 'object' ? relation.id : (relation ?? null)

async function read(req: StoreRequest, where: Where): Promise<JurisdictionDoc[]> {
  const found = await req.payload.db.find({
    collection: 'jurisdictions',
    where,
    limit: 0,
    pagination: false,
    req: req,
  })
  return found.docs as unknown as JurisdictionDoc[]
}

const toJurisdiction = (doc: JurisdictionDoc, keyOf: (id: string) => string | null): StoredJurisdiction => {
  const parent = idOf(doc.parent)
  return {
    id: String(doc.id),
    key: doc.key,
    slug: doc.slug as Slug,
    name: doc.name,
    inSentence: doc.inSentence,
    abbreviation: doc.abbreviation || null,
    iso: doc.iso,
    kind: doc.kind,
    guide: doc.guide,
    parent: parent === null ? null : keyOf(String(parent)),
  }
}

/** All places as readers see them, sorted by key, each with the id of its working copy. */
export async function readJurisdictions(req: StoreRequest): Promise<StoredJurisdiction[]> {
  const [{ places }, docs] = await Promise.all([readLiveStructure(req), read(req, {})])
  const ids = new Map(docs.map(({ key, id }) => [key, String(id)]))
  return places.map((place) => ({ ...place, id: ids.get(place.key) ?? '' }))
}

/** All places as they are saved, sorted by key. */
export async function readSavedJurisdictions(req: StoreRequest): Promise<StoredJurisdiction[]> {
  const docs = await read(req, {})
  const keys = new Map(docs.map((doc) => [String(doc.id), doc.key]))
  return docs
    .map((doc) => toJurisdiction(doc, (id) => keys.get(id) ?? null))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** One jurisdiction as it is saved, without its parent; null where there is none. */
export async function readJurisdiction(
  req: StoreRequest,
  id: string | null,
): Promise<Omit<StoredJurisdiction, 'parent'> | null> {
  if (id === null) return null
  const [doc] = await read(req, { id: { equals: id } })
  return doc ? toJurisdiction(doc, () => null) : null
}
