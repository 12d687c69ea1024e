import { parseEntryKey } from '#domain/keys.ts'
import { withReaders, type WithReaders } from '#domain/publish/with-readers.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { readPublished } from './published.ts'

/** Entries of the routes that are live, or once were. */
const readRoutesEver = (req: StoreRequest): Promise<string[]> =>
  findRows(
    req,
    'heads',
    (row) => row.sealed('entry'),
    { and: [{ kind: { equals: 'route' } }, { lastSeq: { exists: true } }] },
    'entry',
    { select: { entry: true } },
  )

/** What readers have of places whose guide they do not have: the rule of a snapshot, without reading one. */
export async function readWithReaders(req: StoreRequest): Promise<WithReaders> {
  const { places, guides, problems } = await readPublished(req)
  const slugs = new Set((await readRoutesEver(req)).flatMap((entry) => parseEntryKey(entry)?.place ?? []))
  return withReaders(places, {
    open: new Set(guides.map(({ key }) => key)),
    opened: new Set(problems.flatMap(({ place, opened }) => (opened ? [place] : []))),
    routes: new Set(places.flatMap(({ key, slug }) => (slugs.has(slug) ? key : []))),
  })
}
