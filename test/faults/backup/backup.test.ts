import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importedFolder, recourse } from '../../support/command.ts'
import { seeded } from '../../support/random.ts'
import { scaled } from '../../support/scale.ts'

/** How often a backup, and a restore, are killed. */
const KILLS = scaled(50, 2)

/** Milliseconds within which they are: starting the program takes the first of them. */
const WITHIN = 9_000

interface Printed {
  manifest: { counts: Record<string, number>; snapshot: { hash: string } }
}

describe('backups by the command', () => {
  const random = seeded(60)
  let installation: string
  let backups: string
  let identity: string
  let env: Record<string, string>

  beforeAll(async () => {
    installation = await importedFolder()
    backups = mkdtempSync(join(tmpdir(), 'recourse-backups-'))
    identity = join(backups, 'key.txt')
    const made = await recourse(installation, ['backup', '--new-key', identity, '--json'])
    const { recipient } = JSON.parse(made.stdout) as { recipient: string }
    env = { BACKUP_RECIPIENT: recipient, BACKUP_TO: backups }
  })
  afterAll(() => {
    for (const folder of [installation, backups]) rmSync(folder, { recursive: true, force: true })
  })

  const tars = (): string[] => readdirSync(backups).filter((name) => name.endsWith('.tar'))
  const newest = (): string => join(backups, tars().sort().at(-1) ?? '')

  it('needs a key, and says how to make one', async () => {
    const { code, stderr } = await recourse(installation, ['backup', '--to', backups])
    expect(code).toBe(2)
    expect(stderr).toContain('“recourse backup --new-key <file>” makes one')
    const again = await recourse(installation, ['backup', '--new-key', identity])
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('a key is never overwritten')
  })

  it('is made, proven in a drill, and restored', async () => {
    const made = await recourse(installation, ['backup', '--json'], { env })
    expect(made.stderr).toBe('')
    const { manifest } = JSON.parse(made.stdout) as Printed
    expect(manifest.counts.offences).toBeGreaterThan(10)
    const drill = await recourse(installation, ['backup', '--verify', newest(), '--identity', identity])
    expect(drill.stdout).toMatch(/^Whole: the backup of/)
    expect(drill.code).toBe(0)
    const place = mkdtempSync(join(tmpdir(), 'recourse-restored-'))
    const restored = await recourse(place, ['restore', newest(), '--identity', identity])
    expect(restored.stdout).toContain('Restored from the backup of')
    expect(restored.code).toBe(0)
    const checked = await recourse(place, ['verify', 'events'])
    expect(checked.stdout).toMatch(/^Whole:/)
    const again = await recourse(place, ['restore', newest(), '--identity', identity])
    expect(again.code).toBe(3)
    expect(again.stderr).toContain('is not empty')
    rmSync(place, { recursive: true, force: true })
  })

  it('leaves no half backup in the place of a good one, whenever it is killed', async () => {
    const before = tars()
    for (let kill = 0; kill < KILLS; kill += 1)
      await recourse(installation, ['backup'], { env, killAfter: 500 + random() * WITHIN })
    for (const name of tars().filter((each) => !before.includes(each))) {
      const drill = await recourse(installation, [
        'backup',
        '--verify',
        join(backups, name),
        '--identity',
        identity,
      ])
      expect(drill.code, drill.stderr).toBe(0)
    }
    const made = await recourse(installation, ['backup', '--json'], { env })
    expect(made.code, made.stderr).toBe(0)
    expect(readdirSync(backups).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('leaves a place that starts only once it is whole, whenever a restore is killed', async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const place = mkdtempSync(join(tmpdir(), 'recourse-killed-'))
      await recourse(place, ['restore', newest(), '--identity', identity], {
        killAfter: 1_000 + random() * WITHIN,
      })
      const whole = existsSync(join(place, 'recourse.db')) && !existsSync(join(place, 'restoring.json'))
      const started = await recourse(place, ['user', 'list', '--json'])
      if (readdirSync(place).includes('restoring.json')) {
        expect(started.code).toBe(4)
        expect(started.stderr + started.stdout).toContain('is half restored')
        const again = await recourse(place, ['restore', newest(), '--identity', identity])
        expect(again.code).toBe(3)
        expect(again.stderr).toContain('is half restored')
      } else if (whole) expect((await recourse(place, ['verify', 'events'])).stdout).toMatch(/^Whole:/)
      rmSync(place, { recursive: true, force: true })
    }
  })

  it('says that the disk is full, and keeps the backup that is there', async () => {
    const before = new Map(tars().map((name) => [name, readFileSync(join(backups, name))]))
    const full = mkdtempSync(join(tmpdir(), 'recourse-full-'))
    symlinkSync('/dev/full', join(full, 'backup.tar.part'))
    const { code, stderr } = await recourse(installation, ['backup', '--to', join(full, 'backup.tar')], {
      env,
    })
    expect(code).toBe(4)
    expect(stderr).toContain('is full')
    expect(readdirSync(full)).not.toContain('backup.tar')
    for (const [name, bytes] of before) expect(readFileSync(join(backups, name)).equals(bytes)).toBe(true)
    writeFileSync(join(full, 'done'), '')
    rmSync(full, { recursive: true, force: true })
  })

  it('copies a database into another file', async () => {
    const target = join(mkdtempSync(join(tmpdir(), 'recourse-copied-')), 'copy.db')
    const copied = await recourse(installation, ['copy', '--from', 'file:', '--to', `file:${target}`])
    expect(copied.stderr.replace(/^.* …$/gm, '').trim()).toBe('')
    expect(copied.stdout).toMatch(/^Copied \d+ rows/)
    const checked = await recourse(installation, ['verify', 'events'], {
      env: { DATABASE_URL: `file:${target}` },
    })
    expect(checked.stdout).toMatch(/^Whole:/)
    rmSync(join(target, '..'), { recursive: true, force: true })
  })
})
