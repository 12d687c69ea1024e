import type { CollectionSlug, Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { createOffence, layGround, type Ground } from '../support/content/content.ts'
import { rest, signIn } from '../support/rest.ts'
import { person, type Person } from '../support/desk/staff.ts'

type Who = 'nobody' | 'editor' | 'reviewer' | 'administrator'
const WHO: readonly Who[] = ['nobody', 'editor', 'reviewer', 'administrator']
const LONG_AGO = '2001-01-01T00:00:00.000Z'

describe.skipIf(missing !== null)(`what holds for every collection on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let staff: Record<Exclude<Who, 'nobody'>, Person>
  let ground: Ground
  let offence: { id: string }
  let body: string
  const tokens: Partial<Record<Who, string>> = {}

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    staff = {
      editor: await person(payload, 'Edith', ['editor']),
      reviewer: await person(payload, 'Rey', ['reviewer']),
      administrator: await person(payload, 'Ada', ['administrator']),
    }
    for (const who of ['editor', 'reviewer', 'administrator'] as const) tokens[who] = await signIn(staff[who])
    ground = await layGround(payload)
    offence = await createOffence(payload, staff.editor, ground, 'Kept')
    body = (await payload.create({ collection: 'bodies', data: { name: 'The body' }, overrideAccess: true }))
      .id
  })
  afterAll(() => database?.close())

  describe('a field that is hidden, or of somebody else', () => {
    const HIDDEN = [
      'salt',
      'hash',
      'resetPasswordToken',
      'loginAttempts',
      'lockUntil',
      'sessions.id',
      'sessions',
    ]
    const paths = HIDDEN.flatMap((field): [collection: string, path: string][] => [
      ['users', field],
      ['jurisdictions', `responsible.${field}`],
      ['jurisdictions', `responsible__${field}`],
      ['jurisdictions', `parent.responsible.${field}`],
      ['jurisdictions', `version.responsible.${field}`],
      ['offences', `jurisdiction.responsible.${field}`],
      ['offences', `citations.source.${field}`],
      ['offences', `related.jurisdiction.responsible.${field}`],
      ['payload-locked-documents', `user.value.${field}`],
      ['payload-locked-documents', `user.${field}`],
      ['payload-preferences', `user.value.${field}`],
    ])
    const ways = (path: string): Record<string, string> => ({
      sort: `sort=${path}`,
      'sort down': `sort=-${path}`,
      'sort after another': `sort=updatedAt,-${path}`,
      'sort in a list': `sort[]=createdAt&sort[]=${path}`,
      where: `where[${path}][exists]=true`,
      'where, among others': `where[and][0][or][0][${path}][like]=a`,
      'where, in capitals': `where[AND][0][OR][1][${path}][greater_than]=a`,
      'where, as JSON': `where=${encodeURIComponent(JSON.stringify({ [path]: { like: 'a' } }))}`,
    })
    it.each(paths)('of %s: %s is neither sorted nor filtered by, by anybody', async (collection, path) => {
      const told: string[] = []
      for (const [way, query] of Object.entries(ways(path)))
        for (const who of WHO)
          for (const route of ['', '/count', '/versions']) {
            const { status } = await rest('get', `/${collection}${route}?${query}`, { token: tokens[who] })
            // Counting needs no order, and a collection without versions has none to query.
            const fits = who === 'nobody' ? status === 403 : [400, 403, 404].includes(status)
            if (
              !fits &&
              !(route === '/count' && way.startsWith('sort')) &&
              !(collection === 'payload-preferences' && route !== '')
            )
              told.push(`${who} ${route} ${way}: ${status}`)
          }
      expect(told).toEqual([])
    })

    it.each([
      ['jurisdictions', 'where[responsible][contains][salt][like]=a'],
      ['jurisdictions', 'where[responsible][in][0][salt][like]=a'],
      ['jurisdictions', 'where[parent][equals][responsible][contains][hash][like]=a'],
      ['jurisdictions', 'select[responsible][salt]=true'],
      ['users', 'select[salt]=true'],
      ['users', 'select[hash]=false'],
      ['jurisdictions', 'populate[users][salt]=true'],
      ['jurisdictions', 'populate[users][sessions]=true'],
      ['jurisdictions', 'populate[nothing][x]=true'],
      ['jurisdictions', 'joins[responsible][where][salt][like]=a'],
      ['users', 'where[salt]=a'],
      ['users', 'where[salt][$gt]=a'],
      ['users', 'where[name][$where]=a'],
      ['users', 'where[$where]=a'],
      ['users', 'where[or][0][$expr][x]=a'],
      ['users', 'sort=$natural'],
      ['users', 'sort=nothing'],
    ])('of %s is asked for by nobody with %s', async (collection, query) => {
      for (const who of ['editor', 'reviewer', 'administrator'] as const)
        expect([who, (await rest('get', `/${collection}?${query}`, { token: tokens[who] })).status]).toEqual([
          who,
          400,
        ])
    })

    it('orders places by none of it for who does not read the accounts, nor finds them by it', async () => {
      for (const field of ['email', 'name', 'roles'])
        for (const query of [`sort=responsible.${field}`, `where[responsible.${field}][like]=a`]) {
          const code = async (who: Who): Promise<number> =>
            (await rest('get', `/jurisdictions?${query}`, { token: tokens[who] })).status
          expect([
            await code('nobody'),
            await code('editor'),
            await code('reviewer'),
            await code('administrator'),
          ]).toEqual([403, 400, 400, 200])
        }
    })

    it('is asked for by nobody past the API either', async () => {
      const user = {
        ...(await payload.findByID({ collection: 'users', id: staff.administrator.id })),
        collection: 'users' as const,
      }
      for (const asked of [{ sort: 'responsible.salt' }, { where: { 'responsible.salt': { like: 'a' } } }])
        await expect(
          payload.find({ collection: 'jurisdictions', overrideAccess: false, user, ...asked }),
        ).rejects.toThrow(/cannot be queried/)
      await expect(
        payload.findDistinct({ collection: 'users', field: 'salt', overrideAccess: false, user }),
      ).rejects.toThrow(/cannot be queried/)
      await expect(
        payload.delete({
          collection: 'jurisdictions',
          where: { 'responsible.hash': { like: 'a' } },
          overrideAccess: false,
          user,
        }),
      ).rejects.toThrow(/cannot be queried/)
    })

    it('stays out of the way of what people do ask by', async () => {
      for (const [path, query] of [
        ['/offences', 'sort=-place&where[jurisdiction.slug][equals]=x&where[citations.source.url][like]=a'],
        [
          '/offences',
          'where[or][0][title][like]=a&where[or][1][key][equals]=b&select[title]=true&depth=1&limit=0',
        ],
        ['/offences', `where[id][in]=${offence.id}`],
        [
          '/offences/versions',
          'where[parent][equals]=x&sort=-updatedAt&where[version.title][like]=a&limit=1',
        ],
        ['/jurisdictions', `where[responsible][in]=${staff.editor.id}&sort=name&populate[users][name]=true`],
        ['/jurisdictions', 'where[parent.id][exists]=true&sort=parent'],
        [
          '/payload-locked-documents',
          'where[document.relationTo][equals]=offences&where[document.value][equals]=x',
        ],
        ['/payload-locked-documents', 'where[globalSlug][equals]=site'],
        ['/heads', 'sort=-updatedAt'],
      ] as const) {
        const { status, message } = await rest('get', `${path}?${query}`, { token: tokens.administrator })
        if (path !== '/heads') expect([path, query, status, message]).toEqual([path, query, 200, ''])
      }
    })
  })

  describe('what machines keep', () => {
    /** Extra data each collection needs, and the fields a request tries to set. */
    const TRIES: [
      collection: CollectionSlug,
      who: Who,
      data: () => Record<string, unknown>,
      forged: Record<string, unknown>,
    ][] = [
      ['bodies', 'editor', () => ({ name: 'A body' }), { label: 'Mine' }],
      ['instruments', 'editor', () => ({ title: 'An Act', kind: 'act' }), { label: 'Mine' }],
      [
        'sources',
        'editor',
        () => ({ title: 'A page', url: `https://example.org/${Math.random()}`, precision: 'page' }),
        { host: 'mine.example', key: 'mine', label: 'Mine' },
      ],
      [
        'law-changes',
        'editor',
        () => ({
          title: 'A change',
          what: 'repeal',
          effectiveOn: '2026-01-01',
          instrument: ground.act.id,
        }),
        { state: 'settled' },
      ],
      [
        'offences',
        'editor',
        () => ({
          jurisdiction: ground.place.id,
          title: 'Another',
          standing: 'in-force',
          order: 1,
          reverifyEvery: 180,
          confidence: 'high',
        }),
        { deskState: 'live', label: 'Mine', place: 'aaa', inForceAsOf: '2001-01-01' },
      ],
      [
        'users',
        'administrator',
        () => ({
          name: 'New',
          email: `new${Math.random()}@example.org`,
          password: 'correct horse battery 9',
          roles: ['editor'],
        }),
        {
          salt: 'x',
          hash: 'x',
          loginAttempts: 9,
          lockUntil: '2999-01-01T00:00:00.000Z',
          resetPasswordToken: 'x',
          sessions: [{ id: 'x', createdAt: LONG_AGO, expiresAt: '2999-01-01T00:00:00.000Z' }],
        },
      ],
      ['payload-preferences', 'editor', () => ({ key: 'a', value: 1 }), {}],
    ]
    const read = async (collection: CollectionSlug, id: string): Promise<Record<string, unknown>> =>
      JSON.parse(
        JSON.stringify(await payload.db.findOne({ collection, where: { id: { equals: id } } })),
      ) as Record<string, unknown>

    it.each(TRIES)(
      'of %s is set by nobody when it is made or changed',
      async (collection, who, data, forged) => {
        const sent = { ...forged, createdAt: LONG_AGO, updatedAt: LONG_AGO, id: 'mine' }
        const token = tokens[who]
        const made = await rest('post', `/${collection}`, { token, body: { ...data(), ...sent } })
        expect([made.status, made.message]).toEqual([201, expect.anything()])
        const { id } = (made.json as { doc: { id: string } }).doc
        const before = await read(collection, id)
        for (const [name, value] of Object.entries(sent))
          expect([name, before[name]]).not.toEqual([name, value])
        if (collection === 'payload-preferences') return
        const changed = await rest('patch', `/${collection}/${id}`, {
          token,
          body: {
            ...sent,
            ...(before.revision === undefined
              ? // Here it says what the save started from.
                { updatedAt: before.updatedAt }
              : { revision: before.revision }),
          },
        })
        expect([changed.status, changed.message]).toEqual([200, expect.anything()])
        const after = await read(collection, id)
        for (const [name, value] of Object.entries(sent))
          expect([name, after[name]]).not.toEqual([name, value])
        expect([after.createdAt, String(after.updatedAt) >= String(before.updatedAt)]).toEqual([
          before.createdAt,
          true,
        ])

        const user = {
          ...(await payload.findByID({ collection: 'users', id: staff[who as 'editor'].id })),
          collection: 'users' as const,
        }
        await payload.update({
          collection,
          id,
          data: { ...sent, ...(after.revision === undefined ? {} : { revision: after.revision }) },
          overrideAccess: false,
          user,
        })
        const last = await read(collection, id)
        for (const [name, value] of Object.entries(sent))
          expect([name, last[name]]).not.toEqual([name, value])
      },
    )

    it('of the mailing is set by nobody, and of the site no day', async () => {
      const forged = {
        pausedBy: 'Mine',
        pausedAt: LONG_AGO,
        restUntil: '2999-01-01T00:00:00.000Z',
        restSince: LONG_AGO,
        restAnswer: 'Mine',
      }
      for (const who of WHO) {
        const token = tokens[who]
        const { status } = await rest('post', '/globals/mailing', {
          token,
          body: { paused: true, ...forged },
        })
        expect([who, status]).toEqual([who, who === 'administrator' ? 200 : 403])
        await rest('post', '/globals/site', { token, body: { createdAt: LONG_AGO, updatedAt: LONG_AGO } })
      }
      const mailing: unknown = await payload.db.findGlobal({ slug: 'mailing' })
      expect(mailing).toMatchObject({ paused: true, pausedBy: 'Ada' })
      const kept = JSON.stringify([mailing, await payload.db.findGlobal({ slug: 'site' })])
      expect(/Mine|2999|2001-01-01/.exec(kept)).toBeNull()
    })
  })

  describe('a request that is badly made', () => {
    const boundary = 'multipart/form-data; boundary=x'
    const BAD: [said: string, type: string, raw: string][] = [
      ['a form without parts', boundary, 'x'],
      [
        'a form that is cut off',
        boundary,
        '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n{"na',
      ],
      ['a form without boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
      ['a form of another kind', 'multipart/mixed; boundary=x', '--x\r\n\r\n--x--'],
      ['a part without a name', boundary, '--x\r\n\r\nfoo\r\n--x--\r\n'],
      [
        'a file',
        boundary,
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nfoo\r\n--x--\r\n',
      ],
      [
        'fields that are no JSON',
        boundary,
        '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n{"na\r\n--x--\r\n',
      ],
      [
        'fields that are a list',
        boundary,
        '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n[1]\r\n--x--\r\n',
      ],
      ['JSON that is cut off', 'application/json', '{"name":'],
      ['JSON of a list', 'application/json', '[]'],
      ['JSON of nothing', 'application/json', 'null'],
      ['JSON of text', 'application/json', '"x"'],
      [
        'JSON that nests without end',
        'application/json',
        `{"name":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      ],
      [
        'a form that nests so',
        boundary,
        `--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n{"a":"\\"","b":${'['.repeat(30_000)}${']'.repeat(30_000)}}\r\n--x--\r\n`,
      ],
      ['plain text', 'text/plain', 'name=x'],
      ['a form of a page', 'application/x-www-form-urlencoded', 'name=x'],
      ['XML', 'application/xml', '<name>x</name>'],
      ['a type that is none', '/;', 'x'],
    ]
    it.each([900, 10_000])('fails nowhere where it nests %i deep', async (depth) => {
      const raw = `{"email":"a@b.example","name":${'['.repeat(depth)}${']'.repeat(depth)}}`
      for (const who of WHO)
        for (const [method, path] of [
          ['post', '/bodies'],
          ['patch', `/bodies/${body}`],
          ['post', '/globals/site'],
          ['post', '/users'],
          ['post', '/users/login'],
          ['post', '/users/forgot-password'],
          ['post', '/users/reset-password'],
          ['post', '/payload-preferences/x'],
        ] as const) {
          const { status } = await rest(method, path, { token: tokens[who], raw })
          expect([who, method, path, status < 500]).toEqual([who, method, path, true])
        }
    })

    it.each([
      ['that nests 1,001 deep', 'more than 1,000 deep', `{"name":${'['.repeat(1_000)}${']'.repeat(1_000)}}`],
      ['of 50,001 values', 'more than 50,000 values', `{"name":[${'1,'.repeat(50_000)}1]}`],
    ])('is refused %s, and a condition in a query too', async (_what, said, raw) => {
      const form = `--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n${raw}\r\n--x--\r\n`
      const asked = [
        await rest('post', '/bodies', { token: tokens.editor, raw }),
        await rest('post', '/users/login', { token: null, raw }),
        await rest('post', '/bodies', {
          token: tokens.editor,
          raw: form,
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }),
        await rest('get', `/bodies?where=${encodeURIComponent(raw)}`, { token: tokens.editor }),
      ]
      for (const { status, message } of asked)
        expect([status, message]).toEqual([400, expect.stringContaining(said)])
    })

    it('is refused of an action of the desk, too, before it is parsed', async () => {
      const nested = `{"note":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
      const { status, message } = await rest('post', '/globals/site/desk/submit', {
        token: tokens.administrator,
        raw: nested,
      })
      expect([status, message]).toEqual([400, expect.stringContaining('more than 1,000 deep')])
    })

    it.each(BAD)('is refused as such: %s', async (_said, type, raw) => {
      const told: unknown[] = []
      for (const who of WHO)
        for (const [method, path, may] of [
          ['post', '/bodies', who === 'editor' || who === 'reviewer'],
          ['patch', `/bodies/${body}`, who === 'editor' || who === 'reviewer'],
          ['post', '/globals/site', who === 'administrator'],
          ['post', '/users', who === 'administrator'],
          ['post', '/users/login', true],
          ['post', '/users/forgot-password', true],
          ['post', '/users/reset-password', true],
          ['post', '/payload-preferences/x', who !== 'nobody'],
          ['post', '/payload-locked-documents', false],
        ] as const) {
          const { status } = await rest(method, path, {
            token: tokens[who],
            raw,
            headers: { 'content-type': type },
          })
          if (may ? ![400, 415].includes(status) : status !== 403) told.push([who, method, path, status])
        }
      expect(told).toEqual([])
    })

    it.each([
      'limit=-1',
      'limit=abc',
      'limit=1e9',
      'limit[x]=1',
      'limit=99999999999',
      'page=0',
      'page=-1',
      'page=abc',
      'page[]=1',
      'depth=-1',
      'depth=abc',
      'depth=99',
      'where=abc',
      'where=[1]',
      'where={',
      'where[title]=a',
      'where[title][nothing]=a',
      'where[nothing][equals]=a',
      'where[and]=a',
      'where[or][0]=a',
      'where[title][like][x]=a',
      'where[][equals]=a',
      'where=1',
      'sort[x]=1',
      'sort=nothing',
      'select=abc',
      'populate=abc',
      'joins=abc',
      'where[constructor][equals]=a',
      'where[__proto__][equals]=a',
      'sort=constructor',
      'sort=__proto__',
      'where[title][__proto__]=a',
      'where[hasOwnProperty][equals]=1',
      'where[id][near]=1,1,1',
      'where[or][0][and][0][title][within]=1',
      'where[title][intersects]=1',
      `sort=${'title,'.repeat(2000)}title`,
    ])('is refused as such: ?%s', async (query) => {
      for (const path of ['/offences', '/jurisdictions'])
        expect([
          (await rest('get', `${path}?${query}`)).status,
          (await rest('get', `${path}?${query}`, { token: tokens.editor })).status,
        ]).toEqual([
          403,
          expect.toSatisfy(
            (status: number) =>
              status === 400 || (status === 200 && /proto|constructor|hasOwn|\[\]/.test(query)),
          ),
        ])
    })

    it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
      'finds nothing under /%s, a name that every object has',
      async (name) => {
        for (const method of ['get', 'post', 'patch', 'put', 'delete', 'options'])
          for (const path of [`/${name}`, `/${name}/x`, `/globals/${name}`])
            expect([method, path, (await rest(method, path, { token: tokens.editor })).status]).toEqual([
              method,
              path,
              method === 'options' && path.startsWith('/globals') ? 200 : 404,
            ])
        const query = encodeURIComponent(JSON.stringify({ [name]: { [name]: true } }))
        for (const part of ['populate', 'where', 'joins'])
          expect([
            part,
            (await rest('get', `/bodies?${part}=${query}`, { token: tokens.editor })).status,
          ]).toEqual([part, expect.toBeOneOf([200, 400])])
      },
    )

    it('is no failure of the server where an id is none', async () => {
      for (const path of [
        '/offences?where[id][in]=x,y',
        '/offences?where[jurisdiction][equals]=x',
        '/offences/x',
        '/offences/versions?where[parent][equals]=x',
        '/jurisdictions?where[parent][not_in]=x',
      ])
        expect([path, (await rest('get', path, { token: tokens.editor })).status]).toEqual([
          path,
          expect.toBeOneOf([200, 400, 404]),
        ])
      for (const [method, path, who] of [
        ['post', '/jurisdictions', 'administrator'],
        ['post', '/bodies', 'editor'],
        ['patch', `/instruments/${ground.act.id}`, 'editor'],
        ['post', '/globals/site', 'administrator'],
        ['post', '/payload-preferences/x', 'editor'],
      ] as const)
        expect([path, (await rest(method, path, { token: tokens[who] })).status]).toEqual([
          path,
          expect.toBeOneOf([200, 422]),
        ])
      const named = { name: 'A body', jurisdiction: 'x' }
      expect((await rest('post', '/bodies', { token: tokens.editor, body: named })).status).toBeOneOf(
        databaseName === 'sqlite' ? [422] : [400, 422],
      )
    })

    it('is answered with 404 where nothing is there', async () => {
      for (const path of [
        '/payload-preferences/none',
        '/payload-preferences/versions',
        '/bodies/none',
        '/users/versions/none',
      ])
        expect([path, (await rest('delete', path, { token: tokens.editor })).status]).toEqual([
          path,
          expect.toBeOneOf([403, 404]),
        ])
    })

    it('lets pass what the admin sends', async () => {
      const form = new FormData()
      form.set('_payload', JSON.stringify({ name: 'By a form' }))
      const sent = new Request('http://localhost', { method: 'POST', body: form })
      const { status, json } = await rest('post', '/bodies', {
        token: tokens.editor,
        raw: await sent.text(),
        headers: { 'content-type': sent.headers.get('content-type') ?? '' },
      })
      expect([status, json]).toMatchObject([201, { doc: { name: 'By a form' } }])
      expect((await rest('post', '/users/refresh-token', { token: await signIn(staff.editor) })).status).toBe(
        200,
      )
      const asked = await rest('post', '/bodies', {
        token: tokens.editor,
        raw: 'where[name][equals]=By a form&limit=1',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'X-Payload-HTTP-Method-Override': 'GET',
        },
      })
      expect([asked.status, asked.json]).toMatchObject([200, { totalDocs: 1 }])
      for (const raw of ['{', '[]', 'null', ''])
        expect(
          (await rest('post', '/bodies', { raw, headers: { 'X-HTTP-Method-Override': 'GET' } })).status,
        ).toBe(400)
    })
  })
})
