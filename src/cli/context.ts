import { getPayload, type Payload } from 'payload'
import { systemClock, type Clock } from '#lib/clock.ts'
import { env, type Env } from '#lib/env.ts'

/** Everything that work in the process which owns the data needs. */
export interface Context {
  payload: Payload
  env: Env
  clock: Clock
}

/** Opens the database, brings it up to date, and checks what must hold before anything is done with it. */
export async function openContext(): Promise<Context> {
  const { default: config } = await import('#config')
  const payload = await getPayload({ config })
  if (env().database.kind === 'sqlite') await payload.db.migrate()
  return { payload, env: env(), clock: systemClock }
}
