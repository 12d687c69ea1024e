import { readdirSync, writeFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** How much what may wait gives way (nice): beside somebody who is busy it gets a quarter. */
const BACKGROUND = 5

/** Lowers the priority of this process. What it starts from now on inherits it. */
export function giveWay(): void {
  try {
    setPriority(BACKGROUND)
    // On Linux that was the thread that asks; each of the others has a priority of its own.
    for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), BACKGROUND)
  } catch {
    // There are no threads to be seen here, or the system does not allow it: then it runs as it is.
  }
  lowerSession(process.pid)
}

/**
 * Lowers the session that a process leads to the priority of this process. Linux may share its time between sessions first
 * (autogroup, sched(7)): then a priority counts only inside of one.
 */
export function lowerSession(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    writeFileSync(`/proc/${leader}/autogroup`, String(getPriority()))
  } catch {
    // No such system.
  }
}
