import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Payload } from 'payload'
import { PARTS } from '#domain/publish/backup/manifest.ts'
import { readParts, type ArchivePart } from '#pipelines/backup/open.ts'
import { openedLines, type OpenedWith } from '#pipelines/backup/seal.ts'
import type { StoreRequest } from '#store/rows.ts'
import { rowSets, type RowSet } from '#store/transfer/collections.ts'
import type { PlainRow } from '#store/transfer/read.ts'
import { whileFilling, writeRows } from '#store/transfer/write.ts'

/** A backup has rows that this version knows no place for. */
export class UnknownRows extends Error {
  override name = 'UnknownRows'
}

/** Rows written together. */
const TOGETHER = 200

/** Writes rows in the order in which they come, and knows their sets by name. */
class Filling {
  readonly #req: StoreRequest
  readonly #sets: Map<string, RowSet>

  constructor(req: StoreRequest) {
    this.#req = req
    this.#sets = new Map(rowSets(req.payload).map((set) => [set.name, set]))
  }

  async take(name: string, rows: readonly PlainRow[]): Promise<void> {
    const set = this.#sets.get(name)
    if (!set)
      throw new UnknownRows(
        `The backup has rows of “${name}”, which this version does not know. Restore it with the version that made it, or a later one.`,
      )
    await writeRows(this.#req, set, rows)
  }
}

async function* linesOf(part: ArchivePart): AsyncGenerator<string> {
  const unpacked = createZstdDecompress()
  const done = pipeline(Readable.from(part.chunks()), unpacked)
  done.catch(() => undefined)
  yield* createInterface({ input: unpacked, crlfDelay: Infinity })
  await done
}

async function fillOpen(filling: Filling, part: ArchivePart): Promise<void> {
  const [, name = ''] = part.name.split('/')
  let rows: PlainRow[] = []
  for await (const line of linesOf(part)) {
    rows.push(JSON.parse(line) as PlainRow)
    if (rows.length < TOGETHER) continue
    await filling.take(name, rows)
    rows = []
  }
  await filling.take(name, rows)
}

async function fillSealed(filling: Filling, part: ArchivePart, key: OpenedWith): Promise<void> {
  for await (const line of openedLines(part, key)) {
    const { set, row } = JSON.parse(line) as { set?: string; row?: PlainRow }
    if (set !== undefined && row !== undefined) await filling.take(set, [row])
  }
}

export interface Fill {
  archive: string
  key: OpenedWith
  /** Called after each part. */
  reached?: (part: string) => void
}

/** Writes all rows of a backup into an empty database. */
export const fillDatabase = (payload: Payload, { archive, key, reached }: Fill): Promise<void> =>
  whileFilling(payload, async (req) => {
    const filling = new Filling(req)
    await readParts(archive, async (part) => {
      if (part.name.startsWith(PARTS.rows)) await fillOpen(filling, part)
      else if (part.name === PARTS.sealed) await fillSealed(filling, part, key)
      reached?.(part.name)
    })
  })
