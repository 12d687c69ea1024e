import { ACCOUNTS, rolesAwaited, type AccountEvent } from '#domain/desk/accounts.ts'
import { mayEdit, mayReview } from '#domain/desk/actors.ts'
import type { BoardStaff } from '#domain/desk/board.ts'
import { readChains } from '../events.ts'
import type { StoreRequest } from '../../rows.ts'
import { readStaff } from '../staff.ts'

export async function readStaffing(req: StoreRequest): Promise<BoardStaff> {
  const [staff, events, { docs }] = await Promise.all([
    readStaff(req),
    readChains(req, 'account-events'),
    req.payload.db.find<{ id: string; name: string; responsible?: unknown[] | null }>({
      collection: 'jurisdictions',
      where: { guide: { equals: 'full' } },
      sort: 'name',
      limit: 0,
      pagination: false,
      req: req,
    }),
  ])
  return {
    reviewers: staff.filter(mayReview).length,
    editors: staff.filter(mayEdit).length,
    awaited: rolesAwaited((events.get(ACCOUNTS) ?? []) as AccountEvent[], staff),
    unattended: docs.flatMap(({ id, name, responsible }) =>
      (responsible ?? []).length === 0 ? [{ id: String(id), name }] : [],
    ),
  }
}
