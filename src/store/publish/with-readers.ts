import { withReaders, type WithReaders } from '#domain/publish/with-readers.ts'
import type { StoreRequest } from '../rows.ts'
import { readRoutesEver } from './changes.ts'
import { readPublished } from './published.ts'

/** What readers have of places whose guide they do not have: the rule of a snapshot, without reading one. */
export async function readWithReaders(req: StoreRequest): Promise<WithReaders> {
  const { places, guides, problems, targets } = await readPublished(req)
  return withReaders(places, {
    open: new Set(guides.map(({ key }) => key)),
    opened: new Set(problems.flatMap(({ place, opened }) => (opened ? [place] : []))),
    routes: new Set([...targets, ...(await readRoutesEver(req))]),
  })
}
