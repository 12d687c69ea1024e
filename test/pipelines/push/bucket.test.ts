import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256 } from '#domain/hash.ts'
import type { BucketTarget } from '#domain/publish/targets.ts'
import { pushToBucket } from '#pipelines/push/bucket.ts'
import { ACCOUNT, BUCKET, startBucketServer, type BucketServer } from '../../support/publish/bucket-server.ts'
import { emptyFolder, pushingOf } from '../../support/publish/pushing.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'

let dataDir: string
let stored: string
let server: BucketServer
let client: S3Client
beforeEach(async () => {
  dataDir = emptyFolder()
  stored = emptyFolder()
  server = await startBucketServer(stored)
  for (const [name, value] of Object.entries(ACCOUNT)) vi.stubEnv(name, value)
  client = new S3Client({ region: 'us-east-1', endpoint: server.target.endpoint ?? '', forcePathStyle: true })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  client.destroy()
  await server.close()
  for (const each of [dataDir, stored]) rmSync(each, { recursive: true, force: true })
})

const push = async (rest = {}) => pushToBucket(server.target, await pushingOf(dataDir, rest))
const at = (Key: string) => ({ Bucket: BUCKET, Key: `site/${Key}` })
const object = (key: string) => client.send(new GetObjectCommand(at(key)))
const read = async (key: string): Promise<string> =>
  (await (await object(key)).Body?.transformToString()) ?? ''
