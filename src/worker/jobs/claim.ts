import type { PayloadRequest } from 'payload'
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

/** Milliseconds between two looks whether a claim still stands. */
export const EACH_SECOND = 1_000

/** Somebody else does the work now: whoever did it stops, and writes nothing more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** The context of work that is claimed. */
export type Claimed = Context & { claim: WorkClaim }

/** A claim on work: nobody else does it, as long as the signal does not say so. */
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
      // What cannot be asked now is asked again before anything is done.
      this.check().catch(() => undefined)
    }, renewal)
    this.#looking.unref()
  }

  /** What is done under it. */
  get context(): Claimed {
    return { ...this.#context, claim: this }
  }

  #lose(): LeaseLost {
    const lost = new LeaseLost(`Another worker has taken over “${this.#lease.key}”.`)
    this.#lost.abort(lost)
    return lost
  }

  /**
   * To be asked before whatever readers or other systems see.
   * @throws {LeaseLost} where somebody has taken over, this or what it is part of.
   */
  async check(): Promise<void> {
    await this.#context.claim?.check()
    if (this.#presence.signal.aborted || !(await isHeld({ payload: this.#context.payload }, this.#lease)))
      throw this.#lose()
  }

  /**
   * To be asked within a transaction, which then happens only while the claim stands.
   * @throws {LeaseLost} where somebody has taken over, this or what it is part of.
   */
  async fence(req: PayloadRequest): Promise<void> {
    await this.#context.claim?.fence(req)
    if (this.#presence.signal.aborted || !(await fenceLease(req, this.#lease))) throw this.#lose()
  }

  /** Runs one transaction at a time: each writes the row of the lease, and would be in the way of another. */
  alone<T>(transaction: () => Promise<T>): Promise<T> {
    const mine = this.#tail.then(transaction)
    this.#tail = mine.catch(() => undefined)
    return mine
  }

  /** The work is done, once and for all. @returns false where somebody has taken over in the meantime. */
  finish(): Promise<boolean> {
    return this.#end(() =>
      finishLease({ payload: this.#context.payload }, this.#lease, this.#context.clock.now()),
    )
  }

  /** @param backOff milliseconds for which nobody takes it up by himself. */
  async giveBack(backOff = 0): Promise<void> {
    const until = new Date(this.#context.clock.now().getTime() + backOff)
    await this.#end(() => dropLease({ payload: this.#context.payload }, this.#lease, until))
  }

  /** The work is done, and nothing is left of it. */
  async forget(): Promise<void> {
    await this.#end(() => forgetLease({ payload: this.#context.payload }, this.#lease))
  }

  async #end<T>(write: () => Promise<T>): Promise<T> {
    clearInterval(this.#looking)
    try {
      return await write()
    } finally {
      // Where it could not be written, this process finds that it does nothing under that name any more.
      this.#presence.forget(this.#lease.holder)
    }
  }
}

/**
 * Claims work for this process.
 * @param renewal milliseconds between two looks whether the claim still stands.
 * @returns null where it is done, or somebody else is at it.
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

/** Does work that one worker does at a time, again and again. @returns null where another is at it. */
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

/** Whether work ended because it was told to stop, or was taken over: then it says nothing more. */
export const isStopped = (error: unknown, { claim }: Pick<Context, 'claim'>): boolean =>
  error instanceof LeaseLost || claim?.signal.aborted === true
