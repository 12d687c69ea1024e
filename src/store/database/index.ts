import type { Env } from '#lib/env.ts'
import type { DatabaseAdapterObj } from 'payload'
import { mongodb } from './mongodb.ts'
import { sqlite } from './sqlite.ts'
import { wellFormed } from './well-formed.ts'

/** The database that the environment names. */
export function database(settings: Env['database']): DatabaseAdapterObj {
  return wellFormed(
    settings.kind === 'sqlite' ? sqlite(settings.url) : mongodb(settings.url, settings.transactions),
  )
}
