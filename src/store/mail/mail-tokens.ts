import {
  daysAfter,
  isTokenShaped,
  TOKEN_DAYS,
  TOKEN_PURPOSES,
  TOKEN_USES,
  type TokenPurpose,
  type TokenUse,
} from '#domain/mail/mail-tokens.ts'
import { newToken, tokenHash } from '#lib/addresses.ts'
import { insertMissing } from '../bulk.ts'
import type { Row } from '../row.ts'
import { deleteRows, findRow, insertRow, type StoreRequest } from '../rows.ts'

interface TokenRow {
  hash: string
  subscriber: string
  purpose: TokenPurpose
  createdAt: string
  expiresAt: string
}

const toTokenRow = (row: Row): TokenRow => ({
  hash: row.text('hash'),
  subscriber: row.text('subscriber'),
  purpose: row.among('purpose', TOKEN_PURPOSES),
  createdAt: row.text('createdAt'),
  expiresAt: row.text('expiresAt'),
})

interface Issue {
  subscriber: string
  purpose: TokenPurpose
  at: Date
}

const newRow = ({ subscriber, purpose, at }: Issue): { token: string; row: TokenRow } => {
  const token = newToken()
  const row = {
    hash: tokenHash(token),
    subscriber,
    purpose,
    createdAt: at.toISOString(),
    expiresAt: daysAfter(at, TOKEN_DAYS[purpose]).toISOString(),
  }
  return { token, row }
}

/** Creates a token for a link. @returns it in plain text: only its hash is stored. */
export async function issueToken(req: StoreRequest, issue: Issue): Promise<string> {
  const { token, row } = newRow(issue)
  await insertRow(req, 'mail-tokens', { ...row })
  return token
}

/**
 * Creates many at once. @returns the tokens in the order of `issues`.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function issueTokens(req: StoreRequest, issues: readonly Issue[]): Promise<string[]> {
  const made = issues.map(newRow)
  await insertMissing(
    req,
    'mail-tokens',
    made.map(({ row }) => row),
    { by: ['hash'] },
  )
  return made.map(({ token }) => token)
}

/**
 * Finds the subscriber a link belongs to.
 * @returns the id of the subscriber; null for a token that is unknown, expired for this use, or made for another.
 */
export async function findByToken(
  req: StoreRequest,
  token: string,
  use: TokenUse,
  now: Date,
): Promise<string | null> {
  if (!isTokenShaped(token)) return null
  const row = await findRow(req, 'mail-tokens', toTokenRow, { hash: { equals: tokenHash(token) } })
  const { purpose, days } = TOKEN_USES[use]
  if (row?.purpose !== purpose) return null
  return daysAfter(new Date(row.createdAt), days) > now && row.expiresAt > now.toISOString()
    ? row.subscriber
    : null
}

/** Erases the tokens of a subscriber: all, or those for one purpose. */
export const deleteTokens = (req: StoreRequest, subscriber: string, purpose?: TokenPurpose): Promise<void> =>
  deleteRows(req, 'mail-tokens', {
    and: [{ subscriber: { equals: subscriber } }, ...(purpose ? [{ purpose: { equals: purpose } }] : [])],
  })

export const deleteExpiredTokens = (req: StoreRequest, now: Date): Promise<void> =>
  deleteRows(req, 'mail-tokens', { expiresAt: { less_than_equal: now.toISOString() } })
