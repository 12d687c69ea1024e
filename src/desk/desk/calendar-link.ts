import { bothForms } from '#domain/portable-ids.ts'
import { calendarToken, claimedPerson, isTokenOf, newNonce } from '#lib/calendar-token.ts'
import { readCalendarNonce, writeCalendarNonce } from '#store/desk/calendar-links.ts'
import { isStillStaff } from '#store/desk/staff.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Desk } from '../desk.ts'

/** The id of a person's account. */
const personOf = ({ actor }: Desk): string => actor.id.replace(/^user:/, '')

/** The token of this person's calendar; null if they have made none. */
export async function calendarLinkOf(desk: Desk, secret: string): Promise<string | null> {
  const nonce = await readCalendarNonce(desk.req, personOf(desk))
  return nonce === null ? null : calendarToken(secret, personOf(desk), nonce)
}

/** Makes a new token, or none: the one before opens nothing from then on. */
export const renewCalendarLink = (desk: Desk, wanted: boolean): Promise<void> =>
  writeCalendarNonce(desk.req, personOf(desk), wanted ? newNonce() : null)

/**
 * Whose calendar a token opens, as `user:<id>`; null where it was not made, is not the newest of its person, or they do
 * not work here any more.
 */
export async function calendarOwner(
  req: StoreRequest,
  secret: string,
  token: string,
): Promise<string | null> {
  const claimed = claimedPerson(token)
  // A link that was made before a move between two kinds of databases names its person by the id of then.
  for (const person of claimed === null ? [] : bothForms(claimed)) {
    const nonce = await readCalendarNonce(req, person)
    if (nonce === null || claimed === null || !isTokenOf(secret, claimed, nonce, token)) continue
    return (await isStillStaff(req, person)) ? `user:${person}` : null
  }
  return null
}
