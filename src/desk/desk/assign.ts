import { whyNotTheirs } from '#domain/desk/assignees.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Head } from '#domain/desk/heads.ts'
import { findStaffMember } from '#store/desk/staff.ts'
import { assertAllowed, Refused, todayOf, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'

/**
 * Makes an entry the task of a colleague or of oneself, with or without a day by which it is due; or of nobody.
 * @param to `user:<id>`; null takes it back.
 */
export async function assign(
  desk: Desk,
  { to, due, ...about }: About & { to: string | null; due: LegalDate | null },
): Promise<Head> {
  const { req, actor } = desk
  const { head, events } = await openEntry(req, about)
  assertAllowed(actor, { action: 'assign', to, due, today: todayOf(desk) }, head, null, events)
  const colleague = to === null ? null : await findStaffMember(req, { actor: to })
  if (to !== null && colleague === null)
    throw new Refused({
      allowed: false,
      because: 'state',
      message: 'This colleague has no account any more. Choose another.',
    })
  const why = colleague && whyNotTheirs({ ...colleague, id: `user:${colleague.id}` }, head, events)
  if (why)
    throw new Refused({ allowed: false, because: 'state', message: `${why} Choose another colleague.` })
  return take(desk, {
    head,
    action: 'assign',
    // The request may name them by an id of before a move.
    details: {
      to: colleague && `user:${colleague.id}`,
      name: colleague?.name ?? null,
      due: colleague ? due : null,
    },
  })
}
