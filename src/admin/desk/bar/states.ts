import type { DeskState } from '#domain/desk/heads.ts'

/** How loud each state is in lists and bars: the word says it, the colour only helps. */
export const STATE_STYLES = {
  'never-live': 'light',
  'in-review': 'warning',
  'changes-requested': 'warning',
  approved: 'success',
  live: 'success',
  edited: 'warning',
  withdrawn: 'dark',
} as const satisfies Record<DeskState, string>
