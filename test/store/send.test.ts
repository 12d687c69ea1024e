import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf } from '#domain/mail/mails.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { env } from '#lib/env.ts'
import { fixedClock } from '#lib/clock.ts'
import { listMailFiles, readMailFile } from '#lib/mail-files.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { noteReturned } from '#desk/mail/returned-mail.ts'
import {
  changeSubscriber,
  findSubscriber,
  insertSubscriber,
  readSubscriber,
} from '#store/mail/subscribers.ts'
import type { StoreRequest } from '#store/rows.ts'
import { RateLimiter } from '#worker/mail/send/rate-limiter.ts'
import { tooOld, triedAgainAt } from '#worker/mail/send/retry.ts'
import { Sender } from '#worker/mail/send/sender.ts'
import type { Wiring } from '#worker/mail/send/wiring.ts'
import { missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { composeFor, HOST, newMail, put, rowsOf } from '../support/mail/outbox.ts'

const NOW = '2026-11-21T12:00:00.000Z'

/** A confirmed subscriber. @returns the id. */
async function subscribed(req: StoreRequest): Promise<string> {
  const lookup = randomUUID()
  const choices: Choices = {
    places: ['scotland'],
    entries: [],
    cadence: 'weekly',
    atOnce: false,
    format: 'html',
  }
  await insertSubscriber(req, { lookup, address: 'sealed', choices, at: new Date(NOW) })
  const found = await findSubscriber(req, lookup)
  if (!found) throw new Error('The subscriber was not kept.')
  await changeSubscriber(req, found.id, ['unconfirmed'], { state: 'active' })
  return found.id
}

describe.skipIf(missing)('the sender', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database.close())
  beforeEach(() => database.payload.db.deleteMany({ collection: 'outbox', where: {} }))

  const senderOf = (wiring: Partial<Wiring> = {}, rates = {}, at = NOW): Sender =>
    new Sender(
      {
        payload: database.payload,
        env: { ...env(), mailPerSecond: 1e6, mailPerSecondDomain: 1e6, ...rates },
        clock: fixedClock(at),
      },
      pino({ level: 'silent' }),
      { compose: composeFor, suppress: async () => undefined, ...wiring },
    )

  it('writes mails to files where there is no mail server, each once', async () => {
    const { payload, dataDir } = database
    await put(payload, [newMail('ada'), newMail('bob')])
    expect(await senderOf().sendDue()).toEqual({ sent: 2, again: 0, refused: 0, unknown: 0, dropped: 0 })
    expect(await senderOf().sendDue()).toMatchObject({ sent: 0 })
    const folder = join(dataDir, 'mail')
    const name = `${messageIdOf('ada', HOST).split('@')[0]}.eml`
    expect(readdirSync(folder)).toHaveLength(2)
    expect(readdirSync(folder)).toContain(name)
    expect((statSync(join(folder, name)).mode & 0o777).toString(8)).toBe('600')
    // Sent again, as after a connection that was lost: the same file.
    await payload.db.updateMany({
      collection: 'outbox',
      where: {},
      data: { state: 'pending', endedAt: null },
    })
    expect(await senderOf().sendDue()).toMatchObject({ sent: 2 })
    expect(readdirSync(folder)).toHaveLength(2)
    const listed = await listMailFiles(dataDir)
    expect(listed.map(({ to }) => to).sort()).toEqual(['a…@example.org', 'b…@example.org'])
    expect(listed[0]).toMatchObject({ subject: 'What changed in the places that you follow' })
    // As it was written, but for whom it is.
    const written = readFileSync(join(folder, name), 'utf8')
    expect(String(await readMailFile(dataDir, name))).toBe(
      written.replace('To: ada@example.org', 'To: a…@example.org'),
    )
    for (const other of ['../recourse.db', 'x/y.eml', '.eml', ''])
      expect(await readMailFile(dataDir, other)).toBeNull()
  })

  it('does not send what has nobody to go to, is too old, or would be two mails', async () => {
    const { payload } = database
    await put(
      payload,
      [
        newMail('gone'),
        newMail('hostile'),
        newMail('broken'),
        newMail('urgent', { args: { kind: 'at-once', seqs: [1] } }),
        newMail('weekly'),
      ],
      new Date('2026-11-18T11:00:00Z'),
    )
    await put(payload, [newMail('last-year')], new Date('2025-11-21T12:00:00Z'))
    const receipt = await senderOf({
      compose: async (mail) => {
        if (mail.key === 'gone') return { drop: 'The subscriber left.' }
        if (mail.key === 'broken') throw new Error('cannot')
        const message = await composeFor(mail)
        return mail.key === 'hostile' ? { ...message, subject: 'x\r\nBcc: eve@example.org' } : message
      },
    }).sendDue()
    expect(receipt).toEqual({ sent: 1, again: 1, refused: 1, unknown: 0, dropped: 3 })
    expect((await rowsOf(payload)).map(({ key, state, answer }) => [key, state, answer])).toEqual([
      ['broken', 'pending', 'It could not be composed.'],
      ['gone', 'dropped', 'The subscriber left.'],
      ['hostile', 'refused', 'The field “subject” of a mail must be one line of text.'],
      ['last-year', 'dropped', 'It was written more than 7 days before it could be sent.'],
      ['urgent', 'dropped', 'It was written more than 3 days before it could be sent.'],
      ['weekly', 'sent', expect.stringMatching(/^Written to mail\/[0-9a-f]{40}\.eml\.$/)],
    ])
  })

  it('puts back what a domain may not get yet, and sends to others meanwhile', async () => {
    const { payload } = database
    await put(
      payload,
      Array.from({ length: 30 }, (_, index) => newMail(`m${index}`)),
    )
    const receipt = await senderOf(
      {
        compose: async (mail) => ({
          ...(await composeFor(mail)),
          to: mail.key < 'm2' ? `${mail.key}@one.example` : `${mail.key}@d${mail.key}.example`,
        }),
      },
      { mailPerSecondDomain: 0.1 },
    ).sendDue()
    // m0, m1 and m10 to m19 go to one domain: the first now, the others ten seconds after one another.
    expect(receipt.sent).toBe(19)
    const waiting = (await rowsOf(payload)).filter(({ state }) => state === 'pending')
    expect(waiting).toHaveLength(11)
    expect(waiting.every(({ attemptedAt, tries }) => !attemptedAt && tries === 0)).toBe(true)
    const seconds = waiting.map(({ notBefore }) =>
      Math.round((Date.parse(notBefore) - Date.parse(NOW)) / 1_000),
    )
    expect(Math.max(...seconds)).toBeGreaterThan(90)
    expect(Math.min(...seconds)).toBeGreaterThan(5)
  })

  it('keeps to so many in a second', async () => {
    await put(
      database.payload,
      Array.from({ length: 12 }, (_, index) => newMail(`m${index}`)),
    )
    const start = performance.now()
    expect(await senderOf({}, { mailPerSecond: 20 }).sendDue()).toMatchObject({ sent: 12 })
    expect(performance.now() - start).toBeGreaterThan(530)
  })

  it('hands over nothing that another has claimed', async () => {
    const { payload, dataDir } = database
    await put(payload, [newMail('robbed')])
    const before = (await listMailFiles(dataDir)).length
    const sender = senderOf({
      compose: async (mail) => {
        await payload.db.updateMany({
          collection: 'outbox',
          where: {},
          data: { holder: 'another:1:x#1', token: 99 },
        })
        return composeFor(mail)
      },
    })
    expect(await sender.sendDue()).toMatchObject({ sent: 0 })
    expect(await listMailFiles(dataDir)).toHaveLength(before)
    expect(await rowsOf(payload)).toMatchObject([{ state: 'sending', holder: 'another:1:x#1' }])
  })

  it('claims nothing once its worker is told to stop', async () => {
    const { payload } = database
    await put(payload, [newMail('late')])
    const context = { payload, env: env(), clock: fixedClock(NOW), stop: AbortSignal.abort() }
    const sender = new Sender(context, pino({ level: 'silent' }), {
      compose: composeFor,
      suppress: async () => undefined,
    })
    expect(await sender.sendDue()).toMatchObject({ sent: 0 })
    expect(await countMails({ payload })).toMatchObject({ pending: 1 })
  })

  it('stops soon when it is told to, and holds nothing back', async () => {
    const { payload } = database
    await put(
      payload,
      Array.from({ length: 40 }, (_, index) => newMail(`m${index}`)),
    )
    const sender = senderOf({}, { mailPerSecond: 5 })
    const sending = sender.sendDue()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const start = performance.now()
    await sender.stop()
    expect(performance.now() - start).toBeLessThan(1_000)
    const { sent } = await sending
    expect(sent).toBeGreaterThan(0)
    expect(await countMails({ payload })).toMatchObject({
      sent,
      pending: 40 - sent,
      sending: 0,
      'handing-over': 0,
    })
    expect(await sender.sendDue()).toMatchObject({ sent: 0 })
  })

  it.each([
    [
      'a mailbox that there is not',
      { kind: 'bounce', permanent: true, status: '5.1.1' },
      'suppressed',
      'refused',
    ],
    ['a full mailbox', { kind: 'bounce', permanent: true, status: '5.2.2' }, 'noted', 'refused'],
    ['a delay', { kind: 'bounce', permanent: false, status: '4.4.1' }, 'noted', 'sent'],
    ['a complaint', { kind: 'complaint', permanent: true, status: null }, 'suppressed', 'sent'],
  ] as const)('is told of %s', async (_name, returned, outcome, state) => {
    const { payload } = database
    const reader = await subscribed({ payload })
    await put(payload, [newMail('ada', { recipient: `subscriber:${reader}` })])
    await senderOf().sendDue()
    const note = (messageId: string) =>
      noteReturned({ payload }, { messageIds: ['x@other.example', messageId], ...returned }, new Date(NOW))
    expect(await note(messageIdOf('nobody', HOST))).toBe('unknown')
    expect(await note(messageIdOf('ada', HOST))).toBe(outcome)
    expect((await readSubscriber({ payload }, reader))?.state).toBe(
      outcome === 'suppressed' ? 'suppressed' : 'active',
    )
    expect((await rowsOf(payload))[0]?.state).toBe(state)
    // Said twice, it is the same.
    await note(messageIdOf('ada', HOST))
    expect((await rowsOf(payload))[0]?.state).toBe(state)
  })
})

