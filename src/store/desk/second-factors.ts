import { FACTOR_KINDS, type FactorKind } from '#domain/desk/second-factor.ts'
import type { Row } from '../row.ts'
import { deleteRows, findRows, insertRow, isRow, updateRow, type StoreRequest } from '../rows.ts'

export interface SecondFactor {
  id: string
  account: string
  kind: FactorKind
  name: string
  /** Of an app: sealed. Of a recovery code: its hash. Of a passkey: its public key. */
  secret: string
  /** Of a passkey. */
  credential: string | null
  transports: string[]
  /** The last time step of an app, or the counter of a passkey. */
  counter: number
  createdAt: string
  /** Null until its owner has proved that it works. */
  confirmedAt: string | null
  usedAt: string | null
}

const toFactor = (row: Row): SecondFactor => ({
  id: row.id,
  account: row.text('account'),
  kind: row.among('kind', FACTOR_KINDS),
  name: row.text('name'),
  secret: row.text('secret'),
  credential: row.textOrNull('credential'),
  transports: (row.textOrNull('transports') ?? '').split(' ').filter(Boolean),
  counter: row.number('counter'),
  createdAt: row.text('createdAt'),
  confirmedAt: row.textOrNull('confirmedAt'),
  usedAt: row.textOrNull('usedAt'),
})

const ofAccount = (account: string) => ({ account: { equals: account } })
const ofKind = (kind: FactorKind) => ({ kind: { equals: kind } })
const ofId = (id: string) => ({ id: { equals: id } })

/** All of an account, oldest first, also those that are not confirmed. */
export const readFactors = (req: StoreRequest, account: string): Promise<SecondFactor[]> =>
  findRows(req, 'second-factors', toFactor, ofAccount(account), 'createdAt')

/** Whether an account has a second factor that works. Recovery codes alone are none. */
export const hasFactor = (req: StoreRequest, account: string): Promise<boolean> =>
  isRow(req, 'second-factors', {
    and: [ofAccount(account), { confirmedAt: { exists: true } }, { kind: { not_equals: 'recovery' } }],
  })

export const addFactor = (
  req: StoreRequest,
  { transports, ...rest }: Omit<SecondFactor, 'id'>,
): Promise<void> => insertRow(req, 'second-factors', { ...rest, transports: transports.join(' ') })

/**
 * Uses the code of a time step. Each step counts once, also if two requests bring it at the same instant.
 * @returns false if it, or a later one, was used.
 */
export const takeStep = (req: StoreRequest, id: string, step: number, at: Date): Promise<boolean> =>
  updateRow(
    req,
    'second-factors',
    { and: [ofId(id), { counter: { less_than: step } }] },
    { counter: step, usedAt: at.toISOString() },
  )

/** The same for the first code, which confirms an app. */
export const confirmStep = (req: StoreRequest, id: string, step: number, at: Date): Promise<boolean> =>
  updateRow(
    req,
    'second-factors',
    { and: [ofId(id), { counter: { less_than: step } }] },
    { counter: step, usedAt: at.toISOString(), confirmedAt: at.toISOString() },
  )

/** Uses a recovery code. @returns false if there is none with any of these hashes, or it was used. */
export const takeRecoveryCode = (
  req: StoreRequest,
  account: string,
  hashes: readonly string[],
  at: Date,
): Promise<boolean> =>
  updateRow(
    req,
    'second-factors',
    {
      and: [
        ofAccount(account),
        ofKind('recovery'),
        { secret: { in: [...hashes] } },
        { usedAt: { exists: false } },
      ],
    },
    { usedAt: at.toISOString() },
  )

/** Notes a use of a passkey. @returns false if its counter has not moved on: it may have been copied. */
export const takePasskey = (
  req: StoreRequest,
  { id, counter: before }: Pick<SecondFactor, 'id' | 'counter'>,
  counter: number,
  at: Date,
): Promise<boolean> =>
  updateRow(
    req,
    'second-factors',
    { and: [ofId(id), { counter: { equals: before } }] },
    { counter, usedAt: at.toISOString() },
  )

export const removeFactor = (req: StoreRequest, account: string, id: string): Promise<void> =>
  deleteRows(req, 'second-factors', { and: [ofAccount(account), ofId(id)] })

/** Removes all of an account, or all of one kind. */
export const removeFactors = (req: StoreRequest, account: string, kind?: FactorKind): Promise<void> =>
  deleteRows(req, 'second-factors', { and: [ofAccount(account), ...(kind ? [ofKind(kind)] : [])] })

/** Removes apps that were never confirmed. */
export const removeUnconfirmed = (req: StoreRequest, account: string): Promise<void> =>
  deleteRows(req, 'second-factors', { and: [ofAccount(account), { confirmedAt: { exists: false } }] })
