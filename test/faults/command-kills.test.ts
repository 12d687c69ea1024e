import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  partOfSample,
  publishedGuide,
  publishedGuideFolder,
  recourse,
  type CommandResult,
} from '../support/command.ts'
import { seeded } from '../support/random.ts'
import { scaled } from '../support/scale.ts'

/** How often each is killed. */
const KILLS = scaled(50, 1)

const random = seeded(161)

await publishedGuide()

/** Folders to remove at the end. */
const made: string[] = []
const folder = (name: string): string => {
  const path = mkdtempSync(join(tmpdir(), `recourse-${name}-`))
  made.push(path)
  return path
}
afterAll(() => made.forEach((path) => rmSync(path, { recursive: true, force: true })))

/** An installation with one guide. */
async function guide(): Promise<string> {
  const path = await publishedGuideFolder()
  made.push(path)
  return path
}

interface Command {
  args: string[]
  env?: Record<string, string>
}

/**
 * Runs a command once whole, to see how long it takes, then kills it at random moments of that time.
 * @param place makes the folder in which it runs.
 * @param look looks at what a run that was killed, or came to its end, left behind.
 */
async function killedAtRandom(
  name: string,
  place: () => Promise<string> | string,
  command: (dataDir: string) => Command,
  look: (dataDir: string, ended: boolean) => Promise<void>,
): Promise<void> {
  const run = (dataDir: string, killAfter?: number): Promise<CommandResult> => {
    const { args, env = {} } = command(dataDir)
    return recourse(dataDir, args, { env, ...(killAfter === undefined ? {} : { killAfter }) })
  }
  const first = await place()
  const began = performance.now()
  const whole = await run(first)
  const took = performance.now() - began
  expect([whole.code, whole.stderr]).toEqual([0, expect.any(String)])
  await look(first, true)
  let killed = 0
  let tries = 0
  for (let window = took; killed < KILLS; tries += 1) {
    const dataDir = await place()
    const { signal, code, stderr } = await run(dataDir, window * (0.2 + 0.7 * random()))
    if (signal === 'SIGKILL') killed += 1
    else {
      expect([code, stderr]).toEqual([0, expect.any(String)])
      // The machine is faster now than it was then.
      window *= 0.9
    }
    await look(dataDir, signal !== 'SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  process.stdout.write(
    `${name}: killed ${killed} times in ${tries} tries; whole, it took ${Math.round(took)} ms\n`,
  )
}

const whole = async (dataDir: string, env: Record<string, string> = {}): Promise<void> => {
  const { code, stdout } = await recourse(dataDir, ['verify', 'events'], { env })
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Whole:/)])
}

describe('an import that is killed', { timeout: 3_600_000 }, () => {
  let corpus: string
  beforeAll(() => {
    corpus = partOfSample('scotland')
    made.push(corpus)
  })

  it('into an empty database has loaded everything or nothing, and can be done again', async () => {
    await killedAtRandom(
      'import',
      () => folder('killed'),
      () => ({ args: ['import', corpus] }),
      async (dataDir, ended) => {
        const again = await recourse(dataDir, ['import', corpus, '--json'])
        const said = JSON.parse(again.stdout) as { records?: number; rows?: { status: string }[] }
        if (ended) expect(said.records).toBeUndefined()
        if (said.records === undefined)
          expect(said.rows?.filter(({ status }) => status !== 'same')).toEqual([])
        else expect(said.records).toBeGreaterThan(50)
        await whole(dataDir)
      },
    )
  })

  it('beside content has changed everything or nothing', async () => {
    const changed = folder('changed')
    const statuses = async (dataDir: string): Promise<Record<string, number>> => {
      const { stdout } = await recourse(dataDir, ['import', changed, '--dry-run', '--json'])
      const { rows } = JSON.parse(stdout) as { rows: { status: string }[] }
      return Object.fromEntries(
        [...Map.groupBy(rows, ({ status }) => status)].map(([status, of]) => [status, of.length]),
      )
    }
    const source = await guide()
    expect((await recourse(source, ['export', '--to', join(changed, 'corpus')])).code).toBe(0)
    let edits = 0
    for (const name of readdirSync(changed, { recursive: true, encoding: 'utf8' })) {
      if (!/offences\.yaml$/.test(name)) continue
      const path = join(changed, name)
      const text = readFileSync(path, 'utf8')
      const edited = text.replace(/^( *-? *title: )(.*)$/gm, (line, key: string, title: string) =>
        /["']$/.test(title) ? line : ((edits += 1), `${key}${title} again`),
      )
      writeFileSync(path, edited)
    }
    expect(edits).toBeGreaterThan(5)
    const before = await statuses(source)
    expect(before.refused ?? 0).toBe(0)
    expect(before.changed).toBeGreaterThan(5)
    await killedAtRandom(
      'import beside content',
      guide,
      () => ({ args: ['import', changed] }),
      async (dataDir, ended) => {
        const now = await statuses(dataDir)
        if (ended || now.changed === undefined)
          expect(now).toEqual({ same: (before.same ?? 0) + (before.changed ?? 0) })
        else expect(now).toEqual(before)
        await whole(dataDir)
      },
    )
  })
})

describe('a copy of a database that is killed', { timeout: 3_600_000 }, () => {
  it('leaves a target that takes the copy again, and is then whole', async () => {
    const source = await guide()
    const target = (place: string): string => `file:${join(place, 'copy.db')}`
    const copyTo = (place: string): string[] => ['copy', '--from', 'file:', '--to', target(place)]
    let place = ''
    await killedAtRandom(
      'copy',
      () => (place = folder('copied')),
      // The source is the installation; the target is a file in the folder of this try.
      () => ({ args: copyTo(place), env: { DATA_DIR: source } }),
      async (dataDir, ended) => {
        const again = await recourse(source, copyTo(dataDir))
        const full = again.code === 3 && again.stderr.includes('is not empty')
        if (ended) expect(full).toBe(true)
        else if (!full)
          expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/^Copied \d+ rows/)])
        await whole(source, { DATABASE_URL: target(dataDir) })
      },
    )
  })
})

describe('a migration that is killed', { timeout: 3_600_000 }, () => {
  it('leaves a database that the next start brings up to date, with every row', async () => {
    const [fixture = ''] = readdirSync('test/fixtures/upgrades')
    await killedAtRandom(
      'migration',
      () => {
        const place = folder('migrated')
        execFileSync('tar', ['-C', place, '-xzf', join('test/fixtures/upgrades', fixture)])
        return place
      },
      () => ({ args: ['user', 'list', '--json'] }),
      async (dataDir) => {
        const listed = await recourse(dataDir, ['user', 'list', '--json'])
        expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining('@')])
        const doctor = await recourse(dataDir, ['doctor'], { env: { PRINTS: 'none' } })
        expect(doctor.stdout).not.toContain('waits for')
        await whole(dataDir)
      },
    )
  })
})
