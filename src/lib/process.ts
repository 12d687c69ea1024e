import { readFileSync } from 'node:fs'

/** True while there is a process of this id, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a process started, in ticks since the machine did (proc(5), field 22); null where that is not known. Ids are used
 * again, ids with this are not.
 */
export function startOf(pid: number): string | null {
  try {
    // The name of the program comes second, in brackets, and may hold anything.
    const [, rest] = /.*\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return rest?.split(' ')[19] ?? null
  } catch {
    return null // no such process, or no such system
  }
}

/** True while the very process lives that had this id and start; without a start, while any of this id does. */
export function isSameProcess(pid: number, start: string | null): boolean {
  const known = start === null ? null : startOf(pid)
  return known === null ? isAlive(pid) : known === start
}
