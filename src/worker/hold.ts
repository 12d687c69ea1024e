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
import type { Context } from './context.ts'

/** Milliseconds between two looks whether what is held still is. */
const LOOK = 1_000

/** Somebody else does the work now: whoever did it stops, and writes nothing more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** The context of work that is held. */
export type Held = Context & { hold: Hold }

/** Work that is held: nobody else does it, as long as its signal does not say so. */
export class Hold {
  readonly #context: Context
  readonly #presence: Presence
  readonly #lease: Lease
  readonly #lost = new AbortController()
  readonly #looking: NodeJS.Timeout
  readonly signal: AbortSignal
  #tail: Promise<unknown> = Promise.resolve()

  constructor(context: Context, presence: Presence, lease: Lease) {
    this.#context = context
    this.#presence = presence
    this.#lease = lease
    const outer = [context.stop, context.hold?.signal].filter((each) => each !== undefined)
    this.signal = AbortSignal.any([this.#lost.signal, presence.signal, ...outer])
    this.#looking = setInterval(() => {
      // What cannot be asked now is asked again before anything is done.
      this.check().catch(() => undefined)
    }, LOOK)
    this.#looking.unref()
  }

  /** What is done under it. */
  get context(): Held {
    return { ...this.#context, hold: this }
  }

  #lose(): LeaseLost {
    const lost = new LeaseLost(`Another worker has taken over “${this.#lease.key}”.`)
    this.#lost.abort(lost)
    return lost
  }

  /**
   * To be asked before whatever readers or other systems see.
   * @throws {LeaseLost} where somebody has taken over.
   */
  async check(): Promise<void> {
    if (this.#presence.signal.aborted || !(await isHeld({ payload: this.#context.payload }, this.#lease)))
      throw this.#lose()
  }

  /** Runs a transaction that happens only while it is held. One at a time: each writes that it was. */
  alone<T>(req: PayloadRequest, transaction: (fence: () => Promise<void>) => Promise<T>): Promise<T> {
    const fence = async (): Promise<void> => {
      if (this.#presence.signal.aborted || !(await fenceLease(req, this.#lease))) throw this.#lose()
    }
    const mine = this.#tail.then(() => transaction(fence))
    this.#tail = mine.catch(() => undefined)
    return mine
  }

  /** The work is done, once and for all. @returns false where somebody has taken over in the meantime. */
  finish(): Promise<boolean> {
    return this.#end(() =>
      finishLease({ payload: this.#context.payload }, this.#lease, this.#context.clock.now()),
    )
  }

  /** @param rest milliseconds for which nobody takes it up by himself. */
  async letGo(rest = 0): Promise<void> {
    const until = new Date(this.#context.clock.now().getTime() + rest)
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
 * Takes work for this process.
 * @returns null where it is done, or somebody else is at it.
 */
export async function takeHold(context: Context, key: string): Promise<Hold | null> {
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
    if (lease) return new Hold(context, presence, lease)
  } catch (error) {
    presence.forget(holder)
    throw error
  }
  presence.forget(holder)
  return null
}

/** Does work that one worker does at a time, again and again. @returns null where another is at it. */
export async function holding<T>(
  context: Context,
  key: string,
  work: (context: Held) => Promise<T>,
): Promise<{ result: T } | null> {
  const hold = await takeHold(context, key)
  if (!hold) return null
  try {
    return { result: await work(hold.context) }
  } finally {
    await hold.letGo()
  }
}
