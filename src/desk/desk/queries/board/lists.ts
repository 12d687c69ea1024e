import type { BoardList } from '#domain/desk/board.ts'
import { assigned, unassigned } from './assigned.ts'
import { due, scheduled } from './by-day.ts'
import type { Tell } from './facts.ts'
import { changes, drafts } from './own.ts'
import { reviews } from './reviews.ts'
import { secondReviews } from './second-reviews.ts'
import { withdrawals } from './withdrawals.ts'

/** How to find the facts for each list. */
export const TELL: Record<BoardList, Tell> = {
  assigned,
  unassigned,
  'second-review': secondReviews,
  withdrawals,
  reviews,
  changes,
  drafts,
  overdue: due,
  soon: due,
  scheduled,
}
