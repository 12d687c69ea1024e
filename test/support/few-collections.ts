import { buildConfig, getPayload, type CollectionConfig, type Payload } from 'payload'
import { pino } from 'pino'
import { env } from '#lib/env.ts'

/** The database of the settings with these collections alone, for processes that tests start and kill by the dozen. */
export async function openWith(collections: CollectionConfig[]): Promise<Payload> {
  const { database } = env()
  // Only the adapter in use: loading both takes seconds.
  const db =
    database.kind === 'sqlite'
      ? (await import('#store/database/sqlite.ts')).sqlite(database.url)
      : (await import('#store/database/mongodb.ts')).mongodb(database.url, database.transactions)
  return getPayload({
    config: buildConfig({
      collections,
      db,
      secret: 'of a test',
      telemetry: false,
      logger: pino({ level: 'silent' }),
      typescript: { autoGenerate: false },
    }),
    disableOnInit: true,
  })
}
