import { secondReviewMail } from '#templates/mail/second-review.ts'
import { secondReviewView } from '#templates/views/staff/second-review.ts'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeMessage } from '#pipelines/mail/message.ts'
import { composer } from '#worker/mail/compose.ts'
import { env } from '#lib/env.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, type Person } from '../../support/desk/staff.ts'

const DUE = '2026-11-20T09:30:00.000Z'
const NOW = new Date('2026-11-21T10:00:00Z')
const ENTRY = 'testland/offence/stalking'

const flag = (n: number, row: object): object => ({
  key: `flag-${n}`,
  entry: ENTRY,
  claims: '[]',
  by: 'system',
  at: `2026-11-01T08:${10 + n}:00.000Z`,
  rung: 0,
  ...row,
})
const overdue = (n: number): object =>
  flag(n, {
    entry: `testland/offence/number-${n}`,
    kind: 'due',
    about: `due/2026-10-${10 + n}`,
    detail: `To be verified by ${10 + n} October 2026.`,
  })

describe.skipIf(missing)('mails to the staff', () => {
  let database: TestDatabase
  let ada: Person
  let compose: ReturnType<typeof composer>

  beforeAll(async () => {
    database = await openDatabase()
    const { payload } = database
    ada = await person(payload, 'Ada', ['administrator', 'editor'])
    compose = composer({
      payload,
      clock: { now: () => NOW },
      env: { ...env(), siteTimeZone: 'UTC', publicUrl: 'https://desk.example.org' },
    })
    await payload.db.create({
      collection: 'heads',
      data: { entry: ENTRY, kind: 'offence', revision: 1, editions: 1, secondReviewDue: DUE, eventN: 1 },
    })
    const flags = [
      ...Array.from({ length: 22 }, (_each, n) => overdue(n)),
      flag(30, {
        kind: 'host-down',
        entry: '',
        about: 'hosts/law.example',
        detail: 'No answer since 1 November.',
      }),
      flag(31, {
        kind: 'wording-gone',
        about: 'sources/0',
        detail: 'The words “five years” – are not there.',
      }),
    ]
    for (const data of flags)
      await payload.db.create({ collection: 'flags', data: data as Record<string, unknown> })
  })
  afterAll(() => database.close())

  const mail = (kind: Mail['kind'], args: Mail['args'] = {}): Mail =>
    ({ kind, args, recipient: `user:${ada.id}`, createdAt: NOW.toISOString() }) as Mail

  it.each([
    ['escalation', { entry: ENTRY, kind: 'offence', due: DUE }],
    ['watch', {}],
    ['overdue', { entries: Array.from({ length: 22 }, (_each, n) => `testland/offence/number-${n}`) }],
    ['password', {}],
  ] as const)('say what they said, byte for byte: %s', async (kind, args) => {
    const message = await compose(mail(kind, args))
    if ('drop' in message) throw new Error(message.drop)
    const text = message.text.replace(
      /\/admin\/reset\/[\w-]+/,
      (link) => `${link.slice(0, 13)}${'x'.repeat(link.length - 13)}`,
    )
    const { raw } = await composeMessage(
      { ...message, from: { ...message.from, address: 'guides@example.org' }, text },
      { messageId: 'a-mail@guides.example.org', date: NOW, dkim: null },
    )
    expect(raw.toString()).toBe(await readFile(`test/fixtures/staff-mails/${kind}.eml`, 'utf8'))
  })

  it('say of a note that it was corrected, and nothing of safety', () => {
    const view = secondReviewView({
      name: 'Ada',
      label: 'Stalking',
      notesAlone: true,
      due: DUE,
      href: 'https://example.org',
    })
    expect(secondReviewMail(view).text).toMatch(
      /^Ada,\n\nOne person alone corrected the note of a change of “Stalking”\. A second review was due on /,
    )
  })
})
