import { copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { LegalDate } from '#domain/dates.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import type { OutputFile } from '#domain/outputs.ts'
import { makeCurrent, releasesFolder, syncFolder, type CurrentRelease } from './current.ts'
import { byPath, MANIFEST, manifestText, releaseName, type Manifest, type ManifestFile } from './manifest.ts'

const compress = promisify(brotliCompress)

/** A release could not be written. The current one is as it was. */
export class ReleaseFailed extends Error {
  override name = 'ReleaseFailed'
}

interface Begin {
  dataDir: string
  sequence: number
  snapshot: Sha256
  /** The release whose unchanged files are used again; null to make everything anew. */
  previous: CurrentRelease | null
  /** The release that readers see, also where nothing of it is used again: what cannot be made stays as it is there. */
  current?: CurrentRelease | null
}

export interface AddResult {
  /** Files that were made, not used again. */
  made: number
  files: ManifestFile[]
  /** Files that could not be made: as they were in the release before, where they were in it; else left out. */
  failed: { path: string; problem: string; kept: boolean }[]
}

/** Files written, linked and compressed at once. */
const WIDTH = 8

/**
 * A release that is being written, in a folder that nobody sees until it is whole. Files are added in any number of
 * steps; unchanged ones are hard links to the release before.
 */
export class ReleaseWriter {
  readonly name: string
  readonly #begin: Begin
  readonly #folder: string
  readonly #known: ReadonlyMap<string, ManifestFile>
  readonly #current: CurrentRelease | null
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
    await removeLeftovers(begin.dataDir)
    await mkdir(writer.#folder, { recursive: true, mode: 0o700 })
    return writer
  }

  /** True where a file must be made: it is new, its inputs differ, or nothing is used again. */
  mustMake({ path, inputs }: Pick<OutputFile, 'path' | 'inputs'>): boolean {
    return this.#known.get(path)?.inputs !== inputs
  }

  /**
   * Adds files.
   * @param describe what the manifest keeps of a file that was made, beside its hash.
   * @param progress called as each is there.
   * @param mayFail whether a file may stay as it was where this was thrown when it was made.
   * @throws {ReleaseFailed} naming the file.
   */
  async add(
    files: readonly OutputFile[],
    describe: (bytes: Uint8Array) => Pick<ManifestFile, 'pages'> = () => ({}),
    progress: (done: number) => void = () => undefined,
    mayFail: (error: unknown) => boolean = () => false,
  ): Promise<AddResult> {
    let made = 0
    let done = 0
    const failed: AddResult['failed'] = []
    const added: ManifestFile[] = []
    await inParallel(files, WIDTH, async (file) => {
      try {
        const known = this.#known.get(file.path)
        if (known && !this.mustMake(file)) added.push(await this.#reuse(known, this.#begin.previous))
        else {
          added.push(await this.#make(file, describe))
          made += 1
        }
      } catch (error) {
        if (!mayFail(error))
          throw new ReleaseFailed(`${file.path} could not be made: ${explain(error)}`, { cause: error })
        const known = this.#seen.get(file.path)
        if (known) added.push(await this.#reuse(known, this.#current))
        failed.push({ path: file.path, problem: explain(error), kept: known !== undefined })
      }
      progress(++done)
    })
    this.#files.push(...added)
    return { made, files: added, failed }
  }

  /** Adds files of the release that readers see as they are. @returns those that are in it. */
  async keep(paths: (path: string) => boolean): Promise<ManifestFile[]> {
    const kept = [...this.#seen.values()].filter(({ path }) => paths(path))
    await inParallel(kept, WIDTH, async (file) => void (await this.#reuse(file, this.#current)))
    this.#files.push(...kept)
    return kept
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

  async #reuse(known: ManifestFile, release: CurrentRelease | null): Promise<ManifestFile> {
    if (!release) throw new Error('there is no release to use it from')
    const target = await this.#target(known.path)
    for (const ending of ['', '.br'])
      await linkOrCopy(join(release.folder, known.path) + ending, target + ending)
    return known
  }

  async #make(
    file: OutputFile,
    describe: (bytes: Uint8Array) => Pick<ManifestFile, 'pages'>,
  ): Promise<ManifestFile> {
    const bytes = await file.make()
    const target = await this.#target(file.path)
    const small = await compress(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
    })
    await writeDurably(target, bytes)
    await writeDurably(`${target}.br`, small)
    return {
      path: file.path,
      bytes: bytes.byteLength,
      sha256: sha256(bytes),
      inputs: file.inputs,
      brotli: { bytes: small.byteLength, sha256: sha256(small) },
      ...describe(bytes),
    }
  }

  /** Writes manifest and heads, and makes the release current. */
  async publish({
    day,
    heads,
    time,
    beside = {},
  }: {
    day: LegalDate
    heads: string
    time: Date
    /** What else is kept beside the release, unserved, by the ending of its file. */
    beside?: Readonly<Record<string, string | AsyncIterable<string>>>
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
        files: this.#files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      }
      const text = manifestText(manifest)
      await writeDurably(join(this.#folder, MANIFEST), Buffer.from(text))
      for (const folder of [...this.#folders, this.#folder]) await syncFolder(folder)
      const releases = releasesFolder(dataDir)
      for (const [ending, kept] of Object.entries({ ...beside, 'heads.json': heads }))
        await writeDurably(join(releases, `${this.name}.${ending}`), kept)
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

  /** Takes back what was written. The current release is as it was. */
  async discard(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** What is left of releases that were begun and never finished. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const releases = releasesFolder(dataDir)
  await mkdir(releases, { recursive: true, mode: 0o700 })
  const names = await readdir(releases)
  const whole = new Set(names.filter((name) => /^\d+-[0-9a-f]+$/.test(name)))
  for (const name of names) {
    const [, of] = /^(\d+-[0-9a-f]+)\.\w+\.jsonl?$/.exec(name) ?? []
    const orphan = of !== undefined && !whole.has(of)
    if (name.endsWith('.part') || orphan) await rm(join(releases, name), { recursive: true, force: true })
  }
}

const explain = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'the disk is full. Make room, then publish again.'
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

async function writeDurably(path: string, bytes: Uint8Array | string | AsyncIterable<string>): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Runs work on each item, so many at once. The first failure ends it, after what is under way. */
async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  let failed = false
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined && !failed; item = queue.shift())
      try {
        await work(item)
      } catch (error) {
        failed = true
        throw error
      }
  }
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, lane))
  const failure = lanes.find((each) => each.status === 'rejected')
  if (failure) throw failure.reason
}
