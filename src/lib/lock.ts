import { mkdir, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { createWhole } from './once.ts'
import { isAlive } from './process.ts'

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

const holds = (pid: number, path: string): boolean =>
  pid === process.pid ? held.has(path) : pid > 0 && isAlive(pid)

const readPid = async (path: string): Promise<number> => Number(await readFile(path, 'utf8').catch(() => '0'))

const TRIES = 20
const PAUSE = 25
/** A process that died while it took a stale lock away leaves its mark; after so many milliseconds it counts for nothing. */
const MARK_AGE = 10_000

/**
 * Takes a lock file with this process's id in it. One that a dead process left is taken over.
 * @param what who holds it, for the message: “Another server is running”.
 * @returns the function that lets it go.
 * @throws {Locked} naming the holder.
 */
export async function takeLock(path: string, what: string): Promise<() => Promise<void>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await createWhole(path, String(process.pid))) {
      held.add(path)
      return async () => {
        held.delete(path)
        await rm(path, { force: true })
      }
    }
    const pid = await readPid(path)
    if (holds(pid, path)) throw new Locked(`${what} (process ${pid}).`, pid)
    if (!(await removeStale(path))) await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  throw new Locked(`${what}: ${path} cannot be taken. Delete it if no other process is running.`, 0)
}

/** Takes a stale lock away. Only one process does so at a time, or one could take away what another has just taken. */
async function removeStale(path: string): Promise<boolean> {
  const mark = `${path}.taking`
  try {
    await mkdir(mark)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const age =
      Date.now() -
      (await stat(mark).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ))
    if (age > MARK_AGE) await rmdir(mark).catch(() => undefined)
    return false
  }
  try {
    if (!holds(await readPid(path), path)) await rm(path, { recursive: true, force: true })
    return true
  } finally {
    await rmdir(mark)
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
