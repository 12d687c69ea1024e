import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
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
 * Lowers a session of processes to the priority of this one. A process that may raises its own, as Chromium does as root;
 * and Linux may share its time between sessions first (autogroup, sched(7)): then a priority counts only inside of one.
 * @param leader the process that began the session.
 */
export function lowerSession(leader: number | undefined): void {
  const priority = getPriority()
  if (leader === undefined || priority <= 0) return
  try {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) lowerWhereOf(leader, name, priority)
    writeFileSync(`/proc/${leader}/autogroup`, String(priority))
  } catch {
    // No such system.
  }
}

function lowerWhereOf(session: number, pid: string, priority: number): void {
  try {
    // The name of the program comes second, in brackets, and may hold anything; the session is the sixth field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    if (Number(fields?.[3]) !== session) return
    for (const thread of readdirSync(`/proc/${pid}/task`))
      if (getPriority(Number(thread)) < priority) setPriority(Number(thread), priority)
  } catch {
    // It has ended.
  }
}
