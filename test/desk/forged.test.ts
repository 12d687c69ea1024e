import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { dayIn, legalDate } from '#domain/dates.ts'
import { thaw } from '#domain/content/editions.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { todayOf } from '#desk/desk.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { verify } from '#desk/desk/verify.ts'
import { askWithdrawal } from '#desk/desk/withdrawal.ts'
import { env } from '#lib/env.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readFlags } from '#store/desk/flags.ts'
import { readHead } from '#store/desk/heads.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { readRecord } from '#store/publish/record.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { NO_WORDS, testDesk } from '../support/desk/desk.ts'
import { ORIGIN, rest, signIn } from '../support/rest.ts'
import { person, type Person } from '../support/desk/staff.ts'

interface Entry {
  kind: 'offence'
  id: string
  key: string
  /** Hash of its newest edition. */
  hash: string
}

const NAMES = [
  'live', // live, and nothing else
  'other', // live, too
  'open', // submitted by Edith
  'approved', // approved, for a day to come
  'returned', // changes requested
  'replaced', // submitted twice: `hash` is that of the first
  'saved', // submitted by Edith, with a save of Ria in it
  'own', // submitted by Rey
  'edited', // at revision 3
  'withdrawing', // live; Rey has asked for its withdrawal
  'verified', // live, and verified on 1 June
  'alone', // Ria has approved it alone: a second review is due
  'bare', // created, and not ready
] as const
type Name = (typeof NAMES)[number]

