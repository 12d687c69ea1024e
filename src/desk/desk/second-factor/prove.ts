import { isRecoveryCode, recoveryHashes } from '#lib/second-factor/recovery-codes.ts'
import { askPasskey, readPasskeyProof } from '#lib/second-factor/passkeys.ts'
import { openTotp, stepOf } from '#lib/second-factor/totp.ts'
import {
  readFactors,
  takePasskey,
  takeRecoveryCode,
  takeStep,
  type SecondFactor,
} from '#store/desk/second-factors.ts'
import { keepChallenge, noteProof, noteSignIn, takeChallenge } from '#store/desk/sign-ins.ts'
import { recordAccount } from '../accounts.ts'
import { refuse, type Own } from './about.ts'

const WRONG =
  'This code is not right. Codes of the app change every 30 seconds, and each works once: wait for the next one. If none works, look whether the clock of the phone is right, or use a recovery code.'

/** Notes the proof in the session. */
export async function proved({ req, account, session, clock }: Own): Promise<void> {
  const at = clock.now()
  if (await noteProof(req, session, at)) return
  const now = at.toISOString()
  await noteSignIn(req, { session, account, device: 'A program', createdAt: now, usedAt: now, provedAt: now })
}

/** Makes sure that something is known of the session, where a challenge is kept. */
export async function keepInSession({ req, account, session, clock }: Own, challenge: string): Promise<void> {
  const at = clock.now()
  if (await keepChallenge(req, session, challenge, at)) return
  const now = at.toISOString()
  await noteSignIn(req, {
    session,
    account,
    device: 'A program',
    createdAt: now,
    usedAt: now,
    provedAt: null,
  })
  await keepChallenge(req, session, challenge, at)
}

async function isRight(own: Own, factors: readonly SecondFactor[], code: string): Promise<boolean> {
  const { req, account, dataDir, clock } = own
  const at = clock.now()
  if (isRecoveryCode(code)) {
    const right = await takeRecoveryCode(req, account, recoveryHashes(dataDir, account, code), at)
    if (right) await recordAccount(own, 'second-factor', { account, name: own.name, what: 'recovery-used' })
    return right
  }
  const typed = code.replace(/\s/g, '')
  for (const { id, secret } of factors.filter(({ kind, confirmedAt }) => kind === 'totp' && confirmedAt)) {
    const step = stepOf(openTotp(dataDir, account, secret), typed, at)
    if (step !== null && (await takeStep(req, id, step, at))) return true
  }
  return false
}

/**
 * Proves the second factor by a code of the app, or by a recovery code. Each counts once.
 * @throws {Refused} if it is wrong, or was used.
 */
export async function proveByCode(own: Own, code: string): Promise<void> {
  const factors = await readFactors(own.req, own.account)
  if (!(await isRight(own, factors, code))) refuse(WRONG)
  await proved(own)
}

const passkeysOf = (factors: readonly SecondFactor[]) =>
  factors.flatMap((factor) =>
    factor.kind === 'passkey' && factor.credential !== null
      ? [{ ...factor, credential: factor.credential, publicKey: factor.secret }]
      : [],
  )

/** What the browser is asked for a passkey of this account. */
export async function askForPasskey(own: Own): Promise<unknown> {
  const kept = passkeysOf(await readFactors(own.req, own.account))
  if (kept.length === 0) refuse('This account has no passkey. Use a code of the app, or a recovery code.')
  const options = await askPasskey(own.publicUrl, kept)
  await keepInSession(own, options.challenge)
  return options
}

/** @throws {Refused} if the passkey does not prove that it is this person, now, at this site. */
export async function proveByPasskey(own: Own, response: unknown): Promise<void> {
  const { req, account, session, clock, publicUrl } = own
  const at = clock.now()
  const challenge = await takeChallenge(req, session, at)
  const { id } = (response ?? {}) as { id?: unknown }
  const kept = passkeysOf(await readFactors(req, account)).find(({ credential }) => credential === id)
  const counter = challenge && kept ? await readPasskeyProof(publicUrl, challenge, response, kept) : null
  if (!kept || counter === null || !(await takePasskey(req, kept, counter, at)))
    return refuse('This passkey was not accepted. Try again, or use a code.')
  await proved(own)
}
