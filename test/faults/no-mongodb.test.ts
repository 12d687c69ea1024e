import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedGuide, publishedGuideFolder, recourse } from '../support/command.ts'
import { Line } from '../support/line.ts'
import { PATIENCE } from '../support/patience.ts'
import { scaled } from '../support/scale.ts'
import { freePort, startServer, type Account } from '../support/server.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'recourse-away-'))

describe('a MongoDB that nothing listens on', () => {
  const all = [
    ['serve'],
    ['worker'],
    ['user', 'list'],
    ['publish'],
    ['verify', 'events'],
    ['check', 'links'],
    ['digest', '--dry-run'],
    ['import', 'none.yaml'],
    ['publish', '--as-of', '2026-01-01'],
  ]

  const some = all.slice(0, scaled(all.length, 4))
  it.each(some.map((args) => [args.join(' '), args] as const))(
    'is told in a sentence by “%s”',
    async (_name, args) => {
      const nobody = await freePort()
      const since = performance.now()
      const { code, stdout, stderr } = await recourse(folder(), args, {
        env: {
          DATABASE_URL: `mongodb://ada:secret-word@127.0.0.1:${nobody}/recourse?replicaSet=rs0`,
          PORT: String(await freePort()),
        },
      })
      const told = stderr.trim().split('\n')
      expect(told).toEqual([
        expect.stringMatching(
          new RegExp(
            `^No MongoDB can be used at 127\\.0\\.0\\.1:${nobody} \\(.*ECONNREFUSED.*\\)\\. Start it, or correct DATABASE_URL`,
          ),
        ),
      ])
      expect(stdout + stderr).not.toContain('secret-word')
      expect(code).toBe(4)
      // Five seconds, and what a process takes to start on a busy machine.
      expect(performance.now() - since).toBeLessThan(30_000)
    },
  )
})

const uri = process.env.TEST_MONGODB_URI
if (uri) await publishedGuide()

describe.skipIf(!uri)('a MongoDB that goes away while a server runs', () => {
  it('leaves the site as it is, is told by the API, and is used again once it is back', async () => {
    const { hostname, port } = new URL(uri ?? '')
    const line = new Line({ host: hostname, port: Number(port || 27017) })
    await line.open()
    const name = `recourse-test-${randomBytes(6).toString('hex')}`
    // The site is there; the database has one account.
    const dataDir = await publishedGuideFolder()
    const env = {
      DATABASE_URL: `mongodb://127.0.0.1:${line.port}/${name}`,
      DATABASE_TRANSACTIONS: 'none',
    }
    const ada = ['--name', 'Ada', '--email', 'ada@example.org', '--roles', 'editor', '--json']
    const added = await recourse(dataDir, ['user', 'add', ...ada], { env })
    const { email, password } = JSON.parse(added.stdout) as Account
    const server = await startServer([], dataDir, env)
    const status = async (path: string) => (await fetch(`${server.url}${path}`)).status
    const ask = async () => {
      const response = await fetch(`${server.url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      return { status: response.status, text: await response.text() }
    }
    try {
      expect((await ask()).status).toBe(200)
      await line.cut()
      const away = await ask()
      expect([away.status, away.text], server.output()).toEqual([
        503,
        expect.stringContaining('does not answer'),
      ])
      for (const path of ['/', '/healthz', '/guides/scotland/'])
        expect([path, await status(path)]).toEqual([path, 200])
      await line.open()
      await expect.poll(async () => (await ask()).status, { timeout: PATIENCE, interval: 100 }).toBe(200)
      expect(server.child.exitCode).toBeNull()
    } finally {
      await server.stop()
      await line.cut()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
