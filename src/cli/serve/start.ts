import type { Server } from 'node:http'
import type { Env } from '#lib/env.ts'
import type { Logger } from '#lib/log.ts'
import type { Context } from '#worker/context.ts'
import type { Worker } from '#worker/jobs/start.ts'
import type { Ownership } from '../owner.ts'

/** What a running server has open, in opening order. */
export interface Opened {
  server: Server | null
  context: Context | null
  worker: Worker | null
}

export interface Start {
  settings: Env
  log: Logger
  sample: boolean
  ownership: Ownership | null
}
