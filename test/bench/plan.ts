// node test/bench/plan.ts [subscribers] [changes]: how long a weekly run of 50 changes for 100,000 subscribers over 50
// places takes from their rows to mails that can be sent, and how much memory: it is planned into the outbox, then each
// mail of it is read and rendered. On the embedded database, or the one that BENCH_DATABASE_URL names; the rows are
// written by a process of their own. The peer is the same number of rows written by Payload, one by one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceFrom, crowdedSite } from '../fixtures/crowd.ts'
import { watchMemory } from './memory.ts'
import { dayIn } from '#domain/dates.ts'
import type { Letter } from '#domain/digests.ts'
import type { Mail } from '#domain/mails.ts'

const SUBSCRIBERS = Number(process.argv[2] ?? 100_000)
const PLACES = 50
const CHANGES = Number(process.argv[3] ?? 50)
const PEER = 500
const RUN = 'weekly/2026-W48'

/** Where the process that writes the rows was told to write them. */
const seeding = process.env.BENCH_SEED_DIR
const dataDir = seeding ?? mkdtempSync(join(tmpdir(), 'recourse-bench-plan-'))
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
const { insertMissing, inPages } = await import('#store/bulk.ts')
const { writeChange } = await import('#store/changes.ts')
const { beginRun } = await import('#store/digest-runs.ts')
const { insertRow, findRows } = await import('#store/rows.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { digestRenderer } = await import('#pipelines/digest/render.ts')
const { planRun } = await import('#worker/digests/plan.ts')

const payload = await getPayload({ config, disableOnInit: true })
const req = { payload }
const clock = fixedClock('2026-11-23T09:00:00Z')
const say = (words: string): void => void process.stdout.write(`${words}\n`)
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
const chance = chanceFrom(7)
const { places, changes, snapshot } = crowdedSite(chance, { places: PLACES, changes: CHANGES })

async function seed(): Promise<void> {
  if (payload.db.name !== 'mongoose') await payload.db.migrate()
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
  for (const change of changes) await writeChange(req, { ...change, at: '2026-11-20T10:00:00.000Z' })
  const book = addressBook(dataDir)
  for (let at = 0; at < SUBSCRIBERS; at += 5_000) {
    const own = await createLocalReq({}, payload)
    const rows = Array.from({ length: Math.min(5_000, SUBSCRIBERS - at) }, (_, index) => ({
      lookup: `lookup-${at + index}`,
      address: book.seal(`reader-${at + index}@example.org`),
      state: 'active',
      follows: JSON.stringify(
        [...new Set(Array.from({ length: 1 + chance.below(6) }, () => chance.pick(places)))].map((place) => ({
          place,
          since: 0,
        })),
      ),
      cadence: 'weekly',
      atOnce: true,
      format: chance.next() < 0.2 ? 'text' : 'html',
      coveredTo: 0,
      createdAt: '2026-11-01T00:00:00.000Z',
      asked: 0,
    }))
    await inTransaction(own, () => insertMissing(own, 'subscribers', rows))
  }
}

/** Renders every mail of the run, as its sender does. @returns how many bytes they have. */
async function render(): Promise<number> {
  const publicUrl = env().publicUrl
  const letterOf = digestRenderer({ snapshot, publicUrl, timeZone: 'UTC', footer: 'You asked for it.' })
  const day = dayIn('UTC', clock.now())
  let bytes = 0
  for await (const mails of inPages<Mail & { id: string; args: string }>(req, 'outbox', {
    run: { equals: RUN },
  })) {
    const ids = mails.map(({ recipient }) => recipient.slice('subscriber:'.length))
    const found = await findRows<{ id: string; format: 'html' | 'text'; follows: string }>(
      req,
      'subscribers',
      { id: { in: ids } },
      'id',
    )
    const readers = new Map(found.map((row) => [String(row.id), row]))
    for (const [index, { args }] of mails.entries()) {
      const reader = readers.get(ids[index] ?? '')
      if (!reader) throw new Error('A mail goes to nobody.')
      const link = (what: string): string => `${publicUrl}/subscribe/${what}?t=${index}`
      const { html, text } = letterOf(JSON.parse(args) as Letter, {
        day,
        format: reader.format,
        places: (JSON.parse(reader.follows) as { place: string }[]).map(({ place }) => place),
        links: { choices: link('manage'), pause: link('manage'), leave: link('leave'), web: null },
      })
      bytes += Buffer.byteLength(html ?? '') + Buffer.byteLength(text)
    }
  }
  return bytes
}

/** Milliseconds for a row that Payload writes alone. */
async function peer(): Promise<number> {
  const begun = performance.now()
  const own = await createLocalReq({}, payload)
  await inTransaction(own, async () => {
    for (let index = 0; index < PEER; index += 1)
      await insertRow(own, 'mailed-changes', { subscriber: `peer-${index}`, change: 1, mail: 'peer' })
  })
  return (performance.now() - begun) / PEER
}

async function measure(): Promise<void> {
  const context = { payload, clock, env: env() }
  const memory = watchMemory()
  const run = await beginRun(req, { key: RUN, kind: 'weekly', fromSeq: 0, toSeq: CHANGES }, clock.now())
  const cpu = process.cpuUsage()
  const start = performance.now()
  const { mails } = await planRun(context, run)
  const planned = performance.now() - start
  const used = process.cpuUsage(cpu)
  say(`planned: ${seconds((used.user + used.system) / 1000)} of processor; ${memory.soFar()}`)
  const bytes = await render()
  const all = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  say(
    `${payload.db.name}: ${mails} mails for ${SUBSCRIBERS} subscribers planned in ${seconds(planned)}, read and rendered (${Math.round(bytes / 1e6)} MB of text) in ${seconds(all - planned)}: ${seconds(all)} of 60 s, ${seconds((user + system) / 1000)} of processor; ${memory.end()}`,
  )
  const { totalDocs: told } = await payload.db.count({
    collection: 'mailed-changes',
    where: { change: { exists: true } },
  })
  const each = await peer()
  say(
    `${told} rows of what they tell; one row each by Payload would take ${((each * (mails + told)) / 1000).toFixed(0)} s: ratio ${(planned / (each * (mails + told))).toFixed(2)}×`,
  )
}

if (seeding) await seed()
else {
  const { status } = spawnSync(process.execPath, process.argv.slice(1), {
    env: { ...process.env, BENCH_SEED_DIR: dataDir },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The rows could not be written.')
  await measure()
  if (payload.db.name === 'mongoose')
    await (
      payload.db as unknown as { connection: { dropDatabase(): Promise<unknown> } }
    ).connection.dropDatabase()
}
await payload.destroy()
if (!seeding) rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
