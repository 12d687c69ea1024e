import { dayIn, isLegalDate, printDate } from '#domain/dates.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readSnapshotAsOf } from '#store/publish/snapshot.ts'
import { pathIn, previewPage } from '../../../rendered.ts'
import { notStaff, plain, staffOf } from '../../../staff.ts'
import { answered } from '../../../../answered.ts'

/** The site as it was at the end of a past day, or will be on a future one with the approvals so far. */
export const GET = answered(show)

async function show(
  request: Request,
  { params }: { params: Promise<{ day: string; path?: string[] }> },
): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return notStaff()
  const { day, path } = await params
  if (!isLegalDate(day)) return plain(404, `“${day}” is not a date: write it as YYYY-MM-DD.`)
  const { siteTimeZone: timeZone } = env()
  const today = dayIn(timeZone, systemClock.now())
  const snapshot = await readSnapshotAsOf(staff.payload, { asOf: day, today, timeZone })
  const notice =
    day < today
      ? `The site as it was on ${printDate(day)}.`
      : day === today
        ? 'The site as it is today.'
        : `The site as it will be on ${printDate(day)}, with what is approved so far.`
  return previewPage({ snapshot, path: pathIn(path), prefix: `/api/preview/as-of/${day}`, notice, timeZone })
}
