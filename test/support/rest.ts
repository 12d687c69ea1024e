import { handleEndpoints } from 'payload'
import { refusedBeforePayload } from '#lib/before-payload.ts'
import type { Person } from './desk/staff.ts'

export const ORIGIN = 'http://127.0.0.1:3000'
export const PASSWORD = 'a long enough password'

export interface Answer {
  status: number
  /** The answer as JSON; null where it was not JSON. */
  json: unknown
  /** Error messages of a refusal. */
  message: string
  cookies: string[]
  /** The text of the answer. */
  text: string
  /** Where a redirect leads; null if it is none. */
  location: string | null
}

interface Call {
  token?: string | null
  body?: unknown
  /** A raw request body, instead of `body` as JSON. */
  raw?: string
  headers?: Record<string, string>
}

/** One API call, through the server's own request handler. */
export async function rest(
  method: string,
  path: string,
  { token, body, raw, headers }: Call = {},
): Promise<Answer> {
  const [{ default: config }, { answered }] = await Promise.all([
    import('#config'),
    import('../../src/app/(payload)/api/answered.ts'),
  ])
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const request = new Request(`${ORIGIN}/api${path}`, {
    method: method.toUpperCase(),
    headers: {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `JWT ${token}` } : {}),
      ...headers,
    },
    body: sent,
  })
  const response = await answered(
    async (asked) => (await refusedBeforePayload(asked)) ?? handleEndpoints({ config, request: asked }),
  )(request)
  const text = await response.text()
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // an empty answer, or a page
  }
  const { errors, message } = (json ?? {}) as { errors?: { message: string }[]; message?: string }
  return {
    status: response.status,
    json,
    message: Array.isArray(errors) ? errors.map((each) => each.message).join(' ') : (message ?? ''),
    cookies: response.headers.getSetCookie(),
    text,
    location: response.headers.get('location'),
  }
}

/** Signs a user in. */
export async function signIn({ email }: Pick<Person, 'email'>): Promise<string> {
  const { status, json } = await rest('post', '/users/login', { body: { email, password: PASSWORD } })
  const { token } = json as { token?: string }
  if (status !== 200 || !token) throw new Error(`${email} was not let in: ${status}`)
  return token
}
