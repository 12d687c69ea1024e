// node test/bench/plan.ts [subscribers] [changes]: how long it takes to plan a weekly run of 50 changes for 100,000
// subscribers over 50 places, from their rows to the outbox and what it tells whom, with how much memory. On the embedded database, or the one that
// BENCH_DATABASE_URL names. The peer is the same number of rows written by Payload, one by one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Change } from '#domain/changes.ts'
import type { Sha256 } from '#domain/hash.ts'

const SUBSCRIBERS = Number(process.argv[2] ?? 100_000)
const PLACES = 50
const CHANGES = Number(process.argv[3] ?? 50)
const PEER = 500

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bench-plan-'))
Object.assign(process.env, {
  DATA_DIR: dataDir,
  DATABASE_URL: process.env.BENCH_DATABASE_URL ?? 'file:',
  ...(process.env.BENCH_DATABASE_URL ? { DATABASE_TRANSACTIONS: 'none' } : {}),
  LOG_LEVEL: 'silent',
  NODE_ENV: 'production',
})

const { createLocalReq, getPayload } = await import('payload')
const { default: config } = await import('#config')
const { addressBook } = await import('#lib/addresses.ts')
const { fixedClock } = await import('#lib/clock.ts')
const { env } = await import('#lib/env.ts')
const { insertMissing } = await import('#store/bulk.ts')
const { writeChange } = await import('#store/changes.ts')
const { beginRun } = await import('#store/digest-runs.ts')
const { insertRow, findRows } = await import('#store/rows.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { planRun } = await import('#worker/digests/plan.ts')

const payload = await getPayload({ config, disableOnInit: true })
if (payload.db.name !== 'mongoose') await payload.db.migrate()
const clock = fixedClock('2026-11-23T09:00:00Z')
const say = (words: string): void => void process.stdout.write(`${words}\n`)
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

let seed = 7
const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const below = (most: number): number => Math.floor(chance() * most)

const places = Array.from({ length: PLACES }, (_, index) => `place-${index}`)
for (const [index, slug] of places.entries())
  await payload.create({
    collection: 'jurisdictions',
    data: {
      name: slug,
      inSentence: slug,
      slug,
      iso: `XX-${index + 1}`,
      kind: 'country',
      guide: 'full',
    } as never,
    overrideAccess: true,
  })
for (let seq = 1; seq <= CHANGES; seq += 1) {
  const place = places[below(PLACES)] ?? ''
  const row: Change = {
    seq,
    entry: `${place}/offence/number-${below(20)}`,
    entryKind: 'offence',
    jurisdiction: place,
    title: `Offence ${seq}`,
    kind: 'change',
    note: `Note ${seq}.`,
    noteCorrectedAt: null,
    at: '2026-11-20T10:00:00.000Z',
    effectiveOn: null,
    edition: 'e'.repeat(64) as Sha256,
    replaced: null,
    corrects: null,
    fields: [
      { field: 'penalty', label: 'Maximum penalty', before: `${seq} years`, after: `${seq + 1} years` },
    ],
  }
  await writeChange({ payload }, row)
}
const book = addressBook(dataDir)
for (let at = 0; at < SUBSCRIBERS; at += 5_000) {
  const req = await createLocalReq({}, payload)
  await inTransaction(req, () =>
    insertMissing(
      req,
      'subscribers',
      Array.from({ length: Math.min(5_000, SUBSCRIBERS - at) }, (_, index) => ({
        lookup: `lookup-${at + index}`,
        address: book.seal(`reader-${at + index}@example.org`),
        state: 'active',
        follows: JSON.stringify(
          [...new Set(Array.from({ length: 1 + below(6) }, () => places[below(PLACES)] ?? ''))].map(
            (place) => ({
              place,
              since: 0,
            }),
          ),
        ),
        cadence: 'weekly',
        atOnce: true,
        format: 'html',
        coveredTo: 0,
        createdAt: '2026-11-01T00:00:00.000Z',
        asked: 0,
      })),
    ),
  )
}
globalThis.gc?.()
const idle = process.memoryUsage.rss()
let peak = idle
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
const context = { payload, clock, env: env() }
const run = await beginRun(
  { payload },
  { key: 'weekly/2026-W48', kind: 'weekly', fromSeq: 0, toSeq: CHANGES },
  clock.now(),
)
const start = performance.now()
const { mails } = await planRun(context, run)
const planned = performance.now() - start
clearInterval(watching)

// What it would take without writing many rows at once.
const begun = performance.now()
const req = await createLocalReq({}, payload)
await inTransaction(req, async () => {
  for (let index = 0; index < PEER; index += 1)
    await insertRow(req, 'mailed-changes', { subscriber: `peer-${index}`, change: 1, mail: 'peer' })
})
const each = (performance.now() - begun) / PEER
const { totalDocs: told } = await payload.db.count({
  collection: 'mailed-changes',
  where: { mail: { not_equals: 'peer' } },
})
const rows = (await findRows({ payload }, 'mailed-changes', { mail: { equals: 'peer' } }, 'id', 1)).length
if (rows !== 1) throw new Error('The peer wrote nothing.')
say(
  `${payload.db.name}: ${mails} mails for ${SUBSCRIBERS} subscribers planned in ${(planned / 1000).toFixed(1)} s (reach 60 s with rendering); peak ${megabytes(peak)}, ${megabytes(peak - idle)} over idle`,
)
say(
  `${told} rows of what they tell; one row each by Payload would take ${((each * (mails + told)) / 1000).toFixed(0)} s: ratio ${(planned / (each * (mails + told))).toFixed(2)}×`,
)
if (payload.db.name === 'mongoose')
  await (
    payload.db as unknown as { connection: { dropDatabase(): Promise<unknown> } }
  ).connection.dropDatabase()
await payload.destroy()
rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
