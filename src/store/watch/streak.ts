import type { Streak } from '#domain/watch/streaks.ts'
import type { Row } from '../row.ts'

/** The failure streak of a source or a site: both kinds of rows store it alike. */
export const streakOf = (row: Row): Streak => ({
  failures: row.number('failures'),
  failingSince: row.dayOrNull('failingSince'),
  brokenAt: row.textOrNull('brokenAt'),
})
