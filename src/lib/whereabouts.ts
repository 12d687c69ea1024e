import { readFileSync, readlinkSync } from 'node:fs'

const statOf = (pid: number): string[] =>
  // The second field is the name, which may contain anything; the third follows the last parenthesis.
  (readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1) ?? '').trim().split(' ')

/**
 * Unique identity of a process on this machine: boot, pid namespace, pid and start time, so that a reused pid
 * differs. Null if the system doesn't tell.
 */
export function whereabouts(pid = process.pid): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')} ${pid} ${statOf(pid)[19] ?? ''}`
  } catch {
    return null
  }
}

/** True if a process has certainly ended; false if it is alive or that can't be known here. */
export function hasEnded(where: string): boolean {
  const own = whereabouts()
  const [boot, space, pid, began] = where.split(' ')
  if (own === null || !own.startsWith(`${boot} ${space} `)) return false
  try {
    const stat = statOf(Number(pid))
    // A zombie has ended and awaits its parent.
    return stat[19] !== began || stat[0] === 'Z' || stat[0] === 'X'
  } catch (error) {
    return ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}
