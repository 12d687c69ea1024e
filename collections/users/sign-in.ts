import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import {
  APIError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { addressBook } from '#lib/addresses.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { knownBrowsers, type KnownBrowsers } from '#lib/known-browsers.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { hasAccount } from '#store/desk/sign-in.ts'
import { beginTry, knowNetwork, tryCameOff, type Try } from '#store/desk/sign-in-tries.ts'
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

function tryOf(req: PayloadRequest, account: string): Try {
  const headers = req.headers as Headers | undefined
  const book = addressBook(env().dataDir)
  return {
    // Stores nothing that identifies the person trying.
    account: book.lookup(account),
    network: book.lookup(headers?.get(NETWORK_HEADER) ?? 'unknown'),
    browser: browsersOf(req).read(headers?.get('cookie') ?? null, account),
  }
}

const hash = promisify(pbkdf2)

/** Does the work of Payload's password check if there is no account to check. */
const hashInVain = (password: string): Promise<Buffer> =>
  hash(password, randomBytes(32).toString('hex'), 600_000, 32, 'sha256')

/** Takes as long for an unknown address as for a known one. Payload also looks up the account and hashes. */
async function takeAsLong(req: PayloadRequest, account: string, password: string): Promise<void> {
  if (!(await hasAccount(req, account))) await hashInVain(password)
}

/**
 * Limits sign-in attempts, whether or not the account exists, and takes as long for an unknown address as for a
 * known one.
 */
export const limitTries: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login') return args
  const data = sentIn(args)
  const account = accountOf(data.email)
  const wait = await beginTry(req.payload, 'password', tryOf(req, account), systemClock.now())
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1000)
    ;(req.responseHeaders ??= new Headers()).set('Retry-After', String(seconds))
    throw new APIError(
      `There were too many tries to sign in from here. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`,
      429,
      undefined,
      true,
    )
  }
  if (typeof data.password === 'string' && data.password.trim() !== '')
    await takeAsLong(req, account, data.password)
  return args
}

/** After the right password: the attempt is not counted, and the browser is recognized from now on. */
export const knowAgain: CollectionAfterLoginHook = async ({ req, user }) => {
  const account = accountOf((user as { email?: unknown }).email)
  const who = tryOf(req, account)
  await tryCameOff(req, 'password', who, systemClock.now())
  await knowNetwork(req, who, systemClock.now())
  if (who.browser === null)
    (req.responseHeaders ??= new Headers()).append('Set-Cookie', browsersOf(req).setCookie(account))
}
