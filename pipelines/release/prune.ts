import { copyFile, link, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '#lib/process.ts'
import { FORMS } from '#lib/published-forms.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import { releaseNames, releasesFolder, syncFolder } from './current.ts'
import { MANIFEST, SIGNATURE } from './manifest.ts'
import { folderOfStored, makerOf, readFolderLink, sharedFolders, storedFolders } from './shared-folders.ts'

/** What a folder is called while its files are removed: no release, so that nobody looks into it. */
const REMOVED = /^\.(.+)\.removed$/

/** The list of what a release shows is needed to give it back to readers, which nobody can do once its files are gone. */
async function removeFiles(releases: string, name: string): Promise<void> {
  await rm(join(releases, `.${name}.removed`), { recursive: true, force: true })
  await rm(join(releases, `${name}.${FORMS}`), { force: true })
}

/** Keeps a file beside the release that is only in its folder. @returns whether it is kept. */
async function keepBeside(releases: string, name: string, file: string): Promise<boolean> {
  const beside = join(releases, `${name}.${file}`)
  const isThere = (path: string): Promise<boolean> =>
    stat(path).then(
      (found) => found.isFile(),
      () => false,
    )
  if (await isThere(beside)) return true
  const inside = join(releases, name, file)
  if (!(await isThere(inside))) return false
  await link(inside, beside).catch(() => copyFile(inside, beside))
  return true
}

/**
 * Removes the files of a release. Its manifest and signature stay beside it, and so do the heads and the texts that later
 * releases refer to. A kill leaves the whole release, or what `finishRemovals` removes.
 * @returns false where the manifest is lost: the release stays as it is, for a person to look at.
 */
export async function removeRelease(dataDir: string, name: string): Promise<boolean> {
  const releases = releasesFolder(dataDir)
  if (!(await keepBeside(releases, name, MANIFEST))) return false
  await keepBeside(releases, name, SIGNATURE)
  await syncFolder(releases)
  await rename(join(releases, name), join(releases, `.${name}.removed`))
  await syncFolder(releases)
  await removeFiles(releases, name)
  return true
}

/**
 * Removes the stored folders that no release has any more. What is newer than every release belongs to one that was
 * begun: the next publication uses it or removes it.
 */
export async function removeUnshared(dataDir: string): Promise<void> {
  const releases = await releaseNames(dataDir)
  const [newest] = releases
  if (newest === undefined) return
  for (const stored of await storedFolders(dataDir)) {
    if (sequenceOf(stored) > sequenceOf(newest)) continue
    // The release that made it, and the newest one, have nearly all of them.
    const likely = [makerOf(stored), ...releases].filter((name) => releases.includes(name))
    if (!(await isShared(dataDir, stored, likely)))
      await rm(join(sharedFolders(dataDir), stored), { recursive: true, force: true })
  }
}

async function isShared(dataDir: string, stored: string, releases: readonly string[]): Promise<boolean> {
  const folder = folderOfStored(stored) ?? ''
  for (const name of releases)
    if ((await readFolderLink(join(releasesFolder(dataDir), name), folder)).stored === stored) return true
  return false
}

/** A link that was to become `current`, of the process with this id. */
const FRESH_LINK = /^\.current-(\d+)$/

/** Removes what a killed removal left, and links that a killed publication did not put in place. */
export async function finishRemovals(dataDir: string): Promise<void> {
  for (const each of await readdir(dataDir)) {
    const [, pid] = FRESH_LINK.exec(each) ?? []
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(dataDir, each), { force: true })
  }
  const releases = releasesFolder(dataDir)
  for (const each of await readdir(releases)) {
    const [, name = ''] = REMOVED.exec(each) ?? []
    if (RELEASE.test(name)) await removeFiles(releases, name)
  }
}
