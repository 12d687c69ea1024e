import { ACCOUNTS, rolesAwaited, type AccountEvent } from '#domain/desk/accounts.ts'
import { mayEdit, mayReview } from '#domain/desk/actors.ts'
import type { BoardStaff } from '#domain/desk/board.ts'
import { readUnattended } from '#store/desk/board/unattended.ts'
import { readChains } from '#store/desk/events.ts'
import { readStaff } from '#store/desk/staff.ts'
import type { StoreRequest } from '#store/rows.ts'

/**
 * What only administrators can put right: too few people in a role, role requests that await a second
 * administrator, guides without a responsible person.
 */
export async function staffingOf(req: StoreRequest): Promise<BoardStaff> {
  const [staff, events, unattended] = await Promise.all([
    readStaff(req),
    readChains<AccountEvent['action']>(req, 'account-events'),
    readUnattended(req),
  ])
  return {
    reviewers: staff.filter(mayReview).length,
    editors: staff.filter(mayEdit).length,
    awaited: rolesAwaited(events.get(ACCOUNTS) ?? [], staff),
    unattended,
  }
}
