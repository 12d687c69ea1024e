import type { Payload } from 'payload'
import type { Clock } from '#lib/clock.ts'
import type { Env } from '#lib/env.ts'

/** Everything that work in the process which owns the data needs. */
export interface Context {
  payload: Payload
  env: Env
  clock: Clock
}
