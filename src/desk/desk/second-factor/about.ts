import type { Clock } from '#lib/clock.ts'
import type { StoreRequest } from '#store/rows.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { no } from '#domain/desk/decision.ts'
import { Refused } from '../../desk.ts'

/** A signed-in person who proves or changes their own second factor. */
export interface Own {
  req: StoreRequest
  actor: Actor
  clock: Clock
  dataDir: string
  publicUrl: string
  /** Their account, and their session in it. */
  account: string
  session: string
  email: string
  name: string
}

export const refuse = (message: string): never => {
  throw new Refused(no('content', message))
}