const put = (key: string, Body: string) => client.send(new PutObjectCommand({ ...at(key), Body }))
const keys = async (): Promise<string[]> =>
  ((await client.send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents ?? [])
    .map(({ Key = '' }) => Key)
    .sort()
const current = async () =>
  JSON.parse(await read('current.json')) as { name: string; path: string; manifest: string }
const page = async (path: string): Promise<string> => read(`${(await current()).path}${path}`)
const asked = (method: string): string[] =>
  server.asked.filter((each) => each.method === method).map(({ path }) => path)

const FILES = Object.keys(SMALL_SITE).length + 3

describe('a push to a bucket', () => {
  it('puts the whole release there, and then the pointer', async () => {
    const { name } = await publishSmall(dataDir, 'One')
    const { sentFiles, sentBytes } = await push()
    expect(sentFiles).toBe(FILES)
    expect(sentBytes).toBeGreaterThan(1_000)
    expect(asked('PUT')).toHaveLength(FILES + 1)
    expect(asked('PUT').at(-1)).toBe(`/${BUCKET}/site/current.json`)
    expect(await current()).toEqual({
      name,
      sequence: 1,
      path: `releases/${name}/`,
      manifest: sha256(await page('manifest.json')),
    })
    for (const [path, words] of Object.entries({ ...SMALL_SITE, 'index.html': '<h1>One</h1>' }))
      expect(await page(path)).toBe(words)
    expect(await keys()).toHaveLength(FILES + 1)
  })

  it('says what each file is, that nothing is kept unasked, and the checksum', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const { path } = await current()
    const types = async (file: string) => {
      const { ContentType, CacheControl } = await object(`${path}${file}`)
      return [ContentType, CacheControl]
    }
    expect(await types('index.html')).toEqual(['text/html;charset=utf-8', 'no-cache'])
    expect(await types('guides/testland/testland.a4.pdf')).toEqual(['application/pdf', 'no-cache'])
    expect(await types('manifest.sig')).toEqual(['application/octet-stream', 'no-cache'])
    const sent = server.asked.find((each) => each.method === 'PUT' && each.path.endsWith('/index.html'))
    const hash = Buffer.from(sha256(await page(sent?.path.split(path)[1] ?? '')), 'hex')
    expect(sent?.headers['x-amz-checksum-sha256']).toBe(hash.toString('base64'))
  })

  it('sends only what has changed, and has the bucket copy the rest', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    await publishSmall(dataDir, 'Two')
    server.asked.length = 0
    // The index and the manifest with its signature; the keys are the same.
    expect((await push()).sentFiles).toBe(3)
    expect(asked('PUT')).toHaveLength(3 + 1)
    expect(asked('COPY')).toHaveLength(FILES - 3)
    expect(asked('GET').filter((path) => path.includes('/releases/'))).toEqual([])
    expect(await page('index.html')).toBe('<h1>Two</h1>')
    expect(await page('guides/testland/côte @ home.txt')).toBe('Text')
    const { ContentType } = await object(`${(await current()).path}guides/testland/testland.a4.pdf`)
    expect(ContentType).toBe('application/pdf')
  })

  it('makes whole what was altered, lost or added there, when it is asked again', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const { path } = await current()
    await put(`${path}index.html`, '<h1>Own</h1>')
    await client.send(new DeleteObjectCommand(at(`${path}404.html`)))
    await put(`${path}offer.html`, 'Call me first.')
    await put('current.json', JSON.stringify({ name: (await current()).name, path: 'offers/' }))
    expect((await push()).sentFiles).toBe(2)
    expect(await page('index.html')).toBe('<h1>One</h1>')
    expect(await page('404.html')).toBe(SMALL_SITE['404.html'])
    expect(await keys()).toHaveLength(FILES + 1)
  })

  it('reads an object whose ETag is not its MD5', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    const { path } = await current()
    const inParts = async (words: string) => {
      const key = at(`${path}index.html`)
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(key))
      const part = { ...key, UploadId, PartNumber: 1, Body: words }
      const { ETag } = await client.send(new UploadPartCommand(part))
      const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] }
      await client.send(new CompleteMultipartUploadCommand({ ...key, UploadId, MultipartUpload }))
    }
    await inParts('<h1>One</h1>')
    expect((await push()).sentFiles).toBe(0)
    await inParts('<h1>Own</h1>')
    expect((await push()).sentFiles).toBe(1)
    expect(await page('index.html')).toBe('<h1>One</h1>')
  })

  it('does not copy what was altered in the release before', async () => {
    await publishSmall(dataDir, 'One')
    await push()
    await put(`${(await current()).path}404.html`, '<h1>Call me 1st</h1>')
    await publishSmall(dataDir, 'Two')
    expect((await push()).sentFiles).toBe(4)
    expect(await page('404.html')).toBe(SMALL_SITE['404.html'])
  })

  it('does not make a release current that was altered while it was sent', async () => {
    const { name } = await publishSmall(dataDir, 'One')
    let lists = 0
    server.before = async ({ method, path }) => {
      if (method !== 'GET' || path !== `/${BUCKET}/` || (lists += 1) !== 2) return
      server.before = () => Promise.resolve()
      await put(`releases/${name}/index.html`, '<h1>Own</h1>')
    }
    await expect(push()).rejects.toThrow('/index.html is not there as it was sent')
    await expect(read('current.json')).rejects.toThrow()
    expect((await push()).sentFiles).toBe(1)
  })

  it('sends nothing that was altered here', async () => {
    const { folder } = await publishSmall(dataDir, 'One')
    writeFileSync(join(folder, 'index.html'), '<h1>Call me first</h1>')
    await expect(push()).rejects.toThrow('/index.html is not as it was published here')
    await expect(read('current.json')).rejects.toThrow()
  })

  it('keeps the three newest, and what lies beside them', async () => {
    await put('robots.txt', 'ours')
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'site2/x', Body: 'theirs' }))
    const names: string[] = []
    for (const words of ['One', 'Two', 'Three', 'Four', 'Five']) {
      names.push((await publishSmall(dataDir, words)).name)
      await push()
    }
    const releases = (await keys()).flatMap((key) => /^site\/releases\/([^/]+)/.exec(key)?.[1] ?? [])
    expect([...new Set(releases)]).toEqual(names.slice(2))
    expect(await read('robots.txt')).toBe('ours')
    expect(await keys()).toContain('site2/x')
  })

  it('never goes back: what is there stays where it is later', async () => {
    await publishSmall(dataDir, 'One')
    const one = await pushingOf(dataDir)
    const { name } = await publishSmall(dataDir, 'Two')
    await push()
    await expect(pushToBucket(server.target, one)).rejects.toThrow('a target never goes back')
    expect((await current()).name).toBe(name)
  })

  it.each(['mayGoOut', 'the write itself'])(
    'that was overtaken before %s does not go back either',
    async (when) => {
      await publishSmall(dataDir, 'One')
      const one = await pushingOf(dataDir)
      const { name } = await publishSmall(dataDir, 'Two')
      if (when !== 'mayGoOut')
        server.before = async ({ method, path }) => {
          if (method !== 'PUT' || !path.endsWith('/current.json')) return
          server.before = () => Promise.resolve()
          await push()
        }
      const mayGoOut = async () => void (when === 'mayGoOut' && (await push()))
      await expect(pushToBucket(server.target, { ...one, mayGoOut })).rejects.toThrow(
        'a target never goes back',
      )
      expect((await current()).name).toBe(name)
    },
  )

  it('goes to a server that knows no conditional writes', async () => {
    server.unconditional = true
    await publishSmall(dataDir, 'One')
    await push()
    const { name } = await publishSmall(dataDir, 'Two')
    await push()
    expect((await current()).name).toBe(name)
  })

  it('changes nothing for readers where it may not go out', async () => {
    const { name } = await publishSmall(dataDir, 'One')
    await push()
    await publishSmall(dataDir, 'Two')
    const lost = () => Promise.reject(new Error('Another worker has taken over.'))
    await expect(push({ mayGoOut: lost })).rejects.toThrow('Another worker')
    expect((await current()).name).toBe(name)
  })

  it('goes on where an earlier one was stopped', async () => {
    await publishSmall(dataDir, 'One')
    const stop = new AbortController()
    let sent = 0
    const reached = (step: string): void => {
      if (step === 'sending' && (sent += 1) === 3) stop.abort(new Error('Stopped.'))
    }
    await expect(push({ signal: stop.signal, reached })).rejects.toThrow('Stopped.')
    await expect(read('current.json')).rejects.toThrow()
    const there = (await keys()).length
    expect(there).toBeGreaterThanOrEqual(3)
    expect((await push()).sentFiles).toBe(FILES - there)
  })
})

