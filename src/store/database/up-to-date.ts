import type { Payload } from 'payload'

/** Runs the migrations that the embedded database has not had yet. MongoDB has no columns, and needs none. */
export async function bringUpToDate({ db }: Payload): Promise<void> {
  if (db.name !== 'mongoose') await db.migrate()
}
