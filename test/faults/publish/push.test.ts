import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pushToFolder } from '#pipelines/push/folder.ts'
import { PUSH_STEPS } from '#pipelines/push/release.ts'
import { publishedPages, publishedPagesFolder, recourse } from '../../support/command.ts'
import { ACCOUNT, BUCKET, startBucketServer } from '../../support/publish/bucket-server.ts'
import { emptyFolder, pushingOf } from '../../support/publish/pushing.ts'
import { currentRelease } from '../../support/publish/release.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'
import { noSsh, startSshServer } from '../../support/publish/ssh-server.ts'
import { full } from '../../support/scale.ts'
import { startServer } from '../../support/server.ts'

await publishedPages()

let dataDir: string
let target: string
beforeEach(() => {
  dataDir = emptyFolder()
  target = emptyFolder()
})
afterEach(() => {
  for (const each of [dataDir, target]) rmSync(each, { recursive: true, force: true })
})

/** Pushes in a process that is killed at a step. */
async function killedAt(step: string, times: number): Promise<void> {
  const args = ['test/support/publish/push-process.ts', dataDir, target, step, String(times)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  expect(signal).toBe('SIGKILL')
}

/** A reader who asks for every page again and again. */
function reader(sites: readonly Record<string, string>[]): {
  end(): Promise<{ reads: number; wrong: string[] }>
} {
  let ended = false
  let reads = 0
  let newest = 0
  const wrong: string[] = []
  const read = async (): Promise<void> => {
    while (!ended)
      for (const path of Object.keys(SMALL_SITE)) {
        const words = await readFile(join(target, 'current', path), 'utf8').catch(() => null)
        reads += 1
        if (words === null || !sites.some((site) => site[path] === words)) wrong.push(`${path}: ${words}`)
        if (path !== 'index.html') continue
        const at = sites.findIndex((site) => site[path] === words)
        if (at < newest) wrong.push(`${path} went back to ${words}`)
        newest = Math.max(newest, at)
      }
  }
  const done = read()
  return {
    end: async () => {
      ended = true
      await done
      return { reads, wrong }
    },
  }
}

const SAMPLE = ['sending', 'complete', 'current'] as const

describe('a push that is killed', () => {
  it.each(
    (full ? PUSH_STEPS : SAMPLE).flatMap((step) =>
      (step === 'sending' ? [1, 2, 4] : [1]).map((n) => [step, n] as const),
    ),
  )('at “%s” (%i) leaves readers a whole release, and the next one goes on', async (step, times) => {
    await publishSmall(dataDir, 'One')
    await pushToFolder(target, await pushingOf(dataDir))
    const looking = reader(
      ['One', 'Two'].map((words) => ({ ...SMALL_SITE, 'index.html': `<h1>${words}</h1>` })),
    )
    const { name } = await publishSmall(dataDir, 'Two')
    await killedAt(step, times)
    await pushToFolder(target, await pushingOf(dataDir))
    const { reads, wrong } = await looking.end()
    expect(wrong).toEqual([])
    expect(reads).toBeGreaterThan(10)
    expect(readlinkSync(join(target, 'current'))).toBe(join('releases', name))
    expect(readdirSync(join(target, 'releases')).filter((each) => each.startsWith('.'))).toEqual([])
  })
})

describe('a server with targets', () => {
  it('pushes what it publishes to each, whatever is wrong with another, and says so', async () => {
    rmSync(dataDir, { recursive: true })
    dataDir = await publishedPagesFolder()
    const blocked = join(target, 'blocked')
    const good = join(target, 'good')
    writeFileSync(blocked, '')
    const PUBLISH_TO = `${blocked}, ${good}`
    const name = currentRelease(dataDir)
    const server = await startServer([], dataDir, { PUBLISH_TO })
    try {
      await expect.poll(() => existsSync(join(good, 'current'))).toBe(true)
      expect(readlinkSync(join(good, 'current'))).toBe(name)
      const status = async () => {
        const { stdout } = await recourse(dataDir, ['status', '--json'], { env: { PUBLISH_TO } })
        return (JSON.parse(stdout) as { targets: { address: string; problem: string | null }[] }).targets
      }
      await expect.poll(status).toMatchObject([
        { address: blocked, release: null, problem: expect.stringContaining('A file stands') as string },
        { address: good, release: name.split('/')[1], behindSince: null, problem: null },
      ])

      // Handed to the server, which owns the data.
      const pushed = await recourse(dataDir, ['push', '--json'], { env: { PUBLISH_TO } })
      expect(pushed.code).toBe(1)
      expect(JSON.parse(pushed.stdout)).toMatchObject([
        { address: blocked, release: null },
        { address: good, sentFiles: 0 },
      ])
      writeFileSync(join(good, 'current', 'index.html'), '<h1>Call me first</h1>')
      rmSync(blocked)
      const mended = await recourse(dataDir, ['push'], { env: { PUBLISH_TO } })
      expect(mended.code).toBe(0)
      expect(mended.stdout).toContain(`${good}: ${name.split('/')[1]}, whole; 1 files sent`)
      expect(readFileSync(join(good, 'current', 'index.html'))).toEqual(
        readFileSync(join(dataDir, 'current', 'index.html')),
      )
      expect(readlinkSync(join(blocked, 'current'))).toBe(name)
    } finally {
      await server.stop()
    }
    const unknown = await recourse(dataDir, ['push', '/srv/other'], { env: { PUBLISH_TO } })
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('“/srv/other” is no target')
    const inside = await recourse(dataDir, ['status'], { env: { PUBLISH_TO: join(dataDir, 'www') } })
    expect(inside.code).toBe(2)
    expect(inside.stderr).toContain('lie in one another')
  })
})

describe.skipIf(noSsh)('a server with folders of other machines (needs sshd, ssh and rsync)', () => {
  it('pushes to one over SSH, and says what is wrong with another', async () => {
    rmSync(dataDir, { recursive: true })
    dataDir = await publishedPagesFolder()
    const ssh = await startSshServer()
    const [good, other] = [ssh.address(join(target, 'www')), 'ssh://me@127.0.0.1:9/srv/www']
    const env = {
      PUBLISH_TO: `${other}, ${good}`,
      SSH_KEY_FILE: ssh.keyFile,
      SSH_KNOWN_HOSTS_FILE: ssh.knownHosts,
    }
    try {
      const pushed = await recourse(dataDir, ['push', '--json'], { env })
      expect(pushed.code).toBe(1)
      expect(JSON.parse(pushed.stdout)).toMatchObject([
        { address: other, release: null, problem: 'port 9 of 127.0.0.1 does not answer.' },
        { address: good, release: currentRelease(dataDir).split('/')[1], problem: null },
      ])
      expect(readlinkSync(join(target, 'www', 'current'))).toBe(currentRelease(dataDir))
      expect((await recourse(dataDir, ['verify', join(target, 'www', 'current')])).code).toBe(0)
    } finally {
      await ssh.stop()
    }
  })
})

describe('a server with buckets', () => {
  it('pushes to one while the server of another is down, and names no credentials', async () => {
    rmSync(dataDir, { recursive: true })
    dataDir = await publishedPagesFolder()
    const bucket = await startBucketServer(target)
    const down = 's3://guides?endpoint=http://127.0.0.1:9'
    const env = { ...ACCOUNT, PUBLISH_TO: `${down}, ${bucket.address}` }
    const release = currentRelease(dataDir).split('/')[1]
    try {
      const pushed = await recourse(dataDir, ['push', '--json'], { env })
      expect(pushed.code).toBe(1)
      expect(JSON.parse(pushed.stdout)).toMatchObject([
        { address: down, release: null, problem: 'http://127.0.0.1:9/ does not answer (ECONNREFUSED).' },
        { address: bucket.address, release, problem: null, behindSince: null },
      ])
      expect(pushed.stdout + pushed.stderr).not.toContain('S3RVER')
      expect(bucket.asked.at(-1)?.path).toBe(`/${BUCKET}/`)
      const status = await recourse(dataDir, ['status'], { env })
      expect(status.stdout).toContain(`${bucket.address} has release ${release}.`)
    } finally {
      await bucket.close()
    }
  })
})
