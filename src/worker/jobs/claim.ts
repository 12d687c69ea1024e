import type { PayloadRequest } from 'payload'
import { leaseLosses } from '#lib/metrics.ts'
import {
  claimLease,
  dropLease,
  fenceLease,
  finishLease,
  forgetLease,
  freeLease,
  isHeld,
  type Lease,
} from '#store/leases.ts'
import { presenceOf, type Presence } from '#store/presence.ts'
import type { Context } from '../context.ts'
import type { WorkClaim } from '../work-claim.ts'

/** Milliseconds between two checks that a claim is still held. */
export const EACH_SECOND = 1_000

/** Another worker has taken over: this one stops and writes nothing more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** The context of claimed work. */
export type Claimed = Context & { claim: WorkClaim }

/** A claim on work: no other worker does it until the signal aborts. */
export class Claim implements WorkClaim {
  readonly #context: Context
  readonly #presence: Presence
  readonly #lease: Lease
  readonly #lost = new AbortController()
  readonly #looking: NodeJS.Timeout
  readonly signal: AbortSignal
  #tail: Promise<unknown> = Promise.resolve()

  constructor(context: Context, { presence, lease }: { presence: Presence; lease: Lease }, renewal: number) {
    this.#context = context
    this.#presence = presence
    this.#lease = lease
    const outer = [context.stop, context.claim?.signal].filter((each) => each !== undefined)
    this.signal = AbortSignal.any([this.#lost.signal, presence.signal, ...outer])
    this.#looking = setInterval(() => {
      // If this check fails, the next one runs before anything is done.
      this.check().catch(() => undefined)
    }, renewal)
    this.#looking.unref()
  }

  /** The context for work done under this claim. */
  get context(): Claimed {
    return { ...this.#context, claim: this }
  }

  #lose(): LeaseLost {
    const lost = new LeaseLost(`Another worker has taken over “${this.#lease.key}”.`)
    if (!this.#lost.signal.aborted) leaseLosses.inc()
    this.#lost.abort(lost)
    return lost
  }

  /**
   * Call before doing anything readers or other systems can see.
   * @throws {LeaseLost} if another worker has taken over this claim or its parent.
   */
  async check(): Promise<void> {
    await this.#context.claim?.check()
    if (this.#presence.signal.aborted || !(await isHeld({ payload: this.#context.payload }, this.#lease)))
      throw this.#lose()
  }

  /**
   * Call inside a transaction, so that it commits only while the claim is held.
   * @throws {LeaseLost} if another worker has taken over this claim or its parent.
   */
  async fence(req: PayloadRequest): Promise<void> {
    await this.#context.claim?.fence(req)
    if (this.#presence.signal.aborted || !(await fenceLease(req, this.#lease))) throw this.#lose()
  }

  /** Runs one transaction at a time: each writes the lease row and would conflict with another. */
  alone<T>(transaction: () => Promise<T>): Promise<T> {
    const mine = this.#tail.then(transaction)
    this.#tail = mine.catch(() => undefined)
    return mine
  }

  /** Marks the work as done for good. @returns false if another worker has taken over in the meantime. */
  finish(): Promise<boolean> {
    return this.#end(() =>
      finishLease({ payload: this.#context.payload }, this.#lease, this.#context.clock.now()),
    )
  }

  /** @param backOff milliseconds before a worker may pick it up again by itself. */
  async giveBack(backOff = 0): Promise<void> {
    const until = new Date(this.#context.clock.now().getTime() + backOff)
    await this.#end(() => dropLease({ payload: this.#context.payload }, this.#lease, until))
  }

  /** Marks the work as done and deletes its lease. */
  async forget(): Promise<void> {
    await this.#end(() => forgetLease({ payload: this.#context.payload }, this.#lease))
  }

  async #end<T>(write: () => Promise<T>): Promise<T> {
    clearInterval(this.#looking)
    try {
      return await write()
    } finally {
      // If the write failed, this process will find the lease and see that it no longer works under that holder.
      this.#presence.forget(this.#lease.holder)
    }
  }
}

/**
 * Claims work for this process.
 * @param renewal milliseconds between two checks that the claim is still held.
 * @returns null if the work is done or another worker holds it.
 */
export async function takeClaim(
  context: Context,
  key: string,
  renewal: number = EACH_SECOND,
): Promise<Claim | null> {
  const { payload, clock } = context
  const req = { payload }
  const presence = await presenceOf(payload)
  const holder = presence.claim()
  try {
    const lease =
      (await claimLease(req, { key, holder, now: clock.now() })) ??
      ((await freeLease(payload, key, clock.now()))
        ? await claimLease(req, { key, holder, now: clock.now() })
        : null)
    if (lease) return new Claim(context, { presence, lease }, renewal)
  } catch (error) {
    presence.forget(holder)
    throw error
  }
  presence.forget(holder)
  return null
}

/** Runs recurring work that only one worker may do at a time. @returns null if another worker holds it. */
export async function withClaim<T>(
  context: Context,
  key: string,
  work: (context: Claimed) => Promise<T>,
  renewal?: number,
): Promise<{ result: T } | null> {
  const claim = await takeClaim(context, key, renewal)
  if (!claim) return null
  try {
    return { result: await work(claim.context) }
  } finally {
    await claim.giveBack()
  }
}

/** Whether work ended because it was told to stop or was taken over; it then reports nothing. */
export const isStopped = (error: unknown, { claim }: Pick<Context, 'claim'>): boolean =>
  error instanceof LeaseLost || claim?.signal.aborted === true
