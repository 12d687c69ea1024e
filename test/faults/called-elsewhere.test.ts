import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { recourse } from '../support/command.ts'
import { environment } from '../support/server.ts'

/** Where an operator stands: not the folder of the installation. */
const from = mkdtempSync(join(tmpdir(), 'recourse-elsewhere-'))
const dataDir = join(from, 'data')
afterAll(() => rmSync(from, { recursive: true, force: true }))

const called = (args: string[], env: Record<string, string> = {}) => recourse(dataDir, args, { from, env })

it('a path in a command is one in the folder where it was called, for each way in and out', async () => {
  const made = await called(['backup', '--new-key', 'key.txt'])
  expect(made.code).toBe(0)
  expect(readFileSync(join(from, 'key.txt'), 'utf8')).toContain('AGE-SECRET-KEY-')
  expect(made.stdout).toContain(join(from, 'key.txt'))
  const recipient = /BACKUP_RECIPIENT=(\S+)/.exec(made.stdout)?.[1] ?? ''

  const backup = await called(['backup', '--to', 'whole.tar'], { BACKUP_RECIPIENT: recipient })
  expect([backup.code, existsSync(join(from, 'whole.tar'))], backup.stderr).toEqual([0, true])
  const verified = await called(['backup', '--verify', 'whole.tar', '--identity', 'key.txt'])
  expect([verified.code, verified.stdout], verified.stderr).toEqual([0, expect.stringMatching(/^Whole: /)])
  const restored = await recourse(join(from, 'again'), ['restore', 'whole.tar', '--identity', 'key.txt'], {
    from,
  })
  expect([restored.code, restored.stdout], restored.stderr).toEqual([
    0,
    expect.stringMatching(/^Restored from the backup/),
  ])

  const exported = await called(['export', '--to', 'all.yaml'])
  expect([exported.code, existsSync(join(from, 'all.yaml'))], exported.stderr).toEqual([0, true])
  const checked = await called(['import', 'all.yaml', '--check'])
  expect([checked.code, checked.stdout], checked.stderr).toEqual([0, expect.stringContaining('is sound')])

  writeFileSync(join(from, 'site.pem'), 'no key')
  const release = await called(['verify', 'release', '--key', 'site.pem'])
  expect([release.code, release.stderr]).toEqual([2, expect.stringContaining('“site.pem” is no public key')])
})

it('a place that is no path is taken for none', async () => {
  const { code, stderr } = await called(['backup', '--to', 'ssh://backup@host/srv/backups'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('must be a folder or a bucket')])
})

it('npm says where it was called', async () => {
  const { code } = await recourse(dataDir, ['backup', '--new-key', 'by-npm.txt'], {
    env: { npm_lifecycle_event: 'recourse', INIT_CWD: from },
  })
  expect([code, existsSync(join(from, 'by-npm.txt'))]).toEqual([0, true])
})

it('a link to the command is the command', () => {
  const link = join(from, 'recourse')
  symlinkSync(resolve('bin/recourse.mjs'), link)
  const made = spawnSync(process.execPath, [link, 'backup', '--new-key', 'by-link.txt'], {
    cwd: from,
    env: environment(dataDir, 0),
  })
  expect([made.status, existsSync(join(from, 'by-link.txt'))]).toEqual([0, true])
})
