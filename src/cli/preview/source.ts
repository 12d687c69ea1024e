import type { LegalDate } from '#domain/dates.ts'
import type { Sha256 } from '#domain/hash.ts'
import { env } from '#lib/env.ts'
import type { Previewed } from '#worker/publish/previewed.ts'
import type { Context } from '#worker/context.ts'
import { handOver } from '../owner.ts'
import { run } from '../run.ts'

const quiet = (): undefined => undefined

/** Reads what is previewed: in the server that owns the data while one runs. */
export class Source {
  readonly #what: { asOf: LegalDate | null; workingCopies: boolean }
  #mark: Sha256 | null = null
  #context: Promise<Context> | null = null

  constructor(what: { asOf: LegalDate | null; workingCopies: boolean }) {
    this.#what = what
  }

  /** @returns null where nothing has changed since it was last read. */
  async read(): Promise<Previewed | null> {
    const found = await this.#ask()
    if (found) this.#mark = found.mark
    return found
  }

  async #ask(): Promise<Previewed | null> {
    const { dataDir, database } = env()
    const asked = { ...this.#what, mark: this.#mark }
    if (database.kind === 'mongodb') {
      this.#context ??= import('../context.ts').then(({ openContext }) => openContext())
      const { readPreviewed } = await import('#worker/publish/previewed.ts')
      return readPreviewed(await this.#context, asked)
    }
    // While nobody owns the data, nobody edits it either: it is read once, and left free for a server to start.
    if (this.#mark === null) return run('preview', asked, quiet)
    return (await handOver(dataDir, 'preview', asked, quiet))?.result ?? null
  }

  async close(): Promise<void> {
    await (await this.#context)?.payload.destroy()
  }
}
