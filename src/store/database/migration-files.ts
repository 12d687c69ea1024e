import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Folders of the migrations, by kind of database. */
export const MIGRATIONS = {
  sqlite: resolve('src/migrations/sqlite'),
  mongodb: resolve('src/migrations/mongodb'),
}

/** A migration failed; it says what becomes of the database. */
export class MigrationFailed extends Error {
  override name = 'MigrationFailed'
}

/** The database has migrations that this version does not know. */
export class DatabaseIsNewer extends Error {
  override name = 'DatabaseIsNewer'
}

/** Names of the migrations in a folder, oldest first. */
const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d.*\.ts$/.test(name))
    .map((name) => basename(name, '.ts'))
    .sort()

/**
 * Names of the migrations that a database does not have yet, oldest first.
 * @param done those that it has.
 * @throws {DatabaseIsNewer} if it has one that is not in the folder.
 */
export function pendingOf(folder: string, done: ReadonlySet<string>): string[] {
  const known = namesIn(folder)
  const newer = [...done].filter((name) => !known.includes(name)).sort()
  if (newer.length > 0)
    throw new DatabaseIsNewer(
      `The database was used by a newer version of Recourse, which changed it (${newer.join(', ')}). Start that version again; or, to go back, restore the backup that was made before the upgrade.`,
    )
  return known.filter((name) => !done.has(name))
}

/**
 * Compares the migrations that rows of a backup have seen, of either kind of database, with those of this version.
 * @throws {DatabaseIsNewer} if this version does not know one of them.
 */
export function assertKnown(seen: readonly string[]): void {
  const known = Object.values(MIGRATIONS).flatMap(namesIn)
  const newer = seen.filter((name) => !known.includes(name))
  if (newer.length > 0)
    throw new DatabaseIsNewer(
      `The backup is of a newer version of Recourse, whose database has changed since (${newer.join(', ')}). Restore it with that version, or a later one.`,
    )
}

/** Loads a migration. The caller knows what the modules of its folder export. */
export const loadMigration = async <T>(folder: string, name: string): Promise<T> =>
  (await import(
    /* webpackIgnore: true */ /* turbopackIgnore: true */ pathToFileURL(join(folder, `${name}.ts`)).href
  )) as T
