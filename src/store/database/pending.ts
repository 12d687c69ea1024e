import { openWriter } from './writer.ts'
import { pendingMigrations } from './migrate.ts'
import { MIGRATIONS } from './sqlite.ts'

/** Names of the migrations that an embedded database does not have yet, oldest first. Nothing is changed. */
export async function pendingIn(url: string): Promise<string[]> {
  const { client } = openWriter(url)
  try {
    return await pendingMigrations(client, MIGRATIONS)
  } finally {
    client.close()
  }
}
