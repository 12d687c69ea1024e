// node --expose-gc test/bench/snapshot.ts [guides]: reading what is live of a site of so many guides, on the embedded
// database or the one that BENCH_DATABASE_URL names: time and memory. The peer is the bare driver that reads the same
// documents, so that a slow server can be told apart. The guides are copies of the sample's, each with its own editions
// and chains; a process of its own writes them.
import { spawnSync } from 'node:child_process'
import { watchMemory } from './memory.ts'

const GUIDES = Number(process.argv[2] ?? 1_000)
const seeding = process.env.BENCH_SEED_DIR

const { dataDir, openDatabase, openSample } = await import('./sample.ts')
const { systemClock } = await import('#lib/clock.ts')
const { dayIn } = await import('#domain/dates.ts')
const { documentsOf, embeddedOf } = await import('#store/database/drivers.ts')
const { readSnapshot } = await import('#store/publish/snapshot.ts')
const { copyGuides } = await import('../support/publish/copied-record.ts')
const { sql } = await import('@payloadcms/db-sqlite')

if (seeding) {
  const payload = await openSample()
  const counts = await copyGuides(payload, GUIDES)
  process.stdout.write(`${GUIDES} guides, ${counts.entries} entries, ${counts.events} events\n`)
  await payload.destroy()
  process.exit(0)
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

async function timed<T>(work: () => Promise<T>): Promise<{ took: number; found: T }> {
  const start = performance.now()
  const found = await work()
  return { took: performance.now() - start, found }
}

const COLLECTIONS = ['heads', 'editions', 'changes', 'editorial-events'] as const

const { status } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
  env: { ...process.env, BENCH_SEED_DIR: dataDir },
  stdio: 'inherit',
})
if (status !== 0) process.exit(1)
const payload = await openDatabase()

/** The same rows, as the driver gives them, one collection after the other; each is dropped. */
async function bare(): Promise<number> {
  let rows = 0
  for (const collection of COLLECTIONS) {
    const documents = documentsOf({ payload })?.collections[collection]
    const found = documents
      ? await documents.find({}).lean()
      : await embeddedOf({ payload }).drizzle.all(
          sql`select * from ${sql.identifier(collection.replaceAll('-', '_'))}`,
        )
    rows += found.length
  }
  return rows
}

const today = dayIn('UTC', systemClock.now())
const memory = watchMemory()
const first = await timed(() => readSnapshot(payload, today, 'UTC'))
const used = memory.end()
const again = await timed(() => readSnapshot(payload, today, 'UTC'))
const peer = await timed(bare)
const { snapshot, problems } = first.found
const [problem] = problems
if (problem) throw new Error(`${problem.about}: ${problem.problem}`)
process.stdout.write(
  `${payload.db.name}: ${snapshot.entries.length} live entries, ${snapshot.changes.length} changes; the ` +
    `first read ${seconds(first.took)}, the next ${seconds(again.took)} ` +
    `(×${(again.took / peer.took).toFixed(2)} of the bare driver: ${peer.found} rows in ${seconds(peer.took)}); ${used}\n`,
)
await payload.destroy()
process.exit(0)
