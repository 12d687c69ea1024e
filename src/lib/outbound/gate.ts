import { OutboundProblem } from './problem.ts'

export interface RateLimits {
  /** Concurrent requests per host. */
  perHost: number
  /** Milliseconds a slot pauses after each request. */
  pause: number
  /** Longest wait a host may ask for, in milliseconds; beyond that, it is not requested again until then. */
  longestWait: number
}

/** Upper limit of a host's requested wait: a day. */
const LONGEST_CLOSED = 24 * 3_600_000

interface Waiting {
  enter(): void
  refuse(problem: Error): void
}

interface Host {
  busy: number
  queue: Waiting[]
  /** Milliseconds of the monotonic clock until which no request enters. */
  restsUntil: number
  timer: NodeJS.Timeout | undefined
}

/** Limits concurrent requests per host, first come, first served. */
export class Gate {
  readonly #pace: RateLimits
  readonly #hosts = new Map<string, Host>()
  #closed = false

  constructor(pace: RateLimits) {
    this.#pace = pace
  }

  /**
   * Waits for a turn.
   * @returns a function that frees the slot; calling it twice does nothing.
   * @throws {OutboundProblem} `stopped` by the signal, or `wait` if the host asked us to come back much later.
   */
  async enter(host: string, url: string, signal?: AbortSignal): Promise<() => void> {
    const state = this.#host(host)
    await new Promise<void>((resolve, reject) => {
      const refuse = (problem: Error): void => {
        signal?.removeEventListener('abort', stop)
        reject(problem)
      }
      const stop = (): void => {
        state.queue.splice(state.queue.indexOf(waiting), 1)
        refuse(new OutboundProblem('stopped', url))
        this.#forget(host, state)
      }
      const waiting: Waiting = {
        enter: () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        },
        refuse: (problem) => refuse(problem),
      }
      if (this.#closed || signal?.aborted) return refuse(new OutboundProblem('stopped', url))
      if (this.#wait(state) > this.#pace.longestWait) return refuse(new OutboundProblem('wait', url))
      signal?.addEventListener('abort', stop, { once: true })
      state.queue.push(waiting)
      this.#pump(host, state)
    })
    let left = false
    return () => {
      if (left) return
      left = true
      const free = (): void => {
        state.busy -= 1
        this.#pump(host, state)
      }
      if (this.#pace.pause > 0 && !this.#closed) setTimeout(free, this.#pace.pause)
      else free()
    }
  }

  /** Closes a host for a time. Waiting requests are rejected if that is longer than the longest wait. */
  rest(host: string, milliseconds: number, url: string): void {
    const state = this.#host(host)
    const until = performance.now() + Math.min(milliseconds, LONGEST_CLOSED)
    state.restsUntil = Math.max(state.restsUntil, until)
    if (this.#wait(state) > this.#pace.longestWait)
      for (const waiting of state.queue.splice(0)) waiting.refuse(new OutboundProblem('wait', url))
    this.#pump(host, state)
  }

  close(): void {
    this.#closed = true
    for (const [host, state] of this.#hosts) {
      clearTimeout(state.timer)
      for (const waiting of state.queue.splice(0)) waiting.refuse(new OutboundProblem('stopped', host))
    }
  }

  #host(host: string): Host {
    const known = this.#hosts.get(host)
    if (known) return known
    const state: Host = { busy: 0, queue: [], restsUntil: 0, timer: undefined }
    this.#hosts.set(host, state)
    return state
  }

  #wait(state: Host): number {
    return Math.max(0, state.restsUntil - performance.now())
  }

  #pump(host: string, state: Host): void {
    clearTimeout(state.timer)
    const wait = this.#wait(state)
    if (wait > 0) {
      if (state.queue.length > 0)
        state.timer = setTimeout(
          () => this.#pump(host, state),
          Math.min(wait + 1, this.#pace.longestWait + 1),
        )
      return
    }
    while (state.busy < this.#pace.perHost) {
      const next = state.queue.shift()
      if (!next) break
      state.busy += 1
      next.enter()
    }
    this.#forget(host, state)
  }

  /** Removes a host that has no state worth keeping. */
  #forget(host: string, state: Host): void {
    if (
      state.busy === 0 &&
      state.queue.length === 0 &&
      this.#wait(state) === 0 &&
      this.#hosts.get(host) === state
    )
      this.#hosts.delete(host)
  }
}
