import type { Env } from '#lib/env.ts'
import type { DatabaseAdapterObj } from 'payload'
import { mongodb } from './mongodb.ts'
import { sqlite } from './sqlite.ts'
import { watchTransactions } from './watched.ts'
import { wellFormed } from './well-formed.ts'

/** The database configured in the environment. */
export function database(settings: Env['database']): DatabaseAdapterObj {
  const { url } = settings
  return watchTransactions(
    wellFormed(settings.kind === 'sqlite' ? sqlite(url) : mongodb(url, settings.transactions)),
  )
}
