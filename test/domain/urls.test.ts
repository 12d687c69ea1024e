import { describe, expect, it } from 'vitest'
import { hostOf, isSafeHref, normaliseUrl, UrlProblem } from '#domain/urls.ts'

describe('addresses', () => {
  it.each([
    ['https://example.org/law', 'https://example.org/law'],
    ['HTTPS://EXAMPLE.Org/Law', 'https://example.org/Law'],
    ['  https://example.org/law\n', 'https://example.org/law'],
    ['https://example.org', 'https://example.org/'],
    ['https://example.org:443/a', 'https://example.org/a'],
    ['http://example.org:80/a', 'http://example.org/a'],
    ['http://example.org:443/a', 'http://example.org:443/a'],
    ['https://example.org:8443/a', 'https://example.org:8443/a'],
    ['https://example.org/a/../b/./c', 'https://example.org/b/c'],
    ['https://example.org/%2e%2E/a', 'https://example.org/a'],
    ['https://example.org/a//b', 'https://example.org/a//b'],
    ['https://example.org/%7euser/%41', 'https://example.org/~user/A'],
    ['https://example.org/a%2fb/%c3%a9', 'https://example.org/a%2Fb/%C3%A9'],
    ['https://example.org/é', 'https://example.org/%C3%A9'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example/'],
    ['https://example.org/?utm_source=x&utm_medium=y', 'https://example.org/'],
    ['https://example.org/a?id=7&fbclid=abc&gclid=d', 'https://example.org/a?id=7'],
    ['https://example.org/a?UTM_Campaign=x&b=2', 'https://example.org/a?b=2'],
    ['https://example.org/a?mc_cid=1&mc_eid=2&msclkid=3&ref_src=4', 'https://example.org/a'],
    ['https://example.org/a?utm=1&reference=2', 'https://example.org/a?utm=1&reference=2'],
    ['https://example.org/a?b=2&a=1&b=1', 'https://example.org/a?b=2&a=1&b=1'],
    ['https://example.org/a?', 'https://example.org/a'],
    ['https://example.org/act#section-3', 'https://example.org/act#section-3'],
    ['https://example.org/a?utm_source=x#s3', 'https://example.org/a#s3'],
    ['https://example.org\\law', 'https://example.org/law'],
  ])('writes %j as %j, and leaves that as it is', (text, normal) => {
    expect(normaliseUrl(text)).toBe(normal)
    expect(normaliseUrl(normal)).toBe(normal)
  })

  it.each([
    ['', '“” is not a full address: start it with https://.'],
    ['example.org', '“example.org” is not a full address: start it with https://.'],
    ['//example.org/a', '“//example.org/a” is not a full address: start it with https://.'],
    ['/guides/scotland/', '“/guides/scotland/” is not a full address: start it with https://.'],
    ['https://', '“https://” is not a full address: start it with https://.'],
    [
      'https://example.org:99999/',
      '“https://example.org:99999/” is not a full address: start it with https://.',
    ],
    ['javascript:alert(1)', '“javascript:” addresses are not allowed here: only https:// and http://.'],
    ['JaVaScRiPt:alert(1)', '“javascript:” addresses are not allowed here: only https:// and http://.'],
    ['data:text/html,<b>', '“data:” addresses are not allowed here: only https:// and http://.'],
    ['file:///etc/passwd', '“file:” addresses are not allowed here: only https:// and http://.'],
    ['ftp://example.org/', '“ftp:” addresses are not allowed here: only https:// and http://.'],
    ['mailto:a@example.org', '“mailto:” addresses are not allowed here: only https:// and http://.'],
    ['https://a:b@example.org/', 'This address carries a user name or password: remove it.'],
    ['https://a@example.org/', 'This address carries a user name or password: remove it.'],
    ['https://example.org@evil.example/', 'This address carries a user name or password: remove it.'],
    ['https://example.org/a b', 'This address contains a space or a control character.'],
    ['https://example.org/a\tb', 'This address contains a space or a control character.'],
    ['java\nscript:alert(1)', 'This address contains a space or a control character.'],
    ['https://exam\u0000ple.org/', 'This address contains a space or a control character.'],
    ['https://localhost/', '“localhost” is not the name of a public site.'],
    ['https://example.org./', '“example.org.” is not the name of a public site.'],
    ['https://[::1]/', '“[::1]” is not the name of a public site.'],
    ['https://[::ffff:10.0.0.1]/', '“[::ffff:a00:1]” is not the name of a public site.'],
  ])('refuses %j', (text, message) => {
    expect(() => normaliseUrl(text)).toThrow(new UrlProblem(message))
  })

  it('keeps an address of 2000 characters, and refuses a longer one', () => {
    const longest = `https://example.org/${'a'.repeat(1980)}`
    expect(normaliseUrl(longest)).toBe(longest)
    expect(() => normaliseUrl(`${longest}a`)).toThrow(
      new UrlProblem('This address has 2001 characters; at most 2000 are kept.'),
    )
  })

  it.each([
    'http://127.0.0.1/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0x7f.1/',
  ])('refuses the number %s for the name of a public site', (text) => {
    expect(() => normaliseUrl(text)).toThrow(UrlProblem)
  })

  it('drops an empty fragment', () => {
    expect(normaliseUrl('https://example.org/a#')).toBe('https://example.org/a')
  })

  it.each([
    ['https://example.org/?q=a%20b&utm_source=x', 'https://example.org/?q=a%20b'],
    ['https://example.org/?section3&utm_source=x', 'https://example.org/?section3'],
    ['https://example.org/?q=(a)&utm_source=x', 'https://example.org/?q=(a)'],
  ])('makes of %s what it makes of %s', (tracked, clean) => {
    expect(normaliseUrl(tracked)).toBe(normaliseUrl(clean))
  })

  it.each([
    ['https://www.example.org/a', 'example.org'],
    ['http://law.example.org:8080/', 'law.example.org'],
    ['https://www.www.example.org/', 'www.example.org'],
  ])('knows %s as the site %s', (url, host) => {
    expect(hostOf(url)).toBe(host)
  })

  it.each([
    ['https://example.org/a', true],
    ['http://example.org/a', true],
    ['HTTPS://example.org/a', true],
    ['tel:+443001232040', true],
    ['sms:18000', true],
    ['mailto:help@example.org', true],
    ['/guides/scotland/', true],
    ['/', true],
    ['#offence-stalking', true],
    ['//evil.example/', false],
    ['/\\evil.example/', false],
    ['\\\\evil.example/', false],
    ['https:\\\\evil.example', false],
    ['/\t/evil.example/', false],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['java\tscript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    [' javascript:alert(1)', false],
    ['\u0001javascript:alert(1)', false],
    ['javascript&colon;alert(1)', false],
    ['vbscript:x', false],
    ['data:text/html,x', false],
    ['blob:https://example.org/x', false],
    ['file:///etc/passwd', false],
    ['ftp://example.org/', false],
    ['view-source:https://example.org', false],
    ['guides/scotland/', false],
    ['../admin', false],
    ['?q=1', false],
    ['', false],
  ])('lets %j be printed as a link: %s', (href, expected) => {
    expect(isSafeHref(href)).toBe(expected)
  })
})
