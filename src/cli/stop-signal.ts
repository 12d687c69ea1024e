/** Resolves when the process is told to stop. Ask early: what comes before is the default, which ends it at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
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
