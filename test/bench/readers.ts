// Subscribers in any number, written in bulk.
import { createLocalReq, type Payload } from 'payload'
import { addressBook } from '#lib/addresses.ts'
import { insertMissing } from '#store/bulk.ts'
import { inTransaction } from '#store/transaction.ts'

const AT_ONCE = 5_000

/** Active subscribers to a weekly digest. @param follows what the next one follows, and in which format. */
export async function insertReaders(
  payload: Payload,
  dataDir: string,
  count: number,
  next: () => { follows: readonly { place: string; since: number }[]; format: 'html' | 'text' },
): Promise<void> {
  const book = addressBook(dataDir)
  for (let at = 0; at < count; at += AT_ONCE) {
    const own = await createLocalReq({}, payload)
    const rows = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => {
      const { follows, format } = next()
      return {
        lookup: `lookup-${at + index}`,
        address: book.seal(`reader-${at + index}@example.org`),
        state: 'active',
        follows: JSON.stringify(follows),
        cadence: 'weekly',
        atOnce: true,
        format,
        coveredTo: 0,
        createdAt: '2026-11-01T00:00:00.000Z',
        asked: 0,
      }
    })
    await inTransaction(own, () => insertMissing(own, 'subscribers', rows, { by: ['lookup'] }))
  }
}
