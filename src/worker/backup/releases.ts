import { readdir, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PARTS, type BackupManifest } from '#domain/publish/backup/manifest.ts'
import { currentName, RELEASE, releasesFolder, sequenceOf } from '#lib/release-names.ts'
import type { ArchiveWriter } from '#pipelines/backup/archive.ts'
import { readFolderLink } from '#pipelines/release/shared-folders.ts'

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Adds the files of a data folder's releases. */
class Releases {
  readonly #archive: ArchiveWriter
  readonly #folder: string
  /** Files that are the same on the disk, by device and inode, with the part that holds them. */
  readonly #known = new Map<string, string>()
  /** Folders that releases share, and that were added. */
  readonly #shared = new Set<string>()

  constructor(archive: ArchiveWriter, folder: string) {
    this.#archive = archive
    this.#folder = folder
  }

  /** Adds a file, by its path below the folder of releases. */
  async file(path: string): Promise<void> {
    const name = `${PARTS.releases}${path}`
    const at = join(this.#folder, path)
    const { dev, ino, nlink } = await stat(at)
    const inode = `${dev}:${ino}`
    const same = this.#known.get(inode)
    if (same !== undefined) return this.#archive.link(name, same)
    await this.#archive.file(name, at)
    if (nlink > 1) this.#known.set(inode, name)
  }

  /** Adds all in a folder; what its links lead to, once, before the link. */
  async folder(path: string): Promise<void> {
    const found = await readdir(join(this.#folder, path), { withFileTypes: true })
    for (const each of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = join(path, each.name)
      if (each.isDirectory()) await this.folder(inside)
      else if (each.isFile()) await this.file(inside)
      else if (each.isSymbolicLink()) await this.#link(inside)
    }
  }

  /** A link to anything else than a stored folder is damage: what is behind it may be private, and stays out. */
  async #link(path: string): Promise<void> {
    const [release = '', ...inside] = path.split('/')
    const { stored } = await readFolderLink(join(this.#folder, release), inside.join('/'))
    if (stored === null) return
    const leadsTo = await readlink(join(this.#folder, path))
    const shared = join(path, '..', leadsTo)
    if (!this.#shared.has(shared)) {
      try {
        await this.folder(shared)
      } catch (error) {
        // A guide that is lost on disk keeps the others of its release from no backup.
        if (isGone(error)) return
        throw error
      }
      this.#shared.add(shared)
    }
    await this.#archive.symlink(`${PARTS.releases}${path}`, leadsTo)
  }
}

/**
 * Adds releases and what is kept beside them; what several releases share, once. Releases newer than what the database
 * knew stay behind, since the record in the backup does not know them, and so do those that are removed meanwhile.
 */
export async function addReleases(
  archive: ArchiveWriter,
  dataDir: string,
  newest: number,
): Promise<Pick<BackupManifest, 'current' | 'releases'>> {
  const folder = releasesFolder(dataDir)
  const names = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const adding = new Releases(archive, folder)
  const releases: string[] = []
  for (const each of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = each
    if (name.startsWith('.') || sequenceOf(name) === 0 || sequenceOf(name) > newest) continue
    try {
      if (each.isFile()) await adding.file(name)
      if (!each.isDirectory() || !RELEASE.test(name)) continue
      await adding.folder(name)
      releases.push(name)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  const current = await currentName(dataDir)
  const there = current !== null && releases.includes(current)
  return { releases, current: there ? current : (releases.at(-1) ?? null) }
}
