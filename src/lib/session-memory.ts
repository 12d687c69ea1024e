import { readdirSync, readFileSync } from 'node:fs'

/**
 * Bytes of memory that the processes of a session have to themselves; null where the system does not say.
 * @param leader the process that started the session.
 */
export function sessionMemory(leader: number | undefined): number | null {
  if (leader === undefined) return null
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .reduce((sum, pid) => sum + memoryWhereOf(leader, pid), 0)
  } catch {
    return null // no /proc on this system
  }
}

function memoryWhereOf(session: number, pid: string): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    if (Number(fields?.[3]) !== session) return 0
    const [, kib = '0'] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kib) * 1024
  } catch {
    return 0 // it has exited
  }
}
