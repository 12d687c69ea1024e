import type { Problem } from '#domain/content/coverage.ts'
import type { Because } from '#domain/desk/decision.ts'

/** A failed request, in words for the user. */
export interface Refusal {
  message: string
  problems: Problem[]
  /** The session has ended: nothing is lost, and the user must sign in again. */
  ended: boolean
  because: Because | null
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

interface ErrorBody {
  errors?: { message?: string; data?: { because?: Because; sentence?: string; problems?: Problem[] } }[]
}

export const ENDED =
  'Your session has ended. Nothing is lost: sign in again in another tab, then come back and press once more.'
const UNREACHABLE =
  'The server cannot be reached. Check your connection and press again: what you typed is still here.'

async function refusalOf(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => ({}))) as ErrorBody
  const { message, data } = body.errors?.[0] ?? {}
  const because = data?.because ?? null
  // Payload answers 403 without a reason; the desk always gives one.
  const ended = response.status === 401 || (response.status === 403 && because === null)
  const problems = data?.problems ?? []
  const more = (body.errors ?? []).slice(1).map((error) => ({ field: null, message: error.message ?? '' }))
  return {
    message: ended
      ? ENDED
      : (data?.sentence ?? message ?? 'The server could not do this. Try again in a moment.'),
    problems: [...problems, ...more],
    ended,
    because,
  }
}

/** Requests a file from the server, with the name that it goes by; never throws. */
export async function askFile(url: string): Promise<Answer<{ name: string; content: Blob }>> {
  try {
    const response = await fetch(url, { credentials: 'include', cache: 'no-store' })
    if (!response.ok) return { ok: false, refusal: await refusalOf(response) }
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export'
    return { ok: true, value: { name, content: await response.blob() } }
  } catch {
    return { ok: false, refusal: { message: UNREACHABLE, problems: [], ended: false, because: null } }
  }
}

/** Requests JSON from the server, or an action; never throws. */
export async function ask<T>(
  url: string,
  body?: unknown,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' = body === undefined ? 'GET' : 'POST',
): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      credentials: 'include',
      cache: 'no-store',
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!response.ok) return { ok: false, refusal: await refusalOf(response) }
    return { ok: true, value: (await response.json()) as T }
  } catch {
    return { ok: false, refusal: { message: UNREACHABLE, problems: [], ended: false, because: null } }
  }
}
