import { withSections } from '#domain/publish/unopened.ts'
import type { StoreRequest } from '../rows.ts'
import { readPublished } from './published.ts'

/** Keys of the places whose guide, or the guide that contains them, readers do not have. */
export async function readUnopened(req: StoreRequest): Promise<ReadonlySet<string>> {
  const { places, guides } = await readPublished(req)
  const open = new Set(guides.map(({ key }) => key))
  const closed = places.filter(
    ({ key, guide }) => guide === 'building' || (guide === 'full' && !open.has(key)),
  )
  return withSections(places, new Set(closed.map(({ key }) => key)))
}
