import { readFile, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { PARTS, type BackupManifest } from '#domain/publish/backup/manifest.ts'
import { secretsFolder } from '#lib/secrets.ts'
import { ArchiveWriter } from '#pipelines/backup/archive.ts'
import { sealLines, type SealedFor } from '#pipelines/backup/seal.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { newestRelease } from '#store/publish/releases.ts'
import { rowSets, type RowSet } from '#store/transfer/collections.ts'
import { hashOfEnds } from '#store/transfer/ends.ts'
import { migrationsOf } from '#store/transfer/migrations.ts'
import { atOneMoment, type Consistency } from '#store/transfer/moment.ts'
import { readSet, type Moment } from '#store/transfer/read.ts'
import type { Context } from '../context.ts'
import { OPT_OUTS } from '#lib/opt-outs.ts'
import { snapshotAt } from './proofs.ts'
import { addReleases } from './releases.ts'

const packed = promisify(zstdCompress)

/** Bytes of rows that are compressed together, and held in memory. */
const CHUNK = 4_000_000

export interface Making {
  /** The file to make. Whatever has this name is replaced. */
  path: string
  sealedFor: SealedFor
  progress?: (done: number, total: number) => void
}

type Here = Pick<Context, 'payload' | 'env' | 'clock'>

/** What the rows of a moment prove, gathered while they are read. */
type Facts = Pick<
  BackupManifest,
  'consistency' | 'snapshot' | 'ends' | 'counts' | 'changes' | 'newest' | 'migrations'
>

async function addRows(archive: ArchiveWriter, moment: Moment, set: RowSet): Promise<number> {
  let count = 0
  let lines: string[] = []
  let size = 0
  let chunk = 0
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return
    chunk += 1
    const name = `${PARTS.rows}${set.name}/${String(chunk).padStart(5, '0')}.ndjson.zst`
    await archive.bytes(name, await packed(lines.join('')))
    lines = []
    size = 0
  }
  for await (const page of readSet(moment, set))
    for (const row of page) {
      const line = `${JSON.stringify(row)}\n`
      lines.push(line)
      size += line.length
      count += 1
      if (size >= CHUNK) await flush()
    }
  await flush()
  return count
}

/** Lines of the encrypted part: files of secrets, then rows. */
async function* privateLines(
  { env }: Here,
  moment: Moment,
  sets: readonly RowSet[],
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const folder = secretsFolder(env.dataDir)
  for (const name of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, name))
    yield `${JSON.stringify({ file: `secrets/${name}`, base64: bytes.toString('base64') })}\n`
  }
  const optOuts = await readFile(join(env.dataDir, OPT_OUTS)).catch(() => null)
  if (optOuts) yield `${JSON.stringify({ file: OPT_OUTS, base64: optOuts.toString('base64') })}\n`
  for (const set of sets)
    for await (const page of readSet(moment, set)) {
      counts[set.name] = (counts[set.name] ?? 0) + page.length
      for (const row of page) yield `${JSON.stringify({ set: set.name, row })}\n`
    }
}

async function addDatabase(
  here: Here,
  archive: ArchiveWriter,
  {
    moment,
    consistency,
    sealed,
    making,
  }: { moment: Moment; consistency: Consistency; sealed: string; making: Making },
): Promise<Facts> {
  const { progress = () => undefined } = making
  const sets = rowSets(here.payload)
  const counts: Record<string, number> = {}
  const secret = sets.filter(({ open }) => !open)
  const open = sets.filter((set) => set.open)
  progress(0, open.length + 1)
  await sealLines(sealed, privateLines(here, moment, secret, counts), making.sealedFor)
  await archive.file(PARTS.sealed, sealed)
  for (const [at, set] of open.entries()) {
    progress(at + 1, open.length + 1)
    const count = await addRows(archive, moment, set)
    if (count > 0) counts[set.name] = count
  }
  const newest = await newestRelease(moment.req)
  return {
    consistency,
    counts,
    ends: await hashOfEnds(moment, sets),
    snapshot: await snapshotAt(here, moment, sets),
    changes: await newestSeq(moment.req),
    newest: newest && { name: newest.name, sequence: newest.sequence },
    migrations: await migrationsOf(here.payload),
  }
}

const versionHere = async (): Promise<string> =>
  (JSON.parse(await readFile(resolve('package.json'), 'utf8')) as { version: string }).version

async function attempt(
  here: Here,
  making: Making,
  moment: Moment,
  consistency: Consistency,
): Promise<BackupManifest> {
  const { path, sealedFor } = making
  const made = here.clock.now()
  const sealed = `${path}.private`
  const archive = new ArchiveWriter(path, made)
  try {
    const facts = await addDatabase(here, archive, { moment, consistency, sealed, making })
    const files = await addReleases(archive, here.env.dataDir, facts.newest?.sequence ?? 0)
    return await archive.finish({
      format: 1,
      made: made.toISOString(),
      version: await versionHere(),
      database: here.env.database.kind,
      ...facts,
      ...files,
      sealed: 'passphrase' in sealedFor ? 'passphrase' : sealedFor.recipients.join(' '),
    })
  } catch (error) {
    await archive.abandon()
    await rm(path, { force: true })
    throw error
  } finally {
    await rm(sealed, { force: true })
  }
}

/**
 * Makes a backup: everything in the database at one moment, releases, secrets. Writers go on meanwhile.
 * @throws {NeverStill} where the database has no moments, and the record did not stand still.
 */
export async function makeBackup(here: Here, making: Making): Promise<BackupManifest> {
  return atOneMoment(here.payload, rowSets(here.payload), (moment, consistency) =>
    attempt(here, making, moment, consistency),
  )
}
