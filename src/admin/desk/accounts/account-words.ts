import { rolesInWords, type AccountStatus } from '#domain/desk/accounts.ts'
import type { Role } from '#domain/desk/actors.ts'
import { listed } from '#admin/words.ts'

type AccountEvent = AccountStatus['events'][number]

interface Edit {
  field: string
  before: unknown
  after: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const roles = (value: unknown): string => rolesInWords((Array.isArray(value) ? value : []) as Role[])
const withRoles = (value: unknown): string => {
  const words = roles(value)
  return words ? `with the role of ${words}` : 'without a role'
}

function edit({ field, before, after }: Edit): string {
  if (field === 'roles') return `its roles from ${roles(before) || 'none'} to ${roles(after) || 'none'}`
  return `its ${field === 'email' ? 'address' : field} from “${text(before)}” to “${text(after)}”`
}

const FACTOR_WORDS: Partial<Record<string, string>> = {
  totp: 'set up an app with codes as second factor',
  passkey: 'set up a passkey',
  recovery: 'got new recovery codes',
  'recovery-used': 'used a recovery code',
  removed: 'removed a second factor',
}

/** An account event in words: the text after the name of the person who did it. */
export function accountWords({ action, details }: Pick<AccountEvent, 'action' | 'details'>): string {
  switch (action) {
    case 'made':
      return `made it for ${text(details.name)} (${text(details.email)}), ${withRoles(details.roles)}`
    case 'changed':
      return `changed ${listed(((details.changed ?? []) as Edit[]).map(edit))}`
    case 'removed':
      return 'removed it'
    case 'roles-asked':
      return `asked for the role of ${roles(details.roles)}`
    case 'roles-confirmed':
      return `confirmed the role of ${roles(details.roles)}, which ${text(details.askedBy)} had asked for`
    case 'roles-declined':
      return `declined the role of ${roles(details.roles)}, which ${text(details.askedBy)} had asked for`
    case 'password':
      return details.how === 'link' ? 'set its password by a link' : 'set its password'
    case 'second-factor':
      return FACTOR_WORDS[text(details.what)] ?? 'changed its second factor'
    case 'second-factor-reset':
      return 'took its second factor off, and ended all its sessions'
    case 'single-sign-on':
      return details.what === 'linked'
        ? 'linked it to an account at the identity provider'
        : 'undid its link to the identity provider'
    case 'sessions-ended':
      return details.count === 1 ? 'ended a session of it' : `ended ${Number(details.count)} sessions of it`
    case 'invited':
      return 'had a link sent to it, to set a password'
  }
}
