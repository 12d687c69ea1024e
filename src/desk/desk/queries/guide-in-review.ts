import { KINDS, type ReviewedKind } from '#domain/keys.ts'
import { isPageOf } from '#domain/publish/reports.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readJurisdiction } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { ofPlace } from '#store/of-place.ts'
import { readReportedPages } from '#store/publish/reported.ts'
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

/** What waits for a review of a place. */
interface GuideInReview {
  name: string
  entries: InReview[]
  /** What readers report of its pages without saying of which part. */
  reports: { key: string; detail: string }[]
}

/** What waits for a review of a place: the place itself, and its entries. Null if there is no such place. */
export async function guideInReview(req: StoreRequest, id: string): Promise<GuideInReview | null> {
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
  const reported = (await readReportedPages(req)).filter(({ page }) => isPageOf(page, place.slug))
  return {
    name: place.name,
    reports: reported.map(({ flag: { key, detail } }) => ({ key, detail })),
    entries: entries.sort((a, b) => rank(a.kind) - rank(b.kind) || (a.entry < b.entry ? -1 : 1)),
  }
}
