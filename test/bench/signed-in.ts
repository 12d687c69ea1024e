import type { Send } from '../support/desk/many-editors.ts'

export type { Send }

/** Sends requests of somebody with an account. */
export async function signedIn(url: string, email: string, password: string): Promise<Send> {
  const json = { 'content-type': 'application/json' }
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  })
  const { token } = (await login.json()) as { token: string }
  const headers = { ...json, authorization: `JWT ${token}` }
  return async (method, path, body) => {
    const response = await fetch(`${url}/api${path}`, {
      method: method.toUpperCase(),
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text.startsWith('{') ? (JSON.parse(text) as unknown) : text }
  }
}

/** The value below which this share of all values is. */
export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN
