import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '#domain/publish/damage.ts'
import type { LegalDate } from '#domain/dates.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { inParallel } from '#lib/in-parallel.ts'
import {
  makeCurrent,
  readRelease,
  releaseNames,
  releasesFolder,
  syncFolder,
  type Release,
} from './current.ts'
import { makeFile, writeDurably, type ReleaseFile } from './make-file.ts'
import {
  byPath,
  MANIFEST,
  manifestText,
  releaseName,
  SIGNATURE,
  SIGNING_KEYS,
  type Manifest,
  type ManifestBefore,
  type ManifestFile,
} from './manifest.ts'
import { linkOrCopy, ReleaseFolder } from './release-folder.ts'
import { WholeFolders, type Waiting } from './whole-folders.ts'

/** A release could not be written. The current one is unchanged. */
export class ReleaseFailed extends Error {
  override name = 'ReleaseFailed'
}

interface Begin {
  dataDir: string
  sequence: number
  snapshot: Sha256
  /** The release whose unchanged files are reused; null to make everything anew. */
  previous: Release | null
  /** The release readers see, set even where nothing is reused: a file that cannot be made is kept from it. */
  current?: Release | null
  /**
   * Whether the files of a shared folder of the current release are known to be as they were written: they are not read
   * then. Without it, every file that is reused is compared with its hash.
   */
  isSound?: (folder: string) => boolean
}

interface AddOptions {
  progress?: (done: number) => void
  mayFail?: (error: unknown) => boolean
}

export interface AddResult {
  /** Files made rather than reused. */
  made: number
  files: ManifestFile[]
  /** Files that could not be made: kept from the previous release where it has them, else left out. */
  failed: { path: string; problem: string; kept: boolean }[]
  /** Reusable files that no longer match their hash, and what else is in their folder. */
  damaged: Damage[]
  /** Paths of damaged files that were made again. */
  madeAgain: string[]
}

/** What signs a release. */
export interface Signing {
  key: Sha256
  /** The published list of public keys. */
  keys: string
  /** The manifest that this one follows. */
  previous: ManifestBefore | null
  sign: (text: string) => Uint8Array
}

/** Files written, linked and compressed in parallel. */
const WIDTH = 8

const nothing = (): AddResult => ({ made: 0, files: [], failed: [], damaged: [], madeAgain: [] })

/**
 * A release being written, in a folder that is not served until it is complete. Files are added in any number of
 * steps. The folder of a guide is stored once, beside the releases, and is a link in each release that has it: where
 * nothing in it changed, that link is all that is written. Other unchanged files are hard links into the previous release.
 */
export class ReleaseWriter {
  readonly name: string
  readonly #begin: Begin
  readonly #into: ReleaseFolder
  readonly #known: ReadonlyMap<string, ManifestFile>
  readonly #current: Release | null
  readonly #seen: ReadonlyMap<string, ManifestFile>
  readonly #files: ManifestFile[] = []
  readonly #whole: WholeFolders

  private constructor(begin: Begin) {
    this.#begin = begin
    this.name = releaseName(begin.sequence, begin.snapshot)
    this.#into = new ReleaseFolder(begin.dataDir, this.name)
    this.#known = byPath(begin.previous?.manifest ?? null)
    this.#current = begin.current ?? begin.previous
    this.#seen = byPath(this.#current?.manifest ?? null)
    this.#whole = new WholeFolders(this.#current, begin.isSound)
  }

  static async begin(begin: Begin): Promise<ReleaseWriter> {
    const writer = new ReleaseWriter(begin)
    try {
      await writer.#into.begin()
    } catch (error) {
      throw new ReleaseFailed(`The release ${writer.name} could not be begun: ${explain(error)}`, {
        cause: error,
      })
    }
    return writer
  }

  /** Where its files are until it is complete. */
  get folder(): string {
    return this.#into.path
  }

  /** True where a file must be made: it is new, its inputs differ, or reuse is off. */
  mustMake({ path, inputs }: Pick<OutputFile, 'path' | 'inputs'>): boolean {
    return this.#known.get(path)?.inputs !== inputs
  }

