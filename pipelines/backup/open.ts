import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'
import {
  described,
  parseBackupManifest,
  PARTS,
  type BackupManifest,
  type ListedPart,
} from '#domain/publish/backup/manifest.ts'
import { sha256 } from '#domain/hash.ts'

/** The file is no backup, or not as it was made. */
export class BackupDamaged extends Error {
  override name = 'BackupDamaged'
}

/** A part while an archive is read: its bytes must be read or skipped before the next one comes. */
export interface ArchivePart {
  name: string
  /** The part that it is the same as. */
  same: string | null
  /** Of a symbolic link, what it holds. */
  leadsTo: string | null
  chunks(): AsyncIterable<Uint8Array>
  whole(): Promise<Buffer>
}

type Body = ReadableStreamDefaultReader<Uint8Array>

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await body.read()
    if (done) return
    yield value
  }
}

const partOf = ({ header }: ParsedTarEntry, body: Body): ArchivePart => ({
  name: header.name,
  same: header.type === 'link' ? (header.linkname ?? null) : null,
  leadsTo: header.type === 'symlink' ? (header.linkname ?? null) : null,
  chunks: () => chunksOf(body),
  whole: async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksOf(body)) chunks.push(chunk)
    return Buffer.concat(chunks)
  },
})

/**
 * Reads an archive, part by part.
 * @throws {BackupDamaged} where it is cut off or its frame is damaged, naming the part before.
 */
export async function readParts(path: string, take: (part: ArchivePart) => Promise<void>): Promise<void> {
  let last = 'its beginning'
  // Node’s web streams and those of the DOM differ in type alone.
  const file = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>
  const reader = file.pipeThrough(createTarDecoder({ strict: true })).getReader()
  for (;;) {
    let entry: ParsedTarEntry
    try {
      const next = await reader.read()
      if (next.done) return
      entry = next.value
    } catch (error) {
      throw new BackupDamaged(`${path} is damaged after ${last}: ${(error as Error).message}`, {
        cause: error,
      })
    }
    const body = entry.body.getReader()
    const part = partOf(entry, body)
    last = part.name
    await take(part)
    // What was left of it, before the next one comes.
    while (!(await body.read()).done);
  }
}

const listOf = (text: string): ListedPart[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ListedPart)

/** Compares an archive with its lists as it is read. */
class Comparison {
  readonly damaged: string[] = []
  readonly #index: BackupManifest['index'] = []
  #unlisted = new Map<string, string>()
  manifest: BackupManifest | null = null
  #manifestHash = ''
  #ended = false

  async take(part: ArchivePart): Promise<void> {
    const { name } = part
    if (name === PARTS.manifest) {
      const text = await part.whole()
      this.#manifestHash = sha256(text)
      this.manifest = parseBackupManifest(text.toString())
    } else if (name === PARTS.manifestHash) {
      this.#ended = true
      if ((await part.whole()).toString() !== `${this.#manifestHash}\n`) this.damaged.push(PARTS.manifest)
    } else if (name.startsWith(PARTS.index)) this.#compare(name, await part.whole())
    else if (part.same !== null) this.#unlisted.set(name, described({ sha256: null, same: part.same }))
    else if (part.leadsTo !== null)
      this.#unlisted.set(name, described({ sha256: null, leadsTo: part.leadsTo }))
    else {
      const hash = createHash('sha256')
      for await (const chunk of part.chunks()) hash.update(chunk)
      this.#unlisted.set(name, hash.digest('hex'))
    }
  }

  #compare(name: string, bytes: Buffer): void {
    this.#index.push({ name, sha256: sha256(bytes) })
    const found = this.#unlisted
    this.#unlisted = new Map()
    let listed: ListedPart[]
    try {
      listed = listOf(bytes.toString())
    } catch {
      this.damaged.push(name)
      return
    }
    for (const { name: part, ...how } of listed) {
      if (found.get(part) !== described(how)) this.damaged.push(part)
      found.delete(part)
    }
    this.damaged.push(...found.keys())
  }

  /** What is wrong, by part; once all parts were taken. */
  end(): string[] {
    const { manifest } = this
    if (!this.#ended || !manifest) return [...this.damaged, PARTS.manifest]
    const wrong = this.#index.filter(({ name, sha256: hash }, at) => {
      const listed = manifest.index[at]
      return listed?.name !== name || listed.sha256 !== hash
    })
    const missing = manifest.index.slice(this.#index.length)
    return [...this.damaged, ...[...wrong, ...missing].map(({ name }) => name), ...this.#unlisted.keys()]
  }
}

/** How many damaged parts a message names. */
const NAMED = 10

/**
 * Reads a whole archive and compares every part with its hash. Nothing needs to be decrypted.
 * @throws {BackupDamaged} naming the parts that differ.
 */
export async function checkArchive(path: string): Promise<BackupManifest> {
  const comparison = new Comparison()
  await readParts(path, (part) => comparison.take(part))
  const damaged = [...new Set(comparison.end())]
  if (damaged.length === 0 && comparison.manifest) return comparison.manifest
  const more = damaged.length > NAMED ? `, and ${damaged.length - NAMED} more` : ''
  throw new BackupDamaged(
    `${path} is not as it was made. Damaged: ${damaged.slice(0, NAMED).join(', ')}${more}. Use another backup.`,
  )
}
