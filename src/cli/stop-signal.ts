/**
 * Signals within this many milliseconds of the first count as one: Ctrl-C reaches every process of a terminal, and
 * npm forwards it.
 */
const SAME_WISH = 2_000

/** Conventional shell exit codes for a process ended by a signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 }

/**
 * Resolves when the process is told to stop. Call it early: until then, a signal ends the process at once. So does
 * a later second signal: the user doesn't want to wait.
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

/** How long work in progress may take after that, in milliseconds. */
export const PATIENCE = 30_000

/** Waits for work to end, but no longer than that. */
export function within<T>(work: Promise<T>, patience = PATIENCE): Promise<T | void> {
  let timer: NodeJS.Timeout
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
