import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { here, type Here } from './here.ts'

/**
 * A route: answers a request with what its page needs. Where that fails nothing was changed, and it says so in plain
 * words. What failed is logged by its name alone: a message may hold what somebody sent.
 */
export const served =
  <C>(answer: (at: Here, request: Request, context: C) => Promise<Response>) =>
  async (request: Request, context: C): Promise<Response> => {
    try {
      return await answer(await here(), request, context)
    } catch (error) {
      createLog(env().logLevel).error({ error: (error as Error).name }, 'a page of subscribers failed')
      return new Response('Something failed here, and nothing was changed. Try again in some minutes.\n', {
        status: 503,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'Cache-Control': 'no-store',
          'Retry-After': '120',
        },
      })
    }
  }
