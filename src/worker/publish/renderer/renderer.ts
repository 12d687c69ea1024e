import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DocumentFacts } from '#domain/publish/outputs.ts'
import type { Sha256 } from '#domain/hash.ts'
import { hashOfChange, hashOfEntry } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { NoBrowser } from '#lib/browser.ts'
import { RenderFailed } from '#pipelines/html/output.ts'
import { PrintFailed } from '#pipelines/pdf/printer.ts'
import type { Unreleased } from '#pipelines/gate/check.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import type { Made } from '#pipelines/release/make-file.ts'
import type { Answer, Failure, Listed, Planned, RendererCalls, RenderSettings, What } from './protocol.ts'

/** Entries or changes per message: serializing a message blocks this process. */
const BATCH = 100

/** Entries or changes per message of which nothing but the hash is handed over. */
const BATCH_OF_HASHES = 2_000

/** Milliseconds after which a process that should have exited is killed. */
const ENDS_WITHIN = 8_000

/** A file the renderer can make. */
export interface PlannedFile extends Planned {
  /** Makes the file and its brotli version. */
  makeAt(target: string): Promise<Made>
}

interface Waiting {
  resolve: (answer: never) => void
  reject: (error: Error) => void
}

/**
 * A child process that renders, prints and compresses. That takes a core for seconds, while this process must keep
 * serving readers and editors. It has no database, and exits with its parent.
 */
export class Renderer {
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  readonly #waiting = new Map<number, Waiting>()
  #asked = 0
  /** Hashes of what the child process was handed of the last snapshot. */
  #handed = new Set<Sha256>()

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Its own session, so that it has its own priority and receives no signals from the terminal.
      detached: true,
    })
    this.#child.on('message', (message: Answer) => this.#hear(message))
    this.#ended = new Promise((resolve) => {
      const end = (why: string): void => {
        for (const { reject } of this.#waiting.values()) reject(new Error(why))
        this.#waiting.clear()
        resolve()
      }
      this.#child.once('error', (error) => end(`no process could be started: ${error.message}`))
      this.#child.once('exit', (code, signal) =>
        end(`the process that renders ended (${signal ?? `code ${code}`})`),
      )
    })
  }

  /**
   * Hands over the snapshot to render from now on: of its entries and changes, those that the one before did not have.
   * @returns how many these are.
   */
  async take(snapshot: Snapshot, settings: RenderSettings): Promise<number> {
    const { entries, changes, ...rest } = snapshot
    await this.#ask('begin', { settings, snapshot: rest })
    const known = this.#handed
    this.#handed = new Set()
    for (const batch of this.#batches(entries, hashOfEntry, known))
      await this.#ask('more', { entries: batch })
    for (const batch of this.#batches(changes, hashOfChange, known))
      await this.#ask('more', { changes: batch })
    return [...this.#handed].filter((hash) => !known.has(hash)).length
  }

  /** A list in messages of limited size. What the child process has of the snapshot before is only named. */
  *#batches<T>(
    items: readonly T[],
    hashOf: (item: T) => Sha256,
    known: ReadonlySet<Sha256>,
  ): Generator<Listed<T>[]> {
    let batch: Listed<T>[] = []
    let fresh = 0
    for (const item of items) {
      const hash = hashOf(item)
      this.#handed.add(hash)
      const isKnown = known.has(hash)
      batch.push(isKnown ? [hash] : [hash, item])
      if (!isKnown) fresh += 1
      if (fresh < BATCH && batch.length < BATCH_OF_HASHES) continue
      yield batch
      batch = []
      fresh = 0
    }
    if (batch.length > 0) yield batch
  }

  /** The PDFs of the snapshot. @throws {RenderFailed} */
  async documents(): Promise<PlannedFile[]> {
    return this.#files(await this.#ask('documents', null))
  }

  /** Everything except the PDFs, which are printed first. @throws {RenderFailed} */
  async pages(documents: ReadonlyMap<string, DocumentFacts>): Promise<PlannedFile[]> {
    return this.#files(await this.#ask('pages', [...documents]))
  }

  /** Pages at addresses that had one in an earlier release and have none in this one. @throws {RenderFailed} */
  async former(addresses: readonly string[]): Promise<PlannedFile[]> {
    return this.#files(await this.#ask('former', addresses))
  }

  /** Writes a planned file uncompressed. @throws {PrintFailed | RenderFailed} */
  write(path: string, target: string): Promise<DocumentFacts> {
    return this.#ask('write', { path, target })
  }

  /** What is wrong with a release of the snapshot that is complete and not out yet. */
  inspect(unreleased: Unreleased): Promise<Finding[]> {
    return this.#ask('inspect', unreleased)
  }

  /** Keeps what was planned, so that prints of guides that do not change are not composed the next time. */
  async keepPlans(): Promise<void> {
    await this.#ask('keepPlans', null)
  }

  /** @throws {PrintFailed | NoBrowser} if another browser prints nothing either. */
  async proveBrowser(): Promise<void> {
    await this.#ask('proveBrowser', null)
  }

  /** The entries that can't be rendered: edition hash to error message. */
  async unusable(): Promise<ReadonlyMap<string, string>> {
    return new Map(await this.#ask('unusable', null))
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Without work, it does not keep its parent from exiting. */
  rest(): void {
    this.#child.unref()
    this.#child.channel?.unref()
  }

  /** Undoes `rest`. */
  wake(): void {
    this.#child.ref()
    this.#child.channel?.ref()
  }

  /** Ends the process and its browser. */
  async close(): Promise<void> {
    this.wake()
    if (this.#child.connected) this.#child.disconnect()
    const late = setTimeout(() => this.#child.kill('SIGKILL'), ENDS_WITHIN)
    await this.#ended
    clearTimeout(late)
  }

  #files(planned: readonly Planned[]): PlannedFile[] {
    return planned.map((file) => ({
      ...file,
      makeAt: (target) => this.#ask('make', { path: file.path, target }),
    }))
  }

  #ask<W extends What>(what: W, ask: RendererCalls[W]['ask']): Promise<RendererCalls[W]['answer']> {
    return new Promise((resolve, reject) => {
      const id = (this.#asked += 1)
      this.#waiting.set(id, { resolve, reject })
      if (!this.#child.connected) return this.#fail(id, 'the process that renders has ended')
      this.#child.send({ id, what, ask }, (error) => {
        if (error) this.#fail(id, `the process that renders does not listen: ${error.message}`)
      })
    })
  }

  #fail(id: number, why: string): void {
    this.#waiting.get(id)?.reject(new Error(why))
    this.#waiting.delete(id)
  }

  #hear(message: Answer): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('failed' in message) waiting?.reject(errorOf(message.failed))
    else waiting?.resolve(message.answer as never)
  }
}

const ERRORS: Record<string, new (message: string) => Error> = { RenderFailed, PrintFailed, NoBrowser }

/** Rebuilds an error of the child process; classes that callers distinguish are kept. */
function errorOf({ name, message, code }: Failure): Error {
  const error = new (ERRORS[name] ?? Error)(message)
  return code === undefined ? error : Object.assign(error, { code })
}
