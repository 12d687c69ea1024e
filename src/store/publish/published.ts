import {
  allParts,
  isOpen,
  missingParts,
  PARTS_OF_KIND,
  type GuideParts,
  type GuideProblem,
} from '#domain/content/guide-parts.ts'
import { entryKey } from '#domain/keys.ts'
import { readJurisdictions, type StoredJurisdiction } from '../desk/jurisdictions.ts'
import { readChangeFacts } from './changes.ts'
import { readLiveOfPlaces, type LiveOfPlace } from './live-of-places.ts'
import { readOpened, readParts } from './opened.ts'
import type { StoreRequest } from '../rows.ts'

/** What a place's guide lacks, with the place and its profile. */
export interface StoredGuideProblem extends GuideProblem {
  id: string
  entry: string
  /** Readers have had it: it was complete at some time. */
  opened: boolean
}

/**
 * Which guides are published, derived from what is live: the rule of `guideProblem`, without reading a whole
 * snapshot.
 */
export interface Published {
  places: StoredJurisdiction[]
  guides: StoredJurisdiction[]
  /** Problems of unpublished guides, and of published ones that have lost a part. */
  problems: StoredGuideProblem[]
  /** Keys of jurisdictions with a live route. */
  targets: string[]
}

/** What the guides of these places lack, and which of them are open. */
async function readProblems(
  req: StoreRequest,
  places: readonly StoredJurisdiction[],
  slug: string | null,
): Promise<StoredGuideProblem[]> {
  const live = await readLiveOfPlaces(req, ['profile', 'channel', 'offence', 'ladder'], slug)
  const parts = await readParts(
    req,
    live.flatMap(({ hashes }) => hashes),
  )
  const partsIn = ({ kind, hashes }: LiveOfPlace): Partial<GuideParts>[] => {
    const assumed = PARTS_OF_KIND[kind] ?? {}
    return hashes.length === 0 ? [assumed] : hashes.map((hash) => parts.get(hash) ?? assumed)
  }
  const byPlace = Map.groupBy(live, ({ place }) => place)
  const found = places.map((place) => {
    const there = allParts((byPlace.get(place.slug) ?? []).flatMap(partsIn))
    return { place, there, missing: missingParts(there) }
  })
  const gaps = found.filter(({ missing }) => missing.length > 0)
  if (gaps.length === 0) return []
  const keys = gaps.map(({ place }) => place.key)
  const opened = new Set(await readOpened(req, keys, await readChangeFacts(req, keys)))
  return gaps.map(({ place: { id, key, name, slug: own }, there, missing }) => ({
    id,
    place: key,
    name,
    entry: entryKey(own, 'profile'),
    open: isOpen(there, opened.has(key)),
    opened: opened.has(key),
    missing,
  }))
}

export async function readPublished(req: StoreRequest): Promise<Published> {
  const places = await readJurisdictions(req)
  const full = places.filter(({ guide }) => guide === 'full')
  const [problems, routes] = await Promise.all([
    readProblems(req, full, null),
    readLiveOfPlaces(req, ['route'], null),
  ])
  const closed = new Set(problems.flatMap(({ open, place }) => (open ? [] : [place])))
  const keys = new Map(places.map(({ slug, key }) => [slug as string, key]))
  return {
    places,
    guides: full.filter(({ key }) => !closed.has(key)),
    problems,
    targets: routes.flatMap(({ place }) => keys.get(place) ?? []),
  }
}

/** What the guide of one place lacks; null if it is complete, or the place has no guide of its own. */
export async function readGuideProblem(
  req: StoreRequest,
  place: StoredJurisdiction,
): Promise<StoredGuideProblem | null> {
  if (place.guide !== 'full') return null
  return (await readProblems(req, [place], place.slug))[0] ?? null
}
