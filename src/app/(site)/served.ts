import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { catalogue } from '#templates/words/index.ts'
import { here, type Here } from './here.ts'

/**
 * A route handler with the context its page needs. On an error nothing has changed, and the response says so in
 * plain words. Only the error's name is logged: its message may contain user input.
 */
export const served =
  <C>(answer: (at: Here, request: Request, context: C) => Promise<Response>) =>
  async (request: Request, context: C): Promise<Response> => {
    try {
      return await answer(await here(), request, context)
    } catch (error) {
      createLog(env().logLevel).error({ error: (error as Error).name }, 'a page of subscribers failed')
      return new Response(`${catalogue.subscribe.failed}\n`, {
        status: 503,
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'Cache-Control': 'no-store',
          'Retry-After': '120',
        },
      })
    }
  }
