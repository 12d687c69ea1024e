import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { SIGN_ON_PROBLEMS } from '#domain/desk/single-sign-on.ts'
import { readAccountEvents } from '#desk/desk/accounts.ts'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import {
  startIdentityProvider,
  type IdentityProvider,
  type Known,
} from '../../support/desk/identity-provider.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { ORIGIN, rest, signIn, type Answer } from '../../support/rest.ts'

const MINUTE = 60_000
const BEGIN = '/users/single-sign-on/begin'
const ANSWER = '/api/users/single-sign-on/answer'

/** The cookies of a browser. */
class Jar {
  readonly #kept = new Map<string, string>()

  take(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const [name = '', ...value] = pair.split('=')
      if (attributes.some((each) => /^max-age=0$/i.test(each))) this.#kept.delete(name)
      else this.#kept.set(name, value.join('='))
    }
  }

  get header(): string {
    return [...this.#kept].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(name: string): string | undefined {
    return this.#kept.get(name)
  }
}

/** Follows the provider's own redirects, as a browser does. @returns the address of this site that they lead to. */
async function through(begin: string, jar = new Jar()): Promise<URL> {
  let at = new URL(begin)
  for (let hops = 0; hops < 10; hops += 1) {
    const response = await fetch(at, { redirect: 'manual', headers: { cookie: jar.header } })
    jar.take(response.headers.getSetCookie())
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${at.pathname}: ${response.status} ${await response.text()}`)
    at = new URL(location, at)
    if (at.origin === ORIGIN) return at
  }
  throw new Error('There is no end to the redirects.')
}

describe.skipIf(missing)(`single sign-on on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let provider: IdentityProvider
  let root: Person
  let folder: string
  let network = 0
  const clock = fixedClock(new Date().toISOString())
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'recourse-sign-on-'))
    database = await openDatabase()
    payload = database.payload
    provider = await startIdentityProvider({ redirectUri: ORIGIN + ANSWER })
    root = await person(payload, 'Root', ['administrator'])
    writeFileSync(join(folder, 'secret'), `${provider.secret}\n`)
  })
  afterAll(async () => {
    await provider?.stop()
    await database?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    clock.set(new Date())
    network += 1
    provider.asks = false
    settings(provider)
    await payload.db.deleteMany({ collection: 'sign-in-tries', where: {} })
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => clock.now())
    return () => spy.mockRestore()
  })
  const settings = (
    { issuer, clientId }: Pick<IdentityProvider, 'issuer' | 'clientId'>,
    file = 'secret',
  ): void =>
    void Object.assign(env(), {
      singleSignOn: { issuer, clientId, secretFile: join(folder, file), name: 'Example' },
    })
  const get = (path: string, jar: Jar, headers: Record<string, string> = {}): Promise<Answer> =>
    rest('get', path, {
      headers: { [NETWORK_HEADER]: `network ${network}`, cookie: jar.header, ...headers },
    })
  const begin = async (jar: Jar, path = BEGIN, headers = {}): Promise<string> => {
    const { status, location, cookies, text } = await get(path, jar, headers)
    expect([status, text]).toEqual([303, ''])
    jar.take(cookies)
    return location ?? ''
  }
  const answered = async (at: URL, jar: Jar): Promise<Answer> => {
    const answer = await get(at.pathname.replace('/api', '') + at.search, jar)
    jar.take(answer.cookies)
    return answer
  }
  /** The whole way, as one browser goes it. */
  const signsOn = async (who: Known, jar = new Jar(), path = BEGIN): Promise<Answer> => {
    provider.who = who
    return answered(await through(await begin(jar, path)), jar)
  }
  const why = ({ location }: Answer): string | null =>
    new URL(location ?? '', ORIGIN).searchParams.get('sign-on')
  const me = async (jar: Jar): Promise<string | undefined> => {
    const { json } = await rest('get', '/users/me', {
      headers: { cookie: jar.header, origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    })
    return (json as { user?: { email?: string } }).user?.email
  }
  const ada = (sub = 'ada'): Known => ({ sub, email: 'Ada@example.org', email_verified: true })
  const events = async (): Promise<unknown[]> =>
    (await readAccountEvents({ payload }))
      .filter(({ action }) => action === 'single-sign-on')
      .map(({ actor, details }) => [actor.name, details.name, details.what])

  it('is not there without a provider', async () => {
    Object.assign(env(), { singleSignOn: null })
    for (const path of [BEGIN, '/users/single-sign-on/link', '/users/single-sign-on/answer?code=x&state=y'])
      expect((await get(path, new Jar())).status).toBe(404)
  })

  it('lets in who has an account with the address that the provider confirms, and links it', async () => {
    const account = await person(payload, 'Ada', ['editor'])
    const jar = new Jar()
    const answer = await signsOn(ada(), jar, `${BEGIN}?to=%2Fadmin%2Fcollections%2Foffences%3Fpage%3D2`)
    expect([answer.status, answer.location]).toEqual([303, '/admin/collections/offences?page=2'])
    expect(answer.cookies.join('\n')).toMatch(/^recourse-token=.*HttpOnly.*SameSite=Strict/im)
    expect(await me(jar)).toBe(account.email)
    expect(await events()).toEqual([['Ada', 'Ada', 'linked']])
    const { json } = await get(`/users/${account.id}/security`, jar, {
      origin: ORIGIN,
      'sec-fetch-site': 'same-origin',
    })
    expect(json).toMatchObject({
      provider: { name: 'Example', linkedAt: expect.any(String) as string },
      sessions: [{ current: true }],
    })
    // The second time, nothing is linked any more.
    expect((await signsOn(ada())).location).toBe('/admin')
    expect(await events()).toHaveLength(1)
  })

  it('knows them by what never changes: neither another address nor another person with theirs is let in instead', async () => {
    const jar = new Jar()
    await signsOn({ sub: 'ada', email: 'ada.married@example.org', email_verified: true }, jar)
    expect(await me(jar)).toBe('ada@example.org')
    expect(why(await signsOn(ada('somebody else')))).toBe('taken')
  })

  it('lets nobody in whom it does not know, or whose address is not confirmed', async () => {
    const jar = new Jar()
    expect(why(await signsOn({ sub: 'eve', email: 'eve@example.org', email_verified: true }, jar))).toBe(
      'unknown',
    )
    expect(why(await signsOn({ sub: 'eve', email: root.email, email_verified: false }, jar))).toBe(
      'unverified',
    )
    expect(why(await signsOn({ sub: 'eve', email: root.email }, jar))).toBe('unverified')
    expect(why(await signsOn({ sub: 'eve' }, jar))).toBe('unverified')
    expect(await me(jar)).toBeUndefined()
  })

  it('leads to no other site afterwards', async () => {
    for (const to of [
      'https://evil.example/admin',
      '//evil.example/admin',
      '/admin/../guides/',
      '/adminevil',
      'x',
    ])
      expect([
        to,
        (await signsOn(ada(), new Jar(), `${BEGIN}?to=${encodeURIComponent(to)}`)).location,
      ]).toEqual([to, '/admin'])
  })

  it('begins for nobody whom another site sends: they find the button, and choose', async () => {
    for (const from of ['cross-site', 'same-site']) {
      const { location, cookies } = await get(`${BEGIN}?to=%2Fadmin%2Fwatch`, new Jar(), {
        'sec-fetch-site': from,
      })
      expect([from, location, cookies]).toEqual([from, '/admin/login?redirect=%2Fadmin%2Fwatch', []])
    }
    for (const from of ['same-origin', 'none']) {
      const { location, cookies } = await get(BEGIN, new Jar(), { 'sec-fetch-site': from })
      expect([from, new URL(location ?? '').origin]).toEqual([from, provider.issuer])
      expect(cookies).toEqual([
        expect.stringMatching(/^recourse-sign-on=[^;]+; Path=\/; .*HttpOnly; SameSite=Lax$/),
      ])
    }
  })

  it('takes an answer once, of the browser that asked, within ten minutes', async () => {
    provider.who = ada()
    const jar = new Jar()
    const at = await through(await begin(jar))
    const other = new Jar()
    expect(why(await answered(at, other))).toBe('ended')
    await begin(other)
    expect(why(await answered(at, other))).toBe('ended')
    const before = jar.header
    expect((await answered(at, jar)).location).toBe('/admin')
    expect(why(await answered(at, jar))).toBe('ended')
    // Brought again with the cookie of the first time, its code is not taken.
    expect(why(await get(at.pathname.replace('/api', '') + at.search, new Jar(), { cookie: before }))).toBe(
      'untrue',
    )
  })

  it('says so to whoever comes back too late, and leads to where they began', async () => {
    provider.who = ada()
    const jar = new Jar()
    const at = await through(await begin(jar, `${BEGIN}?to=%2Fadmin%2Fwatch`))
    clock.set(new Date(clock.now().getTime() + 10 * MINUTE))
    const { location } = await answered(at, jar)
    expect(location).toBe('/admin/login?redirect=%2Fadmin%2Fwatch&sign-on=late')
    expect(await me(jar)).toBeUndefined()
    expect(SIGN_ON_PROBLEMS.late('Example')).toContain('Start again.')
  })

  it('still takes the answer of the last window, after that of another', async () => {
    provider.who = ada()
    const jar = new Jar()
    const first = await through(await begin(jar))
    const second = await through(await begin(jar))
    expect(why(await answered(first, jar))).toBe('ended')
    expect((await answered(second, jar)).location).toBe('/admin')
  })

  it('takes no altered cookie, no altered answer, and none that was broken off', async () => {
    provider.who = ada()
    const jar = new Jar()
    const at = await through(await begin(jar))
    const cookie = jar.get('recourse-sign-on') ?? ''
    const altered = `recourse-sign-on=${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`
    const path = at.pathname.replace('/api', '') + at.search
    expect(why(await get(path, new Jar(), { cookie: altered }))).toBe('ended')
    for (const [name, value] of [
      ['iss', 'https://evil.example'],
      ['code', 'another'],
    ] as const) {
      const forged = new URL(at)
      forged.searchParams.set(name, value)
      const same = new Jar()
      same.take([`recourse-sign-on=${cookie}; Path=/`])
      expect([name, why(await answered(forged, same))]).toEqual([name, 'untrue'])
    }
    const silent = new URL(at)
    silent.searchParams.delete('iss')
    const unnamed = new Jar()
    unnamed.take([`recourse-sign-on=${cookie}; Path=/`])
    expect(why(await answered(silent, unnamed))).toBe('untrue')
    const refused = new URL(at)
    refused.search = `?error=access_denied&state=${at.searchParams.get('state')}`
    expect(why(await answered(refused, jar))).toBe('ended')
  })

  it('takes no answer to what another browser asked: neither its nonce nor its code', async () => {
    provider.who = ada()
    const jar = new Jar()
    const asked = new URL(await begin(jar))
    asked.searchParams.set('nonce', 'that of somebody else')
    expect(why(await answered(await through(asked.href), jar))).toBe('untrue')
    const theirs = await through(await begin(new Jar()))
    const own = await through(await begin(jar))
    own.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    expect(why(await answered(own, jar))).toBe('untrue')
    expect(await me(jar)).toBeUndefined()
  })

  it('asks for the second factor all the same', async () => {
    const bea = await person(payload, 'Bea', ['reviewer'])
    await payload.db.create({
      collection: 'second-factors',
      data: {
        account: bea.id,
        kind: 'totp',
        name: 'App',
        secret: 'sealed',
        transports: '',
        counter: 0,
        createdAt: clock.now().toISOString(),
        confirmedAt: clock.now().toISOString(),
      },
    })
    const jar = new Jar()
    expect((await signsOn({ sub: 'bea', email: bea.email, email_verified: true }, jar)).location).toBe(
      '/admin',
    )
    const { status } = await rest('get', '/offences', {
      headers: { cookie: jar.header, origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    })
    expect(status).toBe(403)
  })

  it('links an account whose address the provider does not confirm, from within, while it is open', async () => {
    const cleo = await person(payload, 'Cleo', ['editor'])
    const authorization = `JWT ${await signIn(cleo)}`
    const LINK = '/users/single-sign-on/link'
    expect((await get(LINK, new Jar())).location).toBe('/admin/account')
    const jar = new Jar()
    const first = await begin(jar, LINK, { authorization })
    provider.who = { sub: 'cleo at work' }
    const answer = await answered(await through(first), jar)
    expect(answer.location).toBe('/admin/account?sign-on=linked')
    expect((await signsOn({ sub: 'cleo at work' }, jar)).location).toBe('/admin')
    expect(await me(jar)).toBe(cleo.email)

    // Another account is not linked to the same person, nor this one to another.
    const dora = await person(payload, 'Dora', ['editor'])
    const other = new Jar()
    const second = await begin(other, LINK, { authorization: `JWT ${await signIn(dora)}` })
    expect((await answered(await through(second), other)).location).toBe('/admin/account?sign-on=other')
    const third = await begin(jar, LINK, { authorization })
    provider.who = { sub: 'not cleo' }
    expect((await answered(await through(third), jar)).location).toBe('/admin/account?sign-on=taken')

    // A session that was left open too long, or has ended meanwhile, links nothing.
    clock.set(new Date(clock.now().getTime() + 16 * MINUTE))
    expect((await get(LINK, new Jar(), { authorization })).location).toBe('/admin/account?sign-on=stale')
    clock.set(new Date())
    const gone = await signIn(dora)
    const fourth = new Jar()
    const at = await through(await begin(fourth, LINK, { authorization: `JWT ${gone}` }))
    await rest('post', '/users/logout?allSessions=true', { token: gone, body: {} })
    expect((await answered(at, fourth)).location).toBe('/admin/account?sign-on=ended')
  })

  it('is undone by its owner and by administrators, and by nobody else', async () => {
    const accounts = (await payload.db.find<Person>({ collection: 'users', limit: 0, pagination: false }))
      .docs
    const cleo = accounts.find(({ name }) => name === 'Cleo')
    const dora = accounts.find(({ name }) => name === 'Dora')
    const path = `/users/${cleo?.id}/security/unlink`
    const post = async (who: Pick<Person, 'email'>): Promise<number> =>
      (await rest('post', path, { token: await signIn(who), body: {} })).status
    expect(await post(dora as Person)).toBe(403)
    expect(await post(root)).toBe(200)
    expect(await post(root)).toBe(409)
    expect((await events()).at(-1)).toEqual(['Root', 'Cleo', 'unlinked'])
    expect(why(await signsOn({ sub: 'cleo at work' }))).toBe('unverified')
    // Who is gone leaves no link behind.
    await signsOn({ sub: 'dora', email: dora?.email, email_verified: true })
    await rest('delete', `/users/${dora?.id}`, { token: await signIn(root) })
    expect(why(await signsOn({ sub: 'dora', email: dora?.email, email_verified: true }))).toBe('unknown')
  })

  it('reads the address where it is told apart from the ID token, and sends the secret as the provider wants it', async () => {
    const apart = await startIdentityProvider({
      redirectUri: ORIGIN + ANSWER,
      inToken: false,
      method: 'client_secret_post',
    })
    try {
      const edith = await person(payload, 'Edith', ['editor'])
      settings(apart)
      apart.who = { sub: 'edith', email: edith.email, email_verified: true }
      const jar = new Jar()
      expect((await answered(await through(await begin(jar)), jar)).location).toBe('/admin')
      expect(await me(jar)).toBe(edith.email)
    } finally {
      await apart.stop()
    }
  })

  it('says so if the provider does not answer or does not know this site, and password and provider stay apart', async () => {
    settings({ issuer: 'http://127.0.0.1:1', clientId: 'recourse' })
    const away = await get(`${BEGIN}?to=%2Fadmin%2Fwatch`, new Jar())
    expect(away.location).toBe('/admin/login?redirect=%2Fadmin%2Fwatch&sign-on=unavailable')
    writeFileSync(join(folder, 'wrong'), 'another secret')
    settings(provider, 'wrong')
    expect(why(await signsOn(ada()))).toBe('untrue')
    expect(await signIn({ email: 'ada@example.org' })).not.toBe('')
    expect(SIGN_ON_PROBLEMS.unavailable('Example')).toContain('Sign in with your password')
  })

  it('lets no network ask the provider again and again, and others still get in', async () => {
    provider.who = ada()
    const answers = []
    for (let tries = 0; tries < 40; tries += 1) answers.push(await get(BEGIN, new Jar()))
    expect(answers.map(why)).toEqual([...Array<null>(30).fill(null), ...Array<string>(10).fill('tries')])
    network += 1
    expect((await signsOn(ada())).location).toBe('/admin')
  })

  it('counts tries in vain alone: of a network where many sign in, nobody waits', async () => {
    for (let times = 0; times < 40; times += 1) expect((await signsOn(ada())).location).toBe('/admin')
    const eve = { sub: 'eve', email: 'eve@example.org', email_verified: true }
    for (let times = 0; times < 15; times += 1) expect(why(await signsOn(eve))).toBe('unknown')
    expect(why(await get(BEGIN, new Jar()))).toBe('tries')
    // Nor is the provider asked about an answer that somebody brings again and again.
    network += 1
    provider.who = ada()
    const jar = new Jar()
    const at = await through(await begin(jar))
    const cookie = `recourse-sign-on=${jar.get('recourse-sign-on')}`
    at.searchParams.set('code', 'another')
    const reasons = []
    for (let times = 0; times < 40; times += 1)
      reasons.push(why(await get(at.pathname.replace('/api', '') + at.search, new Jar(), { cookie })))
    expect(reasons).toEqual([...Array<string>(29).fill('untrue'), ...Array<string>(11).fill('tries')])
  })

  it('links one account once, though somebody signs in twice at the same time for the first time', async () => {
    const fay = await person(payload, 'Fay', ['editor'])
    provider.who = { sub: 'fay', email: fay.email, email_verified: true }
    const jars = [new Jar(), new Jar(), new Jar()]
    const ways: [URL, Jar][] = []
    for (const jar of jars) ways.push([await through(await begin(jar)), jar])
    const all = await Promise.all(ways.map(([at, jar]) => answered(at, jar)))
    expect(all.map(({ location }) => location)).toEqual(['/admin', '/admin', '/admin'])
    const { docs } = await payload.db.find({
      collection: 'identities',
      where: { account: { equals: fay.id } },
    })
    expect(docs).toHaveLength(1)
  })
})
