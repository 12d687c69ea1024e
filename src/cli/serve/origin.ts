import type { BlockList } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { clientAddress, isOneOf, NETWORK_HEADER, networkOf } from '#lib/throttle.ts'

/** Internal headers between parts of this server; clients must not set them. */
const OURS = /^x-recourse-/

/** Headers in which a proxy states the original request and client. */
const OF_PROXIES = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip)$/

/**
 * Sanitizes request headers so that later code can trust them: our own headers are set only here, and proxy headers
 * are kept only on connections from a trusted proxy.
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
