import { readFileSync } from 'node:fs'

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a process started, in clock ticks since boot (proc(5), field 22); null if unknown. Process ids are reused,
 * but not together with a start time.
 */
export function startOf(pid: number): string | null {
  try {
    // The program name is the second field, in parentheses, and may contain anything.
    const [, rest] = /.*\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return rest?.split(' ')[19] ?? null
  } catch {
    return null // no such process, or no /proc
  }
}

/** Whether the process with this id and start time is alive; without a start time, whether any with this id is. */
export function isSameProcess(pid: number, start: string | null): boolean {
  const known = start === null ? null : startOf(pid)
  return known === null ? isAlive(pid) : known === start
}
