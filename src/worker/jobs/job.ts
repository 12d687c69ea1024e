import type { Work, WorkKind } from '#domain/work.ts'
import type { Logger } from '#lib/log.ts'
import type { Context } from '../context.ts'
import type { Answer, Note } from './note.ts'
import type { Claimed } from './claim.ts'

/** What is in one queue happens one after the other; the queues happen beside each other. */
export type Queue = 'main' | 'watch' | 'check' | 'requested' | 'mail'

/** Stand for a key that each slot, each request and each mail has of its own. */
export const SLOT = '{slot}'
export const REQUEST = '{request}'
export const MAIL = '{mail}'

/** What the list says of every job. */
interface Listed {
  name: string
  queue: Queue
  /** Keys that one worker claims before it begins, one within the other. Whoever loses one stops. */
  lease: readonly string[]
  /** Milliseconds between two looks whether it is still claimed. That this process lives is said for all of them at once. */
  renewal: number
  /** How often it is tried, or for how many milliseconds. */
  tries: number | { within: number }
  /** Milliseconds before it is tried again after so many failures. */
  backOff(tries: number): number
  /** What is logged where it fails. */
  fails?: string
}

/** Due at the hours of a schedule, in the zone of the site. Each slot is done once, however many workers there are. */
export interface SlotJob extends Listed {
  cron: string
  /** The slot that an instant belongs to. */
  slot(context: Context): string
  ends: 'slot done'
  /** @returns `later` where it cannot be done yet, or was stopped: it is tried again. */
  work(context: Claimed, log: Logger, slot: string): Promise<'done' | 'later'>
}

/** Due when somebody asks for it. */
interface Requested extends Listed {
  requested: WorkKind
  tries: number
  /** How many requests are looked at in one tick, at most. */
  atATime?: number
}

/** Answers each request alone. */
export interface RequestJob extends Requested {
  /** `forgotten`: nothing that names who asked is logged or kept. */
  ends: 'request done' | 'request forgotten'
  /** What is noted of a failure; its message where nothing else is. */
  problem?(error: unknown): string
  /** @returns null where it was stopped. */
  work(context: Claimed, request: Work, asked: { note: Note; log: Logger }): Promise<Answer | null>
}

/** Answers all requests there are at once. */
export interface BatchJob extends Requested {
  ends: 'all requests done'
  work(context: Claimed, log: Logger, requests: readonly Work[]): Promise<unknown>
}

/** Due where a look at each tick finds something. */
export interface PolledJob extends Listed {
  /** Whether there is something to do. */
  polled(context: Context): Promise<boolean>
  ends: 'nothing due'
  work(context: Claimed, log: Logger): Promise<unknown>
}

/** Keeps something open from tick to tick, and claims what it takes by itself. */
export interface OpenJob extends Listed {
  opens(context: Context, log: Logger): () => Promise<unknown>
  ends: 'nothing due'
}

/** Done once as a worker starts: about this machine alone, so that nobody else could do it. */
export interface StartJob extends Listed {
  atStart: true
  ends: 'done'
  work(context: Context, log: Logger): Promise<unknown>
}

export type Job = SlotJob | RequestJob | BatchJob | PolledJob | OpenJob | StartJob
