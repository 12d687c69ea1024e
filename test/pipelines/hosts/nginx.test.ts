import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownHosts } from '#lib/hosts.ts'
import { nginxRedirectText, nginxText } from '#pipelines/hosts/nginx.ts'
import { noNginx, startNginxHttp, type Nginx } from '../../support/nginx.ts'
import { freePort } from '../../support/server.ts'

/** nginx with the blocks that are delivered, before a release of one page. */
async function startSite(
  publicUrl: (https: number) => string,
  allowedHosts = '',
): Promise<{ site: string; http: number; https: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-names-'))
  const at = (name: string): string => join(folder, name)
  const [http, https] = [await freePort(), await freePort()]
  const site = publicUrl(https)
  mkdirSync(at('www/current'), { recursive: true })
  writeFileSync(at('www/current/index.html'), 'the site')
  execFileSync('deploy/trial-certificate', [at('tls'), 'localhost'])
  const settings = { publicUrl: site, subscribeUrl: site, serverUrl: null, allowedHosts }
  writeFileSync(
    at('recourse.conf'),
    nginxText({
      ...settings,
      hosts: ownHosts(settings),
      serverUrl: 'http://127.0.0.1:1',
      folder: at('www'),
    }),
  )
  writeFileSync(at('redirect.conf'), nginxRedirectText(site))
  const blocks = readFileSync('deploy/nginx/default.conf', 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${http};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${https} ssl;`)
    .replaceAll('/etc/nginx/tls/', `${at('tls')}/`)
    .replaceAll('/etc/nginx/recourse/', `${folder}/`)
  const nginx: Nginx = await startNginxHttp(blocks, https)
  return {
    ...{ site, http, https },
    stop: async () => {
      await nginx.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Sends a request as it is written. @param host null names none, as in old HTTP. */
async function ask(
  { port, tls = false }: { port: number; tls?: boolean },
  host: string | null,
  target = '/',
): Promise<{ status: number; location: string | undefined; body: string }> {
  const socket = tls
    ? connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
    : connect(port, '127.0.0.1')
  const named = host === null ? '' : `Host: ${host}\r\n`
  socket.write(`GET ${target} HTTP/1.${host === null ? 0 : 1}\r\n${named}Connection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += (chunk as Buffer).toString()
  return {
    status: Number(text.split(' ')[1]),
    location: /^location: (.*)\r$/im.exec(text)?.[1],
    body: text.slice(text.indexOf('\r\n\r\n') + 4),
  }
}

describe.skipIf(noNginx)('nginx as it is delivered (needs the program nginx)', () => {
  let site: Awaited<ReturnType<typeof startSite>>
  let trial: Awaited<ReturnType<typeof startSite>>
  beforeAll(async () => {
    site = await startSite(() => 'https://guides.example.org', 'www.example.org,[2001:db8::7],10.0.0.7:3000')
    trial = await startSite((port) => `https://localhost:${port}`)
  })
  afterAll(async () => {
    await site?.stop()
    await trial?.stop()
  })

  it.each([
    ['guides.example.org', 200],
    ['guides.example.org:443', 200],
    ['GUIDES.Example.org.', 200],
    ['www.example.org', 200],
    ['[2001:db8::7]', 200],
    ['10.0.0.7:3000', 200],
    ['evil.example', 421],
    ['guides.example.org.evil.example', 421],
    ['guidesXexample.org', 421],
    ['xguides.example.org', 421],
    ['localhost', 421],
    ['127.0.0.1', 421],
    [null, 421],
  ])(
    'answers the hosts that the settings name, and of a site with a name no other: %s',
    async (host, status) => {
      const answered = await ask({ port: site.https, tls: true }, host)
      expect([answered.status, answered.body.includes('the site')]).toEqual([status, status === 200])
      expect((await ask({ port: site.https, tls: true }, host, '/admin')).status).toBe(
        status === 200 ? 503 : 421,
      )
    },
  )

  it.each([
    ['localhost', 200],
    ['127.0.0.1:8443', 200],
    ['[::1]', 200],
    ['law.localhost', 200],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['evil.example', 421],
  ])('answers in a trial every name of the machine itself: %s', async (host, status) => {
    expect((await ask({ port: trial.https, tls: true }, host)).status).toBe(status)
  })

  it.each(['localhost', '127.0.0.1:8080', 'evil.example', null])(
    'sends whoever comes without TLS to the address of the site, with its port, also from %s',
    async (host) => {
      for (const each of [site, trial]) {
        const { status, location } = await ask({ port: each.http }, host, '/guides/scotland/?a=b')
        expect([status, location]).toEqual([301, `${each.site}/guides/scotland/?a=b`])
        expect((await ask({ port: each.http }, host, '/healthz')).body).toBe('ok')
      }
    },
  )
})