  /** All files so far, without those whose folder may yet be taken over whole. */
  get files(): readonly ManifestFile[] {
    return this.#files
  }

  /**
   * Adds files.
   * @param progress called after each file.
   * @param mayFail whether this error, thrown while making a file, lets the previous version stay.
   * @throws {ReleaseFailed} naming the file.
   */
  async add(
    files: readonly ReleaseFile[],
    { progress, mayFail = () => false }: AddOptions = {},
  ): Promise<AddResult> {
    const result = nothing()
    const waiting: ManifestFile[] = []
    let done = 0
    await inParallel(files, WIDTH, async (file) => {
      const known = this.mustMake(file) ? undefined : this.#known.get(file.path)
      const from = this.#begin.previous
      if (known && from && (await this.#whole.putOff({ known, from, file, mayFail }))) waiting.push(known)
      else await this.#addNow(file, mayFail, result)
      progress?.(++done)
    })
    this.#files.push(...result.files)
    return { ...result, files: [...result.files, ...waiting] }
  }

  async #addNow(file: ReleaseFile, mayFail: Waiting['mayFail'], result: AddResult): Promise<void> {
    try {
      const known = this.mustMake(file) ? undefined : this.#known.get(file.path)
      const problem = known && (await this.#into.reuse(known, this.#begin.previous))
      if (known && problem === null) return void result.files.push(known)
      if (problem) result.damaged.push({ path: `/${file.path}`, problem })
      result.files.push(await this.#make(file))
      result.made += 1
      if (problem) result.madeAgain.push(file.path)
    } catch (error) {
      if (!mayFail(error))
        throw new ReleaseFailed(`${file.path} could not be made: ${explain(error)}`, { cause: error })
      const known = this.#seen.get(file.path)
      const kept = known !== undefined && (await this.#reuseAny(known)) === null
      if (kept) result.files.push(known)
      result.failed.push({ path: file.path, problem: explain(error), kept })
    }
  }

  /**
   * Adds files of the current release unchanged.
   * @returns the files kept, and the damaged ones of which no release has an intact copy: these are left out.
   */
  async keep(paths: (path: string) => boolean): Promise<{ kept: ManifestFile[]; damaged: Damage[] }> {
    const kept: ManifestFile[] = []
    const waiting: ManifestFile[] = []
    const damaged: Damage[] = []
    const seen = [...this.#seen.values()].filter(({ path }) => paths(path))
    const from = this.#current
    await inParallel(seen, WIDTH, async (known) => {
      if (from && (await this.#whole.putOff({ known, from, mayFail: () => false })))
        return void waiting.push(known)
      const problem = await this.#reuseAny(known)
      if (problem === null) kept.push(known)
      else damaged.push({ path: `/${known.path}`, problem })
    })
    this.#files.push(...kept)
    return { kept: [...kept, ...waiting], damaged }
  }

  /**
   * Takes over the folders in which nothing changed; files of others are linked one by one, and made again where they
   * turn out damaged. Nothing is added later.
   * @returns what was made again.
   * @throws {ReleaseFailed} naming the file.
   */
  async settle(): Promise<AddResult> {
    try {
      return await this.#settle()
    } catch (error) {
      if (error instanceof ReleaseFailed) throw error
      throw new ReleaseFailed(`The folders of guides could not be taken over: ${explain(error)}`, {
        cause: error,
      })
    }
  }

  async #settle(): Promise<AddResult> {
    const result = nothing()
    await inParallel(this.#whole.taken(), WIDTH, async ([folder, files]) => {
      if (await this.#takeOver(folder, files, result)) this.#files.push(...files.map(({ known }) => known))
      else for (const each of files) await this.#addWaiting(each, result)
    })
    this.#files.push(...result.files)
    return result
  }

  /** @returns false where the folder is not to be taken over whole. */
  async #takeOver(folder: string, files: readonly Waiting[], result: AddResult): Promise<boolean> {
    const { stored, strays } = await this.#whole.judge(folder, files)
    for (const path of strays)
      result.damaged.push({ path: `/${path}`, problem: 'does not belong to the release' })
    if (stored === null || this.#into.stores(folder)) return false
    await this.#into.link(folder, stored)
    return true
  }

  async #addWaiting({ known, file, mayFail }: Waiting, result: AddResult): Promise<void> {
    if (file) return this.#addNow(file, mayFail, result)
    const problem = await this.#reuseAny(known)
    if (problem === null) result.files.push(known)
    else result.failed.push({ path: known.path, problem: `It ${problem} on disk.`, kept: false })
  }

  /** Reuses a file of the current release, or of any other release with an intact copy. */
  async #reuseAny(known: ManifestFile): Promise<string | null> {
    const problem = await this.#into.reuse(known, this.#current)
    if (problem === null) return null
    for (const name of await releaseNames(this.#begin.dataDir)) {
      const release = await readRelease(this.#begin.dataDir, name)
      const same = release && byPath(release.manifest).get(known.path)?.sha256 === known.sha256
      if (same && (await this.#into.reuse(known, release)) === null) return null
    }
    return problem
  }

  async #make(file: ReleaseFile): Promise<ManifestFile> {
    const { path, inputs } = file
    const target = await this.#into.target(path)
    const made = 'makeAt' in file ? await file.makeAt(target) : await makeFile(file, target)
    return { path, inputs, ...made }
  }

  /** Writes the signature, and keeps it and the manifest beside the release for when its folder is deleted. */
  async #sign(text: string, { keys, sign }: Signing): Promise<void> {
    await writeDurably(join(this.folder, SIGNING_KEYS), keys)
    await writeDurably(join(this.folder, SIGNATURE), sign(text))
    const beside = join(releasesFolder(this.#begin.dataDir), this.name)
    for (const each of [MANIFEST, SIGNATURE]) await linkOrCopy(join(this.folder, each), `${beside}.${each}`)
  }

  /** Writes the manifest, its signature and heads, and makes the release current. */
  async publish({
    day,
    heads,
    time,
    signing,
    beside = {},
    mayGoOut = () => undefined,
  }: {
    day: LegalDate
    heads: string
    time: Date
    /** Null leaves the release unsigned. */
    signing: Signing | null
    /** Files kept beside the release, unserved, by extension. */
    beside?: Readonly<Record<string, string | AsyncIterable<string>>>
    /** Checked immediately before the release becomes current: where it throws, nothing is published. */
    mayGoOut?: () => Promise<void> | undefined
  }): Promise<{ manifest: Manifest; manifestHash: Sha256 }> {
    const { dataDir, sequence, snapshot } = this.#begin
    try {
      if (this.#whole.some) await this.#settle()
      const manifest: Manifest = {
        format: 1,
        sequence,
        time: time.toISOString(),
        day,
        snapshot,
        heads: sha256(heads),
        ...(signing && {
          previous: signing.previous,
          signing: { key: signing.key, keys: sha256(signing.keys) },
        }),
        files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      }
      const text = manifestText(manifest)
      await writeDurably(join(this.folder, MANIFEST), Buffer.from(text))
      if (signing) await this.#sign(text, signing)
      await this.#into.sync()
      const releases = releasesFolder(dataDir)
      for (const [ending, kept] of Object.entries({ ...beside, 'heads.json': heads }))
        await writeDurably(join(releases, `${this.name}.${ending}`), kept)
      await mayGoOut()
      await rename(this.folder, join(releases, this.name))
      await syncFolder(releases)
      await makeCurrent(dataDir, this.name)
      return { manifest, manifestHash: sha256(text) }
    } catch (error) {
      throw new ReleaseFailed(`The release ${this.name} could not be finished: ${explain(error)}`, {
        cause: error,
      })
    }
  }

  /** Removes what was written; the current release is unchanged. The next release removes any remains. */
  async discard(): Promise<void> {
    await this.#into.discard()
  }
}

const explain = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full. Make room, then publish again.'
  if (code === 'EROFS') return 'the disk can only be read. Make it writable, then publish again.'
  if (code === 'EACCES' || code === 'EPERM') return `this account may not write there (${message}).`
  return message
}
