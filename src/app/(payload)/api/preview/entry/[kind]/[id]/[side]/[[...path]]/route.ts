import { isReviewedKind } from '#domain/keys.ts'
import { previewPathOf } from '#domain/publish/printed-on.ts'
import { withReviewed } from '#domain/publish/snapshot.ts'
import { dayIn } from '#domain/dates.ts'
import { isSide, readSide } from '#desk/desk/queries/compare.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { NoSuchEntry } from '#store/desk/working-copies.ts'
import { pathIn, previewPage } from '../../../../../rendered.ts'
import { notStaff, plain, staffOf } from '../../../../../staff.ts'
import { answered } from '../../../../../../answered.ts'

const NOTICES = {
  working: 'Preview of what is saved and not published. Nobody has reviewed it.',
  open: 'Preview of the edition that is in review. It is not published.',
  live: 'Preview of the edition that is live.',
}

type Params = { params: Promise<{ kind: string; id: string; side: string; path?: string[] }> }

/** The page of an entry as it would read: from the saved working copy, the edition in review, or an old edition. */
export const GET = answered(show)

async function show(request: Request, { params }: Params): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return notStaff()
  const { kind, id, side, path } = await params
  if (!isReviewedKind(kind) || !isSide(side)) return plain(404, 'There is no such preview.')
  const { siteTimeZone: timeZone } = env()
  try {
    const entry = await readSide({ payload: staff.payload }, { kind, id }, side)
    if (!entry) return plain(404, 'There is nothing to preview: no edition of this entry is open.')
    const { snapshot } = await readSnapshot(staff.payload, dayIn(timeZone, systemClock.now()))
    const shown = withReviewed(snapshot, entry)
    const prefix = `/api/preview/entry/${kind}/${encodeURIComponent(id)}/${side}`
    if (path === undefined) {
      const at = previewPathOf(shown, entry)
      if (at === null)
        return plain(
          404,
          'The guide in which this entry is printed is not published yet: its profile is not live.',
        )
      return new Response(null, {
        status: 307,
        headers: { Location: `${prefix}${at}`, 'Cache-Control': 'no-store' },
      })
    }
    const notice = NOTICES[side as keyof typeof NOTICES] ?? `Preview of edition ${side}, as it was.`
    return previewPage({ snapshot: shown, path: pathIn(path), prefix, notice, timeZone })
  } catch (error) {
    if (error instanceof NoSuchEntry) return plain(404, error.message)
    throw error
  }
}
