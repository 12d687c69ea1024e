import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recourse } from '../support/command.ts'
import { environment, freePort } from '../support/server.ts'
import { mayMount, mountDisk, unmountDisk } from '../support/small-disk.ts'

const uri = process.env.TEST_MONGODB_URI
const COMMANDS = [{ args: ['serve'] }, { args: ['worker'] }, { args: ['user', 'list'] }]

let dataDir: string
let port: number

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'recourse-refused-'))
  port = await freePort()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const nobodyListens = (): Promise<void> =>
  expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed')

describe('a MongoDB that cannot be used', () => {
  // The server of the tests, unless it is one: then its transactions are taken.
  const refused = uri && !/[?&]replicaSet=/.test(uri)

  it.runIf(refused).each(COMMANDS)(
    'because it has no transactions is refused in a sentence, and the command ends: $args',
    async ({ args }) => {
      const { code, signal, stderr } = await recourse(dataDir, args, {
        env: { DATABASE_URL: uri ?? '', DATABASE_TRANSACTIONS: 'required', PORT: String(port) },
      })
      expect([code, signal]).toEqual([4, null])
      expect(stderr).toMatch(
        /^DATABASE_URL names no replica set.*rs\.initiate.*replicaSet=rs0 to DATABASE_URL\.$/m,
      )
      expect(stderr).not.toMatch(/^\s+at /m)
      await nobodyListens()
    },
  )

  describe('because it takes connections and never answers', () => {
    let silent: Server
    let connected: Promise<void>

    beforeEach(async () => {
      connected = new Promise((resolve) => {
        silent = createServer((socket) => {
          socket.on('error', () => undefined)
          resolve()
        })
      })
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    })
    afterEach(() => void silent.close())

    it.each(COMMANDS)('keeps nobody from being told to stop: $args', async ({ args }) => {
      const { port: at } = silent.address() as AddressInfo
      const child = spawn(process.execPath, ['bin/recourse.mjs', ...args], {
        env: {
          ...environment(dataDir, port),
          DATABASE_URL: `mongodb://127.0.0.1:${at}/recourse?replicaSet=rs`,
        },
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.once('exit', () => resolve('ended')))
      await connected
      child.kill('SIGTERM')
      const late = new Promise((resolve) => setTimeout(resolve, 15_000, 'still there'))
      expect(await Promise.race([ended, late])).toBe('ended')
      await nobodyListens()
    })
  })
})

describe.runIf(mayMount)('a first start on a disk that is too small (needs root, to make one)', () => {
  afterEach(() => unmountDisk(dataDir))

  it.each([
    ['for the tables', 1_500],
    ['for the sample', 9_000],
  ])('%s ends with a sentence, and goes on from there once there is room', async (_what, kilobytes) => {
    mountDisk(dataDir, kilobytes * 1024)
    const start = (): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['bin/recourse.mjs', 'serve', '--sample'], {
          env: { ...environment(dataDir, port), CHROME_PATH: '/nowhere/chromium' },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let said = ''
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (chunk: Buffer) => {
            said += chunk.toString()
            if (said.includes('/admin')) child.kill('SIGTERM')
          })
        child.once('close', (code) => resolve({ code, said }))
      })
    const { code, said } = await start()
    expect([code, said]).toEqual([4, expect.stringMatching(/The disk of the database is full.*make room/)])
    expect(said).not.toMatch(/^\s+at /m)
    await nobodyListens()
    spawnSync('mount', ['-o', 'remount,size=200m', dataDir])
    const again = await start()
    expect(again).toMatchObject({ code: 0 })
    expect(again.said).toMatch(/First accounts[\s\S]*ada@example\.org/)
  })
})
