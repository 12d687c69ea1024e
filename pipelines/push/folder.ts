import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { diskProblem } from '#lib/disk-problem.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import {
  mustFollow,
  outdated,
  PushFailed,
  type PushedFile,
  type Pushing,
  type PushReceipt,
} from './release.ts'

/** The web server there runs under another account: files are readable by all, unlike those in the data folder. */
const FOLDER_MODE = 0o755
const FILE_MODE = 0o644

const CURRENT = 'current'

/** The release that the folder's link names; null where it names none. */
async function currentThere(path: string): Promise<string | null> {
  const target = await readlink(join(path, CURRENT)).catch(() => '')
  const name = target.split('/').at(-1) ?? ''
  return RELEASE.test(name) ? name : null
}

const isSame = async (path: string, { bytes, sha256: hash }: PushedFile): Promise<boolean> => {
  const there = await readFile(path).catch(() => null)
  return there !== null && there.byteLength === bytes && sha256(there) === hash
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Copies a file: it appears whole, or not at all. */
async function copyWhole(from: string, to: string, file: PushedFile): Promise<void> {
  const part = join(dirname(to), `.${process.pid}.part`)
  await copyFile(from, part, constants.COPYFILE_FICLONE)
  await chmod(part, FILE_MODE)
  await syncPath(part)
  if (!(await isSame(part, file))) {
    await rm(part, { force: true })
    throw new PushFailed(
      `/${file.path} is not as it was published, here or in the copy. “recourse status” says which; “recourse publish” makes it again.`,
    )
  }
  await rename(part, to)
}

/** Fills a folder with the release. Files that are there and whole stay, so that a killed push goes on. */
async function fill(
  folder: string,
  previous: string | null,
  { release, signal, reached }: Pushing,
): Promise<PushReceipt> {
  const receipt = { sentFiles: 0, sentBytes: 0 }
  const folders = new Set<string>()
  for (const file of release.files) {
    signal.throwIfAborted()
    const to = join(folder, file.path)
    const parent = dirname(to)
    if (!folders.has(parent)) await mkdir(parent, { recursive: true, mode: FOLDER_MODE })
    folders.add(parent)
    if (await isSame(to, file)) continue
    const before = previous && join(previous, file.path)
    if (before && (await isSame(before, file))) {
      await rm(to, { recursive: true, force: true })
      await link(before, to)
      continue
    }
    await copyWhole(join(release.folder, file.path), to, file)
    receipt.sentFiles += 1
    receipt.sentBytes += file.bytes
    reached?.('sending')
  }
  for (const each of folders) await syncPath(each)
  return receipt
}

/** Removes what does not belong to the release, such as a file that a killed push was writing. */
async function removeStrays(folder: string, files: readonly PushedFile[]): Promise<void> {
  const listed = new Set(files.map(({ path }) => path))
  for (const each of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(each.parentPath, each.name))
    if (!each.isDirectory() && !listed.has(path)) await rm(join(folder, path), { force: true })
  }
}

/** Replaces the link in one step: a reader gets the earlier release or this one. */
async function makeCurrentThere(path: string, name: string): Promise<void> {
  const fresh = join(path, `.${CURRENT}-${process.pid}`)
  await rm(fresh, { recursive: true, force: true })
  await symlink(join('releases', name), fresh)
  mustFollow(await currentThere(path), name, sequenceOf)
  await rename(fresh, join(path, CURRENT))
  await syncPath(path)
}

async function prune(releases: string, current: string): Promise<void> {
  const names = await readdir(releases)
  const old = outdated(
    names.filter((name) => RELEASE.test(name)),
    { current, sequenceOf },
  )
  const left = names.filter((name) => name.endsWith('.part') && sequenceOf(name) <= sequenceOf(current))
  for (const name of [...old, ...left]) await rm(join(releases, name), { recursive: true, force: true })
}

async function intoFolder(path: string, pushing: Pushing): Promise<PushReceipt> {
  const { release, mayGoOut, reached } = pushing
  const releases = join(path, 'releases')
  await mkdir(releases, { recursive: true, mode: FOLDER_MODE })
  const there = await currentThere(path)
  mustFollow(there, release.name, sequenceOf)
  reached?.('begun')
  const home = join(releases, release.name)
  const part = join(releases, `.${release.name}.part`)
  const previous = there !== null && there !== release.name ? join(releases, there) : null
  const isHome = (await readdir(home).catch(() => null)) !== null
  const folder = isHome ? home : part
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
  const receipt = await fill(folder, previous, pushing)
  await removeStrays(folder, release.files)
  reached?.('complete')
  await mayGoOut()
  mustFollow(await currentThere(path), release.name, sequenceOf)
  if (!isHome) await rename(part, home)
  await syncPath(releases)
  if (there !== release.name) await makeCurrentThere(path, release.name)
  reached?.('current')
  await prune(releases, release.name)
  reached?.('pruned')
  return receipt
}

/**
 * Pushes a release into a folder: `releases/<name>`, and the link `current`. Each file is compared with its hash
 * there; files of the release before are linked, not copied.
 * @throws {PushFailed} saying what is wrong.
 */
export async function pushToFolder(path: string, pushing: Pushing): Promise<PushReceipt> {
  try {
    return await intoFolder(path, pushing)
  } catch (error) {
    const { code, message, name } = error as NodeJS.ErrnoException
    if (code === undefined || name === 'PushFailed' || pushing.signal.aborted) throw error
    const problem =
      code === 'EACCES' || code === 'EPERM'
        ? `This account may not write there (${message}). Give it the folder.`
        : (diskProblem(error)?.message ?? `It could not be written: ${message}.`)
    throw new PushFailed(problem, { cause: error })
  }
}
