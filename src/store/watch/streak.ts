import type { Streak } from '#domain/watch/streaks.ts'
import type { Row } from '../row.ts'

/** How long a source or a site has failed, as rows of both keep it. */
export const streakOf = (row: Row): Streak => ({
  failures: row.number('failures'),
  failingSince: row.dayOrNull('failingSince'),
  brokenAt: row.textOrNull('brokenAt'),
})
