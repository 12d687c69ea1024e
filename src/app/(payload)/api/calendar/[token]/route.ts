import config from '#config'
import { getPayload } from 'payload'
import { calendarOwner } from '#desk/desk/calendar-link.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { networkIn } from '#lib/throttle.ts'
import { icsOf } from '#pipelines/calendar/ics.ts'
import { takeCalendarUse, takeWrongCalendar } from '#store/desk/calendar-links.ts'
import { answered } from '../../answered.ts'

const plain = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })

const tooOften = (wait: number, message: string): Response =>
  plain(429, message, { 'Retry-After': String(Math.ceil(wait / 1000)) })

/** A person's calendar, by the secret in its address: calendars cannot sign in. */
export const GET = answered(show)

async function show(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { publicUrl, siteTimeZone, dataDir } = env()
  const payload = await getPayload({ config })
  const book = addressBook(dataDir)
  const person = await calendarOwner({ payload }, payload.secret, (await params).token)
  if (person === null) {
    const network = book.lookup(networkIn(request.headers))
    const wait = await takeWrongCalendar(payload, network, systemClock.now())
    return wait > 0
      ? tooOften(
          wait,
          'Too many addresses that open no calendar were tried from your network. Try again later.',
        )
      : plain(
          404,
          'There is no such calendar. Its link may have been renewed: take the new one from the admin.',
        )
  }
  const wait = await takeCalendarUse(payload, book.lookup(person), systemClock.now())
  if (wait > 0) return tooOften(wait, 'This calendar was asked for too often. Try again later.')
  const found = await calendarOf({ payload }, { person, clock: systemClock, timeZone: siteTimeZone })
  return new Response(icsOf({ ...found, admin: `${publicUrl}${payload.config.routes.admin}` }), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="recourse.ics"',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
}
