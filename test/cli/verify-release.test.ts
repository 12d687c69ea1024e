import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { sha256 } from '#domain/hash.ts'
import { keysText } from '#domain/publish/signing-keys.ts'
import { createHttpServer } from '#cli/serve/server.ts'
import { SiteFiles } from '#cli/serve/site.ts'
import { readEnv } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { knownSigningKeys, signer } from '#lib/signing-keys.ts'
import type { Release } from '#pipelines/release/current.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { urlSource } from '#pipelines/release/verify-url.ts'
import { verifyRelease, type Verified } from '#pipelines/release/verify.ts'
import { recourse, type CommandResult } from '../support/command.ts'
import { publishSmall, SMALL_SITE } from '../support/publish/signed-release.ts'

const scratch = mkdtempSync(join(tmpdir(), 'recourse-verify-'))
const dataDir = join(scratch, 'data')
const elsewhere = join(scratch, 'elsewhere')

let releases: [Release, Release]
let publicKey: string
let server: Server
let site: string

async function serve(folder: string): Promise<Server> {
  const serving = createHttpServer({
    env: readEnv({ DATA_DIR: folder }),
    log: createLog('silent'),
    site: new SiteFiles(folder),
    metrics: () => null,
    next: () => (_request, response) => Promise.resolve(void response.end()),
  })
  serving.listen(0, '127.0.0.1')
  await once(serving, 'listening')
  return serving
}

const addressOf = (serving: Server): string => `http://127.0.0.1:${(serving.address() as AddressInfo).port}/`

beforeAll(async () => {
  releases = [await publishSmall(dataDir, 'one'), await publishSmall(dataDir, 'two')]
  publicKey = knownSigningKeys(dataDir)?.[0]?.publicKey ?? ''
  await cp(releases[1].folder, elsewhere, { recursive: true, dereference: true })
  server = await serve(dataDir)
  site = addressOf(server)
})
afterAll(() => {
  server.close()
  rmSync(scratch, { recursive: true, force: true })
})

const said = ({ code, stdout, stderr }: CommandResult) => [code, stdout, stderr]

describe('recourse verify <release>', () => {
  const whole = (chain: string): string =>
    `Verified: release 2 of 2026-11-21T10:00:00.000Z, 6 files, signed with the key ${releases[1].manifest.signing?.key.slice(0, 12)}${chain}.\n`

  it('uses the keys of its own data folder, or those that it is given as text or file', async () => {
    const following = whole(', following 1 earlier release')
    expect(said(await recourse(dataDir, ['verify', dataDir]))).toEqual([0, following, ''])
    const nobody = join(scratch, 'nobody')
    expect(said(await recourse(nobody, ['verify', elsewhere, '--key', publicKey]))).toEqual([
      0,
      whole(''),
      '',
    ])
    const shown = await recourse(dataDir, ['key', 'show'])
    expect(shown.stdout).toContain(`-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`)
    const file = join(scratch, 'site.pem')
    writeFileSync(file, shown.stdout)
    expect(said(await recourse(nobody, ['verify', elsewhere, '--key', file]))).toEqual([0, whole(''), ''])
    expect(said(await recourse(nobody, ['verify', elsewhere]))).toEqual([
      2,
      '',
      'The data folder has no key that signs releases. Give the public key of the site: --key <file or text>.\n',
    ])
  })

  it('names each file that differs, is missing or is not listed, and ends with 1', async () => {
    const altered = join(scratch, 'altered')
    cpSync(elsewhere, altered, { recursive: true })
    writeFileSync(join(altered, 'robots.txt'), ' ')
    writeFileSync(join(altered, 'more.txt'), '')
    rmSync(join(altered, 'index.html.br'))
    expect(said(await recourse(dataDir, ['verify', altered]))).toEqual([
      1,
      '/index.html.br is missing.\n/robots.txt differs from the manifest.\n/more.txt is not in the manifest.\nNot verified: 3 problems in release 2 of 2026-11-21T10:00:00.000Z, 6 files.\n',
      '',
    ])
    const { code, stdout } = await recourse(dataDir, ['verify', altered, '--json'])
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as Verified).problems.map(({ kind }) => kind)).toEqual([
      'missing',
      'altered',
      'unlisted',
    ])
  })

  it('tells a site that was rolled back, by folder, manifest or number of a release seen before', async () => {
    const [one, two] = releases
    for (const earlier of [two.folder, join(elsewhere, 'manifest.json'), '2'])
      expect(said(await recourse(dataDir, ['verify', one.folder, '--earlier', earlier]))).toEqual([
        1,
        '/manifest.json is of release 1, before the earlier release 2: the site was rolled back.\nNot verified: 1 problem in release 1 of 2026-11-21T10:00:00.000Z, 6 files.\n',
        '',
      ])
    expect((await recourse(dataDir, ['verify', two.folder, '--earlier', one.folder])).code).toBe(0)
  })

  it('says what it cannot use', async () => {
    expect(said(await recourse(dataDir, ['verify', join(scratch, 'none')]))).toEqual([
      4,
      '',
      `${join(scratch, 'none')} cannot be verified. There is no such folder.\n`,
    ])
    const [asKey, asEarlier, asUrl] = [
      await recourse(dataDir, ['verify', elsewhere, '--key', 'rubbish']),
      await recourse(dataDir, ['verify', elsewhere, '--earlier', 'rubbish']),
      await recourse(dataDir, ['verify', 'http://']),
    ]
    expect([asKey.code, asEarlier.code, asUrl.code]).toEqual([2, 2, 2])
    expect(asKey.stderr).toContain('“rubbish” is no public key')
    expect(asEarlier.stderr).toContain('“rubbish” is no earlier release')
  })
})

