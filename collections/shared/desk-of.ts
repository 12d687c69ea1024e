import type { PayloadRequest } from 'payload'
import { Refused, type Desk } from '#desk/desk.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { isImport } from '#lib/importing.ts'

/** The desk for a request. */
export function deskOf(req: PayloadRequest): Desk {
  const actor = actorOf(req)
  if (!actor) throw new Refused({ allowed: false, because: 'role', message: 'Sign in first.' })
  return { req, actor, clock: systemClock, timeZone: env().siteTimeZone, imported: isImport(req) }
}
