import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#domain/desk/actors.ts'
import { recordProblems } from '#domain/publish/record.ts'
import { userAddWork, userEmailWork, userPasswordWork, userRolesWork } from '#cli/work/users.ts'
import { readAccountEvents, readRolesAwaited } from '#desk/desk/accounts.ts'
import { readRecord } from '#store/publish/record.ts'
import { findStaffMember } from '#store/desk/staff.ts'
import type { Context } from '#worker/context.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { PASSWORD, rest, signIn } from '../support/rest.ts'
import { person, type Person } from '../support/desk/staff.ts'

describe.skipIf(missing)(`accounts of the staff on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let ada: Person
  let bo: Person
  let tokens: Record<'ada' | 'bo' | 'edith', string>
  let command: Context

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    ada = await person(payload, 'Ada', ['administrator'])
    bo = await person(payload, 'Bo', ['administrator'])
    const edith = await person(payload, 'Edith', ['editor'])
    tokens = { ada: await signIn(ada), bo: await signIn(bo), edith: await signIn(edith) }
    command = { payload } as Context
  })
  afterAll(() => database?.close())

  const rolesOf = async (email: string): Promise<Role[]> => [
    ...((await findStaffMember({ payload }, { email }))?.roles ?? []),
  ]
  const idOf = async (email: string): Promise<string> =>
    (await findStaffMember({ payload }, { email }))?.id ?? ''
  const awaited = async (email: string) => {
    const id = await idOf(email)
    return (await readRolesAwaited({ payload })).filter(({ account }) => account === id)
  }
  const make = (who: keyof typeof tokens, name: string, email: string, roles: Role[] = ['editor']) =>
    rest('post', '/users', { token: tokens[who], body: { name, email, roles, password: PASSWORD } })
  const decide = async (who: keyof typeof tokens, email: string, confirm: boolean) =>
    rest('post', `/users/${await idOf(email)}/roles`, {
      token: tokens[who],
      body: { asked: (await awaited(email))[0]?.n ?? 999, confirm },
    })

  it('are made without a role by one administrator, and get it from another', async () => {
    expect((await make('ada', 'Fred', 'fred@example.org', ['editor', 'reviewer'])).status).toBe(201)
    expect(await rolesOf('fred@example.org')).toEqual([])
    expect(await awaited('fred@example.org')).toMatchObject([
      { roles: ['editor', 'reviewer'], by: { name: 'Ada' } },
    ])
    const mine = await decide('ada', 'fred@example.org', true)
    expect([mine.status, mine.message]).toEqual([
      403,
      'You asked for this: another administrator must confirm it.',
    ])
    expect((await decide('edith', 'fred@example.org', true)).status).toBe(403)
    expect(await rolesOf('fred@example.org')).toEqual([])
    expect((await decide('bo', 'fred@example.org', true)).status).toBe(200)
    expect(await rolesOf('fred@example.org')).toEqual(['editor', 'reviewer'])
    expect((await decide('bo', 'fred@example.org', true)).status).toBe(409)
  })

  it('are away between two days: a first day without a last one, or after it, is refused', async () => {
    const away = (said: object) =>
      rest('patch', `/users/${ada.id}`, { token: tokens.ada, body: { away: said } })
    const from = '2026-12-01'
    const alone = await away({ from })
    expect([alone.status, JSON.stringify(alone.json)]).toEqual([
      422,
      expect.stringContaining('Enter the last day on which you are away'),
    ])
    expect((await away({ from, until: '2026-11-30' })).status).toBe(422)
    for (const said of [
      { from, until: from },
      { from: null, until: '2026-12-24' },
      { from: null, until: null },
    ])
      expect((await away(said)).status).toBe(200)
  })

  it.each<[Role[]]>([[['administrator', 'reviewer']], [['administrator', 'editor', 'reviewer']]])(
    'of administrators do not become %j by their own hand, nor by that of an account they made',
    async (roles) => {
      expect((await rest('patch', `/users/${ada.id}`, { token: tokens.ada, body: { roles } })).status).toBe(
        200,
      )
      expect(await rolesOf(ada.email)).toEqual(['administrator'])
      expect((await decide('ada', ada.email, true)).status).toBe(403)
      // Of one’s own roles another administrator decides; whoever asked may take it back.
      expect((await decide('ada', ada.email, false)).status).toBe(200)
      expect(await awaited(ada.email)).toEqual([])
    },
  )

  it('asked for by another are not confirmed by the account itself', async () => {
    await rest('patch', `/users/${ada.id}`, {
      token: tokens.bo,
      body: { roles: ['administrator', 'reviewer'] },
    })
    const own = await decide('ada', ada.email, true)
    expect([own.status, own.message]).toEqual([
      403,
      'These are roles of your own: another administrator must confirm them.',
    ])
    expect((await decide('ada', ada.email, false)).status).toBe(200)
  })

  it('that a lone administrator makes into administrators confirm nothing', async () => {
    expect((await make('ada', 'Puppet', 'puppet@example.org', ['administrator'])).status).toBe(201)
    expect(await rolesOf('puppet@example.org')).toEqual([])
    const puppet = await findStaffMember({ payload }, { email: 'puppet@example.org' })
    // Whoever reads the mail of that address sets its password.
    await payload.update({ collection: 'users', id: puppet?.id ?? '', data: { password: PASSWORD } })
    const token = await signIn({ email: puppet?.email ?? '' })
    const answer = await rest('post', `/users/${puppet?.id}/roles`, {
      token,
      body: { asked: (await awaited('puppet@example.org'))[0]?.n, confirm: true },
    })
    expect(answer.status).not.toBe(200)
    expect(await rolesOf('puppet@example.org')).toEqual([])
    expect((await decide('bo', 'puppet@example.org', false)).status).toBe(200)
  })

  it('lose a role at once, and another’s address is nobody’s to change', async () => {
    const fred = await idOf('fred@example.org')
    await rest('patch', `/users/${fred}`, { token: tokens.ada, body: { roles: ['editor'] } })
    expect(await rolesOf('fred@example.org')).toEqual(['editor'])
    const taken = await rest('patch', `/users/${fred}`, {
      token: tokens.ada,
      body: { email: 'ada-too@example.org' },
    })
    expect(taken.status).toBe(403)
    expect(taken.message).toContain('Nobody changes the address of somebody else')
    expect(await idOf('fred@example.org')).toBe(fred)
  })

  it.each([
    ['Ｆred', 'fred-2@example.com', 'name'],
    ['FRED', 'fred-2@example.com', 'name'],
    ['Frеd', 'fred-2@example.com', 'mixes letters'],
    ['Fréd', 'fred-2@example.com', 'name'],
    ['F r e d', 'fred-2@example.com', 'name'],
    ['Вο', 'somebody@example.com', 'mixes letters'],
    ['Publisher', 'publisher@example.com', 'name'],
    ['Upgrade', 'upgrade@example.com', 'name'],
    ['The Ѕеrvеr', 'publisher@example.com', 'mixes letters'],
    ['Frida', 'FRED@example.org', 'email'],
    ['Frida', 'fred+1@example.org', 'email'],
    ['Frida', 'f.red@example.org', 'email'],
    ['Frida', 'fred@examp1e.org', 'email'],
  ])('are not made where they read like another: %s, %s', async (name, email, why) => {
    const { status, message, json } = await make('ada', name, email)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(`${message} ${JSON.stringify(json)}`).toContain(why)
  })

  it('are not renamed to read like another, by themselves either', async () => {
    const edith = await idOf('edith@example.org')
    const answer = await rest('patch', `/users/${edith}`, { token: tokens.edith, body: { name: 'ada' } })
    expect(answer.status).toBe(422)
    expect(
      (await rest('patch', `/users/${edith}`, { token: tokens.edith, body: { name: 'Edith E.' } })).status,
    ).toBe(200)
  })

  it('are kept by command without a second administrator', async () => {
    await userAddWork(command, { name: 'Gus', email: 'gus@example.org', roles: ['reviewer'] })
    expect(await rolesOf('gus@example.org')).toEqual(['reviewer'])
    await userRolesWork(command, { email: 'gus@example.org', roles: ['editor'] })
    await userPasswordWork(command, { email: 'gus@example.org' })
    await userEmailWork(command, { email: 'gus@example.org', to: 'gustav@example.org' })
    expect(await rolesOf('gustav@example.org')).toEqual(['editor'])
    await expect(
      userAddWork(command, { name: 'GUS', email: 'other@example.org', roles: ['editor'] }),
    ).rejects.toThrow('This name reads like “Gus”')
  })

  it('leave an event of everything, in one chain that is whole, and known to releases', async () => {
    await payload.delete({
      collection: 'users',
      id: await idOf('gustav@example.org'),
      overrideAccess: false,
      user: ada,
    })
    const told = (await readAccountEvents({ payload })).map(
      ({ actor, action, details }) => `${actor.name}: ${action} ${String(details.name)}`,
    )
    expect(told).toEqual([
      'The server: made Ada',
      'The server: made Bo',
      'The server: made Edith',
      'Ada: made Fred',
      'Ada: roles-asked Fred',
      'Ada: invited Fred',
      'Bo: roles-confirmed Fred',
      'Ada: roles-asked Ada',
      'Ada: roles-declined Ada',
      'Ada: roles-asked Ada',
      'Ada: roles-declined Ada',
      'Bo: roles-asked Ada',
      'Ada: roles-declined Ada',
      'Ada: made Puppet',
      'Ada: roles-asked Puppet',
      'Ada: invited Puppet',
      'The server: password Puppet',
      'Bo: roles-declined Puppet',
      'Ada: changed Fred',
      'Edith: changed Edith E.',
      'A command on the server: made Gus',
      'A command on the server: changed Gus',
      'A command on the server: password Gus',
      'A command on the server: changed Gus',
      'Ada: removed Gus',
    ])
    const record = await readRecord(payload)
    expect(recordProblems({ ...record, kept: new Map() })).toEqual([])
    const kept = new Map([['000001-x', [['accounts', told.length + 1, 'x']] as [string, number, string][]]])
    expect(recordProblems({ ...record, kept })).toEqual([
      { about: 'accounts', problem: 'event 26, which release 000001-x kept, is missing' },
    ])
    expect((await rest('get', '/account-events', { token: tokens.edith })).status).toBe(403)
    expect((await rest('get', `/users/${bo.id}/roles`, { token: tokens.edith })).status).toBe(403)
  })
})
