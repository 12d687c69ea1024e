import { BlockList, isIP, isIPv4, isIPv6, SocketAddress } from 'node:net'

/** Header in which the HTTP server passes a request's network to pages. Removed from incoming requests. */
export const NETWORK_HEADER = 'x-recourse-network'

/** The network that a request comes from, as its rightful proxy names it. A call from within has no headers. */
export const networkIn = (headers: Headers | undefined): string => headers?.get(NETWORK_HEADER) ?? 'unknown'

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Canonical form of an address for comparison: IPv4-mapped IPv6 becomes IPv4, and the zone is dropped. */
const plain = (address: string): string => {
  const text = address.trim().replace(/%.*$/, '')
  return MAPPED.exec(text)?.[1] ?? text
}

/**
 * Parses a list of addresses and networks: `10.0.0.7, 192.168.0.0/16, fd00::/8`.
 * @throws {RangeError} naming the invalid part.
 */
export function addressList(text: string): BlockList {
  const list = new BlockList()
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue
    const [address = '', length, ...rest] = part.split('/')
    const most = isIPv4(address) ? 32 : 128
    const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : -1
    if (isIP(address) === 0 || rest.length > 0 || bits < 0 || bits > most)
      throw new RangeError(`“${part}” is no address or network: write 192.0.2.7 or 192.0.2.0/24`)
    list.addSubnet(address, bits, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return list
}

/** Whether an address is in a list. */
export function isOneOf(address: string, list: BlockList): boolean {
  const at = plain(address)
  return isIP(at) !== 0 && list.check(at, isIPv4(at) ? 'ipv4' : 'ipv6')
}

/**
 * The client address of a request: that of the connection or, behind a trusted proxy, the last hop the proxies name
 * that is not a trusted proxy itself. Earlier hops may be forged.
 */
export function clientAddress(connection: string, forwarded: string | undefined, proxies: BlockList): string {
  let at = plain(connection)
  const hops = (forwarded ?? '').split(',').map(plain).filter(Boolean)
  while (isOneOf(at, proxies)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) break
    at = hop
  }
  return at
}

/** The network of an address: the first 24 bits of IPv4, 48 of IPv6, as assigned to one household or provider. */
export function networkOf(address: string): string {
  const at = plain(address)
  if (isIPv4(at)) return `${at.split('.').slice(0, 3).join('.')}.0/24`
  if (!isIPv6(at)) return 'unknown'
  const { address: full } = new SocketAddress({ address: at, family: 'ipv6' })
  const [head = '', tail = ''] = full.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const missing = full.includes('::') ? Array<string>(8 - groups.length - after.length).fill('0') : []
  return `${[...groups, ...missing, ...after].slice(0, 3).join(':')}::/48`
}
