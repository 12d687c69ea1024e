import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { isSameProcess, startOf } from './process.ts'

/** Identifies this machine or container: leftovers of another one in a shared folder are not ours to judge. */
const host = sha256(hostname()).slice(0, 6)

const NAME = /^recourse-browser-([0-9a-f]{6})-(\d+)-(\d+)-\w{6}$/

/** Folders of browsers this process started and has not closed. */
const mine = new Set<string>()

/** Creates the folder of one browser. Its name identifies the owner. */
export async function makeBrowserFolder(): Promise<string> {
  const owner = `${host}-${process.pid}-${startOf(process.pid) ?? 0}`
  const folder = await mkdtemp(join(tmpdir(), `recourse-browser-${owner}-`))
  mine.add(folder)
  return folder
}

/**
 * Removes the folder and the socket a killed browser leaves next to it. Whatever remains is removed at the next
 * start.
 */
export async function removeBrowserFolder(folder: string): Promise<void> {
  mine.delete(folder)
  const socket = await readlink(join(folder, 'SingletonSocket')).catch(() => null)
  const beside = socket === null ? null : dirname(socket)
  if (
    beside !== null &&
    dirname(beside) === tmpdir() &&
    /^\.?(org\.chromium|com\.google)\./.test(basename(beside))
  )
    await rm(beside, { recursive: true, force: true }).catch(() => undefined)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)
}

/**
 * Removes folders of browsers whose owner was killed, and kills such browsers that still run: a suspended one
 * doesn't notice that its owner is gone.
 * @returns how many folders were left.
 */
export async function removeLeftBrowsers(): Promise<number> {
  const left = (await readdir(tmpdir()).catch(() => [])).flatMap((name) => {
    const [, of, pid, start] = NAME.exec(name) ?? []
    const folder = join(tmpdir(), name)
    const lives =
      Number(pid) === process.pid && (start === '0' || start === startOf(process.pid))
        ? mine.has(folder)
        : isSameProcess(Number(pid), start === '0' ? null : (start ?? null))
    return of !== host || lives ? [] : [folder]
  })
  if (left.length > 0) endBrowsersOf(left)
  for (const folder of left) await removeBrowserFolder(folder)
  return left.length
}

function endBrowsersOf(folders: readonly string[]): void {
  let pids: string[] = []
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return // outside Linux they are left to exit by themselves
  }
  for (const pid of pids)
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (folders.some((folder) => args.includes(`--user-data-dir=${folder}`)))
        process.kill(-Number(pid), 'SIGKILL') // including helpers: it leads its own process group
    } catch {
      continue // it has exited, or belongs to another user
    }
}
