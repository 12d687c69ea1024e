import { copyFile, link, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inParallel } from '#lib/in-parallel.ts'
import { currentName, RELEASE, sequenceOf } from '#lib/release-names.ts'
import { fileProblem } from './check.ts'
import { makeReleasesFolder, releasesFolder, syncFolder, type Release } from './current.ts'
import type { ManifestFile } from './manifest.ts'
import {
  linkTo,
  makeSharedFolders,
  removeUnfinished,
  sharedFolderOf,
  sharedFolders,
  storedName,
} from './shared-folders.ts'

/** Folders brought to the disk in parallel. */
const WIDTH = 8

/**
 * Where the files of a release are until it is complete: in a folder that is not served, and those of each guide in a
 * folder beside it, to which it has a link.
 */
export class ReleaseFolder {
  readonly path: string
  readonly #dataDir: string
  readonly #name: string
  readonly #folders = new Set<string>()
  /** Shared folders that this release stores itself. */
  readonly #stored = new Map<string, Promise<string>>()
  #sharedMade: Promise<void> | null = null

  /** @param name of the release. */
  constructor(dataDir: string, name: string) {
    this.#dataDir = dataDir
    this.#name = name
    this.path = join(releasesFolder(dataDir), `.${name}.part`)
  }

  /** Makes the folder, and removes what unfinished releases left. */
  async begin(): Promise<void> {
    await removeLeftovers(this.#dataDir)
    await mkdir(this.path, { mode: 0o700 })
  }

  /** Whether the release stores a folder itself in the place of this shared one. */
  stores(folder: string): boolean {
    return this.#stored.has(folder)
  }

  /** Makes the link of a shared folder. */
  async link(folder: string, stored: string): Promise<void> {
    const link = join(this.path, folder)
    const parent = dirname(link)
    // Not recursive: what is to hold it must still be there.
    if (!this.#folders.has(parent)) await mkdir(parent, { mode: 0o700 }).catch(unlessThere)
    this.#folders.add(parent)
    await symlink(linkTo(stored), link)
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    this.#folders.add(folder)
  }

  /** The folder that this release stores in the place of a shared one, made when its first file is written. */
  #store(folder: string): Promise<string> {
    const known = this.#stored.get(folder)
    if (known) return known
    const begun = (async (): Promise<string> => {
      await (this.#sharedMade ??= makeSharedFolders(this.#dataDir))
      const name = storedName(this.#name, folder)
      const path = join(sharedFolders(this.#dataDir), name)
      await this.#makeFolder(path)
      await this.link(folder, name)
      return path
    })()
    this.#stored.set(folder, begun)
    return begun
  }

  /** Where a file of the release is written; its folder is made. */
  async target(path: string): Promise<string> {
    const shared = sharedFolderOf(path)
    const target =
      shared === null ? join(this.path, path) : join(await this.#store(shared), path.slice(shared.length + 1))
    await this.#makeFolder(dirname(target))
    return target
  }

  /** Reuses a file of a release. @returns what is wrong with it; then it is not used. */
  async reuse(known: ManifestFile, release: Release | null): Promise<string | null> {
    if (!release) return 'is in no release'
    const problem = await fileProblem(release.folder, known)
    if (problem !== null) return problem
    const target = await this.target(known.path)
    for (const ending of ['', '.br'])
      await linkOrCopy(join(release.folder, known.path) + ending, target + ending)
    return null
  }

  /** Brings all its folders to the disk. */
  async sync(): Promise<void> {
    const stored = this.#stored.size > 0 ? [sharedFolders(this.#dataDir)] : []
    await inParallel([...this.#folders, ...stored, this.path], WIDTH, syncFolder)
  }

  /** Removes what was written. The next release removes any remains. */
  async discard(): Promise<void> {
    const stored = [...this.#stored.keys()].map((folder) =>
      join(sharedFolders(this.#dataDir), storedName(this.#name, folder)),
    )
    for (const folder of [this.path, ...stored])
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/**
 * Removes the remains of unfinished releases. Files beside a release stay where only its folder was deleted: they
 * hold the published text and the heads of all chains.
 */
async function removeLeftovers(dataDir: string): Promise<void> {
  const releases = releasesFolder(dataDir)
  await makeReleasesFolder(dataDir)
  const names = await readdir(releases)
  const finished = Math.max(
    ...[...names.filter((name) => RELEASE.test(name)), (await currentName(dataDir)) ?? ''].map(sequenceOf),
  )
  for (const name of names) {
    const begun = /^\d{6,}-[0-9a-f]+\.\w+(\.jsonl?|\.sig)$/.test(name) && sequenceOf(name) > finished
    if (name.endsWith('.part') || begun) await rm(join(releases, name), { recursive: true, force: true })
  }
  await removeUnfinished(dataDir, finished)
}

const unlessThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}

/** A hard link, or a copy where the file system has none. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error
    await copyFile(from, to)
  }
}
