// node --max-semi-space-size=4 test/bench/backup.ts [guides] [subscribers]: how long the backup of a site of so many
// guides takes, on the embedded database or the one that BENCH_DATABASE_URL names, and what somebody who saves notices
// of it: an editor's working copy is saved again and again, alone and while it is made. Without transactions nobody saves
// meanwhile: such a server has no moment to read. Another process makes it, as a worker does. The peer is the bare driver
// that writes the same rows into a file, without proof, encryption and releases.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { createZstdCompress } from 'node:zlib'
import { watchMemory } from './memory.ts'

const GUIDES = Number(process.argv[2] ?? 1_000)
const SUBSCRIBERS = Number(process.argv[3] ?? 100_000)
/** What a process that this one starts is for. */
const role = process.env.BENCH_ROLE

const { dataDir, openDatabase, openSample } = await import('./sample.ts')
const { systemClock } = await import('#lib/clock.ts')
const { env } = await import('#lib/env.ts')
const { newKey } = await import('#pipelines/backup/seal.ts')
const { documentsOf, embeddedOf } = await import('#store/database/drivers.ts')
const { rowSets } = await import('#store/transfer/collections.ts')
const { makeBackup } = await import('#worker/backup/make.ts')
const { createOffence, layGround } = await import('../support/content/content.ts')
const { person } = await import('../support/desk/staff.ts')
const { copyGuides } = await import('../support/publish/copied-record.ts')
const { standIn } = await import('../support/stand-in.ts')
const { insertReaders } = await import('./readers.ts')
const { sql } = await import('@payloadcms/db-sqlite')

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
const say = (words: string): void => void process.stdout.write(`${words}\n`)

if (role === 'seed') {
  const payload = await openSample()
  const counts = await copyGuides(payload, GUIDES)
  await insertReaders(payload, dataDir, SUBSCRIBERS, () => ({
    follows: [{ place: 'scotland', since: 0 }],
    format: 'html',
  }))
  say(`${GUIDES} guides, ${counts.entries} entries, ${counts.events} events, ${SUBSCRIBERS} subscribers`)
  await payload.destroy()
  process.exit(0)
}

if (role === 'back up') {
  const payload = await openDatabase()
  const path = join(dataDir, 'backup.tar')
  const { recipient } = await newKey()
  const memory = watchMemory()
  const start = performance.now()
  const { counts, consistency } = await makeBackup(
    { payload, env: env(), clock: systemClock },
    { path, sealedFor: { recipients: [recipient] } },
  )
  const took = performance.now() - start
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  say(JSON.stringify({ took, rows, consistency, bytes: statSync(path).size, memory: memory.end() }))
  await payload.destroy()
  process.exit(0)
}

const own = (name: string) => ({ env: { ...process.env, BENCH_SEED_DIR: dataDir, BENCH_ROLE: name } })
const seeded = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
  ...own('seed'),
  stdio: 'inherit',
})
if (seeded.status !== 0) process.exit(1)

const payload = await openDatabase()
const editor = await person(payload, 'Cleo', ['editor'])
let entry = await createOffence(payload, editor, await layGround(payload))

/** Saves a working copy until it is over. @returns milliseconds of each save. */
async function saves(isOver: () => boolean): Promise<number[]> {
  const took: number[] = []
  while (!isOver()) {
    const start = performance.now()
    entry = await payload.update({
      collection: 'offences',
      id: entry.id,
      data: { revision: entry.revision, covers: `Saved from revision ${entry.revision}.` },
      overrideAccess: false,
      user: editor,
    })
    took.push(performance.now() - start)
    await wait(50)
  }
  return took.sort((a, b) => a - b)
}

/** Every row as the driver gives it, into a file. */
async function bare(): Promise<number> {
  const into = createZstdCompress()
  into.pipe(createWriteStream(join(dataDir, 'bare.ndjson.zst')))
  let rows = 0
  for (const name of tables()) {
    const documents = documentsOf({ payload })?.collections[name]
    const found = documents
      ? await documents.find({}).lean()
      : await embeddedOf({ payload }).drizzle.all(sql`select * from ${sql.identifier(name)}`)
    for (const row of found) if (!into.write(`${JSON.stringify(row)}\n`)) await once(into, 'drain')
    rows += found.length
  }
  into.end()
  await once(into, 'end')
  return rows
}

/** Collections, without the tables of their arrays and versions. */
function tables(): string[] {
  const slugs = rowSets(payload)
    .filter(({ kind }) => kind === 'rows')
    .map(({ slug }) => slug)
  return documentsOf({ payload }) ? slugs : slugs.map((slug) => slug.replaceAll('-', '_'))
}

const at = (values: number[], part: number): string =>
  values.length === 0 ? 'nothing' : `${Math.round(values[Math.floor((values.length - 1) * part)] ?? NaN)} ms`

const until = performance.now() + 10_000
const alone = await saves(() => performance.now() > until)
const { database } = env()
const hasMoments = database.kind === 'sqlite' || database.transactions

const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
  ...own('back up'),
  stdio: ['ignore', 'pipe', 'inherit'],
})
let ended = false
child.once('exit', () => (ended = true))
const [during, printed] = await Promise.all([saves(() => ended || !hasMoments), text(child.stdout)])
const made = JSON.parse(printed) as {
  took: number
  rows: number
  consistency: string
  bytes: number
  memory: string
}

const start = performance.now()
const rows = await bare()
const peer = performance.now() - start
say(
  `${payload.db.name}: ${made.rows} rows, ${(made.bytes / 1e6).toFixed(0)} MB, in ${seconds(made.took)} (${made.consistency}; ` +
    `×${(made.took / peer).toFixed(1)} of the bare driver: ${rows} rows in ${seconds(peer)}); ${made.memory}\n` +
    `a save takes ${at(alone, 0.5)}, at most ${at(alone, 1)} (${alone.length} saves alone); ` +
    `${at(during, 0.5)}, at most ${at(during, 1)} (${during.length} while it was made)`,
)
if (payload.db.name === 'mongoose')
  await standIn<{ connection: { dropDatabase(): Promise<unknown> } }>(payload.db).connection.dropDatabase()
await payload.destroy()
process.exit(0)
