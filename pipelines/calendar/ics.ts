import { ICalCalendarMethod, ICalEventTransparency, default as calendar } from 'ical-generator'
import { CALENDAR_KINDS, feedTitle, type CalendarItem } from '#domain/desk/calendar.ts'
import type { LegalDate } from '#domain/dates.ts'
import { hashOf } from '#domain/hash.ts'

interface Feed {
  items: readonly CalendarItem[]
  /** The day of the feed: items that are late stand on it. */
  today: LegalDate
  /** Address of the admin, to which the paths of items are added. */
  admin: string
}

/** Seconds after which a calendar may ask again. */
const EVERY = 6 * 3600
const DAY = 86_400_000

const midnight = (day: LegalDate): Date => new Date(`${day}T00:00:00Z`)

/**
 * A calendar by RFC 5545, of whole days, which need no time zone. It says what readers see anyway (kind, place, a title
 * that is live) and links to the rest. Same items, same bytes.
 */
export function icsOf({ items, today, admin }: Feed): string {
  const { host } = new URL(admin)
  const feed = calendar({
    name: 'Recourse',
    description: 'What is due at the desk, and days on which something changes.',
    prodId: { company: 'Recourse', product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: EVERY,
  })
  for (const item of items) {
    const late = item.on < today
    const start = midnight(late ? today : item.on)
    feed.createEvent({
      // Hashed: the key of an entry is made of its title.
      id: `${hashOf(item.id)}@${host}`,
      stamp: midnight(today),
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      timezone: 'UTC',
      summary: late ? `Overdue since ${item.on}: ${feedTitle(item)}` : feedTitle(item),
      description: CALENDAR_KINDS[item.kind],
      url: `${admin}${item.path}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return feed.toString()
}
