import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '#lib/env.ts'

interface Service {
  image: string
  command?: string[]
  environment?: Record<string, string>
  healthcheck?: object
  restart: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  ports?: string[]
  volumes?: string[]
  user?: string
  deploy?: { replicas: number }
}

const text = readFileSync('docker-compose.yml', 'utf8')
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> }
const ours = Object.entries(services).filter(([, { image }]) => image === 'recourse')
const lasting = Object.entries(services).filter(([, { restart }]) => restart !== 'no')

describe('the compose file', () => {
  it('runs two servers and two workers, and gives them settings that there are', () => {
    expect(services.app?.deploy?.replicas).toBe(2)
    expect(services.worker?.deploy?.replicas).toBe(2)
    for (const [name, { environment = {} }] of ours) {
      expect(Object.keys(environment).length, name).toBeGreaterThan(5)
      expect(Object.keys(environment).filter((each) => !SETTINGS.includes(each))).toEqual([])
    }
  })

  it('checks the health of whatever goes on', () => {
    expect(lasting.filter(([, { healthcheck }]) => !healthcheck).map(([name]) => name)).toEqual([])
  })

  it('gives ours no rights, nothing to write to but their data, and nobody more than they had', () => {
    for (const [name, { cap_drop: dropped, read_only: readOnly }] of ours)
      expect([name, dropped, readOnly]).toEqual([name, ['ALL'], true])
    for (const [name, { security_opt: options = [] }] of Object.entries(services)) {
      expect([name, options]).toEqual([name, expect.arrayContaining(['no-new-privileges:true'])])
      expect(options).not.toContain('seccomp:unconfined')
    }
  })

  it('shows the outside nothing but nginx, and this machine the caught mail', () => {
    const open = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    )
    expect(open).toEqual([
      ['nginx', '${HTTP_PORT:-8080}:80'],
      ['nginx', '${HTTPS_PORT:-8443}:443'],
      ['mail', '127.0.0.1:8025:8025'],
    ])
  })

  it('gives nginx what is published, and no folder with secrets', () => {
    expect(services.nginx?.volumes).toEqual(expect.arrayContaining(['www:/srv/www:ro']))
    expect(services.nginx?.volumes?.filter((each) => each.startsWith('data:'))).toEqual([])
  })

  it('has no password, and says where those go that it needs', () => {
    expect(text).not.toMatch(/PASSWORD: (?!\$\{)/)
    const example = readFileSync('deploy/compose.env.example', 'utf8')
    const asked = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name = '']) => name))
    expect(asked.size).toBeGreaterThan(5)
    for (const name of asked) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
  })
})

describe('the profile of what the worker may ask the kernel', () => {
  const { defaultAction, syscalls } = JSON.parse(readFileSync('deploy/seccomp.json', 'utf8')) as {
    defaultAction: string
    syscalls: { names: string[]; action: string }[]
  }
  const refused = syscalls.flatMap(({ names, action }) => (action === 'SCMP_ACT_ERRNO' ? names : []))

  it('refuses what breaks out of a container, and lets Chromium begin its sandbox', () => {
    expect(defaultAction).toBe('SCMP_ACT_ALLOW')
    expect(refused).toEqual(
      expect.arrayContaining([
        'bpf',
        'mount',
        'ptrace',
        'keyctl',
        'setns',
        'init_module',
        'kexec_load',
        'reboot',
      ]),
    )
    expect(refused.filter((name) => ['clone', 'clone3', 'unshare', 'chroot'].includes(name))).toEqual([])
    expect(new Set(refused).size).toBe(refused.length)
  })
})

const noSystemd = spawnSync('systemd-analyze', ['--version']).error !== undefined

describe('the units of systemd', () => {
  const units = readdirSync('deploy/systemd').map((name) => join('deploy/systemd', name))

  it('are one for the server and one for workers, alike but for what they run', () => {
    const [worker = '', server = ''] = units.map((unit) => readFileSync(unit, 'utf8'))
    const lines = (unit: string): string[] => unit.split('\n').filter((line) => !line.startsWith('#'))
    expect(lines(worker).filter((line) => !lines(server).includes(line))).toEqual([
      'Description=Recourse: worker %i',
      'EnvironmentFile=-/etc/recourse/worker-%i.env',
      expect.stringMatching(/bin\/recourse\.mjs worker$/) as string,
    ])
  })

  it.skipIf(noSystemd)('are read by systemd (needs the program systemd-analyze)', () => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', ...units], {
      encoding: 'utf8',
    })
    expect(stderr.split('\n').filter((line) => /unknown|invalid|failed to parse/i.test(line))).toEqual([])
  })
})

const noCompose = spawnSync('docker', ['compose', 'version']).status !== 0

it.skipIf(noCompose)('the compose file is read by compose (needs docker compose)', () => {
  const env = { ...process.env, MONGO_PASSWORD: 'a', MONGO_ROOT_PASSWORD: 'b' }
  expect(() => execFileSync('docker', ['compose', 'config', '--quiet'], { env })).not.toThrow()
})
