import type { Where } from 'payload'
import { parseEntryKey, type Slug } from '#domain/keys.ts'
import { FOLLOWED_KINDS, MOST_ENTRIES, type FollowedKind } from '#domain/mail/subscribers.ts'
import { ofPlace } from '../of-place.ts'
import { readNamedEntries } from '../publish/named-entries.ts'
import { readPublished } from '../publish/published.ts'
import type { StoreRequest } from '../rows.ts'

/** A place that can be followed. */
export interface Followable {
  key: string
  slug: Slug
  name: string
}

/** The places with a published guide, by name. */
export const readFollowable = async (req: StoreRequest): Promise<Followable[]> =>
  (await readPublished(req)).guides
    .map(({ key, slug, name }) => ({ key, slug, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** An entry that can be followed alone. */
export interface FollowableEntry {
  key: string
  kind: FollowedKind
  title: string
}

const isFollowed = (kind: string): kind is FollowedKind =>
  (FOLLOWED_KINDS as readonly string[]).includes(kind)

const isFollowedEntry = (key: string): boolean => isFollowed(parseEntryKey(key)?.kind ?? '')

/**
 * Entries that can be followed alone: those of a place, and those named by their keys, where readers see them. In the
 * order of their keys.
 * @param keys as somebody sent them; as many are looked at as one can follow, and one more.
 */
export async function readFollowableEntries(
  req: StoreRequest,
  { place, keys }: { place: Slug | null; keys: readonly string[] },
): Promise<FollowableEntry[]> {
  const named = keys.filter(isFollowedEntry).slice(0, MOST_ENTRIES + 1)
  const wanted: Where[] = [
    ...(place === null ? [] : [ofPlace('entry', place)]),
    ...(named.length === 0 ? [] : [{ entry: { in: named } }]),
  ]
  return (await readNamedEntries(req, wanted)).flatMap(({ key, kind, title }) =>
    isFollowed(kind) ? [{ key, kind, title }] : [],
  )
}
