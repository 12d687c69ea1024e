import { OutboundProblem } from './problem.ts'

export interface RateLimits {
  /** Requests at the same time to one host. */
  perHost: number
  /** Milliseconds for which a place rests after each request. */
  pause: number
  /** Milliseconds that a host may ask us to wait, at most; asked for longer, it is not asked again until then. */
  longestWait: number
}

/** A host that is forgotten for longer than a day is none that asked us to wait. */
const LONGEST_CLOSED = 24 * 3_600_000

interface Waiting {
  enter(): void
  refuse(problem: Error): void
}

interface Host {
  busy: number
  queue: Waiting[]
  /** Milliseconds of the monotonic clock until which nobody enters. */
  restsUntil: number
  timer: NodeJS.Timeout | undefined
}

/** Lets so many in to each host at a time, in the order in which they came. */
export class Gate {
  readonly #pace: RateLimits
  readonly #hosts = new Map<string, Host>()
  #closed = false

  constructor(pace: RateLimits) {
    this.#pace = pace
  }

  /**
   * Waits for a turn.
   * @returns what gives the place back; the second call of it does nothing.
   * @throws {OutboundProblem} `stopped` by the signal, or `wait` where the host asked us to come much later.
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

  /** Nobody enters for so long. Whoever waits is told, where that is longer than anybody waits. */
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

  /** A host of whom nothing need be known. */
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
