import { entryKey, type Slug } from '#domain/keys.ts'
import { readHeads } from './heads.ts'
import { readJurisdictions } from './jurisdictions.ts'
import type { StoreRequest } from './rows.ts'

/** A place that somebody may follow. */
export interface Followable {
  key: string
  slug: Slug
  name: string
}

/** The places with a guide of their own whose profile is live, by name. */
export async function readFollowable(req: StoreRequest): Promise<Followable[]> {
  const places = (await readJurisdictions(req)).filter(({ guide }) => guide === 'full')
  const profiles = new Map(places.map((place) => [entryKey(place.slug, 'profile') as string, place]))
  const live = await readHeads(req, {
    and: [{ entry: { in: [...profiles.keys()] } }, { liveHash: { exists: true } }],
  })
  return live
    .flatMap(({ entry }) => profiles.get(entry) ?? [])
    .map(({ key, slug, name }) => ({ key, slug, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
