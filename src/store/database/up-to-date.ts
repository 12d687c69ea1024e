import type { Payload } from 'payload'

/** Runs the pending migrations of the embedded database. MongoDB has no columns and needs none. */
export async function bringUpToDate({ db }: Payload): Promise<void> {
  if (db.name !== 'mongoose') await db.migrate()
}
