import { isSameId } from '#domain/portable-ids.ts'
import { mayAdminister } from '#domain/desk/actors.ts'
import { no } from '#domain/desk/decision.ts'
import { accountOf, whyNotLink, type Identity, type SignOnProblem } from '#domain/desk/single-sign-on.ts'
import type { Clock } from '#lib/clock.ts'
import { addLink, findLink, findLinkOf, isLinkOf, noteLinkUse, removeLink } from '#store/desk/identities.ts'
import { readSessions } from '#store/desk/sessions.ts'
import { findStaffMember, type StaffMember } from '#store/desk/staff.ts'
import type { StoreRequest } from '#store/rows.ts'
import { Refused, type Desk } from '../desk.ts'
import { recordAccount } from './accounts.ts'

interface Asked {
  req: StoreRequest
  clock: Clock
}

const linkTo = async (
  { req, clock }: Asked,
  identity: Identity,
  { id, name }: StaffMember,
): Promise<void> => {
  await addLink(req, identity, id, clock.now())
  const actor = { id: `user:${id}`, name, roles: [] }
  await recordAccount({ req, clock, actor }, 'single-sign-on', { account: id, name, what: 'linked' })
}

/** The account that somebody signed in to at the provider. With the first sign-in, it is linked to them. */
export async function signOn(asked: Asked, identity: Identity): Promise<StaffMember | SignOnProblem> {
  const { req, clock } = asked
  const link = await findLink(req, identity)
  const named = link || identity.email === null ? null : await findStaffMember(req, { email: identity.email })
  const theirs = named && (await findLinkOf(req, named.id))
  // It may have been made since the first look, by somebody who signs in twice at once.
  const linked = link ?? (theirs && isLinkOf(theirs, identity) ? theirs : null)
  const byAddress = named && { account: named.id, isLinked: theirs !== null }
  const found = accountOf({ identity, linked: linked?.account ?? null, byAddress })
  if (typeof found === 'string') return found
  const person = await findStaffMember(req, { id: found.account })
  if (!person) return 'unknown'
  if (found.isNew) await linkTo(asked, identity, person)
  else await noteLinkUse(req, found.account, clock.now())
  return person
}

/**
 * Links the account of somebody who is signed in to it.
 * @param session the one that asked for it: it must still be there.
 */
export async function linkOwn(
  asked: Asked,
  identity: Identity,
  { account, session }: { account: string; session: string },
): Promise<SignOnProblem | null> {
  const { req, clock } = asked
  const person = await findStaffMember(req, { id: account })
  const sessions = await readSessions(req, account, clock.now())
  if (!person || !sessions.some(({ id }) => id === session)) return 'ended'
  const link = await findLink(req, identity)
  const isLinked = (await findLinkOf(req, account)) !== null
  const why = whyNotLink(account, { linked: link?.account ?? null, isLinked })
  if (why === null && !link) await linkTo(asked, identity, person)
  return why
}

/**
 * Undoes the link of an account: one's own, or somebody else's as an administrator.
 * @throws {Refused} for anybody else, and if there is none.
 */
export async function unlink(desk: Desk, { id: account, name }: StaffMember): Promise<void> {
  const { req, actor } = desk
  if (!isSameId(actor.id, `user:${account}`) && !mayAdminister(actor))
    throw new Refused(no('role', 'Only administrators look after the accounts of others.'))
  if (!(await findLinkOf(req, account)))
    throw new Refused(no('stale', 'This account is not linked any more. Reload the page.'))
  await removeLink(req, account)
  await recordAccount(desk, 'single-sign-on', { account, name, what: 'unlinked' })
}
