import type { Body } from '#payload-types'
import type { StoreRequest } from '../rows.ts'

/** A body as saved now; null if it does not exist. */
export const readBody = (req: StoreRequest, id: string): Promise<Body | null> =>
  req.payload.db.findOne<Body>({ collection: 'bodies', where: { id: { equals: id } }, req: req })
