import { ICalCalendarMethod, ICalEventTransparency, default as calendar } from 'ical-generator'
import { CALENDAR_KINDS, cutWords, feedTitle, type CalendarItems } from '#domain/desk/calendar.ts'
import type { LegalDate } from '#domain/dates.ts'
import { hashOf } from '#domain/hash.ts'

/** What a calendar shows; what is late stands on its day. */
interface Feed extends CalendarItems {
  /** Address of the admin, to which the paths of items are added. */
  admin: string
}

interface FeedEvent {
  /** What it is about. */
  id: string
  on: LegalDate
  summary: string
  description: string
  /** Below the address of the admin. */
  path: string
}

/** Seconds after which a calendar may ask again. */
const EVERY = 6 * 3600
const DAY = 86_400_000

const midnight = (day: LegalDate): Date => new Date(`${day}T00:00:00Z`)

/**
 * A calendar by RFC 5545, of whole days, which need no time zone. It says what readers see anyway (kind, place, a title
 * that is live) and links to the rest. Same items, same bytes. What was left out is named on the day of the feed.
 */
export function icsOf({ items, today, cut, admin }: Feed): string {
  const { host } = new URL(admin)
  const feed = calendar({
    name: 'Recourse',
    description: 'What is due at the desk, and days on which something changes.',
    prodId: { company: 'Recourse', product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: EVERY,
  })
  const add = ({ id, on, summary, description, path }: FeedEvent): void => {
    const start = midnight(on)
    feed.createEvent({
      // Hashed: the key of an entry is made of its title.
      id: `${hashOf(id)}@${host}`,
      stamp: midnight(today),
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      timezone: 'UTC',
      summary,
      description,
      url: `${admin}${path}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  const more = cutWords(cut)
  if (more !== null)
    add({
      id: 'cut',
      on: today,
      summary: 'More is due than stands here',
      description: more,
      path: '/calendar',
    })
  for (const item of items) {
    const late = item.on < today
    add({
      id: item.id,
      on: late ? today : item.on,
      summary: late ? `Overdue since ${item.on}: ${feedTitle(item)}` : feedTitle(item),
      description: CALENDAR_KINDS[item.kind],
      path: item.path,
    })
  }
  return feed.toString()
}
