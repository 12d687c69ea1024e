import { mayAdminister, mayReview, type Role } from './actors.ts'

/** Who must have a second factor: nobody, those who approve or administer, everybody. */
export const SECOND_FACTOR = ['off', 'approvers', 'all'] as const
export type SecondFactorRule = (typeof SECOND_FACTOR)[number]

/** Milliseconds for which a sign-in or a proof is enough to change the second factor itself. */
const SET_UP_WITHIN = 15 * 60_000

/** Number of recovery codes that an account is given. */
export const RECOVERY_CODES = 10

/** Longest name of a passkey, in characters. */
export const LONGEST_NAME = 60

export const FACTOR_KINDS = { totp: 'App with codes', passkey: 'Passkey', recovery: 'Recovery code' } as const
export type FactorKind = keyof typeof FACTOR_KINDS

/** What a session may do, and since when that is proved. */
export interface Standing {
  /**
   * `prove`: the session can do nothing but prove its second factor. `set-up`: it can do nothing but set one up. Null:
   * it can do what its roles allow.
   */
  limited: 'prove' | 'set-up' | null
  /** The account has a second factor. */
  has: boolean
  /** The account must have one. */
  required: boolean
  signedInAt: string | null
  provedAt: string | null
}

export const mustHave = (rule: SecondFactorRule, roles: readonly Role[]): boolean =>
  rule === 'all' || (rule === 'approvers' && (mayReview({ roles }) || mayAdminister({ roles })))

interface Known {
  rule: SecondFactorRule
  roles: readonly Role[]
  has: boolean
  /** Null for a session of which nothing is recorded, as after an upgrade. */
  signIn: { createdAt: string; provedAt: string | null } | null
}

export function standingOf({ rule, roles, has, signIn }: Known): Standing {
  const required = mustHave(rule, roles)
  const provedAt = signIn?.provedAt ?? null
  return {
    limited: has ? (provedAt === null ? 'prove' : null) : required ? 'set-up' : null,
    has,
    required,
    signedInAt: signIn?.createdAt ?? null,
    provedAt,
  }
}

const isRecent = (at: string | null, now: Date, lasts: number): boolean =>
  at !== null && now.getTime() - Date.parse(at) < lasts

/**
 * Whether the last proof is recent enough to approve, to publish and to change accounts.
 * @param lasts milliseconds.
 */
export const isProvedLately = ({ has, provedAt }: Standing, now: Date, lasts: number): boolean =>
  !has || isRecent(provedAt, now, lasts)

/**
 * Whether the session may change the second factor: after a recent proof or, where there is nothing to prove yet, a
 * recent sign-in with the password. A session that was left open gives nobody the account.
 */
export const maySetUp = ({ has, provedAt, signedInAt }: Standing, now: Date): boolean =>
  isRecent(has ? provedAt : signedInAt, now, SET_UP_WITHIN)

/**
 * Whether the session was signed in to a short while ago, which proves the password.
 * @param lasts milliseconds.
 */
export const isSignedInLately = ({ signedInAt }: Standing, now: Date, lasts: number): boolean =>
  isRecent(signedInAt, now, lasts)

/** Milliseconds after which a session ends, however much it is used. */
export const LONGEST_SESSION = 24 * 3_600_000

/** A second factor as its owner sees it. */
export interface FactorShown {
  id: string
  kind: FactorKind
  name: string
  createdAt: string
  usedAt: string | null
}

/** A session as its owner sees it. */
export interface SessionShown {
  id: string
  device: string
  createdAt: string
  usedAt: string
  /** The one that asks. */
  current: boolean
}

/** How an account is signed in to. */
export interface Security {
  rule: SecondFactorRule
  required: boolean
  factors: FactorShown[]
  /** Recovery codes that are left. */
  codesLeft: number
  sessions: SessionShown[]
  /** Whether browsers allow passkeys at the address of this site. */
  passkeys: boolean
  /** The identity provider, and since when the account is linked to somebody there; null where there is none. */
  provider: { name: string; linkedAt: string | null; usedAt: string | null } | null
}

/** What an authenticator app is set up with. */
export interface TotpOffer {
  secret: string
  uri: string
}
