import { randomInt } from 'node:crypto'
import type { Payload } from 'payload'
import { documentsOf } from '../../database/drivers.ts'
import type { ClaimTerms } from './claim-terms.ts'

/** Maximum number of attempts if concurrent claims took everything. */
const LOOKS = 5

/** Claims mails in MongoDB, where others may claim at the same time. */
export async function claimDocuments(
  payload: Payload,
  claim: ClaimTerms,
): Promise<Record<string, unknown>[]> {
  for (let look = 0; look < LOOKS; look += 1) {
    const rows = await claimDocumentsOnce(payload, claim)
    if (rows === null) return []
    if (rows.length > 0) return rows
  }
  return []
}

/** @returns null if there is nothing to claim; an empty list if others were faster. */
async function claimDocumentsOnce(
  payload: Payload,
  { now, holder, limit, except }: ClaimTerms,
): Promise<Record<string, unknown>[] | null> {
  const documents = documentsOf({ payload })?.collections.outbox
  if (!documents) return null
  const at = now.toISOString()
  const due = [
    { state: 'pending', notBefore: { $lte: at } },
    { state: 'unknown', endedAt: null, notBefore: { $lte: at } },
  ]
  const lists = await Promise.all(
    due.map((filter) =>
      documents
        .find(except ? { ...filter, kind: { $ne: except } } : filter, { priority: 1, notBefore: 1, token: 1 })
        .sort({ priority: 1, notBefore: 1 })
        .limit(limit)
        .lean(),
    ),
  )
  const rank = (row: Record<string, unknown>): string => `${String(row.priority)} ${String(row.notBefore)}`
  const candidates = lists
    .flat()
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, limit)
  if (candidates.length === 0) return null
  // One token for all of them, greater than each had and unique to this claim: so the claimed mails can be read by
  // it.
  const token = Math.max(...candidates.map((row) => Number(row.token))) + randomInt(1, 2 ** 32)
  const ids = candidates.map(({ _id }) => _id)
  await documents.updateMany(
    { _id: { $in: ids }, token: { $lt: token }, $or: due },
    { $set: { state: 'sending', token, holder } },
  )
  return documents.find({ _id: { $in: ids }, token }).lean()
}
