import { thaw } from '#domain/editions.ts'
import { hasEmergency } from '#domain/guides.ts'
import { entryKey, parseEntryKey } from '#domain/keys.ts'
import { readEditions } from './editions.ts'
import { readJurisdictions, type StoredJurisdiction } from './jurisdictions.ts'
import { findRows, type StoreRequest } from './rows.ts'

/** A place whose guide is not published, with the profile that keeps it from being. */
export interface Unpublished {
  place: StoredJurisdiction
  entry: string
  why: 'no-profile' | 'no-emergency'
}

/** Which guides are published, by what is live: the rule of `guideProblem`, without reading a whole snapshot. */
export interface Published {
  places: StoredJurisdiction[]
  guides: StoredJurisdiction[]
  unpublished: Unpublished[]
  /** Keys of the jurisdictions that have a live route. */
  targets: string[]
}

/** Whether an edition of a profile has an emergency number. Editions never change, so it is asked once. */
const known = new Map<string, boolean>()

async function haveEmergency(req: StoreRequest, hashes: readonly string[]): Promise<void> {
  const unknown = hashes.filter((hash) => !known.has(hash))
  for (const [hash, edition] of await readEditions(req, unknown)) {
    const entry = thaw(edition)
    known.set(hash, entry.kind === 'profile' && hasEmergency(entry.content))
  }
}

interface LiveRow {
  entry: string
  liveHash?: string | null
}

export async function readPublished(req: StoreRequest): Promise<Published> {
  const places = await readJurisdictions(req)
  const full = places.filter(({ guide }) => guide === 'full')
  const profiles = new Map(full.map((place) => [entryKey(place.slug, 'profile') as string, place]))
  const [live, routes] = await Promise.all([
    findRows<LiveRow>(req, 'heads', { entry: { in: [...profiles.keys()] } }, 'entry'),
    findRows<LiveRow>(req, 'heads', { kind: { equals: 'route' } }, 'entry'),
  ])
  const hashes = new Map(live.flatMap(({ entry, liveHash }) => (liveHash ? [[entry, liveHash]] : [])))
  await haveEmergency(req, [...hashes.values()])
  const guides: StoredJurisdiction[] = []
  const unpublished: Unpublished[] = []
  for (const [entry, place] of profiles) {
    const hash = hashes.get(entry)
    if (hash && known.get(hash)) guides.push(place)
    else unpublished.push({ place, entry, why: hash ? 'no-emergency' : 'no-profile' })
  }
  const keys = new Map(places.map(({ slug, key }) => [slug as string, key]))
  const targets = routes.flatMap(({ entry, liveHash }) =>
    liveHash ? (keys.get(parseEntryKey(entry)?.place ?? '') ?? []) : [],
  )
  return { places, guides, unpublished, targets }
}
