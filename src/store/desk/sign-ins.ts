import type { Row } from '../row.ts'
import { deleteRows, findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** A session of an account, as this product records it beside Payload. */
export interface SignIn {
  session: string
  account: string
  device: string
  createdAt: string
  usedAt: string
  /** When a second factor was last proved in it; null if never. */
  provedAt: string | null
}

const toSignIn = (row: Row): SignIn => ({
  session: row.text('session'),
  account: row.text('account'),
  device: row.text('device'),
  createdAt: row.text('createdAt'),
  usedAt: row.text('usedAt'),
  provedAt: row.textOrNull('provedAt'),
})

const ofSession = (session: string) => ({ session: { equals: session } })

export const findSignIn = (req: StoreRequest, session: string): Promise<SignIn | null> =>
  findRow(req, 'sign-ins', toSignIn, ofSession(session))

export const readSignIns = (req: StoreRequest, account: string): Promise<SignIn[]> =>
  findRows(req, 'sign-ins', toSignIn, { account: { equals: account } }, '-usedAt')

export const noteSignIn = (req: StoreRequest, signIn: SignIn): Promise<void> =>
  insertRow(req, 'sign-ins', { ...signIn, challenge: null, challengeAt: null })

export const noteUse = async (req: StoreRequest, session: string, at: Date): Promise<void> =>
  void (await updateRow(req, 'sign-ins', ofSession(session), { usedAt: at.toISOString() }))

/** Notes that a second factor was proved in a session. @returns false if nothing is known of the session. */
export const noteProof = (req: StoreRequest, session: string, at: Date): Promise<boolean> =>
  updateRow(req, 'sign-ins', ofSession(session), { provedAt: at.toISOString(), usedAt: at.toISOString() })

/** Keeps the challenge that a session must answer with a passkey, in place of an earlier one. */
export const keepChallenge = (
  req: StoreRequest,
  session: string,
  challenge: string,
  at: Date,
): Promise<boolean> =>
  updateRow(req, 'sign-ins', ofSession(session), { challenge, challengeAt: at.toISOString() })

/** Milliseconds in which a challenge must be answered. */
const ANSWER_WITHIN = 5 * 60_000

/** Takes the challenge of a session: it is answered once. @returns null if there is none, or it is too old. */
export async function takeChallenge(req: StoreRequest, session: string, now: Date): Promise<string | null> {
  const parse = (row: Row) => ({ challenge: row.textOrNull('challenge'), at: row.textOrNull('challengeAt') })
  const kept = await findRow(req, 'sign-ins', parse, ofSession(session))
  if (!kept?.challenge || !kept.at) return null
  const mine = { and: [ofSession(session), { challenge: { equals: kept.challenge } }] }
  if (!(await updateRow(req, 'sign-ins', mine, { challenge: null, challengeAt: null }))) return null
  return now.getTime() - Date.parse(kept.at) < ANSWER_WITHIN ? kept.challenge : null
}

/** Forgets sessions that ended: all of an account but those to keep. */
export const forgetSignIns = (
  req: StoreRequest,
  account: string,
  keep: readonly string[] = [],
): Promise<void> =>
  deleteRows(req, 'sign-ins', {
    and: [{ account: { equals: account } }, ...(keep.length > 0 ? [{ session: { not_in: [...keep] } }] : [])],
  })

/** Forgets sessions of an account that were last used so long ago that they have ended. */
export const forgetUnused = (req: StoreRequest, account: string, before: Date): Promise<void> =>
  deleteRows(req, 'sign-ins', {
    and: [{ account: { equals: account } }, { usedAt: { less_than: before.toISOString() } }],
  })