describe.skipIf(missing)(`forged calls on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ground: Ground
  let people: Record<'edith' | 'eve' | 'rey' | 'ria' | 'ada', Person>
  const tokens = {} as Record<'edith' | 'eve' | 'rey' | 'ria' | 'ada', string>
  const entries = {} as Record<Name, Entry>
  let channel: string
  let seqOfOther = 0
  let seqOfLive = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    people = {
      edith: await person(payload, 'Edith', ['editor']),
      eve: await person(payload, 'Eve', ['editor']),
      rey: await person(payload, 'Rey', ['reviewer']),
      ria: await person(payload, 'Ria', ['reviewer']),
      ada: await person(payload, 'Ada', ['administrator']),
    }
    for (const name of Object.keys(people) as (keyof typeof people)[])
      tokens[name] = await signIn(people[name])
    ground = await layGround(payload)
    const desk = testDesk(payload)
    const { edith, rey, ria } = people
    const save = (id: string, revision: number, data: Record<string, unknown>, user: Person) =>
      payload.update({ collection: 'offences', id, data: { revision, ...data }, overrideAccess: false, user })
    for (const name of NAMES) {
      const { id, key } = await createOffence(payload, edith, ground, `Entry ${name}`)
      entries[name] = { kind: 'offence', id, key: key ?? '', hash: '' }
    }
    for (const name of ['live', 'other', 'withdrawing', 'verified'] as const)
      entries[name].hash = await desk.live(edith, rey, entries[name], 1)
    for (const name of ['open', 'returned', 'replaced'] as const)
      entries[name].hash = (await desk.submit(edith, entries[name], 1)).hash
    await desk.as(rey, (mine) =>
      requestChanges(mine, { ...entries.returned, notes: [{ claim: null, text: 'No.' }] }),
    )
    await save(entries.replaced.id, 1, { covers: 'More.' }, edith)
    await desk.submit(edith, entries.replaced, 2)
    const { hash } = await desk.submit(edith, entries.approved, 1, { goesLiveOn: legalDate('2999-01-01') })
    entries.approved.hash = hash
    await desk.approve(rey, entries.approved, hash)
    await save(entries.saved.id, 1, { covers: 'Of Ria.' }, ria)
    entries.saved.hash = (await desk.submit(edith, entries.saved, 2)).hash
    entries.own.hash = (await desk.submit(rey, entries.own, 1)).hash
    await save(entries.edited.id, 1, { covers: 'Second.' }, edith)
    await save(entries.edited.id, 2, { covers: 'Third.' }, edith)
    await desk.as(rey, (mine) => askWithdrawal(mine, { ...entries.withdrawing, reason: 'Gone.' }))
    const verified = await readEdition({ payload }, entries.verified.hash)
    await desk.as(rey, (mine) =>
      verify(mine, {
        ...entries.verified,
        on: legalDate('2026-06-01'),
        opened: verified ? sourcesOf(thaw(verified)).map(({ key }) => key) : [],
      }),
    )
    await save(entries.verified.id, 1, { covers: 'More.' }, edith)
    await desk.as(ria, (mine) =>
      safetyFix(mine, {
        ...entries.alone,
        hash: null,
        from: 1,
        reason: 'Now.',
        submission: NO_WORDS,
        checkedOn: todayOf(mine),
      }),
    )
    await desk.publisher()
    await save(entries.bare.id, 1, { penalty: 'A fine.', citations: [] }, edith)
    seqOfLive = (await readHead({ payload }, entries.live.key))?.lastSeq ?? 0
    seqOfOther = (await readHead({ payload }, entries.other.key))?.lastSeq ?? 0
    channel = (
      await payload.create({
        collection: 'channels',
        data: {
          jurisdiction: ground.place.id,
          title: 'A channel',
          stage: 'record',
          role: 'police-intake',
          reach: 'public',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
        },
        overrideAccess: false,
        user: edith,
      })
    ).id
  })
  afterAll(() => database?.close())

  /** Everything that a call could change: record, working copies with their versions, flags, and what is asked of the worker. */
  async function everything(): Promise<string> {
    const { events, ...record } = await readRecord(payload)
    const all = async (collection: 'offences' | 'work' | 'channels') =>
      (await payload.db.find({ collection, where: {}, sort: 'id', limit: 0, pagination: false })).docs
    const versions = await payload.db.findVersions({
      collection: 'offences',
      where: {},
      sort: 'id',
      limit: 0,
      pagination: false,
    })
    return canonical(
      JSON.parse(
        JSON.stringify({
          record,
          events: [...events.entries()],
          flags: await readFlags({ payload }),
          offences: await all('offences'),
          channels: await all('channels'),
          work: await all('work'),
          versions: versions.docs,
        }),
      ),
    )
  }

  const BAD = 'f'.repeat(64)
  type Who = keyof typeof tokens | 'nobody'
  type Forged = readonly [
    name: string,
    who: Who,
    entry: Name,
    action: string,
    body: (() => unknown) | string,
    status: number,
    message: RegExp,
  ]
  const hashOf = (name: Name) => () => ({ hash: entries[name].hash })
  const many = 'x'.repeat(1_000_000)

  const FORGED: readonly Forged[] = [
    // Which edition
    ['a hash of nothing', 'rey', 'open', 'approve', () => ({ hash: BAD }), 409, /looked at another edition/],
    ['the edition of another entry', 'rey', 'open', 'approve', hashOf('saved'), 409, /another edition/],
    [
      'an edition that was replaced',
      'rey',
      'replaced',
      'approve',
      hashOf('replaced'),
      409,
      /another edition/,
    ],
    ['what is no hash', 'rey', 'open', 'approve', () => ({ hash: '%' }), 422, /hash: must name an edition/],
    ['approval of what is live', 'rey', 'live', 'approve', hashOf('live'), 409, /No edition .* is open/],
    [
      'approval of what was sent back',
      'ria',
      'returned',
      'approve',
      hashOf('returned'),
      409,
      /submitted again/,
    ],
    [
      'changes in an edition of another entry',
      'rey',
      'open',
      'request-changes',
      () => ({ hash: entries.saved.hash, notes: [{ claim: null, text: 'No.' }] }),
      409,
      /another edition/,
    ],
    [
      'a safety fix by the hash of another entry',
      'rey',
      'open',
      'safety-fix',
      () => ({ hash: entries.saved.hash, revision: 1, reason: 'Now.' }),
      409,
      /another edition/,
    ],
    [
      'a safety fix with what was sent back',
      'ria',
      'returned',
      'safety-fix',
      () => ({ hash: entries.returned.hash, revision: 1, reason: 'Now.' }),
      409,
      /Submit it again first/,
    ],
    [
      'a withdrawal of another entry’s edition',
      'edith',
      'live',
      'ask-withdrawal',
      () => ({ hash: entries.other.hash, reason: 'Gone.' }),
      409,
      /another edition/,
    ],
    // Which revision
    ['a revision of yesterday', 'edith', 'edited', 'submit', () => ({ revision: 2 }), 409, /from revision 2/],
    ['a revision to come', 'edith', 'edited', 'submit', () => ({ revision: 4 }), 409, /no revision 4/],
    ['half a revision', 'edith', 'edited', 'submit', () => ({ revision: 2.5 }), 422, /whole number/],
    [
      'a revision as text',
      'edith',
      'edited',
      'submit',
      () => ({ revision: '3' }),
      422,
      /revision: .*expected number/,
    ],
    [
      'a safety fix from a revision of yesterday',
      'rey',
      'edited',
      'safety-fix',
      () => ({ hash: null, revision: 1, reason: 'Now.' }),
      409,
      /from revision 1/,
    ],
    // Again
    ['an approval sent twice', 'rey', 'approved', 'approve', hashOf('approved'), 409, /approved already/],
    [
      'a submission sent twice',
      'edith',
      'open',
      'submit',
      () => ({ revision: 1, checkedOn: '2026-01-31' }),
      409,
      /exactly this already/,
    ],
    [
      'a submission sent twice, after approval',
      'edith',
      'approved',
      'submit',
      () => ({ revision: 1, checkedOn: '2026-01-31', goesLiveOn: '2999-01-01' }),
      409,
      /exactly this already/,
    ],
    [
      'a submission of what is live',
      'edith',
      'live',
      'submit',
      () => ({ revision: 1, changeNote: 'x' }),
      409,
      /already see exactly this/,
    ],
    [
      'a withdrawal asked for twice',
      'edith',
      'withdrawing',
      'ask-withdrawal',
      () => ({ hash: entries.withdrawing.hash, reason: 'Gone.' }),
      409,
      /asked for already/,
    ],
    [
      'the confirmation of a withdrawal that nobody asked for',
      'rey',
      'live',
      'confirm-withdrawal',
      hashOf('live'),
      409,
      /Nobody has asked/,
    ],
    [
      'a second review of nothing',
      'rey',
      'live',
      'second-review',
      () => ({ decision: 1, note: '' }),
      409,
      /No second review/,
    ],
    // Half, or more than asked for
    ['half a body', 'rey', 'open', 'approve', `{"hash": "${BAD.slice(0, 20)}`, 422, /expected object/],
    ['no body', 'rey', 'open', 'approve', '', 422, /expected object/],
    ['a list', 'rey', 'open', 'approve', '[]', 422, /expected object/],
    ['nothing said', 'rey', 'open', 'approve', '{}', 422, /hash: /],
    [
      'a field that is not asked for',
      'rey',
      'open',
      'approve',
      () => ({ hash: entries.open.hash, roles: ['reviewer'] }),
      422,
      /Unrecognized key: "roles"/,
    ],
    [
      'another person’s name',
      'rey',
      'open',
      'approve',
      () => ({ hash: entries.open.hash, actor: { id: 'user:x', roles: ['reviewer'] } }),
      422,
      /Unrecognized key: "actor"/,
    ],
    [
      'a kind of change that the machine sets',
      'edith',
      'edited',
      'submit',
      () => ({ revision: 3, changeKind: 'withdrawn' }),
      422,
      /changeKind/,
    ],
    [
      'a note of 1 MB',
      'edith',
      'edited',
      'submit',
      () => ({ revision: 3, changeNote: many }),
      422,
      /at most 2,000/,
    ],
    [
      'a reason with HTML',
      'edith',
      'live',
      'ask-withdrawal',
      () => ({ hash: entries.live.hash, reason: '<b>x</b>' }),
      422,
      /looks like HTML/,
    ],
    [
      'a reason of blanks',
      'edith',
      'live',
      'ask-withdrawal',
      () => ({ hash: entries.live.hash, reason: '  ' }),
      422,
      /Say why/,
    ],
    [
      'a safety fix without a reason',
      'rey',
      'open',
      'safety-fix',
      () => ({ hash: entries.open.hash, revision: 1, reason: ' ' }),
      422,
      /cannot wait/,
    ],
    [
      'changes without a note',
      'rey',
      'open',
      'request-changes',
      () => ({ hash: entries.open.hash, notes: [{ claim: null, text: ' ' }] }),
      422,
      /at least one note/,
    ],
    [
      'a thousand notes',
      'rey',
      'open',
      'request-changes',
      () => ({
        hash: entries.open.hash,
        notes: Array.from({ length: 1000 }, () => ({ claim: null, text: 'x' })),
      }),
      422,
      /notes/,
    ],
    // Days
    [
      'a day that does not exist',
      'edith',
      'edited',
      'submit',
      () => ({ revision: 3, goesLiveOn: '2027-02-30' }),
      422,
      /goesLiveOn: is not a date/,
    ],
    [
      'a day with a time',
      'edith',
      'edited',
      'submit',
      () => ({ revision: 3, effectiveOn: '2027-02-01T00:00:00Z' }),
      422,
      /effectiveOn: is not a date/,
    ],
    [
      'a day that has passed',
      'edith',
      'edited',
      'submit',
      () => ({ revision: 3, goesLiveOn: '2020-01-01' }),
      422,
      /has passed/,
    ],
    [
      'a check before the verification',
      'edith',
      'verified',
      'submit',
      () => ({ revision: 2, changeNote: 'More.', changeKind: 'change', checkedOn: '2026-05-31' }),
      422,
      /last checked on 1 June 2026/,
    ],
    [
      'a change under the day of the verification before it',
      'edith',
      'verified',
      'submit',
      () => ({ revision: 2, changeNote: 'More.', changeKind: 'change', checkedOn: '2026-06-01' }),
      422,
      /set the day on which that was done/,
    ],
    [
      'no day of a check',
      'edith',
      'verified',
      'submit',
      () => ({ revision: 2, changeNote: 'More.', changeKind: 'change' }),
      422,
      /on which day the sources were checked/,
    ],
    [
      'a check to come',
      'edith',
      'verified',
      'submit',
      () => ({ revision: 2, changeNote: 'More.', changeKind: 'change', checkedOn: '2999-01-01' }),
      422,
      /has not come yet/,
    ],
    [
      'a change of no kind',
      'edith',
      'verified',
      'submit',
      () => ({ revision: 2, changeNote: 'More.', checkedOn: dayIn(env().siteTimeZone, new Date()) }),
      422,
      /what kind of change/,
    ],
    [
      'law to come, told of at once',
      'edith',
      'verified',
      'submit',
      () => ({
        revision: 2,
        changeNote: 'More.',
        changeKind: 'change',
        checkedOn: dayIn(env().siteTimeZone, new Date()),
        effectiveOn: '2999-01-01',
      }),
      422,
      /Let it go live on 1 January 2999/,
    ],
    [
      'a verification to come',
      'rey',
      'live',
      'verify',
      () => ({ hash: entries.live.hash, on: '2999-01-01', opened: [] }),
      422,
      /has not come yet/,
    ],
    [
      'a verification before the last one',
      'rey',
      'verified',
      'verify',
      () => ({ hash: entries.verified.hash, on: '2026-05-01', opened: [] }),
      422,
      /verified on 1 June 2026 already/,
    ],
    [
      'a verification on a day that does not exist',
      'rey',
      'live',
      'verify',
      () => ({ hash: entries.live.hash, on: '2026-02-30', opened: [] }),
      422,
      /on: is not a date/,
    ],
    // What must be done first
    [
      'a verification without opening a source',
      'rey',
      'live',
      'verify',
      () => ({ hash: entries.live.hash, on: '2026-11-01', opened: [] }),
      422,
      /Open every source .*“Harassment Act of Testland, section 3” was not opened/,
    ],
    [
      'a verification by other sources',
      'rey',
      'live',
      'verify',
      () => ({ hash: entries.live.hash, on: '2026-11-01', opened: ['example.org'] }),
      422,
      /was not opened/,
    ],
    ['what is not ready', 'edith', 'bare', 'submit', () => ({ revision: 2 }), 422, /not ready yet/],
    // Whose
    ['nobody’s approval', 'nobody', 'open', 'approve', hashOf('open'), 401, /Sign in first/],
    ['an editor’s approval', 'eve', 'open', 'approve', hashOf('open'), 403, /Only a reviewer approves/],
    ['approval of one’s own save', 'ria', 'saved', 'approve', hashOf('saved'), 403, /You saved part/],
    [
      'approval of one’s own submission',
      'rey',
      'own',
      'approve',
      hashOf('own'),
      403,
      /You submitted this edition/,
    ],
    [
      'a withdrawal confirmed by who asked',
      'rey',
      'withdrawing',
      'confirm-withdrawal',
      hashOf('withdrawing'),
      403,
      /You asked for this withdrawal/,
    ],
    [
      'a withdrawal confirmed by an editor',
      'edith',
      'withdrawing',
      'confirm-withdrawal',
      hashOf('withdrawing'),
      403,
      /Only a reviewer confirms/,
    ],
    [
      'a withdrawal declined by an editor who did not ask',
      'edith',
      'withdrawing',
      'decline-withdrawal',
      () => ({ hash: entries.withdrawing.hash, reason: 'No.' }),
      403,
      /Only a reviewer declines/,
    ],
    [
      'a second review by who decided alone',
      'ria',
      'alone',
      'second-review',
      () => ({ decision: 1, note: 'Fine.' }),
      403,
      /You took part/,
    ],
    [
      'a second review of another decision than the one that is due',
      'rey',
      'alone',
      'second-review',
      () => ({ decision: 1, note: 'Fine.' }),
      409,
      /Something else was decided alone/,
    ],
    [
      'a second review by an editor',
      'edith',
      'alone',
      'second-review',
      () => ({ decision: 1, note: 'Fine.' }),
      403,
      /Only a reviewer does/,
    ],
    [
      'an editor’s safety fix',
      'edith',
      'open',
      'safety-fix',
      () => ({ hash: entries.open.hash, revision: 1, reason: 'Now.' }),
      403,
      /Only a reviewer approves alone/,
    ],
    [
      'an editor’s safety withdrawal',
      'edith',
      'live',
      'safety-withdrawal',
      () => ({ hash: entries.live.hash, reason: 'Now.' }),
      403,
      /Only a reviewer withdraws alone/,
    ],
    [
      'an editor’s verification',
      'edith',
      'live',
      'verify',
      () => ({ hash: entries.live.hash, on: '2026-11-01', opened: [] }),
      403,
      /Only a reviewer verifies/,
    ],
    [
      'an editor’s correction',
      'edith',
      'live',
      'correct-note',
      () => ({ seq: 1, note: 'Else.' }),
      403,
      /Only a reviewer corrects/,
    ],
    [
      'an administrator’s submission',
      'ada',
      'edited',
      'submit',
      () => ({ revision: 3 }),
      403,
      /Only editors and reviewers submit/,
    ],
    ['an administrator’s approval', 'ada', 'open', 'approve', hashOf('open'), 403, /Only a reviewer/],
    [
      'an administrator’s withdrawal',
      'ada',
      'live',
      'ask-withdrawal',
      () => ({ hash: entries.live.hash, reason: 'Gone.' }),
      403,
      /Only editors and reviewers/,
    ],
    // Which change
    [
      'a correction of another entry’s change',
      'rey',
      'live',
      'correct-note',
      () => ({ seq: seqOfOther, note: 'Else.' }),
      409,
      /is not a change of this entry/,
    ],
    [
      'a correction of a change that never was',
      'rey',
      'live',
      'correct-note',
      () => ({ seq: 99_999, note: 'Else.' }),
      409,
      /is not a change of this entry/,
    ],
    [
      'a note corrected to nothing',
      'rey',
      'live',
      'correct-note',
      () => ({ seq: seqOfLive, note: ' ' }),
      422,
      /Write the note/,
    ],
    // What only the publisher does
    ['going live', 'rey', 'approved', 'go-live', hashOf('approved'), 404, /not found/i],
    ['withdrawing', 'rey', 'withdrawing', 'withdraw', hashOf('withdrawing'), 404, /not found/i],
    // Names that JavaScript knows
    [
      'a prototype',
      'edith',
      'edited',
      'submit',
      '{"revision": 3, "__proto__": {"changeNote": "x"}}',
      422,
      /__proto__/,
    ],
    [
      'a constructor',
      'edith',
      'edited',
      'submit',
      '{"revision": 3, "constructor": {"prototype": {}}}',
      422,
      /constructor/,
    ],
  ]

  it.each(FORGED)('refuses %s', async (_name, who, entry, action, body, status, message) => {
    const before = await everything()
    const answer = await rest('post', `/offences/${entries[entry].id}/desk/${action}`, {
      token: who === 'nobody' ? null : tokens[who],
      ...(typeof body === 'string' ? { raw: body } : { body: body() }),
    })
    expect([answer.status, answer.message]).toEqual([status, expect.stringMatching(message)])
    expect(await everything()).toBe(before)
  })

  /** A good call but for one thing. */
  const approveOpen = (sent: Parameters<typeof rest>[2]) =>
    rest('post', `/offences/${entries.open.id}/desk/approve`, { body: { hash: entries.open.hash }, ...sent })
  const cookie = () => ({ cookie: `recourse-token=${tokens.rey}` })

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['plain text', 'text/plain'],
    ['a form with parts', 'multipart/form-data; boundary=x'],
    ['JSON under another name', 'text/json'],
  ])('refuses what is sent as %s', async (_name, type) => {
    const before = await everything()
    const answer = await approveOpen({ token: tokens.rey, headers: { 'content-type': type } })
    expect([answer.status, answer.message]).toEqual([415, expect.stringContaining('application/json')])
    expect(await everything()).toBe(before)
  })

  it.each([
    ['another site', { origin: 'https://evil.example.org' }],
    ['another port of the host', { origin: 'http://127.0.0.1:3001' }],
    ['a page without an origin', { origin: 'null' }],
    ['no page that can be told, from another site', { 'sec-fetch-site': 'cross-site' }],
    ['no page that can be told', {}],
  ])('knows nobody by a cookie that is sent by %s', async (_name, headers) => {
    const before = await everything()
    const answer = await approveOpen({ headers: { ...cookie(), ...(headers as Record<string, string>) } })
    expect([answer.status, answer.message]).toEqual([401, expect.stringContaining('Sign in first')])
    expect(
      (await rest('get', '/users/me', { headers: { ...cookie(), ...(headers as Record<string, string>) } }))
        .json,
    ).toMatchObject({ user: null })
    expect(await everything()).toBe(before)
  })

  it('knows nobody by a token that was altered, or whose session has ended', async () => {
    const before = await everything()
    const [head = '', , signature = ''] = tokens.edith.split('.')
    const claims = JSON.parse(Buffer.from(tokens.edith.split('.')[1] ?? '', 'base64url').toString()) as object
    const made = Buffer.from(JSON.stringify({ ...claims, roles: ['reviewer'] })).toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const ended = await signIn(people.rey)
    expect((await rest('post', '/users/logout', { token: ended })).status).toBe(200)
    for (const token of [`${head}.${made}.${signature}`, `${none}.${made}.`, ended])
      expect((await approveOpen({ token })).status).toBe(401)
    expect(await everything()).toBe(before)
  })

  it('takes roles from the account, and not from an old token', async () => {
    const { id } = await person(payload, 'Rob', ['reviewer'])
    const token = await signIn({ email: 'rob@example.org' })
    await payload.update({ collection: 'users', id, data: { roles: ['editor'] }, overrideAccess: true })
    const asEditor = await everything()
    expect(await approveOpen({ token })).toMatchObject({ status: 403 })
    expect(await everything()).toBe(asEditor)
    await payload.delete({ collection: 'users', id, overrideAccess: true })
    const asNobody = await everything()
    expect(await approveOpen({ token })).toMatchObject({ status: 401 })
    expect(await everything()).toBe(asNobody)
  })

  it.each([
    ['of another kind', () => `/offences/${channel}`],
    ['that is not there', () => '/offences/00000000-0000-4000-8000-000000000000'],
    ['with a path for an id', () => '/offences/..%2Fusers'],
  ])('finds no entry %s', async (_name, path) => {
    const before = await everything()
    for (const [method, action, body] of [
      ['get', '', undefined],
      ['get', '/history', undefined],
      ['post', '/approve', { hash: entries.open.hash }],
      ['post', '/submit', { revision: 1 }],
    ] as const)
      expect(
        (await rest(method, `${path()}/desk${action}`, { token: tokens.rey, body })).status,
        `${method} ${action}`,
      ).toBe(404)
    expect(await everything()).toBe(before)
  })

  describe('fields that the desk keeps', () => {
    const patch = (body: Record<string, unknown>, name: Name = 'edited') =>
      rest('patch', `/offences/${entries[name].id}`, { token: tokens.edith, body })

    it.each([
      ['a save from a revision of yesterday', { revision: 1, covers: 'Mine.' }, 409, /from revision 1/],
      ['a save from a revision to come', { revision: 9, covers: 'Mine.' }, 409, /no revision 9/],
      ['a save from no revision', { covers: 'Mine.' }, 422, /which revision/],
      ['another key', { revision: 3, key: 'testland/offence/entry-live' }, 422, /never changes/],
      ['an empty key', { revision: 3, key: '' }, 422, /never changes/],
      ['no key', { revision: 3, key: null }, 422, /never changes/],
      ['another place', { revision: 3, jurisdiction: 'elsewhere' }, 422, /cannot move/],
    ] as const)('refuses %s', async (_name, body, status, message) => {
      const before = await everything()
      const answer = await patch(body)
      expect([answer.status, answer.message]).toEqual([status, expect.stringMatching(message)])
      expect(await everything()).toBe(before)
    })

    it('keeps its own word of state, revision, label, place and id, whatever a save says', async () => {
      const { id, key } = entries.edited
      const before = await payload.findByID({ collection: 'offences', id, depth: 0, overrideAccess: true })
      const answer = await patch({
        revision: 3,
        deskState: 'live',
        label: 'Mine',
        place: 'a',
        id: entries.live.id,
        _status: 'published',
        liveHash: BAD,
      })
      expect(answer.status).toBe(200)
      const after = await payload.findByID({ collection: 'offences', id, depth: 0, overrideAccess: true })
      expect({ ...after, updatedAt: '' }).toEqual({ ...before, revision: 4, updatedAt: '' })
      expect(await readHead({ payload }, key)).toMatchObject({ revision: 4, live: null, open: null })
      const created = await rest('post', '/offences', {
        token: tokens.edith,
        body: {
          jurisdiction: ground.place.id,
          title: 'Born live',
          standing: 'in-force',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
          revision: 77,
          deskState: 'live',
        },
      })
      expect(created.json).toMatchObject({ doc: { revision: 1, deskState: 'never-live' } })
      expect(await readHead({ payload }, 'testland/offence/born-live')).toMatchObject({
        revision: 1,
        live: null,
      })
    })

    it('makes no entry with a key that is another’s, or of another place or kind', async () => {
      const before = await everything()
      for (const key of [
        'testland/offence/entry-live',
        'elsewhere/offence/x',
        'testland/ladder',
        '__proto__',
        '../x',
      ]) {
        const { status } = await rest('post', '/offences', {
          token: tokens.edith,
          body: {
            jurisdiction: ground.place.id,
            title: 'Forged',
            standing: 'in-force',
            order: 1,
            reverifyEvery: 180,
            confidence: 'high',
            key,
          },
        })
        expect([400, 409, 422], key).toContain(status)
      }
      expect(await everything()).toBe(before)
    })
  })

  it('lets the same calls through where nothing is wrong with them', async () => {
    const done = async (
      who: keyof typeof tokens,
      name: Name,
      action: string,
      body: unknown,
    ): Promise<void> => {
      const answer = await rest('post', `/offences/${entries[name].id}/desk/${action}`, {
        token: tokens[who],
        body,
      })
      expect([answer.status, answer.message], `${who}: ${action} ${name}`).toEqual([200, ''])
    }
    expect((await approveOpen({ headers: { ...cookie(), origin: ORIGIN } })).status).toBe(200)
    await done('rey', 'saved', 'approve', { hash: entries.saved.hash })
    await done('ria', 'own', 'approve', { hash: entries.own.hash })
    await done('ria', 'withdrawing', 'confirm-withdrawal', { hash: entries.withdrawing.hash })
    const { events } = await readRecord(payload)
    const [decision] = [...events.values()].flatMap(loneDecisionsOf)
    await done('rey', 'alone', 'second-review', { decision: decision?.n, note: 'Fine.' })
    await done('rey', 'live', 'verify', {
      hash: entries.live.hash,
      on: '2026-11-01',
      opened: ['law.example.org/testland/3'],
    })
    await done('edith', 'returned', 'submit', { revision: 1, checkedOn: '2026-01-31' })
    await done('edith', 'edited', 'submit', {
      revision: 4,
      checkedOn: '2026-01-31',
      goesLiveOn: '2999-01-01',
    })
    const record = await readRecord(payload)
    expect(recordProblems({ ...record, kept: new Map() })).toEqual([])
  })
})
