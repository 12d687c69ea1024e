import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '#cli/serve/server.ts'
import { SiteFiles } from '#cli/serve/site.ts'
import { readEnv } from '#lib/env.ts'
import { createLog, type Logger } from '#lib/log.ts'
import { makeCurrent, releasesFolder } from '#pipelines/release/current.ts'
import { publishSmall } from '../support/publish/signed-release.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-http-'))
const asked: { url: string; headers: Record<string, unknown> }[] = []

/** What stands behind the server here: it notes what it is asked, and answers as each test wants. */
let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end('behind')

async function serving(
  trusted: string,
  folder = dataDir,
  settings: Record<string, string> = {},
  log: Logger = createLog('silent'),
): Promise<Server> {
  const server = createHttpServer({
    env: readEnv({
      DATA_DIR: folder,
      TRUSTED_PROXIES: trusted,
      ALLOWED_HOSTS: 'recourse.example,guides.example',
      ...settings,
    }),
    log,
    site: new SiteFiles(folder),
    metrics: () => null,
    next: () => async (request, response) => {
      asked.push({ url: request.url ?? '', headers: { ...request.headers } })
      answer(request, response)
      return Promise.resolve()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Sends bytes as they are: a client of HTTP would mend the path first. */
async function raw(
  server: Server,
  head: string,
  connection = 'close',
  host = 'Host: recourse.example\r\n',
): Promise<{ status: number; head: string; body: string }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  // Not ended: whoever ends their side is not answered once the answer takes a moment.
  socket.write(`${head}\r\n${host}Connection: ${connection}\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += (chunk as Buffer).toString('latin1')
  const [answered = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(text.split(' ')[1]), head: answered, body }
}

let open: Server
let proxied: Server
beforeAll(async () => {
  open = await serving('')
  proxied = await serving('127.0.0.1')
})
afterAll(() => {
  open.close()
  proxied.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it('serves a release of which the folder of a guide is lost, without that folder, until it is there again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-lost-'))
  const { name } = await publishSmall(folder, 'one')
  const stored = join(releasesFolder(folder), '.folders', `${name}.guides.testland`)
  renameSync(stored, `${stored}.away`)
  const server = await serving('', folder)
  const statusOf = async (path: string): Promise<number> => (await raw(server, `GET ${path} HTTP/1.1`)).status
  const pages = ['/', '/guides/testland/', '/robots.txt', '/.folders/', '/guides/']
  expect(await Promise.all(pages.map(statusOf))).toEqual([200, 404, 200, 404, 404])
  renameSync(`${stored}.away`, stored)
  expect(await Promise.all(pages.map(statusOf))).toEqual([200, 200, 200, 404, 404])
  server.close()
  rmSync(folder, { recursive: true })
})

it('says whom to tell of a weakness, for some time from now, where the settings name somebody', async () => {
  const path = 'GET /.well-known/security.txt HTTP/1.1'
  // Left to the site, which has nothing published here.
  expect((await raw(open, path)).status).toBe(503)
  const SECURITY_CONTACT = 'mailto:security@example.org'
  const server = await serving('', dataDir, { SECURITY_CONTACT, PUBLIC_URL: 'https://guides.example.org' })
  const { status, head, body } = await raw(server, path)
  server.close()
  expect([status, head]).toEqual([200, expect.stringMatching(/^content-type: text\/plain; charset=utf-8$/im)])
  const expires = /^Expires: (.*)$/m.exec(body)?.[1] ?? ''
  expect(body).toContain('Contact: mailto:security@example.org\n')
  expect(body).toContain('Canonical: https://guides.example.org/.well-known/security.txt\n')
  const days = (Date.parse(expires) - Date.now()) / 86_400_000
  expect([days > 80, days < 100]).toEqual([true, true])
})

it.each(['/healthz', '/readyz', '/_next/image', '/no/such/page', '//two', '/admin', '/api/x', '/subscribe'])(
  'gives each answer the headers that protect it: %s',
  async (path) => {
    const server = await serving('', dataDir, { PUBLIC_URL: 'https://guides.example.org' })
    const { head } = await raw(server, `GET ${path} HTTP/1.1`)
    server.close()
    for (const header of [
      /^x-content-type-options: nosniff\r?$/im,
      /^referrer-policy: no-referrer\r?$/im,
      /^permissions-policy: camera=\(\)/im,
      /^cross-origin-opener-policy: same-origin\r?$/im,
      /^cross-origin-resource-policy: same-origin\r?$/im,
      /^strict-transport-security: max-age=63072000/im,
      /^content-security-policy: .*frame-ancestors 'none'/im,
    ])
      expect(head).toMatch(header)
  },
)

describe('what stands behind the server', () => {
  it.each([
    '/_next/../subscribe',
    '/_next/static/../../subscribe',
    '/_next/%2e%2e/subscribe',
    '/_next/..%2fsubscribe',
    '/_next/..\\subscribe',
    '/api/../subscribe',
    '/admin/..;/subscribe/../subscribe',
    '//subscribe',
    '/%73ubscribe',
    '/subscribe%00',
    '/Subscribe',
    '/_next/data/x/subscribe.json',
    '/_next/image?url=/subscribe&w=640&q=75',
    'http://recourse.example/_next/../subscribe',
  ])('is never asked for %s', async (path) => {
    asked.length = 0
    const { status } = await raw(open, `POST ${path} HTTP/1.1\r\nX-Recourse-Network: mine`)
    expect([status >= 400 && status < 500, asked]).toEqual([true, []])
  })

  it.each(['/healthz', '/admin', '/api/users', '/subscribe'])(
    'is asked for %s in HTTP alone: a connection is never given to another protocol',
    { timeout: 5_000 },
    async (path) => {
      const { status } = await raw(
        open,
        `GET ${path} HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13`,
        'Upgrade, close',
      )
      expect(status).toBe(200)
    },
  )

  it.each(['/', '/admin', '/api/users', '/subscribe'])(
    'is asked by no unknown method for %s',
    async (path) => {
      asked.length = 0
      expect([(await raw(open, `TRACE ${path} HTTP/1.1`)).status, asked]).toEqual([405, []])
    },
  )

  it.each([
    '/subscribe',
    '/subscribe?x=/_next/..',
    '/api/users/login',
    '/admin',
    '/_next/static/a.js',
    'http://recourse.example/api',
  ])('hears of the network of a request for %s from the server alone', async (path) => {
    asked.length = 0
    await raw(
      open,
      `GET ${path} HTTP/1.1\r\nX-Recourse-Network: mine\r\nx-recourse-network: mine\r\nX-Recourse-Else: a\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: evil.example\r\nForwarded: for=203.0.113.9\r\nX-Real-IP: 203.0.113.9`,
    )
    const [{ url, headers } = { url: '', headers: {} }] = asked
    expect(url).toBe(path.replace('http://recourse.example', ''))
    expect(Object.entries(headers).filter(([name]) => /recourse|forwarded|real/.test(name))).toEqual([
      ['x-recourse-network', '127.0.0.0/24'],
    ])
  })

  it('hears it from the proxy that is trusted, and of what was written before it nothing', async () => {
    asked.length = 0
    await raw(
      proxied,
      'GET /subscribe HTTP/1.1\r\nX-Recourse-Network: mine\r\nX-Forwarded-For: 192.0.2.1, 203.0.113.9\r\nX-Forwarded-Host: guides.example',
    )
    expect(asked[0]?.headers).toMatchObject({
      'x-recourse-network': '203.0.113.0/24',
      'x-forwarded-host': 'guides.example',
    })
  })
})

describe('answers of admin, API and subscribers', () => {
  const makers: Record<string, typeof answer> = {
    'nothing of it': (_, response) => void response.end('x'),
    'a header': (_, response) => {
      response.setHeader('Cache-Control', 'public, max-age=60')
      response.end('x')
    },
    'a header with the status': (_, response) =>
      void response.writeHead(307, { 'cache-control': 's-maxage=60', Location: '/admin/login' }).end(),
    'a header with status and words': (_, response) =>
      void response.writeHead(500, 'Oh', { 'Cache-Control': 'max-age=60' }).end('x'),
    'a list of headers': (_, response) =>
      void response
        .writeHead(404, ['Cache-Control', 'max-age=60', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
        .end(),
    'a failure': () => {
      throw new Error('failed')
    },
  }
  it.each(
    Object.keys(makers).flatMap((said) =>
      ['/api/users', '/admin/login', '/subscribe'].map((path) => [path, said]),
    ),
  )('%s are kept nowhere when their maker says: %s', async (path = '', said = '') => {
    answer = makers[said] as typeof answer
    const { head } = await raw(open, `GET ${path} HTTP/1.1`)
    answer = (_request, response) => void response.end('behind')
    expect([...head.matchAll(/^cache-control: (.*)$/gim)].map(([, value]) => value)).toEqual(['no-store'])
    expect([...head.matchAll(/^set-cookie: (.*)$/gim)].map(([, value]) => value)).toEqual(
      said === 'a list of headers' ? ['a=1', 'b=2'] : [],
    )
  })

  it('says so of what it refuses itself, and leaves the files of the admin to be kept', async () => {
    const head = async (line: string): Promise<string> => (await raw(open, line)).head
    expect(await head('GET /api//x HTTP/1.1')).toMatch(/cache-control: no-store/i)
    expect(await head('POST /api/users HTTP/1.1\r\nContent-Length: 99999999')).toMatch(
      /cache-control: no-store/i,
    )
    answer = (_, response) => void response.writeHead(200, { 'Cache-Control': 'max-age=60, immutable' }).end()
    expect(await head('GET /_next/static/a.js HTTP/1.1')).toMatch(/cache-control: max-age=60, immutable/i)
  })
})

describe('an address that is not written as addresses are', () => {
  const PAGE = '<h1>There is no page here</h1>'
  const BROWSER = 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  const folder = mkdtempSync(join(tmpdir(), 'recourse-http-'))
  let published: Server
  beforeAll(async () => {
    const release = join(releasesFolder(folder), 'one')
    mkdirSync(release, { recursive: true })
    writeFileSync(join(release, '404.html'), PAGE)
    await makeCurrent(folder, 'one')
    published = await serving('', folder)
  })
  afterAll(() => {
    published.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(['//guides/scotland', '/guides//scotland/', '/guides/scotl%61nd/', '/a|b', '/100%'])(
    'is answered with the page of the site where a browser asks for %s',
    async (path) => {
      const { status, head, body } = await raw(published, `GET ${path} HTTP/1.1\r\n${BROWSER}`)
      expect([status, body]).toEqual([400, expect.stringContaining(PAGE)])
      expect(head).toMatch(/^content-type: text\/html/im)
      expect(head).toMatch(/^content-security-policy: /im)
      expect(head).toMatch(/^cache-control: no-store/im)
      expect((await raw(published, `HEAD ${path} HTTP/1.1\r\n${BROWSER}`)).body).toBe('')
    },
  )

  it.each([
    'GET //guides/scotland HTTP/1.1',
    'GET //guides/scotland HTTP/1.1\r\nAccept: application/json',
    'GET //guides/scotland HTTP/1.1\r\nAccept: */*',
    `GET /api//users HTTP/1.1\r\n${BROWSER}`,
    `POST //subscribe HTTP/1.1\r\n${BROWSER}`,
  ])('is answered with JSON where a program asks: %j', async (line) => {
    const { status, head, body } = await raw(published, line)
    expect(status).toBe(400)
    expect(head).toMatch(/^content-type: application\/json/im)
    expect(body).toContain(`{"errors":[{"message":"This address`)
  })
})

describe('a request for another host', () => {
  const logged: Record<string, unknown>[] = []
  const log = pino(
    { base: undefined, timestamp: false },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const SITE = { PUBLIC_URL: 'https://guides.example.org', ALLOWED_HOSTS: '' }
  let site: Server
  let behind: Server
  let trial: Server
  beforeAll(async () => {
    site = await serving('', dataDir, SITE, log)
    behind = await serving('127.0.0.1', dataDir, SITE, log)
    trial = await serving('', dataDir, { ALLOWED_HOSTS: '' }, log)
  })
  afterAll(() => {
    for (const each of [site, behind, trial]) each.close()
  })

  const ask = (server: Server, line: string, ...hosts: string[]): ReturnType<typeof raw> =>
    raw(server, line, 'close', hosts.map((host) => `Host: ${host}\r\n`).join(''))

  const REFUSED =
    'This server does not answer for this host. Check the address. Whoever runs this server can add the host to ALLOWED_HOSTS.'

  it.each([
    '/',
    '/guides/scotland/',
    '/admin',
    '/api/users',
    '/subscribe',
    '/_next/static/a.js',
    '//x',
    '/robots.txt',
  ])('is answered by one sentence, and asks nothing behind, at %s', async (path) => {
    asked.length = 0
    const { status, head, body } = await ask(site, `GET ${path} HTTP/1.1`, 'evil.example')
    expect([status, asked]).toEqual([421, []])
    expect(body).toContain(JSON.stringify({ errors: [{ message: REFUSED }] }))
    expect(head).toMatch(/^cache-control: no-store/im)
    expect(head).toMatch(/^content-security-policy: /im)
    expect((await ask(site, `POST ${path} HTTP/1.1`, 'evil.example')).status).toBe(421)
  })

  it('is told so in plain text where a browser asks', async () => {
    const { status, head, body } = await ask(site, 'GET / HTTP/1.1\r\nAccept: text/html', 'evil.example')
    expect([status, body]).toEqual([421, expect.stringContaining(`\n${REFUSED}\n`)])
    expect(head).toMatch(/^content-type: text\/plain; charset=utf-8\r?$/im)
  })

  it.each<[string, string[], number]>([
    ['GET /admin HTTP/1.1', ['guides.example.org'], 200],
    ['GET /admin HTTP/1.1', ['GUIDES.example.org.:443'], 200],
    ['GET /admin HTTP/1.1', ['guides.example.org:8443'], 421],
    ['GET /admin HTTP/1.1', ['127.0.0.1:3000'], 421],
    ['GET /admin HTTP/1.1', ['localhost'], 421],
    ['GET /admin HTTP/1.1', ['guides.example.org', 'evil.example'], 400],
    ['GET /admin HTTP/1.1', ['evil.example', 'guides.example.org'], 400],
    ['GET /admin HTTP/1.1', ['guides.example.org/evil'], 400],
    ['GET /admin HTTP/1.1', [''], 421],
    ['GET /admin HTTP/1.1', [], 400],
    ['GET /admin HTTP/1.0', [], 421],
    ['GET /admin HTTP/1.0', ['guides.example.org'], 200],
    ['GET http://evil.example/admin HTTP/1.1', ['guides.example.org'], 421],
    ['GET HTTPS://guides.example.org/admin HTTP/1.1', ['evil.example'], 200],
    ['GET https://me@guides.example.org/admin HTTP/1.1', ['guides.example.org'], 400],
    ['GET /admin HTTP/1.1\r\nX-Forwarded-Host: guides.example.org', ['evil.example'], 421],
    ['GET /admin HTTP/1.1\r\nForwarded: host=guides.example.org', ['evil.example'], 421],
    ['GET /admin HTTP/1.1\r\nX-Forwarded-Host: evil.example', ['guides.example.org'], 200],
  ])('%s for %j is answered with %4$i', async (line, hosts, status) => {
    asked.length = 0
    const answered = await ask(site, line, ...hosts)
    expect([answered.status, asked.length]).toEqual([status, status === 200 ? 1 : 0])
  })

  it('hands on the host of an absolute target in place of the other, and none that a stranger says was forwarded', async () => {
    asked.length = 0
    await ask(
      site,
      'GET https://guides.example.org/admin HTTP/1.1\r\nX-Forwarded-Host: evil.example',
      'evil.example',
    )
    expect([asked[0]?.headers.host, asked[0]?.headers['x-forwarded-host']]).toEqual([
      'guides.example.org',
      undefined,
    ])
  })

  it.each([
    ['guides.example.org', 200],
    ['evil.example', 421],
    ['guides.example.org, evil.example', 421],
    ['guides.example.org\r\nX-Forwarded-Host: evil.example', 421],
  ])(
    'is refused also where a trusted proxy was asked for it: X-Forwarded-Host: %j',
    async (forwarded, status) => {
      const line = `GET /admin HTTP/1.1\r\nX-Forwarded-Host: ${forwarded}`
      expect((await ask(behind, line, 'guides.example.org')).status).toBe(status)
    },
  )

  it.each([
    ['/healthz', 200],
    ['/readyz', 503],
    // They still need their secret, which is asked for behind this.
    ['/metrics', 503],
  ])('is answered at %s, which is asked for by the address of a machine', async (path, status) => {
    for (const hosts of [['10.0.0.7:3000'], ['evil.example'], []])
      expect((await ask(site, `GET ${path} HTTP/1.0`, ...hosts)).status).toBe(status)
    expect((await ask(site, `GET ${path} HTTP/1.1`, 'one', 'two')).status).toBe(400)
    expect((await ask(site, `GET ${path}/ HTTP/1.1`, 'evil.example')).status).toBe(421)
  })

  it('is one for no name of this machine where only that is known', async () => {
    const statusOf = async (host: string): Promise<number> =>
      (await ask(trial, 'GET /admin HTTP/1.1', host)).status
    const here = ['localhost', '127.0.0.1:4000', '[::1]:3000', 'LOCALHOST.']
    expect(await Promise.all(here.map(statusOf))).toEqual([200, 200, 200, 200])
    expect(await Promise.all(['evil.example', 'localhost.evil.example'].map(statusOf))).toEqual([421, 421])
  })

  it('is logged once for each host, of which there are only so many, and without anything about who asked', async () => {
    const server = await serving('', dataDir, SITE, log)
    logged.length = 0
    const line = 'GET /guides/scotland/?secret HTTP/1.1\r\nUser-Agent: me'
    for (const host of ['www.example.org', 'www.example.org', 'other.example']) await ask(server, line, host)
    await ask(server, 'GET / HTTP/1.0')
    await ask(server, 'GET /healthz HTTP/1.1', '10.0.0.7')
    const msg =
      'a request for a host that no setting names was refused. If it is one of yours, add it to ALLOWED_HOSTS'
    expect(logged).toEqual(
      ['www.example.org', 'other.example', null].map((host) => ({ level: 40, host, msg })),
    )
    for (let at = 0; at < 30; at += 1) await ask(server, line, `${at}.example`)
    expect(logged.length).toBe(20)
    server.close()
  })
})
