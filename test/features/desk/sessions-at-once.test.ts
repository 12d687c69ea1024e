import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { PASSWORD, rest } from '../../support/rest.ts'

/** Requests at once: as many as one person's devices. */
const MANY = 6

describe.skipIf(missing)(`sessions of one account at once on ${databaseName}`, () => {
  let database: TestDatabase
  let ada: Person
  beforeAll(async () => {
    database = await openDatabase()
    ada = await person(database.payload, 'Ada', ['editor'])
    await person(database.payload, 'Root', ['administrator'])
  })
  afterAll(() => database?.close())

  const all = <T>(what: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: MANY }, (_, index) => what(index)))
  const signIn = async (index: number): Promise<string> => {
    const { status, json } = await rest('post', '/users/login', {
      body: { email: ada.email, password: PASSWORD },
      headers: { [NETWORK_HEADER]: `network ${index}` },
    })
    expect(status).toBe(200)
    return (json as { token: string }).token
  }
  const headers = (token: string): Record<string, string> => ({ authorization: `JWT ${token}` })
  const isIn = async (token: string): Promise<boolean> => {
    const { json } = await rest('get', '/users/me', { headers: headers(token) })
    return Boolean((json as { user: unknown }).user)
  }
  const post = async (path: string, token: string): Promise<number> =>
    (await rest('post', `/users/${path}`, { headers: headers(token), body: {} })).status

  it('keeps the session of everybody who signs in, and ends that of everybody who signs out', async () => {
    const first = await all(signIn)
    expect(await Promise.all(first.map(isIn)), 'all are signed in').toEqual(first.map(() => true))

    const [second] = await Promise.all([
      all(signIn),
      ...first.map((token, index) => post(index % 2 === 0 ? 'logout' : 'refresh-token', token)),
    ])
    expect(await Promise.all(second.map(isIn)), 'who came meanwhile').toEqual(second.map(() => true))
    expect(await Promise.all(first.map(isIn)), 'who left meanwhile').toEqual(
      first.map((_, index) => index % 2 !== 0),
    )
  })
})
