import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { fixedClock } from '#lib/clock.ts'
import { Sender } from '#worker/mail/send/sender.ts'
import type { Wiring } from '#worker/mail/send/wiring.ts'
import { noteSenderBackOff, readSenderBackOff } from '#store/mail/sender-back-off.ts'
import { openDatabase, type TestDatabase } from '../../support/database.ts'
import { scriptedServer, type Script, type ScriptedServer } from '../../support/mail/mail-servers.ts'
import { composeFor, newMail, put, rowsOf } from '../../support/mail/outbox.ts'

const NOW = '2026-11-21T12:00:00.000Z'
const QUICK = { connect: 500, envelope: 500, message: 500 }

describe('a mail server that does not do what it should', () => {
  let database: TestDatabase
  let servers: ScriptedServer[] = []
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.payload.db.deleteMany({ collection: 'outbox', where: {} })
    servers = []
    return async () => {
      for (const server of servers) await server.close()
    }
  })

  interface Run {
    server: ScriptedServer
    row: Awaited<ReturnType<typeof rowsOf>>[number] | undefined
    rows: Awaited<ReturnType<typeof rowsOf>>
    suppressed: string[]
    log: string
    sender: Sender
  }
  async function run(
    script: Script,
    { mails = ['ada'], query = '', connections = 1, host = '127.0.0.1' } = {},
  ): Promise<Run> {
    const server = await scriptedServer(script, host)
    servers.push(server)
    const { payload } = database
    await put(
      payload,
      mails.map((name) => newMail(name)),
    )
    const lines: string[] = []
    const suppressed: string[] = []
    const wiring: Wiring = {
      compose: composeFor,
      suppress: async (_req, id, why) => suppressed.push(`${id}: ${why}`),
    }
    const settings = {
      ...env(),
      smtpUrl: server.url + query,
      smtpConnections: connections,
      mailPerSecond: 1e6,
      mailPerSecondDomain: 1e6,
    }
    const sender = new Sender(
      { payload, env: settings, clock: fixedClock(NOW) },
      pino({ level: 'debug' }, { write: (line: string) => lines.push(line) }),
      wiring,
      { timeouts: QUICK },
    )
    await sender.sendDue()
    await sender.stop()
    const rows = await rowsOf(payload)
    const gone = Date.now() + 3_000
    while (server.open() > 0 && Date.now() < gone) await new Promise((resolve) => setTimeout(resolve, 20))
    return { server, rows, row: rows[0], suppressed, log: lines.join(''), sender }
  }

  const AGAIN = {
    state: 'pending',
    notBefore: '2026-11-21T12:01:00.000Z',
    holder: null,
    attemptedAt: NOW,
    tries: 0,
  }
  const REFUSED = { state: 'refused', holder: null, endedAt: NOW }
  const UNKNOWN = {
    state: 'unknown',
    notBefore: '2026-11-21T12:10:00.000Z',
    holder: null,
    endedAt: null,
    tries: 1,
  }
  const LONG = Array.from({ length: 10_000 }, (_, index) => `250-extension-${index}`).join('\r\n')

  it.each<[string, Script, object]>([
    ['421 at the greeting', { greeting: '421 4.3.2 closing' }, { ...AGAIN, answer: '421 4.3.2 closing' }],
    [
      '450 for the recipient',
      { answers: { RCPT: '450 4.2.0 <ada@example.org> greylisted, ada' } },
      { ...AGAIN, answer: '450 4.2.0 <…> greylisted, …' },
    ],
    ['451 for DATA', { answers: { DATA: '451 4.3.0 not now' } }, { ...AGAIN, answer: '451 4.3.0 not now' }],
    [
      '451 after the dot',
      { answers: { DOT: '451 4.3.0 not now' } },
      { ...AGAIN, answer: '451 4.3.0 not now' },
    ],
    [
      '550 for the recipient',
      { answers: { RCPT: '550 5.1.1 ada@example.org: no such user' } },
      { ...REFUSED, answer: '550 5.1.1 …: no such user' },
    ],
    [
      '550 5.7.1 for the recipient',
      { answers: { RCPT: '550 5.7.1 blocked' } },
      { ...REFUSED, answer: '550 5.7.1 blocked' },
    ],
    [
      '550 for the sender',
      { answers: { MAIL: '550 5.7.1 not you' } },
      { ...AGAIN, answer: '550 5.7.1 not you' },
    ],
    [
      '552 after the dot',
      { answers: { DOT: '552 5.3.4 too big' } },
      { ...REFUSED, answer: '552 5.3.4 too big' },
    ],
    ['no greeting', { greeting: null }, AGAIN],
    ['no answer to EHLO', { answers: { EHLO: null } }, AGAIN],
    ['no answer to MAIL', { answers: { MAIL: null } }, AGAIN],
    ['no answer to RCPT', { answers: { RCPT: null } }, AGAIN],
    ['no answer to DATA', { answers: { DATA: null } }, AGAIN],
    ['no answer to the dot', { answers: { DOT: null } }, UNKNOWN],
    ['a connection lost at the greeting', { greeting: 'drop' }, AGAIN],
    ['a connection lost at DATA', { answers: { DATA: 'drop' } }, AGAIN],
    ['a connection lost before the dot', { dropAfter: 1 }, UNKNOWN],
    ['a connection lost after the dot', { answers: { DOT: 'drop' } }, UNKNOWN],
    ['a greeting of HTTP', { greeting: 'HTTP/1.1 400 Bad Request' }, AGAIN],
    ['554 at the greeting', { greeting: '554 5.7.1 not you' }, { ...AGAIN, answer: '554 5.7.1 not you' }],
    ['an answer of 10,000 lines', { answers: { EHLO: `${LONG}\r\n250 END` } }, AGAIN],
    ['an answer that never ends', { answers: { MAIL: LONG } }, AGAIN],
    ['slow answers', { delay: 60 }, { state: 'sent', answer: '250 2.0.0 taken', endedAt: NOW, tries: 0 }],
  ])('%s', async (_name, script, expected) => {
    const { server, row, log } = await run(script)
    expect(row).toMatchObject(expected)
    expect(server.open(), 'no socket is left').toBe(0)
    expect(log).not.toContain('ada@example.org')
    // What may be sent again was not taken; what is unknown may have been.
    if (row?.state === 'pending' && script.answers?.DOT === undefined) expect(server.messages).toEqual([])
  })

  it('suppresses the address that refuses mail, and none for anything else', async () => {
    const { suppressed } = await run({ answers: { RCPT: '550 5.1.1 ada@example.org: no such user' } })
    expect(suppressed).toEqual(['ada: The address refuses mail: 550 5.1.1 …: no such user'])
    await database.payload.db.deleteMany({ collection: 'outbox', where: {} })
    for (const answers of [{ RCPT: '550 5.7.1 blocked' }, { RCPT: '550 Blocked' }, { DOT: '550 5.1.1 x' }]) {
      expect((await run({ answers })).suppressed).toEqual([])
      await database.payload.db.deleteMany({ collection: 'outbox', where: {} })
    }
  })

  it('whose offer of STARTTLS was taken away is told nothing', async () => {
    const { server, row } = await run({}, { query: '?requireTLS=true' })
    expect(row).toMatchObject(AGAIN)
    expect(server.commands.filter((command) => !/^(EHLO|STARTTLS|QUIT)/.test(command))).toEqual([])
    expect(server.open()).toBe(0)
  })

  it('refuses one mail, and takes the next over the same connection', async () => {
    const { rows, server } = await run(
      { answers: { RCPT: '450 4.2.0 not now' } },
      { mails: ['ada', 'bob', 'eve'] },
    )
    expect(rows.map(({ state }) => state)).toEqual(['pending', 'pending', 'pending'])
    expect(server.connections).toBe(1)
    expect(server.commands.filter((command) => command === 'RSET')).toHaveLength(3)
  })

  it('that fails ten times in a row is left alone for five minutes, then for twice as long', async () => {
    const server = await scriptedServer({ greeting: '421 4.3.2 closing' })
    servers.push(server)
    const { payload } = database
    await put(
      payload,
      Array.from({ length: 60 }, (_, index) => newMail(`m${String(index).padStart(2, '0')}`)),
    )
    const lines: string[] = []
    const clock = fixedClock(NOW)
    const sender = new Sender(
      {
        payload,
        env: {
          ...env(),
          smtpUrl: server.url,
          smtpConnections: 1,
          mailPerSecond: 1e6,
          mailPerSecondDomain: 1e6,
        },
        clock,
      },
      pino({ level: 'error' }, { write: (line: string) => lines.push(line) }),
      {
        compose: composeFor,
        suppress: async () => undefined,
        noteRest: (backOff) => noteSenderBackOff({ payload }, backOff),
      },
      { timeouts: QUICK },
    )
    await sender.sendDue()
    expect(server.connections).toBeGreaterThanOrEqual(10)
    expect(server.connections).toBeLessThan(20)
    expect(await readSenderBackOff({ payload })).toEqual({
      since: NOW,
      until: '2026-11-21T12:05:00.000Z',
      answer: '421 4.3.2 closing',
    })
    expect(lines).toHaveLength(1)
    // What was not begun waits, and is nobody's.
    const rows = await rowsOf(payload)
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['pending']))
    const before = server.connections
    clock.set('2026-11-21T12:04:59Z')
    await sender.sendDue()
    expect(server.connections).toBe(before)
    clock.set('2026-11-21T12:05:00Z')
    await sender.sendDue()
    expect(server.connections).toBeGreaterThan(before)
    expect(await readSenderBackOff({ payload })).toMatchObject({
      since: NOW,
      until: '2026-11-21T12:15:00.000Z',
    })
    // The server is well again: what is shown of its trouble is gone with the first mail that it takes.
    server.script.greeting = '220 scripted ESMTP'
    clock.set('2026-11-21T12:15:00Z')
    expect(await sender.sendDue()).toMatchObject({ again: 0 })
    expect(await readSenderBackOff({ payload })).toBeNull()
    await sender.stop()
  })
})
