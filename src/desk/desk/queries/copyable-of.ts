import type { Choosable } from '#domain/content/copied.ts'
import { keyInPlace } from '#domain/content/copy-names.ts'
import { readCopyable, readTakenKeys } from '#store/content/copies.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import type { StoreRequest } from '#store/rows.ts'

/**
 * The entries of one place that can be copied to another.
 * @param from,to ids of places, or what essays have instead.
 */
export async function copyableOf(
  req: StoreRequest,
  { from, to }: { from: string; to: string },
): Promise<Choosable[]> {
  const place = await readJurisdiction(req, to)
  const taken = new Set(place && from !== to ? await readTakenKeys(req, place.slug) : [])
  const entries = await readCopyable(req, from)
  return entries.map(({ kind, id, label, key }) => ({
    kind,
    id,
    label,
    there: place !== null && taken.has(keyInPlace(kind, place.slug, key)),
  }))
}
