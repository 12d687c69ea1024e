import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { calendarLinkOf, renewCalendarLink } from '#desk/desk/calendar-link.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../shared/desk-of.ts'
import { acting, reading } from '../shared/respond.ts'

/** The address of this person's calendar; null if they have made none. */
async function addressOf(req: PayloadRequest): Promise<{ address: string | null }> {
  const token = await calendarLinkOf(deskOf(req), req.payload.secret)
  return { address: token === null ? null : `${env().publicUrl}/api/calendar/${token}` }
}

/** A person's own calendar link. */
export const calendarEndpoints: Omit<Endpoint, 'root'>[] = [
  { path: '/calendar', method: 'get', handler: (req) => reading(req, () => addressOf(req)) },
  {
    path: '/calendar',
    method: 'post',
    handler: (req) =>
      acting(req, z.strictObject({ wanted: z.boolean() }), async (mine, { wanted }) => {
        await renewCalendarLink(deskOf(mine), wanted)
        return addressOf(mine)
      }),
  },
]
