import { randomUUID } from 'node:crypto'
import type { User } from '#payload-types'
import { forgetSignIns } from './sign-ins.ts'
import type { StoreRequest } from '../rows.ts'

interface Session {
  id: string
  createdAt: string | Date
  expiresAt: string | Date
}
interface Account extends Record<string, unknown> {
  id: string
  sessions?: Session[] | null
  updatedAt?: string | null
}

const findAccount = (req: StoreRequest, id: string): Promise<Account | null> =>
  req.payload.db.findOne<Account>({ collection: 'users', where: { id: { equals: id } }, req: req })

/** The sessions of an account that have not ended. */
export async function readSessions(req: StoreRequest, account: string, now: Date): Promise<Session[]> {
  const found = await findAccount(req, account)
  return (found?.sessions ?? []).filter(({ expiresAt }) => new Date(expiresAt) > now)
}

/**
 * Begins a session of an account without its password. The caller knows by other means that it is its owner.
 * @param lasts milliseconds.
 * @returns the account and the session; null if there is no such account.
 */
export async function beginSession(
  req: StoreRequest,
  id: string,
  { now, lasts }: { now: Date; lasts: number },
): Promise<{ user: User; session: string } | null> {
  const account = await findAccount(req, id)
  if (!account) return null
  const session = { id: randomUUID(), createdAt: now, expiresAt: new Date(now.getTime() + lasts) }
  // Payload gives the row of an account as it is.
  const user = { ...account } as unknown as User
  const open = (account.sessions ?? []).filter(({ expiresAt }) => new Date(expiresAt) > now)
  await req.payload.db.updateOne({
    collection: 'users',
    id,
    data: Object.assign(account, { sessions: [...open, session], updatedAt: null }),
    req: req,
    returning: false,
  })
  return { user, session: session.id }
}

/** Ends sessions of an account: their next request is nobody's. @returns how many. */
export async function endSessions(
  req: StoreRequest,
  id: string,
  ends: (session: string) => boolean,
): Promise<number> {
  const account = await findAccount(req, id)
  const all = account?.sessions ?? []
  const kept = all.filter((session) => !ends(session.id))
  if (account && kept.length < all.length)
    await req.payload.db.updateOne({
      collection: 'users',
      id,
      // As Payload writes sessions: nothing else of the account is changed.
      data: Object.assign(account, { sessions: kept, updatedAt: null }),
      req: req,
      returning: false,
    })
  await forgetSignIns(
    req,
    id,
    kept.map((session) => session.id),
  )
  return all.length - kept.length
}
