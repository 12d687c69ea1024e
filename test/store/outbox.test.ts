import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { messageIdOf } from '#domain/mail/mails.ts'
import { claimMails } from '#store/mail/outbox/claim.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { findMailByMessageId } from '#store/mail/outbox/find.ts'
import { settleLeftBehind } from '#store/mail/outbox/left-behind.ts'
import { MailMarks } from '#store/mail/outbox/marks.ts'
import { markMails } from '#store/mail/outbox/mark.ts'
import type { StoredMail } from '#store/mail/outbox/stored-mail.ts'
import { presenceOf } from '#store/presence.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { HOST, newMail, put, rowsOf } from '../support/mail/outbox.ts'
import { standIn } from '../support/stand-in.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds)
const MINUTE = 60_000

describe.skipIf(missing)('the outbox', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database.close())
  beforeEach(() => database.payload.db.deleteMany({ collection: 'outbox', where: {} }))

  /** By somebody of whom nothing is known: whoever looks finds him gone. */
  const claim = (limit = 10, now = NOW, holder = 'gone:1:x#1'): Promise<StoredMail[]> =>
    claimMails(database.payload, { now, holder, limit })
  const settle = (now: Date, rest = MINUTE) => settleLeftBehind(database.payload, { now, rest })

  it('keeps a mail once, however often it is put in', async () => {
    const { payload } = database
    await put(payload, [newMail('a'), newMail('b')])
    await put(payload, [newMail('b', { priority: 0 }), newMail('c')])
    const rows = await rowsOf(payload)
    expect(rows.map(({ key, priority }) => [key, priority])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ])
    expect(rows[0]).toMatchObject({
      messageId: messageIdOf('a', HOST),
      state: 'pending',
      tries: 0,
      token: 0,
      createdAt: '2026-11-21T10:00:00.000Z',
    })
    expect(await findMailByMessageId({ payload }, `<${messageIdOf('b', HOST)}>`)).toMatchObject({
      key: 'b',
      args: { kind: 'weekly', seqs: [1, 2] },
    })
    expect(await findMailByMessageId({ payload }, '<nobody@example.org>')).toBeNull()
  })

  it('gives out what is due, what somebody waits for first, the oldest first', async () => {
    await put(database.payload, [
      newMail('b', { notBefore: '2026-11-21T11:00:00.000Z' }),
      newMail('a', { notBefore: '2026-11-21T10:30:00.000Z' }),
      newMail('later', { notBefore: '2026-11-21T12:00:00.001Z', priority: 0 }),
      newMail('confirm', { priority: 0, notBefore: '2026-11-21T11:59:00.000Z' }),
    ])
    expect((await claim(2)).map(({ key }) => key)).toEqual(['confirm', 'a'])
    expect((await claim()).map(({ key }) => key)).toEqual(['b'])
    expect(await claim()).toEqual([])
  })

  it('gives each mail to one of many who ask at the same moment', async () => {
    await put(
      database.payload,
      Array.from({ length: 60 }, (_, index) => newMail(`m${index}`)),
    )
    const all = (await Promise.all(Array.from({ length: 8 }, () => claim(20)))).flat()
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    const rest: StoredMail[] = []
    for (let more = await claim(20); more.length > 0; more = await claim(20)) rest.push(...more)
    expect(all.length + rest.length).toBe(60)
  })

  it('gives it to another only when its holder is gone, and then refuses what the first one says', async () => {
    const { payload } = database
    await put(payload, [newMail('a')])
    const [first] = (await claim()) as [StoredMail]
    expect(await claim(10, later(1_000 * MINUTE))).toEqual([])
    expect(await settle(NOW)).toEqual({ unsent: 1, unknown: 0 })
    expect(await markMails(payload, [{ mail: first, from: 'sending', data: { state: 'sent' } }])).toEqual([
      false,
    ])
    const presence = await presenceOf(payload)
    const own = presence.claim()
    const [second] = (await claim(10, NOW, own)) as [StoredMail]
    expect(await settle(NOW), 'he lives, and goes on').toEqual({ unsent: 0, unknown: 0 })
    presence.forget(own)
    expect(second.token).toBeGreaterThan(first.token)
    const over = {
      from: 'sending',
      data: { state: 'handing-over' },
    } as const
    expect(await markMails(payload, [{ mail: first, ...over }])).toEqual([false])
    expect((await rowsOf(payload))[0]?.state).toBe('sending')
    expect(await markMails(payload, [{ mail: second, ...over }])).toEqual([true])
    expect(await markMails(payload, [{ mail: first, data: { state: 'refused' } }])).toEqual([false])
    expect((await rowsOf(payload))[0]?.state).toBe('handing-over')
  })

  it('does not know of what was left behind while it was handed over: it rests, is sent again twice, and stays', async () => {
    const { payload } = database
    await put(payload, [newMail('a')])
    let now = NOW
    for (let time = 1; time <= 3; time += 1) {
      const [mail] = (await claim(10, now)) as [StoredMail]
      const until = new Date(now.getTime() + MINUTE)
      await markMails(payload, [{ mail, data: { state: 'handing-over' } }])
      expect(await claim(10, until)).toEqual([])
      expect(await settle(until, 10 * MINUTE)).toEqual({ unsent: 0, unknown: 1 })
      expect(await rowsOf(payload)).toMatchObject([
        { state: 'unknown', tries: time, messageId: mail.messageId },
      ])
      now = new Date(until.getTime() + 10 * MINUTE)
      expect(await claim(10, new Date(now.getTime() - 1))).toEqual([])
    }
    expect(await claim(10, later(1_000 * MINUTE))).toEqual([])
    expect((await rowsOf(payload))[0]?.endedAt).not.toBeNull()
  })

  it('believes a late answer to what it did not know of, unless another sends it by then', async () => {
    const { payload } = database
    await put(payload, [newMail('a')])
    const [mail] = (await claim()) as [StoredMail]
    await markMails(payload, [{ mail, data: { state: 'handing-over' } }])
    await settle(NOW)
    const sent = { mail, data: { state: 'sent', endedAt: NOW.toISOString() } } as const
    expect(await markMails(payload, [sent])).toEqual([true])
    expect(await claim(10, later(MINUTE))).toEqual([])
  })

  it('marks many together, each for itself', async () => {
    const { payload } = database
    await put(
      payload,
      Array.from({ length: 40 }, (_, index) => newMail(`m${String(index).padStart(2, '0')}`)),
    )
    const mails = await claim(40)
    const [taken, ...others] = mails as [StoredMail, ...StoredMail[]]
    await markMails(payload, [{ mail: taken, data: { state: 'pending', holder: null } }])
    await claim(1)
    const marks = new MailMarks(payload)
    const done = await Promise.all(
      [taken, ...others].map((mail, index) =>
        marks.mark({ mail, data: { state: index % 2 ? 'sent' : 'refused', answer: `Answer ${index}` } }),
      ),
    )
    expect(done).toEqual([false, ...others.map(() => true)])
    expect(await countMails({ payload })).toEqual({
      pending: 0,
      sending: 1,
      'handing-over': 0,
      unknown: 0,
      sent: 20,
      refused: 19,
      dropped: 0,
    })
    expect((await countMails({ payload }, 'weekly/2026-W47')).sent).toBe(20)
    expect((await countMails({ payload }, 'weekly/2026-W48')).sent).toBe(0)
  })

  it('leaves what a mark does not name, and takes an answer as it is', async () => {
    const { payload } = database
    await put(payload, [newMail('a'), newMail('b')])
    const [a, b] = (await claim()) as [StoredMail, StoredMail]
    const attemptedAt = NOW.toISOString()
    await markMails(payload, [
      { mail: a, data: { state: 'handing-over', attemptedAt } },
      { mail: b, data: { state: 'refused', holder: null, answer: '$holder is no such mailbox' } },
    ])
    expect(await rowsOf(payload)).toMatchObject([
      { key: 'a', state: 'handing-over', holder: a.holder, attemptedAt, answer: null },
      { key: 'b', state: 'refused', holder: null, attemptedAt: null, answer: '$holder is no such mailbox' },
    ])
  })

  /** What the database does with an update of many mails, once: MongoDB only. */
  function onceInstead(instead: (update: () => Promise<unknown>) => Promise<unknown>): void {
    const { outbox } = standIn<{ collections: { outbox: { updateMany: (...given: unknown[]) => unknown } } }>(
      database.payload.db,
    ).collections
    const update = outbox.updateMany.bind(outbox)
    outbox.updateMany = (...given) => {
      outbox.updateMany = update
      return instead(async () => update(...given))
    }
  }

  it.skipIf(databaseName === 'sqlite')('counts a mark as written once those before it are', async () => {
    const { payload } = database
    await put(payload, [newMail('a'), newMail('b')])
    const [a, b] = (await claim()) as [StoredMail, StoredMail]
    const marks = new MailMarks(payload)
    const ended: string[] = []
    let begun: () => void = () => undefined
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    let goOn: () => void = () => undefined
    const waits = new Promise<void>((resolve) => (goOn = resolve))
    onceInstead(async (update) => {
      begun()
      await waits
      return update()
    })
    const first = marks.mark({ mail: a, data: { state: 'sent' } }).then(() => ended.push('a'))
    await isBegun
    const second = marks.mark({ mail: b, data: { state: 'handing-over' } }).then(() => ended.push('b'))
    await vi.waitFor(async () => expect((await rowsOf(payload))[1]?.state).toBe('handing-over'))
    expect(ended).toEqual([])
    goOn()
    await Promise.all([first, second])
    expect(ended).toEqual(['a', 'b'])
  })

  it.skipIf(databaseName === 'sqlite')('knows what was marked although the answer was lost', async () => {
    const { payload } = database
    await put(payload, [newMail('a'), newMail('b')])
    const [a, b] = (await claim()) as [StoredMail, StoredMail]
    const over = { from: 'sending', data: { state: 'handing-over' } } as const
    onceInstead(async (update) => {
      await update()
      throw new Error('connection reset')
    })
    expect(await markMails(payload, [{ mail: a, ...over }])).toEqual([true])
    onceInstead(() => Promise.reject(new Error('connection reset')))
    expect(await markMails(payload, [{ mail: b, ...over }])).toEqual([true])
    expect((await rowsOf(payload)).map(({ state }) => state)).toEqual(['handing-over', 'handing-over'])
  })

  it('lets go at once of what a process held that ended', async () => {
    const { payload } = database
    await put(payload, [newMail('a'), newMail('b')])
    const [a] = (await claim()) as [StoredMail]
    await markMails(payload, [{ mail: a, data: { state: 'handing-over' } }])
    expect(await settle(NOW)).toEqual({ unsent: 1, unknown: 1 })
    expect((await claim()).map(({ key }) => key)).toEqual(['b'])
  })
})
