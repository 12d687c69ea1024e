import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishedGuide, publishedGuideFolder, recourse } from '../support/command.ts'
import { startIdentityProvider } from '../support/desk/identity-provider.ts'
import { startServer } from '../support/server.ts'
import { openMailbox } from '../support/mail/mailbox.ts'

let dataDir: string

await publishedGuide()
beforeEach(async () => {
  dataDir = await publishedGuideFolder()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** The lines of a check that begin with this mark. */
const lines = (stdout: string, mark: string): string[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith(`  ${mark} `) ? [line.slice(4)] : []))

describe('recourse doctor', () => {
  it('finds nothing wrong where nothing is: it prints, signs in to the mail server, and sends nothing', async () => {
    const box = await openMailbox()
    try {
      const { code, stdout } = await recourse(dataDir, ['doctor'], { env: { SMTP_URL: box.url } })
      expect(lines(stdout, '✗')).toEqual([])
      expect(code).toBe(0)
      expect(stdout).toMatch(/prints: \d{4,} bytes/)
      expect(stdout).toContain('lets this account in. Nothing was sent.')
      expect(stdout).toMatch(/Release\n {2}✓ 000001-\w+ of .*: \d+ files, all as they were published\./)
      expect(box.mails).toHaveLength(0)
    } finally {
      await box.close()
    }
  })

  it('names each thing that is wrong, and what to do, and goes on', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const { port } = nobody.address() as AddressInfo
    nobody.close()
    const page = join(dataDir, 'current', 'guides/scotland/index.html')
    writeFileSync(page, readFileSync(page, 'utf8').replace('999', '998'))
    const secrets = join(dataDir, 'secrets')
    mkdirSync(secrets, { recursive: true })
    writeFileSync(join(secrets, 'short'), 'too short', { mode: 0o600 })
    writeFileSync(join(secrets, 'open'), 'x'.repeat(43))
    chmodSync(join(secrets, 'open'), 0o644)
    const { code, stdout } = await recourse(dataDir, ['doctor'], {
      env: { SMTP_URL: `smtp://127.0.0.1:${port}`, CHROME_PATH: '/nowhere/chromium' },
    })
    expect(code).toBe(5)
    const wrong = lines(stdout, '✗')
    expect(wrong).toContain(
      `${join(secrets, 'open')} can be read by other accounts: run “chmod 600 ${join(secrets, 'open')}”.`,
    )
    expect(wrong.join('\n')).toContain(`${join(secrets, 'short')} holds fewer than 32 bytes`)
    expect(wrong.join('\n')).toMatch(/127\.0\.0\.1:\d+ cannot be used: .*ECONNREFUSED.* Correct SMTP_URL\./)
    expect(wrong.join('\n')).toContain('/nowhere/chromium')
    expect(wrong.join('\n')).toMatch(/Release 000001-\w+: \/guides\/scotland\/index\.html was altered\./)
    expect(wrong).toHaveLength(5)
  })

  it('says whether the backup of the night can be made', async () => {
    const said = async (env: Record<string, string>): Promise<unknown> => {
      const { code, stdout } = await recourse(dataDir, ['doctor', '--json'], { env })
      const { checks } = JSON.parse(stdout) as { checks: { what: string; findings: unknown[] }[] }
      return { code, findings: checks.find(({ what }) => what === 'Backup')?.findings }
    }
    expect(await said({})).toMatchObject({ code: 0, findings: [{ state: 'warning' }] })
    const file = join(dataDir, 'secrets', 'payload')
    expect(await said({ BACKUP_TO: join(file, 'backups') })).toEqual({
      code: 5,
      findings: [
        {
          state: 'problem',
          words: expect.stringContaining('Set BACKUP_RECIPIENT to a public key') as string,
        },
        { state: 'problem', words: expect.stringMatching(/^BACKUP_TO cannot be used: /) as string },
      ],
    })
    // It may lie among the secrets, and be shorter than these.
    const passphrase = join(dataDir, 'secrets', 'backup-passphrase')
    writeFileSync(passphrase, 'twenty letters or so', { mode: 0o600 })
    const backups = join(dataDir, 'backups')
    expect(await said({ BACKUP_TO: backups, BACKUP_PASSPHRASE_FILE: passphrase })).toEqual({
      code: 0,
      findings: [
        { state: 'warning', words: expect.stringContaining('BACKUP_RECIPIENT avoids that') as string },
        {
          state: 'warning',
          words: `${backups} is on the disk of the data: if it fails, both are lost. Name another one.`,
        },
      ],
    })
    expect(existsSync(backups)).toBe(false)
  })

  it('asks the identity provider what it is, and names what is wrong with it', async () => {
    const secret = join(dataDir, 'provider-secret')
    writeFileSync(secret, 'a secret', { mode: 0o600 })
    const said = async (issuer: string, file = secret): Promise<unknown> => {
      const { code, stdout } = await recourse(dataDir, ['doctor', '--json'], {
        env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'recourse', OIDC_CLIENT_SECRET_FILE: file },
      })
      const { checks } = JSON.parse(stdout) as { checks: { what: string; findings: unknown[] }[] }
      return { code, findings: checks.find(({ what }) => what === 'Single sign-on')?.findings }
    }
    const finding = (state: string, words: unknown) => ({
      code: state === 'problem' ? 5 : 0,
      findings: [{ state, words }],
    })
    const starting = (issuer: string): unknown => expect.stringContaining(issuer)
    const good = await startIdentityProvider()
    const silent = await startIdentityProvider({ pkce: null })
    const plain = await startIdentityProvider({ pkce: ['plain'] })
    try {
      expect(await said(good.issuer)).toEqual(finding('ok', `${good.issuer} answers.`))
      expect(await said(silent.issuer)).toEqual(
        finding('warning', starting(`${silent.issuer} answers, and does not say whether it knows PKCE`)),
      )
      expect(await said(plain.issuer)).toEqual(
        finding('problem', starting(`${plain.issuer} answers, and does not know PKCE with S256`)),
      )
      const named = good.issuer.replace('127.0.0.1', 'localhost')
      expect(await said(named)).toEqual(
        finding('problem', starting(`${named} calls itself ${good.issuer}. If that is your provider`)),
      )
      expect(await said(`${good.issuer}/realm`)).toEqual(
        finding('problem', expect.stringMatching(/is no identity provider: .* came status 404, .*Correct/)),
      )
      const nowhere = join(dataDir, 'nowhere')
      expect(await said(good.issuer, nowhere)).toEqual(
        finding('problem', starting('OIDC_CLIENT_SECRET_FILE cannot be read: ENOENT')),
      )
      await good.stop()
      expect(await said(good.issuer)).toEqual(
        finding('problem', expect.stringMatching(/does not answer: .*ECONNREFUSED.* Correct OIDC_ISSUER/)),
      )
    } finally {
      for (const each of [good, silent, plain]) await each.stop()
    }
  })

  it('reads the key of a register as it is read for a request, and shows none of it', async () => {
    const key = join(dataDir, 'secrets', 'nz-legislation-key')
    const said = async (file?: string): Promise<unknown> => {
      const { code, stdout, stderr } = await recourse(dataDir, ['doctor', '--json'], {
        env: file === undefined ? {} : { NZ_LEGISLATION_API_KEY_FILE: file },
      })
      expect(stdout + stderr).not.toContain('k3y')
      const { checks } = JSON.parse(stdout) as { checks: { what: string; findings: unknown[] }[] }
      const folder = checks.find(({ what }) => what === 'Data folder')?.findings ?? []
      expect(JSON.stringify(folder)).not.toContain('fewer than 32 bytes')
      return { code, findings: checks.find(({ what }) => what === 'Registers')?.findings }
    }
    const words = (start: string): unknown => expect.stringContaining(start)
    expect(await said()).toEqual({
      code: 0,
      findings: [{ state: 'ok', words: words('NZ_LEGISLATION_API_KEY_FILE') }],
    })
    // It may lie among the secrets, and be shorter than these.
    writeFileSync(key, 'k3y\n', { mode: 0o600 })
    expect(await said(key)).toEqual({
      code: 0,
      findings: [{ state: 'ok', words: words(`${key} holds a key`) }],
    })
    rmSync(key)
    const elsewhere = join(dataDir, 'nz-key')
    writeFileSync(elsewhere, 'k3y', { mode: 0o644 })
    expect(await said(elsewhere)).toEqual({
      code: 0,
      findings: [
        { state: 'ok', words: words('holds a key') },
        { state: 'warning', words: words(`run “chmod 600 ${elsewhere}”`) },
      ],
    })
    writeFileSync(elsewhere, 'k3y and more')
    expect(await said(elsewhere)).toEqual({
      code: 5,
      findings: [{ state: 'problem', words: words('holds something else than a key') }],
    })
    expect(await said(join(dataDir, 'nowhere'))).toEqual({
      code: 5,
      findings: [{ state: 'problem', words: words('NZ_LEGISLATION_API_KEY_FILE cannot be read: ENOENT') }],
    })
  })

  it('makes nothing where there is nothing yet', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'recourse-doctor-'))
    try {
      const { code, stdout } = await recourse(fresh, ['doctor', '--json'])
      expect(code).toBe(0)
      const { checks } = JSON.parse(stdout) as { checks: { what: string; findings: { state: string }[] }[] }
      expect(checks.find(({ what }) => what === 'Database')?.findings).toEqual([
        {
          state: 'warning',
          words: `There is no database yet: the first start makes ${join(fresh, 'recourse.db')}.`,
        },
      ])
      expect(existsSync(join(fresh, 'recourse.db'))).toBe(false)
    } finally {
      rmSync(fresh, { recursive: true, force: true })
    }
  })
})

