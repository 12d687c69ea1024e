import type { Payload } from 'payload'
import { HalfRestored, halfRestoredWords } from '#lib/half-restored.ts'
import { isMongo } from '../database/drivers.ts'

/** Collection of MongoDB, below Payload, that has a row while a restore is under way. */
const RESTORING = 'recourse-restoring'

interface Connected {
  connection: {
    collection(name: string): {
      findOne(filter: object): Promise<unknown>
      insertOne(row: object): Promise<unknown>
      deleteMany(filter: object): Promise<unknown>
    }
  }
}

const markOf = ({ db }: Pick<Payload, 'db'>) =>
  isMongo<Connected>(db) ? db.connection.collection(RESTORING) : null

/** Marks a shared database as half restored. The embedded one is restored in one transaction and needs no mark. */
export async function markRestoring(payload: Payload, at: Date): Promise<void> {
  await markOf(payload)?.insertOne({ at: at.toISOString() })
}

export async function unmarkRestoring(payload: Payload): Promise<void> {
  await markOf(payload)?.deleteMany({})
}

/** @throws {HalfRestored} if a restore into this database has not ended. */
export async function assertWholeDatabase(payload: Payload): Promise<void> {
  if (await markOf(payload)?.findOne({}))
    throw new HalfRestored(halfRestoredWords('The database in DATABASE_URL'))
}
