import { isSameId, withPortableIds } from '../portable-ids.ts'
import { mayAdminister, ROLE_NAMES, type Actor, type Role } from './actors.ts'
import type { ChainEvent } from './events.ts'
import { textOf } from '../values.ts'

/** What can happen to a staff account. A name never changes its meaning. */
export const ACCOUNT_ACTIONS = {
  made: 'Made',
  changed: 'Changed',
  removed: 'Removed',
  'roles-asked': 'Roles asked for',
  'roles-confirmed': 'Roles confirmed',
  'roles-declined': 'Roles declined',
  password: 'Password set',
  'second-factor': 'Second factor set up or removed',
  'second-factor-reset': 'Second factor taken off',
  'single-sign-on': 'Linked to the identity provider, or not any more',
  'sessions-ended': 'Sessions ended',
  invited: 'Link sent',
} as const
export type AccountAction = keyof typeof ACCOUNT_ACTIONS
export type AccountEvent = ChainEvent<AccountAction>

/** The name of the single chain that records all account events. */
export const ACCOUNTS = 'accounts'

/** The actor for commands run on the server: anyone who can run one already has access to the data. */
export const COMMAND: Actor = { id: 'system:command', name: 'A command on the server', roles: [] }

/** Roles that one administrator requests for an account and another must confirm. */
export interface RolesRequested {
  /** Number of the requesting event. */
  n: number
  /** Id of the account. */
  account: string
  name: string
  roles: Role[]
  by: Pick<Actor, 'id' | 'name'>
  at: string
}

const rolesIn = (value: unknown): Role[] =>
  Array.isArray(value) ? value.filter((role): role is Role => (role as string) in ROLE_NAMES) : []

/**
 * Role requests that await a second administrator, oldest first.
 * @param staff the existing accounts: a request lapses when its account is gone or already has the roles.
 */
export function rolesAwaited(
  events: readonly AccountEvent[],
  staff: readonly { id: string; name: string; roles: readonly Role[] }[],
): RolesRequested[] {
  const accounts = new Map(staff.map((each) => [withPortableIds(each.id), each]))
  const decided = new Set(
    events
      .filter(({ action }) => action === 'roles-confirmed' || action === 'roles-declined')
      .map(({ details }) => Number(details.asked)),
  )
  return events
    .filter(({ action, n }) => action === 'roles-asked' && !decided.has(n))
    .flatMap(({ n, details, actor, at }) => {
      const account = accounts.get(withPortableIds(textOf(details.account)))
      const roles = rolesIn(details.roles).filter((role) => !account?.roles.includes(role))
      return account && roles.length > 0
        ? [{ n, account: account.id, name: account.name, roles, by: actor, at }]
        : []
    })
}

/** “reviewer and editor”. */
export function rolesInWords(roles: readonly Role[]): string {
  const words = roles.map((role) => ROLE_NAMES[role].toLowerCase())
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Why this person may not confirm the requested roles; null if they may. */
export function whyNotConfirm(
  actor: Pick<Actor, 'id' | 'roles'>,
  { by, account }: Pick<RolesRequested, 'by' | 'account'>,
): string | null {
  if (!mayAdminister(actor)) return 'Only an administrator confirms roles.'
  if (isSameId(by.id, actor.id)) return 'You asked for this: another administrator must confirm it.'
  return isSameId(`user:${account}`, actor.id)
    ? 'These are roles of your own: another administrator must confirm them.'
    : null
}

/** What administrators see of an account besides its fields. */
export interface AccountStatus {
  /** `whyNot`: why this person may not confirm the request. */
  awaited: (RolesRequested & { whyNot: string | null })[]
  /** No second administrator exists to confirm anything. */
  alone: boolean
  /** The account's events, newest first. */
  events: { n: number; at: string; by: string; action: AccountAction; details: Record<string, unknown> }[]
}
