import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageAt } from '#domain/publish/paths.ts'
import { lastingHeaders } from '#pipelines/hosts/headers.ts'
import { publishedGuide, publishedGuideFolder, recourse } from '../../support/command.ts'
import { noNginx, startNginxWith, type Nginx } from '../../support/nginx.ts'
import { headersAtHost, parsedHeaders } from '../../support/publish/host-headers.ts'
import { emptyFolder } from '../../support/publish/pushing.ts'
import { servedRelease } from '../../support/publish/served-release.ts'

await publishedGuide()

const SERVER_URL = 'https://server.example.org'

let dataDir: string
let target: string
let here: Awaited<ReturnType<typeof servedRelease>>
let env: Record<string, string>

/** Output of a command that must succeed. */
async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await recourse(dataDir, args, { env })
  if (code !== 0) throw new Error(`recourse ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
  return stdout
}

beforeAll(async () => {
  dataDir = await publishedGuideFolder()
  target = emptyFolder()
  env = { PUBLISH_TO: target, SERVER_URL, SECURITY_CONTACT: 'mailto:security@example.org' }
  await run('publish')
  await run('push')
  here = await servedRelease(dataDir)
})
afterAll(() => {
  here?.close()
  for (const each of [dataDir, target]) rmSync(each, { recursive: true, force: true })
})

const filesThere = (): string[] =>
  readdirSync(join(target, 'current'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith('.br'))
    .map((each) => join(each.parentPath, each.name).slice(join(target, 'current').length + 1))

/** A type without the space that servers write before its charset, or do not. */
const plainly = (type: string | null): string => (type ?? '').replace('; ', ';').toLowerCase()

describe('a release that is pushed', () => {
  it('has the files for hosts, which belong to it', async () => {
    expect(filesThere()).toEqual(expect.arrayContaining(['_headers', '_redirects', 'security.txt']))
    expect(await run('verify', join(target, 'current'))).toMatch(/^Verified: /m)
  })

  it('is given by hosts that read _headers with the headers and types of this server', async () => {
    const rules = parsedHeaders(readFileSync(join(target, 'current', '_headers'), 'utf8'))
    const names = [...new Set(rules.flatMap(({ headers }) => headers.map(([name]) => name)))]
    expect(names).toEqual(
      expect.arrayContaining(['content-type', 'content-security-policy', 'cache-control']),
    )
    const files = filesThere().filter((file) => !file.startsWith('_'))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const path = pageAt(file) ?? `/${file}`
      const { status, headers } = await fetch(here.url + path)
      const there = headersAtHost(rules, path, file)
      expect(status).toBe(200)
      for (const name of names)
        expect([path, name, plainly(headers.get(name))]).toEqual([path, name, plainly(there[name] ?? null)])
    }
  })
})

describe.skipIf(noNginx)('a real nginx that serves it (needs the program nginx)', () => {
  let nginx: Nginx
  beforeAll(async () => {
    env.SERVER_URL = here.url
    nginx = await startNginxWith(await run('hosts', 'nginx'))
  })
  afterAll(async () => {
    await nginx?.stop()
  })

  it('says whom to tell of a weakness where they look for it', async () => {
    const answer = await fetch(`http://127.0.0.1:${nginx.port}/.well-known/security.txt`)
    expect([answer.status, plainly(answer.headers.get('content-type'))]).toEqual([
      200,
      'text/plain;charset=utf-8',
    ])
    expect(await answer.text()).toMatch(/^Contact: mailto:security@example\.org\nExpires: /)
  })

  const SHOWN = Object.keys(lastingHeaders(false)).filter((name) => name !== 'Content-Security-Policy')

  it.each([
    ['the index', '/'],
    ['a page', '/guides/scotland/'],
    ['a page without its slash', '/guides/scotland'],
    ['a page by its file', '/about/index.html'],
    ['a page with a query', '/about/?a=b'],
    ['what is not there', '/nowhere/'],
    ['a file that is not there', '/guides/nowhere/feed.json'],
    ['“not found” itself', '/404.html'],
    ['a print', '/guides/scotland/scotland.a4.pdf'],
    ['a feed (Atom)', '/guides/scotland/feed.atom'],
    ['a feed (JSON)', '/feed.json'],
    ['text', '/guides/scotland/scotland.txt'],
    ['a book', '/guides/scotland/scotland.epub'],
    ['the offline page', '/guides/scotland/scotland.html'],
    ['data', '/guides/scotland/guide.json'],
    ['rules for crawlers', '/robots.txt'],
    ['the icon', '/favicon.ico'],
    ['the manifest', '/manifest.json'],
    ['its signature', '/manifest.sig'],
    ['_headers', '/_headers'],
    ['the form of subscribers', '/subscribe'],
    ['below it', '/subscribe/manage?t=x'],
    ['the admin', '/admin/login'],
    ['what the admin asks for', '/_next/static/x.js'],
    ['a page named nearly like it', '/administer/'],
  ])('answers as this server does: %s', async (_name, path) => {
    const [own, other] = await Promise.all(
      [here.url, `http://127.0.0.1:${nginx.port}`].map(async (at) => {
        const answer = await fetch(at + path, { redirect: 'manual' })
        const { status, headers } = answer
        return {
          status,
          type: plainly(headers.get('content-type')),
          headers: SHOWN.map((name) => [name, headers.get(name)]),
          body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
        }
      }),
    )
    expect(other).toEqual(own)
  })

  it('lets a page do what its own policy allows, and nobody frame it', async () => {
    for (const path of ['/', '/nowhere/', '/guides/scotland/scotland.html']) {
      const answer = await fetch(`http://127.0.0.1:${nginx.port}${path}`)
      expect(answer.headers.get('content-security-policy')).toBe(
        lastingHeaders(false)['Content-Security-Policy'],
      )
      expect(await answer.text()).toMatch(/http-equiv="Content-Security-Policy" content="[^"]*sha256-/)
    }
  })

  it('refuses what only a server can take, and tells that nothing changed', async () => {
    const at = `http://127.0.0.1:${nginx.port}`
    expect((await fetch(`${at}/about/`, { method: 'POST' })).status).toBe(405)
    const etag = (await fetch(`${at}/about/`)).headers.get('etag') ?? ''
    expect((await fetch(`${at}/about/`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
})
