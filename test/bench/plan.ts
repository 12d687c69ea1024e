// node test/bench/plan.ts [subscribers] [changes]: how long it takes to select and render a weekly digest of 50 changes
// for 100,000 subscribers over 50 places from their rows in the database, then to plan its run into the outbox, and how
// much memory. On the embedded database, or the one that BENCH_DATABASE_URL names; the rows are written by a process of
// their own. The peer is the same number of rows written by Payload, one by one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceFrom, crowdedSite } from '../fixtures/crowd.ts'
import { megabytes, watchMemory } from './memory.ts'
import { dayIn } from '#domain/dates.ts'
import { livePlace } from '../support/desk/structure.ts'
import { recordOpened } from '../support/publish/opened.ts'
import { standIn } from '../support/stand-in.ts'

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
const { insertReaders } = await import('./readers.ts')
const { fixedClock } = await import('#lib/clock.ts')
const { env } = await import('#lib/env.ts')
const { bringUpToDate } = await import('#store/database/up-to-date.ts')
const { readChanges, writeChange } = await import('#store/publish/changes.ts')
const { readWithReaders } = await import('#store/publish/with-readers.ts')
const { beginRun } = await import('#store/mail/digest-runs.ts')
const { readJurisdictions } = await import('#store/desk/jurisdictions.ts')
const { activeReaders } = await import('#store/mail/readers.ts')
const { insertRow } = await import('#store/rows.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { digestRenderer } = await import('#pipelines/digest/render.ts')
const { selector } = await import('#pipelines/digest/select.ts')
const { planRun } = await import('#worker/mail/digests/plan.ts')

const payload = await getPayload({ config, disableOnInit: true })
const req = { payload }
const clock = fixedClock('2026-11-23T09:00:00Z')
const say = (words: string): void => void process.stdout.write(`${words}\n`)
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
const chance = chanceFrom(7)
const { places, changes, snapshot } = crowdedSite(chance, { places: PLACES, changes: CHANGES })

async function seed(): Promise<void> {
  await bringUpToDate(payload)
  for (const [index, slug] of places.entries())
    await livePlace(payload, {
      name: slug,
      inSentence: slug,
      slug,
      iso: `XX-${index + 1}`,
      kind: 'country',
      guide: 'full',
    })
  for (const change of changes) await writeChange(req, { ...change, at: '2026-11-20T10:00:00.000Z' })
  // After the last change of the run.
  for (const place of places) await recordOpened(req, place, clock.now())
  await insertReaders(payload, dataDir, SUBSCRIBERS, () => {
    const chosen = Array.from({ length: 1 + chance.below(6) }, () => chance.pick(places))
    const format = chance.next() < 0.2 ? ('text' as const) : ('html' as const)
    return { follows: [...new Set(chosen)].map((place) => ({ place, since: 0 })), format }
  })
}

/** Selects for every reader, and renders. @returns how many mails, with how many bytes. */
async function selectAndRender(): Promise<{ mails: number; bytes: number }> {
  const publicUrl = env().publicUrl
  const { letterFor } = selector({
    kind: 'weekly',
    fromSeq: 0,
    toSeq: CHANGES,
    changes: await readChanges(req),
    jurisdictions: await readJurisdictions(req),
    withReaders: await readWithReaders(req),
  })
  const letterOf = digestRenderer({ snapshot, publicUrl, timeZone: 'UTC', footer: 'You asked for it.' })
  const day = dayIn('UTC', clock.now())
  let mails = 0
  let bytes = 0
  for await (const readers of activeReaders(req, 'weekly'))
    for (const reader of readers) {
      const letter = letterFor(reader)
      if (!letter) continue
      const link = (what: string): string => `${publicUrl}/subscribe/${what}?t=${reader.id}`
      const { html, text } = letterOf(letter, {
        day,
        format: reader.format,
        places: reader.follows.map(({ place }) => place),
        links: { choices: link('manage'), pause: link('manage'), leave: link('leave'), web: null },
      })
      mails += 1
      bytes += Buffer.byteLength(html ?? '') + Buffer.byteLength(text)
    }
  return { mails, bytes }
}

/** Seconds since now, and of the processor. */
function timer(): () => string {
  const start = performance.now()
  const cpu = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return `${seconds(performance.now() - start)} (${seconds((user + system) / 1000)} of processor)`
  }
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
  const memory = watchMemory()
  const timed = timer()
  const { mails, bytes } = await selectAndRender()
  say(
    `${payload.db.name}: ${mails} mails (${megabytes(bytes)}) for ${SUBSCRIBERS} subscribers selected and rendered in ${timed()}; ${memory.soFar()}`,
  )
  const run = await beginRun(req, { key: RUN, kind: 'weekly', fromSeq: 0, toSeq: CHANGES }, clock.now())
  const planning = timer()
  const start = performance.now()
  const outcome = await planRun({ payload, clock, env: env() }, run)
  const planned = performance.now() - start
  if (outcome.mails !== mails) throw new Error(`${outcome.mails} mails were planned.`)
  say(`the run planned in ${planning()}; ${memory.end()}`)
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
    await standIn<{ connection: { dropDatabase(): Promise<unknown> } }>(payload.db).connection.dropDatabase()
}
await payload.destroy()
if (!seeding) rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
