import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '#lib/env.ts'
import { noNginx } from '../support/nginx.ts'

interface Service {
  image: string
  cap_add?: string[]
  command?: string[]
  environment?: Record<string, string>
  healthcheck?: { test: string[] }
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

/** What the image and the compose file decide: where things are inside a container. */
const DECIDED = ['HOST', 'PORT', 'DATA_DIR', 'DATABASE_TRANSACTIONS', 'CHROME_PATH', 'PATH']
/** What the program that fills buckets reads by itself. */
const OF_BUCKETS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']

describe('the compose file', () => {
  it('runs two servers and two workers, and lets whoever runs them give every setting', () => {
    expect(services.app?.deploy?.replicas).toBe(2)
    expect(services.worker?.deploy?.replicas).toBe(2)
    const given = SETTINGS.filter((name) => !DECIDED.includes(name))
    expect(given.length).toBeGreaterThan(30)
    for (const [name, { environment = {} }] of ours)
      expect([name, Object.keys(environment).sort()]).toEqual([name, [...given, ...OF_BUCKETS].sort()])
  })

  it('has a place for backups, which the account of the image may write to', () => {
    const image = readFileSync('Dockerfile', 'utf8')
    for (const folder of ['/data', '/srv/www', '/srv/backups']) {
      expect(image).toMatch(new RegExp(`chown node:node [^\n]*${folder}\\b`))
      for (const name of ['app', 'worker'])
        expect(services[name]?.volumes).toContainEqual(expect.stringMatching(new RegExp(`:${folder}$`)))
    }
  })

  it('takes the database for healthy once it is there for others, not while its image sets it up', () => {
    const { test = [] } = services.mongo?.healthcheck ?? {}
    expect(test[test.indexOf('--host') + 1]).toBe('mongo')
  })

  it.skipIf(noNginx || process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).error)(
    'leaves nginx the rights to read a key that only its owner reads (needs nginx, setpriv and root)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'recourse-rights-'))
      const at = (name: string): string => join(folder, name)
      execFileSync('deploy/trial-certificate', [folder, 'localhost'])
      chownSync(at('privkey.pem'), 1000, 1000)
      writeFileSync(
        at('nginx.conf'),
        `pid ${at('pid')}; error_log stderr; events {} http { access_log off; server {
          listen 127.0.0.1:1 ssl; ssl_certificate ${at('fullchain.pem')}; ssl_certificate_key ${at('privkey.pem')}; } }`,
      )
      const rights = (services.nginx?.cap_add ?? []).map((each) => `+${each.toLowerCase()}`)
      try {
        const { stderr } = spawnSync(
          'setpriv',
          [
            `--bounding-set=-all,${rights.join(',')}`,
            '--inh-caps=-all',
            'nginx',
            '-t',
            '-c',
            at('nginx.conf'),
          ],
          { encoding: 'utf8', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } },
        )
        expect(stderr).not.toMatch(/Permission denied/)
        expect(stderr).toMatch(/test is successful/)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

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

const noSystemd = spawnSync('systemd-analyze', ['--version']).error !== undefined

it('nginx writes down nowhere who read what', () => {
  const blocks = readFileSync('deploy/nginx/default.conf', 'utf8')
    .split(/^server \{$/m)
    .slice(1)
  expect(blocks).toHaveLength(2)
  for (const block of blocks) expect(block).toMatch(/^ {2}access_log off;$/m)
})

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

  it('may write to the folders that the example of settings names', () => {
    const example = readFileSync('.env.example', 'utf8')
    const folders = ['PUBLISH_TO', 'BACKUP_TO'].map(
      (name) => new RegExp(`^# ${name}=(/\\S+)$`, 'm').exec(example)?.[1] ?? 'no folder',
    )
    for (const unit of units) {
      const [, writable = ''] = /^ReadWritePaths=(.*)$/m.exec(readFileSync(unit, 'utf8')) ?? []
      for (const folder of folders) expect(writable).toContain(folder)
    }
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
