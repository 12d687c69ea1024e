import { describe, expect, it } from 'vitest'
import { sharedServer } from '../../support/shared-server.ts'
import type { Account } from '../../support/server.ts'

const { url, accounts } = await sharedServer()
const [ada] = accounts as [Account]

const signIn = (): Promise<Response> =>
  fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ada),
  })

describe('the way in', () => {
  it.each([
    ['POST', '/api/users/first-register', 404],
    ['GET', '/api/graphql', 404],
    ['POST', '/api/graphql', 404],
    ['GET', '/api/graphql-playground', 404],
    ['GET', '/api/offences', 403],
    ['GET', '/api/users', 403],
    ['GET', '/api/editions', 403],
    ['GET', '/api/globals/site', 403],
    ['POST', '/api/offences', 403],
  ])('answers %s %s from nobody with %i', async (method, path, status) => {
    const response = await fetch(url + path, {
      method,
      ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    })
    expect(response.status).toBe(status)
  })

  it.each([
    '/watch?kind=link-broken&page=2',
    '/exchange',
    '/copy',
    '/mailing',
    '/collections/offences?limit=5',
  ])('leads from %s to the sign-in screen, and back from there', async (path) => {
    // The page has begun when it is known who asks: its script leads on.
    const text = await (await fetch(`${url}/admin${path}`)).text()
    const to = new URLSearchParams({ redirect: `/admin${path}` })
    expect(text).toContain(`NEXT_REDIRECT;replace;/admin/login?${to.toString()};`)
  })

  it('does not answer a request of another site that carries a cookie', async () => {
    const login = await signIn()
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(login.headers.get('set-cookie')).toMatch(
      /^recourse-token=.*HttpOnly.*SameSite=Strict|^recourse-token=.*SameSite=Strict.*HttpOnly/,
    )
    const me = async (origin: string) =>
      (
        (await (await fetch(`${url}/api/users/me`, { headers: { cookie, origin } })).json()) as {
          user: unknown
        }
      ).user
    expect(await me(url)).toMatchObject({ email: ada.email })
    expect(await me('https://evil.example.org')).toBeNull()
  })

  it('refuses a body that is too long, in words', async () => {
    const { token } = (await (await signIn()).json()) as { token: string }
    const send = async (length: number, who: Record<string, string>): Promise<[number, string]> => {
      const response = await fetch(`${url}/api/offences`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...who },
        body: JSON.stringify({ title: 'x'.repeat(length) }),
      })
      return [response.status, await response.text()]
    }
    const asAda = { authorization: `JWT ${token}` }
    expect(await send(2_100_000, asAda)).toEqual([413, expect.stringContaining('at most 2000000 are read')])
    // Whoever has not signed in sends nothing longer than a form.
    const stranger = [413, expect.stringContaining('at most 20000 are read. More is read only of somebody')]
    expect(await send(30_000, {})).toEqual(stranger)
    expect(await send(30_000, { authorization: `JWT ${token.slice(0, -3)}abc` })).toEqual(stranger)
    expect(await send(30_000, { cookie: `recourse-token=${token}x` })).toEqual(stranger)
    // What is signed in is read: the title is too long, and there is more wrong with it.
    expect((await send(30_000, asAda))[0]).toBe(422)
    expect((await send(30_000, { cookie: `a=b; recourse-token=${token}`, origin: url }))[0]).toBe(422)
  })

  it('refuses forged actions: without a revision, with more than is asked, of nobody', async () => {
    const login = (await (await signIn()).json()) as { token: string }
    const asAda = { authorization: `JWT ${login.token}`, 'content-type': 'application/json' }
    const { docs } = (await (
      await fetch(`${url}/api/routes?limit=1&depth=0`, { headers: asAda })
    ).json()) as { docs: { id: string; revision: number }[] }
    const [entry] = docs
    const post = async (action: string, body: unknown) =>
      (
        await fetch(`${url}/api/routes/${entry?.id}/desk/${action}`, {
          method: 'POST',
          headers: asAda,
          body: JSON.stringify(body),
        })
      ).status
    expect(await post('submit', { changeNote: 'x' })).toBe(422)
    expect(await post('submit', { revision: entry?.revision, actor: 'system:corpus' })).toBe(422)
    expect(await post('submit', { revision: 99, changeNote: 'x' })).toBe(409)
    expect(await post('submit', { revision: entry?.revision, changeNote: 'Nothing changed.' })).toBe(409)
    expect(await post('submit', 'not an object')).toBe(422)
    expect(await post('approve', { hash: 'f'.repeat(64) })).toBe(409)
    expect(await post('make-live', { revision: entry?.revision })).toBe(404)
    expect(
      (await fetch(`${url}/api/routes/${entry?.id}/desk/submit`, { method: 'POST', body: '{}' })).status,
    ).toBe(401)
  })
})
