import { isIPv6 } from 'node:net'

/** IPv4 networks that are not the public internet (IANA special-purpose address registry, RFC 6890), and why. */
const IPV4: readonly [network: string, bits: number, what: string][] = [
  ['0.0.0.0', 8, 'this network'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared by carriers'],
  ['127.0.0.0', 8, 'loopback'],
  ['168.63.129.16', 32, 'host of a cloud'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol assignments'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, '6to4 relays'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmarks'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
]

/** Public IPv6 is 2000::/3 only; these parts of it are not public, or carry IPv4 to unknown destinations. */
const IPV6: readonly [network: string, bits: number, what: string][] = [
  ['2001::', 23, 'protocol assignments and Teredo'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4'],
  ['3fff::', 20, 'documentation'],
]

/** One number of an IPv4 address, parsed like C: decimal, octal with a leading 0, hexadecimal with 0x. */
function number(part: string): number | null {
  if (/^0[xX][0-9a-fA-F]*$/.test(part)) return part.length === 2 ? 0 : parseInt(part.slice(2), 16)
  if (/^0[0-7]+$/.test(part)) return parseInt(part, 8)
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : null
}

/**
 * An IPv4 address in any spelling that a program may accept (`127.1`, `0x7f000001`, `0177.0.0.1`, `2130706433`), as
 * 32 bits; null if it is none.
 */
function ipv4Bits(text: string): number | null {
  const parts = text.replace(/\.$/, '').split('.')
  if (parts.length > 4) return null
  const numbers = parts.map(number)
  if (numbers.includes(null)) return null
  const last = numbers.pop() ?? 0
  if (numbers.some((each) => (each ?? 0) > 255) || last >= 256 ** (4 - numbers.length)) return null
  return numbers.reduce<number>((bits, each, index) => bits + (each ?? 0) * 256 ** (3 - index), last)
}

const dotted = (bits: number): string => [24, 16, 8, 0].map((by) => (bits >>> by) & 255).join('.')

/** The eight groups of an IPv6 address, without its zone. */
function groups(address: string): number[] {
  const bare = address.replace(/%.*$/, '')
  // The last 32 bits may be written as an IPv4 address.
  const mixed = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  const bits = mixed ? (ipv4Bits(mixed[2] ?? '') ?? 0) : 0
  const text = mixed ? `${mixed[1]}${(bits >>> 16).toString(16)}:${(bits & 0xffff).toString(16)}` : bare
  const [head = '', tail] = text.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].map((group) => parseInt(group, 16))
}

const inNetwork4 = (bits: number, network: string, length: number): boolean =>
  Math.floor(bits / 2 ** (32 - length)) === Math.floor((ipv4Bits(network) ?? 0) / 2 ** (32 - length))

function inNetwork6(address: readonly number[], network: string, length: number): boolean {
  const other = groups(network)
  return address.every((group, index) => {
    const kept = Math.min(16, Math.max(0, length - index * 16))
    return group >>> (16 - kept) === (other[index] ?? 0) >>> (16 - kept)
  })
}

function why4(bits: number): string | null {
  return IPV4.find(([network, length]) => inNetwork4(bits, network, length))?.[2] ?? null
}

/**
 * Canonical form of an address for comparison: dotted IPv4 for any spelling, also for IPv4-mapped IPv6
 * (`::ffff:127.0.0.1`); IPv6 without brackets and zone. Null for a name.
 */
export function plainAddress(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  if (isIPv6(bare)) {
    const all = groups(bare)
    if (inNetwork6(all, '::ffff:0:0', 96)) return dotted((((all[6] ?? 0) << 16) | (all[7] ?? 0)) >>> 0)
    return all.map((group) => group.toString(16)).join(':')
  }
  const bits = ipv4Bits(bare)
  return bits === null ? null : dotted(bits)
}

/**
 * Why an address is not on the public internet; null if it is. Covers IPv4 in all spellings, IPv6, IPv4-mapped, and
 * NAT64 (RFC 6052: the well-known prefix leads to the embedded IPv4 address). Anything but an address is not
 * public.
 */
export function whyNotPublic(host: string): string | null {
  const address = plainAddress(host)
  if (address === null) return 'no address'
  if (!address.includes(':')) return why4(ipv4Bits(address) ?? 0)
  const all = groups(address)
  if (inNetwork6(all, '64:ff9b::', 96)) return why4((((all[6] ?? 0) << 16) | (all[7] ?? 0)) >>> 0)
  if (!inNetwork6(all, '2000::', 3)) return 'not public IPv6'
  return IPV6.find(([network, length]) => inNetwork6(all, network, length))?.[2] ?? null
}
