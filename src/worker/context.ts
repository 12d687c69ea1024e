import type { Payload } from 'payload'
import type { Clock } from '#lib/clock.ts'
import type { Env } from '#lib/env.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { WorkClaim } from './work-claim.ts'

/** Everything that work in the process which owns the data needs. */
export interface Context {
  payload: Payload
  env: Env
  clock: Clock
  /** The way out to other sites; one of its own is opened where none is given. */
  outbound?: Outbound
  /** When this process is to stop: what is under way is given back. */
  stop?: AbortSignal
  /** What it is part of, where that is claimed: whatever is written is written only while it is. */
  claim?: WorkClaim
}
