import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sha256 } from '#domain/hash.ts'
import { sequenceOf } from '#lib/release-names.ts'
import { pushToBucket } from '#pipelines/push/bucket.ts'
import { pushToFolder } from '#pipelines/push/folder.ts'
import { PUSH_STEPS } from '#pipelines/push/release.ts'
import { parseManifest } from '#pipelines/release/manifest.ts'
import { ACCOUNT, BUCKET, startBucketServer, type BucketServer } from '../../support/publish/bucket-server.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'
import { lookingOn, lookingReader, type Looked } from '../../support/publish/looking.ts'
import { emptyFolder, pushingOf } from '../../support/publish/pushing.ts'
import { publishSmall } from '../../support/publish/signed-release.ts'
import { seeded } from '../../support/random.ts'
import { full, scaled } from '../../support/scale.ts'

/** Milliseconds within which, in the full run, readers have the release whose push was killed. */
const RECOVERED_WITHIN = 10_000

/** Pages that change with each release, and as many that never do. */
const PAGES = 20

/** Every other page of a release says which it is of. */
const siteOf = (words: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: PAGES }, (_, n): [string, string][] => [
      [`changing/${n}/index.html`, `<h1>${words}</h1>${`page ${n} `.repeat(100)}`],
      [`lasting/${n}/index.html`, `<h1>${n}</h1>${'words '.repeat(200)}`],
    ]).flat(),
  )

/** One kind of target, with readers of it. */
interface Place {
  address: string
  push(): Promise<unknown>
  reader(): { stop(): Promise<Looked> }
  current(): Promise<string>
}

const count = scaled(12, 1)
const took: number[] = []
let kills = 0
let published = 0

