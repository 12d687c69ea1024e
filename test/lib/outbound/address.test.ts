import { describe, expect, it } from 'vitest'
import { plainAddress, whyNotPublic } from '#lib/outbound/address.ts'
import { allowedHosts } from '#lib/outbound/allowed.ts'

describe('an address that is not public', () => {
  it.each([
    // One address in the spellings that some program takes for it
    ['127.0.0.1', 'loopback'],
    ['127.1', 'loopback'],
    ['127.0.1', 'loopback'],
    ['2130706433', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['0X7F.1', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['017700000001', 'loopback'],
    ['0x7f.0.0x0.01', 'loopback'],
    ['127.0.0.1.', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['[::1]', 'not public IPv6'],
    ['::1', 'not public IPv6'],
    ['0:0:0:0:0:0:0:1', 'not public IPv6'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['[::ffff:7f00:1]', 'loopback'],
    ['0:0:0:0:0:ffff:7f00:0001', 'loopback'],
    ['::127.0.0.1', 'not public IPv6'],
    ['64:ff9b::127.0.0.1', 'loopback'],
    ['64:ff9b::a00:1', 'private'],
    ['64:ff9b:1::a00:1', 'not public IPv6'],
    ['2002:7f00:1::', '6to4'],
    ['2002:808:808::1', '6to4'],
    ['2001:0:7f00:1::', 'protocol assignments and Teredo'],
    // Networks, at both ends
    ['0.0.0.0', 'this network'],
    ['0', 'this network'],
    ['0.255.255.255', 'this network'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['012.0.0.1', 'private'],
    ['100.64.0.0', 'shared by carriers'],
    ['100.127.255.255', 'shared by carriers'],
    ['168.63.129.16', 'host of a cloud'],
    ['169.254.0.0', 'link-local'],
    ['169.254.169.254', 'link-local'],
    ['0xa9fea9fe', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.1', 'protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relays'],
    ['192.168.0.1', 'private'],
    ['192.168.255.255', 'private'],
    ['198.18.0.0', 'benchmarks'],
    ['198.19.255.255', 'benchmarks'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.7', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['4294967295', 'reserved'],
    ['::', 'not public IPv6'],
    ['100::1', 'not public IPv6'],
    ['fc00::1', 'not public IPv6'],
    ['fd00:ec2::254', 'not public IPv6'],
    ['fe80::1', 'not public IPv6'],
    ['fe80::1%eth0', 'not public IPv6'],
    ['fec0::1', 'not public IPv6'],
    ['ff02::1', 'not public IPv6'],
    ['5f00::1', 'not public IPv6'],
    ['2001::1', 'protocol assignments and Teredo'],
    ['2001:10::1', 'protocol assignments and Teredo'],
    ['2001:1ff:ffff::1', 'protocol assignments and Teredo'],
    ['2001:db8::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['4000::1', 'not public IPv6'],
    // What is no address is none of the public ones
    ['', 'no address'],
    ['example.org', 'no address'],
    ['256.0.0.1', 'no address'],
    ['1.2.3.4.5', 'no address'],
    ['4294967296', 'no address'],
    ['08.0.0.1', 'no address'],
    ['1..2', 'no address'],
    ['1.2.3.-4', 'no address'],
  ])('%s: %s', (address, why) => {
    expect(whyNotPublic(address)).toBe(why)
  })
})

describe('an address that is public', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '0x08080808',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2001:200::1',
    '2001:4860:4860::8888',
    '[2606:4700::1111]',
    '2003::1',
    '3ffe::1',
  ])('%s', (address) => {
    expect(whyNotPublic(address)).toBeNull()
  })
})

it.each([
  ['0x7f.1', '127.0.0.1'],
  ['[::ffff:10.0.0.7]', '10.0.0.7'],
  ['[FE80::1%eth0]', 'fe80:0:0:0:0:0:0:1'],
  ['example.org', null],
])('%s is compared as %s', (host, plain) => {
  expect(plainAddress(host)).toBe(plain)
})

describe('the list of what may be asked all the same', () => {
  const allowed = allowedHosts('Intranet.example.org, 10.0.0.7:8080 ,[fd00::7]:443,127.0.0.1')
  it.each([
    ['intranet.example.org', 80, true],
    ['INTRANET.example.org.', 443, true],
    ['www.intranet.example.org', 80, false],
    ['10.0.0.7', 8080, true],
    ['10.0.0.7', 80, false],
    ['0xa000007', 8080, true],
    ['::ffff:10.0.0.7', 8080, true],
    ['10.0.0.8', 8080, false],
    ['[fd00:0::7]', 443, true],
    ['fd00::7', 80, false],
    ['127.1', 1234, true],
    ['', 80, false],
  ])('%s at %i: %s', (host, port, may) => {
    expect(allowed(host, port)).toBe(may)
  })

  it('is empty where nothing is named', () => {
    expect(allowedHosts('')('127.0.0.1', 80)).toBe(false)
  })

  it.each(['http://example.org', 'example.org/path', 'example.org:0', 'example.org:65536', 'a b', 'fd00::7'])(
    'does not take “%s”',
    (text) => {
      expect(() => allowedHosts(`10.0.0.7, ${text}`)).toThrow(`“${text}” is no host`)
    },
  )
})
