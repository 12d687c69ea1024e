import type { DatabaseAdapterObj } from 'payload'
import type { Env } from '#lib/env.ts'
import { sessionsAlone } from './sessions-alone.ts'
import { watchTransactions } from './watched.ts'
import { wellFormed } from './well-formed.ts'

/** The database configured in the environment. The driver of the other kind is not loaded: it has 400 modules. */
export async function database(settings: Env['database']): Promise<DatabaseAdapterObj> {
  const adapter =
    settings.kind === 'sqlite'
      ? (await import('./sqlite.ts')).sqlite(settings.url)
      : (await import('./mongodb.ts')).mongodb(settings.url, settings.transactions)
  return watchTransactions(wellFormed(sessionsAlone(adapter)))
}
