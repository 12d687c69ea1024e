// npm run bench: mails handed to a mail server on the loopback interface, with nodemailer's own pool beside it in the
// same run: the same messages, the same number of connections. Medians of several rounds; the ratio counts.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bench-'))
Object.assign(process.env, {
  DATA_DIR: dataDir,
  DATABASE_URL: process.env.BENCH_DATABASE_URL ?? 'file:',
  ...(process.env.BENCH_DATABASE_URL ? { DATABASE_TRANSACTIONS: 'none' } : {}),
  LOG_LEVEL: 'silent',
  NODE_ENV: 'production',
  MAIL_PER_SECOND: '1000000',
  MAIL_PER_SECOND_DOMAIN: '1000000',
})

const MAILS = 3_000
const ROUNDS = 5

const { getPayload } = await import('payload')
const { createTransport } = await import('nodemailer')
const { pino } = await import('pino')
const { default: config } = await import('#config')
const { env } = await import('#lib/env.ts')
const { systemClock } = await import('#lib/clock.ts')
const { listHeaders } = await import('#pipelines/mail/message.ts')
const { Sender } = await import('#worker/mail/send/sender.ts')
const { messageTo, newMail, put } = await import('../support/mail/outbox.ts')

const server = fork('test/support/mail/smtp-sink.ts', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const port = await new Promise<number>((resolve) => server.once('message', (said) => resolve(Number(said))))
const counted = (): Promise<number> =>
  new Promise((resolve) => {
    server.once('message', (said) => resolve(Number(said)))
    server.send('count')
  })

const payload = await getPayload({ config, disableOnInit: true })
if (payload.db.name !== 'mongoose') await payload.db.migrate()

/** A digest of usual length. */
const line = 'The maximum penalty of the offence was 5 years in prison and is now 7 years in prison. '
const headers = listHeaders({
  id: 'changes.example.org',
  leave: `https://guides.example.org/l/${'x'.repeat(22)}`,
})
const compose = (name: string) =>
  messageTo(`${name}@example.org`, {
    text: `${line.repeat(3)}\n\n`.repeat(6),
    html: `<p>${line.repeat(3)}</p>\n`.repeat(12),
    headers,
  })

/** What a round took: milliseconds, and milliseconds of a processor, which other work on the machine changes little. */
interface Took {
  time: number
  processor: number
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const time = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { time, processor: (user + system) / 1_000 }
}

async function ours(round: number, connections: number): Promise<Took> {
  await put(
    payload,
    Array.from({ length: MAILS }, (_, index) => newMail(`${connections}-${round}-${index}`)),
    new Date(),
  )
  const sender = new Sender(
    {
      payload,
      env: { ...env(), smtpUrl: `smtp://127.0.0.1:${port}`, smtpConnections: connections },
      clock: systemClock,
    },
    pino({ level: 'error' }),
    {
      compose: async ({ recipient }) => compose(recipient.replace('subscriber:', '')),
      suppress: async () => undefined,
    },
  )
  let sent = 0
  const took = await timed(async () => {
    ;({ sent } = await sender.sendDue())
  })
  await sender.stop()
  if (sent !== MAILS) throw new Error(`Only ${sent} of ${MAILS} mails were sent.`)
  return took
}

async function peer(round: number, connections: number): Promise<Took> {
  const pool = createTransport(
    {
      pool: true,
      host: '127.0.0.1',
      port,
      secure: false,
      ignoreTLS: true,
      maxConnections: connections,
      maxMessages: Infinity,
    },
    { disableFileAccess: true, disableUrlAccess: true },
  )
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: MAILS }, (_, index) => {
        const { from, to, subject, text, html, headers } = compose(`${connections}-${round}-${index}`)
        return pool.sendMail({ from, to, subject, text, html: html ?? '', headers })
      }),
    ),
  )
  pool.close()
  return took
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const perSecond = (rounds: Took[]): string =>
  `${Math.round(MAILS / (median(rounds.map(({ time }) => time)) / 1_000))}/s, ${(median(rounds.map(({ processor }) => processor)) / MAILS).toFixed(2)} ms of a processor each`

let lowest = Infinity
for (const connections of [4, 16]) {
  const own: Took[] = []
  const theirs: Took[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first every other time.
    if (round % 2 === 0) own.push(await ours(round, connections))
    theirs.push(await peer(round, connections))
    if (round % 2 === 1) own.push(await ours(round, connections))
  }
  // Each round is compared with what stood beside it: other work on the machine slows both.
  const ratio = median(own.map(({ time }, round) => (theirs[round]?.time ?? NaN) / time))
  lowest = Math.min(lowest, ratio)
  process.stdout.write(
    `${MAILS} mails over ${connections} connections (${payload.db.name}): ${perSecond(own)}; nodemailer's pool ${perSecond(theirs)}; ratio ${ratio.toFixed(2)} (reach ≥0.80)\n`,
  )
}
const total = await counted()
if (total !== MAILS * ROUNDS * 4) throw new Error(`The mail server took ${total} mails.`)
if (payload.db.name === 'mongoose')
  await payload.db.deleteMany({ collection: 'outbox', where: { run: { equals: 'weekly/2026-W47' } } })
await payload.destroy()
server.kill()
rmSync(dataDir, { recursive: true, force: true })
process.exit(lowest >= 0.8 ? 0 : 1)
