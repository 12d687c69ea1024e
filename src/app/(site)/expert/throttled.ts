import { expertThrottledPage } from '#pipelines/expert/pages.ts'
import { takeExpertUse } from '#store/desk/expert-links.ts'
import type { Here } from '../here.ts'
import { hashedNetwork, tooMany } from '../network.ts'

/** The answer to a network that opens or sends too much; null for others. */
export async function throttled(at: Here, request: Request): Promise<Response | null> {
  const { payload, site, reading } = at
  const wait = await takeExpertUse(payload, hashedNetwork(at, request), reading.clock.now())
  return tooMany(wait, (minutes) => expertThrottledPage(site, minutes))
}
