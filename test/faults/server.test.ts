import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chainProblem } from '#domain/desk/events.ts'
import { publishedGuide, publishedGuideFolder, recourse } from '../support/command.ts'
import { freePort, startServer } from '../support/server.ts'
import { readChains } from '../support/desk/chains.ts'
import { PATIENCE } from '../support/patience.ts'
import { scaled } from '../support/scale.ts'

let dataDir: string

await publishedGuide()
beforeEach(async () => {
  dataDir = await publishedGuideFolder()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('one process owns the data', () => {
  it('refuses a second server, takes the work of a command, and ends in order when it is told to', async () => {
    // The address that the folder was published for: there is nothing to publish.
    const server = await startServer([], dataDir, { PUBLIC_URL: 'http://127.0.0.1:0' })
    try {
      // Whoever is to send one copies it first.
      for (const name of ['metrics', 'bounce'])
        expect([name, existsSync(join(dataDir, 'secrets', name))]).toEqual([name, true])
      const second = await recourse(dataDir, ['serve'])
      expect([second.code, second.stderr]).toEqual([
        4,
        expect.stringContaining('Another process is using the data'),
      ])
      const published = await recourse(dataDir, ['publish', '--json'])
      expect(JSON.parse(published.stdout)).toMatchObject({ changed: false })
      const looked = await recourse(dataDir, ['import', 'src/corpus/sample', '--dry-run'])
      expect([looked.code, looked.stdout]).toEqual([
        0,
        expect.stringMatching(/^\d+ added, \d+ changed, \d+ same, 0 refused\./m),
      ])
    } finally {
      await server.stop()
    }
    expect(server.child.exitCode).toBe(0)
    expect((await recourse(dataDir, ['status'])).stdout).toContain('Readers see release')
  })

  it('says that a port is taken, and exits', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    try {
      const result = await recourse(dataDir, ['serve'], { env: { PORT: String(port) } })
      expect([result.code, result.stderr]).toEqual([
        4,
        expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
      ])
    } finally {
      other.close()
    }
  })

  it('shows the command that makes the first account, and lets nobody register', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'recourse-empty-'))
    const server = await startServer([], empty)
    try {
      const page = await (await fetch(`${server.url}/admin`)).text()
      expect(page).toContain('npm run recourse -- user add')
      expect(page).not.toContain('confirm-password')
      expect((await fetch(`${server.url}/`)).status).toBe(503)
      const tries = await Promise.all(
        Array.from({ length: 20 }, () =>
          fetch(`${server.url}/api/users/first-register`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              email: 'a@example.org',
              password: 'long enough',
              name: 'A',
              roles: ['administrator'],
            }),
          }),
        ),
      )
      expect(tries.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 404))
      expect(JSON.parse((await recourse(empty, ['user', 'list', '--json'])).stdout)).toEqual([])
      const made = await recourse(empty, [
        'user',
        'add',
        '--name',
        'Ada',
        '--email',
        'ada@example.org',
        '--roles',
        'administrator,editor',
        '--json',
      ])
      const { email, password } = JSON.parse(made.stdout) as { email: string; password: string }
      const login = await fetch(`${server.url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      expect(login.status).toBe(200)
    } finally {
      await server.stop()
      rmSync(empty, { recursive: true, force: true })
    }
  })
})

describe('a server that is killed while people save', () => {
  it(
    'starts again with every chain whole, and no save that was answered lost',
    { timeout: 3_600_000 },
    async () => {
      let account = ''
      const answered = new Map<string, number>()
      for (let kill = 0; kill < scaled(100, 2); kill += 1) {
        const server = await startServer(['--sample'], dataDir)
        account ||= JSON.stringify(server.accounts[0])
        const login = (await (
          await fetch(`${server.url}/api/users/login`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: account,
          })
        ).json()) as { token: string }
        const headers = { authorization: `JWT ${login.token}`, 'content-type': 'application/json' }
        const { docs } = (await (
          await fetch(`${server.url}/api/offences?limit=5&depth=0`, { headers })
        ).json()) as { docs: { id: string; key: string; revision: number }[] }
        let stopped = false
        const begun = new Set<string>()
        const saver = async ({
          id,
          key,
          revision,
        }: {
          id: string
          key: string
          revision: number
        }): Promise<void> => {
          for (let from = revision; !stopped;) {
            const response = await fetch(`${server.url}/api/offences/${id}`, {
              method: 'PATCH',
              headers,
              body: JSON.stringify({ revision: from, covers: `Save ${from} of kill ${kill}.` }),
            }).catch(() => null)
            if (response?.status !== 200) return
            from += 1
            answered.set(key, from)
            begun.add(key)
          }
        }
        const savers = Promise.all(docs.map(saver))
        await expect.poll(() => begun.size, { timeout: PATIENCE }).toBe(docs.length)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 800))
        server.child.kill('SIGKILL')
        stopped = true
        await savers
      }
      expect(answered.size).toBe(5)
      const server = await startServer([], dataDir)
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      await server.stop()
      for (const { head, events, revision } of await readChains(dataDir)) {
        expect(chainProblem(events, head.chain), head.entry).toBeNull()
        expect(revision, head.entry).toBe(head.revision)
        const last = answered.get(head.entry)
        if (last !== undefined) expect(head.revision, head.entry).toBeGreaterThanOrEqual(last)
      }
    },
  )
})
