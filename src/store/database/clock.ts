import type { Payload } from 'payload'
import { isMongo } from './drivers.ts'

interface Commanded extends Record<string, unknown> {
  connection: { db?: { command(command: object): Promise<unknown> } }
}

/**
 * Milliseconds that this machine's clock is ahead of the database's, by half a round trip at most; null for the
 * embedded database, which has no other clock.
 */
export async function clockAhead({ db }: Payload): Promise<number | null> {
  if (!isMongo<Commanded>(db)) return null
  const asked = Date.now()
  const answer = (await db.connection.db?.command({ hello: 1 })) as { localTime?: Date } | undefined
  const answered = Date.now()
  return answer?.localTime ? (asked + answered) / 2 - answer.localTime.getTime() : null
}
