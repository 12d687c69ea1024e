import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import type { Payload } from 'payload'
import { isMongo } from './drivers.ts'

type Connected = Pick<MongooseAdapter, 'connection'>

/** The database below Payload; null where it is the embedded one. */
function documentDatabase({ db }: Pick<Payload, 'db'>) {
  if (!isMongo<Connected>(db)) return null
  const { db: database } = db.connection
  if (!database) throw new Error('MongoDB is not connected.')
  return database
}

/** Runs the pending migrations of a database. */
export async function bringUpToDate(payload: Payload): Promise<void> {
  const database = documentDatabase(payload)
  if (!database) return payload.db.migrate()
  const { migrateMongodb } = await import('./migrate-mongodb.ts')
  for (const name of await migrateMongodb(database)) payload.logger.info({ migration: name }, 'migrated')
}

/**
 * Runs the migrations that restored rows have not seen. Rows of the embedded database are read into its present tables.
 * @param seen those of the database that was backed up.
 */
export async function bringRestoredUpToDate(payload: Payload, seen: readonly string[]): Promise<void> {
  const database = documentDatabase(payload)
  if (database) await (await import('./migrate-mongodb.ts')).migrateRestored(database, seen)
}