let dataDir: string
beforeAll(() => {
  dataDir = emptyFolder()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const publishNext = async (): Promise<string> => {
  const words = `Release ${(published += 1)}`
  return (await publishSmall(dataDir, words, { site: siteOf(words) })).name
}

function begin({ address }: Place, args: string[] = [], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(
    process.execPath,
    ['test/support/publish/push-begun-process.ts', dataDir, address, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  )
  child.stdout?.resume()
  return child
}

async function ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal
}

/** Kills a push while a reader looks, and pushes again. @param how ends the push. */
async function killed(place: Place, how: () => Promise<NodeJS.Signals | null>): Promise<void> {
  const before = await place.current()
  const name = await publishNext()
  const reader = place.reader()
  const signal = await how()
  if (signal === 'SIGKILL') kills += 1
  expect([before, name], 'the one release or the other').toContain(await place.current())
  const start = performance.now()
  await place.push()
  expect(await place.current()).toBe(name)
  took.push(performance.now() - start)
  const { looks, wrong } = await reader.stop()
  expect(wrong).toEqual([])
  expect(looks).toBeGreaterThan(5)
  if (full) expect(took.at(-1)).toBeLessThan(RECOVERED_WITHIN)
}

/** Kills at any time of a push: as often as asked, at the same times in every run. */
async function atAnyTime(place: Place, seed: number): Promise<void> {
  const random = seeded(seed)
  await publishNext()
  const whole = begin(place)
  await once(whole.stdout as NonNullable<typeof whole.stdout>, 'data')
  const start = performance.now()
  await ended(whole)
  let long = performance.now() - start
  const before = kills
  for (let left = 4 * count; left > 0 && kills - before < count; left -= 1)
    await killed(place, async () => {
      const child = begin(place)
      const end = ended(child)
      await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
      await new Promise((resolve) => setTimeout(resolve, 0.9 * random() * long))
      child.kill('SIGKILL')
      const signal = await end
      // It was faster than the first: the next ones are killed sooner.
      if (signal === null) long *= 0.8
      return signal
    })
  expect(kills - before, 'that many were killed in time').toBe(count)
}

const STEPS = [...PUSH_STEPS.map((step) => [step, 1] as const), ['sending', 5], ['sending', 20]] as const
const isInSample = (step: string, times: number): boolean =>
  full || step === 'complete' || (step === 'sending' && times === 5)

afterAll(() => {
  if (full)
    process.stderr.write(
      `${kills} pushes were killed; the next one took at most ${Math.round(Math.max(...took))} ms\n`,
    )
})

describe('a push to a folder that is killed while a reader looks every 5 ms', () => {
  const folder = emptyFolder()
  const place: Place = {
    address: folder,
    push: async () => pushToFolder(folder, await pushingOf(dataDir)),
    reader: () => lookingReader(folder),
    current: () => Promise.resolve(readlinkSync(join(folder, 'current')).split('/').at(-1) ?? ''),
  }
  beforeAll(async () => {
    await publishNext()
    await place.push()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(STEPS.filter(([step, times]) => isInSample(step, times)))('at “%s” (%i)', async (step, times) => {
    await killed(place, () => ended(begin(place, [step, String(times)])))
    expect(readdirSync(join(folder, 'releases')).filter((each) => each.startsWith('.'))).toEqual([])
  })

  it.each(
    [
      ['before a file gets its name', { call: 'rename', path: '\\.\\d+\\.part$', when: 'before', nth: 3 }],
      ['after an unchanged file is linked', { call: 'link', path: '/lasting/', when: 'after', nth: 4 }],
      [
        'before the folder gets its name',
        { call: 'rename', path: 'releases/\\.[^/]*\\.part$', when: 'before' },
      ],
      ['after the folder got its name', { call: 'rename', path: 'releases/\\.[^/]*\\.part$', when: 'after' }],
      ['after the new link is made', { call: 'symlink', path: '\\.current-', when: 'after' }],
      ['before the link is replaced', { call: 'rename', path: '/current$', when: 'before' }],
      ['after the link is replaced', { call: 'rename', path: '/current$', when: 'after' }],
      ['as old releases are removed', { call: 'rm', path: '/releases/0', when: 'before' }],
    ].filter(([name]) => full || name === 'before the link is replaced') as [string, Moment][],
  )('%s', async (_name, point) => {
    await killed(place, async () => {
      const signal = await ended(begin(place, [], killedAt(point)))
      expect(signal).toBe('SIGKILL')
      return signal
    })
  })

  it('at any time', { timeout: 1_800_000 }, () => atAnyTime(place, 20261129))
})

describe('a push to a bucket that is killed while a reader looks every 5 ms', () => {
  const stored = emptyFolder()
  let server: BucketServer
  let client: S3Client
  beforeAll(async () => {
    server = await startBucketServer(stored)
    for (const [name, value] of Object.entries(ACCOUNT)) vi.stubEnv(name, value)
    client = new S3Client({
      region: 'us-east-1',
      endpoint: server.target.endpoint ?? '',
      forcePathStyle: true,
    })
    place.address = server.address
    await publishNext()
    await place.push()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    client?.destroy()
    await server?.close()
    rmSync(stored, { recursive: true, force: true })
  })

  const read = async (key: string): Promise<string> =>
    (await (
      await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: `site/${key}` }))
    ).Body?.transformToString()) ?? ''
  const pointer = async () => JSON.parse(await read('current.json')) as { name: string; path: string }

  /** Reads the pointer, and then a file of the release that it names, as what serves readers does. */
  function bucketReader(): { stop(): Promise<Looked> } {
    let newest = 0
    return lookingOn(async ({ looks, wrong, manifests }) => {
      const { name, path } = await pointer()
      if (sequenceOf(name) < newest) wrong.push(`It went back to ${name}`)
      newest = sequenceOf(name)
      const manifest = manifests.get(name) ?? parseManifest(await read(`${path}manifest.json`))
      if (!manifest) throw new Error('There is no manifest.')
      manifests.set(name, manifest)
      const file = manifest.files[looks % manifest.files.length]
      if (file && sha256(await read(`${path}${file.path}`)) !== file.sha256)
        wrong.push(`${file.path} is of another release`)
    })
  }

  const place: Place = {
    address: '',
    push: async () => pushToBucket(server.target, await pushingOf(dataDir)),
    reader: bucketReader,
    current: async () => (await pointer()).name,
  }

  it.each(STEPS.filter(([step, times]) => isInSample(step, times)))('at “%s” (%i)', (step, times) =>
    killed(place, () => ended(begin(place, [step, String(times)]))),
  )

  it.each(
    [
      ['as the first object is copied', 'COPY', /releases/],
      ['as the first object is sent', 'PUT', /releases/],
      ['as the pointer is replaced', 'PUT', /current\.json$/],
      ['as old objects are removed', 'DELETE', /releases/],
    ].filter(([name]) => full || name === 'as the pointer is replaced') as [string, string, RegExp][],
  )('%s', async (_name, method, path) => {
    await killed(place, async () => {
      const child = begin(place)
      const end = ended(child)
      server.before = async (asked) => {
        if (asked.method !== method || !path.test(asked.path)) return
        server.before = () => Promise.resolve()
        child.kill('SIGKILL')
        await end
      }
      const signal = await end
      expect(signal).toBe('SIGKILL')
      return signal
    })
  })

  it('at any time', { timeout: 1_800_000 }, () => atAnyTime(place, 20261130))
})
