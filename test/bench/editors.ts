// node test/bench/editors.ts [seconds] [editors]: people who edit the sample at the same time, on a real server: they
// save entries of their own and shared ones, from old states as well, ask, and search. Each pauses for 1 to 5 seconds
// between two acts. Afterwards everything that was answered is looked for. On the embedded database, or with
// TEST_MONGODB_URI on that server. The peers are the same with one editor, and what Payload itself takes to save a row
// of its own that none of our hooks sees. Ratios count, milliseconds depend on the machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { editAtOnce, whatIsWrong, type Done, type Send } from '../support/desk/many-editors.ts'
import { seeded } from '../support/random.ts'
import { startServer } from '../support/server.ts'
import { percentile as at, signedIn } from './signed-in.ts'

const SECONDS = Number(process.argv[2] ?? 300)
const EDITORS = Number(process.argv[3] ?? 20)
const SHARED = 4
const PASSWORD = 'a long enough password'

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bench-editors-'))
const mongodb = process.env.TEST_MONGODB_URI
const database: Record<string, string> = { DATABASE_URL: 'file:' }
if (mongodb) {
  const address = new URL(mongodb)
  address.pathname = `/recourse-bench-${Date.now()}`
  const transactions = address.searchParams.has('replicaSet') ? 'required' : 'none'
  Object.assign(database, { DATABASE_URL: address.href, DATABASE_TRANSACTIONS: transactions })
}
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: 'silent', NODE_ENV: 'production', ...database })
const say = (words: string): void => void process.stderr.write(`${words}\n`)

say('Importing the sample …')
const imported = spawnSync(process.execPath, ['bin/recourse.mjs', 'import', 'src/corpus/sample'], {
  encoding: 'utf8',
})
if (imported.status !== 0) throw new Error(imported.stderr)

const { getPayload } = await import('payload')
const { default: config } = await import('#config')
const payload = await getPayload({ config, disableOnInit: true })
const emails = Array.from({ length: EDITORS }, (_, n) => `editor-${n + 1}@example.org`)
for (const email of emails)
  await payload.create({
    collection: 'users',
    data: { name: email.split('@', 1)[0] ?? '', email, password: PASSWORD, roles: ['editor'] },
    overrideAccess: true,
  })
const { docs } = await payload.find({
  collection: 'offences',
  depth: 0,
  limit: EDITORS + SHARED,
  sort: 'key',
  overrideAccess: true,
})
const entries = docs.map(({ id, revision }) => ({ id, revision: revision ?? 1 }))
await payload.destroy()

say('Starting the server …')
// Prints are made by the publisher, whatever people save.
const server = await startServer([], dataDir, { ...database, PRINTS: 'none' })

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const load = (): string => (loadavg()[0] ?? 0).toFixed(1)

/** So many of them, for so long. */
async function edit(editors: readonly Send[], seconds: number, seed: number): Promise<Done> {
  const until = performance.now() + seconds * 1_000
  const dice = editors.map((_, n) => seeded(seed + n))
  const done = await editAtOnce({
    editors,
    own: entries,
    shared: entries.slice(-SHARED).map(({ id }) => id),
    chance: (n) => seeded(seed * 1_000 + n),
    goOn: async (n) => {
      await pause(1_000 + 4_000 * (dice[n]?.() ?? 0))
      return performance.now() < until
    },
  })
  // Where each of them goes on from.
  for (const entry of entries)
    for (const { id, revision } of done.saved)
      if (id === entry.id) entry.revision = Math.max(entry.revision, revision)
  return done
}

function tell(who: string, { times }: Done): void {
  for (const [act, taken] of Object.entries(times))
    if (taken.length > 0)
      process.stdout.write(
        `${who.padEnd(12)} ${act.padEnd(11)} ${String(taken.length).padStart(5)}  p50 ${at(taken, 0.5).toFixed(0).padStart(5)} ms  p95 ${at(taken, 0.95).toFixed(0).padStart(5)} ms  max ${Math.max(
          ...taken,
        )
          .toFixed(0)
          .padStart(5)} ms\n`,
      )
}

try {
  const editors: Send[] = []
  for (const email of emails) editors.push(await signedIn(server.url, email, PASSWORD))
  while ((await fetch(`${server.url}/readyz`)).status !== 200) await pause(500)
  const [anybody] = editors
  if (!anybody) throw new Error('There is no editor.')
  const before = new Map(entries.map(({ id, revision }) => [id, revision]))

  // The first requests load what a server loads once.
  const warm = await edit([anybody], Math.min(20, SECONDS / 5), 1)
  const alone = await edit([anybody], SECONDS / 5, 2)
  say(`${EDITORS} editors for ${SECONDS} s …`)
  const start = load()
  const crowd = await edit(editors, SECONDS, 3)
  process.stdout.write(
    `${mongodb ? 'MongoDB' : 'SQLite'}, ${cpus().length} cores, load ${start} at the start and ${load()} at the end; ${crowd.stale} stale saves refused\n`,
  )
  tell('one editor', alone)
  tell(`${EDITORS} editors`, crowd)
  const p95 = at(crowd.times.save, 0.95)
  process.stdout.write(
    `p95 of a save: ${(p95 / at(alone.times.save, 0.95)).toFixed(2)}× that of one editor, ${(p95 / at(crowd.times.preference, 0.95)).toFixed(2)}× that of a row of Payload's own in the same crowd\n`,
  )
  const all: Done = {
    saved: [...warm.saved, ...alone.saved, ...crowd.saved],
    asked: [...warm.asked, ...alone.asked, ...crowd.asked],
    wrong: [...warm.wrong, ...alone.wrong, ...crowd.wrong],
    stale: 0,
    times: crowd.times,
  }
  const wrong = await whatIsWrong(anybody, all, before)
  process.stdout.write(
    wrong.length > 0
      ? `${wrong.length} are wrong:\n${wrong.slice(0, 20).join('\n')}\n`
      : `${all.saved.length} saves and ${all.asked.length} questions were answered: all are in the record, and nothing else is\n`,
  )
  process.exitCode = wrong.length > 0 ? 1 : 0
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()
