import type { Payload } from 'payload'
import { newToken, tokenHash } from '#lib/addresses.ts'
import { counting, takeUse, type Limit } from './allowance.ts'
import { deleteRows, findRow, insertRow, type StoreRequest } from '../rows.ts'

/** What a link of an expert leads to. */
export interface ExpertLink {
  /** Key of the entry. */
  entry: string
  /** Number of the event by which they were asked. */
  ask: number
}

/** Creates a link. @returns its token in plain text: only its hash is stored. */
export async function issueExpertLink(
  req: StoreRequest,
  { entry, ask, until }: ExpertLink & { until: Date },
): Promise<string> {
  const token = newToken()
  await insertRow(req, 'expert-links', { hash: tokenHash(token), entry, ask, until: until.toISOString() })
  return token
}

/** What a link leads to; null for one that is unknown. */
export const findExpertLink = (req: StoreRequest, token: string): Promise<ExpertLink | null> =>
  findRow(req, 'expert-links', (row) => ({ entry: row.text('entry'), ask: row.number('ask') }), {
    hash: { equals: tokenHash(token) },
  })

export const deleteExpertLink = (req: StoreRequest, { entry, ask }: ExpertLink): Promise<void> =>
  deleteRows(req, 'expert-links', { and: [{ entry: { equals: entry } }, { ask: { equals: ask } }] })

/** Erases links whose time was over before an instant. */
export const forgetExpertLinks = (req: StoreRequest, before: Date): Promise<void> =>
  deleteRows(req, 'expert-links', { until: { less_than: before.toISOString() } })

/** What one network may open or send at once, and milliseconds until it may once more. */
const PER_NETWORK: Limit = { most: 30, each: 20_000 }

/**
 * Counts a look or an answer of a network.
 * @param network hashed: none is kept.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const takeExpertUse = (payload: Payload, network: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, `expert network ${network}`, PER_NETWORK, now))