describe('when a mail is tried again', () => {
  const first = new Date('2026-11-21T12:00:00Z')
  it('is after 1, 5, 15, 60 minutes and 4 hours, then every 4 hours, for three days', () => {
    const rests: number[] = []
    for (let at: Date | null = first, next = at; at; at = next) {
      next = triedAgainAt(first, at) as Date
      if (next) rests.push((next.getTime() - at.getTime()) / 60_000)
    }
    expect(rests.slice(0, 7)).toEqual([1, 5, 15, 60, 240, 240, 240])
    expect(rests.reduce((sum, rest) => sum + rest, 0)).toBeGreaterThanOrEqual(3 * 24 * 60)
    expect(rests.length).toBeLessThan(25)
  })

  it('is not at all for old news', () => {
    const mail = {
      kind: 'digest',
      args: { kind: 'weekly' },
      createdAt: first.toISOString(),
      attemptedAt: null,
    }
    const after = (days: number): Date => new Date(first.getTime() + days * 86_400_000)
    expect(tooOld(mail as never, after(7))).toBeNull()
    expect(tooOld(mail as never, after(7.01))).not.toBeNull()
    expect(tooOld({ ...mail, args: { kind: 'at-once' } } as never, after(3.01))).not.toBeNull()
    expect(tooOld({ ...mail, kind: 'confirm' } as never, after(30))).toBeNull()
    expect(tooOld({ ...mail, attemptedAt: after(6).toISOString() } as never, after(7.01))).toBeNull()
    expect(tooOld({ ...mail, attemptedAt: after(1).toISOString() } as never, after(365))).not.toBeNull()
  })

  it('waits for the turn of its domain, and of all', () => {
    const pace = new RateLimiter({ perSecond: 10, perDomain: 2 })
    const turns = ['a', 'a', 'b', 'a', 'b'].map((domain) => pace.turn(domain, 1_000))
    expect(turns).toEqual([{ wait: 0 }, { wait: 500 }, { wait: 600 }, { wait: 1_000 }, { wait: 1_100 }])
  })
})