describe('a bucket that cannot be pushed to', () => {
  const problem = async (target: BucketTarget, options = {}): Promise<string> => {
    const failed: unknown = await pushToBucket(target, await pushingOf(dataDir), options).catch(
      (e: unknown) => e,
    )
    expect(failed).toMatchObject({ name: 'PushFailed' })
    const { message, cause } = failed as Error
    expect(cause).toBeUndefined()
    expect(message).not.toMatch(/hunter2|S3RVER/)
    return message
  }

  it.each([
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'hunter2' }, 'does not accept the credentials'],
    ['a wrong key', { AWS_ACCESS_KEY_ID: 'hunter2' }, 'does not accept the credentials'],
  ])('says so: %s', async (_, wrong, words) => {
    await publishSmall(dataDir, 'One')
    for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value)
    expect(await problem(server.target)).toContain(words)
  })

  it('says so: no credentials', async () => {
    await publishSmall(dataDir, 'One')
    for (const name of Object.keys(ACCOUNT)) vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null')
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null')
    expect(await problem(server.target)).toContain('No credentials were found. Set AWS_ACCESS_KEY_ID')
  })

  it('says so: no such bucket', async () => {
    await publishSmall(dataDir, 'One')
    expect(await problem({ ...server.target, bucket: 'others' })).toContain('There is no bucket others')
  })

  it('says so: nobody there', async () => {
    await publishSmall(dataDir, 'One')
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const endpoint = `http://127.0.0.1:${(free.address() as AddressInfo).port}/`
    await new Promise((resolve) => free.close(resolve))
    expect(await problem({ ...server.target, endpoint })).toBe(`${endpoint} does not answer (ECONNREFUSED).`)
  })

  it('says so: a server that hangs', async () => {
    await publishSmall(dataDir, 'One')
    server.before = () => new Promise(() => undefined)
    expect(await problem(server.target, { silence: 200 })).toContain('does not answer')
  })

  it('is not followed to another host', async () => {
    await publishSmall(dataDir, 'One')
    let reached = 0
    const other = createHttp((_, response) => void ((reached += 1), response.end()))
    const moved = createHttp((_, response) => {
      response.writeHead(307, { Location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` })
      response.end()
    })
    for (const each of [other, moved]) await once(each.listen(0, '127.0.0.1'), 'listening')
    const endpoint = `http://127.0.0.1:${(moved.address() as AddressInfo).port}/`
    expect(await problem({ ...server.target, endpoint })).toContain('is not in the region us-east-1')
    expect(reached).toBe(0)
    for (const each of [other, moved]) {
      each.closeAllConnections()
      each.close()
    }
  })
})

describe('a push to a bucket that is killed', () => {
  it.each([
    ['sending', 1],
    ['sending', 3],
    ['complete', 1],
    ['current', 1],
  ])('at “%s” (%i) leaves readers a whole release, and the next one goes on', async (step, times) => {
    const first = await publishSmall(dataDir, 'One')
    await push()
    const second = await publishSmall(dataDir, 'Two')
    const seen: string[] = []
    const wrong: string[] = []
    let ended = false
    const reader = (async () => {
      while (!ended) {
        const { name, path } = await current()
        seen.push(name)
        const words = name === first.name ? '<h1>One</h1>' : '<h1>Two</h1>'
        for (const [file, text] of Object.entries({ ...SMALL_SITE, 'index.html': words }))
          if ((await read(`${path}${file}`).catch(() => null)) !== text) wrong.push(`${name}/${file}`)
      }
    })()
    const args = ['test/support/publish/push-bucket-process.ts', dataDir, server.address, step, String(times)]
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env },
    })
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    expect(signal).toBe('SIGKILL')
    await push()
    await vi.waitFor(() => expect(seen.at(-1)).toBe(second.name), { timeout: 5_000 })
    ended = true
    await reader
    expect(wrong).toEqual([])
    expect(seen).toEqual([...seen].sort())
    expect(seen[0]).toBe(first.name)
  })
})
