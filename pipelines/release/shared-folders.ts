import { lstat, mkdir, readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setAside } from '#lib/aside.ts'
import { orElse } from '#lib/own-errors.ts'
import { releasesFolder, sequenceOf } from '#lib/release-names.ts'
import type { ManifestFile } from './manifest.ts'

/** Beside the releases, so that the link to a folder is the same in each of them. */
const SHARED = '.folders'

/** A folder as it is stored: the release that made it, and where it is in a release. */
const STORED = /^(\d{6,15}-[0-9a-f]+)\.(guides|version)\.([^/]+)$/

export const sharedFolders = (dataDir: string): string => join(releasesFolder(dataDir), SHARED)

/** The folder of a guide that a file is in, which releases share: `guides/scotland`; null for a file in none. */
export const sharedFolderOf = (path: string): string | null =>
  /^(?:guides|version)\/[^/]+(?=\/)/.exec(path)?.[0] ?? null

/** What a folder that a release makes is called where it is stored: `000012-3fa9….guides.scotland`. */
export const storedName = (release: string, folder: string): string =>
  `${release}.${folder.replace('/', '.')}`

/** Where a stored folder is in the releases that share it. */
export function folderOfStored(name: string): string | null {
  const [, , parent, slug] = STORED.exec(name) ?? []
  return parent === undefined || slug === undefined ? null : `${parent}/${slug}`
}

/** The release that made a stored folder. */
export const makerOf = (name: string): string => STORED.exec(name)?.[1] ?? ''

/** What the link in a release holds. */
export const linkTo = (stored: string): string => join('..', '..', SHARED, stored)

const NO_LINK = new Set(['EINVAL', 'ENOENT', 'ENOTDIR'])

/** What a link holds; null where there is none. */
async function linkAt(path: string): Promise<string | null> {
  try {
    return await readlink(path)
  } catch (error) {
    if (NO_LINK.has((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

/** What a release has in the place of a shared folder. */
export interface FolderLink {
  /** The stored folder that it leads to; null where there is no link, or one to elsewhere. */
  stored: string | null
  /** True for a link to anything else than a stored folder of this place. */
  elsewhere: boolean
}

export async function readFolderLink(release: string, folder: string): Promise<FolderLink> {
  const link = await linkAt(join(release, folder))
  if (link === null) return { stored: null, elsewhere: false }
  const stored = link.split('/').at(-1) ?? ''
  return folderOfStored(stored) === folder && linkTo(stored) === link
    ? { stored, elsewhere: false }
    : { stored: null, elsewhere: true }
}

/** The listed files of a release by the shared folder that they are in. */
export function byFolder(files: readonly ManifestFile[]): ReadonlyMap<string, ManifestFile[]> {
  const folders = new Map<string, ManifestFile[]>()
  for (const file of files) {
    const folder = sharedFolderOf(file.path)
    if (folder === null) continue
    const known = folders.get(folder)
    if (known) known.push(file)
    else folders.set(folder, [file])
  }
  return folders
}

/**
 * Compares the names at the top of a shared folder with the files listed in it. It reads no file and costs one look at
 * the folder.
 * @returns the paths that are too many, and whether any is missing.
 */
export async function topOf(
  release: string,
  folder: string,
  files: readonly Pick<ManifestFile, 'path'>[],
): Promise<{ strays: string[]; isComplete: boolean }> {
  const expected = new Set<string>()
  for (const { path } of files) {
    const [name = '', ...below] = path.slice(folder.length + 1).split('/')
    expected.add(name)
    if (below.length === 0) expected.add(`${name}.br`)
  }
  const there = await readdir(join(release, folder)).catch(orElse([]))
  const strays = there.filter((name) => !expected.has(name))
  return {
    strays: strays.map((name) => `${folder}/${name}`),
    isComplete: there.length - strays.length === expected.size,
  }
}

/** Paths of files in a shared folder that are not listed, at any depth. */
export async function straysIn(
  release: string,
  folder: string,
  files: readonly Pick<ManifestFile, 'path'>[],
): Promise<string[]> {
  const listed = new Set(files.flatMap(({ path }) => [path, `${path}.br`]))
  const options = { recursive: true, withFileTypes: true } as const
  const there = await readdir(join(release, folder), options).catch(orElse([]))
  return there
    .filter((each) => !each.isDirectory())
    .map((each) => join(each.parentPath, each.name).slice(release.length + 1))
    .filter((path) => !listed.has(path))
}

/** Makes the folder that stored ones are in, if it is missing. */
export async function makeSharedFolders(dataDir: string): Promise<void> {
  const path = sharedFolders(dataDir)
  const there = await lstat(path).catch(orElse(null))
  if (there?.isDirectory()) return
  await setAside(path)
  await mkdir(path, { mode: 0o700 })
}

/** Names of all stored folders. */
export async function storedFolders(dataDir: string): Promise<string[]> {
  const names = await readdir(sharedFolders(dataDir)).catch(orElse([]))
  return names.filter((name) => STORED.test(name))
}

/** Removes the stored folders of releases that were never finished. @param finished number of the newest that was. */
export async function removeUnfinished(dataDir: string, finished: number): Promise<void> {
  for (const name of await storedFolders(dataDir))
    if (sequenceOf(name) > finished)
      await rm(join(sharedFolders(dataDir), name), { recursive: true, force: true })
}
