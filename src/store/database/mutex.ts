/**
 * Admits one caller at a time, in order of arrival. A caller that waits longer than `patience` milliseconds gets an
 * error.
 */
export class Mutex {
  #tail: Promise<void> = Promise.resolve()
  readonly #patience: number

  constructor(patience = 30_000) {
    this.#patience = patience
  }

  /** Resolves with the function that releases the mutex; calling it again does nothing. */
  async acquire(): Promise<() => void> {
    let release!: () => void
    const mine = new Promise<void>((resolve) => {
      release = resolve
    })
    const before = this.#tail
    this.#tail = before.then(() => mine)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, this.#patience, 'late')
    })
    const outcome = await Promise.race([before, late])
    clearTimeout(timer)
    if (outcome === 'late') {
      release()
      throw new Error(
        `The database has been busy for ${this.#patience / 1000} s: another write does not end. Try again; if it persists, restart the server.`,
      )
    }
    return release
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire()
    try {
      return await work()
    } finally {
      release()
    }
  }
}
