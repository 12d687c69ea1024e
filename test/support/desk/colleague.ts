import { expect } from 'vitest'
import type { Account } from '../server.ts'

/** An API call as a signed-in user: throws, with the status, where it is refused. */
export type Api = <T>(method: string, path: string, body?: unknown) => Promise<T>

/** The API of a running server, as the admin uses it for a user. */
export async function colleague(url: string, account: Account): Promise<Api> {
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { token } = (await login.json()) as { token: string }
  const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' }
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    expect([path, response.ok || response.status, response.ok ? '' : text]).toEqual([path, true, ''])
    return JSON.parse(text) as T
  }
}
