import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  statSync,
} from 'node:fs'
import { cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishedFolder, publishedGuide, publishedGuideFolder, recourse } from '../../support/command.ts'
import { currentRelease, releaseProblems } from '../../support/publish/release.ts'
import { mayMount, mountDisk, unmountDisk } from '../../support/small-disk.ts'
import { full, scaled } from '../../support/scale.ts'

let dataDir: string

// One guide: whether files are whole does not depend on how many there are, and everything is made anew many times.
await publishedGuide()
beforeEach(async () => {
  dataDir = await publishedGuideFolder()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Nothing of a publication that failed is left, and readers see what they saw. */
function expectUntouched(before: string): void {
  expect(currentRelease(dataDir)).toBe(before)
  expect(releaseProblems(dataDir)).toEqual([])
}

const parts = (): string[] => readdirSync(join(dataDir, 'releases')).filter((name) => name.endsWith('.part'))

describe('a publication that cannot be finished', () => {
  it('says that there is no browser, and leaves the release as it was', async () => {
    const before = currentRelease(dataDir)
    const result = await recourse(dataDir, ['publish', '--full'], {
      env: { CHROME_PATH: '/nowhere/chromium' },
    })
    expect([result.code, result.stderr]).toEqual([
      4,
      expect.stringContaining('CHROME_PATH names /nowhere/chromium'),
    ])
    expectUntouched(before)
  })

  it('says that the browser does not start, and leaves the release as it was', async () => {
    const fake = join(dataDir, 'chromium')
    writeFileSync(
      fake,
      '#!/bin/sh\n[ "$1" = --version ] && { echo "Chromium 0.0"; exit 0; }\necho broken >&2\nexit 1\n',
    )
    chmodSync(fake, 0o755)
    const before = currentRelease(dataDir)
    const result = await recourse(dataDir, ['publish'], { env: { CHROME_PATH: fake } })
    expect(result.code).not.toBe(0)
    expect(result.stderr).toMatch(/could not be made: .*chromium did not start/)
    expectUntouched(before)
    expect(parts()).toEqual([])
  })

  it('answers as JSON where it was asked to', async () => {
    const result = await recourse(dataDir, ['publish', '--full', '--json'], {
      env: { CHROME_PATH: '/nowhere/chromium' },
    })
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { name: 'NoBrowser' } })
    expect(result.stderr).toBe('')
  })

  it.skipIf(!mayMount)(
    'survives a full disk wherever it happens (needs root, to make a small disk)',
    { timeout: 3_600_000 },
    async () => {
      // In full the whole corpus is published: its disk ends in many more places.
      const filled = full ? await publishedFolder() : dataDir
      const span = full ? 7_000_000 : 1_000_000
      // Room for the database, and for less than a release needs beside it.
      const need = statSync(join(filled, 'recourse.db')).size + 1_000_000
      const steps = scaled(50, 2)
      let failures = 0
      for (let step = 0; step < steps; step += 1) {
        const disk = mkdtempSync(join(tmpdir(), 'recourse-disk-'))
        const size = Math.round(need + (step * span) / steps)
        mountDisk(disk, size)
        try {
          // The database and the secrets stay on the small disk too; of the old release only what fits beside them.
          mkdirSync(join(disk, 'secrets'), { mode: 0o700 })
          for (const name of ['recourse.db', 'secrets'])
            cpSync(join(filled, name), join(disk, name), { recursive: true })
          const result = await recourse(disk, ['publish', '--full'])
          if (result.code === 0) expect(releaseProblems(disk)).toEqual([])
          else {
            failures += 1
            expect(result.stderr).toMatch(/[Tt]he disk (that holds [^.]+ |of the database )?is full/)
            expect(existsSync(join(disk, 'current'))).toBe(false)
            const releases = join(disk, 'releases')
            const left = existsSync(releases) ? readdirSync(releases) : []
            expect(left.filter((name) => name.endsWith('.part'))).toEqual([])
          }
        } finally {
          unmountDisk(disk)
          rmSync(disk, { recursive: true, force: true })
        }
      }
      expect(failures).toBeGreaterThan(0)
      if (full) rmSync(filled, { recursive: true, force: true })
    },
  )

  it(
    'leaves a whole release behind when it is killed, and goes on with the next',
    { timeout: scaled(3_600_000, 180_000) },
    async () => {
      const kills = scaled(100, 2)
      let ended = 0
      for (let kill = 0; kill < kills; kill += 1) {
        // From before the snapshot to after the swap.
        const result = await recourse(dataDir, ['publish', '--full'], {
          killAfter: 600 + Math.round((kill / kills) * 9_000),
        })
        if (result.signal !== 'SIGKILL') ended += 1
        expect(releaseProblems(dataDir)).toEqual([])
      }
      expect(ended).toBeLessThan(kills)
      const after = await recourse(dataDir, ['publish', '--full'])
      expect(after.code, after.stderr).toBe(0)
      expect(releaseProblems(dataDir)).toEqual([])
      expect(parts()).toEqual([])
    },
  )
})

describe('content that was altered in the database behind the desk', () => {
  const KEY = 'scotland/offence/stalking'
  const page = (): string => readFileSync(join(dataDir, 'current/guides/scotland/index.html'), 'utf8')
  async function sql(statement: string): Promise<void> {
    const { createClient } = await import('@libsql/client')
    const client = createClient({ url: `file:${join(dataDir, 'recourse.db')}` })
    await client.execute(statement)
    client.close()
  }

  it('is not published; the others are, it is named by each command, and is put right with the row', async () => {
    const before = page()
    const swap = (from: string, to: string): Promise<void> =>
      sql(`update editions set content = replace(content, '${from}', '${to}') where entry = '${KEY}'`)
    await swap('up to 5 years', 'up to 9 years')

    const published = await recourse(dataDir, ['publish', '--full'])
    expect([published.code, published.stdout]).toEqual([
      5,
      expect.stringContaining(
        `${KEY}: Its content does not match its hash: it was altered after it was approved. Readers have it as it was last published.\nRestore the database from a backup`,
      ),
    ])
    expect(page()).toBe(before)
    expect(releaseProblems(dataDir)).toEqual([])

    const status = await recourse(dataDir, ['status'])
    expect([status.code, status.stdout]).toEqual([
      5,
      expect.stringContaining(`${KEY}: Its content does not match`),
    ])
    const asJson = await recourse(dataDir, ['status', '--json'])
    expect([asJson.code, JSON.parse(asJson.stdout)]).toMatchObject([
      5,
      { problems: [{ about: KEY, readers: 'same' }], guides: [] },
    ])
    expect((await recourse(dataDir, ['verify', 'events'])).stdout).toContain(KEY)

    await swap('up to 9 years', 'up to 5 years')
    const mended = await recourse(dataDir, ['publish'])
    expect([mended.code, mended.stdout]).toEqual([0, expect.not.stringContaining(KEY)])
    expect((await recourse(dataDir, ['status'])).code).toBe(0)
  })
})
