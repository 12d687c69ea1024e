import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import type { Manifest } from '#pipelines/release/manifest.ts'
import { storedFolders } from '#pipelines/release/shared-folders.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { isPublishing } from '#store/work.ts'
import { checkCurrent } from '#worker/publish/check-release.ts'
import { publish } from '#worker/publish/publish.ts'
import { SAMPLE_LOADED } from '../../support/content/sample.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk } from '../../support/desk/desk.ts'
import { person } from '../../support/desk/staff.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'
import { releaseProblems } from '../../support/publish/release.ts'

const OFFENCE = 'scotland/offence/stalking'
const GUIDES = ['australia', 'canada', 'northern-ireland', 'scotland', 'south-africa']

describe.skipIf(missing)(`a publication in which one guide changed, on ${databaseName}`, () => {
  let database: TestDatabase
  let sample: Awaited<ReturnType<typeof publishedSample>>

  beforeAll(async () => {
    database = await openDatabase()
    sample = await publishedSample(database)
  })
  afterAll(() => database?.close())

  /** Where the folders of all guides are stored, by guide. */
  const links = (): Record<string, string> =>
    Object.fromEntries(
      GUIDES.map((slug) => [slug, readlinkSync(join(database.dataDir, 'current', 'guides', slug))]),
    )

  const here = () => ({
    payload: database.payload,
    clock: fixedClock(SAMPLE_LOADED),
    env: {
      ...env(),
      dataDir: database.dataDir,
      siteTimeZone: 'UTC',
      publicUrl: 'https://guides.example.org',
    },
  })

  /** Hashes of the files that readers have, by path. */
  const readCurrentFiles = (): Record<string, string> => {
    const text = readFileSync(join(database.dataDir, 'current', 'manifest.json'), 'utf8')
    const { files } = JSON.parse(text) as Manifest
    return Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]))
  }

  async function restate(covers: string): Promise<void> {
    const { payload } = database
    const desk = testDesk(payload)
    const editor = await person(payload, 'Ed', ['editor'])
    const reviewer = await person(payload, 'Rey', ['reviewer'])
    const copy = (await findWorkingCopies({ payload }, [OFFENCE])).get(OFFENCE)
    const before = await payload.findByID({ collection: 'offences', id: copy?.id ?? '', depth: 0 })
    const saved = await payload.update({
      collection: 'offences',
      id: before.id,
      data: { revision: before.revision, confidence: 'medium', confidenceNote: covers },
      overrideAccess: false,
      user: editor,
    })
    await desk.live(editor, reviewer, { kind: 'offence', id: String(saved.id) }, saved.revision ?? 0, {
      changeNote: covers,
      changeKind: 'change',
    })
  }

  it('stores the folders of that guide, and takes over those of all others', async () => {
    const before = links()
    const stored = await storedFolders(database.dataDir)
    await restate('A doubt.')
    const receipt = await sample.publishAgain()
    expect(receipt).toMatchObject({ changed: true, problems: [], madeAgain: [] })
    expect(links()).toEqual({ ...before, scotland: `../../.folders/${receipt.name}.guides.scotland` })
    const fresh = (await storedFolders(database.dataDir)).filter((name) => !stored.includes(name))
    expect(fresh.sort()).toEqual(['guides', 'version'].map((each) => `${receipt.name}.${each}.scotland`))
    expect(releaseProblems(database.dataDir)).toEqual([])
  })

  it('takes the plans of prints from the publication before, and composes all of them where these are damaged', async () => {
    const file = join(database.dataDir, 'print-plans.json')
    const text = readFileSync(file, 'utf8')
    const { plans } = JSON.parse(text) as { plans: Record<string, string[]> }
    expect(Object.values(plans).map(({ length }) => length)).toEqual(GUIDES.map(() => 2))
    const [first = ''] = Object.keys(plans)
    const planned = (inputs: string[]): void =>
      writeFileSync(file, JSON.stringify({ format: 1, plans: { ...plans, [first]: inputs } }))
    // A renderer that is kept has them in memory: this one reads them.
    const publishAnew = async (): Promise<unknown[]> => {
      const { changed, printed, problems } = await publish(here())
      return [changed, printed, problems]
    }
    expect(await publishAnew()).toEqual([false, 0, []])
    for (const broken of ['', '[]', '{"format":1,"plans":7}', text.replace(/[0-9a-f]{64}/g, 'x')]) {
      writeFileSync(file, broken)
      expect(await publishAnew()).toEqual([false, 0, []])
      expect(readFileSync(file, 'utf8')).toBe(text)
    }
    planned([])
    expect(await publishAnew()).toEqual([false, 0, []])
    // Other inputs are believed: both prints of that guide are made again, to the same bytes.
    const before = readCurrentFiles()
    planned(['a', 'b'].map((each) => each.repeat(64)))
    expect(await publishAnew()).toEqual([true, 2, []])
    expect(readCurrentFiles()).toEqual(before)
    // Everything is composed for a release of everything.
    await publish(here(), { full: true })
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(readCurrentFiles()).toEqual(before)
  })

  it('makes whole what the check found in the others, and only that', async () => {
    const { dataDir, payload } = database
    const page = join(dataDir, 'current', 'guides/canada/index.html')
    const whole = readFileSync(page, 'utf8')
    const before = links()
    writeFileSync(page, whole.replace('911', '912'))
    rmSync(join(dataDir, 'current', 'guides/australia/guide.json.br'))
    await checkCurrent(here(), pino({ level: 'silent' }))
    expect(await isPublishing({ payload })).toBe(true)
    const receipt = await sample.publishAgain()
    expect(receipt).toMatchObject({ changed: true, rendered: 2, printed: 0 })
    expect(receipt.madeAgain.map(({ path, problem }) => `${path} ${problem}`).sort()).toEqual([
      '/guides/australia/guide.json is lost',
      '/guides/canada/index.html was altered',
    ])
    const after = links()
    expect(GUIDES.filter((slug) => after[slug] !== before[slug])).toEqual(['australia', 'canada'])
    expect(readFileSync(page, 'utf8')).toBe(whole)
    expect(releaseProblems(dataDir)).toEqual([])
    expect(await sample.publishAgain()).toMatchObject({ changed: false, madeAgain: [] })
  })

  it('finds what the check has not: a folder that is lost', async () => {
    const { dataDir } = database
    rmSync(realpathSync(join(dataDir, 'current', 'guides/canada')), { recursive: true })
    const receipt = await sample.publishAgain()
    expect(receipt.changed).toBe(true)
    expect(receipt.madeAgain.every(({ path }) => path.startsWith('/guides/canada/'))).toBe(true)
    expect(receipt.printed).toBe(2)
    expect(releaseProblems(dataDir)).toEqual([])
  })
})
