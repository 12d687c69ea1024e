import type { DeskState } from '#domain/desk/heads.ts'

/** The colour of each state in lists and bars: the word carries the meaning. */
export const STATE_STYLES = {
  'never-live': 'light',
  'in-review': 'warning',
  'changes-requested': 'warning',
  approved: 'success',
  live: 'success',
  edited: 'warning',
  withdrawn: 'dark',
} as const satisfies Record<DeskState, string>
