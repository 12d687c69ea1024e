import { diskProblem } from '#lib/disk-problem.ts'
import { databaseProblem } from '#store/database/problem.ts'
import { isPlain } from './exit-codes.ts'

/** Whether an error, or one of its causes, comes from the embedded database. */
function isOfDatabase(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1)
    if (/SQLITE_/.test(`${String((at as NodeJS.ErrnoException).code)} ${at.message}`)) return true
  return false
}

/**
 * Rewords an error for its reader if the disk or the database caused it; also `MigrationFailed`, which says what
 * failed but not why.
 */
export const plainly = (error: Error): Error =>
  isPlain(error) && error.name !== 'MigrationFailed'
    ? error
    : ((isOfDatabase(error) ? databaseProblem(error) : diskProblem(error)) ?? error)
