import { randomBytes } from 'node:crypto'
import {
  APIError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { hashingTurns, type Release } from '#lib/hashing-turns.ts'
import { knownBrowsers, type KnownBrowsers } from '#lib/known-browsers.ts'
import { hashOf } from '#lib/password-hash.ts'
import { networkIn } from '#lib/throttle.ts'
import { deviceOf } from '#domain/desk/device.ts'
import { hasFactor } from '#store/desk/second-factors.ts'
import { hasAccount } from '#store/desk/sign-in.ts'
import { forgetUnused, noteSignIn } from '#store/desk/sign-ins.ts'
import {
  beginTry,
  isKnown,
  knowNetwork,
  tryCameOff,
  type Tried,
  type Try,
} from '#store/desk/sign-in-tries.ts'
import { sentIn } from './sent-in.ts'

const browsersOf = ({ payload }: PayloadRequest): KnownBrowsers => {
  const { dataDir, publicUrl } = env()
  return knownBrowsers(dataDir, {
    cookiePrefix: payload.config.cookiePrefix,
    https: publicUrl.startsWith('https:'),
  })
}

/** Normalises a sign-in address as Payload does. */
const accountOf = (email: unknown): string => (typeof email === 'string' ? email.toLowerCase().trim() : '')

const headersOf = ({ headers }: PayloadRequest): Headers | undefined => headers

/** The network that a request comes from, by a name that identifies nobody. */
export const hashedNetwork = (req: PayloadRequest): string =>
  addressBook(env().dataDir).lookup(networkIn(headersOf(req)))

const tryOf = (req: PayloadRequest, account: string): Try => ({
  // Stores nothing that identifies the person trying.
  account: addressBook(env().dataDir).lookup(account),
  network: hashedNetwork(req),
  browser: browsersOf(req).read(headersOf(req)?.get('cookie') ?? null, account),
})

/** Does the work of Payload's password check if there is no account to check. */
const hashInVain = (password: string): Promise<Buffer> => hashOf(password, randomBytes(32).toString('hex'))

/** Takes as long for an unknown address as for a known one. Payload also looks up the account and hashes. */
async function takeAsLong(req: PayloadRequest, account: string, password: string): Promise<void> {
  if (!(await hasAccount(req, account))) await hashInVain(password)
}

function refuse(req: PayloadRequest, wait: number): never {
  const seconds = Math.ceil(wait / 1000)
  ;(req.responseHeaders ??= new Headers()).set('Retry-After', String(seconds))
  throw new APIError(
    `There were too many tries to sign in from here. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`,
    429,
    undefined,
    true,
  )
}

/** @throws {APIError} if there were too many attempts. */
export async function countTry(req: PayloadRequest, tried: Tried, account: string): Promise<void> {
  const wait = await beginTry(req.payload, tried, tryOf(req, account), systemClock.now())
  if (wait > 0) refuse(req, wait)
}

/** A password was right: the attempt is not counted. */
export const passwordCameOff = (req: PayloadRequest, account: string): Promise<void> =>
  tryCameOff(req, 'password', tryOf(req, account), systemClock.now())

/** Requests to sign in that may have a password hashed; each gives its turn back when it is answered. */
const turns = new WeakMap<PayloadRequest, Release | null>()

/** Milliseconds after which a stranger tries again when too many others wait. */
const CROWDED = 10_000

/** Waits until the password of a request may be hashed. @throws {APIError} if too many wait already. */
export async function takeTurn(req: PayloadRequest, account: string): Promise<void> {
  // Only what is asked over HTTP: nothing else would give a turn back.
  if (!turns.has(req)) return
  const known = await isKnown(req, tryOf(req, account), systemClock.now())
  const turn = hashingTurns().take(known)
  turns.set(req, turn === null ? refuse(req, CROWDED) : await turn)
}

/** Does what hashes a password, and gives back the turn that it took. */
export async function inTurn<T>(req: PayloadRequest, answer: () => Promise<T>): Promise<T> {
  turns.set(req, null)
  try {
    return await answer()
  } finally {
    turns.get(req)?.()
    turns.delete(req)
  }
}

/** A code was right: the attempt is not counted. */
export const codeCameOff = (req: PayloadRequest, account: string): Promise<void> =>
  tryCameOff(req, 'code', tryOf(req, account), systemClock.now())

/**
 * Limits sign-in attempts, whether or not the account exists, and takes as long for an unknown address as for a
 * known one.
 */
export const limitTries: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login') return args
  const data = sentIn(args)
  const account = accountOf(data.email)
  await countTry(req, 'password', account)
  if (typeof data.password === 'string' && data.password.trim() !== '') {
    await takeTurn(req, account)
    await takeAsLong(req, account, data.password)
  }
  return args
}

/** After the right password: the attempt is not counted, and what is known of the session is kept. */
export const letIn: CollectionAfterLoginHook = async ({ req, user, token }) => {
  const { id, email } = user as { id: string; email?: unknown }
  await passwordCameOff(req, accountOf(email))
  await signedIn(req, { id: String(id), email }, token)
}

/** Keeps what is known of a session that has just begun. */
export async function signedIn(
  req: PayloadRequest,
  { id, email }: { id: string; email?: unknown },
  token: string,
): Promise<void> {
  await keepSignIn(req, id, token)
  // Whoever has not proved a second factor is not known again.
  if (!(await hasFactor(req, id))) await knowAgain(req, accountOf(email))
}

/** The browser and the network are known from now on as those of the account's owner. */
export async function knowAgain(req: PayloadRequest, account: string): Promise<void> {
  const who = tryOf(req, account)
  await knowNetwork(req, who, systemClock.now())
  if (who.browser === null)
    (req.responseHeaders ??= new Headers()).append('Set-Cookie', browsersOf(req).setCookie(account))
}

/** Milliseconds after which a session that nobody used has ended. */
const ENDED = 9 * 3_600_000

/** Keeps what is known of a new session, by its token, and forgets sessions of the account that have ended. */
async function keepSignIn(req: PayloadRequest, account: string, token: string): Promise<void> {
  const { sid: session } = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
  ) as { sid: string }
  const now = systemClock.now()
  const at = now.toISOString()
  await forgetUnused(req, account, new Date(now.getTime() - ENDED))
  const device = deviceOf(headersOf(req)?.get('user-agent') ?? null)
  await noteSignIn(req, { session, account, device, createdAt: at, usedAt: at, provedAt: null })
}
