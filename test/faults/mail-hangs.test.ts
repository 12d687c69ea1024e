import { rmSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { publishedFolder, recourse } from '../support/command.ts'
import { scriptedServer } from '../support/mail-servers.ts'
import { PATIENCE } from '../support/patience.ts'
import { startServer } from '../support/server.ts'

const EMAIL = 'edna@example.org'

it('a mail server that hangs keeps nobody from saving', async () => {
  const dataDir = await publishedFolder()
  // It takes each connection, and never says a word.
  const hanging = await scriptedServer({ greeting: null })
  const server = await startServer([], dataDir, { SMTP_URL: hanging.url })
  let token = ''
  const call = async (method: string, path: string, body?: object): Promise<[number, unknown, number]> => {
    const start = performance.now()
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `JWT ${token}` } : {}),
      },
      body: body && JSON.stringify(body),
    })
    return [response.status, await response.json(), performance.now() - start]
  }
  try {
    const args = ['--name', 'Edna', '--email', EMAIL, '--roles', 'editor', '--json']
    const made = await recourse(dataDir, ['user', 'add', ...args])
    const { password } = JSON.parse(made.stdout) as { password: string }
    const [, signedIn] = await call('POST', '/users/login', { email: EMAIL, password })
    token = (signedIn as { token: string }).token
    const [, found] = await call('GET', '/bodies?limit=1')
    const body = (found as { docs: { id: string; name: string }[] }).docs[0]
    await call('PATCH', `/bodies/${body?.id}`, { name: body?.name })

    const asked = await Promise.all(
      [EMAIL, 'nobody@example.org'].map((email) => call('POST', '/users/forgot-password', { email })),
    )
    expect(asked.map(([status, answer]) => [status, answer])).toEqual([
      [200, { message: 'If there is such an account, a mail with a link is on its way.' }],
      [200, { message: 'If there is such an account, a mail with a link is on its way.' }],
    ])
    await vi.waitFor(() => expect(hanging.connections).toBeGreaterThan(0), { timeout: PATIENCE })
    const saves: number[] = []
    for (let n = 0; n < 20; n += 1) {
      const [status, , took] = await call('PATCH', `/bodies/${body?.id}`, { name: body?.name })
      expect(status).toBe(200)
      saves.push(took)
    }
    expect(Math.max(...asked.map(([, , took]) => took), ...saves)).toBeLessThan(1_000)
  } finally {
    await server.stop()
    await hanging.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
