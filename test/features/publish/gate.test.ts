import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayIn, legalDate } from '#domain/dates.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { NOTHING_SAID } from '#desk/desk/freeze.ts'
import { SITE_KEY } from '#domain/keys.ts'
import { env } from '#lib/env.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { guidePlaces } from '#domain/publish/open-guides.ts'
import type { Manifest } from '#pipelines/release/manifest.ts'
import { readHead } from '#store/desk/heads.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { inspect } from '#worker/publish/gate/inspect.ts'
import { publish, type PublishReceipt } from '#worker/publish/publish.ts'
import { KeptRenderer } from '#worker/publish/renderer/kept-renderer.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { loadSample } from '../../support/content/sample.ts'
import { saveSite } from '../../support/desk/structure.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { currentRelease } from '../../support/publish/release.ts'

const PUBLIC_URL = 'https://guides.example.org'
const CHANNEL = 'scotland/channel/police-101'
const OFFENCE = 'scotland/offence/stalking'
const FIXED = 'canada/offence/criminal-harassment'
const SCOTLAND = 'guides/scotland/index.html'

/** Files are checked whatever the database: one of them is enough. */
describe.skipIf(missing || databaseName === 'mongodb')('a release that is broken', () => {
  let database: TestDatabase
  let desk: TestDesk
  let ed: Person
  let rey: Person
  let ann: Person
  let publishNow: () => Promise<PublishReceipt>

  beforeAll(async () => {
    database = await openDatabase()
    const { payload, dataDir } = database
    desk = testDesk(payload)
    await loadSample(database)
    const renderer = new KeptRenderer()
    database.before.push(() => renderer.close())
    // One print of each guide is enough: it holds every sentence.
    const prints = { prints: ['guide', 'card'], variants: ['open'] } as const
    const settings = { ...env(), dataDir, siteTimeZone: 'UTC', publicUrl: PUBLIC_URL, prints }
    publishNow = () => publish({ payload, clock: desk.clock, env: settings, renderer })
    ed = await person(payload, 'Ed', ['editor'])
    rey = await person(payload, 'Rey', ['reviewer'])
    ann = await person(payload, 'Ann', ['administrator', 'editor'])
    expect((await publishNow()).problems).toEqual([])
  })
  afterAll(() => database?.close())

  const read = (path: string): string => readFileSync(join(database.dataDir, 'current', path), 'utf8')
  const state = () => readPublishingState(database.dataDir)

  /** Saves a working copy of an entry; another person approves it, or decides alone that it cannot wait. */
  async function change(
    entry: string,
    data: Record<string, unknown>,
    how: 'approved' | 'safety-fix' = 'approved',
  ): Promise<void> {
    const { payload } = database
    const copy = (await findWorkingCopies({ payload }, [entry])).get(entry)
    const kind = entry.includes('/channel/') ? 'channel' : 'offence'
    const id = copy?.id ?? ''
    const revision = (await readHead({ payload }, entry))?.revision ?? 0
    await payload.update({
      collection: `${kind}s`,
      id,
      data: { revision, ...data },
      overrideAccess: false,
      user: ed,
    })
    if (how === 'approved') {
      await desk.live(ed, rey, { kind, id }, revision + 1, { changeNote: `Told of ${entry}.` })
      return
    }
    await desk.as(rey, (mine) =>
      safetyFix(mine, {
        kind,
        id,
        hash: null,
        from: revision + 1,
        submission: { ...NOTHING_SAID, changeNote: `Fixed ${entry}.`, changeKind: 'urgent' },
        checkedOn: dayIn('UTC', desk.clock.now()),
        reason: 'The number is wrong.',
      }),
    )
    await desk.publisher()
  }

  it('is none where the sample is published: nothing is found in any of its files', async () => {
    const { payload, dataDir } = database
    const { snapshot } = await readSnapshot(payload, legalDate('2026-11-21'), 'UTC')
    const guides = guidePlaces(snapshot).map(({ slug }) => slug)
    const { files } = JSON.parse(read('manifest.json')) as Manifest
    expect(files.filter(({ path }) => path.endsWith('.pdf'))).toHaveLength(20)
    const whole = {
      folder: join(dataDir, currentRelease(dataDir)),
      last: null,
      changed: files,
      gone: [],
      guides: { before: guides, now: guides, ended: [] },
    }
    expect(await inspect(whole, snapshot, { publicUrl: PUBLIC_URL })).toEqual([])
    // The number of a profile that no page or print of its guide shows.
    const other = {
      ...snapshot,
      jurisdictions: snapshot.jurisdictions.filter(({ slug }) => slug === 'scotland'),
    }
    const numbers = other.entries.map((each) =>
      each.key === 'scotland/profile' && each.kind === 'profile' && each.content.emergency
        ? {
            ...each,
            content: {
              ...each.content,
              emergency: {
                ...each.content.emergency,
                contacts: each.content.emergency.contacts.map((one) => ({
                  ...one,
                  printed: '998',
                  value: '998',
                })),
              },
            },
          }
        : each,
    )
    const found = await inspect(whole, { ...other, entries: numbers }, { publicUrl: PUBLIC_URL })
    expect(new Set(found.map(({ path }) => path.split('/')[1]))).toEqual(new Set(['scotland']))
    expect(found.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        SCOTLAND,
        'guides/scotland/scotland.card.a4.pdf',
        'guides/scotland/to/canada/index.html',
      ]),
    )
  })

  it('stays in, and the edition that broke it is named with the link and the page', async () => {
    const before = currentRelease(database.dataDir)
    await change(CHANNEL, { url: `${PUBLIC_URL}/guides/scotland/reports/` })
    const receipt = await publishNow()
    expect(receipt.changed).toBe(false)
    expect(currentRelease(database.dataDir)).toBe(before)
    expect(receipt.problems).toEqual([
      {
        about: CHANNEL,
        problem: expect.stringContaining(
          `/${SCOTLAND}: The link “${PUBLIC_URL}/guides/scotland/reports/” leads to a page or file that is not in the release.`,
        ) as string,
        readers: 'before',
      },
    ])
    expect((await state())?.problems).toMatchObject([{ about: CHANNEL }])
  })

  it('does not hold up a safety fix, nor another change of the same guide', async () => {
    await change(FIXED, { penalty: 'Up to 11 years in prison.' }, 'safety-fix')
    const receipt = await publishNow()
    expect(receipt.changed).toBe(true)
    expect(receipt.problems.map(({ about }) => about)).toEqual([CHANNEL])
    expect(read('guides/canada/index.html')).toContain('Up to 11 years in prison.')
    expect(read(SCOTLAND)).not.toContain('/guides/scotland/reports/')
    // No list or feed tells of what readers do not have.
    for (const path of ['changes/index.html', 'feed.json', 'guides/scotland/guide.json'])
      expect(read(path)).not.toContain(`Told of ${CHANNEL}.`)

    await change(OFFENCE, { penalty: 'Up to 12 years in prison.' }, 'safety-fix')
    expect((await publishNow()).problems.map(({ about }) => about)).toEqual([CHANNEL])
    expect(read(SCOTLAND)).toContain('Up to 12 years in prison.')
  })

  it('keeps back the safety fix that breaks its own page, and is whole again when that is put right', async () => {
    await change(CHANNEL, { url: `${PUBLIC_URL}/nowhere/` }, 'safety-fix')
    const receipt = await publishNow()
    expect(receipt.changed).toBe(false)
    expect(receipt.problems).toMatchObject([{ about: CHANNEL, readers: 'before' }])
    await change(CHANNEL, { url: 'https://www.scotland.police.uk/secureforms/' })
    const mended = await publishNow()
    expect([mended.changed, mended.problems]).toEqual([true, []])
    expect(read(SCOTLAND)).toContain('https://www.scotland.police.uk/secureforms/')
  })

  it('does not go out where no edition is to blame: readers keep the one before it, and status says why', async () => {
    const before = currentRelease(database.dataDir)
    // Eight thousand characters in no order: as long as the field may be, and twice the length in bytes.
    const words = Array.from({ length: 7_900 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 7919 + at * at * 31) % 20_000)),
    ).join('')
    await saveSite(database.payload, { about: words })
    const revision = (await readHead({ payload: database.payload }, SITE_KEY))?.revision ?? 0
    await desk.live(ann, rey, { kind: 'site', id: 'site' }, revision, { changeNote: 'More words.' })
    await expect(publishNow()).rejects.toThrow(
      /^The release is broken, and readers keep the one before it[.] \/about\/index[.]html: It has \d+ bytes as brotli; at most 16384 are allowed[.]/,
    )
    expect(currentRelease(database.dataDir)).toBe(before)
    expect((await state())?.problems).toMatchObject([{ about: '/about/index.html', readers: 'same' }])

    // What is only too long keeps no safety fix.
    await change(FIXED, { penalty: 'Up to 9 years in prison.' }, 'safety-fix')
    expect((await publishNow()).changed).toBe(true)
    expect(read('guides/canada/index.html')).toContain('Up to 9 years in prison.')
  })
})
