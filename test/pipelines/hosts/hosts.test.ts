import { describe, expect, it } from 'vitest'
import { partOf } from '#cli/serve/target.ts'
import { legalDate } from '#domain/dates.ts'
import { hostFiles } from '#pipelines/hosts/files.ts'
import { lastingHeaders, siteHeaders } from '#pipelines/hosts/headers.ts'
import { nginxText } from '#pipelines/hosts/nginx.ts'
import { headersAtHost, parsedHeaders } from '../../support/publish/host-headers.ts'

const SITE = 'https://guides.example.org'
const SERVER = 'https://server.example.org'

type Options = Parameters<typeof hostFiles>[0]
const PLAIN = { securityContact: null, day: legalDate('2026-11-29') }

async function filesOf(
  given: Omit<Options, keyof typeof PLAIN> & Partial<Options>,
): Promise<Record<string, string>> {
  const files = await Promise.all(
    hostFiles({ ...PLAIN, ...given }).map(
      async (file) => [file.path, Buffer.from(await file.make()).toString()] as const,
    ),
  )
  return Object.fromEntries(files)
}

describe('the file _headers', () => {
  it('stays within what hosts read: 100 rules, 2,000 characters in a line, one splat in a path', async () => {
    const { _headers: text = '' } = await filesOf({ publicUrl: SITE, serverUrl: SERVER, subscribeUrl: SITE })
    const rules = parsedHeaders(text)
    expect(rules.length).toBeGreaterThan(1)
    expect(rules.length).toBeLessThanOrEqual(100)
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(2_000)
    for (const { path } of rules) expect(path.split('*').length).toBeLessThanOrEqual(2)
  })

  it('names each header of a path once, so that no host joins two values', async () => {
    const { _headers: text = '' } = await filesOf({ publicUrl: SITE, serverUrl: null, subscribeUrl: SITE })
    const rules = parsedHeaders(text)
    for (const path of ['/feed.json', '/guides/scotland/feed.atom', '/favicon.ico', '/manifest.sig']) {
      const names = rules
        .filter(({ pattern }) => pattern.test(path))
        .flatMap(({ headers }) => headers.map(([name]) => name))
      expect(names).toContain('content-type')
      expect(new Set(names).size).toBe(names.length)
    }
    expect(headersAtHost(rules, '/guides/scotland/feed.json', 'feed.json')['content-type']).toBe(
      'application/feed+json',
    )
  })

  it('keeps readers on https, where the site is there', async () => {
    const files = [SITE, 'http://guides.example.org'].map((publicUrl) =>
      filesOf({ publicUrl, serverUrl: null, subscribeUrl: publicUrl }),
    )
    const told = (await Promise.all(files)).map(({ _headers: text = '' }) =>
      text.includes('max-age=63072000'),
    )
    expect(told).toEqual([true, false])
  })

  it('is made anew when what it says changes, and only then', () => {
    const inputs = (publicUrl: string) =>
      hostFiles({ ...PLAIN, publicUrl, serverUrl: null, subscribeUrl: publicUrl }).map((file) => file.inputs)
    expect(inputs(SITE)).toEqual(inputs('https://other.example.org'))
    expect(inputs(SITE)).not.toEqual(inputs('http://guides.example.org'))
  })
})

describe('the file security.txt', () => {
  const options = { publicUrl: SITE, serverUrl: null, subscribeUrl: SITE }

  it('says whom to tell, for some time from the day of the release, where hosts find it', async () => {
    const files = await filesOf({ ...options, securityContact: 'mailto:security@example.org' })
    expect(files['security.txt']).toBe(
      'Contact: mailto:security@example.org\nExpires: 2027-02-27T00:00:00.000Z\nPreferred-Languages: en\nCanonical: https://guides.example.org/.well-known/security.txt\n',
    )
    expect(files._redirects).toBe('/.well-known/security.txt /security.txt 200\n')
  })

  it('is not there where nobody is named', async () => {
    expect(Object.keys(await filesOf(options))).toEqual(['_headers'])
  })
})

