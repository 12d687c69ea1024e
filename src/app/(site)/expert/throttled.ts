import { expertThrottledPage } from '#pipelines/expert/pages.ts'
import { NETWORK_HEADER } from '#lib/throttle.ts'
import { takeExpertUse } from '#store/desk/expert-links.ts'
import { page } from '../answer.ts'
import type { Here } from '../here.ts'

const MINUTE = 60_000

/** The answer to a network that opens or sends too much; null for others. */
export async function throttled(
  { payload, site, reading }: Here,
  request: Request,
): Promise<Response | null> {
  const network = reading.book.lookup(request.headers.get(NETWORK_HEADER) ?? 'unknown')
  const wait = await takeExpertUse(payload, network, reading.clock.now())
  return wait === 0
    ? null
    : page(expertThrottledPage(site, Math.ceil(wait / MINUTE)), 429, {
        'Retry-After': String(Math.ceil(wait / 1000)),
      })
}
