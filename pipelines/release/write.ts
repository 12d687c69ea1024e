import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Damage } from '#domain/publish/damage.ts'
import type { LegalDate } from '#domain/dates.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { inParallel } from '#lib/in-parallel.ts'
import { currentName, RELEASE, sequenceOf } from '#lib/release-names.ts'
import { fileProblem } from './check.ts'
import {
  makeCurrent,
  makeReleasesFolder,
  readRelease,
  releaseNames,
  releasesFolder,
  syncFolder,
  type Release,
} from './current.ts'
import { makeFile, writeDurably, type Made } from './make-file.ts'
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

/** A release could not be written. The current one is unchanged. */
export class ReleaseFailed extends Error {
  override name = 'ReleaseFailed'
}

/** A file of a release: content made here, or a file that another process writes in place. */
export type ReleaseFile =
  OutputFile | (Omit<OutputFile, 'make'> & { makeAt: (target: string) => Promise<Made> })

interface Begin {
  dataDir: string
  sequence: number
  snapshot: Sha256
  /** The release whose unchanged files are reused; null to make everything anew. */
  previous: Release | null
  /** The release readers see, set even where nothing is reused: a file that cannot be made is kept from it. */
  current?: Release | null
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
  /** Reusable files that no longer match their hash: made again. */
  damaged: Damage[]
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

/**
 * A release being written, in a folder that is not served until it is complete. Files are added in any number of
 * steps; unchanged ones are hard links into the previous release.
 */
export class ReleaseWriter {
  readonly name: string
  readonly #begin: Begin
  readonly #folder: string
  readonly #known: ReadonlyMap<string, ManifestFile>
  readonly #current: Release | null
  readonly #seen: ReadonlyMap<string, ManifestFile>
  readonly #folders = new Set<string>()
  readonly #files: ManifestFile[] = []

  private constructor(begin: Begin) {
    this.#begin = begin
    this.name = releaseName(begin.sequence, begin.snapshot)
    this.#folder = join(releasesFolder(begin.dataDir), `.${this.name}.part`)
    this.#known = byPath(begin.previous?.manifest ?? null)
    this.#current = begin.current ?? begin.previous
    this.#seen = byPath(this.#current?.manifest ?? null)
  }

  static async begin(begin: Begin): Promise<ReleaseWriter> {
    const writer = new ReleaseWriter(begin)
    try {
      await removeLeftovers(begin.dataDir)
      await mkdir(writer.#folder, { mode: 0o700 })
    } catch (error) {
      throw new ReleaseFailed(`The release ${writer.name} could not be begun: ${explain(error)}`, {
        cause: error,
      })
    }
    return writer
  }

  /** Where its files are until it is complete. */
  get folder(): string {
    return this.#folder
  }

  /** True where a file must be made: it is new, its inputs differ, or reuse is off. */
  mustMake({ path, inputs }: Pick<OutputFile, 'path' | 'inputs'>): boolean {
    return this.#known.get(path)?.inputs !== inputs
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
    let made = 0
    let done = 0
    const failed: AddResult['failed'] = []
    const damaged: Damage[] = []
    const added: ManifestFile[] = []
    await inParallel(files, WIDTH, async (file) => {
      try {
        const known = this.mustMake(file) ? undefined : this.#known.get(file.path)
        const problem = known && (await this.#reuse(known, this.#begin.previous))
        if (known && problem === null) added.push(known)
        else {
          if (problem) damaged.push({ path: `/${file.path}`, problem })
          added.push(await this.#make(file))
          made += 1
        }
      } catch (error) {
        if (!mayFail(error))
          throw new ReleaseFailed(`${file.path} could not be made: ${explain(error)}`, { cause: error })
        const known = this.#seen.get(file.path)
        const kept = known !== undefined && (await this.#reuseAny(known)) === null
        if (kept) added.push(known)
        failed.push({ path: file.path, problem: explain(error), kept })
      }
      progress?.(++done)
    })
    this.#files.push(...added)
    return { made, files: added, failed, damaged }
  }

  /**
   * Adds files of the current release unchanged.
   * @returns the files kept, and the damaged ones of which no release has an intact copy: these are left out.
   */
  async keep(paths: (path: string) => boolean): Promise<{ kept: ManifestFile[]; damaged: Damage[] }> {
    const kept: ManifestFile[] = []
    const damaged: Damage[] = []
    const seen = [...this.#seen.values()].filter(({ path }) => paths(path))
    await inParallel(seen, WIDTH, async (file) => {
      const problem = await this.#reuseAny(file)
      if (problem === null) kept.push(file)
      else damaged.push({ path: `/${file.path}`, problem })
    })
    this.#files.push(...kept)
    return { kept, damaged }
  }

  async #target(path: string): Promise<string> {
    const target = join(this.#folder, path)
    const folder = dirname(target)
    if (!this.#folders.has(folder)) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      this.#folders.add(folder)
    }
    return target
  }

  /** Reuses a file of a release. @returns what is wrong with it; then it is not used. */
  async #reuse(known: ManifestFile, release: Release | null): Promise<string | null> {
    if (!release) return 'is in no release'
    const problem = await fileProblem(release.folder, known)
    if (problem !== null) return problem
    const target = await this.#target(known.path)
    for (const ending of ['', '.br'])
      await linkOrCopy(join(release.folder, known.path) + ending, target + ending)
    return null
  }

  /** Reuses a file of the current release, or of any other release with an intact copy. */
  async #reuseAny(known: ManifestFile): Promise<string | null> {
    const problem = await this.#reuse(known, this.#current)
    if (problem === null) return null
    for (const name of await releaseNames(this.#begin.dataDir)) {
      const release = await readRelease(this.#begin.dataDir, name)
      const same = release && byPath(release.manifest).get(known.path)?.sha256 === known.sha256
      if (same && (await this.#reuse(known, release)) === null) return null
    }
    return problem
  }

  async #make(file: ReleaseFile): Promise<ManifestFile> {
    const { path, inputs } = file
    const target = await this.#target(path)
    const made = 'makeAt' in file ? await file.makeAt(target) : await makeFile(file, target)
    return { path, inputs, ...made }
  }

  /** Writes the signature, and keeps it and the manifest beside the release for when its folder is deleted. */
  async #sign(text: string, { keys, sign }: Signing): Promise<void> {
    await writeDurably(join(this.#folder, SIGNING_KEYS), keys)
    await writeDurably(join(this.#folder, SIGNATURE), sign(text))
    const beside = join(releasesFolder(this.#begin.dataDir), this.name)
    for (const each of [MANIFEST, SIGNATURE]) await linkOrCopy(join(this.#folder, each), `${beside}.${each}`)
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
      await writeDurably(join(this.#folder, MANIFEST), Buffer.from(text))
      if (signing) await this.#sign(text, signing)
      await inParallel([...this.#folders, this.#folder], WIDTH, syncFolder)
      const releases = releasesFolder(dataDir)
      for (const [ending, kept] of Object.entries({ ...beside, 'heads.json': heads }))
        await writeDurably(join(releases, `${this.name}.${ending}`), kept)
      await mayGoOut()
      await rename(this.#folder, join(releases, this.name))
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
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined)
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
}

const explain = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full. Make room, then publish again.'
  if (code === 'EROFS') return 'the disk can only be read. Make it writable, then publish again.'
  if (code === 'EACCES' || code === 'EPERM') return `this account may not write there (${message}).`
  return message
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error
    await copyFile(from, to)
  }
}
