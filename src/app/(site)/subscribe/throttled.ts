import { throttledPage } from '#pipelines/subscribe/refusal-pages.ts'
import { NETWORK_HEADER, Throttle } from '#lib/throttle.ts'
import { page } from '../answer.ts'
import type { Here } from '../here.ts'

const MINUTE = 60_000

const KEY = Symbol.for('recourse.subscribe.throttle')

/** One for all routes of a process: Next may load this module once for each. */
const shared = globalThis as { [KEY]?: Throttle }

/** Rate limit for forms with an address, per network: the page to show where it is exceeded; otherwise null. */
export function throttled(request: Request, { site, reading }: Here): Response | null {
  const throttle = (shared[KEY] ??= new Throttle({ most: 10, within: 10 * MINUTE, remembered: 10_000 }))
  const wait = throttle.take(request.headers.get(NETWORK_HEADER) ?? 'unknown', reading.clock.now())
  if (wait === 0) return null
  return page(throttledPage(site, Math.ceil(wait / MINUTE)), 429, {
    'Retry-After': String(Math.ceil(wait / 1000)),
  })
}
