import config from '#config'
import { getPayload } from 'payload'
import { databaseProblem } from '#store/database/problem.ts'
import { notingFailures } from '#store/database/watched.ts'
import { isTransient, restAfter, TRIES } from '#store/transaction.ts'

type Handler<A extends unknown[]> = (request: Request, ...rest: A) => Promise<Response>

const refusal = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ errors: [{ message }] }, { status, headers: { 'Cache-Control': 'no-store', ...headers } })

/** Seconds after which a client may retry when the database is unavailable. */
const AWAY = '10'

/** True for statuses that a database outage can also cause. */
const isDoubtful = (status: number): boolean => status >= 500 || [401, 403, 404].includes(status)

/**
 * Wraps an API route. It reports a database outage, where Payload would treat the user as signed out or say that
 * “something” went wrong. A request that failed only because of a transaction conflict is repeated as a whole.
 */
export const answered =
  <A extends unknown[]>(handle: Handler<A>): Handler<A> =>
  async (request, ...rest) => {
    const payload = await getPayload({ config })
    const { method } = request
    const writes = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
    for (let attempt = 1; ; attempt += 1) {
      const { result, failures } = await notingFailures({ payload }, () =>
        handle(writes ? request.clone() : request, ...rest).catch((error: unknown) => ({ error })),
      )
      const response = 'error' in result ? null : result
      if (response && !isDoubtful(response.status)) return response
      const errors = response ? failures : [...failures, (result as { error: unknown }).error]
      const met =
        errors.some(isTransient) &&
        errors.every((each) => isTransient(each) || databaseProblem(each) === null)
      if (met && attempt < TRIES) {
        await restAfter(attempt)
        continue
      }
      const [problem] = errors.flatMap((error) => databaseProblem(error) ?? [])
      if (problem) return refusal(503, problem.message, { 'Retry-After': AWAY })
      if (met)
        return refusal(
          409,
          'Somebody else changed this at the same moment. Nothing of yours was saved: reload and try again.',
        )
      if (response) return response
      throw (result as { error: unknown }).error
    }
  }
