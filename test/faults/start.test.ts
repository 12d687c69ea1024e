import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  imported,
  importedFolder,
  published,
  publishedFolder,
  publishedGuide,
  publishedGuideFolder,
  publishedPages,
  publishedPagesFolder,
  recourse,
} from '../support/command.ts'
import { PATIENCE } from '../support/patience.ts'
import { scaled } from '../support/scale.ts'
import { mayMount, mountDisk, unmountDisk } from '../support/small-disk.ts'
import { freePort, startServer, type Account, type RunningServer } from '../support/server.ts'

let dataDir: string

await imported()
await published()
await publishedGuide()
await publishedPages()
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-start-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const ended = (server: RunningServer): Promise<number | null> =>
  new Promise((resolve) => server.child.once('exit', (code) => resolve(code)))

/** A module that runs before the command, as an option of Node. */
const before = (code: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
})

const signInAs = (url: string, account: Account): Promise<Response> =>
  fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })

/** Asks for a file and leaves in the middle, as a closed tab does. */
const leaveEarly = (url: string, headers: Record<string, string> = {}): Promise<void> =>
  new Promise((resolve) => {
    const asked = request(url, { agent: false, headers }, (response) => {
      response.once('data', () => asked.destroy())
      response.on('error', () => undefined)
    })
    asked.on('error', () => undefined)
    asked.once('close', () => resolve())
    asked.end()
  })

describe.runIf(existsSync('/proc/self/fd'))('readers who leave in the middle', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer([], await publishedFolder())
  })
  afterAll(async () => {
    await server.stop()
    rmSync(server.dataDir, { recursive: true, force: true })
  })

  it('leave no open file behind, and no memory', async () => {
    const files = (): number => readdirSync(`/proc/${server.child.pid}/fd`).length
    const resident = (): number =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) / 1024
    const paths = ['/guides/scotland/scotland.a4.pdf', '/guides/australia/', '/data/site.json']
    const crowd = async (count: number): Promise<void> => {
      for (let asked = 0; asked < count; asked += 50)
        await Promise.all(
          Array.from({ length: 50 }, (_each, index) =>
            leaveEarly(
              server.url + (paths[(asked + index) % paths.length] ?? '/'),
              // A part of a file is read for whoever asks; the whole may be held.
              index % 2 === 0 ? { range: 'bytes=9-' } : {},
            ),
          ),
        )
    }
    await crowd(100)
    await later(500)
    const [openBefore, heldBefore] = [files(), resident()]
    const leavers = scaled(5_000, 400)
    await crowd(leavers)
    await expect.poll(files, { timeout: 10_000 }).toBeLessThanOrEqual(openBefore + 5)
    const [openAfter, heldAfter] = [files(), resident()]
    process.stdout.write(
      `\n${leavers} downloads cut short: ${openBefore} descriptors before and ${openAfter} after, ` +
        `${Math.round(heldBefore)} MB before and ${Math.round(heldAfter)} MB after\n`,
    )
    expect(heldAfter).toBeLessThan(heldBefore + 80)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  it('and those who ask for a part of a file get that part', async () => {
    const url = `${server.url}/guides/scotland/scotland.a4.pdf`
    const whole = new Uint8Array(await (await fetch(url)).arrayBuffer())
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { range } })
      return [response.status, new Uint8Array(await response.arrayBuffer())] as const
    }
    expect(await part('bytes=-5')).toEqual([206, whole.slice(-5)])
    expect(await part('bytes=10-19')).toEqual([206, whole.slice(10, 20)])
    expect(await part(`bytes=${whole.length - 3}-${whole.length + 99}`)).toEqual([206, whole.slice(-3)])
    for (const range of ['bytes=10-5', 'bytes=0-1,5-6', 'pages=1-2']) {
      const [status, bytes] = await part(range)
      expect([range, status, bytes.length]).toEqual([range, 200, whole.length])
    }
    expect((await part(`bytes=${whole.length}-`))[0]).toBe(416)
  })
})

