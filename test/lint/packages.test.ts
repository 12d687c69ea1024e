import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
}
interface Manifest {
  version: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json')
const { dependencies, devDependencies } = read<Manifest>('package.json')
const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
const versionOf = (name: string): string | undefined => packages[`node_modules/${name}`]?.version

describe('the packages', () => {
  it('are all locked with the hash of what is installed', () => {
    expect(locked.length).toBeGreaterThan(300)
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
  })

  it('come from no host that the lock file names, but npm’s own', () => {
    const hosts = locked.flatMap(([, { resolved }]) => (resolved ? [new URL(resolved).host] : []))
    expect(hosts.filter((host) => host !== 'registry.npmjs.org')).toEqual([])
  })

  it('are asked for in exact versions, which are the locked ones', () => {
    const asked = Object.entries({ ...dependencies, ...devDependencies })
    expect(asked.filter(([name, version]) => versionOf(name) !== version)).toEqual([])
  })

  it('speak to MongoDB by the driver that Payload’s own models use', () => {
    expect(dependencies.mongodb).toBe(versionOf('mongodb'))
    expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/mongodb'))).toHaveLength(1)
  })

  it('are of one release, where they are Payload’s', () => {
    const ours = Object.keys(dependencies).filter((name) => /^(payload$|@payloadcms\/)/.test(name))
    expect(new Set(ours.map((name) => dependencies[name])).size).toBe(1)
  })

  it('download no browser when they are installed', () => {
    const folder = join(import.meta.dirname, '../../node_modules/puppeteer')
    const { scripts } = read<{ scripts: { postinstall: string } }>(join(folder, 'package.json'))
    expect(scripts.postinstall).toBe('node install.mjs')
    const cache = mkdtempSync(join(tmpdir(), 'recourse-no-browser-'))
    try {
      const said = execFileSync(process.execPath, ['install.mjs'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, HOME: cache, PUPPETEER_CACHE_DIR: cache },
      })
      expect(said).toContain('Skipping downloading browsers')
      expect(readdirSync(cache)).toEqual([])
    } finally {
      rmSync(cache, { recursive: true, force: true })
    }
  })
})
