import { screenOf } from '#domain/content/collections.ts'
import { addDays, dayIn, type LegalDate } from '#domain/dates.ts'
import type { CalendarItem } from '#domain/desk/calendar.ts'
import { deskState, dueOn, type Head } from '#domain/desk/heads.ts'
import { parseEntryKey, type ReviewedKind } from '#domain/keys.ts'
import { isKeyWithReaders } from '#domain/publish/with-readers.ts'
import type { Clock } from '#lib/clock.ts'
import {
  readDue,
  readGoingLive,
  readSecondReviews,
  readTakingForce,
  readTasksDue,
} from '#store/desk/calendar.ts'
import { readSavedJurisdictions } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Days that a calendar looks ahead. */
export const AHEAD = 183

/** Most items of each kind. */
const MOST = 300

const OF: Record<ReviewedKind, string> = {
  profile: 'Profile',
  channel: 'Channel',
  offence: 'Offence',
  route: 'Route',
  ladder: 'Ladder',
  essential: 'Essential',
  jurisdiction: 'Jurisdiction',
  site: 'Site',
}

type Named = (head: Head, on: LegalDate, kind: CalendarItem['kind']) => CalendarItem[]

/** Names heads by their working copies. An entry without one has no screen, and stands in no calendar. */
async function namer(req: StoreRequest, heads: readonly Head[]): Promise<Named> {
  const copies = await findWorkingCopies(
    req,
    heads.map(({ entry }) => entry),
  )
  const withReaders = await readWithReaders(req)
  const places = new Map((await readSavedJurisdictions(req)).map(({ key, name }) => [key, name]))
  return (head, on, kind) => {
    const copy = copies.get(head.entry)
    if (!copy) return []
    const place = places.get(parseEntryKey(head.entry)?.place ?? '') ?? null
    const title = copy.label.endsWith(` · ${place}`) ? copy.label.slice(0, -` · ${place}`.length) : copy.label
    return [
      {
        id: `${kind}/${head.entry}`,
        on,
        kind,
        of: OF[head.kind],
        place,
        title,
        // The title of a working copy that differs from what is live may not be public yet.
        isPublic: deskState(head) === 'live' && isKeyWithReaders(head.entry, withReaders),
        path: screenOf(copy.collection, copy.id),
      },
    ]
  }
}

interface Asked {
  /** Whose tasks stand in it, as `user:<id>`. */
  person: string
  clock: Clock
  timeZone: string
}

/** Due reviews, days on which something goes live, and days on which law changes take force, from now on. */
export async function calendarOf(
  req: StoreRequest,
  { person, clock, timeZone }: Asked,
): Promise<{ today: LegalDate; items: CalendarItem[] }> {
  const today = dayIn(timeZone, clock.now())
  const span = { from: today, to: addDays(today, AHEAD), most: MOST }
  const due = await readDue(req, span)
  const live = await readGoingLive(req, span)
  const second = await readSecondReviews(req, span)
  const tasks = await readTasksDue(req, person, span)
  const named = await namer(req, [...due, ...live, ...second, ...tasks])
  const laws = await readTakingForce(req, span)
  const items = [
    ...due.flatMap((head) => {
      const on = dueOn(head)
      return on ? named(head, on, 'verify') : []
    }),
    ...live.flatMap((head) => (head.open?.goesLiveOn ? named(head, head.open.goesLiveOn, 'live') : [])),
    ...second.flatMap((head) =>
      head.secondReviewDue
        ? named(head, dayIn(timeZone, new Date(head.secondReviewDue)), 'second-review')
        : [],
    ),
    ...tasks.flatMap((head) => (head.assigned?.due ? named(head, head.assigned.due, 'task') : [])),
    ...laws.map(({ id, title, effectiveOn }): CalendarItem => ({
      id: `law/${id}`,
      on: effectiveOn,
      kind: 'law',
      of: 'Law change',
      place: null,
      title,
      isPublic: false,
      path: screenOf('law-changes', id),
    })),
  ]
  return { today, items: items.sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1)) }
}
