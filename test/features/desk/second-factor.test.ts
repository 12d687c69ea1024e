import { TOTP, Secret } from 'otpauth'
import { commitTransaction, createLocalReq, initTransaction, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Security, SecondFactorRule, TotpOffer } from '#domain/desk/second-factor.ts'
import { COMMAND } from '#domain/desk/accounts.ts'
import { readAccountEvents } from '#desk/desk/accounts.ts'
import { takeOffSecondFactor } from '#desk/desk/second-factor/take-off.ts'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import '../../support/quick-passwords.ts'
import { PASSWORD, rest, type Answer } from '../../support/rest.ts'

const MINUTE = 60_000

const NAMES =
  'Zero Ada Bea Cleo Dora Edith Fay Gwen Hedy Ida Jutta Kay Lena Maud Nora Olga Petra Queenie Rosa Sophie Tilda Una Vera Wanda'.split(
    ' ',
  )

describe.skipIf(missing)(`the second factor on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let root: Person
  let count = 0
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    root = await person(payload, 'Root', ['administrator'])
  })
  afterAll(() => database?.close())
  // Sessions end by the clock of Payload.
  const clock = fixedClock(new Date().toISOString())
  beforeEach(async () => {
    clock.set(new Date())
    await payload.db.deleteMany({ collection: 'sign-in-tries', where: {} })
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => clock.now())
    rule('off')
    return () => spy.mockRestore()
  })
  const rule = (secondFactor: SecondFactorRule): void => void Object.assign(env(), { secondFactor })
  const later = (milliseconds: number): void => clock.set(new Date(clock.now().getTime() + milliseconds))
  const somebody = (...roles: Person['roles'] & object): Promise<Person> =>
    person(payload, NAMES[(count += 1)] ?? '', roles)

  const signIn = async ({ email }: Person, agent = 'Firefox/130 Windows'): Promise<string> => {
    const headers = { [NETWORK_HEADER]: `network ${count}`, 'user-agent': agent }
    const { json, status } = await rest('post', '/users/login', {
      body: { email, password: PASSWORD },
      headers,
    })
    expect(status).toBe(200)
    return (json as { token: string }).token
  }
  const post = (token: string, path: string, body: object = {}, headers = {}): Promise<Answer> =>
    rest('post', path, { token, body, headers: { [NETWORK_HEADER]: `network ${count}`, ...headers } })
  const codeAt = (secret: string, step = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: clock.now().getTime() + step * 30_000,
    })
  const dataOf = ({ json }: Answer): unknown => (json as { errors?: { data?: unknown }[] }).errors?.[0]?.data

  /** Sets up an app, and lets its first code pass by. */
  const setUp = async (token: string): Promise<{ secret: string; codes: string[] }> => {
    const offer = (await post(token, '/users/second-factor/app')).json as TotpOffer
    const confirmed = await post(token, '/users/second-factor/app/confirm', { code: codeAt(offer.secret) })
    expect([confirmed.status, confirmed.message]).toEqual([200, ''])
    later(MINUTE)
    return { secret: offer.secret, codes: (confirmed.json as { codes: string[] }).codes }
  }
  const securityOf = async (token: string, { id }: Person): Promise<Security> =>
    (await rest('get', `/users/${id}/security`, { token })).json as Security

  it('is set up by an app with codes, whose secret nobody else reads', async () => {
    const ada = await somebody('reviewer')
    const token = await signIn(ada)
    const offer = (await post(token, '/users/second-factor/app')).json as TotpOffer
    expect(offer.uri).toContain(`otpauth://totp/Recourse:${encodeURIComponent(ada.email)}?issuer=Recourse`)
    expect(offer.secret).toMatch(/^[A-Z2-7]{32}$/)
    // Before it is confirmed, it is none.
    expect((await securityOf(token, ada)).factors).toEqual([])
    expect((await post(token, '/users/second-factor/app/confirm', { code: '000000' })).status).toBe(422)
    const { json } = await post(token, '/users/second-factor/app/confirm', { code: codeAt(offer.secret) })
    const { codes } = json as { codes: string[] }
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    expect(codes.every((code) => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(code))).toBe(true)
    expect(await securityOf(token, ada)).toMatchObject({
      factors: [{ kind: 'totp', name: 'App with codes' }],
      codesLeft: 10,
      required: false,
    })
    const kept = JSON.stringify(
      (await payload.db.find({ collection: 'second-factors', limit: 0, pagination: false })).docs,
    )
    for (const told of [offer.secret, ...codes, ...codes.map((code) => code.replace('-', ''))])
      expect(kept).not.toContain(told)
  })

  it('is asked for at sign-in: before, a session can do nothing, by whichever entrance', async () => {
    const ada = await somebody('reviewer', 'administrator')
    const { secret } = await setUp(await signIn(ada))
    const token = await signIn(ada)
    const headers = { authorization: `JWT ${token}` }
    for (const [method, path, body] of [
      ['get', '/offences'],
      ['get', '/users'],
      ['get', `/users/${ada.id}`],
      ['get', '/users/me'],
      ['get', '/access'],
      ['get', '/globals/site'],
      ['get', '/payload-preferences/nav'],
      ['post', '/payload-preferences/nav', { value: { open: true } }],
      ['post', '/users/refresh-token', {}],
      ['patch', `/users/${ada.id}`, { name: 'Taken over', password: 'seven green umbrellas' }],
      ['post', '/users', { name: 'New', email: 'new@example.org', password: PASSWORD }],
      ['post', `/users/${root.id}/security/take-off`, {}],
      ['get', `/users/${ada.id}/security`],
      ['post', '/users/second-factor/app', {}],
      ['post', '/users/second-factor/recovery', {}],
      ['post', '/offences/x/desk/approve', { hash: 'a'.repeat(64) }],
      ['post', '/releases/roll-back', {}],
    ] as const) {
      const { status, json } = await rest(method, path, { token, body })
      expect([path, status >= 401 && status <= 404]).toEqual([path, true])
      expect(JSON.stringify(json)).not.toContain(ada.email)
    }
    // The Local API with access rules, as screens use it.
    const { user } = await payload.auth({ headers: new Headers(headers) })
    expect(user).toMatchObject({ roles: [], _standing: { limited: 'prove' } })
    await expect(payload.find({ collection: 'offences', user, overrideAccess: false })).rejects.toThrow()

    const proved = await post(token, '/users/proof', { code: codeAt(secret) })
    expect([proved.status, proved.json]).toEqual([200, { proved: true }])
    expect((await rest('get', '/users/me', { token })).json).toMatchObject({ user: { email: ada.email } })
    expect((await rest('get', '/offences', { token })).status).toBe(200)
    // Each session for itself.
    expect((await rest('get', '/offences', { token: await signIn(ada) })).status).toBe(403)
  })

  it('counts each code once, one step early or late, and no other', async () => {
    const ada = await somebody('editor')
    const { secret } = await setUp(await signIn(ada))
    const token = await signIn(ada)
    const prove = async (code: string): Promise<number> =>
      (await post(token, '/users/proof', { code })).status
    expect(await prove(codeAt(secret, -2))).toBe(422)
    expect(await prove(codeAt(secret, 2))).toBe(422)
    const code = codeAt(secret, -1)
    expect(await prove(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe(200)
    expect(await prove(code)).toBe(422)
    expect(await prove(codeAt(secret))).toBe(200)
    expect(await prove(codeAt(secret, -1))).toBe(422)
    expect(await prove(codeAt(secret, 1))).toBe(200)
    // Nor twice at the same instant.
    later(5 * MINUTE)
    const both = await Promise.all(Array.from({ length: 5 }, () => prove(codeAt(secret))))
    expect(both.filter((status) => status === 200)).toHaveLength(1)
  })

  it('is limited in tries, for whoever has the password too', async () => {
    const ada = await somebody('editor')
    const { secret } = await setUp(await signIn(ada))
    const token = await signIn(ada)
    const stranger = { [NETWORK_HEADER]: 'a strange network' }
    const prove = async (code: string, headers = {}): Promise<number> =>
      (await post(token, '/users/proof', { code }, headers)).status
    for (let n = 0; n < 5; n += 1) expect(await prove('000000', stranger)).toBe(422)
    expect(await prove(codeAt(secret), stranger)).toBe(429)
    for (let n = 0; n < 40; n += 1) await prove('000000', { [NETWORK_HEADER]: `network of guesses ${n}` })
    expect(await prove(codeAt(secret), { [NETWORK_HEADER]: 'one more' })).toBe(429)
    // Its owner is known in their own network.
    expect(await prove(codeAt(secret))).toBe(200)
  })

  it('can be a recovery code instead, once', async () => {
    const ada = await somebody('editor')
    const first = await signIn(ada)
    const { codes, secret } = await setUp(first)
    const [code = '', other = ''] = codes
    const token = await signIn(ada)
    expect((await post(token, '/users/proof', { code: code.toUpperCase().replace('-', ' ') })).status).toBe(
      200,
    )
    expect((await post(await signIn(ada), '/users/proof', { code })).status).toBe(422)
    expect(await securityOf(token, ada)).toMatchObject({ codesLeft: 9 })
    // New ones replace them.
    const renewed = (await post(token, '/users/second-factor/recovery')).json as { codes: string[] }
    expect(renewed.codes).toHaveLength(10)
    expect((await post(await signIn(ada), '/users/proof', { code: other })).status).toBe(422)
    expect((await post(await signIn(ada), '/users/proof', { code: renewed.codes[0] })).status).toBe(200)
    expect((await post(await signIn(ada), '/users/proof', { code: codeAt(secret) })).status).toBe(200)
  })

  it.each([
    ['off', 'reviewer', null],
    ['approvers', 'editor', null],
    ['approvers', 'reviewer', 'set-up'],
    ['approvers', 'administrator', 'set-up'],
    ['all', 'editor', 'set-up'],
  ] as const)('is required as the setting says: %s, of %s', async (setting, role, limited) => {
    const ada = await somebody(role)
    rule(setting)
    const token = await signIn(ada)
    const { user } = await payload.auth({ headers: new Headers({ authorization: `JWT ${token}` }) })
    expect(user).toMatchObject({ _standing: { limited } })
    expect((await rest('get', '/offences', { token })).status).toBe(limited ? 403 : 200)
    if (!limited) return
    // It is set up in that session, which is then like any other.
    await setUp(token)
    expect((await rest('get', '/offences', { token })).status).toBe(200)
    const [factor] = (await securityOf(token, ada)).factors
    expect(await post(token, '/users/second-factor/remove', { factor: factor?.id })).toMatchObject({
      status: 422,
      message: 'Your account must have a second factor: set up another one first, then remove this one.',
    })
  })

  it('is not set up in a session that was left open', async () => {
    const ada = await somebody('editor')
    const token = await signIn(ada)
    later(16 * MINUTE)
    const answer = await post(token, '/users/second-factor/app')
    expect([answer.status, dataOf(answer)]).toEqual([403, { because: 'state' }])
    expect(answer.message).toMatch(/signed in too long ago/)
    const { secret } = await setUp(await signIn(ada))
    const old = await signIn(ada)
    expect((await post(old, '/users/proof', { code: codeAt(secret) })).status).toBe(200)
    later(16 * MINUTE)
    const [factor] = (await securityOf(old, ada)).factors
    const remove = (): Promise<Answer> => post(old, '/users/second-factor/remove', { factor: factor?.id })
    const refused = await remove()
    expect([refused.status, dataOf(refused)]).toEqual([403, { because: 'proof' }])
    expect((await post(old, '/users/proof', { code: codeAt(secret) })).status).toBe(200)
    expect((await remove()).status).toBe(200)
    expect(await securityOf(old, ada)).toMatchObject({ factors: [], codesLeft: 0 })
  })

  it('is asked for again before somebody approves, publishes or changes accounts', async () => {
    const ada = await somebody('reviewer', 'administrator')
    const token = await signIn(ada)
    const { secret } = await setUp(token)
    const hash = 'a'.repeat(64)
    const made = await payload.create({
      collection: 'users',
      data: { name: 'Made Up', email: `made${count}@example.org`, password: PASSWORD, roles: ['editor'] },
    })
    const asked: [method: string, path: string, body: object][] = [
      ['post', '/offences/x/desk/approve', { hash, answers: [] }],
      // Once for all of them.
      [
        'post',
        '/heads/approve',
        { approvals: ['x', 'y'].map((id) => ({ kind: 'offence', id, hash, receipt: 'r' })) },
      ],
      [
        'post',
        '/offences/x/desk/safety-fix',
        { hash: null, revision: 1, reason: 'r', checkedOn: null, answers: [] },
      ],
      ['post', '/offences/x/desk/confirm-withdrawal', { hash }],
      ['post', '/offences/x/desk/safety-withdrawal', { hash, reason: 'r' }],
      ['post', '/offences/x/desk/correct-note', { seq: 1, note: 'n' }],
      ['post', '/releases/roll-back', { to: 1, reason: 'r', carryOver: false, seen: 0 }],
      ['post', '/releases/resume', { reason: 'r', seen: 0 }],
      ['post', `/users/${made.id}/roles`, { asked: 1, confirm: true }],
      ['patch', `/users/${made.id}`, { name: 'Another' }],
      ['patch', `/users/${ada.id}`, { name: 'Myself' }],
      ['delete', `/users/${made.id}`, {}],
      [
        'post',
        '/users',
        { name: 'New One', email: `new${count}@example.org`, password: 'seven green umbrellas' },
      ],
      ['post', `/users/${made.id}/security/take-off`, {}],
    ]
    const needsProof = async (): Promise<string[]> => {
      const paths: string[] = []
      for (const [method, path, body] of asked) {
        const answer = await rest(method, path, { token, body })
        if (answer.status === 403 && (dataOf(answer) as { because?: string })?.because === 'proof')
          paths.push(path)
      }
      return paths
    }
    later(16 * MINUTE)
    expect(await needsProof()).toEqual(asked.map(([, path]) => path))
    // Reading and writing need none.
    expect((await rest('get', '/offences', { token })).status).toBe(200)
    expect((await post(token, '/users/proof', { code: codeAt(secret) })).status).toBe(200)
    expect(await needsProof()).toEqual([])
  })

  it('is taken off by another administrator or by command, and that is recorded', async () => {
    const ada = await somebody('administrator')
    const token = await signIn(ada)
    await setUp(token)
    const admin = await signIn(root)
    const own = await post(token, `/users/${ada.id}/security/take-off`)
    expect([own.status, own.message]).toEqual([
      403,
      'Another administrator takes the second factor off an account.',
    ])
    const eve = await somebody('editor', 'reviewer')
    expect((await post(await signIn(eve), `/users/${ada.id}/security/take-off`)).status).toBe(403)
    const taken = await post(admin, `/users/${ada.id}/security/take-off`)
    expect(taken.json).toMatchObject({ factors: [], codesLeft: 0, sessions: [] })
    // It is signed out, and the password is enough again.
    expect((await rest('get', '/users/me', { token })).json).toMatchObject({ user: null })
    const again = await signIn(ada)
    expect((await rest('get', '/users', { token: again })).status).toBe(200)

    await setUp(again)
    const req = await createLocalReq({}, payload)
    await initTransaction(req)
    await takeOffSecondFactor(
      { req, actor: COMMAND, clock: systemClock },
      { account: ada.id, name: ada.name },
    )
    await commitTransaction(req)
    expect((await rest('get', '/users/me', { token: again })).json).toMatchObject({ user: null })
    const events = (await readAccountEvents({ payload })).filter(({ details }) => details.account === ada.id)
    expect(events.map(({ action, actor: { name } }) => `${name}: ${action}`).slice(1)).toEqual([
      `${ada.name}: second-factor`,
      `${ada.name}: second-factor`,
      'Root: second-factor-reset',
      `${ada.name}: second-factor`,
      `${ada.name}: second-factor`,
      'A command on the server: second-factor-reset',
    ])
  })

  it('is forgotten with its account', async () => {
    const ada = await somebody('editor')
    await setUp(await signIn(ada))
    await payload.delete({ collection: 'users', id: ada.id })
    for (const collection of ['second-factors', 'sign-ins'] as const) {
      const { docs } = await payload.db.find({ collection, where: { account: { equals: ada.id } } })
      expect(docs).toEqual([])
    }
  })

  describe('sessions', () => {
    it('are listed with device and last use, and ended by their owner', async () => {
      const ada = await somebody('editor')
      const old = await signIn(ada, 'Mozilla/5.0 (iPhone) AppleWebKit Version/17 Mobile Safari/604.1')
      later(20 * MINUTE)
      const token = await signIn(ada)
      const { sessions } = await securityOf(token, ada)
      expect(sessions.map(({ device, current }) => [device, current])).toEqual([
        ['Firefox on Windows', true],
        ['Safari on iOS', false],
      ])
      // A use is noted, though not each.
      later(6 * MINUTE)
      await rest('get', '/offences', { token: old })
      await vi.waitFor(async () =>
        expect((await securityOf(token, ada)).sessions[0]?.device).toBe('Safari on iOS'),
      )
      const phone = (await securityOf(token, ada)).sessions[0]
      const ended = await post(token, `/users/${ada.id}/security/end`, { session: phone?.id })
      expect((ended.json as Security).sessions.map(({ device }) => device)).toEqual(['Firefox on Windows'])
      expect((await rest('get', '/offences', { token: old })).status).toBe(403)
      expect((await rest('get', '/offences', { token })).status).toBe(200)
      // All others at once.
      const [one, two] = [await signIn(ada), await signIn(ada)]
      expect((await post(two, `/users/${ada.id}/security/end`, { session: null })).status).toBe(200)
      const still = []
      for (const each of [token, one, two])
        still.push((await rest('get', '/offences', { token: each })).status)
      expect(still).toEqual([403, 403, 200])
    })

    it('of others are ended by administrators alone, and that is recorded', async () => {
      const [ada, eve] = [await somebody('editor'), await somebody('reviewer')]
      const [token, other, admin] = [await signIn(ada), await signIn(eve), await signIn(root)]
      expect((await rest('get', `/users/${ada.id}/security`, { token: other })).status).toBe(403)
      expect((await post(other, `/users/${ada.id}/security/end`, { session: null })).status).toBe(403)
      expect((await rest('get', '/offences', { token })).status).toBe(200)
      expect((await post(admin, `/users/${ada.id}/security/end`, { session: null })).status).toBe(200)
      expect((await rest('get', '/offences', { token })).status).toBe(403)
      const events = (await readAccountEvents({ payload })).filter(
        ({ details }) => details.account === ada.id,
      )
      expect(events.at(-1)).toMatchObject({
        action: 'sessions-ended',
        actor: { name: 'Root' },
        details: { count: 1 },
      })
    })

    it('end a day after they began, however much they are used, by whichever entrance', async () => {
      const ada = await somebody('editor')
      const token = await signIn(ada)
      const me = async (): Promise<unknown> =>
        ((await rest('get', '/users/me', { token })).json as { user: { id: string } | null }).user?.id
      for (let hour = 0; hour < 23; hour += 1) later(60 * MINUTE)
      expect(await me()).toBe(ada.id)
      later(61 * MINUTE)
      expect((await rest('get', '/bodies', { token })).status).toBe(403)
      expect(await me()).toBeUndefined()
      expect((await rest('post', '/users/refresh-token', { token })).status).toBe(403)
      // Nobody's from now on, also for whoever asks Payload alone.
      clock.set(new Date())
      expect(await me()).toBeUndefined()
      const again = await signIn(ada)
      expect((await rest('get', '/bodies', { token: again })).status).toBe(200)
    })

    it('act with the roles of now, in the next request', async () => {
      const ada = await somebody('administrator', 'editor')
      const token = await signIn(ada)
      expect((await rest('get', '/account-events', { token })).status).toBe(200)
      const admin = await signIn(root)
      await rest('patch', `/users/${ada.id}`, { token: admin, body: { roles: ['editor'] } })
      expect((await rest('get', '/account-events', { token })).status).toBe(403)
      expect((await rest('get', '/offences', { token })).status).toBe(200)
      await rest('patch', `/users/${ada.id}`, { token: admin, body: { roles: [] } })
      expect((await rest('get', '/offences', { token })).status).toBe(403)
    })
  })
})
