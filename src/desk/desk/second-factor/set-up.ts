import type { TotpOffer } from '#domain/desk/second-factor.ts'
import { newRecoveryCodes, recoveryHash } from '#lib/second-factor/recovery-codes.ts'
import { mayHavePasskeys, offerPasskey, readNewPasskey } from '#lib/second-factor/passkeys.ts'
import { newTotp, openTotp, sealTotp, stepOf } from '#lib/second-factor/totp.ts'
import {
  addFactor,
  confirmStep,
  readFactors,
  removeFactor,
  removeFactors,
  removeUnconfirmed,
  type SecondFactor,
} from '#store/desk/second-factors.ts'
import { takeChallenge } from '#store/desk/sign-ins.ts'
import { recordAccount } from '../accounts.ts'
import { refuse, type Own } from './about.ts'
import { keepInSession, proved } from './prove.ts'

const newFactor = (
  { account, clock }: Own,
  given: Pick<SecondFactor, 'kind' | 'name' | 'secret'> & Partial<SecondFactor>,
): Omit<SecondFactor, 'id'> => ({
  account,
  credential: null,
  transports: [],
  counter: 0,
  createdAt: clock.now().toISOString(),
  confirmedAt: null,
  usedAt: null,
  ...given,
})

const record = (own: Own, what: string): Promise<void> =>
  recordAccount(own, 'second-factor', { account: own.account, name: own.name, what })

/** Recovery codes in place of those before. @returns them: they are shown once, and only their hashes are kept. */
export async function renewRecoveryCodes(own: Own): Promise<string[]> {
  const { req, account, dataDir, clock } = own
  const codes = newRecoveryCodes()
  await removeFactors(req, account, 'recovery')
  for (const code of codes)
    await addFactor(
      req,
      newFactor(own, {
        kind: 'recovery',
        name: 'Recovery code',
        secret: recoveryHash(dataDir, account, code),
        confirmedAt: clock.now().toISOString(),
      }),
    )
  await record(own, 'recovery')
  return codes
}

/** Codes for an account that has none left of an earlier set-up. */
const firstCodes = async (own: Own): Promise<string[] | null> =>
  (await readFactors(own.req, own.account)).some(({ kind, usedAt }) => kind === 'recovery' && !usedAt)
    ? null
    : renewRecoveryCodes(own)

/** Offers a secret for an authenticator app. It counts once a code has confirmed it. */
export async function offerTotp(own: Own): Promise<TotpOffer> {
  const { req, account, dataDir, email } = own
  const offer = newTotp(email)
  await removeUnconfirmed(req, account)
  const secret = sealTotp(dataDir, account, offer.secret)
  await addFactor(req, newFactor(own, { kind: 'totp', name: 'App with codes', secret }))
  return offer
}

/**
 * Confirms the app by its first code; it replaces an app that was set up before.
 * @returns recovery codes, if the account had none.
 */
export async function confirmTotp(own: Own, code: string): Promise<{ codes: string[] | null }> {
  const { req, account, dataDir, clock } = own
  const at = clock.now()
  const apps = (await readFactors(req, account)).filter(({ kind }) => kind === 'totp')
  const offered = apps.find(({ confirmedAt }) => confirmedAt === null)
  if (!offered) return refuse('There is nothing to confirm any more. Begin again with “Set up an app”.')
  const step = stepOf(openTotp(dataDir, account, offered.secret), code.replace(/\s/g, ''), at)
  if (step === null || !(await confirmStep(req, offered.id, step, at)))
    return refuse(
      'This code is not right. Type the six digits that the app shows for Recourse now, and look whether the clock of the phone is right.',
    )
  for (const { id, confirmedAt } of apps) if (confirmedAt !== null) await removeFactor(req, account, id)
  await record(own, 'totp')
  await proved(own)
  return { codes: await firstCodes(own) }
}

/** What the browser is asked for a new passkey. */
export async function offerNewPasskey(own: Own): Promise<unknown> {
  const { req, account, publicUrl, email, name } = own
  if (!mayHavePasskeys(publicUrl))
    return refuse(
      'Browsers allow passkeys only at a site with a name and https. PUBLIC_URL says where this site is.',
    )
  const kept = (await readFactors(req, account)).flatMap(({ credential, transports }) =>
    credential === null ? [] : [{ credential, transports }],
  )
  const options = await offerPasskey(publicUrl, { id: account, email, name }, kept)
  await keepInSession(own, options.challenge)
  return options
}

/** @returns recovery codes, if the account had none. */
export async function addPasskey(
  own: Own,
  { name, response }: { name: string; response: unknown },
): Promise<{ codes: string[] | null }> {
  const { req, session, clock, publicUrl } = own
  const challenge = await takeChallenge(req, session, clock.now())
  const made = challenge === null ? null : await readNewPasskey(publicUrl, challenge, response)
  if (!made) return refuse('This passkey was not accepted. Begin again.')
  const { publicKey: secret, credential, counter, transports } = made
  const confirmedAt = clock.now().toISOString()
  await addFactor(
    req,
    newFactor(own, { kind: 'passkey', name, secret, credential, counter, transports, confirmedAt }),
  )
  await record(own, 'passkey')
  await proved(own)
  return { codes: await firstCodes(own) }
}

/** Removes a second factor. The last one takes the recovery codes with it. @throws {Refused} if one must be left. */
export async function removeOwnFactor(own: Own, id: string, required: boolean): Promise<void> {
  const { req, account } = own
  const factors = (await readFactors(req, account)).filter(({ kind }) => kind !== 'recovery')
  const gone = factors.find((factor) => factor.id === id)
  if (!gone) return refuse('This is not there any more. Reload the page.')
  const last = factors.every((factor) => factor.id === id || factor.confirmedAt === null)
  if (last && required)
    return refuse('Your account must have a second factor: set up another one first, then remove this one.')
  await removeFactor(req, account, id)
  if (last) await removeFactors(req, account)
  await record(own, 'removed')
}
