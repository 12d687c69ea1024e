import config from '#config'
import { getPayload } from 'payload'
import { calendarOwner } from '#desk/desk/calendar-link.ts'
import { calendarOf } from '#desk/desk/queries/calendar-of.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NETWORK_HEADER, Throttle } from '#lib/throttle.ts'
import { icsOf } from '#pipelines/calendar/ics.ts'
import { answered } from '../../answered.ts'

const MINUTE = 60_000
const KEY = Symbol.for('recourse.calendar.throttle')

/** One for all copies of this module in a process. */
const shared = globalThis as { [KEY]?: Throttle }

const plain = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })

const throttle = (): Throttle =>
  (shared[KEY] ??= new Throttle({ most: 60, within: 10 * MINUTE, remembered: 10_000 }))

/** A person's calendar, by the secret in its address: calendars cannot sign in. */
export const GET = answered(show)

async function show(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const wait = throttle().take(request.headers.get(NETWORK_HEADER) ?? 'unknown', systemClock.now())
  if (wait > 0)
    return plain(429, 'This was asked for too often from your network. Try again later.', {
      'Retry-After': String(Math.ceil(wait / 1000)),
    })
  const payload = await getPayload({ config })
  const person = await calendarOwner({ payload }, payload.secret, (await params).token)
  if (person === null)
    return plain(
      404,
      'There is no such calendar. Its link may have been renewed: take the new one from the admin.',
    )
  const { publicUrl, siteTimeZone } = env()
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
