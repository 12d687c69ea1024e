import { readFileSync, readlinkSync } from 'node:fs'

const statOf = (pid: number): string[] =>
  // Its second field is the name, which may hold anything; the third is what follows the last bracket.
  (readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1) ?? '').trim().split(' ')

/**
 * Where a process of this machine runs, exactly: boot, namespace of process ids, id, and when it began, so that an id
 * that is used again is another. Null where the system does not say.
 */
export function whereabouts(pid = process.pid): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')} ${pid} ${statOf(pid)[19] ?? ''}`
  } catch {
    return null
  }
}

/** True where a process has ended for certain; false where it lives, or nobody here can know. */
export function hasEnded(where: string): boolean {
  const own = whereabouts()
  const [boot, space, pid, began] = where.split(' ')
  if (own === null || !own.startsWith(`${boot} ${space} `)) return false
  try {
    const stat = statOf(Number(pid))
    // A zombie has ended, and waits for its parent.
    return stat[19] !== began || stat[0] === 'Z' || stat[0] === 'X'
  } catch (error) {
    return ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}
