import { existsSync } from 'node:fs'
import type { Env } from '#lib/env.ts'

/**
 * Names of the migrations that a database does not have yet, oldest first; null if there is no database. Nothing is
 * changed.
 * @throws {DatabaseIsNewer} if a newer version has used it.
 */
export async function pendingIn(settings: Env['database']): Promise<string[] | null> {
  if (settings.kind === 'mongodb')
    return (await import('./migrate-mongodb.ts')).pendingInMongodb(settings.url)
  if (!existsSync(settings.url.slice('file:'.length))) return null
  const [{ openWriter }, { pendingMigrations }, { MIGRATIONS }] = await Promise.all([
    import('./writer.ts'),
    import('./migrate.ts'),
    import('./migration-files.ts'),
  ])
  const { client } = openWriter(settings.url)
  try {
    return await pendingMigrations(client, MIGRATIONS.sqlite)
  } finally {
    client.close()
  }
}

/**
 * Whether a database needs no migration. If it can't be read, it counts as needing one: opening it reports what is
 * wrong.
 */
export const needsNoMigration = (settings: Env['database']): Promise<boolean> =>
  pendingIn(settings).then(
    (pending) => pending?.length === 0,
    () => false,
  )
