import { existsSync } from 'node:fs'
import type { Env } from '#lib/env.ts'

/**
 * Whether a database needs no migration. If it can't be read, it counts as needing one: opening it reports what is
 * wrong.
 */
export async function needsNoMigration(settings: Env['database']): Promise<boolean> {
  if (settings.kind === 'mongodb') return true
  if (!existsSync(settings.url.slice('file:'.length))) return false
  const { pendingIn } = await import('./pending.ts')
  return pendingIn(settings.url).then(
    (pending) => pending.length === 0,
    () => false,
  )
}
