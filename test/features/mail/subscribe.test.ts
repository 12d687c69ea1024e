import type { Entry } from '#domain/content/content.ts'
import { freezeEdition } from '#domain/content/editions.ts'
import { writeEdition } from '#store/desk/editions.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLocalReq, type CollectionSlug, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCorpus } from '#cli/corpus-files.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { newHead } from '#domain/desk/heads.ts'
import { followAll, followedOf } from '#domain/mail/subscribing.ts'
import { MOST_ENTRIES } from '#domain/mail/subscribers.ts'
import { mailAddress } from '#domain/mail-address.ts'
import { ask as askFor } from '#desk/mail/ask.ts'
import { addressBook } from '#lib/addresses.ts'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { insertMissing } from '#store/bulk.ts'
import { takeForm } from '#store/mail/form-tries.ts'
import { findByToken, issueToken, issueTokens } from '#store/mail/mail-tokens.ts'
import { toRow } from '#store/desk/heads.ts'
import { insertRow } from '#store/rows.ts'
import {
  addressOf,
  countFollowers,
  countSubscribers,
  findSubscriber,
  markSuppressed,
  readSubscriber,
  readStoredSubscriber,
  type StoredSubscriber,
} from '#store/mail/subscribers.ts'
import { inTransaction } from '#store/transaction.ts'
import { composer } from '#worker/mail/compose.ts'
import { runJob } from '../../support/jobs.ts'
import { Sender } from '#worker/mail/send/sender.ts'
import { composeSubscriptionMail } from '#worker/mail/subscription-mails.ts'
import { forgetOld } from '#worker/mail/subscriptions.ts'
import { asLong } from '../../support/as-long.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { parseHtml } from '../../fixtures/html.ts'
import { PASSWORD, rest, signIn } from '../../support/rest.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { full, scaled } from '../../support/scale.ts'
import { entry, submission } from '../../fixtures/snapshot.ts'
import { person } from '../../support/desk/staff.ts'
import { livePlace, liveSite } from '../../support/desk/structure.ts'

const HIDDEN = ['subscribers', 'mail-tokens', 'mailed-changes', 'outbox'] as const
const ROOT = 'http://127.0.0.1:3000'

type Handlers = Partial<Record<'GET' | 'POST', (request: Request, context: unknown) => Promise<Response>>>

