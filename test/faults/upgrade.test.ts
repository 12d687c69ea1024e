import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recourse } from '../support/command.ts'
import { startServer, type Account, type RunningServer } from '../support/server.ts'

const KEPT = 'test/fixtures/upgrades'

/** Settings with which the data was made. */
const env = { PRINTS: 'none', PUBLIC_URL: 'https://guides.example.org', ALLOWED_HOSTS: '127.0.0.1' }

describe.each(readdirSync(KEPT))('the data of %s', (file) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'recourse-upgraded-'))
  const page = (): string => readFileSync(join(dataDir, 'current/guides/scotland/index.html'), 'utf8')
  let account: Account
  let before: string
  let server: RunningServer

  beforeAll(() => {
    execFileSync('tar', ['-C', dataDir, '-xzf', join(KEPT, file)])
    account = JSON.parse(readFileSync(join(dataDir, 'account.json'), 'utf8')) as Account
    before = page()
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('is looked at by doctor, which says what waits and changes nothing', async () => {
    const database = join(dataDir, 'recourse.db')
    const { mtimeMs, size } = statSync(database)
    const { code, stdout } = await recourse(dataDir, ['doctor'], { env })
    expect([code, stdout.split('\n').filter((line) => line.startsWith('  ✗'))]).toEqual([0, []])
    expect(stdout).toMatch(
      /! The database waits for \d+ migrations: .* The next start makes them: have a backup/,
    )
    expect([statSync(database).mtimeMs, statSync(database).size]).toEqual([mtimeMs, size])
  })

  it('is brought up to date by a start, with its account, its record and what readers see', async () => {
    server = await startServer([], dataDir, env)
    expect(page()).toContain('tel:999')
    const login = await fetch(`${server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: env.PUBLIC_URL },
      body: JSON.stringify({ email: account.email, password: account.password }),
    })
    expect(login.status).toBe(200)
    await server.stop()
    expect((await recourse(dataDir, ['doctor'], { env })).stdout).not.toContain('migrations')
    const { code, stdout } = await recourse(dataDir, ['verify', 'events'], { env })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^(?!.*problem)/i)])
  })

  it('is published again in one chain with its releases, saying the same law', async () => {
    const { code, stderr } = await recourse(dataDir, ['publish', '--full'], { env })
    expect([code, stderr]).toEqual([0, expect.any(String)])
    const verified = await recourse(dataDir, ['verify', dataDir, '--earlier', '1'], { env })
    expect([verified.code, verified.stderr]).toEqual([0, ''])
    const law = (html: string): string[] =>
      [...html.matchAll(/<(dd|h3|blockquote)\b[^>]*>([^<]{20,})</g)].map(([, , words = '']) => words.trim())
    expect(law(before).length).toBeGreaterThan(20)
    expect(law(page())).toEqual(law(before))
  })
})
