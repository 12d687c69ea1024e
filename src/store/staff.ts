import type { StoreRequest } from './rows.ts'

/** True once somebody of the staff can sign in. */
export async function hasStaff(req: StoreRequest): Promise<boolean> {
  const { docs } = await req.payload.db.find({ collection: 'users', limit: 1, pagination: false, req: req as never })
  return docs.length > 0
}
