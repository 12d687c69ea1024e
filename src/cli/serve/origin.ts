import type { BlockList } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { clientAddress, isOneOf, NETWORK_HEADER, networkOf } from '#lib/throttle.ts'

/** Headers by which parts of this house tell one another something: nobody else may. */
const OURS = /^x-recourse-/

/** Headers in which a proxy says what it was asked, and by whom. */
const OF_PROXIES = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip)$/

/**
 * Rewrites the headers of a request so that all behind it may believe them: what is ours is written here alone, and
 * what proxies say stands only where the connection is that of a proxy of ours.
 */
export function settleOrigin(request: IncomingMessage, proxies: BlockList): void {
  const { headers, socket } = request
  const from = socket.remoteAddress ?? ''
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',')
  const trusted = isOneOf(from, proxies)
  for (const name of Object.keys(headers))
    if (OURS.test(name) || (!trusted && OF_PROXIES.test(name))) delete headers[name]
  headers[NETWORK_HEADER] = networkOf(clientAddress(from, forwarded, proxies))
}
