import { throttledPage } from '#pipelines/subscribe/refusal-pages.ts'
import { networkIn, Throttle } from '#lib/throttle.ts'
import type { Here } from '../here.ts'
import { tooMany } from '../network.ts'

const MINUTE = 60_000

const KEY = Symbol.for('recourse.subscribe.throttle')

/** One for all routes of a process: Next may load this module once for each. */
const shared = globalThis as { [KEY]?: Throttle }

/** Rate limit for forms with an address, per network: the page to show where it is exceeded; otherwise null. */
export function throttled(request: Request, { site, reading }: Here): Response | null {
  const throttle = (shared[KEY] ??= new Throttle({ most: 10, within: 10 * MINUTE, remembered: 10_000 }))
  const wait = throttle.take(networkIn(request.headers), reading.clock.now())
  return tooMany(wait, (minutes) => throttledPage(site, minutes))
}