describe('recourse status', () => {
  it('says on one screen how mail, scheduled work and the disk stand, and opens nothing where no server runs', async () => {
    const alone = await recourse(dataDir, ['status'])
    expect(alone.stdout).toMatch(/^Readers see release 000001-/)
    expect(alone.stdout).toContain('Mail and scheduled work are not known: no server runs')

    const server = await startServer([], dataDir)
    try {
      const { code, stdout } = await recourse(dataDir, ['status'])
      expect(stdout).toMatch(/^Readers see release 000001-/)
      expect(stdout).toMatch(/^Mail: \d+ sent, \d+ to be sent.*\.$/m)
      expect(stdout).toMatch(/^Scheduled work(: all done| still to do .*: .*)\.$/m)
      expect(stdout).toMatch(/^Disk: [\d.]+ of [\d.]+ GB free\.$/m)
      expect(stdout).toContain('The watch is off: no link, quotation, date or register is checked.')
      expect(stdout.split('\n').length).toBeLessThan(24)
      expect(code).toBe(0)
      const asked = (token: string) =>
        fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
      expect((await asked('wrong')).status).toBe(401)
      const metrics = await asked(readFileSync(join(dataDir, 'secrets', 'metrics'), 'utf8'))
      expect(await metrics.text()).toContain('recourse_release_timestamp_seconds 1')
    } finally {
      await server.stop()
    }
  })
})
