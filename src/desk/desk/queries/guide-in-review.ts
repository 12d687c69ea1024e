import { KINDS, type ReviewedKind } from '#domain/keys.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { ofPlace } from '#store/of-place.ts'
import type { StoreRequest } from '#store/rows.ts'

/** An edition in review, by its working copy. */
export interface InReview {
  entry: string
  kind: ReviewedKind
  collection: string
  id: string
  label: string
}

/** In printed order; the place itself comes first. */
const rank = (kind: ReviewedKind): number => (KINDS as readonly ReviewedKind[]).indexOf(kind)

/** What waits for a review of a place: the place itself, and its entries. Null if there is no such place. */
export async function guideInReview(
  req: StoreRequest,
  id: string,
): Promise<{ name: string; entries: InReview[] } | null> {
  const place = await readJurisdiction(req, id)
  if (!place) return null
  const heads = (await readHeads(req, ofPlace('entry', place.slug))).filter(
    ({ open }) => open?.state === 'in-review',
  )
  const copies = await findWorkingCopies(
    req,
    heads.map(({ entry }) => entry),
  )
  const entries = heads.flatMap(({ entry, kind }) => {
    const copy = copies.get(entry)
    return copy ? [{ entry, kind, ...copy }] : []
  })
  return {
    name: place.name,
    entries: entries.sort((a, b) => rank(a.kind) - rank(b.kind) || (a.entry < b.entry ? -1 : 1)),
  }
}
