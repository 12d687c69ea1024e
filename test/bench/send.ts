// npm run bench: mails handed to a mail server on the loopback interface, with nodemailer's own pool beside it in the
// same run: the same messages, the same number of connections. Medians of several rounds; the ratio counts.
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Mail, Message } from '#domain/mail/mails.ts'
import type { Order, Said } from '../support/mail/sender-process.ts'

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
/** Mails that processes send before they are measured: enough for the engine to compile what sends. */
const WARM = 1_000

const { getPayload } = await import('payload')
const { createTransport } = await import('nodemailer')
const { pino } = await import('pino')
const { default: config } = await import('#config')
const { env } = await import('#lib/env.ts')
const { systemClock } = await import('#lib/clock.ts')
const { listHeaders } = await import('#pipelines/mail/message.ts')
const { bringUpToDate } = await import('#store/database/up-to-date.ts')
const { Sender } = await import('#worker/mail/send/sender.ts')
const { composeFor, messageTo, newMail, put } = await import('../support/mail/outbox.ts')

const server = fork('test/support/mail/smtp-sink.ts', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const port = await new Promise<number>((resolve) => server.once('message', (said) => resolve(Number(said))))
const counted = (): Promise<number> =>
  new Promise((resolve) => {
    server.once('message', (said) => resolve(Number(said)))
    server.send('count')
  })

const payload = await getPayload({ config, disableOnInit: true })
await bringUpToDate(payload)

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

async function peer(connections: number, messages: readonly Message[]): Promise<Took> {
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
      messages.map(({ from, to, subject, text, html, headers }) =>
        pool.sendMail({ from, to, subject, text, html: html ?? '', headers }),
      ),
    ),
  )
  pool.close()
  return took
}

const says = (worker: ChildProcess, word: Said): Promise<void> =>
  new Promise((resolve) => worker.on('message', (said) => said === word && resolve()))

/** Two workers: processes of their own, which share the outbox. Both have sent some mails when the clock starts. */
async function twoWorkers(round: number, connections: number): Promise<Took> {
  const workers = await Promise.all([1, 2].map(() => readyWorker(connections / 2)))
  const putMore = (name: string, count: number, notBefore: string): Promise<void> =>
    put(
      payload,
      Array.from({ length: count }, (_, index) =>
        newMail(`${name}-${connections}-${round}-${index}`, { notBefore }),
      ),
      new Date(),
    )
  await putMore('before', WARM, new Date().toISOString())
  const warm = Promise.all(workers.map((worker) => says(worker, 'drained')))
  for (const worker of workers) worker.send({ do: 'send' } satisfies Order)
  await warm
  const from = await counted()
  const start = Date.now() + 15_000
  await putMore('two', MAILS, new Date(start).toISOString())
  await new Promise((resolve) => setTimeout(resolve, start - Date.now()))
  const took = await timed(async () => {
    while ((await counted()) < from + MAILS) await new Promise((resolve) => setTimeout(resolve, 10))
  })
  await Promise.all(workers.map((worker) => says(worker, 'drained')))
  for (const worker of workers) worker.kill('SIGKILL')
  expected += WARM
  return took
}

async function readyWorker(connections: number): Promise<ChildProcess> {
  const worker = fork('test/support/mail/sender-process.ts', {
    env: { ...process.env, SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_CONNECTIONS: String(connections) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise((resolve) => worker.once('message', resolve))
  return worker
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const perSecond = (rounds: Took[]): string =>
  `${Math.round(MAILS / (median(rounds.map(({ time }) => time)) / 1_000))}/s, ${(median(rounds.map(({ processor }) => processor)) / MAILS).toFixed(2)} ms of a processor each`

let lowest = Infinity
let expected = 0

async function compared(
  what: string,
  own: (round: number) => Promise<Took>,
  peer: (round: number) => Promise<Took>,
): Promise<void> {
  const ours: Took[] = []
  const theirs: Took[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first every other time.
    if (round % 2 === 0) ours.push(await own(round))
    theirs.push(await peer(round))
    if (round % 2 === 1) ours.push(await own(round))
    expected += 2 * MAILS
  }
  // Each round is compared with what stood beside it: other work on the machine slows both.
  const ratio = median(ours.map(({ time }, round) => (theirs[round]?.time ?? NaN) / time))
  lowest = Math.min(lowest, ratio)
  process.stdout.write(
    `${MAILS} mails ${what} (${payload.db.name}): ${perSecond(ours)}; nodemailer's pool ${perSecond(theirs)}; ratio ${ratio.toFixed(2)} (reach ≥0.80)\n`,
  )
}

const digests = (prefix: string): Message[] =>
  Array.from({ length: MAILS }, (_, index) => compose(`${prefix}-${index}`))

for (const connections of [4, 16])
  await compared(
    `over ${connections} connections`,
    (round) => ours(round, connections),
    (round) => peer(connections, digests(`${connections}-${round}`)),
  )
// The embedded database has one process.
if (payload.db.name === 'mongoose')
  for (const connections of [8, 32]) {
    const short = await Promise.all(
      Array.from({ length: MAILS }, (_, index) => composeFor({ ...newMail(`two-${index}`) } as Mail)),
    )
    await compared(
      `of a line from two workers, over ${connections} connections together`,
      (round) => twoWorkers(round, connections),
      () => peer(connections, short),
    )
  }
const total = await counted()
if (total !== expected) throw new Error(`The mail server took ${total} mails, and not ${expected}.`)
if (payload.db.name === 'mongoose')
  await payload.db.deleteMany({ collection: 'outbox', where: { run: { equals: 'weekly/2026-W47' } } })
await payload.destroy()
server.kill()
rmSync(dataDir, { recursive: true, force: true })
process.exit(lowest >= 0.8 ? 0 : 1)
