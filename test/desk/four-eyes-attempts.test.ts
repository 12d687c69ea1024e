import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requestChanges } from '#desk/desk/request-changes.ts'
import type { Kind } from '#domain/keys.ts'
import type { Body } from '#payload-types'
import { layGround, offenceData, type Ground } from '../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { testDesk, type TestDesk } from '../support/desk/desk.ts'
import { rest, signIn } from '../support/rest.ts'
import { scaled } from '../support/scale.ts'
import { person, type Person } from '../support/desk/staff.ts'

/*
 * A hundred ways in which a reviewer tries to publish words of their own alone: what they change, and how. In each, an
 * editor who means no harm submits an entry that prints it, and the reviewer approves. None may succeed, and another
 * reviewer may approve the same edition.
 */

type Data = Record<string, unknown>
type Collection = 'sources' | 'instruments' | 'bodies'

/** One thing that is changed, and changed again: two values that differ from what is live. */
interface What {
  collection: Collection
  /** The entry cannot be saved like this, but it can be submitted. */
  unsaved?: true
  data: (n: number, place: Place) => Data
}

interface Place extends Ground {
  body: Body
  elsewhere: string
}

const LINE = { key: 'line', kind: 'phone', value: '101', printed: '101', hours: 'Always', note: 'Free' }
const contact = (over: Data): Data => ({ contacts: [{ ...LINE, ...over }] })

const WHATS: Record<string, What> = {
  'title of a source': { collection: 'sources', data: (n) => ({ title: `Mine ${n}` }) },
  'address of a source': {
    collection: 'sources',
    data: (n, { source }) => ({ url: `${source.url}/mine-${n}` }),
  },
  'host of a source': {
    collection: 'sources',
    data: (n, { place }) => ({ url: `https://mine-${n}.example.org/${place.slug}` }),
  },
  'what the address of a source names': {
    collection: 'sources',
    data: (n, { place }) => ({ precision: 'host', title: `Only the site of ${place.slug}, ${n}` }),
  },
  'title of an instrument': { collection: 'instruments', data: (n) => ({ title: `Act of mine ${n}` }) },
  'kind of an instrument': { collection: 'instruments', data: (n) => ({ kind: n === 1 ? 'order' : 'code' }) },
  'year of an instrument': { collection: 'instruments', data: (n) => ({ year: 1990 + n }) },
  'number of an instrument': { collection: 'instruments', data: (n) => ({ number: `c. ${n}` }) },
  'extent of an instrument': { collection: 'instruments', data: (n) => ({ extent: `Everywhere, ${n}` }) },
  'place of an instrument': {
    collection: 'instruments',
    data: (n, { elsewhere }) => ({ jurisdiction: n === 1 ? elsewhere : null }),
  },
  'name of a body': { collection: 'bodies', data: (n) => ({ name: `Police of mine ${n}` }) },
  'number of a body': {
    collection: 'bodies',
    data: (n) => contact({ value: `10${n + 4}`, printed: `10${n + 4}` }),
  },
  'number of a body as printed': {
    collection: 'bodies',
    data: (n) => contact({ printed: n === 1 ? '1 0 1' : '1-01' }),
  },
  'hours of a body': { collection: 'bodies', data: (n) => contact({ hours: `${n} to ${n + 1}` }) },
  'note on a number of a body': { collection: 'bodies', data: (n) => contact({ note: `Say ${n}` }) },
  'kind of a contact': { collection: 'bodies', data: (n) => contact({ kind: n === 1 ? 'sms' : 'relay' }) },
  'a contact that is taken away': {
    collection: 'bodies',
    unsaved: true,
    data: (n) => ({ contacts: [{ ...LINE, key: `other-${n}` }] }),
  },
  'a contact in place of another': {
    collection: 'bodies',
    data: (n) => ({ contacts: [{ ...LINE, value: `11${n}`, printed: `11${n}` }] }),
  },
  'name and number of a body': {
    collection: 'bodies',
    data: (n) => ({ name: `Both ${n}`, ...contact({ value: `12${n}`, printed: `12${n}` }) }),
  },
  'title and address of a source': {
    collection: 'sources',
    data: (n, { source }) => ({ title: `Moved ${n}`, url: `${source.url}/moved-${n}` }),
  },
}

