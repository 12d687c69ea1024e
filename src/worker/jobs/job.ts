import type { Work, WorkKind } from '#domain/work.ts'
import type { Logger } from '#lib/log.ts'
import type { Context } from '../context.ts'
import type { Answer, Note } from './note.ts'
import type { Claimed } from './claim.ts'

/** Jobs in one queue run sequentially; queues run concurrently. */
export type Queue = 'main' | 'watch' | 'check' | 'requested' | 'mail' | 'push' | 'notices'

/** Placeholders for the key of each slot, request, mail, or thing that is worked on at once with others. */
export const SLOT = '{slot}'
export const REQUEST = '{request}'
export const MAIL = '{mail}'
export const EACH = '{each}'

/** Columns common to every job. */
interface Listed {
  name: string
  queue: Queue
  /** Leases to claim before starting, nested. A worker that loses one stops. */
  lease: readonly string[]
  /** Milliseconds between checks that the claim is still held. One heartbeat per process covers all its claims. */
  renewal: number
  /** Maximum attempts, or milliseconds during which to retry. */
  tries: number | { within: number }
  /** Milliseconds before the next attempt after this many failures. */
  backOff(tries: number): number
  /** Log message on failure. */
  fails?: string
}

/** Scheduled, in the site's time zone. Each slot runs once, however many workers there are. */
export interface SlotJob extends Listed {
  cron: string
  /** The slot that the current time belongs to. */
  slot(context: Context): string
  ends: 'slot done'
  /** Whether it waits for a better time, so that a slot that is not done is not late. */
  waits?(context: Context, slot: string): Promise<boolean>
  /** @returns `later` if it can't run yet or was stopped: it is retried. */
  work(context: Claimed, log: Logger, slot: string): Promise<'done' | 'later'>
}

/** Runs on request. */
interface Requested extends Listed {
  requested: WorkKind
  tries: number
  /** Maximum number of requests per tick. */
  atATime?: number
}

/** Answers each request separately. */
export interface RequestJob extends Requested {
  /** `forgotten`: nothing that identifies the requester is logged or kept. */
  ends: 'request done' | 'request forgotten'
  /** The text stored for an error; its message by default. */
  problem?(error: unknown): string
  /** @returns null if stopped. */
  work(context: Claimed, request: Work, asked: { note: Note; log: Logger }): Promise<Answer | null>
}

/** Answers all pending requests at once. */
export interface BatchJob extends Requested {
  ends: 'all requests done'
  work(context: Claimed, log: Logger, requests: readonly Work[]): Promise<unknown>
}

/** Runs when its poll, made at each tick, finds work. */
export interface PolledJob extends Listed {
  /** Whether there is work to do. */
  polled(context: Context): Promise<boolean>
  ends: 'nothing due'
  work(context: Claimed, log: Logger): Promise<unknown>
}

/** Works on several things at once, each under a claim of its own: one that hangs delays no other. */
export interface EachJob extends Listed {
  /** Those that are due. The lease key of each begins with the job's name. */
  each(context: Context): Promise<readonly string[]>
  ends: 'nothing due'
  work(context: Claimed, log: Logger, each: string): Promise<unknown>
}

/** Keeps a resource open between ticks and does its own claiming. */
export interface OpenJob extends Listed {
  opens(context: Context, log: Logger): () => Promise<unknown>
  ends: 'nothing due'
}

/** Runs once as a worker starts: it concerns only this machine, so no other worker could do it. */
export interface StartJob extends Listed {
  atStart: true
  ends: 'done'
  work(context: Context, log: Logger): Promise<unknown>
}

export type Job = SlotJob | RequestJob | BatchJob | PolledJob | EachJob | OpenJob | StartJob
