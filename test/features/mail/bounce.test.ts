import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageIdOf } from '#domain/mail/mails.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { secret } from '#lib/secrets.ts'
import { bounceWork } from '#cli/work/bounce.ts'
import { missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { HOST, newMail, put, rowsOf } from '../../support/mail/outbox.ts'

const message = (id: string): string =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; ada@example.org',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}>`,
    '',
    '--b--',
    '',
  ].join('\r\n')

describe.skipIf(missing)('a mail server that tells of mails that came back', () => {
  let database: TestDatabase
  let post: (request: Request) => Promise<Response>
  let people: Record<'ada' | 'bob', string>
  beforeAll(async () => {
    database = await openDatabase()
    post = (await import('../../../src/app/(payload)/api/mail/bounce/route.ts')).POST
    const { payload } = database
    const create = async (name: string): Promise<string> => {
      const data = { lookup: name, state: 'active' }
      const { id } = (await payload.db.create({ collection: 'subscribers', data })) as { id: string }
      return id
    }
    people = { ada: await create('ada'), bob: await create('bob') }
    await put(
      payload,
      Object.entries(people).map(([name, id]) => newMail(name, { recipient: `subscriber:${id}` })),
    )
    await payload.db.updateMany({ collection: 'outbox', where: {}, data: { state: 'sent' } })
  })
  afterAll(() => database.close())

  const tell = (body: string, headers: Record<string, string>): Promise<Response> =>
    post(new Request('http://127.0.0.1:3000/api/mail/bounce', { method: 'POST', body, headers }))
  const stateOf = async (id: string): Promise<unknown> =>
    (
      await database.payload.db.findOne<{ id: string; state: string }>({
        collection: 'subscribers',
        where: { id: { equals: id } },
      })
    )?.state

  it('is not listened to without the secret', async () => {
    const body = message(messageIdOf('ada', HOST))
    const type = { 'Content-Type': 'message/rfc822' }
    const right = secret(database.dataDir, 'bounce')
    for (const given of [
      '',
      'Bearer ',
      'Bearer x',
      `Bearer ${right.slice(0, -1)}`,
      `Bearer ${right}x`,
      right,
    ]) {
      const response = await tell(body, { ...type, Authorization: given })
      expect(response.status, given).toBe(401)
      expect(await response.text()).not.toContain(right)
    }
    expect(await stateOf(people.ada)).toBe('active')
    expect((await rowsOf(database.payload)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('by the webhook', async () => {
    const Authorization = `Bearer ${readFileSync(join(database.dataDir, 'secrets', 'bounce'), 'utf8')}`
    const type = { 'Content-Type': 'message/rfc822', Authorization }
    expect((await tell('Hello', { ...type, 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await tell('Subject: away\r\n\r\nI am away.', type)).status).toBe(422)
    const other = await tell(message('other@example.org'), type)
    expect(await other.json()).toEqual({ outcome: 'unknown' })
    const response = await tell(message(messageIdOf('ada', HOST)), type)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ outcome: 'suppressed' })
    expect(await stateOf(people.ada)).toBe('suppressed')
    expect(await stateOf(people.bob)).toBe('active')
    expect((await rowsOf(database.payload)).map(({ key, state }) => [key, state])).toEqual([
      ['ada', 'refused'],
      ['bob', 'sent'],
    ])
  })

  it('by the command', async () => {
    const context = { payload: database.payload, env: env(), clock: systemClock }
    expect(await bounceWork(context, { message: 'Hello' })).toEqual({ outcome: 'nothing' })
    const complaint = JSON.stringify({ messageId: messageIdOf('bob', HOST), kind: 'complaint' })
    expect(await bounceWork(context, { message: complaint })).toEqual({ outcome: 'suppressed' })
    expect(await stateOf(people.bob)).toBe('suppressed')
  })
})