describe.skipIf(missing)(`attempts at four eyes on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let desk: TestDesk
  let people: Record<'edith' | 'rey' | 'ria' | 'quin', Person>
  let tokens: Record<keyof typeof people, string>
  let elsewhere: string
  let count = 0

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    desk = testDesk(payload)
    people = {
      edith: await person(payload, 'Edith', ['editor']),
      rey: await person(payload, 'Rey', ['reviewer']),
      ria: await person(payload, 'Ria', ['reviewer']),
      quin: await person(payload, 'Quin', ['reviewer']),
    }
    tokens = {
      edith: await signIn(people.edith),
      rey: await signIn(people.rey),
      ria: await signIn(people.ria),
      quin: await signIn(people.quin),
    }
  })
  beforeAll(async () => {
    elsewhere = (await layGround(payload, 'Elsewhere', 'ZZ')).place.id
  })
  afterAll(() => database?.close())

  async function layPlace(): Promise<Place> {
    count += 1
    const letters = [...String(count).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    const iso = `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(count / 26)]}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count % 26]}`
    const ground = await layGround(payload, `Land ${letters}`.replace(' ', ''), iso)
    const body = await payload.create({
      collection: 'bodies',
      data: { name: `Police ${letters}`, contacts: [LINE] as Body['contacts'] },
      overrideAccess: true,
    })
    return { ...ground, body, elsewhere }
  }

  /** A channel or offence that prints the record, live by others. */
  async function liveEntry(place: Place, collection: Collection) {
    const common = { order: 1, reverifyEvery: 180, confidence: 'high' as const }
    const made =
      collection === 'bodies'
        ? await payload.create({
            collection: 'channels',
            data: {
              ...common,
              jurisdiction: place.place.id,
              title: 'First line',
              stage: 'record',
              role: 'police-intake',
              reach: 'public',
              body: place.body.id,
              does: 'Takes reports.',
              bodyContacts: [{ body: place.body.id, contact: 'line' }],
              citations: [{ source: place.source.id, supports: ['does', 'contacts'] }],
            },
            overrideAccess: false,
            user: people.edith,
          })
        : await payload.create({
            collection: 'offences',
            data: offenceData(place),
            overrideAccess: false,
            user: people.edith,
          })
    const kind: Kind = collection === 'bodies' ? 'channel' : 'offence'
    const about = { kind, id: made.id }
    await desk.live(people.edith, people.quin, about, 1)
    return { ...about, slug: `${kind}s`, revision: 1 }
  }
  type Live = Awaited<ReturnType<typeof liveEntry>>

  const send = async (
    who: keyof typeof tokens,
    method: string,
    path: string,
    body?: Data,
  ): Promise<Record<string, unknown>> => {
    const token = tokens[who]
    // A shared record is saved from the state in which it was read.
    const [, slug = '', id = ''] = /^\/(bodies|instruments|sources)\/([^/?]+)/.exec(path) ?? []
    const from =
      method === 'patch' && id
        ? { updatedAt: ((await rest('get', `/${slug}/${id}`, { token })).json as Data).updatedAt }
        : {}
    const { status, json, message } = await rest(method, path, { token, body: body && { ...body, ...from } })
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${message}`)
    return json as Record<string, unknown>
  }
  const submit = async (entry: Live, { unsaved }: What): Promise<string> => {
    if (!unsaved) {
      const change = { revision: entry.revision, order: 10 + entry.revision }
      await send('edith', 'patch', `/${entry.slug}/${entry.id}`, change)
      entry.revision += 1
    }
    const said = { changeNote: 'In another place.', changeKind: 'change' } as const
    return (await desk.submit(people.edith, entry, entry.revision, said)).hash
  }

  /** How it is changed before the editor submits: what the reviewer approves at last. */
  const HOWS: Record<string, (entry: Live, place: Place, what: What) => Promise<string>> = {
    'as the admin does': async (entry, place, what) => {
      const { collection, data } = what
      await send('rey', 'patch', pathTo(collection, place), data(1, place))
      return submit(entry, what)
    },
    'asking for other fields back': async (entry, place, what) => {
      const { collection, data } = what
      await send(
        'rey',
        'patch',
        `${pathTo(collection, place)}?select[createdAt]=true&depth=2`,
        data(1, place),
      )
      return submit(entry, what)
    },
    'by a version that is restored': async (entry, place, what) => {
      const { collection, data } = what
      const path = pathTo(collection, place)
      await send('rey', 'patch', path, data(1, place))
      const { docs } = await payload.findVersions({
        collection,
        where: { parent: { equals: path.split('/')[2] } },
        sort: '-updatedAt',
        limit: 1,
      })
      // Somebody else puts it back, and the reviewer restores what they wrote.
      await send('ria', 'patch', path, back(collection, place))
      await send('rey', 'post', `/${collection}/versions/${String(docs[0]?.id)}`)
      return submit(entry, what)
    },
    'with somebody else after them': async (entry, place, what) => {
      const { collection, data } = what
      await send('rey', 'patch', pathTo(collection, place), data(1, place))
      await send('ria', 'patch', pathTo(collection, place), data(2, place))
      return submit(entry, what)
    },
    'by an edition that is sent back and submitted again': async (entry, place, what) => {
      const { collection, data } = what
      await send('rey', 'patch', pathTo(collection, place), data(1, place))
      const first = await submit(entry, what)
      await desk.as(people.rey, (mine) =>
        requestChanges(mine, { ...entry, hash: first, notes: [{ claim: null, text: 'Order?' }] }),
      )
      const hash = await submit(entry, what)
      // What is in the edition stays in it.
      await send('rey', 'patch', pathTo(collection, place), back(collection, place))
      return hash
    },
  }

  const idIn = (collection: Collection, { source, act, body }: Place): string =>
    ({ sources: source, instruments: act, bodies: body })[collection].id
  const pathTo = (collection: Collection, place: Place): string => `/${collection}/${idIn(collection, place)}`
  const back = (collection: Collection, { source, act, body, place }: Place): Data =>
    ({
      sources: { title: source.title, url: source.url, precision: source.precision },
      instruments: {
        title: act.title,
        kind: act.kind,
        year: act.year,
        number: null,
        extent: null,
        jurisdiction: place.id,
      },
      bodies: { name: body.name, contacts: [LINE] },
    })[collection]

  const ATTEMPTS = Object.keys(WHATS).flatMap((what) => Object.keys(HOWS).map((how) => [what, how] as const))
  const SAMPLE = ATTEMPTS.filter((_, index) => index % Math.ceil(ATTEMPTS.length / scaled(100, 10)) === 0)

  it('are a hundred', () => expect(ATTEMPTS).toHaveLength(100))

  it.each(SAMPLE)('%s, %s', async (name, how) => {
    const what = WHATS[name] as What
    const place = await layPlace()
    const entry = await liveEntry(place, what.collection)
    const hash = await HOWS[how]!(entry, place, what)
    const path = `/${entry.slug}/${entry.id}/desk/approve`
    const mine = await rest('post', path, { token: tokens.rey, body: { hash, answers: [] } })
    expect([mine.status, mine.message]).toEqual([403, expect.stringContaining('which this edition prints')])
    if (how === 'with somebody else after them' && !what.unsaved)
      expect((await rest('post', path, { token: tokens.ria, body: { hash, answers: [] } })).status).toBe(403)
    expect((await rest('post', path, { token: tokens.quin, body: { hash, answers: [] } })).status).toBe(200)
  })

  it.each(['', '?select[title]=true', '?select[createdAt]=true&depth=0', '?depth=2'])(
    'an entry that is made and saved by a request with “%s” is theirs',
    async (query) => {
      const place = await layPlace()
      const made = await rest('post', `/offences${query}`, { token: tokens.rey, body: offenceData(place) })
      expect(made.status).toBe(201)
      const { id } = (made.json as { doc: { id: string } }).doc
      const entry: Live = { kind: 'offence', id, slug: 'offences', revision: 1 }
      for (const who of ['rey', 'edith'] as const)
        await send(who, 'patch', `/offences/${id}${query}`, {
          revision: entry.revision++,
          covers: `By ${who}`,
        })
      const { hash } = await desk.submit(people.edith, entry, entry.revision)
      const mine = await rest('post', `/offences/${id}/desk/approve`, {
        token: tokens.rey,
        body: { hash, answers: [] },
      })
      expect([mine.status, mine.message]).toEqual([403, expect.stringContaining('You saved part of what is')])
    },
  )
})
