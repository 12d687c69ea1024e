import { join } from 'node:path'
import { fileProblem } from './check.ts'
import type { Release } from './current.ts'
import type { ReleaseFile } from './make-file.ts'
import type { ManifestFile } from './manifest.ts'
import { byFolder, readFolderLink, sharedFolderOf, straysIn, topOf } from './shared-folders.ts'

/** An unchanged file in a shared folder, which is taken over whole if all files in it are unchanged. */
export interface Waiting {
  known: ManifestFile
  /** The release that has it. */
  from: Release
  /** Makes it again, where it turns out damaged; absent for what is only kept. */
  file?: ReleaseFile
  mayFail: (error: unknown) => boolean
}

/** The folders of guides in which nothing changed so far: a new release may take them over whole. */
export class WholeFolders {
  readonly #current: Release | null
  readonly #isKnownSound: (folder: string) => boolean
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #listed = new Map<Release, ReturnType<typeof byFolder>>()
  readonly #links = new Map<string, Promise<string | null>>()

  /**
   * @param current the release that readers have.
   * @param isKnownSound whether the files of one of its folders are known to be as they were written.
   */
  constructor(current: Release | null, isKnownSound: (folder: string) => boolean = () => false) {
    this.#current = current
    this.#isKnownSound = isKnownSound
  }

  /** Whether files wait for their folder. */
  get some(): boolean {
    return this.#waiting.size > 0
  }

  /** The folders and their files that waited. From now on none do. */
  taken(): [folder: string, files: Waiting[]][] {
    const taken = [...this.#waiting]
    this.#waiting.clear()
    return taken
  }

  /** Puts a file off whose folder may be taken over whole. @returns false where it is not whole, or in no such folder. */
  async putOff(waiting: Waiting): Promise<boolean> {
    const { known, from } = waiting
    const folder = sharedFolderOf(known.path)
    if (folder === null) return false
    const stored = await this.#storedIn(from, folder)
    if (stored === null) return false
    if (!(await this.#isSound(folder, stored)) && (await fileProblem(from.folder, known)) !== null)
      return false
    const others = this.#waiting.get(folder)
    if (others) others.push(waiting)
    else this.#waiting.set(folder, [waiting])
    return true
  }

  /** The stored folder that a release has in this place. */
  #storedIn(release: Release, folder: string): Promise<string | null> {
    const path = join(release.folder, folder)
    const known = this.#links.get(path)
    if (known) return known
    const found = readFolderLink(release.folder, folder).then(({ stored }) => stored)
    this.#links.set(path, found)
    return found
  }

  /** Only what readers have now is looked after by the daily check. */
  async #isSound(folder: string, stored: string): Promise<boolean> {
    return (
      this.#isKnownSound(folder) &&
      this.#current !== null &&
      (await this.#storedIn(this.#current, folder)) === stored
    )
  }

  /**
   * Whether a folder is taken over: where each of its files waits, and nothing else is in it.
   * @returns the stored folder; null where it is not. And what is in it that does not belong to the release.
   */
  async judge(
    folder: string,
    files: readonly Waiting[],
  ): Promise<{ stored: string | null; strays: readonly string[] }> {
    const [first] = files
    const stored = first ? await this.#storedIn(first.from, folder) : null
    if (!first || stored === null) return { stored: null, strays: [] }
    const { from } = first
    const listed = this.#listedIn(from).get(folder) ?? []
    const { strays, isComplete } = (await this.#isSound(folder, stored))
      ? await topOf(from.folder, folder, listed)
      : { strays: await straysIn(from.folder, folder, listed), isComplete: true }
    const isAll = listed.length === files.length && files.every((each) => each.from === from)
    return { stored: strays.length > 0 || !isComplete || !isAll ? null : stored, strays }
  }

  #listedIn(release: Release): ReturnType<typeof byFolder> {
    const listed = this.#listed.get(release) ?? byFolder(release.manifest.files)
    this.#listed.set(release, listed)
    return listed
  }
}
