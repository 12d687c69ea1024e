import { isSameId } from '#domain/portable-ids.ts'
import {
  ACCOUNTS,
  rolesAwaited,
  whyNotConfirm,
  type AccountAction,
  type AccountEvent,
  type RolesRequested,
} from '#domain/desk/accounts.ts'
import { mayAdminister, type Role } from '#domain/desk/actors.ts'
import type { RolesChange } from '#domain/desk/assignees.ts'
import { askTell } from '#store/tell.ts'
import { appendEvent } from '#store/desk/chains.ts'
import { readChains } from '#store/desk/events.ts'
import type { StoreRequest } from '#store/rows.ts'
import { findStaffMember, readStaff, writeRoles } from '#store/desk/staff.ts'
import { Refused, type Desk } from '../desk.ts'

/** Records an account event, in the transaction of the change itself. */
export const recordAccount = async (
  { req, actor, clock }: Pick<Desk, 'req' | 'actor' | 'clock'>,
  action: AccountAction,
  details: Record<string, unknown>,
): Promise<void> =>
  void (await appendEvent(req, 'account-events', {
    chain: ACCOUNTS,
    actor,
    at: clock.now(),
    action,
    details,
  }))

/** Asks, in the transaction of the change, for those to be told whom tasks of a person with other roles concern. */
export async function tellOfRoles(
  { req, actor, clock }: Pick<Desk, 'req' | 'actor' | 'clock'>,
  { account, before, after }: RolesChange & { account: string },
): Promise<void> {
  if (before.length === after.length && before.every((role) => after.includes(role))) return
  const about = { person: `user:${account}`, before: [...before], after: [...after] }
  await askTell(req, { entry: null, by: actor.name, at: clock.now(), ...about })
}

export const readAccountEvents = async (req: StoreRequest): Promise<AccountEvent[]> =>
  ((await readChains(req, 'account-events', { entry: { equals: ACCOUNTS } })).get(ACCOUNTS) ??
    []) as AccountEvent[]

/** Role requests that await a second administrator. */
export const readRolesAwaited = async (req: StoreRequest): Promise<RolesRequested[]> =>
  rolesAwaited(await readAccountEvents(req), await readStaff(req))

interface RolesRequest {
  account: string
  name: string
  roles: readonly Role[]
}

/** Requests roles for an account. A request identical to a pending one is not recorded again. */
export async function askRoles(desk: Desk, { account, name, roles }: RolesRequest): Promise<void> {
  const same = (await readRolesAwaited(desk.req)).some(
    (each) =>
      each.account === account &&
      isSameId(each.by.id, desk.actor.id) &&
      roles.every((role) => each.roles.includes(role)),
  )
  if (!same) await recordAccount(desk, 'roles-asked', { account, name, roles })
}

interface RolesDecision {
  account: string
  /** Number of the requesting event. */
  asked: number
  confirm: boolean
}

/**
 * A second administrator grants an account the requested roles or declines them; the requester may also
 * decline.
 * @throws {Refused} if nothing is pending, or this person may not decide it.
 */
export async function decideRoles(
  desk: Desk,
  { account, asked: n, confirm }: RolesDecision,
): Promise<RolesRequested[]> {
  const { req, actor } = desk
  if (!mayAdminister(actor))
    throw new Refused({
      allowed: false,
      because: 'role',
      message: 'Only administrators decide on the roles of accounts.',
    })
  const requested = (await readRolesAwaited(req)).find((each) => each.n === n && each.account === account)
  if (!requested)
    throw new Refused({
      allowed: false,
      because: 'stale',
      message: 'These roles are not asked for any more. Reload the page.',
    })
  const why = confirm ? whyNotConfirm(actor, requested) : null
  if (why !== null) throw new Refused({ allowed: false, because: 'role', message: why })
  const person = confirm ? await findStaffMember(req, { id: account }) : null
  if (person) {
    const roles = [...new Set([...person.roles, ...requested.roles])]
    await writeRoles(req, person.id, roles)
    await tellOfRoles(desk, { account: person.id, before: person.roles, after: roles })
  }
  await recordAccount(desk, confirm ? 'roles-confirmed' : 'roles-declined', {
    account,
    name: requested.name,
    roles: requested.roles,
    asked: n,
    askedBy: requested.by.name,
  })
  return (await readRolesAwaited(req)).filter((each) => each.account === account)
}
