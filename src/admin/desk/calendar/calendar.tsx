import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { byDay, CALENDAR_KINDS, cutWords, type CalendarItem } from '#domain/desk/calendar.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { AdminPage } from '#admin/page.tsx'
import { FeedPanel } from './feed-panel.tsx'

const Item = ({ item, admin }: { item: CalendarItem; admin: string }) => (
  <li>
    <span className="calendar__kind">{CALENDAR_KINDS[item.kind]}</span>{' '}
    <Link href={`${admin}${item.path}`} prefetch={false}>
      {item.title}
    </Link>{' '}
    <span className="desk-quiet">{[item.of, item.place, ...item.notes].filter(Boolean).join(', ')}</span>
  </li>
)

interface DayProps {
  day: LegalDate
  today: LegalDate
  items: readonly CalendarItem[]
  admin: string
}

const Day = ({ day, today, items, admin }: DayProps) => (
  <section className="calendar__day" data-late={day < today} aria-labelledby={`day-${day}`}>
    <h2 id={`day-${day}`}>
      {printDate(day)}
      {day < today ? ' · overdue' : day === today ? ' · today' : ''}
    </h2>
    <ul>
      {items.map((item) => (
        <Item key={item.id} item={item} admin={admin} />
      ))}
    </ul>
  </section>
)

/** The `/admin/calendar` page: due reviews, and days on which something changes. */
export async function Calendar(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const { siteTimeZone } = env()
  const actor = actorOf(req)
  const found =
    actor && (await calendarOf(req, { person: actor.id, clock: systemClock, timeZone: siteTimeZone }))
  const { admin } = req.payload.config.routes
  const days = byDay(found?.items ?? [])
  return (
    <AdminPage view={view} title="Calendar" className="board calendar">
      {found ? (
        <>
          {found.cut.length > 0 ? (
            <p className="desk-notice desk-notice--warning">{cutWords(found.cut)}</p>
          ) : null}
          {days.map(([day, items]) => (
            <Day key={day} day={day} today={found.today} items={items} admin={admin} />
          ))}
          {days.length === 0 ? (
            <p className="desk-quiet">
              Nothing is due in the next six months. What is to be verified again, your tasks, second reviews,
              approved editions that wait for their day and law changes that take force stand here.
            </p>
          ) : null}
          <FeedPanel />
        </>
      ) : null}
    </AdminPage>
  )
}
