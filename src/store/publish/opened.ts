import type { Change } from '#domain/publish/changes.ts'
import { thawEntry } from '#domain/content/editions.ts'
import { partsOf, wasWhole, type GuideParts } from '#domain/content/guide-parts.ts'
import { readEditions } from '../desk/editions.ts'
import type { StoreRequest } from '../rows.ts'

type Parts = Partial<GuideParts>

/** Which parts of a guide an edition provides, by hash. Editions never change, so each is read once. */
const known = new Map<string, Parts>()

/** Which parts of a guide each of these editions provides; altered editions are left out. */
export async function readParts(
  req: StoreRequest,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Parts>> {
  const unknown = hashes.filter((hash) => !known.has(hash))
  for (const [hash, edition] of await readEditions(req, unknown)) known.set(hash, partsOf(thawEntry(edition)))
  return known
}

/**
 * Which of these places have ever had a complete guide.
 * @param changes the public record, oldest first; other places may be included.
 */
export async function readOpened(
  req: StoreRequest,
  places: readonly string[],
  changes: readonly Pick<Change, 'entry' | 'entryKind' | 'jurisdiction' | 'edition'>[],
): Promise<string[]> {
  if (places.length === 0) return []
  const wanted = new Set(places)
  const mine = changes.filter(({ jurisdiction }) => wanted.has(jurisdiction ?? ''))
  const parts = await readParts(
    req,
    mine.flatMap(({ entryKind, edition }) =>
      edition !== null && (entryKind === 'profile' || entryKind === 'channel') ? [edition] : [],
    ),
  )
  const byPlace = Map.groupBy(mine, ({ jurisdiction }) => jurisdiction ?? '')
  return places.filter((place) => wasWhole(byPlace.get(place) ?? [], (hash) => parts.get(hash) ?? null))
}
