import { describe, expect, it } from 'vitest'
import { answerable, listedHosts, ownHosts, type Asked } from '#lib/hosts.ts'

const SITE = {
  publicUrl: 'https://guides.example.org',
  serverUrl: 'https://server.example.org:8443',
  subscribeUrl: 'http://mail.example.org',
  allowedHosts: 'www.example.org, 10.0.0.7:3000,[2001:DB8:0::7], Bücher.example',
}
const TRIAL = { ...SITE, publicUrl: 'http://localhost:3000', subscribeUrl: 'http://localhost:3000' }

const by = (settings: typeof SITE, asked: Partial<Asked>): string =>
  answerable(ownHosts(settings), { hosts: [], absolute: null, forwarded: [], ...asked }).is

describe('a request is answered by the host that it is for', () => {
  it.each([
    // The address of the site.
    ['guides.example.org', 'ours'],
    ['guides.example.org:443', 'ours'],
    ['guides.example.org:0443', 'ours'],
    ['guides.example.org:', 'ours'],
    ['GUIDES.Example.ORG', 'ours'],
    ['guides.example.org.', 'ours'],
    ['guides.example.org.:443', 'ours'],
    ['guides.example.org:80', 'another'],
    ['guides.example.org:8443', 'another'],
    ['example.org', 'another'],
    ['other.guides.example.org', 'another'],
    ['guides.example.org.evil.example', 'another'],
    ['guides-example.org', 'another'],
    ['evil.example', 'another'],
    // Those of the server and of forms.
    ['server.example.org:8443', 'ours'],
    ['server.example.org', 'another'],
    ['mail.example.org', 'ours'],
    ['mail.example.org:80', 'ours'],
    ['mail.example.org:443', 'another'],
    // Those that are listed.
    ['www.example.org', 'ours'],
    ['www.example.org:8080', 'ours'],
    ['10.0.0.7:3000', 'ours'],
    ['10.0.0.7', 'another'],
    ['[2001:db8::7]', 'ours'],
    ['[2001:db8:0:0::0007]:3000', 'ours'],
    ['[2001:db8::8]', 'another'],
    ['xn--bcher-kva.example', 'ours'],
    // The machine itself, of which nobody spoke.
    ['localhost', 'another'],
    ['127.0.0.1:3000', 'another'],
    ['[::1]', 'another'],
    ['', 'another'],
    // No hosts.
    ['guides.example.org..', 'unreadable'],
    ['guides..example.org', 'unreadable'],
    ['.guides.example.org', 'unreadable'],
    ['guides.example.org:65536', 'unreadable'],
    ['guides.example.org:443:443', 'unreadable'],
    ['guides.example.org:x', 'unreadable'],
    ['guides.example.org/', 'unreadable'],
    ['guides.example.org,evil.example', 'unreadable'],
    ['guides.example.org evil.example', 'unreadable'],
    ['me@guides.example.org', 'unreadable'],
    ['evil.example#guides.example.org', 'unreadable'],
    ['guides%2eexample.org', 'unreadable'],
    ['bücher.example', 'unreadable'],
    ['[guides.example.org]', 'unreadable'],
    ['[::1', 'unreadable'],
    ['[::1%25lo]', 'unreadable'],
    ['2001:db8::7', 'unreadable'],
    ['1.2.3.999', 'unreadable'],
    ['*', 'unreadable'],
    [`${'a'.repeat(300)}.example`, 'unreadable'],
  ])('Host: %s is %s', (host, is) => {
    expect(by(SITE, { hosts: [host] })).toBe(is)
  })

  it.each([
    ['localhost', 'ours'],
    ['LOCALHOST:3000', 'ours'],
    ['localhost.:1', 'ours'],
    ['law.localhost:3000', 'ours'],
    ['127.0.0.1', 'ours'],
    ['127.0.0.1:4000', 'ours'],
    ['[::1]:4000', 'ours'],
    ['[0:0:0:0:0:0:0:1]', 'ours'],
    ['www.example.org', 'ours'],
    ['localhost.evil.example', 'another'],
    ['127.0.0.1.evil.example', 'another'],
    ['192.168.0.7:3000', 'another'],
    ['guides.example.org', 'another'],
  ])('in a trial, Host: %s is %s', (host, is) => {
    expect(by(TRIAL, { hosts: [host] })).toBe(is)
  })

  it.each<[string, Partial<Asked>, string]>([
    ['old HTTP names none', {}, 'another'],
    ['two lines', { hosts: ['guides.example.org', 'evil.example'] }, 'unreadable'],
    ['two equal lines', { hosts: ['guides.example.org', 'guides.example.org'] }, 'unreadable'],
    ['an absolute target', { hosts: ['guides.example.org'], absolute: 'guides.example.org' }, 'ours'],
    ['that alone', { absolute: 'guides.example.org:443' }, 'ours'],
    ['that, whatever Host says', { hosts: ['evil.example'], absolute: 'guides.example.org' }, 'ours'],
    ['that of another', { hosts: ['guides.example.org'], absolute: 'evil.example' }, 'another'],
    ['that with a name of a user', { absolute: 'me@guides.example.org' }, 'unreadable'],
    ['a proxy says the same', { hosts: ['guides.example.org'], forwarded: ['guides.example.org'] }, 'ours'],
    [
      'a proxy was asked for a name of ours',
      { hosts: ['server.example.org:8443'], forwarded: ['guides.example.org'] },
      'ours',
    ],
    [
      'a proxy was asked for another',
      { hosts: ['guides.example.org'], forwarded: ['evil.example'] },
      'another',
    ],
    [
      'one of two proxies was',
      { hosts: ['guides.example.org'], forwarded: ['guides.example.org', 'evil.example'] },
      'another',
    ],
    [
      'a proxy vouches for no other Host',
      { hosts: ['evil.example'], forwarded: ['guides.example.org'] },
      'another',
    ],
  ])('%s', (_name, asked, is) => {
    expect(by(SITE, asked)).toBe(is)
  })

  it('answers at every port where the system chooses it', () => {
    const publicUrl = 'http://192.0.2.7:0'
    const settings = { ...SITE, publicUrl, subscribeUrl: publicUrl }
    expect([by(settings, { hosts: ['192.0.2.7:41234'] }), by(settings, { hosts: ['localhost'] })]).toEqual([
      'ours',
      'another',
    ])
  })
})

it.each(['*', '*.example.org', 'https://www.example.org', 'www.example.org/x', '2001:db8::7', 'a b', ':80'])(
  'refuses a list with %s, and says what to write',
  (part) => {
    expect(() => listedHosts(`www.example.org, ${part}`)).toThrow(
      new RangeError(`“${part}” is no host: write www.example.org, www.example.org:8443 or [2001:db8::7]`),
    )
  },
)
