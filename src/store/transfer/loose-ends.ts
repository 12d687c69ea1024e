import type { PayloadRequest } from 'payload'
import type { StoreRequest } from '../rows.ts'

/**
 * Ends what belonged to processes and people of the former place: claims on work, sign-ins, and requests of readers
 * and tellings of staff that may have been answered since.
 */
export async function endLooseEnds(req: StoreRequest): Promise<void> {
  const { db } = req.payload
  const full = req as PayloadRequest
  await db.updateMany({
    collection: 'leases',
    where: { and: [{ holder: { exists: true } }, { doneAt: { exists: false } }] },
    data: { holder: null },
    req: full,
    returning: false,
  })
  await db.updateMany({ collection: 'users', where: {}, data: { sessions: [] }, req: full, returning: false })
  await db.deleteMany({
    collection: 'work',
    where: { and: [{ kind: { in: ['subscribe', 'tell'] } }, { state: { not_equals: 'done' } }] },
    req: full,
  })
}
