import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const FILE = 'deploy/seccomp.json'

interface Profile {
  defaultAction: string
  defaultErrnoRet: number
  syscalls: { names: string[]; action: string; errnoRet?: number; args?: unknown[] }[]
}
const readProfile = (): Profile => JSON.parse(readFileSync(FILE, 'utf8')) as Profile

describe('the profile of what the worker may ask the kernel', () => {
  const { defaultAction, defaultErrnoRet, syscalls } = readProfile()
  const namesOf = (action: string): string[] =>
    syscalls.filter((rule) => rule.action === action).flatMap(({ names }) => names)
  const allowed = new Set(namesOf('SCMP_ACT_ALLOW'))
  const refused = namesOf('SCMP_ACT_ERRNO')

  it('refuses whatever it does not name, as if this kernel did not have it', () => {
    expect([defaultAction, defaultErrnoRet]).toEqual(['SCMP_ACT_ERRNO', 38])
    expect(syscalls.map(({ action }) => action)).not.toContain('SCMP_ACT_LOG')
  })

  it.each([
    [
      'modules, another kernel, tracing',
      ['bpf', 'init_module', 'finit_module', 'kexec_load', 'perf_event_open'],
    ],
    ['mounts', ['mount', 'umount2', 'pivot_root', 'move_mount', 'open_tree', 'fsopen', 'mount_setattr']],
    ['other processes', ['ptrace', 'process_vm_readv', 'process_vm_writev', 'pidfd_getfd', 'kcmp']],
    ['keys of the kernel, files by handle', ['keyctl', 'add_key', 'request_key', 'open_by_handle_at']],
    ['the machine', ['reboot', 'clock_settime', 'settimeofday', 'sethostname', 'syslog', 'swapon', 'iopl']],
    ['large interfaces', ['io_uring_setup', 'userfaultfd', 'modify_ldt', 'vmsplice', 'migrate_pages']],
    ['namespaces that exist already', ['setns']],
  ])('leaves alone: %s', (_what, names) => {
    expect(names.filter((name) => allowed.has(name))).toEqual([])
  })

  it('lets Chromium begin its sandbox', () => {
    for (const name of ['clone', 'clone3', 'unshare', 'chroot', 'seccomp', 'prctl'])
      expect(allowed).toContain(name)
  })

  it('decides about each call once', () => {
    const plain = syscalls.filter(({ args }) => !args).flatMap(({ names }) => names)
    expect(new Set(plain).size).toBe(plain.length)
    expect(refused.filter((name) => allowed.has(name))).toEqual([])
    for (const { names } of syscalls) expect(names).toEqual([...names].sort())
  })
})

const chromium = ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find((path) => existsSync(path))
const noSeccomp = spawnSync('python3', ['-c', 'import seccomp']).status !== 0

/** The real program under the real rules, as an account without rights. */
describe.skipIf(noSeccomp || chromium === undefined)(
  'Chromium under this profile (needs python3-seccomp and /usr/bin/chromium)',
  () => {
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'recourse-profile-'))
      chmodSync(folder, 0o777)
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    /** @returns the first bytes of what was printed; null where nothing was. */
    function printed(profile: Profile, name: string): string | null {
      const at = (file: string): string => join(folder, `${name}${file}`)
      writeFileSync(at('.json'), JSON.stringify(profile))
      const options = [
        '--headless',
        '--disable-gpu',
        `--user-data-dir=${at('')}`,
        `--print-to-pdf=${at('.pdf')}`,
      ]
      spawnSync(
        'python3',
        ['test/support/under-profile.py', at('.json'), chromium ?? '', ...options, 'data:text/html,printed'],
        { env: { ...process.env, HOME: folder }, timeout: 30_000, killSignal: 'SIGKILL' },
      )
      return existsSync(at('.pdf')) ? readFileSync(at('.pdf'), 'latin1').slice(0, 5) : null
    }

    it('prints, with its own sandbox', () => {
      expect(printed(readProfile(), 'whole')).toBe('%PDF-')
    })

    it.each(['chroot', 'unshare', 'clone'])(
      'does not print without %s, by which it makes its sandbox',
      (call) => {
        const profile = readProfile()
        const syscalls = profile.syscalls.map((rule) => ({
          ...rule,
          names: rule.names.filter((name) => name !== call),
        }))
        expect(printed({ ...profile, syscalls }, call)).toBeNull()
      },
    )
  },
)
