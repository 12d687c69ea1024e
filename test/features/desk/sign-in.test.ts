import { availableParallelism } from 'node:os'
import type { Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Mail } from '#domain/mail/mails.ts'
import { addressBook } from '#lib/addresses.ts'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { hashingTurns } from '#lib/hashing-turns.ts'
import { createLog } from '#lib/log.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { takePasswordLink } from '#store/desk/password-link-tries.ts'
import { composer } from '#worker/mail/compose.ts'
import { Sender } from '#worker/mail/send/sender.ts'
import { forgetOld } from '#worker/mail/subscriptions.ts'
import { asLong } from '../../support/as-long.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { openMailbox } from '../../support/mail/mailbox.ts'
import { PASSWORD, rest, type Answer } from '../../support/rest.ts'
import { hashInEarnest, hashOnce } from '../../support/quick-passwords.ts'
import { full, scaled } from '../../support/scale.ts'
import { person, type Person } from '../../support/desk/staff.ts'

describe.skipIf(missing)(`signing in on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ada: Person
  let count = 0
  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    ada = await person(payload, 'Ada', ['editor'])
    await person(payload, 'Root', ['administrator'])
  })
  afterAll(() => database?.close())
  const clock = fixedClock('2026-11-21T10:00:00Z')
  beforeEach(async () => {
    clock.set('2026-11-21T10:00:00Z')
    await payload.db.deleteMany({ collection: 'sign-in-tries', where: {} })
    const spy = vi.spyOn(systemClock, 'now').mockImplementation(() => clock.now())
    return () => spy.mockRestore()
  })
  const later = (milliseconds: number): void => clock.set(new Date(clock.now().getTime() + milliseconds))
  const newNetwork = (): string => `network ${(count += 1)}`

  interface From {
    network?: string
    cookie?: string
  }
  const post = (
    path: string,
    body: Record<string, unknown>,
    { network = newNetwork(), cookie }: From = {},
  ): Promise<Answer> =>
    rest('post', `/users/${path}`, {
      body,
      headers: { [NETWORK_HEADER]: network, ...(cookie === undefined ? {} : { cookie }) },
    })
  const signIn = (email: string, password: string, from?: From): Promise<Answer> =>
    post('login', { email, password }, from)
  const mails = async (): Promise<Mail[]> =>
    (await payload.db.find<Mail & { id: string }>({ collection: 'outbox', limit: 0, pagination: false })).docs
  const said = ({ status, json }: Answer): unknown => [status, json]

  // The embedded database has one writer: a change waits until the person is in.
  it.skipIf(databaseName === 'sqlite')(
    'an account that is changed while its owner signs in keeps the change',
    async () => {
      const late = await person(payload, 'Late', ['administrator'])
      const { updateOne } = payload.db
      const spy = vi.spyOn(payload.db, 'updateOne').mockImplementation(async (args) => {
        if ('sessions' in args.data) {
          spy.mockRestore()
          await updateOne.call(payload.db, { collection: 'users', id: late.id, data: { roles: ['editor'] } })
        }
        return updateOne.call(payload.db, args)
      })
      expect((await signIn(late.email, PASSWORD)).status).toBe(200)
      const found = await payload.db.findOne<Person & { sessions: unknown[] }>({
        collection: 'users',
        where: { id: { equals: late.id } },
      })
      expect(found).toMatchObject({ email: late.email, roles: ['editor'] })
      expect(found?.sessions).toHaveLength(1)
    },
  )

  describe('tries', () => {
    it('are refused after ten to one account from one network, in words that tell nothing', async () => {
      for (const email of [ada.email, 'nobody@example.org']) {
        const network = newNetwork()
        for (let n = 0; n < 10; n += 1)
          expect(said(await signIn(email, 'not the password', { network }))).toEqual([
            401,
            { errors: [{ message: 'The email or password provided is incorrect.' }] },
          ])
        expect(said(await signIn(email, 'not the password', { network }))).toEqual([
          429,
          {
            errors: [
              { message: 'There were too many tries to sign in from here. Wait 60 seconds, then try again.' },
            ],
          },
        ])
        // The right password is no better there, and the owner gets in from elsewhere.
        expect((await signIn(email, PASSWORD, { network })).status).toBe(429)
        if (email === ada.email) expect((await signIn(email, PASSWORD)).status).toBe(200)
        // One comes back each minute.
        later(60_000)
        expect((await signIn(email, 'not the password', { network })).status).toBe(401)
        expect((await signIn(email, 'not the password', { network })).status).toBe(429)
      }
    })

    it('of strangers shut nobody out of their own network or browser', async () => {
      const office = newNetwork()
      const { cookies } = await signIn(ada.email, PASSWORD, { network: office })
      const cookie = cookies.find((each) => each.includes('-browser-'))?.split(';')[0] ?? ''
      expect(cookies.find((each) => each.startsWith('recourse-token='))).toMatch(
        /; HttpOnly=true; SameSite=Strict$/,
      )
      expect(cookie).toMatch(/^recourse-browser-[\w-]{8}=[\w-]{22}\.[\w-]{43}$/)
      // Somebody beside them tries many accounts, which is slow, and keeps those from nothing who were there before.
      let judged = 0
      for (let n = 0; n < 100; n += 1)
        if ((await signIn(`guessed${n}@example.org`, 'x', { network: office })).status === 401) judged += 1
      expect(judged).toBe(30)
      expect((await signIn('root@example.org', PASSWORD, { network: office })).status).toBe(429)
      expect((await signIn(ada.email, PASSWORD, { network: office })).status).toBe(200)
      // And then theirs alone.
      for (let i = 0; i < 10; i += 1) await signIn(ada.email, 'x', { network: office })
      expect((await signIn(ada.email, PASSWORD, { network: office })).status).toBe(429)
      expect((await signIn(ada.email, PASSWORD, { network: office, cookie })).status).toBe(200)
      // A cookie that was made up, or is another's, is none.
      for (const forged of [`${cookie}x`, cookie.replace(/=../, '=AA'), cookie.replace(/\..*/, '.')])
        expect((await signIn(ada.email, PASSWORD, { network: office, cookie: forged })).status).toBe(429)
    })

    it('of a thousand wrong passwords from a hundred networks keep nobody of the staff out', async () => {
      const home = newNetwork()
      const { cookies } = await signIn(ada.email, PASSWORD, { network: home })
      const cookie = cookies.find((each) => each.includes('-browser-'))?.split(';')[0] ?? ''
      const networks = Array.from({ length: 100 }, newNetwork)
      let judged = 0
      for (let n = 0; n < 1_000; n += 1) {
        const network = networks[n % networks.length]
        if ((await signIn(ada.email, `guess ${n}`, { network })).status === 401) judged += 1
      }
      expect(judged).toBe(100)
      expect((await signIn(ada.email, PASSWORD, { network: home })).status).toBe(200)
      // On the road, in the browser that is known.
      expect((await signIn(ada.email, PASSWORD, { network: networks[7], cookie })).status).toBe(200)
      expect((await signIn(ada.email, PASSWORD, { network: networks[8] })).status).toBe(429)
      // Others are not concerned.
      expect((await signIn('root@example.org', PASSWORD)).status).toBe(200)
    }, 120_000)

    it('are judged in turn: twenty of strangers wait, and whoever is known does not wait for them', async () => {
      const home = newNetwork()
      expect((await signIn(ada.email, PASSWORD, { network: home })).status).toBe(200)
      const atOnce = Math.min(3, Math.max(1, availableParallelism() - 1))
      const held = await Promise.all(Array.from({ length: atOnce }, async () => hashingTurns().take(true)))
      const strangers = Array.from({ length: 20 }, () => signIn('nobody@example.org', 'not the password'))
      await expect.poll(() => hashingTurns().waiting).toBe(20)
      const last = await signIn('nobody@example.org', 'not the password')
      expect([last.status, last.message]).toEqual([429, expect.stringContaining('Wait 10 seconds')])
      const order: string[] = []
      const known = signIn(ada.email, PASSWORD, { network: home }).then((answer) => {
        order.push('known')
        return answer.status
      })
      await expect.poll(() => hashingTurns().waiting).toBe(21)
      const answers = strangers.map((each) =>
        each.then((answer) => {
          order.push('stranger')
          return answer.status
        }),
      )
      for (const release of held) release?.()
      expect([await known, [...new Set(await Promise.all(answers))]]).toEqual([200, [401]])
      // It began first; how soon an answer is read differs a little.
      expect(order.indexOf('known')).toBeLessThan(atOnce + 3)
    })

    it('leave nothing that says who tried, or from where', async () => {
      await signIn(ada.email, 'not the password', { network: '192.0.2.0/24' })
      const { docs } = await payload.db.find({ collection: 'sign-in-tries', limit: 0, pagination: false })
      expect(docs.length).toBeGreaterThan(0)
      expect(JSON.stringify(docs)).not.toMatch(/@|192\.0\.2/)
    })

    it('are forgotten once they count nothing', async () => {
      await signIn(ada.email, 'not the password')
      later(200 * 86_400_000)
      await forgetOld({ payload, env: env(), clock: systemClock })
      expect(
        await payload.db.find({ collection: 'sign-in-tries', limit: 0, pagination: false }),
      ).toMatchObject({
        docs: [],
      })
    })

    it.skipIf(databaseName === 'mongodb' && !full)(
      'take as long for an address that somebody has as for one that nobody has',
      async () => {
        await inTurn(scaled(200, 30), (email) => signIn(email, 'not the password'))
      },
    )
  })

  /** Asks of an address that somebody has, and of one that nobody has, at what a password costs in earnest. */
  const inTurn = async (rounds: number, ask: (email: string) => Promise<Answer>): Promise<unknown> => {
    hashInEarnest()
    try {
      return await asLong([ada.email, 'nobody.ever@example.org'], rounds, async (email) => {
        later(3_600_000)
        return JSON.stringify(said(await ask(email)))
      })
    } finally {
      hashOnce()
    }
  }

  describe('a password', () => {
    // Payload looks itself whether a link is too old.
    beforeEach(() => clock.set(new Date()))

    const WEAK: [why: string, password: string, words: RegExp][] = [
      ['short', 'abc', /at least 12 characters\. This one has 3\. Several words/],
      ['of eleven characters', 'kx7-wq2-lm9', /This one has 11/],
      ['of eleven characters that are two units each', '🦊🐝🦉🐙🦀🐌🦔🐧🦎🐢🦩', /This one has 11/],
      ['common', 'qazwsxedc123', /easy to guess/],
      ['common with figures', 'password1234', /easy to guess/],
      ['common in another dress', 'P@ssw0rd!234', /easy to guess/],
      ['common twice', 'dragondragon', /easy to guess/],
      ['one letter', 'aaaaaaaaaaaa', /easy to guess/],
      ['a row of figures', '123456789012', /easy to guess/],
      ['a row of keys', 'qwertyuiop[]', /easy to guess/],
      ['a season and a year', 'Summer2026!!', /easy to guess/],
      ['the address', 'eve.adams@example.org', /easy to guess/],
      ['part of the address', 'eve.adams2026', /easy to guess/],
      ['the name', 'Evelyn Adamson', /easy to guess/],
      ['of this system', 'recourse2026!', /easy to guess/],
    ]
    const eve = { name: 'Evelyn Adamson', email: 'eve.adams@example.org', roles: ['editor'] as const }

    it.each(WEAK)('is refused where it is %s, wherever it is set', async (_why, password, words) => {
      const root = (await signIn('root@example.org', PASSWORD)).json as { token: string }
      const own = (await signIn(ada.email, PASSWORD)).json as { token: string }
      const created = await rest('post', '/users', { token: root.token, body: { ...eve, password } })
      expect(created.status).toBe(422)
      expect(JSON.stringify(created.json)).toMatch(words)
      expect(JSON.stringify(created.json)).toContain('"path":"password"')
      await expect(
        payload.create({ collection: 'users', data: { ...eve, roles: [...eve.roles], password } }),
      ).rejects.toThrow()
      if (/address|name/.test(_why)) return
      const updated = await rest('patch', `/users/${ada.id}`, { token: own.token, body: { password } })
      expect(JSON.stringify(updated.json)).toMatch(words)
      expect(updated.status).toBe(422)
      await expect(payload.update({ collection: 'users', id: ada.id, data: { password } })).rejects.toThrow()
      const token = await linkOf(ada.email)
      const reset = await post('reset-password', { token, password })
      expect(JSON.stringify(reset.json)).toMatch(words)
      expect(reset.status).toBe(422)
      expect((await signIn(ada.email, PASSWORD)).status).toBe(200)
    })

    it('is refused to nobody because of it before they are known', async () => {
      expect((await rest('post', '/users', { body: { ...eve, password: 'abc' } })).status).toBe(403)
      expect((await rest('patch', `/users/${ada.id}`, { body: { password: 'abc' } })).status).toBe(403)
      expect((await post('reset-password', { token: 'x', password: 'abc' })).status).toBe(403)
    })

    it('is set by nobody for somebody else', async () => {
      const { token } = (await signIn('root@example.org', PASSWORD)).json as { token: string }
      const other = 'seven green umbrellas'
      const refused = await rest('patch', `/users/${ada.id}`, { token, body: { password: other } })
      expect([refused.status, refused.message]).toEqual([
        403,
        'Nobody sets the password of somebody else. They ask for a link under “Forgot password?”, or are given a new password by “recourse user password” on the server.',
      ])
      expect((await signIn(ada.email, PASSWORD)).status).toBe(200)
      // One's own is.
      const own = (await signIn(ada.email, PASSWORD)).json as { token: string }
      const changed = await rest('patch', `/users/${ada.id}`, { token: own.token, body: { password: other } })
      expect(changed.status).toBe(200)
      expect((await signIn(ada.email, other)).status).toBe(200)
      await payload.update({ collection: 'users', id: ada.id, data: { password: PASSWORD } })
    })
  })

  describe('an invitation', () => {
    // Payload looks itself whether a link is too old.
    beforeEach(() => clock.set(new Date()))
    const link = async (): Promise<{ subject: string; text: string; token: string }> => {
      const [row] = await mails()
      // A row keeps them as text.
      const mail = { ...row, args: JSON.parse(row?.args as unknown as string) as Mail['args'] } as Mail
      const composed = await composer({ payload, env: env(), clock: systemClock })(mail)
      if ('drop' in composed) throw new Error(composed.drop)
      return { ...composed, token: /\/admin\/reset\/(\S+)/.exec(composed.text)?.[1] ?? '' }
    }

    it('lets the owner of a new account set a password, which nobody else has known', async () => {
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      const { token: root } = (await signIn('root@example.org', PASSWORD)).json as { token: string }
      const body = { name: 'Noor Haddad', email: 'noor@example.org', roles: ['editor'], password: PASSWORD }
      const made = await rest('post', '/users', { token: root, body })
      expect(made.status).toBe(201)
      // What the administrator sent is no password.
      expect((await signIn(body.email, PASSWORD)).status).toBe(401)
      later(2 * 86_400_000)
      const { subject, text, token } = await link()
      expect(subject).toBe('Your account at the editorial desk')
      expect(text.replace(token, '…').trim()).toBe(
        [
          'Noor Haddad,',
          '',
          'Root has an account for you at the editorial desk.',
          'Set your password here:',
          'http://127.0.0.1:3000/admin/reset/…',
          '',
          'The link works once, within three days; only the newest works. After',
          'that, ask for another under “Forgot password?” where you sign in.',
        ].join('\n'),
      )
      const password = 'seven green umbrellas'
      expect((await post('reset-password', { token, password })).status).toBe(200)
      expect((await post('reset-password', { token, password })).status).toBe(403)
      clock.set(new Date())
      expect((await signIn(body.email, password)).status).toBe(200)
    })

    it('is sent again by administrators alone', async () => {
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      const path = `/users/${ada.id}/security/invite`
      const { token: own } = (await signIn(ada.email, PASSWORD)).json as { token: string }
      expect((await rest('post', path, { token: own, body: {} })).status).toBe(403)
      expect(await mails()).toEqual([])
      const { token: root } = (await signIn('root@example.org', PASSWORD)).json as { token: string }
      expect((await rest('post', path, { token: root, body: {} })).json).toEqual({ sent: false })
      expect((await link()).token).toMatch(/^[\w-]{22}$/)
      later(4 * 86_400_000)
      await expect(link()).rejects.toThrow('too long ago')
    })
  })

  describe('an account', () => {
    const tokenOf = async (email: string): Promise<string> =>
      ((await signIn(email, PASSWORD)).json as { token: string }).token
    const LONG = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(3)}example.org`

    it('has an address that mail can be sent to, and no other is kept', async () => {
      const root = await tokenOf('root@example.org')
      const own = await tokenOf(ada.email)
      expect(LONG.length).toBe(255)
      for (const email of [LONG, `${'a'.repeat(65)}@example.org`, 'ada@localhost', 'a b@example.org']) {
        const data = { name: 'Eve', email, password: PASSWORD, roles: ['editor' as const] }
        expect((await rest('post', '/users', { token: root, body: data })).status).toBe(422)
        await expect(payload.create({ collection: 'users', data })).rejects.toThrow()
        expect((await rest('patch', `/users/${ada.id}`, { token: own, body: { email } })).status).toBe(422)
        expect([400, 401]).toContain((await signIn(email, PASSWORD)).status)
      }
      const { docs } = await payload.db.find({ collection: 'users', limit: 0, pagination: false })
      expect(JSON.stringify(docs)).not.toMatch(/aaaaaa|localhost/)
    })

    it('has an address that its owner alone changes', async () => {
      const email = 'somebody.else@example.org'
      const root = await tokenOf('root@example.org')
      const refused = await rest('patch', `/users/${ada.id}`, { token: root, body: { email } })
      expect([refused.status, refused.message]).toEqual([
        403,
        'Nobody changes the address of somebody else: who reads its mail can set their password. They change it themselves.',
      ])
      const same = { email: ada.email.toUpperCase(), name: 'Ada' }
      expect((await rest('patch', `/users/${ada.id}`, { token: root, body: same })).status).toBe(200)
      const own = await tokenOf(ada.email)
      expect((await rest('patch', `/users/${ada.id}`, { token: own, body: { email } })).status).toBe(200)
      await payload.update({ collection: 'users', id: ada.id, data: { email: ada.email } })
    })

    it('is signed out everywhere else by a new password', async () => {
      const [elsewhere, here] = [await tokenOf(ada.email), await tokenOf(ada.email)]
      const whoAmI = async (token: string): Promise<unknown> =>
        ((await rest('get', '/users/me', { token })).json as { user: { email: string } | null }).user?.email
      expect([await whoAmI(elsewhere), await whoAmI(here)]).toEqual([ada.email, ada.email])
      const body = { password: 'seven green umbrellas' }
      expect((await rest('patch', `/users/${ada.id}`, { token: here, body })).status).toBe(200)
      expect([await whoAmI(elsewhere), await whoAmI(here)]).toEqual([undefined, ada.email])
      // By the command, everywhere.
      await payload.update({ collection: 'users', id: ada.id, data: { password: PASSWORD } })
      expect(await whoAmI(here)).toBeUndefined()
    })

    it('gives its password and address to nobody who finds its session open a while later', async () => {
      const own = await tokenOf(ada.email)
      const network = newNetwork()
      const change = async (body: object, present?: string): Promise<[number, string]> => {
        const headers = {
          [NETWORK_HEADER]: network,
          ...(present === undefined
            ? {}
            : { 'present-password': Buffer.from(present).toString('base64url') }),
        }
        const { status, message } = await rest('patch', `/users/${ada.id}`, { token: own, body, headers })
        return [status, message]
      }
      later(16 * 60_000)
      const asked = [403, expect.stringContaining('Type the password that you have now')]
      expect(await change({ password: 'seven green umbrellas' })).toEqual(asked)
      expect(await change({ email: 'ada.new@example.org' })).toEqual(asked)
      // Nor by the route that changes several at once.
      await rest('patch', `/users?where[id][equals]=${ada.id}`, {
        token: own,
        body: { password: 'seven green umbrellas' },
      })
      expect((await signIn(ada.email, 'seven green umbrellas')).status).toBe(401)
      expect((await signIn(ada.email, PASSWORD)).status).toBe(200)
      // What does not let anybody in.
      expect((await change({ name: 'Ada', email: ada.email }))[0]).toBe(200)

      const wrong = [403, expect.stringContaining('This is not the password that you have now')]
      expect(await change({ email: 'ada.new@example.org' }, 'not the password')).toEqual(wrong)
      expect((await change({ email: 'ada.new@example.org' }, PASSWORD))[0]).toBe(200)
      expect((await change({ email: ada.email, password: 'sieben grüne Schirme' }, PASSWORD))[0]).toBe(200)
      expect((await change({ password: PASSWORD }, 'sieben grüne Schirme'))[0]).toBe(200)
      // Nor is it found by trying.
      const tries = []
      for (let n = 0; n < 12; n += 1) tries.push((await change({ password: 'x' }, `guess ${n}`))[0])
      expect([tries.slice(0, 8).every((status) => status === 403), tries.at(-1)]).toEqual([true, 429])
    })

    it('is forgotten by the outbox when it is deleted', async () => {
      const gone = await person(payload, 'Gone', ['editor'])
      await post('forgot-password', { email: gone.email })
      expect((await mails()).some(({ recipient }) => recipient === `user:${gone.id}`)).toBe(true)
      await payload.delete({ collection: 'users', id: gone.id })
      expect((await mails()).some(({ recipient }) => recipient === `user:${gone.id}`)).toBe(false)
    })
  })

  /** The token of the link that is mailed to an address, as the sender composes it. */
  async function linkOf(email: string): Promise<string> {
    await payload.db.deleteMany({ collection: 'outbox', where: {} })
    expect((await post('forgot-password', { email })).status).toBe(200)
    const [mail] = await mails()
    if (!mail) throw new Error('There is no mail.')
    const composed = await composer({ payload, env: env(), clock: systemClock })(mail)
    if ('drop' in composed) throw new Error(composed.drop)
    return /\/admin\/reset\/(\S+)/.exec(composed.text)?.[1] ?? ''
  }

  describe('a forgotten password', () => {
    // Payload looks itself whether a link is too old.
    beforeEach(() => clock.set(new Date()))

    it('is set anew by a link that comes by mail', async () => {
      const mailbox = await openMailbox()
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      const asked = await post('forgot-password', { email: ` ${ada.email.toUpperCase()} ` })
      expect(said(asked)).toEqual([
        200,
        { message: 'If there is such an account, a mail with a link is on its way.' },
      ])
      const context = { payload, env: { ...env(), smtpUrl: mailbox.url }, clock: systemClock }
      const sender = new Sender(context, createLog('silent'), {
        compose: composer(context),
        suppress: async () => undefined,
      })
      expect(await sender.sendDue()).toMatchObject({ sent: 1 })
      await sender.stop()
      const [mail] = mailbox.mails
      await mailbox.close()
      expect(mailbox.recipients).toEqual([[ada.email]])
      expect(mail?.subject).toBe('Set a new password')
      const token = /\/admin\/reset\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
      expect(mail?.text?.replace(token, '…').trim()).toBe(
        [
          'Ada,',
          '',
          'somebody asked for a new password of your account at the editorial',
          'desk. If it was you, set it here:',
          'http://127.0.0.1:3000/admin/reset/…',
          '',
          'The link works once, within an hour; only the newest works. If it was',
          'not you, there is nothing to do: your password stays as it is.',
        ].join('\n'),
      )
      // Nothing that is kept tells the link.
      const kept = JSON.stringify([
        await mails(),
        await payload.db.find({ collection: 'users', limit: 0, pagination: false }),
      ])
      expect(token).toMatch(/^[\w-]{22}$/)
      expect(kept).not.toContain(token)

      const password = 'seven green umbrellas'
      const reset = await post('reset-password', { token, password })
      expect(reset.status).toBe(200)
      expect((await signIn(ada.email, password)).status).toBe(200)
      expect((await signIn(ada.email, PASSWORD)).status).toBe(401)
      const again = await post('reset-password', { token, password: PASSWORD })
      expect([again.status, again.message]).toEqual([
        403,
        'This link does not work any more: it was used, is older than an hour, or there is a newer one. Ask for another under “Forgot password?”.',
      ])
      await payload.update({ collection: 'users', id: ada.id, data: { password: PASSWORD } })
    })

    it('has one link that works, the newest, and none that is late', async () => {
      const first = await linkOf(ada.email)
      later(10 * 60_000)
      const second = await linkOf(ada.email)
      expect((await post('reset-password', { token: first, password: PASSWORD })).status).toBe(403)
      const kept = await payload.db.findOne<{ id: string; resetPasswordToken?: string }>({
        collection: 'users',
        where: { email: { equals: ada.email } },
      })
      // What the database keeps is no link.
      const hash = kept?.resetPasswordToken ?? ''
      expect((await post('reset-password', { token: hash, password: PASSWORD })).status).toBe(403)
      expect((await post('reset-password', { token: second, password: PASSWORD })).status).toBe(200)

      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      await post('forgot-password', { email: ada.email })
      later(60 * 60_000 + 1)
      const [mail] = await mails()
      expect(await composer({ payload, env: env(), clock: systemClock })(mail as Mail)).toEqual({
        drop: 'It was asked for too long ago to be wanted still.',
      })
    })

    it('is not set by a link once it was set otherwise, or the address is another', async () => {
      for (const data of [{ password: PASSWORD }, { email: 'ada.new@example.org' }]) {
        const token = await linkOf(ada.email)
        later(10 * 60_000)
        await payload.update({ collection: 'users', id: ada.id, data })
        expect((await post('reset-password', { token, password: PASSWORD })).status).toBe(403)
      }
      await payload.update({ collection: 'users', id: ada.id, data: { email: ada.email } })
      const token = await linkOf(ada.email)
      await payload.update({ collection: 'users', id: ada.id, data: { name: 'Ada', email: ada.email } })
      // Also where somebody else is signed in.
      const { token: other } = (await signIn('root@example.org', PASSWORD)).json as { token: string }
      const body = { token, password: PASSWORD }
      expect((await rest('post', '/users/reset-password', { token: other, body })).status).toBe(200)
    })

    it('is forgotten that it was asked for, a day later', async () => {
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      await post('forgot-password', { email: ada.email })
      const context = { payload, env: env(), clock: systemClock }
      later(23 * 3_600_000)
      await forgetOld(context)
      expect(await mails()).toHaveLength(1)
      later(2 * 3_600_000)
      await forgetOld(context)
      expect(await mails()).toEqual([])
    })

    it('is asked for in the same words by whoever has no account, and nothing is sent', async () => {
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      const [known, unknown] = [
        await post('forgot-password', { email: ada.email }),
        await post('forgot-password', { email: 'nobody@example.org' }),
      ]
      expect(said(unknown)).toEqual(said(known))
      const found = (await mails()).map((mail) => mail.recipient).sort()
      expect(found).toEqual([`user:${ada.id}`, 'user:nobody'].sort())
      expect(JSON.stringify(await mails())).not.toContain('@example.org')
      const network = newNetwork()
      for (const email of [ada.email, 'nobody@example.org']) {
        expect((await post('forgot-password', { email }, { network })).status).toBe(200)
        const again = await post('forgot-password', { email: email.toUpperCase() }, { network })
        expect([again.status, again.message]).toEqual([
          429,
          'A link was asked for a moment ago. Wait a little, then try again.',
        ])
      }
      // What another server would find in the database.
      const book = addressBook(env().dataDir)
      const from = { network: book.lookup(network), address: book.lookup(ada.email) }
      expect(await takePasswordLink(payload, from, systemClock.now())).toBeGreaterThan(0)
      // Asked from everywhere, it is one mail in five minutes.
      for (let n = 0; n < 5; n += 1) await post('forgot-password', { email: ada.email })
      expect(await mails()).toHaveLength(2)
    })

    it.each([
      ['no address', {}, 400],
      ['an address that is no text', { email: { equals: 'x' } }, 400],
      ['an address that is too long', { email: `${'a'.repeat(250)}@example.org` }, 400],
    ])('is not asked for with %s', async (_name, body, status) => {
      await payload.db.deleteMany({ collection: 'outbox', where: {} })
      expect((await post('forgot-password', body)).status).toBe(status)
      expect(await mails()).toEqual([])
    })

    it.skipIf(databaseName === 'mongodb' && !full)(
      'takes as long for an address that somebody has as for one that nobody has',
      async () => {
        await inTurn(scaled(400, 60), (email) => post('forgot-password', { email }))
      },
    )
  })
})
