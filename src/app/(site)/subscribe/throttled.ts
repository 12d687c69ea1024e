import { throttledPage } from '#pipelines/subscribe/refusal-pages.ts'
import { takeForm } from '#store/mail/form-tries.ts'
import type { Here } from '../here.ts'
import { hashedNetwork, tooMany } from '../network.ts'

/** Rate limit for forms with an address, per network: the page to show where it is exceeded; otherwise null. */
export async function throttled(request: Request, at: Here): Promise<Response | null> {
  const { payload, site, reading } = at
  const wait = await takeForm(payload, hashedNetwork(at, request), reading.clock.now())
  return tooMany(wait, (minutes) => throttledPage(site, minutes))
}
