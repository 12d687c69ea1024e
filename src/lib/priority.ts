import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/** Nice value of background work: next to a busy process it gets a quarter of the CPU. */
const BACKGROUND = 5

/** Lowers the priority of this process. Processes it starts from now on inherit it. */
export function giveWay(): void {
  try {
    setPriority(BACKGROUND)
    // On Linux this only lowered the calling thread; each other thread has its own priority.
    for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), BACKGROUND)
  } catch {
    // No /proc to list threads, or not permitted: keep the priority.
  }
  lowerSession(process.pid)
}

/**
 * Lowers a process session to the priority of this process. A privileged process may raise its own, as Chromium
 * does as root; and Linux may share CPU time between sessions first (autogroup, sched(7)), so that priority counts
 * only within one.
 * @param leader the process that started the session.
 */
export function lowerSession(leader: number | undefined): void {
  const priority = getPriority()
  if (leader === undefined || priority <= 0) return
  try {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) lowerWhereOf(leader, name, priority)
    writeFileSync(`/proc/${leader}/autogroup`, String(priority))
  } catch {
    // No /proc on this system.
  }
}

function lowerWhereOf(session: number, pid: string, priority: number): void {
  try {
    // The program name is the second field, in parentheses, and may contain anything; the session is the sixth
    // field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    if (Number(fields?.[3]) !== session) return
    for (const thread of readdirSync(`/proc/${pid}/task`))
      if (getPriority(Number(thread)) < priority) setPriority(Number(thread), priority)
  } catch {
    // It has exited.
  }
}
