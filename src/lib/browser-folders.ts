import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { isSameProcess, startOf } from './process.ts'

/** This machine, or this container: what another one left in a folder that they share is not ours to judge. */
const host = sha256(hostname()).slice(0, 6)

const NAME = /^recourse-browser-([0-9a-f]{6})-(\d+)-(\d+)-\w{6}$/

/** Folders of browsers that this process has started and not closed. */
const mine = new Set<string>()

/** Makes the folder of one browser. Its name says whose it is. */
export async function makeBrowserFolder(): Promise<string> {
  const owner = `${host}-${process.pid}-${startOf(process.pid) ?? 0}`
  const folder = await mkdtemp(join(tmpdir(), `recourse-browser-${owner}-`))
  mine.add(folder)
  return folder
}

/** Removes it, with the socket that a browser which was killed leaves beside it. What stays is removed by the next start. */
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
 * Removes what browsers left whose process was killed, and ends those of them that still run: one that is stopped does
 * not see that nobody is there any more.
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
    return // elsewhere than on Linux they are left to end by themselves
  }
  for (const pid of pids)
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (folders.some((folder) => args.includes(`--user-data-dir=${folder}`)))
        process.kill(-Number(pid), 'SIGKILL') // with its helpers: it leads a group of its own
    } catch {
      continue // ended by itself, or somebody else’s
    }
}
