import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createTarPacker, type TarPackController } from 'modern-tar'
import { PARTS, type BackupManifest, type ListedPart } from '#domain/publish/backup/manifest.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'

/** Parts listed together: a reader holds as many hashes in memory. */
const LISTED = 5_000

const MODE = 0o600

/**
 * Writes an archive: an uncompressed tar, so that any tool can read it and a damaged byte spoils one part alone. Each
 * part is listed with its hash, the lists in the manifest, which comes last.
 */
export class ArchiveWriter {
  readonly #controller: TarPackController
  readonly #written: Promise<void>
  /** Rejects once the file cannot be written any more. */
  readonly #broken: Promise<never>
  readonly #made: Date
  #listed: ListedPart[] = []
  #index: BackupManifest['index'] = []

  /** @param path file that is made; nobody may read it before `finish` has ended. */
  constructor(path: string, made: Date) {
    const { readable, controller } = createTarPacker()
    this.#controller = controller
    this.#made = made
    this.#written = pipeline(
      Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(path, { mode: MODE, flush: true }),
    )
    this.#broken = this.#written.then(
      () => new Promise<never>(() => undefined),
      (error: unknown) => Promise.reject(error as Error),
    )
    this.#broken.catch(() => undefined)
  }

  async #entry(
    name: string,
    size: number,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<Sha256> {
    const hash = createHash('sha256')
    const body = this.#controller.add({ name, size, mode: MODE, mtime: this.#made }).getWriter()
    body.closed.catch(() => undefined)
    for await (const chunk of chunks) {
      hash.update(chunk)
      await Promise.race([body.write(chunk), this.#broken])
    }
    await Promise.race([body.close(), this.#broken])
    return hash.digest('hex') as Sha256
  }

  async #list(part: ListedPart): Promise<void> {
    this.#listed.push(part)
    if (this.#listed.length >= LISTED) await this.#closeList()
  }

  async #closeList(): Promise<void> {
    if (this.#listed.length === 0) return
    const name = `${PARTS.index}${String(this.#index.length + 1).padStart(4, '0')}.ndjson`
    const bytes = Buffer.from(this.#listed.map((part) => `${JSON.stringify(part)}\n`).join(''))
    this.#listed = []
    this.#index.push({ name, sha256: await this.#entry(name, bytes.byteLength, [bytes]) })
  }

  /** Adds a part that is in memory. */
  async bytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.#list({ name, sha256: await this.#entry(name, bytes.byteLength, [bytes]) })
  }

  /** Adds a file, which nobody may change meanwhile. */
  async file(name: string, path: string): Promise<void> {
    // Opened first: one that is removed meanwhile leaves no half entry.
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      const bytes = handle.createReadStream({ autoClose: false })
      await this.#list({ name, sha256: await this.#entry(name, size, bytes as AsyncIterable<Buffer>) })
    } finally {
      await handle.close()
    }
  }

  async #link(name: string, type: 'link' | 'symlink', linkname: string): Promise<void> {
    const header = { name, size: 0, type, linkname, mode: MODE, mtime: this.#made }
    await Promise.race([this.#controller.add(header).close(), this.#broken])
  }

  /** Adds a file that is the same as one that was added. */
  async link(name: string, same: string): Promise<void> {
    await this.#link(name, 'link', same)
    await this.#list({ name, sha256: null, same })
  }

  /** Adds a symbolic link. */
  async symlink(name: string, leadsTo: string): Promise<void> {
    await this.#link(name, 'symlink', leadsTo)
    await this.#list({ name, sha256: null, leadsTo })
  }

  /** Ends the archive with its manifest. It is on the disk then. */
  async finish(manifest: Omit<BackupManifest, 'index'>): Promise<BackupManifest> {
    await this.#closeList()
    const whole = { ...manifest, index: this.#index }
    const text = Buffer.from(`${JSON.stringify(whole, null, 2)}\n`)
    await this.#entry(PARTS.manifest, text.byteLength, [text])
    const hash = Buffer.from(`${sha256(text)}\n`)
    await this.#entry(PARTS.manifestHash, hash.byteLength, [hash])
    this.#controller.finalize()
    await this.#written
    return whole
  }

  /** Ends it unfinished. */
  async abandon(): Promise<void> {
    try {
      this.#controller.error(new Error('The backup was given up.'))
    } catch {
      // It has ended by itself.
    }
    await this.#written.catch(() => undefined)
  }
}