describe('the file _redirects', () => {
  it('passes what no file answers on to the server, within 1,000 characters a line', async () => {
    const { _redirects: text = '' } = await filesOf({
      publicUrl: SITE,
      serverUrl: SERVER,
      subscribeUrl: SITE,
    })
    const lines = text.trimEnd().split('\n')
    expect(lines.slice(0, 6)).toEqual([
      `/subscribe ${SERVER}/subscribe 200`,
      `/subscribe/* ${SERVER}/subscribe/:splat 200`,
      `/report ${SERVER}/report 200`,
      `/report/* ${SERVER}/report/:splat 200`,
      `/expert ${SERVER}/expert 200`,
      `/expert/* ${SERVER}/expert/:splat 200`,
    ])
    for (const line of lines) {
      const [from = '', to = ''] = line.split(' ')
      expect([line, partOf(from)]).not.toEqual([line, 'site'])
      expect(to).toBe(SERVER + from.replace('*', ':splat'))
    }
    expect(lines.length).toBeLessThanOrEqual(100)
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(1_000)
  })

  it('sends readers who subscribe at another host there, also where nothing is passed on', async () => {
    const subscribeUrl = 'https://mail.example.org'
    const sent = ['subscribe', 'report', 'expert']
      .map((part) => `/${part} ${subscribeUrl}/${part} 302\n/${part}/* ${subscribeUrl}/${part}/:splat 302\n`)
      .join('')
    const alone = await filesOf({ publicUrl: SITE, serverUrl: null, subscribeUrl })
    expect(alone._redirects).toBe(sent)
    const both = await filesOf({ publicUrl: SITE, serverUrl: SERVER, subscribeUrl })
    expect(both._redirects?.startsWith(sent)).toBe(true)
    expect(both._redirects).toContain(`/admin ${SERVER}/admin 200`)
    expect(both._redirects).not.toContain(`${SERVER}/subscribe`)
  })

  it('is not there where hosts do not reach the server', async () => {
    expect(Object.keys(await filesOf({ publicUrl: SITE, serverUrl: null, subscribeUrl: SITE }))).toEqual([
      '_headers',
    ])
  })
})

describe('what nginx is told', () => {
  const hosts = { listed: [{ name: 'guides.example.org' }], trial: false }
  const plain = { hosts, publicUrl: SITE, serverUrl: SERVER, subscribeUrl: SITE, folder: '/srv/www' }

  it('names a server that is reached over TLS', () => {
    const told = (serverUrl: string) =>
      nginxText({ hosts, publicUrl: SITE, serverUrl, subscribeUrl: SITE, folder: '/srv/www' })
    expect(told(SERVER)).toContain('proxy_ssl_server_name on;')
    expect(told('http://127.0.0.1:3000')).not.toContain('proxy_ssl')
  })

  it('sends readers who subscribe at another host there, with what they asked for', () => {
    const subscribeUrl = 'https://mail.example.org'
    const text = nginxText({ ...plain, subscribeUrl })
    expect(text).toContain(
      `location ~ ^/(?:subscribe|report|expert)(?:/|$) {\n  return 302 ${subscribeUrl}$request_uri;\n}`,
    )
    expect(text).toContain('location ~ ^/(?:admin|api|_next)(?:/|$) {')
  })

  it('gives an import the minutes that it takes', () => {
    const text = nginxText(plain)
    expect(text).toMatch(/^location = \/api\/exchange\/import \{\n {2}proxy_read_timeout 600s;$/m)
  })

  it('holds for every release: it has no hash of a style or script', () => {
    const text = nginxText(plain)
    expect(text).not.toContain('sha256')
    expect(text).toContain('proxy_set_header Host guides.example.org;')
    const [own = '', lasting = ''] = [siteHeaders(true), lastingHeaders(true)].map(
      (headers) => headers['Content-Security-Policy'],
    )
    expect(own).toContain('sha256')
    expect(lasting).toBe(
      own.replace(/(style|script)-src [^;]+/g, (_all, what: string) => `${what}-src 'unsafe-inline'`),
    )
  })
})
