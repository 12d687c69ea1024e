import type { Payload } from 'payload'
import type { Clock } from '#lib/clock.ts'
import type { Env } from '#lib/env.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { KeptRenderer } from './publish/renderer/kept-renderer.ts'
import type { WorkClaim } from './work-claim.ts'

/** Everything that work needs in the process that owns the data. */
export interface Context {
  payload: Payload
  env: Env
  clock: Clock
  /** The outbound client; one is opened if absent. */
  outbound?: Outbound
  /** What renders, kept between publications; each starts its own if absent. */
  renderer?: KeptRenderer
  /** Aborts when this process is to stop; work in progress is released. */
  stop?: AbortSignal
  /** The enclosing claim, if any: writes happen only while it is held. */
  claim?: WorkClaim
}
