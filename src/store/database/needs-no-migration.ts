import { existsSync } from 'node:fs'
import type { Env } from '#lib/env.ts'

/**
 * Whether a database needs no migration. If it can't be read, it counts as needing one: opening it reports what is
 * wrong.
 */
export async function needsNoMigration(settings: Env['database']): Promise<boolean> {
  if (settings.kind === 'mongodb') return true
  const file = settings.url.slice('file:'.length)
  if (!existsSync(file)) return false
  const [{ openWriter }, { pendingMigrations }, { MIGRATIONS }] = await Promise.all([
    import('./writer.ts'),
    import('./migrate.ts'),
    import('./sqlite.ts'),
  ])
  const { client } = openWriter(settings.url)
  try {
    return (await pendingMigrations(client, MIGRATIONS)).length === 0
  } catch {
    return false
  } finally {
    client.close()
  }
}