describe.skipIf(missing)(`a subscription on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let routes: Record<string, Handlers>
  let newest: number
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    await layGround()
    routes = {
      '/subscribe': await import('../../../src/app/(site)/subscribe/route.ts'),
      '/subscribe/confirm': await import('../../../src/app/(site)/subscribe/confirm/route.ts'),
      '/subscribe/manage': await import('../../../src/app/(site)/subscribe/manage/route.ts'),
      '/subscribe/leave': await import('../../../src/app/(site)/subscribe/leave/route.ts'),
      '/subscribe/one-click': await import('../../../src/app/(site)/subscribe/one-click/route.ts'),
    }
  })
  afterAll(() => database?.close())
  // The clock of the pages and the worker alone: the driver of a database must see time pass.
  const clock = fixedClock('2026-11-21T10:00:00Z')
  beforeEach(() => {
    clock.set('2026-11-21T10:00:00Z')
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => clock.now())
    return () => spy.mockRestore()
  })

  /** The words of the site, places with and without a guide, and a record of changes. */
  async function layGround(): Promise<void> {
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
    for (const [index, name] of ['Scotland', 'Canada', 'Australia', 'Northland', 'United States'].entries()) {
      const slug = name.toLowerCase().replace(' ', '-')
      const guide = name === 'United States' ? 'inbound' : 'full'
      const data = { name, inSentence: name, slug, iso: `X${'ABCDE'[index]}`, kind: 'country', guide }
      await livePlace(payload, data)
      if (name === 'Northland') continue
      for (const [kind, key] of [
        ['profile', `${slug}/profile`],
        ['channel', `${slug}/channel/police`],
        ['ladder', `${slug}/ladder`],
      ] as const)
        await insertRow({ payload }, 'heads', { ...toRow(newHead(key, kind)), liveHash: '0'.repeat(64) })
      await liveEntry(entry('offence', { key: `${slug}/offence/stalking`, content: { title: 'Stalking' } }))
    }
    await liveEntry(entry('route', { key: 'united-states/route' }))
    await writeChanges(60)
    newest = await seqNow()
  }
  async function liveEntry(its: Entry): Promise<void> {
    const edition = freezeEdition(its, 1, 1, submission())
    await writeEdition({ payload }, edition)
    await insertRow({ payload }, 'heads', { ...toRow(newHead(its.key, its.kind)), liveHash: edition.hash })
  }
  const seqNow = async (): Promise<number> => {
    const { docs } = await payload.db.find<{ seq: number }>({ collection: 'changes', sort: '-seq', limit: 1 })
    return docs[0]?.seq ?? 0
  }
  const context = () => ({ payload, env: env(), clock: systemClock })
  const book = () => addressBook(env().dataDir)
  const log = createLog('silent')
  const newAddress = (): string => `reader.${(count += 1)}@mailbox.example`
  const later = (days: number): void => {
    clock.set(new Date(clock.now().getTime() + days * 86_400_000))
  }

  /** Forms come from a network each, unless told otherwise. */
  async function send(
    method: 'GET' | 'POST',
    path: string,
    fields: Record<string, string | string[]> | string = {},
    network = `network ${(count += 1)}`,
  ): Promise<{ status: number; text: string; html: string; headers: Headers }> {
    const [at = ''] = path.split('?')
    const body =
      typeof fields === 'string'
        ? fields
        : new URLSearchParams(
            Object.entries(fields).flatMap(([name, values]) =>
              [values].flat().map((value): [string, string] => [name, value]),
            ),
          )
    const request = new Request(ROOT + path, {
      method,
      headers: { [NETWORK_HEADER]: network },
      ...(method === 'POST' ? { body } : {}),
    })
    const response = await routes[at]?.[method]?.(request, {})
    if (!response) throw new Error(`${method} ${path} is not answered.`)
    const html = await response.text()
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const isHtml = response.headers.get('content-type')?.startsWith('text/html')
    return { status: response.status, html, text: isHtml ? wordsOf(html) : html, headers: response.headers }
  }
  const wordsOf = (html: string): string => {
    const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? ''
    return parseHtml(main.replaceAll('><', '> <')).text.replace(/\s+/g, ' ').trim()
  }

  const choices = (over: Record<string, string | string[]> = {}) => ({
    places: ['scotland', 'canada'],
    cadence: 'weekly',
    atOnce: 'yes',
    format: 'html',
    ...over,
  })
  const work = () => runJob('subscribe', context(), log)
  const answered = async (): Promise<number> =>
    (
      await payload.db.count({
        collection: 'work',
        where: { and: [{ kind: { equals: 'subscribe' } }, { state: { equals: 'done' } }] },
      })
    ).totalDocs
  const ask = async (address: string, over: Record<string, string | string[]> = {}) => {
    const answer = await send('POST', '/subscribe', { address, ...choices(over) })
    expect(answer.status).toBe(200)
    await work()
    return answer
  }
  const rowOf = async (address: string): Promise<StoredSubscriber> => {
    const row = await findSubscriber({ payload }, book().lookup(address))
    if (!row) throw new Error(`Nobody has the address ${address}.`)
    return row
  }
  const mailsTo = async (id: string): Promise<(Mail & { id: string; messageId: string })[]> =>
    (
      await payload.db.find<Mail & { id: string; messageId: string }>({
        collection: 'outbox',
        where: { recipient: { equals: `subscriber:${id}` } },
        sort: 'createdAt',
        limit: 0,
        pagination: false,
      })
    ).docs
  /** The token of the link in the last mail to an address, as its sender composes it. */
  const linkTo = async (address: string): Promise<string> => {
    const { id, state } = await rowOf(address)
    const kind = state === 'unconfirmed' ? 'confirm' : 'choices'
    const mail = (await mailsTo(id)).find((each) => each.kind === kind)
    if (!mail) throw new Error(`No mail goes to ${address}.`)
    const composed = await composeSubscriptionMail(context(), mail)
    if ('drop' in composed) throw new Error(composed.drop)
    expect(composed.to).toBe(address)
    const [, path = ''] = /http:\/\/127\.0\.0\.1:3000(\/subscribe\/\S+)/.exec(composed.text) ?? []
    return path
  }
  const subscribed = async (over: Record<string, string | string[]> = {}) => {
    const address = newAddress()
    await ask(address, over)
    expect((await send('POST', await linkTo(address))).text).toContain('Confirmed')
    const { id } = await rowOf(address)
    const token = await issueToken({ payload }, { subscriber: id, purpose: 'mail', at: clock.now() })
    return {
      address,
      id,
      token,
      manage: `/subscribe/manage?t=${token}`,
      leave: `/subscribe/leave?t=${token}`,
    }
  }
  const dump = async (collections: readonly string[] = Object.keys(payload.collections)): Promise<string> => {
    const all = await Promise.all(
      collections.map(async (collection) => [
        collection,
        (
          await payload.db.find({
            collection: collection as CollectionSlug,
            sort: 'id',
            limit: 0,
            pagination: false,
          })
        ).docs,
      ]),
    )
    return JSON.stringify(all)
  }

  it('goes from the form to its end, each step by what the last one sent', async () => {
    const address = newAddress()
    const asked = await ask(address)
    expect(asked.text).toMatch(/^Look into your mail A mail with a link is on its way\./)

    const first = await rowOf(address)
    expect(first).toMatchObject({
      state: 'unconfirmed',
      cadence: 'weekly',
      atOnce: true,
      format: 'html',
      coveredTo: 0,
      createdAt: '2026-11-21T10:00:00.000Z',
    })
    expect(addressOf(first, book())).toBe(address)
    const [mail] = await mailsTo(first.id)
    expect(mail).toMatchObject({
      kind: 'confirm',
      recipient: `subscriber:${first.id}`,
      state: 'pending',
      priority: 0,
      tries: 0,
      token: 0,
      args: '{}',
      createdAt: '2026-11-21T10:00:00.000Z',
      notBefore: '2026-11-21T10:00:00.000Z',
    })
    expect(mail?.key).toMatch(new RegExp(`^confirm/subscriber:${first.id}/subscribe/[0-9a-f-]{36}$`))
    expect(mail?.messageId).toMatch(/^[0-9a-f]{40}@127\.0\.0\.1$/)

    const confirm = await linkTo(address)
    expect((await send('GET', confirm)).text).toBe(
      'Is this your address? Confirm it, and a mail comes when something changes. What you chose: Places Canada, Scotland How often Every week What is urgent At once Form Formatted, with text beside it Yes, confirm If you did not ask for this, close the page. Nothing else is sent.',
    )
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({ state: 'unconfirmed' })
    expect((await send('POST', confirm)).text).toMatch(/^Confirmed From now on a mail comes/)
    expect(newest).toBe(60)
    expect(await readSubscriber({ payload }, first.id)).toEqual({
      id: first.id,
      state: 'active',
      follows: followAll({ places: ['canada', 'scotland'], entries: [] }, newest),
      cadence: 'weekly',
      atOnce: true,
      format: 'html',
      coveredTo: newest,
    })

    const token = await issueToken({ payload }, { subscriber: first.id, purpose: 'mail', at: clock.now() })
    const manage = `/subscribe/manage?t=${token}`
    const shown = await send('GET', manage)
    expect(shown.text).toMatch(
      /^Your choices Address r…@m…\.example State Active Confirmed on 21 November 2026 Which places/,
    )
    expect(shown.html).not.toContain(address)

    // Something changes, then they choose another place, and another cadence.
    await writeChanges(3)
    const saved = await send('POST', manage, {
      ...choices({ places: ['scotland', 'australia'], cadence: 'daily' }),
      do: 'save',
    })
    expect(saved.text).toContain('Saved.')
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({
      follows: [
        { place: 'australia', since: newest + 3 },
        { place: 'scotland', since: newest },
      ],
      cadence: 'daily',
      coveredTo: newest,
    })

    expect((await send('POST', manage, { do: 'pause' })).text).toContain(
      'Paused. No mail comes until you resume.',
    )
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({ state: 'paused' })
    await writeChanges(2)
    expect((await send('POST', manage, { do: 'resume' })).text).toContain('Mails come again')
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({
      state: 'active',
      follows: followAll({ places: ['australia', 'scotland'], entries: [] }, newest + 5),
      coveredTo: newest + 5,
    })

    expect((await send('GET', `/subscribe/leave?t=${token}`)).text).toMatch(/^Unsubscribe\?/)
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({ state: 'active' })
    expect((await send('POST', `/subscribe/leave?t=${token}`)).text).toMatch(/^You are unsubscribed/)
    expect(await readStoredSubscriber({ payload }, first.id)).toMatchObject({
      state: 'left',
      endedAt: '2026-11-21T10:00:00.000Z',
    })
    // The link that confirmed does not bring anybody back.
    expect((await send('POST', confirm)).status).toBe(404)
    expect((await send('POST', manage, { do: 'resume' })).text).toContain('State Unsubscribed')
    expect(await readSubscriber({ payload }, first.id)).toMatchObject({ state: 'left' })

    expect((await send('POST', manage, { do: 'erase' })).text).toMatch(/^Everything is erased/)
    expect(await dump(HIDDEN)).not.toContain(first.id)
    expect((await send('GET', manage)).text).toMatch(/^This link does not work/)
  })

  const writeChanges = async (more: number): Promise<void> => {
    const from = await seqNow()
    for (let seq = from + 1; seq <= from + more; seq += 1)
      await insertRow({ payload }, 'changes', {
        seq,
        entry: 'scotland/ladder',
        entryKind: 'ladder',
        jurisdiction: 'scotland',
        title: 'x',
        kind: 'change',
        at: '2026-11-21T10:00:00.000Z',
        fields: '[]',
      })
  }

  it('follows one offence and one route alone, from the links of a guide to the choices', async () => {
    const form = await send('GET', '/subscribe?entry=scotland/offence/stalking')
    expect(form.text).toContain('Offences: Scotland')
    const ticked = (html: string): string[] =>
      [...html.matchAll(/name="(?:places|entries)" value="([^"]+)" checked/g)].map(([, value = '']) => value)
    expect(ticked(form.html)).toEqual(['scotland/offence/stalking'])
    expect(ticked((await send('GET', '/subscribe?entry=united-states/route')).html)).toEqual([
      'united-states/route',
    ])
    for (const wrong of ['scotland/ladder', 'scotland/offence/none', "x'", 'scotland/offence/stalking/x'])
      expect(ticked((await send('GET', `/subscribe?entry=${encodeURIComponent(wrong)}`)).html)).toEqual([])

    const address = newAddress()
    const entries = ['scotland/offence/stalking', 'united-states/route', 'scotland/ladder', 'atlantis/route']
    await ask(address, { places: [], entries })
    const confirm = await linkTo(address)
    expect((await send('GET', confirm)).text).toContain(
      'Parts of guides Stalking (Scotland) · How a case reaches United States (United States) How often',
    )
    await send('POST', confirm)
    const { id } = await rowOf(address)
    const since = await seqNow()
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: followAll({ places: [], entries: entries.slice(0, 2) }, since),
      coveredTo: since,
    })

    const token = await issueToken({ payload }, { subscriber: id, purpose: 'mail', at: clock.now() })
    const manage = `/subscribe/manage?t=${token}`
    expect(ticked((await send('GET', manage)).html)).toEqual(entries.slice(0, 2))
    const listed = await send('GET', `${manage}&of=canada`)
    expect(listed.text).toContain('Offences: Canada')
    expect(ticked(listed.html).sort()).toEqual(entries.slice(0, 2))
    await writeChanges(1)
    // A part of another guide is added from its list, and one is left out.
    const more = ['scotland/offence/stalking', 'canada/offence/stalking']
    const saved = await send('POST', manage, {
      ...choices({ places: [], entries: more }),
      of: 'canada',
      do: 'save',
    })
    expect(saved.text).toContain('Saved.')
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: [
        { place: 'canada', entry: 'canada/offence/stalking', since: since + 1 },
        { place: 'scotland', entry: 'scotland/offence/stalking', since },
      ],
    })
    const refused = await send('POST', manage, { ...choices({ places: [] }), do: 'save' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Choose at least one place, one part of a guide, or everything.')
    await send('POST', manage, { do: 'pause' })
    await send('POST', manage, { do: 'resume' })
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: followAll(
        { places: [], entries: ['canada/offence/stalking', 'scotland/offence/stalking'] },
        since + 1,
      ),
    })
  })

  it('follows everything, and keeps what was followed before', async () => {
    const { id, manage } = await subscribed({ places: ['*', 'scotland'] })
    const since = await seqNow()
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: followAll({ places: ['*'], entries: [] }, since),
    })
    await writeChanges(1)
    await send('POST', manage, { ...choices({ places: ['canada'] }), do: 'save' })
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: followAll({ places: ['canada'], entries: [] }, since),
    })
    await send('POST', manage, { ...choices({ places: ['*'] }), do: 'save' })
    expect(await readSubscriber({ payload }, id)).toMatchObject({
      follows: [
        { place: '*', since: since + 1 },
        { place: 'canada', since },
      ],
    })
  })

  it.each<[string, Record<string, string | string[]>, string[]]>([
    [
      'nothing',
      {},
      ['Write the address', 'Choose at least one place', 'Choose how often', 'Choose what the mails'],
    ],
    [
      'no place',
      { address: 'ada@mailbox.example', cadence: 'daily', format: 'text' },
      ['Choose at least one place'],
    ],
    [
      'a place that is none',
      {
        address: 'ada@mailbox.example',
        ...choices({ places: ['atlantis', 'united-states', 'northland', '__proto__'] }),
      },
      ['Choose at least one place'],
    ],
    [
      'a cadence that every object has',
      { address: 'ada@mailbox.example', ...choices({ cadence: 'constructor', format: 'toString' }) },
      ['Choose how often', 'Choose what the mails'],
    ],
    [
      'a line end',
      { address: 'ada@mailbox.example\r\nBcc: eve@evil.example', ...choices() },
      ['cannot be seen'],
    ],
    ['two addresses', { address: 'ada@mailbox.example, eve@evil.example', ...choices() }, ['a space']],
    ['markup', { address: '"><script>alert(1)</script>', ...choices() }, ['without name']],
    ['much', { address: 'a'.repeat(15_000), ...choices() }, ['has an “@”']],
  ])(
    'is not begun by a form with %s, which says so and keeps what was typed',
    async (_name, fields, said) => {
      const before = await dump(['work', ...HIDDEN])
      const { status, text, html } = await send('POST', '/subscribe', fields)
      expect(status).toBe(422)
      for (const words of said) expect(text).toContain(words)
      expect(text).toContain('Not sent yet')
      const { tags } = parseHtml(html)
      const inputs = tags.filter(({ name }) => name === 'input').map(({ attributes }) => attributes)
      expect(inputs.find(({ name }) => name === 'address')?.value).toBe(
        String(fields.address ?? '')
          .slice(0, 320)
          .replace(/\r\n/g, '\r\n'),
      )
      if (fields.cadence === 'daily')
        expect(inputs.filter(({ checked }) => checked !== undefined).map(({ value }) => value)).toEqual([
          'daily',
          'text',
        ])
      expect(tags.some(({ name, attributes }) => name === 'script' && attributes.src)).toBe(false)
      expect(await dump(['work', ...HIDDEN])).toBe(before)
    },
  )

  it.each(['', '\u0000\u0001', '{"address":"ada@mailbox.example"}', '%%%=&&&=%', 'address'])(
    'is not begun by a body that is no form: %j',
    async (body) => {
      for (const path of ['/subscribe', '/subscribe/manage'])
        expect((await send('POST', path, body)).status).toBe(422)
      for (const path of ['/subscribe/confirm', '/subscribe/leave', '/subscribe/one-click'])
        expect((await send('POST', path, body)).status).toBe(404)
    },
  )

  it('answers the same whoever asks, and tells by mail alone', async () => {
    const known = await subscribed()
    const unknown = newAddress()
    const answers = [await ask(known.address), await ask(unknown)]
    expect(answers[0]?.html).toBe(answers[1]?.html)
    expect((await mailsTo(known.id)).map(({ kind }) => kind).sort()).toEqual(['choices', 'confirm'])
    expect((await mailsTo((await rowOf(unknown)).id)).map(({ kind }) => kind)).toEqual(['confirm'])
    // Whoever is subscribed is sent the link to what they chose, and that is as it was.
    const before = await readSubscriber({ payload }, known.id)
    await ask(known.address, { places: ['*'], cadence: 'monthly' })
    expect(await readSubscriber({ payload }, known.id)).toEqual(before)
    const link = await linkTo(known.address)
    expect(link).toMatch(/^\/subscribe\/manage\?t=[\w-]{22}$/)
    expect((await send('GET', link)).text).toMatch(/^Your choices Address/)

    const nobody = newAddress()
    const links = [known.address, unknown, nobody].map((address) =>
      send('POST', '/subscribe/manage', { address, do: 'link' }),
    )
    const [one, two, three] = (await Promise.all(links)).map(({ html }) => html)
    expect([two, three]).toEqual([one, one])
    await work()
    expect((await mailsTo(known.id)).map(({ kind }) => kind).sort()).toEqual([
      'choices',
      'choices',
      'confirm',
    ])
    expect(await mailsTo((await rowOf(unknown)).id)).toHaveLength(1)
    expect(await findSubscriber({ payload }, book().lookup(nobody))).toBeNull()
  })

  // The same code on either database: measured on the embedded one, and on both in full.
  it.skipIf(databaseName === 'mongodb' && !full)(
    'takes as long for a known address as for one that is not',
    async () => {
      const rounds = scaled(400, 40)
      const known = await subscribed()
      await asLong([known.address, 'nobody.ever@mailbox.example'], rounds, async (address) => {
        const { html } = await send('POST', '/subscribe', { address, ...choices() })
        return html
      })
      await work()
    },
  )

  it('is asked for twenty times, and three mails are sent in a day', async () => {
    const address = newAddress()
    for (let i = 0; i < 20; i += 1) await ask(address)
    const { id } = await rowOf(address)
    expect(await mailsTo(id)).toHaveLength(3)
    later(0.99)
    await ask(address)
    expect(await mailsTo(id)).toHaveLength(3)
    later(0.02)
    await ask(address)
    expect(await mailsTo(id)).toHaveLength(4)
  })

  it('is asked for ten times at once from one network, then once a minute, whichever server counts', async () => {
    const form = { address: newAddress(), ...choices() }
    for (let i = 0; i < 5; i += 1) expect((await send('POST', '/subscribe', form, 'net')).status).toBe(200)
    for (let i = 0; i < 4; i += 1) expect((await send('POST', '/subscribe', {}, 'net')).status).toBe(422)
    expect((await send('POST', '/subscribe/manage', { address: newAddress() }, 'net')).status).toBe(200)
    clock.set('2026-11-21T10:00:30Z')
    for (const path of ['/subscribe', '/subscribe/manage']) {
      const refused = await send('POST', path, form, 'net')
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
      expect(refused.text).toContain('Try again in 1 minute.')
    }
    // What another server would find in the database.
    expect(await takeForm(payload, addressBook(env().dataDir).lookup('net'), clock.now())).toBe(30_000)
    expect((await send('POST', '/subscribe', form, 'another net')).status).toBe(200)
    expect((await send('GET', '/subscribe', {}, 'net')).status).toBe(200)
    clock.set('2026-11-21T10:01:00Z')
    for (const status of [200, 429])
      expect((await send('POST', '/subscribe', form, 'net')).status).toBe(status)
    await work()
  })

  it('is confirmed once, by two who press at once', async () => {
    const address = newAddress()
    await ask(address)
    const link = await linkTo(address)
    const answers = await Promise.all(Array.from({ length: 4 }, () => send('POST', link)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { id, coveredTo } = await rowOf(address)
    await writeChanges(1)
    // Used again it says that all is done, and changes nothing.
    expect((await send('POST', link)).text).toMatch(/^Confirmed/)
    expect(await readSubscriber({ payload }, id)).toMatchObject({ state: 'active', coveredTo })
  })

  it('is written down once, by two workers who take up the same requests', async () => {
    const address = newAddress()
    for (let i = 0; i < 4; i += 1) await send('POST', '/subscribe', { address, ...choices() })
    const before = await answered()
    await Promise.all([work(), work()])
    // Who met another comes back after a rest.
    later(0.001)
    await work()
    expect((await answered()) - before).toBe(4)
    const { docs } = await payload.db.find({
      collection: 'subscribers',
      where: { lookup: { equals: book().lookup(address) } },
    })
    expect(docs).toHaveLength(1)
    const mails = await mailsTo((await rowOf(address)).id)
    expect(mails.length).toBe(3)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3)
  })

  it('opens by no link that is too old, used up, cut, made for something else, or never was', async () => {
    const { id, token, manage, leave } = await subscribed()
    const address = newAddress()
    await ask(address)
    const confirm = await linkTo(address)
    const confirmToken = confirm.split('t=')[1] ?? ''
    const broken = [
      ['', 'nothing'],
      [confirmToken.slice(0, 11), 'cut'],
      [`${confirmToken}x`, 'longer'],
      ['A'.repeat(22), 'unknown'],
      ["' or 1=1 --", 'no token'],
      [token, 'a token for another purpose'],
    ]
    const unknown = await send('GET', `/subscribe/confirm?t=${'B'.repeat(22)}`)
    for (const [text = ''] of broken)
      for (const method of ['GET', 'POST'] as const) {
        const answer = await send(method, `/subscribe/confirm?t=${encodeURIComponent(text)}`)
        expect([answer.status, answer.html]).toEqual([404, unknown.html])
      }
    for (const path of ['/subscribe/manage', '/subscribe/leave', '/subscribe/one-click']) {
      const other = await send('POST', `${path}?t=${confirmToken}`, {
        do: 'erase',
        'List-Unsubscribe': 'One-Click',
      })
      expect([path, other.status]).toEqual([path, 404])
    }
    later(2)
    const expired = await send('POST', confirm)
    expect([expired.status, expired.html]).toEqual([404, unknown.html])
    expect(await rowOf(address)).toMatchObject({ state: 'unconfirmed' })
    later(28.5)
    expect((await send('POST', manage, { do: 'erase' })).status).toBe(404)
    expect((await send('GET', leave)).status).toBe(200)
    later(365)
    expect((await send('POST', leave)).status).toBe(200)
    expect(await readSubscriber({ payload }, id)).toMatchObject({ state: 'left' })
    later(5)
    expect((await send('POST', leave)).status).toBe(404)
  })

  it('ends by one click of a mail program, and by nothing else that opens the address', async () => {
    const { id, token } = await subscribed()
    const path = `/subscribe/one-click?t=${token}`
    expect((await send('GET', path)).text).toMatch(/^Unsubscribe\?/)
    expect((await send('POST', path, { 'List-Unsubscribe': 'Two-Clicks' })).text).toMatch(/^Unsubscribe\?/)
    expect(await readSubscriber({ payload }, id)).toMatchObject({ state: 'active' })
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    const request = new Request(ROOT + path, { method: 'POST', body: form })
    expect((await routes['/subscribe/one-click']?.POST?.(request, {}))?.status).toBe(200)
    expect(await readSubscriber({ payload }, id)).toMatchObject({ state: 'left' })
    const again = await send('POST', path, { 'List-Unsubscribe': 'One-Click' })
    expect([again.status, again.text.slice(0, 20)]).toEqual([200, 'You are unsubscribed'])
  })

  it('is changed by no program that opens every link again and again', async () => {
    const one = await subscribed()
    const address = newAddress()
    await ask(address)
    const links = [
      await linkTo(address),
      one.manage,
      one.leave,
      `/subscribe/one-click?t=${one.token}`,
      '/subscribe',
      '/subscribe/manage',
    ]
    const before = await dump()
    for (const link of links)
      for (let i = 0; i < scaled(100, 15); i += 1) expect((await send('GET', link)).status).toBe(200)
    expect(await dump()).toBe(before)
  })

  it('may begin again after it ended, or mail was refused, or somebody complained', async () => {
    const { address, id, leave } = await subscribed()
    const old = await issueToken({ payload }, { subscriber: id, purpose: 'confirm', at: clock.now() })
    await send('POST', leave)
    for (const why of [null, 'The mail server refused it: 550', 'It was reported as unwanted']) {
      if (why) expect(await markSuppressed({ payload }, id, why, clock.now())).toBe(true)
      later(1)
      await ask(address, { places: ['*'], cadence: 'monthly' })
      expect(await readSubscriber({ payload }, id)).toMatchObject({
        state: 'unconfirmed',
        cadence: 'monthly',
      })
      expect((await send('POST', `/subscribe/confirm?t=${old}`)).status).toBe(404)
      await send('POST', await linkTo(address))
      expect(await readStoredSubscriber({ payload }, id)).toMatchObject({
        state: 'active',
        endedAt: null,
        why: null,
      })
    }
  })

  it('is not mailed to whoever does not wait for it any more', async () => {
    const { id, leave } = await subscribed()
    const [mail] = await mailsTo(id)
    const drop = { drop: 'The recipient does not wait for it any more.' }
    expect(await composeSubscriptionMail(context(), mail as Mail)).toEqual(drop)
    await send('POST', leave)
    expect(await composeSubscriptionMail(context(), { ...(mail as Mail), kind: 'choices' })).toEqual(drop)
  })

  it('is written plainly to who wants plain text, and says nothing of why', async () => {
    const address = newAddress()
    await ask(address, { format: 'text' })
    const [mail] = await mailsTo((await rowOf(address)).id)
    const composed = await composeSubscriptionMail(context(), mail as Mail)
    if ('drop' in composed) throw new Error(composed.drop)
    expect({ ...composed, text: composed.text.replace(/t=[\w-]{22}\n/, 't=…\n') }).toEqual({
      to: address,
      subject: 'Please confirm your address',
      html: null,
      text: `Somebody asked for updates by mail to this address. If it was you, confirm it.

Confirm this address:
http://127.0.0.1:3000/subscribe/confirm?t=…

The link works for 48 hours. It opens a page that asks you once more.

If it was not you, do nothing: no updates come, and the address is erased within 7 days.

-- 
127.0.0.1:3000
`,
    })
  })

  it('is handed over whole to whom it is about', async () => {
    const { address, id, manage } = await subscribed()
    const req = await createLocalReq({}, payload)
    await inTransaction(req, () =>
      insertMissing(
        req,
        'mailed-changes',
        [{ subscriber: id, change: 7, mail: `digest/weekly/2026-W47/${id}` }],
        { by: ['subscriber', 'change'] },
      ),
    )
    const answer = await send('POST', manage, { do: 'export' })
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="subscription.json"')
    const since = await seqNow()
    expect(JSON.parse(answer.html)).toEqual({
      address,
      state: 'active',
      choices: {
        places: ['canada', 'scotland'],
        entries: [],
        cadence: 'weekly',
        atOnce: true,
        format: 'html',
      },
      follows: followAll({ places: ['canada', 'scotland'], entries: [] }, since),
      coveredTo: since,
      askedAt: '2026-11-21T10:00:00.000Z',
      confirmedAt: '2026-11-21T10:00:00.000Z',
      endedAt: null,
      why: null,
      mailsAskedFor: { since: '2026-11-21T10:00:00.000Z', number: 1 },
      changesMailed: [{ change: 7, mail: `digest/weekly/2026-W47/${id}` }],
      mails: [{ kind: 'confirm', state: 'pending', createdAt: '2026-11-21T10:00:00.000Z', endedAt: null }],
      links: [
        { purpose: 'confirm', createdAt: '2026-11-21T10:00:00.000Z', expiresAt: '2026-11-23T10:00:00.000Z' },
        { purpose: 'mail', createdAt: '2026-11-21T10:00:00.000Z', expiresAt: '2027-12-26T10:00:00.000Z' },
      ],
    })
    await send('POST', manage, { do: 'erase' })
    expect(await dump(HIDDEN)).not.toContain(id)
  })

  it('is erased with the mails that were written to files', async () => {
    const folder = join(database.dataDir, 'mail')
    const context_ = context()
    const send_ = async (): Promise<void> => {
      const sender = new Sender(context_, log, {
        compose: composer(context_),
        suppress: async () => undefined,
      })
      await sender.sendDue()
      await sender.stop()
    }
    const holding = (address: string): string[] =>
      readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'latin1').includes(address))
    const [one, two] = [await subscribed(), await subscribed()]
    await ask(newAddress())
    await send_()
    for (const { address, leave } of [one, two]) {
      await send('POST', '/subscribe/manage', { address, do: 'link' })
      await work()
      await send_()
      expect(holding(address)).toHaveLength(1)
      await send('POST', leave)
    }
    expect((await send('POST', one.manage, { do: 'erase' })).text).toMatch(/^Everything is erased/)
    expect(holding(one.address)).toEqual([])
    expect(holding(two.address)).toHaveLength(1)
    // Who left is erased in time.
    later(31)
    await forgetOld(context())
    expect(holding(two.address)).toEqual([])
    // So is what is too old.
    later(30)
    await forgetOld(context())
    expect(readdirSync(folder)).toEqual([])
  })

  it('is erased when its days are over, and not before', async () => {
    await forgetOld(context())
    const asking = newAddress()
    await ask(asking)
    const left = await subscribed()
    await send('POST', left.leave)
    const refused = await subscribed()
    await markSuppressed({ payload }, refused.id, 'refused', clock.now())
    const stays = await subscribed()
    later(6.9)
    await forgetOld(context())
    await rowOf(asking)
    later(0.2)
    await forgetOld(context())
    await expect(rowOf(asking)).rejects.toThrow()
    later(22.8)
    await forgetOld(context())
    await rowOf(left.address)
    later(0.2)
    await forgetOld(context())
    for (const { address } of [left, refused]) await expect(rowOf(address)).rejects.toThrow()
    expect(await dump(HIDDEN)).not.toContain(left.id)
    expect(await readSubscriber({ payload }, stays.id)).toMatchObject({ state: 'active' })
    expect(await findByToken({ payload }, stays.token, 'leave', clock.now())).toBe(stays.id)
    // Nothing is left of what was asked and answered.
    expect(
      (await payload.db.find({ collection: 'work', where: { kind: { equals: 'subscribe' } } })).docs,
    ).toEqual([])
    later(400)
    await forgetOld(context())
    expect(await dump(['mail-tokens'])).toBe('[["mail-tokens",[]]]')
  })

  it('is counted by place and cadence, and nobody is counted twice for a law', async () => {
    const ofStalking = (places: string[]) =>
      countFollowers({ payload }, { places, entries: ['scotland/offence/stalking'] })
    const beforeOfStalking = await ofStalking(['scotland', 'canada'])
    const before = await countFollowers({ payload }, { places: ['scotland', 'canada'], entries: [] })
    const counted = async (): Promise<Record<string, number[]>> =>
      Object.fromEntries(
        (await countSubscribers({ payload })).map(({ place, cadence, active, paused }) => [
          `${place} ${cadence}`,
          [active, paused],
        ]),
      )
    const known = await counted()
    await subscribed({ cadence: 'monthly' })
    await subscribed({ places: ['*'], cadence: 'monthly' })
    const { manage } = await subscribed({ places: ['scotland'], cadence: 'monthly' })
    await send('POST', manage, { do: 'pause' })
    await ask(newAddress())
    await subscribed({ places: [], entries: ['scotland/offence/stalking'], cadence: 'monthly' })
    const plus = (key: string, active: number, paused: number): number[] => [
      (known[key]?.[0] ?? 0) + active,
      (known[key]?.[1] ?? 0) + paused,
    ]
    expect(await counted()).toEqual({
      ...known,
      '* monthly': plus('* monthly', 1, 0),
      'canada monthly': plus('canada monthly', 1, 0),
      'scotland monthly': plus('scotland monthly', 2, 1),
    })
    expect(
      (await countFollowers({ payload }, { places: ['scotland', 'canada'], entries: [] })) - before,
    ).toBe(2)
    expect((await ofStalking(['scotland', 'canada'])) - beforeOfStalking).toBe(3)
    expect(await countFollowers({ payload }, { places: [], entries: [] })).toBeGreaterThan(0)
  })

  it('has links made by the hundred, in the order in which they are asked for', async () => {
    const req = await createLocalReq({}, payload)
    const at = clock.now()
    const issues = Array.from({ length: 700 }, (_, i) => ({
      subscriber: `s${i}`,
      purpose: 'mail' as const,
      at,
    }))
    const tokens = await inTransaction(req, () => issueTokens(req, issues))
    expect(new Set(tokens).size).toBe(700)
    for (const i of [0, 1, 499, 500, 699])
      expect(await findByToken({ payload }, tokens[i] ?? '', 'manage', at)).toBe(`s${i}`)
    await expect(
      databaseName === 'sqlite'
        ? issueTokens({ payload }, issues.slice(0, 1))
        : Promise.reject(new TypeError('x')),
    ).rejects.toThrow(TypeError)
  })

  it('is forgotten where what was asked cannot be read, and tried again where it fails', async () => {
    await insertRow({ payload }, 'work', {
      key: 'subscribe/broken',
      kind: 'subscribe',
      args: JSON.stringify({ sealed: 'AAAA' }),
      askedBy: 'A reader',
      askedAt: clock.now().toISOString(),
      state: 'waiting',
      done: 0,
      total: 0,
      tries: 0,
    })
    await work()
    expect(
      await payload.db.findOne({ collection: 'work', where: { key: { equals: 'subscribe/broken' } } }),
    ).toMatchObject({ state: 'done', args: '{}', problem: 'It cannot be read.' })
  })

  it('tells nobody who has the database an address: not in plain, base64 or hex', async () => {
    const address = 'very.private.person@mailbox.example'
    await send('POST', '/subscribe', { address, ...choices() })
    const waiting = await dump()
    await work()
    await linkTo(address)
    const { why: _why, ...row } = await rowOf(address)
    expect(row.address).not.toBe('')
    const dumps = [waiting, await dump()]
    if (databaseName === 'sqlite')
      for (const end of ['', '-wal'])
        dumps.push(readFileSync(`${database.dataDir}/recourse.db${end}`, 'latin1'))
    const lower = dumps.map((text) => text.toLowerCase())
    for (const part of [
      address,
      address.toUpperCase(),
      'very.private',
      'mailbox.example',
      ...allAddresses(),
    ]) {
      const bytes = Buffer.from(part)
      const forms = [part, bytes.toString('hex'), ...base64Of(part)]
      for (const text of lower)
        for (const form of forms)
          if (text.includes(form.toLowerCase())) throw new Error(`The database says ${form} for ${part}.`)
    }
    expect(/"sealed\\?":\\?"/.test(waiting)).toBe(true)
  })

  it('is asked for in one length, whoever asks, and however much is followed', async () => {
    const followed = [
      followAll({ places: ['*'], entries: [] }, 0),
      followAll(
        {
          places: [],
          entries: Array.from({ length: MOST_ENTRIES }, (_, n) => `scotland/offence/${'x'.repeat(70)}-${n}`),
        },
        0,
      ),
    ].map(followedOf)
    const lengths: number[] = []
    for (const [n, chosen] of followed.entries()) {
      await askFor(
        { req: { payload }, clock, book: book() },
        {
          address: mailAddress(`${'a'.repeat(1 + 60 * n)}@mailbox.example`),
          choices: { ...chosen, cadence: 'weekly', atOnce: true, format: 'html' },
        },
      )
      const { docs } = await payload.db.find<{ args: string }>({
        collection: 'work',
        where: { and: [{ kind: { equals: 'subscribe' } }, { state: { equals: 'waiting' } }] },
      })
      lengths.push(docs.at(-1)?.args.length ?? 0)
      await work()
    }
    expect(lengths[0]).toBeGreaterThan(0)
    expect(lengths[1]).toBe(lengths[0])
  })
  const allAddresses = (): string[] => Array.from({ length: 5 }, (_, i) => `reader.${i + 1}@mailbox.example`)
  /** What stands in base64 wherever the text begins in it. */
  const base64Of = (text: string): string[] =>
    [0, 1, 2].flatMap((shift) => {
      const whole = Buffer.from('\0'.repeat(shift) + text)
      const start = Math.ceil((shift * 8) / 6)
      const end = Math.floor((whole.length * 8) / 6)
      return (['base64', 'base64url'] as const).map((form) => whole.toString(form).slice(start, end))
    })

  it('is read by nobody of the staff, by any way in', async () => {
    await subscribed()
    for (const role of ['editor', 'reviewer', 'administrator'] as const) {
      const user = await person(payload, role, [role])
      const token = await signIn({ email: user.email })
      expect(PASSWORD).not.toBe('')
      for (const collection of HIDDEN) {
        await expect(payload.find({ collection, overrideAccess: false, user })).rejects.toMatchObject({
          status: 403,
        })
        await expect(
          payload.update({ collection, where: {}, data: {}, overrideAccess: true }),
        ).rejects.toMatchObject({ status: 403 })
        for (const path of ['', '/count', '/none', '?depth=2&limit=1', '/versions'])
          expect([collection, path, (await rest('get', `/${collection}${path}`, { token })).status]).toEqual([
            collection,
            path,
            403,
          ])
      }
    }
  })
})
