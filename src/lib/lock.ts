import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'

/** Another process, or another part of this one, holds the lock. */
export class Locked extends Error {
  override name = 'Locked'
  readonly pid: number

  constructor(message: string, pid: number) {
    super(message)
    this.pid = pid
  }
}

/** Locks that this process holds: its id alone would not tell, because a restarted container has the same one. */
const held = new Set<string>()

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes a lock file with this process's id in it. One that a dead process left is taken over.
 * @param what who holds it, for the message: “Another server is running”.
 * @returns the function that lets it go.
 * @throws {Locked} naming the holder.
 */
export async function takeLock(path: string, what: string): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries += 1)
    try {
      const handle = await open(path, 'wx', 0o600)
      await handle.writeFile(String(process.pid))
      await handle.close()
      held.add(path)
      return async () => {
        held.delete(path)
        await rm(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(await readFile(path, 'utf8').catch(() => '0'))
      if (pid === process.pid ? held.has(path) : pid > 0 && alive(pid))
        throw new Locked(`${what} (process ${pid}).`, pid)
      if (tries >= 3)
        throw new Locked(`${what}: ${path} cannot be taken. Delete it if no other process is running.`, pid)
      // Of several that find the same stale file only one can take it away.
      const stale = `${path}.${randomUUID()}`
      await rename(path, stale).catch(() => undefined)
      await rm(stale, { force: true })
    }
}

export async function withLock<T>(path: string, what: string, work: () => Promise<T>): Promise<T> {
  const release = await takeLock(path, what)
  try {
    return await work()
  } finally {
    await release()
  }
}
