import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listenForHealth } from '#cli/serve/worker-health.ts'
import { metricsHandler } from '#cli/serve/metrics.ts'
import { healthWork } from '#cli/work/health.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { readAlarms } from '#store/alarms.ts'
import { noteClock } from '#store/database/clock.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows, insertRow } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { putRun } from '#store/watch/runs.ts'
import { lookForTrouble } from '#worker/health/look.ts'
import { writeSignsOfLife } from '#worker/health/sign-of-life.ts'
import { METRIC_NAMES } from '#worker/health/metrics.ts'
import { withClaim, type Claimed } from '#worker/jobs/claim.ts'
import { SLOT_JOBS } from '#worker/jobs/list.ts'
import { slotKey } from '#worker/jobs/slot-key.ts'
import { composer } from '#worker/mail/compose.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person } from '../../support/desk/staff.ts'

const log = createLog('silent')
const START = new Date('2026-11-21T10:00:00Z')
const MINUTE = 60_000

describe.skipIf(missing)(`how an installation runs, on ${databaseName}`, () => {
  let database: TestDatabase
  let context: Context
  let now: Date
  let adaId: string

  beforeAll(async () => {
    database = await openDatabase()
    const { id } = await person(database.payload, 'Ada', ['administrator'])
    adaId = String(id)
    await person(database.payload, 'Edith', ['editor', 'reviewer'])
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    now = START
    const { dataDir } = database
    context = {
      payload: payload(),
      clock: { now: () => now },
      env: { ...env(), dataDir, publicUrl: 'https://desk.example.org', siteTimeZone: 'UTC' },
    }
    // All scheduled work of the day is done.
    for (const job of SLOT_JOBS) {
      const done = { token: 1, holder: 'worker', until: START.toISOString(), doneAt: START.toISOString() }
      await insertRow({ payload: payload() }, 'leases', { key: slotKey(context, job), ...done })
    }
  })
  afterEach(async () => {
    await inOwnTransaction({ payload: payload() }, async (req) => {
      for (const rows of ['outbox', 'alarms', 'leases', 'watch-passes'] as const)
        await deleteRows(req, rows, { id: { exists: true } })
    })
  })

  const after = (minutes: number): void => void (now = new Date(START.getTime() + minutes * MINUTE))
  const look = (): Promise<void> => lookForTrouble(context, SLOT_JOBS, log)
  const staffMails = () =>
    findRows({ payload: payload() }, 'outbox', toMail, { kind: { in: ['alarm', 'alive'] } }, 'id')
  const told = async (): Promise<{ to: string; subject: string; text: string }[]> => {
    const messages = await Promise.all((await staffMails()).map(composer(context)))
    return messages.map((each) => {
      if ('drop' in each) throw new Error(each.drop)
      return { to: each.to, subject: each.subject, text: each.text }
    })
  }
  /** The watch has looked at links before. */
  const firstNight = (): Promise<void> =>
    inOwnTransaction({ payload: payload() }, (req) =>
      putRun(req, {
        key: 'links/2026-11-20',
        kind: 'links',
        slot: '2026-11-20',
        state: 'done',
        done: 0,
        total: 0,
        startedAt: START.toISOString(),
        endedAt: START.toISOString(),
        found: {},
      }),
    )
  /** Puts a mail into the outbox that nobody sends. */
  const leaveMail = (): Promise<void> =>
    inOwnTransaction({ payload: payload() }, (req) =>
      putMails(
        req,
        [
          {
            key: 'password/left',
            kind: 'password',
            recipient: `user:${adaId}`,
            run: null,
            args: {},
            priority: 0,
            notBefore: START.toISOString(),
          },
        ],
        { at: START, host: 'desk.example.org' },
      ),
    )
  const payload = (): TestDatabase['payload'] => database.payload

  it('is well where nothing waits', async () => {
    const { health, alarms } = await healthWork(context, {})
    expect(alarms).toEqual([])
    expect(health).toMatchObject({
      undone: [],
      mail: { dueSince: null, paused: false },
      readers: { release: null },
    })
    expect(health.disk.free).toBeGreaterThan(0)
    if (databaseName === 'mongodb') expect(Math.abs(health.clockAhead ?? Infinity)).toBeLessThan(86_400)
    else expect(health.clockAhead).toBeNull()
    await look()
    expect(await readAlarms({ payload: payload() })).toEqual([])
  })

  it('tells administrators once of mail that nobody sends, and once when it is over', async () => {
    await leaveMail()
    after(59)
    await look()
    expect(await readAlarms({ payload: payload() })).toEqual([])
    after(61)
    await look()
    expect(await readAlarms({ payload: payload() })).toMatchObject([{ name: 'mail-waits', toldAt: null }])
    expect(await staffMails()).toEqual([])
    after(66)
    await look()
    after(200)
    await look()
    expect(await told()).toEqual([
      {
        to: 'ada@example.org',
        subject: 'Something needs you: desk.example.org',
        text: `Ada,

Since 2026-11-21, 11:01 UTC:

Mail has been waiting for 66 minutes. “Mail to subscribers” in the admin shows what the mail server answers; if it says nothing, no worker runs.

https://desk.example.org/admin
`,
      },
    ])
    const { alarms } = await healthWork(context, {})
    expect(alarms.map(({ name }) => name)).toEqual(['mail-waits'])

    await inOwnTransaction({ payload: payload() }, (req) =>
      deleteRows(req, 'outbox', { kind: { equals: 'password' } }),
    )
    // The mail about it waits as well: it is sent before anything is over.
    await inOwnTransaction({ payload: payload() }, (req) =>
      deleteRows(req, 'outbox', { kind: { equals: 'alarm' } }),
    )
    await look()
    await look()
    expect(await told()).toMatchObject([
      {
        subject: 'It is over: desk.example.org',
        text: expect.stringContaining('since 2026-11-21, 11:01 UTC') as string,
      },
    ])
    expect(await readAlarms({ payload: payload() })).toEqual([])
  })

  it('misses no work of the watch that waits for its first night', async () => {
    await inOwnTransaction({ payload: payload() }, (req) =>
      deleteRows(req, 'leases', { key: { exists: true } }),
    )
    const undone = async (): Promise<string[]> =>
      (await healthWork(context, {})).health.undone.filter((name) => name.startsWith('watch'))
    expect(await undone()).toEqual(['watch-dates', 'watch-mail'])
    // At three it is night: what is not done then is late.
    after(17 * 60)
    expect(await undone()).toEqual([
      'watch-dates',
      'watch-links',
      'watch-quotes',
      'watch-quotes-again',
      'watch-registers',
      'watch-mail',
    ])
  })

  it('names scheduled work that nobody does, but none that somebody is doing', async () => {
    await firstNight()
    const slots = SLOT_JOBS.filter(({ name }) => ['publish', 'watch-links'].includes(name))
    const keys = slots.map((job) => slotKey(context, job))
    await inOwnTransaction({ payload: payload() }, (req) => deleteRows(req, 'leases', { key: { in: keys } }))
    expect((await healthWork(context, {})).health.undone).toEqual(['publish', 'watch-links'])
    await withClaim(context, keys[1] ?? '', async () => {
      expect((await healthWork(context, {})).health.undone).toEqual(['publish'])
    })
  })

  it('misses no work of a watch that is off', async () => {
    await inOwnTransaction({ payload: payload() }, (req) =>
      deleteRows(req, 'leases', { key: { exists: true } }),
    )
    await firstNight()
    const off = { ...context, env: { ...context.env, watch: false } }
    const undone = async (of: Context): Promise<string[]> => [...(await healthWork(of, {})).health.undone]
    expect(await undone(context)).toContain('watch-links')
    expect((await undone(off)).filter((name) => name.startsWith('watch'))).toEqual([])
    expect(await undone(off)).toContain('publish')
  })

  it('is looked at by one worker at a time', async () => {
    await leaveMail()
    after(61)
    await look()
    after(67)
    await Promise.all([look(), look(), look()])
    expect((await staffMails()).filter(({ kind }) => kind === 'alarm')).toHaveLength(1)
  })

  it.skipIf(databaseName !== 'mongodb')(
    'is told of a clock that is off on one machine, also where the workers of others look in between',
    async () => {
      const on = (machine: string, ahead: number) =>
        noteClock(payload(), { machine, now: () => Date.now() + ahead })
      for (let minute = 0; minute < 4; minute += 1) {
        after(minute)
        await on('desk-2', 300_000)
        await look()
        await on('desk-1', 0)
        await look()
      }
      const mails = await told()
      expect(mails).toHaveLength(1)
      expect(mails[0]?.text).toContain(
        'The clock of desk-2 is 300 seconds ahead of the database’s. Set all by NTP',
      )
      expect(mails[0]?.text).not.toContain('desk-1')
      await on('desk-2', 0)
      await look()
      expect(await readAlarms({ payload: payload() })).toEqual([])
    },
  )

  it('is told to administrators each week, with what is wrong', async () => {
    const claimed = context as Claimed
    await writeSignsOfLife(claimed, '2026-W47')
    await writeSignsOfLife(claimed, '2026-W47')
    expect(await told()).toEqual([
      {
        to: 'ada@example.org',
        subject: 'Recourse works: desk.example.org',
        text: expect.stringContaining(
          'Nothing has been published yet.\nMails in the outbox: 0 sent, 1 to be sent.\nSubscribers: 0.\n\nNothing is wrong that Recourse knows of.',
        ) as string,
      },
    ])
    await insertRow({ payload: payload() }, 'alarms', {
      name: 'disk-full',
      since: START.toISOString(),
      toldAt: START.toISOString(),
      words: 'The disk is full.',
    })
    expect(await told()).toMatchObject([
      {
        subject: 'Recourse runs, and 1 thing needs you: desk.example.org',
        text: expect.stringContaining('The disk is full.') as string,
      },
    ])
  })

  describe('for Prometheus', () => {
    let server: Server
    let url: string
    beforeEach(async () => {
      const handler = metricsHandler(context)
      server = createServer((request, response) => void handler(request, response))
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`
    })
    afterEach(() => void server.close())

    const scrape = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } })
    const token = (): string => readFileSync(join(database.dataDir, 'secrets', 'metrics'), 'utf8')

    it('is told to whoever has the secret, and to nobody else', async () => {
      for (const answer of [await fetch(url), await scrape('wrong'), await scrape('')]) {
        expect(answer.status).toBe(401)
        expect(await answer.text()).not.toContain('recourse_')
      }
      const answer = await scrape(token())
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
      const text = await answer.text()
      for (const name of [...METRIC_NAMES, 'recourse_lease_losses_total', 'process_resident_memory_bytes'])
        expect(text).toContain(`# TYPE ${name} `)
      expect(text).toContain('recourse_slot_undone{job="publish"} 0')
      expect(text).not.toContain('example.org')
    })

    it('has the numbers of the database', async () => {
      await fetch(url)
      await leaveMail()
      const text = await (await scrape(token())).text()
      expect(text).toContain('recourse_outbox_mails{state="pending"} 1')
      expect(text).toContain(`recourse_outbox_due_since_seconds ${START.getTime() / 1000}\n`)
    })

    it('is told by a worker, too, which has no site', async () => {
      const worker = await listenForHealth(context, 0, log)
      const at = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`
      try {
        expect((await fetch(`${at}/healthz`)).status).toBe(200)
        expect((await fetch(`${at}/metrics`)).status).toBe(401)
        expect((await fetch(`${at}/`)).status).toBe(404)
      } finally {
        worker.close()
      }
    })
  })
})
