import type { BoardList } from '#domain/desk/board.ts'
import { due, scheduled } from './by-day.ts'
import type { Tell } from './facts.ts'
import { changes, drafts } from './own.ts'
import { reviews } from './reviews.ts'
import { secondReviews } from './second-reviews.ts'
import { withdrawals } from './withdrawals.ts'

/** What is said of the entries of each list, to whoever looks. */
export const TELL: Record<BoardList, Tell> = {
  'second-review': secondReviews,
  withdrawals,
  reviews,
  changes,
  drafts,
  overdue: due,
  soon: due,
  scheduled,
}