describe('an error that nobody caught', () => {
  it.each([
    ['thrown', 'throw new Error("nobody caught this")'],
    ['rejected', 'void Promise.reject(new Error("nobody caught this"))'],
  ])('ends the process, with a line in the log and a code: %s', async (_how, fault) => {
    const folder = await publishedGuideFolder()
    const server = await startServer(
      [],
      folder,
      before(`import { existsSync } from 'node:fs'
        const look = setInterval(() => { if (existsSync(${JSON.stringify(join(folder, 'now'))})) { clearInterval(look); ${fault} } }, 50)
        look.unref()`),
    )
    const over = ended(server)
    writeFileSync(join(folder, 'now'), '')
    expect(await over).toBe(1)
    expect(server.output()).toMatch(/"level":60.*nobody caught this/)
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('a start that fails', () => {
  it('of a database that cannot be read ends with a sentence and its code, and leaves nothing behind', async () => {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(
      join(dataDir, 'recourse.db'),
      'This is no database, but some other file of that name. '.repeat(40),
    )
    const port = String(await freePort())
    for (const run of ['first', 'second']) {
      const { code, stderr } = await recourse(dataDir, ['serve'], { env: { PORT: port } })
      expect([run, code, stderr]).toEqual([run, 4, expect.stringMatching(/recourse\.db.*backup/s)])
      expect(stderr).not.toMatch(/^\s+at /m)
    }
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
  })

  it('for want of a browser does not happen: publishing waits, and says so', async () => {
    const folder = await importedFolder()
    const server = await startServer(['--sample'], folder, { CHROME_PATH: '/nowhere/chromium' })
    try {
      expect(server.output()).toMatch(/Nothing is published yet: .*\/nowhere\/chromium/)
      expect(server.accounts).toHaveLength(2)
      expect((await fetch(`${server.url}/admin/login`)).status).toBe(200)
      expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({
        status: 'nothing is published yet',
      })
      expect((await signInAs(server.url, server.accounts[0] as Account)).status).toBe(200)
    } finally {
      await server.stop()
    }
    expect(server.child.exitCode).toBe(0)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('a disk that can only be read', () => {
  type Told = Record<string, readonly [exit: number, words: RegExp]>
  const readOnly = async (path: string, work: () => Promise<void>): Promise<void> => {
    const mount = (...args: string[]): void => {
      const { status, stderr } = spawnSync('mount', args)
      if (status !== 0) throw new Error(stderr.toString())
    }
    mount('--bind', path, path)
    try {
      mount('-o', 'remount,ro,bind', path)
      await work()
    } finally {
      unmountDisk(path)
    }
  }

  const SOCKET = [4, /recourse\.sock can only be read\. Make it writable/] as const
  it.skipIf(!mayMount).each<[part: string, Told]>([
    ['.', { serve: SOCKET, 'publish --full': SOCKET, 'user list': SOCKET }],
    [
      'releases',
      { 'publish --full': [1, /^The release \S+ could not be begun: the disk can only be read\./m] },
    ],
    ['recourse.db', { publish: [4, /^The database .* cannot be written to\. Give this account/m] }],
  ])('is named by each command, with what to do: %s (needs root, to mount it)', async (part, commands) => {
    const folder = await publishedPagesFolder()
    const before = readlinkSync(join(folder, 'current'))
    await readOnly(join(folder, part), async () => {
      for (const [command, [exit, words]] of Object.entries(commands)) {
        const { code, stderr } = await recourse(folder, command.split(' '))
        expect([command, code, stderr]).toEqual([command, exit, expect.stringMatching(words)])
        expect(stderr).not.toMatch(/^\s+at /m)
      }
    })
    expect(readlinkSync(join(folder, 'current'))).toBe(before)
    expect((await recourse(folder, ['publish'])).code).toBe(0)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('a disk that is full when somebody saves', () => {
  it.skipIf(!mayMount)(
    'is named, with what to do, and the save goes through once there is room (needs root, to make a small disk)',
    async () => {
      mountDisk(dataDir, 60 * 1024 * 1024)
      const full = await publishedGuideFolder()
      cpSync(full, dataDir, { recursive: true, verbatimSymlinks: true })
      rmSync(full, { recursive: true, force: true })
      const server = await startServer(['--sample'], dataDir)
      const filler = join(dataDir, 'filler')
      try {
        const { token } = (await (await signInAs(server.url, server.accounts[0] as Account)).json()) as {
          token: string
        }
        const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' }
        const found = await fetch(`${server.url}/api/offences?limit=1&depth=0`, { headers })
        const { docs } = (await found.json()) as { docs: { id: string; revision: number }[] }
        const save = async (): Promise<[number, string]> => {
          const response = await fetch(`${server.url}/api/offences/${docs[0]?.id}`, {
            method: 'PATCH',
            headers,
            body: JSON.stringify({
              revision: docs[0]?.revision,
              covers: `Following somebody about. ${docs[0]?.revision} `.repeat(270),
            }),
          })
          return [response.status, await response.text()]
        }
        spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'])
        // The files of the database may have room for some saves.
        let answer = await save()
        for (let saves = 1; answer[0] === 200 && saves < 200 && docs[0]; saves += 1) {
          docs[0].revision += 1
          answer = await save()
        }
        expect(answer).toEqual([503, expect.stringMatching(/disk.*is full.*make room/s)])
        rmSync(filler)
        expect((await save())[0]).toBe(200)
      } finally {
        await server.stop()
        unmountDisk(dataDir)
      }
    },
  )
})

describe('the passwords of the first accounts', () => {
  const accountsIn = (folder: string): number => {
    const database = new DatabaseSync(join(folder, 'recourse.db'), { readOnly: true })
    try {
      return Number(database.prepare('SELECT count(*) AS n FROM users').get()?.n)
    } finally {
      database.close()
    }
  }

  it('are shown by the next start where one ended before it had shown them', async () => {
    const folder = await importedFolder()
    const mark = join(folder, 'secrets', 'first-passwords-not-shown')
    // A browser that never answers: the first release takes longer than anything.
    const browser = join(dataDir, 'chromium')
    writeFileSync(browser, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
    const killed = startServer(['--sample'], folder, { CHROME_PATH: browser }).catch(() => null)
    await expect.poll(() => existsSync(mark), { timeout: PATIENCE, interval: 20 }).toBe(true)
    await expect.poll(() => accountsIn(folder), { timeout: PATIENCE, interval: 20 }).toBe(2)
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${folder}`))
          process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It has ended by itself, or belongs to somebody else.
      }
    expect(await killed).toBeNull()
    // Without the sample nothing is shown, and nothing forgotten.
    const bare = await startServer([], folder, { CHROME_PATH: '/nowhere/chromium' })
    expect(bare.accounts).toEqual([])
    await bare.stop()
    const server = await startServer(['--sample'], folder, { CHROME_PATH: '/nowhere/chromium' })
    try {
      expect(server.accounts.map(({ email }) => email)).toEqual(['ada@example.org', 'ben@example.org'])
      for (const account of server.accounts) expect((await signInAs(server.url, account)).status).toBe(200)
      expect(existsSync(mark)).toBe(false)
    } finally {
      await server.stop()
    }
    const again = await startServer(['--sample'], folder, { CHROME_PATH: '/nowhere/chromium' })
    expect(again.accounts).toEqual([])
    await again.stop()
    rmSync(folder, { recursive: true, force: true })
  })
})
