/** Signals within this many milliseconds of the first are the same wish: Ctrl-C reaches every process of a terminal, and npm passes it on. */
const SAME_WISH = 2_000

/** Exit code of a process that ends by a signal, as shells have it. */
const CODES = { SIGINT: 130, SIGTERM: 143 }

/**
 * Resolves when the process is told to stop. Ask early: what comes before is the default, which ends it at once.
 * Whoever asks again, later, does not want to wait: that ends it at once, too.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | null = null
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        first ??= performance.now()
        if (performance.now() - first > SAME_WISH) process.exit(CODES[signal])
        resolve(signal)
      })
  })
}

/** How long what is under way may take after that, in milliseconds. */
export const PATIENCE = 30_000

/** Waits for work to end, but no longer than that. */
export function within<T>(work: Promise<T>, patience = PATIENCE): Promise<T | void> {
  let timer: NodeJS.Timeout
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