describe('recourse verify <URL>', () => {
  it('verifies a site as its readers get it, with the key alone', async () => {
    const { code, stdout } = await recourse(join(scratch, 'nobody'), ['verify', site, '--key', publicKey])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Verified: release 2 of .*, 6 files, signed with the key \w{12}\.\n$/),
    ])
  })

  it('ends with 4 where nobody answers', async () => {
    const gone = await serve(dataDir)
    const address = addressOf(gone)
    gone.close()
    const { code, stderr } = await recourse(dataDir, ['verify', address])
    expect([code, stderr]).toEqual([4, expect.stringContaining('No connection could be made.')])
  })

  const problemsAt = async (address: string, allow = new URL(address).host): Promise<string[]> => {
    const outbound = createOutbound({ publicUrl: 'http://verifier.example', allow, perHost: 4, pause: 0 })
    try {
      const { problems } = await verifyRelease(urlSource(outbound, address), { keys: [publicKey] })
      return problems.map(({ path, problem }) => `${path} ${problem}`)
    } finally {
      await outbound.close()
    }
  }

  it('asks no private host that was not named', async () => {
    await expect(problemsAt(site, '')).rejects.toThrow('The address leads into a private network.')
  })

  it('names every file of which one byte differs, compressed or not, and each that is missing', async () => {
    const folder = join(scratch, 'flipped')
    const listed = Object.keys(SMALL_SITE)
    const forms = [...listed, ...listed.map((path) => `${path}.br`)]
    for (const form of [...forms, 'manifest.json', 'manifest.sig', 'signing-keys.json']) {
      rmSync(folder, { recursive: true, force: true })
      cpSync(dataDir, folder, { recursive: true, verbatimSymlinks: true })
      const path = join(folder, 'releases', releases[1].name, form)
      const bytes = readFileSync(path)
      const at = Math.floor(bytes.length / 2)
      const flipped = bytes.length === 0 ? Buffer.of(1) : Buffer.from(bytes)
      if (bytes.length > 0) flipped[at] = (flipped[at] ?? 0) ^ 1
      writeFileSync(path, flipped)
      const flippedServer = await serve(folder)
      const problems = await problemsAt(addressOf(flippedServer))
      flippedServer.close()
      const named = form.startsWith('manifest.') ? '/manifest.json' : `/${form.replace(/\.br$/, '')}`
      expect(problems[0]?.startsWith(`${named} `), `${form}: ${problems.join()}`).toBe(true)
      if (!form.startsWith('manifest.')) expect(problems, form).toHaveLength(1)
    }
    rmSync(join(folder, 'releases', releases[1].name, 'guides/testland/testland.a4.pdf'))
    rmSync(join(folder, 'releases', releases[1].name, 'guides/testland/testland.a4.pdf.br'))
    cpSync(
      releases[1].folder + '/signing-keys.json',
      join(folder, 'releases', releases[1].name, 'signing-keys.json'),
    )
    const lacking = await serve(folder)
    expect(await problemsAt(addressOf(lacking))).toEqual(['/guides/testland/testland.a4.pdf is missing'])
    lacking.close()
  })

  /** A site of somebody who holds a key: a signed manifest of any words, and one answer to all other questions. */
  async function hostileSite(words: object, answer: (url: string) => string | null): Promise<Server> {
    const { key, keys, sign } = signer(dataDir, new Date())
    const listed = keysText(keys)
    const text = `${canonical({ ...releases[1].manifest, signing: { key, keys: sha256(listed) }, ...words })}\n`
    const own: Record<string, string | Uint8Array> = {
      '/manifest.json': text,
      '/manifest.sig': sign(text),
      '/signing-keys.json': listed,
    }
    const hostile = createServer((request, response) => {
      const body = own[request.url ?? ''] ?? answer(request.url ?? '')
      response.writeHead(body === null ? 404 : 200).end(body ?? '')
    })
    hostile.listen(0, '127.0.0.1')
    await once(hostile, 'listening')
    return hostile
  }

  const fileAt = (path: string, bytes: number): object => ({
    path,
    bytes,
    sha256: sha256('x'),
    inputs: sha256('x'),
    brotli: { bytes, sha256: sha256('x') },
  })

  it('reads every listed path below its own address, and no more than there may be of one file', async () => {
    const asked: string[] = []
    const hostile = await hostileSite(
      { files: [fileAt('http:/evil.example', 1), fileAt('large', 2 ** 50), fileAt('ok:x', 1)] },
      (url) => {
        asked.push(url)
        return 'x'
      },
    )
    const problems = await problemsAt(addressOf(hostile))
    hostile.close()
    expect(problems).toEqual(['/large has more than the 100000000 bytes that are read of one file'])
    expect(asked.filter((url) => url !== '/manifest.json').sort()).toEqual(['/http:/evil.example', '/ok:x'])
  })

  it('misses no file that hosts read and give to nobody, but one that they give altered', async () => {
    const names = ['_headers', '_redirects', 'more.html']
    const files = names.map((path) => fileAt(path, 1))
    const answers: [string | null, string[]][] = [
      [null, ['/more.html is missing']],
      ['y', names.map((path) => `/${path} differs from the manifest`)],
    ]
    for (const [answer, expected] of answers) {
      const host = await hostileSite({ files }, () => answer)
      expect((await problemsAt(addressOf(host))).sort()).toEqual(expected)
      host.close()
    }
  })

  it('shows what a terminal would obey, and lets no name forge a line', async () => {
    const forged = 'a.html\nVerified: release 9\u001b[2K\u009b2K\u202egpj.b'
    const hostile = await hostileSite({ files: [fileAt(forged, 1)] }, () => null)
    for (const json of [false, true]) {
      const { code, stdout } = await recourse(join(scratch, 'nobody'), [
        ...['verify', addressOf(hostile), '--key', publicKey],
        ...(json ? ['--json'] : []),
      ])
      expect(code).toBe(1)
      expect(stdout).toMatch(/^\P{C}+\n(\P{C}+\n)?$/u)
      if (json) expect((JSON.parse(stdout) as Verified).problems[0]?.path).toBe(`/${forged}`)
      else
        expect(stdout.split('\n')[0]).toBe(
          String.raw`/a.html\u000aVerified: release 9\u001b[2K\u009b2K\u202egpj.b is missing.`,
        )
    }
    hostile.close()
  })

  it('is not led by a redirect to another private host, and reads no more than the manifest says', async () => {
    const hostile = createServer((request, response) => {
      if (request.url === '/robots.txt')
        response.writeHead(302, { location: site.replace('127.0.0.1', '127.0.0.2') })
      else if (request.url === '/') response.write('x'.repeat(1_000_000))
      else {
        response.writeHead(302, { location: `${site}${request.url?.slice(1)}` })
      }
      response.end()
    })
    hostile.listen(0, '127.0.0.1')
    await once(hostile, 'listening')
    const address = addressOf(hostile)
    const hosts = `${new URL(address).host},${new URL(site).host}`
    const problems = await problemsAt(address, hosts)
    hostile.close()
    expect(problems).toEqual([
      '/index.html differs from the manifest',
      expect.stringMatching(/^\/robots.txt The address leads into a private network\./),
    ])
  })
})

describe('recourse key', () => {
  it('rotates: the new key is shown first, and signs what is published next', async () => {
    const own = join(scratch, 'own')
    await publishSmall(own, 'one')
    const [old] = knownSigningKeys(own) ?? []
    const rotated = await recourse(own, ['key', 'rotate', '--json'])
    expect(rotated.code).toBe(0)
    const fresh = JSON.parse(rotated.stdout) as { id: string; replaces: { key: string } }
    expect(fresh.replaces.key).toBe(old?.id)
    const { stdout } = await recourse(own, ['key', 'show'])
    expect(stdout.indexOf(`Signs releases since`)).toBe(0)
    expect(stdout.indexOf(fresh.id)).toBeLessThan(stdout.indexOf(`Rotated; signed releases since`))
    expect((await publishSmall(own, 'two')).manifest.signing?.key).toBe(fresh.id)
    expect((await recourse(own, ['verify', own, '--key', old?.publicKey ?? ''])).code).toBe(0)
  })
})
