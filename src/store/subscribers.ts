import { updateRow, type StoreRequest } from './rows.ts'

/** Nothing is sent to a subscriber any more: the address refuses mail, or somebody complained. */
export const markSuppressed = (req: StoreRequest, id: string, why: string, at: Date): Promise<boolean> =>
  updateRow(
    req,
    'subscribers',
    { id: { equals: id } },
    { state: 'suppressed', why, endedAt: at.toISOString() },
  )
