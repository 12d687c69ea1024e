import { screenOf } from '#domain/content/collections.ts'
import { nameOfKind, RECORD_NAMES, titleInLabel } from '#domain/content/names.ts'
import { addDays, dayIn, type LegalDate } from '#domain/dates.ts'
import { asksOf, hasNobody } from '#domain/desk/assignees.ts'
import type { CalendarItem, CalendarItems, CalendarKind } from '#domain/desk/calendar.ts'
import { deskState, dueOn, type Head } from '#domain/desk/heads.ts'
import { dayOfAll } from '#domain/desk/together.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { isKeyWithReaders } from '#domain/publish/with-readers.ts'
import type { Clock } from '#lib/clock.ts'
import {
  readDue,
  readGoingLive,
  readTogetherGroups,
  readSecondReviews,
  readTakingForce,
  readTasksDue,
} from '#store/desk/calendar.ts'
import { readSavedJurisdictions } from '#store/desk/jurisdictions.ts'
import { readActors } from '#store/desk/staff.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readWithReaders } from '#store/publish/with-readers.ts'
import type { StoreRequest } from '#store/rows.ts'
import { todayOf } from '../../desk.ts'

/** Days that a calendar looks ahead. */
export const AHEAD = 183

/** Most items of each kind. */
const MOST = 300

const NOT_WITH_READERS = 'readers do not have its guide'
const WAITS_FOR_OTHERS = 'waits for the others of its law change'

/** A head on a day of the calendar. */
interface Dated {
  head: Head
  on: LegalDate
  waits?: boolean
}

type Named = (kind: CalendarKind, dated: Dated) => CalendarItem[]

/** Names heads by their working copies. An entry without one has no screen, and stands in no calendar. */
async function namer(req: StoreRequest, dated: readonly Dated[]): Promise<Named> {
  const copies = await findWorkingCopies(
    req,
    dated.map(({ head }) => head.entry),
  )
  const withReaders = await readWithReaders(req)
  const places = new Map((await readSavedJurisdictions(req)).map(({ key, name }) => [key, name]))
  return (kind, { head, on, waits = false }) => {
    const copy = copies.get(head.entry)
    if (!copy) return []
    const place = places.get(parseEntryKey(head.entry)?.place ?? '') ?? null
    const isPrinted = isKeyWithReaders(head.entry, withReaders)
    return [
      {
        id: `${kind}/${head.entry}`,
        on,
        kind,
        of: nameOfKind(head.kind),
        place,
        title: titleInLabel(copy.label, place),
        // The title of a working copy that differs from what is live may not be public yet.
        isPublic: deskState(head) === 'live' && isPrinted,
        notes: [...(isPrinted ? [] : [NOT_WITH_READERS]), ...(waits ? [WAITS_FOR_OTHERS] : [])],
        path: screenOf(copy.collection, copy.id),
      },
    ]
  }
}

const dated = (heads: readonly Head[], dayOf: (head: Head) => LegalDate | null): Dated[] =>
  heads.flatMap((head) => {
    const on = dayOf(head)
    return on ? [{ head, on }] : []
  })

/** Those that go live together have one day, and each that is approved waits for the others. */
const datedTogether = (groups: readonly Head[][], to: LegalDate): Dated[] =>
  groups.flatMap((heads) => {
    const on = dayOfAll(heads)
    if (on === null || on > to) return []
    const approved = heads.filter(({ open }) => open?.state === 'approved')
    return approved.map((head) => ({ head, on, waits: approved.length < heads.length }))
  })

const byOn = (a: { on: LegalDate }, b: { on: LegalDate }): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

/** What is due of a person's tasks, without those that they cannot do any more. */
async function tasksDue(
  req: StoreRequest,
  person: string,
  span: Parameters<typeof readTasksDue>[2],
): Promise<Head[]> {
  const heads = await readTasksDue(req, person, span)
  const staff = heads.length === 0 ? [] : await readActors(req)
  return heads.filter((head) => !hasNobody(asksOf(head), staff))
}

interface Asked {
  /** Whose tasks stand in it, as `user:<id>`. */
  person: string
  clock: Clock
  timeZone: string
  /** Most items of each kind. */
  most?: number
}

/**
 * Due reviews, days on which something goes live, and days on which law changes take force, from now on; and what is
 * late of them.
 */
export async function calendarOf(
  req: StoreRequest,
  { person, clock, timeZone, most = MOST }: Asked,
): Promise<CalendarItems> {
  const today = todayOf({ clock, timeZone })
  // One more is read than shown, which tells whether there is more.
  const span = { from: today, to: addDays(today, AHEAD), most: most + 1 }
  const goesLiveOn = ({ open }: Head): LegalDate | null => open?.goesLiveOn ?? null
  const secondReviewOn = ({ secondReviewDue }: Head): LegalDate | null =>
    secondReviewDue === null ? null : dayIn(timeZone, new Date(secondReviewDue))
  const found: [CalendarKind, Dated[]][] = [
    ['verify', dated(await readDue(req, span), (head) => dueOn(head))],
    [
      'live',
      [
        ...dated(await readGoingLive(req, span), goesLiveOn),
        ...datedTogether(await readTogetherGroups(req), span.to),
      ].sort(byOn),
    ],
    ['second-review', dated(await readSecondReviews(req, span), secondReviewOn)],
    ['task', dated(await tasksDue(req, person, span), (head) => head.assigned?.due ?? null)],
  ]
  const shown = found.map(([kind, all]): [CalendarKind, Dated[]] => [kind, all.slice(0, most)])
  const named = await namer(
    req,
    shown.flatMap(([, all]) => all),
  )
  const laws = await readTakingForce(req, span)
  const items = [
    ...shown.flatMap(([kind, all]) => all.flatMap((each) => named(kind, each))),
    ...laws.slice(0, most).map(({ id, title, effectiveOn }): CalendarItem => ({
      id: `law/${id}`,
      on: effectiveOn,
      kind: 'law',
      of: RECORD_NAMES['law-changes'].singular,
      place: null,
      title,
      isPublic: false,
      notes: [],
      path: screenOf('law-changes', id),
    })),
  ]
  const cut = [...found, ['law', laws] as const].flatMap(([kind, all]) => (all.length > most ? [kind] : []))
  return { today, items: items.sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1)), cut }
}
