import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { sha256 } from '#domain/hash.ts'
import { isOwnError } from '#lib/own-errors.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import { MANIFEST, SIGNATURE, unlisted, type Manifest } from './manifest.ts'
import { byFolder, readFolderLink } from './shared-folders.ts'
import {
  differs,
  missing,
  Unread,
  unread,
  type EarlierReleases,
  type ManifestCopy,
  type ReleaseSource,
} from './verify.ts'

const GONE = new Set(['ENOENT', 'ENOTDIR'])

/** Bytes of a plain file; null where there is none. @throws {Unread} */
async function read(path: string): Promise<Uint8Array | null> {
  try {
    if (!(await lstat(path)).isFile()) throw new Unread('is not a plain file')
    return await readFile(path)
  } catch (error) {
    if (error instanceof Unread) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    if (GONE.has(code)) return null
    throw new Unread(`cannot be read (${code})`, { cause: error })
  }
}

/** A copy that cannot be read counts as none: there may be another. */
const readOrNone = (path: string): Promise<Uint8Array | null> =>
  read(path).catch((error: unknown) => {
    if (error instanceof Unread && !isOwnError(error.cause)) return null
    throw error
  })

/** What is in a folder, and in those below it. @throws {Unread} naming the folder that cannot be read. */
const listed = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const at = relative(folder, error.path ?? folder)
    throw new Unread(`cannot be read (${error.code}): files that do not belong there were not looked for`, {
      cause: error,
      path: at,
    })
  })

/** False also for a folder that is lost, whose files are missing. */
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (there) => there.isDirectory(),
    (error: NodeJS.ErrnoException) => !GONE.has(error.code ?? ''),
  )

const below = (folder: string, each: Dirent): string =>
  join(each.parentPath, each.name).slice(folder.length + 1)

/** Paths in the folder of a release that its manifest does not list, shared folders included. @throws {Unread} */
async function unlistedIn(folder: string, manifest: Manifest): Promise<string[]> {
  const known = new Set([
    ...unlisted(manifest),
    ...manifest.files.flatMap(({ path }) => [path, `${path}.br`]),
  ])
  const shared = byFolder(manifest.files)
  const found: string[] = []
  for (const each of await listed(folder)) {
    const path = below(folder, each)
    if (each.isDirectory() || known.has(path)) continue
    const { stored } = shared.has(path) ? await readFolderLink(folder, path) : { stored: null }
    if (stored === null) found.push(path)
    else if (await isFolder(join(folder, path)))
      for (const inside of await listed(join(folder, path)))
        if (!inside.isDirectory() && !known.has(below(folder, inside))) found.push(below(folder, inside))
  }
  return found.sort()
}

/** The manifests of the releases beside this one: those in their folders, and those kept of deleted ones. */
function releasesIn(folder: string): EarlierReleases {
  let found: Promise<Set<string>> | undefined
  const find = async (): Promise<Set<string>> => {
    const suffix = `.${MANIFEST}`
    const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      throw new Unread(`cannot be read (${error.code}): earlier releases were not looked for`, {
        cause: error,
      })
    })
    const bare = there.map((name) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name))
    return new Set(bare.filter((name) => RELEASE.test(name)))
  }
  const at = async (name: string, before: string): Promise<ManifestCopy[]> => {
    const text = await readOrNone(before + MANIFEST)
    if (text === null) return []
    return [{ name, text: Buffer.from(text).toString(), signature: await readOrNone(before + SIGNATURE) }]
  }
  return {
    async of(sequence) {
      const names = await (found ??= find())
      const there = [...names].filter((name) => sequenceOf(name) === sequence).sort()
      const copies = await Promise.all(
        there.flatMap((name) => ['/', '.'].map((divider) => at(name, join(folder, name) + divider))),
      )
      return copies.flat()
    },
  }
}

/** The folder of the release that a folder is, or whose current release it has: a data folder. */
async function releaseFolder(folder: string): Promise<string> {
  const isThere = (path: string): Promise<boolean> =>
    lstat(path).then(
      () => true,
      () => false,
    )
  const current = join(folder, 'current')
  const release = !(await isThere(join(folder, MANIFEST))) && (await isThere(current)) ? current : folder
  return realpath(release)
}

/** A release in a folder. @throws {Unread} where there is no such folder. */
export async function folderSource(path: string): Promise<ReleaseSource> {
  const folder = await releaseFolder(path).catch((error: Error) => {
    throw new Unread('There is no such folder.', { cause: error })
  })
  return {
    width: 4,
    earlier: RELEASE.test(basename(folder)) ? releasesIn(dirname(folder)) : null,
    read: (name) => read(join(folder, name)),
    async compare({ path, sha256: expected, brotli }) {
      const forms = [
        { name: path, expected },
        { name: `${path}.br`, expected: brotli.sha256 },
      ]
      const found = await Promise.all(
        forms.map(async ({ name, expected }) => {
          try {
            const bytes = await read(join(folder, name))
            if (bytes === null) return [missing(name)]
            return sha256(bytes) === expected ? [] : [differs(name)]
          } catch (error) {
            if (!(error instanceof Unread)) throw error
            return [unread(name, error.message)]
          }
        }),
      )
      return found.flat()
    },
    unlisted: (manifest) => unlistedIn(folder, manifest),
  }
}
