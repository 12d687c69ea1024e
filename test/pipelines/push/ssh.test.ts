import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { targetsOf, type SshTarget } from '#domain/publish/targets.ts'
import { knownSigningKeys } from '#lib/signing-keys.ts'
import { pushOverSsh, type SshSettings } from '#pipelines/push/ssh.ts'
import { sshProblem } from '#pipelines/push/ssh-problem.ts'
import { verifyRelease } from '#pipelines/release/verify.ts'
import { folderSource } from '#pipelines/release/verify-folder.ts'
import { emptyFolder, pushingOf } from '../../support/publish/pushing.ts'
import { publishSmall, SMALL_SITE } from '../../support/publish/signed-release.ts'
import { noSsh, startSshServer, type SshServer } from '../../support/publish/ssh-server.ts'
import { mayMount, mountDisk, unmountDisk } from '../../support/small-disk.ts'

const FILES = 2 * Object.keys(SMALL_SITE).length + 3

const targetAt = (address: string): SshTarget => targetsOf(address)[0] as SshTarget

describe.skipIf(noSsh)('over SSH (needs the programs sshd, ssh and rsync)', () => {
  let server: SshServer
  let dataDir: string
  let folder: string
  beforeAll(async () => {
    server = await startSshServer()
  })
  afterAll(async () => {
    await server?.stop()
  })
  beforeEach(() => {
    dataDir = emptyFolder()
    folder = emptyFolder()
  })
  afterEach(() => {
    for (const each of [dataDir, folder]) rmSync(each, { recursive: true, force: true })
  })

  const settings = (): SshSettings => ({
    keyFile: server.keyFile,
    knownHosts: server.knownHosts,
    searchPath: process.env.PATH ?? '',
    staging: join(dataDir, 'push', 'x'),
  })
  const push = async (rest = {}) =>
    pushOverSsh(targetAt(server.address(folder)), await pushingOf(dataDir, rest), settings())
  const current = (): string => readlinkSync(join(folder, 'current'))
  const at = (path: string): string => join(folder, 'current', path)
  const releases = (): string[] => readdirSync(join(folder, 'releases')).sort()

  describe('a push', () => {
    it('puts the whole release there, readable by a web server of another account', async () => {
      const { name, manifest } = await publishSmall(dataDir, 'One')
      const { sentFiles, sentBytes } = await push()
      expect(current()).toBe(`releases/${name}`)
      expect(sentFiles).toBe(FILES)
      expect(sentBytes).toBeGreaterThan(1_000)
      expect(
        await verifyRelease(await folderSource(at('.')), {
          keys: (knownSigningKeys(dataDir) ?? []).map(({ publicKey }) => publicKey),
        }),
      ).toMatchObject({ problems: [], files: manifest.files.length })
      expect(statSync(at('index.html')).mode & 0o777).toBe(0o644)
      expect(statSync(at('guides/testland')).mode & 0o777).toBe(0o755)
      expect(readdirSync(folder).sort()).toEqual(['current', 'releases'])
      expect(releases()).toEqual([name])
      expect(existsSync(join(dataDir, 'push', 'x'))).toBe(false)
    })

    it('sends only what has changed, and links the rest to the release before', async () => {
      await publishSmall(dataDir, 'One')
      await push()
      const before = statSync(at('404.html')).ino
      await publishSmall(dataDir, 'Two')
      // The index and the manifest with its signature, the index also as brotli; the keys are the same.
      expect((await push()).sentFiles).toBe(4)
      expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>Two</h1>')
      expect(statSync(at('404.html')).ino).toBe(before)
    })

    it('makes whole what was altered, lost or added there, when it is asked again', async () => {
      await publishSmall(dataDir, 'One')
      await push()
      writeFileSync(at('index.html'), '<h1>Own</h1>')
      unlinkSync(at('404.html'))
      writeFileSync(at('offer.html'), 'Call me first.')
      symlinkSync('/etc/passwd', at('other.html'))
      expect((await push()).sentFiles).toBe(2)
      expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>One</h1>')
      expect(readFileSync(at('404.html'), 'utf8')).toBe(SMALL_SITE['404.html'])
      expect(existsSync(at('offer.html'))).toBe(false)
      expect(existsSync(at('other.html'))).toBe(false)
    })

    it('does not link what was altered in the release before', async () => {
      await publishSmall(dataDir, 'One')
      await push()
      writeFileSync(at('404.html'), '<h1>Call me 1st</h1>')
      await publishSmall(dataDir, 'Two')
      expect((await push()).sentFiles).toBe(5)
      expect(readFileSync(at('404.html'), 'utf8')).toBe(SMALL_SITE['404.html'])
    })

    it('sends nothing that was altered here', async () => {
      const { folder: made } = await publishSmall(dataDir, 'One')
      writeFileSync(join(made, 'index.html'), '<h1>Call me first</h1>')
      await expect(push()).rejects.toThrow('/index.html is not as it was published here')
      expect(existsSync(join(folder, 'current'))).toBe(false)
      expect(releases()).toEqual([])
    })

    it('does not make a release current that was altered here while it was sent', async () => {
      const { folder: made } = await publishSmall(dataDir, 'One')
      const reached = (step: string): void => {
        if (step === 'sending') writeFileSync(join(made, 'index.html'), '<h1>Own</h1>')
      }
      await expect(push({ reached })).rejects.toThrow(/\/index\.html is not/)
      expect(existsSync(join(folder, 'current'))).toBe(false)
    })

    it('does not make a release current that was altered there while it was sent', async () => {
      const { name } = await publishSmall(dataDir, 'One')
      const programs = join(dataDir, 'programs')
      mkdirSync(programs)
      const page = join(folder, 'releases', `.${name}.part`, 'index.html')
      const script = `#!/bin/sh\n/usr/bin/rsync "$@"\n[ -e ${dataDir}/once ] || echo Own >${page}\n: >${dataDir}/once\n`
      writeFileSync(join(programs, 'rsync'), script, { mode: 0o755 })
      const odd = await startSshServer(`${programs}:/usr/bin:/bin`)
      const into = async () =>
        pushOverSsh(targetAt(odd.address(folder)), await pushingOf(dataDir), {
          ...settings(),
          keyFile: odd.keyFile,
          knownHosts: odd.knownHosts,
        })
      try {
        await expect(into()).rejects.toThrow('/index.html is not there as it was sent')
        expect(existsSync(join(folder, 'current'))).toBe(false)
        expect((await into()).sentFiles).toBe(1)
      } finally {
        await odd.stop()
      }
      expect(readFileSync(at('index.html'), 'utf8')).toBe('<h1>One</h1>')
    })

    it('keeps the three newest, and what lies beside them', async () => {
      writeFileSync(join(folder, 'robots.txt'), 'ours')
      const names: string[] = []
      for (const words of ['One', 'Two', 'Three', 'Four']) {
        names.push((await publishSmall(dataDir, words)).name)
        await push()
      }
      expect(releases()).toEqual(names.slice(1))
      expect(readFileSync(join(folder, 'robots.txt'), 'utf8')).toBe('ours')
    })

    it('never goes back, and neither does one that was overtaken while it sent', async () => {
      await publishSmall(dataDir, 'One')
      const one = await pushingOf(dataDir)
      const { name } = await publishSmall(dataDir, 'Two')
      const mayGoOut = async () => void (await push())
      const late = pushOverSsh(
        targetAt(server.address(folder)),
        { ...one, mayGoOut },
        { ...settings(), staging: join(dataDir, 'push', 'y') },
      )
      await expect(late).rejects.toThrow('a target never goes back')
      expect(current()).toBe(`releases/${name}`)
      await expect(pushOverSsh(targetAt(server.address(folder)), one, settings())).rejects.toThrow(
        'a target never goes back',
      )
      expect(current()).toBe(`releases/${name}`)
    })

    it('changes nothing for readers where it may not go out', async () => {
      const { name } = await publishSmall(dataDir, 'One')
      await push()
      await publishSmall(dataDir, 'Two')
      const lost = () => Promise.reject(new Error('Another worker has taken over.'))
      await expect(push({ mayGoOut: lost })).rejects.toThrow('Another worker')
      expect(current()).toBe(`releases/${name}`)
    })
  })

  describe('that is killed', () => {
    it.each([
      ['sending', 2],
      ['complete', 1],
      ['current', 1],
    ])('at “%s” (%i) leaves readers a whole release, and the next one goes on', async (step, times) => {
      const sites = ['One', 'Two'].map((words) => ({ ...SMALL_SITE, 'index.html': `<h1>${words}</h1>` }))
      await publishSmall(dataDir, 'One')
      await push()
      const { name } = await publishSmall(dataDir, 'Two')
      const wrong: string[] = []
      let ended = false
      const reader = (async () => {
        while (!ended)
          for (const path of Object.keys(SMALL_SITE)) {
            const words = await readFile(at(path), 'utf8').catch(() => null)
            if (!sites.some((site) => site[path as 'index.html'] === words)) wrong.push(`${path}: ${words}`)
          }
      })()
      const args = ['test/support/publish/push-ssh-process.ts', dataDir, server.address(folder)]
      const child = spawn(
        process.execPath,
        [...args, server.keyFile, server.knownHosts, step, String(times)],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      )
      const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
      expect(signal).toBe('SIGKILL')
      await push()
      ended = true
      await reader
      expect(wrong).toEqual([])
      expect(current()).toBe(`releases/${name}`)
      expect(releases().filter((each) => each.startsWith('.'))).toEqual([])
    })
  })

  describe('to where it cannot go', () => {
    const problem = async (address: string, rest: Partial<SshSettings> = {}): Promise<string> => {
      await publishSmall(dataDir, 'One')
      const failed: unknown = await pushOverSsh(targetAt(address), await pushingOf(dataDir), {
        ...settings(),
        ...rest,
      }).catch((error: unknown) => error)
      expect(failed).toMatchObject({ name: 'PushFailed' })
      expect(existsSync(join(folder, 'current'))).toBe(false)
      return (failed as Error).message
    }

    it('says so: the key of the host is not known', async () => {
      expect(await problem(server.address(folder), { knownHosts: '/dev/null' })).toBe(
        `The key of port ${server.port} of 127.0.0.1 is not known. Compare it with what its owner says, then add it to SSH_KNOWN_HOSTS_FILE (ssh-keyscan prints it).`,
      )
    })

    it('says so: the host has another key', async () => {
      const knownHosts = join(dataDir, 'known_hosts')
      const other = readFileSync(`${server.otherKeyFile}.pub`, 'utf8')
      writeFileSync(knownHosts, `[127.0.0.1]:${server.port} ${other}`)
      expect(await problem(server.address(folder), { knownHosts })).toContain(
        'has another key than SSH_KNOWN_HOSTS_FILE names',
      )
    })

    it('says so: the host refuses the key', async () => {
      expect(await problem(server.address(folder), { keyFile: server.otherKeyFile })).toContain(
        '127.0.0.1 does not accept the key in SSH_KEY_FILE for',
      )
    })

    it('says so: there is no key', async () => {
      expect(await problem(server.address(folder), { keyFile: join(dataDir, 'none') })).toContain(
        'The key in SSH_KEY_FILE cannot be read.',
      )
    })

    it('says so: others may read the key', async () => {
      const keyFile = join(dataDir, 'open')
      writeFileSync(keyFile, readFileSync(server.keyFile))
      chmodSync(keyFile, 0o644)
      expect(await problem(server.address(folder), { keyFile })).toContain('chmod 600')
    })

    it('says so: nobody there', async () => {
      const port = await new Promise<number>((resolve) => {
        const free = createServer().listen(0, '127.0.0.1', () => {
          const { port: found } = free.address() as AddressInfo
          free.close(() => resolve(found))
        })
      })
      expect(await problem(`ssh://me@127.0.0.1:${port}/srv/www`)).toBe(
        `port ${port} of 127.0.0.1 does not answer.`,
      )
    })

    it('says so: a server that hangs', async () => {
      const hanging = createServer(() => undefined).listen(0, '127.0.0.1')
      await once(hanging, 'listening')
      const { port } = hanging.address() as AddressInfo
      expect(await problem(`ssh://me@127.0.0.1:${port}/srv/www`, { silence: 1_000 })).toBe(
        `port ${port} of 127.0.0.1 does not answer.`,
      )
      hanging.close()
    })

    it('says so: no rsync there', async () => {
      const programs = join(dataDir, 'programs')
      mkdirSync(programs)
      for (const name of ['sh', 'mkdir', 'readlink', 'ls', 'sed'])
        symlinkSync(`/bin/${name}`, join(programs, name))
      const bare = await startSshServer(programs)
      try {
        const { keyFile, knownHosts } = bare
        expect(await problem(bare.address(folder), { keyFile, knownHosts })).toBe(
          'There is no rsync on 127.0.0.1. Install it there.',
        )
      } finally {
        await bare.stop()
      }
    })

    it('says so: no rsync here', async () => {
      expect(await problem(server.address(folder), { searchPath: dataDir })).toContain(
        'ssh is not installed on this machine.',
      )
    })

    it.skipIf(!mayMount)('says so: the disk there is full (needs the right to mount)', async () => {
      const full = join(folder, 'full')
      mkdirSync(full)
      mountDisk(full, 8_192)
      try {
        expect(await problem(server.address(full))).toBe(
          `The disk that holds ${full} on 127.0.0.1 is full. Make room there.`,
        )
        expect(existsSync(join(full, 'current'))).toBe(false)
      } finally {
        unmountDisk(full)
      }
    })

    it('says so: a file in the way', async () => {
      writeFileSync(join(folder, 'www'), '')
      expect(await problem(server.address(join(folder, 'www')))).toContain('A file stands where')
    })
  })
})

describe('what ssh and rsync write', () => {
  const target = targetAt('ssh://me@guides.example/srv/www')
  it.each([
    ['mkdir: cannot create directory ‘/srv/www’: Permission denied', 'me may not write in /srv/www'],
    ['mv: unrecognized option: T', 'mv of GNU or BusyBox'],
    ['rsync: [sender] write error: Broken pipe (32)', 'guides.example does not answer.'],
    ['ssh: Could not resolve hostname guides.example: Name or service not known', 'There is no host named'],
    ['mkdir: cannot create directory ‘/srv/www’: Read-only file system', 'can only be read'],
    [
      'first\n\u001B[31mSomething else\u0007',
      'It could not be written on guides.example: [31mSomething else.',
    ],
    ['', 'It could not be written on guides.example (code 12).'],
  ])('means “%s”', (stderr, words) => {
    expect(sshProblem({ code: 12, stderr }, target).message).toContain(words)
  })
})
