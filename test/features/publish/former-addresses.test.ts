import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kind } from '#domain/keys.ts'
import type { Sha256 } from '#domain/hash.ts'
import { fileOf } from '#domain/publish/paths.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import type { Manifest } from '#pipelines/release/manifest.ts'
import { readHead } from '#store/desk/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { PublishOptions, PublishReceipt } from '#worker/publish/publish.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { attribute, blocks, parsed, within, wordsOf } from '../../support/publish/parsed.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'
import { releaseProblems } from '../../support/publish/release.ts'

const ESSAY = 'global/essential/evidence'
const FIRST = '/essentials/evidence/'
const SECOND = '/essentials/keeping-evidence/'
const ROUTE = 'united-states/route'
const OFFENCE = 'scotland/offence/stalking'
const PAIR = '/guides/scotland/to/united-states/'

/** What the last release had is read from its manifest, whatever the database: one of them is enough. */
describe.skipIf(missing || databaseName === 'mongodb')('addresses that once had a page', () => {
  let database: TestDatabase
  let desk: TestDesk
  let ed: Person
  let rey: Person
  let publishNow: (options?: PublishOptions) => Promise<PublishReceipt>

  beforeAll(async () => {
    database = await openDatabase()
    desk = testDesk(database.payload)
    const sample = await publishedSample(database, desk.clock)
    publishNow = (options) => sample.publishAgain(options)
    ed = await person(database.payload, 'Ed', ['editor'])
    rey = await person(database.payload, 'Rey', ['reviewer'])
  })
  afterAll(() => database?.close())

  const file = (path: string): string => join(database.dataDir, 'current', fileOf(path))
  const page = (path: string): string => readFileSync(file(path), 'utf8')
  const listed = (path: string): boolean =>
    (JSON.parse(page('/manifest.json')) as Manifest).files.some((each) => each.path === fileOf(path))
  const copyOf = async (entry: string) => {
    const { payload } = database
    const [copies, head] = await Promise.all([
      findWorkingCopies({ payload }, [entry]),
      readHead({ payload }, entry),
    ])
    return { id: copies.get(entry)?.id ?? '', head, hash: (head?.live?.hash ?? '') as Sha256 }
  }
  async function withdraw(kind: Kind, entry: string, changeNote: string): Promise<void> {
    const { id, hash } = await copyOf(entry)
    await desk.as(ed, (mine) => askWithdrawal(mine, { kind, id, hash, reason: 'Wrong.', changeNote }))
    await desk.as(rey, (mine) => confirmWithdrawal(mine, { kind, id, hash }))
    await desk.publisher()
  }
  async function rename(slug: string): Promise<void> {
    const { id, head } = await copyOf(ESSAY)
    const revision = head?.revision ?? 0
    await database.payload.update({
      collection: 'essentials',
      id,
      data: { revision, slug },
      overrideAccess: false,
      user: ed,
    })
    await desk.live(ed, rey, { kind: 'essential', id }, revision + 1, { changeNote: 'Another address.' })
  }

  it('lead from the first address of an essay to the second', async () => {
    const words = page(FIRST)
    await rename('keeping-evidence')
    expect((await publishNow()).problems).toEqual([])
    expect(page(FIRST)).toContain(`<meta http-equiv="refresh" content="0; url=${SECOND}">`)
    expect(page(FIRST)).toContain(`<a href="${SECOND}">`)
    expect(page(FIRST).length).toBeLessThan(words.length)
    expect(page(SECOND)).not.toContain('http-equiv="refresh"')
    for (const each of ['/', '/search/', '/essentials/', '/guides/scotland/'])
      expect(page(each)).not.toContain(`"${FIRST}"`)
    expect([listed(FIRST), listed(SECOND)]).toEqual([true, true])
    expect((await publishNow()).changed, 'they make no release of their own').toBe(false)
  })

  it('say what was withdrawn, when and why, and nothing of what stood there', async () => {
    const { docs } = await database.payload.find({
      collection: 'essentials',
      where: { key: { equals: ESSAY } },
      depth: 0,
      overrideAccess: true,
    })
    const heading = docs[0]?.sections?.[0]?.heading ?? 'nothing'
    expect(page(SECOND)).toContain(heading)
    await withdraw('essential', ESSAY, 'It named a service that has closed.')
    await withdraw('route', ROUTE, 'The treaty has ended.')
    const [stalking] = blocks(parsed(page('/guides/scotland/')), 'offence').filter(
      (each) => attribute(each, 'id') === OFFENCE,
    )
    const offence = stalking && within(stalking, 'q').map(wordsOf)[0]
    expect(offence).toMatch(/\w/)
    await withdraw('offence', OFFENCE, 'The section was repealed.')
    expect((await publishNow()).problems).toEqual([])
    for (const path of [FIRST, SECOND]) {
      expect(page(path)).toContain('was withdrawn on 21 November 2026.')
      expect(page(path)).toContain('<p>It named a service that has closed.</p>')
      expect(page(path)).toContain('<meta name="robots" content="noindex">')
      expect(page(path)).not.toContain(heading)
      expect(page(path)).not.toContain('http-equiv="refresh"')
    }
    const guide = parsed(page('/guides/scotland/'))
    expect(guide.filter((each) => attribute(each, 'id') === OFFENCE).map(wordsOf)).toEqual([
      '“Stalking” was withdrawn on 21 November 2026.The section was repealed.',
    ])
    expect(page('/guides/scotland/')).not.toContain(offence)
    expect(page(PAIR)).toContain('<p>The treaty has ended.</p>')
    expect(page(PAIR)).toContain('<a href="/guides/scotland/">')
    expect(releaseProblems(database.dataDir)).toEqual([])
  })

  it('give way to the page that comes back, and tell of a guide at each of its pages where the numbers of all places are', async () => {
    await rename('evidence')
    await withdraw('profile', 'scotland/profile', 'The number has changed.')
    expect((await publishNow()).problems).toEqual([])
    expect(page(FIRST)).not.toContain('was withdrawn')
    expect(page(SECOND)).toContain(`<meta http-equiv="refresh" content="0; url=${FIRST}">`)
    for (const path of ['/guides/scotland/', '/guides/scotland/changes/', PAIR]) {
      expect(page(path)).toContain('The guide for Scotland was withdrawn on 21 November 2026.')
      expect(page(path)).toContain('<a href="/#guides">')
      expect(page(path)).not.toContain('tel:')
    }
    expect(existsSync(file('/guides/scotland/guide.json'))).toBe(false)
    expect(releaseProblems(database.dataDir)).toEqual([])
  })
})
