import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asLong } from '../../support/as-long.ts'
import { publishedGuide, publishedGuideFolder, recourse } from '../../support/command.ts'
import { scriptedServer, type ScriptedServer } from '../../support/mail/mail-servers.ts'
import { PATIENCE } from '../../support/patience.ts'
import { scaled } from '../../support/scale.ts'
import { startServer, type RunningServer } from '../../support/server.ts'

const EMAIL = 'edna@example.org'
const NOBODY = 'nobody@example.org'

let dataDir: string
let hanging: ScriptedServer
let server: RunningServer
let password: string
let token = ''
let count = 0

interface Answer {
  status: number
  json: unknown
  /** In milliseconds. */
  took: number
}

/** Each call comes from a network of its own. */
async function call(method: string, path: string, body?: object): Promise<Answer> {
  count += 1
  const start = performance.now()
  const response = await fetch(`${server.url}/api${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${count >> 8}.${count & 255}.1`,
      ...(token ? { authorization: `JWT ${token}` } : {}),
    },
    body: body && JSON.stringify(body),
  })
  return { status: response.status, json: await response.json(), took: performance.now() - start }
}

await publishedGuide()

describe('a mail server that hangs', () => {
  beforeAll(async () => {
    dataDir = await publishedGuideFolder()
    // It takes each connection, and never says a word.
    hanging = await scriptedServer({ greeting: null })
    server = await startServer([], dataDir, { SMTP_URL: hanging.url, TRUSTED_PROXIES: '127.0.0.1' })
    const args = ['--name', 'Edna', '--email', EMAIL, '--roles', 'editor', '--json']
    const made = await recourse(dataDir, ['user', 'add', ...args])
    password = (JSON.parse(made.stdout) as { password: string }).password
  })
  afterAll(async () => {
    await server?.stop()
    await hanging?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('keeps nobody from saving', async () => {
    const { json } = await call('POST', '/users/login', { email: EMAIL, password })
    token = (json as { token: string }).token
    const found = (await call('GET', '/bodies?limit=1')).json as {
      docs: { id: string; name: string; updatedAt: string }[]
    }
    const { id, name, updatedAt } = found.docs[0] ?? { id: '', name: '', updatedAt: '' }
    let from = updatedAt
    const save = async (): Promise<Answer> => {
      const answer = await call('PATCH', `/bodies/${id}`, { name, updatedAt: from })
      from = (answer.json as { doc?: { updatedAt: string } }).doc?.updatedAt ?? from
      return answer
    }
    await save()
    const asked = await Promise.all(
      [EMAIL, NOBODY].map((email) => call('POST', '/users/forgot-password', { email })),
    )
    const message = 'If there is such an account, a mail with a link is on its way.'
    expect(asked.map((answer) => [answer.status, answer.json])).toEqual([
      [200, { message }],
      [200, { message }],
    ])
    await vi.waitFor(() => expect(hanging.connections).toBeGreaterThan(0), { timeout: PATIENCE })
    const saves: Answer[] = []
    for (let n = 0; n < 20; n += 1) saves.push(await save())
    expect(saves.map(({ status }) => status)).toEqual(saves.map(() => 200))
    token = ''
    const longest = Math.round(Math.max(...[...asked, ...saves].map(({ took }) => took)))
    process.stdout.write(
      `  While the mail server hangs, a save takes at most ${longest} ms (29,000 before, within Payload’s transaction).\n`,
    )
    expect(longest).toBeLessThan(1_000)
  })

  it('tells nobody whether an address has an account, by a form or by signing in', async () => {
    const rounds = scaled(200, 20)
    const forgot = await asLong([EMAIL, NOBODY], rounds, async (email) =>
      JSON.stringify((await call('POST', '/users/forgot-password', { email })).json),
    )
    const signIn = await asLong([EMAIL, NOBODY], Math.min(rounds, 40), async (email) =>
      JSON.stringify((await call('POST', '/users/login', { email, password: 'not the password' })).json),
    )
    const shown = (pair: readonly number[]): string => pair.map((ms) => ms.toFixed(1)).join(' and ')
    process.stdout.write(
      `  Known and unknown: a forgotten password ${shown(forgot)} ms (148 and 12 before), signing in ${shown(signIn)} ms.\n`,
    )
  })
})
