import type { Where } from 'payload'
import { GUIDES, JURISDICTION_KINDS, type Jurisdiction } from '#domain/content/jurisdictions.ts'
import { isSlug } from '#domain/keys.ts'
import { idOf } from '#domain/values.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readLiveStructure } from './structure.ts'

export type StoredJurisdiction = Jurisdiction & { id: string }

/** A place as saved, with the id of its parent. */
type Saved = Omit<StoredJurisdiction, 'parent'> & { parent: string | null }

const toSaved = (row: Row): Saved => ({
  id: row.id,
  key: row.text('key'),
  slug: row.formed('slug', isSlug, 'a slug'),
  name: row.text('name'),
  inSentence: row.text('inSentence'),
  abbreviation: row.textOrNull('abbreviation') || null,
  iso: row.text('iso'),
  kind: row.among('kind', JURISDICTION_KINDS),
  guide: row.among('guide', GUIDES),
  parent: idOf(row.raw('parent')),
})

const read = (req: StoreRequest, where: Where): Promise<Saved[]> =>
  findRows(req, 'jurisdictions', toSaved, where)

/** All places as readers see them, sorted by key, each with the id of its working copy. */
export async function readJurisdictions(req: StoreRequest): Promise<StoredJurisdiction[]> {
  const keyed = (row: Row): [key: string, id: string] => [row.text('key'), row.id]
  const [{ places }, saved] = await Promise.all([
    readLiveStructure(req),
    findRows(req, 'jurisdictions', keyed, {}, undefined, { select: { key: true } }),
  ])
  const ids = new Map(saved)
  return places.map((place) => ({ ...place, id: ids.get(place.key) ?? '' }))
}

/** All places as saved, sorted by key. */
export async function readSavedJurisdictions(req: StoreRequest): Promise<StoredJurisdiction[]> {
  const saved = await read(req, {})
  const keys = new Map(saved.map(({ id, key }) => [id, key]))
  return saved
    .map((place) => ({ ...place, parent: keys.get(place.parent ?? '') ?? null }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** One jurisdiction as saved, without its parent; null if there is none. */
export async function readJurisdiction(
  req: StoreRequest,
  id: string | null,
): Promise<Omit<StoredJurisdiction, 'parent'> | null> {
  if (id === null) return null
  const [place] = await read(req, { id: { equals: id } })
  if (!place) return null
  const { parent: _parent, ...saved } = place
  return saved
}
