import { mkdir, readFile, rm, rmdir, stat, utimes } from 'node:fs/promises'
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

/** Locks this process holds: its pid alone doesn't tell, as a restarted container has the same one. */
const held = new Set<string>()

/** Milliseconds between heartbeats of a lock holder, and after which a lock without one is stale. */
const TOUCH = 2_000
const SILENT = 10_000

/** The heartbeat distinguishes a reused pid, or one from another container: those don't touch the file. */
const isTouched = (path: string): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < SILENT,
    () => false,
  )

const holds = async (pid: number, path: string): Promise<boolean> =>
  pid === process.pid ? held.has(path) : pid > 0 && isAlive(pid) && (await isTouched(path))

const readPid = async (path: string): Promise<number> => Number(await readFile(path, 'utf8').catch(() => '0'))

const TRIES = 20
const PAUSE = 25
/** A process that died while removing a stale lock leaves its marker; it is ignored after this many milliseconds. */
const MARK_AGE = 10_000

/** Per path, the last of what this process does with its lock file. */
const turns = new Map<string, Promise<unknown>>()

/**
 * Within a process, locks are taken and released one after the other: between creating the file and noting it in
 * `held`, or between removing it and forgetting it, another part of this process would take it for a stale one.
 */
function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(path) ?? Promise.resolve()).then(work)
  const ended = turn
    .catch(() => undefined)
    .then(() => {
      if (turns.get(path) === ended) turns.delete(path)
    })
  turns.set(path, ended)
  return turn
}

/**
 * Takes a lock file containing this process's id. A dead process's lock is taken over.
 * @param what the holder, for the message: “Another server is running”.
 * @returns the function that releases it.
 * @throws {Locked} naming the holder.
 */
export const takeLock = (path: string, what: string): Promise<() => Promise<void>> =>
  inTurn(path, () => takeInTurn(path, what))

async function takeInTurn(path: string, what: string): Promise<() => Promise<void>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await createWhole(path, String(process.pid))) {
      held.add(path)
      const touching = setInterval(() => {
        const now = new Date()
        utimes(path, now, now).catch(() => undefined) // removed: nobody holds it any more
      }, TOUCH)
      touching.unref()
      return () =>
        inTurn(path, async () => {
          clearInterval(touching)
          // After a long suspension the lock may belong to another process.
          if (held.delete(path) && (await readPid(path)) === process.pid) await rm(path, { force: true })
        })
    }
    const pid = await readPid(path)
    if (await holds(pid, path)) throw new Locked(`${what} (process ${pid}).`, pid)
    if (!(await removeStale(path))) await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  throw new Locked(`${what}: ${path} cannot be taken. Delete it if no other process is running.`, 0)
}

/** Removes a stale lock. Only one process does so at a time, or one could remove a lock that another has just taken. */
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
    if (!(await holds(await readPid(path), path))) await rm(path, { recursive: true, force: true })
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
