import { describe, expect, it } from 'vitest'
import { addressList, clientAddress, networkOf } from '#lib/throttle.ts'

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['192.0.2.255', '192.0.2.0/24'],
    ['192.0.3.7', '192.0.3.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0db8:0001:ffff::1', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['', 'unknown'],
    ['somebody', 'unknown'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('where a request came from', () => {
  const proxies = addressList('10.0.0.0/8, 192.0.2.7,fd00::/8')
  it.each<[string, string, string | undefined, string]>([
    ['the connection', '203.0.113.9', undefined, '203.0.113.9'],
    ['the connection, whatever it says of others', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['the hop that a proxy names', '10.0.0.7', '198.51.100.1', '198.51.100.1'],
    ['the last hop, not what stands before it', '10.0.0.7', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['the last hop that is no proxy', '10.0.0.7', '1.1.1.1, 198.51.100.1, 192.0.2.7', '198.51.100.1'],
    ['a proxy by IPv4 in IPv6', '::ffff:10.0.0.7', '198.51.100.1', '198.51.100.1'],
    ['a hop of IPv6', 'fd00::7', '2001:db8::1', '2001:db8::1'],
    ['the proxy, where it names nobody', '10.0.0.7', undefined, '10.0.0.7'],
    ['the proxy, where it names nonsense', '10.0.0.7', 'unknown', '10.0.0.7'],
    ['the first proxy, where all are proxies', '10.0.0.7', '10.0.0.8, 10.0.0.9', '10.0.0.8'],
  ])('is %s', (_name, connection, forwarded, address) => {
    expect(clientAddress(connection, forwarded, proxies)).toBe(address)
  })

  it('is the connection where no proxy is named', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.1', addressList(''))).toBe('127.0.0.1')
  })

  it.each(['proxy', '10.0.0.0/33', '10.0.0.0/x', 'fd00::/129', '10.0.0/8', '10.0.0.0/8/8', '10.0.0.0/'])(
    'cannot be told by “%s”',
    (text) => {
      expect(() => addressList(`192.0.2.7, ${text}`)).toThrow(`“${text}” is no address or network`)
    },
  )
})
