import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, fetch as fetchVia } from 'undici'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partOfSample, recourse } from '../support/command.ts'
import { dropDatabase } from '../support/drop-database.ts'
import { noNginx, startNginxHttp, type Nginx } from '../support/nginx.ts'
import { environment, freePort, startServer, type RunningServer } from '../support/server.ts'
import { until } from '../support/until.ts'

const uri = process.env.TEST_MONGODB_URI
const missing = !uri || noNginx

interface Compose {
  services: Record<
    string,
    { command: string[]; environment: Record<string, string>; deploy: { replicas: number } }
  >
}
const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose

/** Settings of the compose file where the operator sets none: `${NAME:-default}` is its default. */
const withDefaults = (given: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\+.*\}$/, ''),
    ]),
  )

/** What the compose file runs, on this machine: its commands, settings and configuration, with other addresses. */
describe.skipIf(missing)('the parts of the compose file (needs MongoDB and the program nginx)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-deploy-'))
  const at = (name: string): string => join(folder, name)
  const database = new URL(uri ?? 'mongodb://none')
  database.pathname = `/recourse-test-${randomBytes(6).toString('hex')}`
  let site: string
  let env: Record<string, string>
  const servers: RunningServer[] = []
  const workers: { child: ChildProcess; port: number }[] = []
  let nginx: Nginx

  const settings = (): Record<string, string> => ({
    ...withDefaults(services.app?.environment),
    DATABASE_URL: database.href,
    DATABASE_TRANSACTIONS: 'none',
    PUBLIC_URL: site,
    PUBLISH_TO: at('www'),
    TRUSTED_PROXIES: '127.0.0.1',
    SITE_TIMEZONE: 'UTC',
    SMTP_URL: '',
    MAIL_FROM: 'recourse@example.org',
    PRINTS: 'none',
  })

  async function startWorkerProcess(): Promise<void> {
    const port = await freePort()
    const child = spawn(process.execPath, ['bin/recourse.mjs', ...(services.worker?.command ?? [])], {
      env: { ...environment(at('data'), 0), ...env, HOST: '127.0.0.1', WORKER_PORT: String(port) },
      stdio: 'ignore',
    })
    workers.push({ child, port })
    await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok ?? false)
  }

  /** nginx with the files of deploy/, at ports of this machine. */
  async function startProxy(ports: { http: number; https: number }): Promise<Nginx> {
    execFileSync('deploy/trial-certificate', [at('tls'), 'localhost'])
    const written: [file: string, ...options: string[]][] = [
      ['recourse.conf', '--folder', at('www'), '--server', 'http://servers'],
      ['redirect.conf', '--redirect'],
    ]
    for (const [file, ...options] of written) {
      const { code, stdout, stderr } = await recourse(at('data'), ['hosts', 'nginx', ...options], { env })
      if (code !== 0) throw new Error(stderr)
      writeFileSync(at(file), stdout)
    }
    const blocks = readFileSync('deploy/nginx/default.conf', 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${ports.http};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${ports.https} ssl;`)
      .replaceAll('/etc/nginx/tls/', `${at('tls')}/`)
      .replaceAll('/etc/nginx/recourse/', `${folder}/`)
    const upstream = servers.map(({ url }) => `server ${new URL(url).host};`).join(' ')
    return startNginxHttp(`upstream servers { ${upstream} }\n${blocks}`, ports.https)
  }

  let http: number
  beforeAll(async () => {
    const https = await freePort()
    http = await freePort()
    site = `https://localhost:${https}`
    env = settings()
    const corpus = partOfSample('scotland')
    try {
      const { code, stderr } = await recourse(at('data'), ['import', corpus], { env })
      if (code !== 0) throw new Error(stderr)
    } finally {
      rmSync(corpus, { recursive: true, force: true })
    }
    for (let left = services.worker?.deploy.replicas ?? 0; left > 0; left -= 1) await startWorkerProcess()
    for (let left = services.app?.deploy.replicas ?? 0; left > 0; left -= 1)
      servers.push(await startServer([], at('data'), env))
    nginx = await startProxy({ http, https })
  })
  afterAll(async () => {
    for (const { child } of workers) child.kill('SIGKILL')
    for (const { child } of servers) child.kill('SIGKILL')
    await nginx?.stop()
    await dropDatabase(database.href)
    rmSync(folder, { recursive: true, force: true })
  })

  const trusting = new Agent({ connect: { rejectUnauthorized: false } })
  const get = async (path: string, accept = 'text/html') => {
    const answer = await fetchVia(site + path, {
      redirect: 'manual',
      headers: { accept },
      dispatcher: trusting,
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }

  it('publish what was imported, and nginx has it for readers, over https alone', async () => {
    await until(async () => (await get('/guides/scotland/')).status === 200)
    const page = await get('/guides/scotland/')
    expect(page.text).toContain('tel:999')
    expect(page.headers.get('strict-transport-security')).toContain('max-age=')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const plain = await fetch(`http://127.0.0.1:${http}/guides/scotland/?a=b`, { redirect: 'manual' })
    expect(plain.status).toBe(301)
    // Its host, and its port, which is not 443 here: whoever came by another name is sent to the site, too.
    expect(plain.headers.get('location')).toBe(`${site}/guides/scotland/?a=b`)
    expect((await fetch(`http://127.0.0.1:${http}/healthz`)).status).toBe(200)
  })

  it('answer for the admin and for subscribers behind nginx, and show /metrics and /readyz to nobody outside', async () => {
    expect((await get('/admin/login')).status).toBe(200)
    const form = await get('/subscribe')
    expect(form.status).toBe(200)
    expect(form.headers.get('content-security-policy')).toContain("form-action 'self'")
    for (const path of ['/metrics', '/readyz', '/healthz']) expect((await get(path)).status).toBe(404)
  })

  it('keep a session in a cookie of this host alone, and let no other site use it', async () => {
    const added = await recourse(
      at('data'),
      ['user', 'add', '--name', 'Ada Example', '--email', 'ada@example.org', '--roles', 'editor', '--json'],
      { env },
    )
    const { password } = JSON.parse(added.stdout) as { password: string }
    const signedIn = await fetchVia(`${site}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: site },
      body: JSON.stringify({ email: 'ada@example.org', password }),
      dispatcher: trusting,
    })
    expect(signedIn.status).toBe(200)
    const cookie = signedIn.headers.getSetCookie().find((each) => each.includes('-token=')) ?? ''
    expect(cookie).toMatch(/^__Host-recourse-token=[^;]+; /)
    const parts = cookie.split('; ').slice(1)
    for (const part of ['Path=/', 'HttpOnly=true', 'Secure=true', 'SameSite=Strict'])
      expect(
        parts.some((each) => part.startsWith(each)),
        part,
      ).toBe(true)
    expect(parts.some((each) => /^Domain/i.test(each))).toBe(false)

    const who = async (origin: string): Promise<{ user: unknown; allowed: string | null }> => {
      const answer = await fetchVia(`${site}/api/users/me`, {
        headers: { cookie: cookie.split(';')[0] ?? '', origin },
        dispatcher: trusting,
      })
      const { user } = (await answer.json()) as { user: { email: string } | null }
      return { user: user?.email ?? null, allowed: answer.headers.get('access-control-allow-origin') }
    }
    expect(await who(site)).toEqual({ user: 'ada@example.org', allowed: null })
    for (const other of ['https://evil.example', site.replace('localhost', 'localhost.evil.example'), 'null'])
      expect(await who(other), other).toEqual({ user: null, allowed: null })
  })

  it('go on where one of two servers and one of two workers is killed', async () => {
    servers[0]?.child.kill('SIGKILL')
    workers[0]?.child.kill('SIGKILL')
    for (let asked = 0; asked < 6; asked += 1) expect((await get('/subscribe')).status).toBe(200)
    const before = (await get('/manifest.json')).text
    const { code, stderr } = await recourse(at('data'), ['publish', '--full'], { env })
    expect([code, stderr.split('\n').filter((line) => /error/i.test(line))]).toEqual([0, []])
    await until(async () => (await get('/manifest.json')).text !== before)
  })

  it('leave readers their guides when all of them are down: nginx alone is enough', async () => {
    for (const { child } of [...servers, ...workers]) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const page = await get('/guides/scotland/')
    expect([page.status, page.text.includes('tel:999')]).toEqual([200, true])
    expect((await get('/guides/scotland/scotland.txt')).status).toBe(200)
    expect((await get('/nowhere/')).status).toBe(404)
    const form = await get('/subscribe')
    expect([form.status, form.headers.get('content-type')]).toEqual([503, 'text/html;charset=utf-8'])
    expect(form.text).toContain("<a href='/'>The guides are all there</a>")
    expect(form.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
