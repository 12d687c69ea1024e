import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { Damage } from '#domain/publish/damage.ts'
import { isSigned, parseKeys, publicKeyOf } from '#domain/publish/signing-keys.ts'
import { isOwnError, orElse } from '#lib/own-errors.ts'
import type { Release } from './current.ts'
import { MANIFEST, SIGNATURE, SIGNING_KEYS, unlisted, type ManifestFile } from './manifest.ts'
import { byFolder, readFolderLink, sharedFolderOf, straysIn } from './shared-folders.ts'

/** What is wrong with one file on disk; null where nothing is. */
async function problemOf(path: string, expected: { bytes: number; sha256: Sha256 }): Promise<string | null> {
  try {
    const there = await lstat(path)
    if (!there.isFile()) return 'is no file any more'
    if (there.size === 0 && expected.bytes > 0) return 'is empty'
    if (there.size !== expected.bytes) return 'was altered'
    return sha256(await readFile(path)) === expected.sha256 ? null : 'was altered'
  } catch (error) {
    if (isOwnError(error)) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is lost' : `cannot be read (${code})`
  }
}

const ELSEWHERE = 'is behind a link that leads elsewhere'
const STRAY = 'does not belong to the release'

/** What is wrong with a file of a release, plain or compressed; null where it matches its manifest. */
export async function fileProblem(folder: string, file: ManifestFile): Promise<string | null> {
  const path = join(folder, file.path)
  const shared = sharedFolderOf(file.path)
  if (shared !== null && (await readFolderLink(folder, shared)).elsewhere) return ELSEWHERE
  return (await problemOf(path, file)) ?? (await problemOf(`${path}.br`, file.brotli))
}

/** What is wrong with the signature of a release and the keys beside it, by the hash that its manifest has of them. */
async function signingProblems({ folder, manifest }: Release): Promise<Damage[]> {
  const { signing } = manifest
  if (!signing) return []
  const read = (name: string): Promise<Buffer | null> => readFile(join(folder, name)).catch(orElse(null))
  const [text, keys, signature] = await Promise.all([MANIFEST, SIGNING_KEYS, SIGNATURE].map(read))
  const found: Damage[] = []
  const damaged = (name: string, bytes?: Buffer | null): void =>
    void found.push({ path: `/${name}`, problem: bytes ? 'was altered' : 'is lost' })
  const isWhole = keys && sha256(keys) === signing.keys
  if (!isWhole) damaged(SIGNING_KEYS, keys)
  const listed = isWhole && parseKeys(keys.toString())?.find(({ id }) => id === signing.key)
  const key = listed && publicKeyOf(listed.publicKey)
  if (!signature || (text && key && !isSigned(text, signature, key))) damaged(SIGNATURE, signature)
  return found
}

/** Files that do not belong to a release, outside of its shared folders. */
async function strayFiles({ folder, manifest }: Release): Promise<Damage[]> {
  const listed = new Set([
    ...unlisted(manifest),
    ...manifest.files.flatMap(({ path }) => [path, `${path}.br`]),
  ])
  const shared = byFolder(manifest.files)
  const there = await readdir(folder, { recursive: true, withFileTypes: true }).catch(orElse([]))
  const found: Damage[] = []
  for (const each of there) {
    const path = join(each.parentPath, each.name).slice(folder.length + 1)
    if (each.isDirectory() || listed.has(path)) continue
    if (!shared.has(path)) found.push({ path: `/${path}`, problem: STRAY })
    else if ((await readFolderLink(folder, path)).elsewhere)
      found.push({ path: `/${path}`, problem: 'is a link that leads elsewhere' })
  }
  return found
}

/** Files that do not belong to a release, in the folders that it shares with others. */
async function strayFilesInShared({ folder, manifest }: Release): Promise<Damage[]> {
  const found: Damage[] = []
  for (const [shared, files] of byFolder(manifest.files))
    if ((await readFolderLink(folder, shared)).stored !== null)
      for (const path of await straysIn(folder, shared, files))
        found.push({ path: `/${path}`, problem: STRAY })
  return found
}

/**
 * What is wrong with a release apart from its listed files and the inside of shared folders: extra files, links that lead
 * elsewhere, its signature, and the files kept beside it.
 */
export async function outlineProblems(release: Release): Promise<Damage[]> {
  const { folder, manifest } = release
  const strays = await strayFiles(release)
  const heads = await readFile(`${folder}.heads.json`, 'utf8').catch(orElse(null))
  return [
    ...strays,
    ...(await signingProblems(release)),
    ...(heads === null ? [{ path: 'heads.json', problem: 'is lost' }] : []),
    ...(heads !== null && sha256(heads) !== manifest.heads
      ? [{ path: 'heads.json', problem: 'was altered' }]
      : []),
  ]
}

/** Compares every file of a release with its manifest. @returns the mismatches; empty where it is intact. */
export async function checkRelease(release: Release): Promise<Damage[]> {
  const found = [...(await outlineProblems(release)), ...(await strayFilesInShared(release))]
  // One after another: nobody waits for it, and readers need the disk.
  for (const file of release.manifest.files) {
    const problem = await fileProblem(release.folder, file)
    if (problem !== null) found.push({ path: `/${file.path}`, problem })
  }
  return found
}

/** Whether a release could be served as it was published. */
export const isWhole = async (release: Release): Promise<boolean> =>
  (await checkRelease(release)).every(({ path }) => path === 'heads.json')
