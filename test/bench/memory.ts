/** Megabytes that a process holds, and the most that it held while it was looked at. */
export function watchMemory(): { idle: number; look: () => void; soFar: () => string; end: () => string } {
  globalThis.gc?.()
  const idle = process.memoryUsage.rss()
  let most = idle
  const look = (): void => void (most = Math.max(most, process.memoryUsage.rss()))
  const timer = setInterval(look, 50)
  const soFar = (): string => {
    look()
    return `at most ${megabytes(most)} resident, ${megabytes(most - idle)} over ${megabytes(idle)} when idle`
  }
  return {
    idle,
    look,
    soFar,
    end: () => {
      clearInterval(timer)
      return soFar()
    },
  }
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
