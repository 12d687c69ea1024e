import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { chainProblem } from '#domain/desk/events.ts'
import { impactOf } from '#domain/desk/impact.ts'
import { sha256 } from '#domain/hash.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { CorpusRefused, readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { fixedClock } from '#lib/clock.ts'
import { unlisted, type Manifest } from '#pipelines/release/manifest.ts'
import { readChanges } from '#store/publish/changes.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { readQr } from '../../support/publish/qr.ts'
import { rasterised } from '../../support/publish/raster.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { uaProblems } from '../../support/publish/pdf-ua.ts'
import { readSetPages } from '../../support/publish/set-pages.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { publishedSample } from '../../support/publish/published-sample.ts'
import { full } from '../../support/scale.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const today = legalDate('2026-11-21')

describe.skipIf(missing)(`the sample corpus on ${databaseName}`, () => {
  let database: TestDatabase
  let snapshot: Snapshot
  let published: Awaited<ReturnType<typeof publishedSample>>
  const entries = (): Entry[] => [...snapshot.entries]

  beforeAll(async () => {
    database = await openDatabase()
    published = await publishedSample(database)
    snapshot = (await readSnapshot(database.payload, today)).snapshot
  })
  afterAll(() => database?.close())

  it('is live, entry for entry, with a whole chain for each and changes without gaps', async () => {
    const req = { payload: database.payload }
    const heads = await readHeads(req)
    // 115 entries, 16 jurisdictions, and the words of the site.
    expect(heads).toHaveLength(132)
    for (const head of heads) {
      expect(head.live, head.entry).not.toBeNull()
      const events = await readEvents(req, head.entry)
      expect(chainProblem(events, head.chain), head.entry).toBeNull()
      const done = events.map(({ action, actor }) => `${actor.name}: ${action}`)
      expect(done.slice(-3), head.entry).toEqual([
        'Sample corpus: submit',
        'Sample corpus, second pair of eyes: approve',
        'Publisher: go-live',
      ])
    }
    const changes = await readChanges(req)
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['new']))
  })

  it('gives the same snapshot on every database', () => {
    // Taken once and kept: SQLite and MongoDB must both give it. It changes with the corpus; then take it anew.
    const expected = readFileSync('test/fixtures/sample-snapshot.sha256', 'utf8').trim()
    expect(snapshot.hash).toBe(expected)
  })

  it('says of every entry that its verification is overdue, since the day after it was due', async () => {
    expect(snapshot.entries.every(({ overdue, dueOn }) => overdue && dueOn === '2026-07-30')).toBe(true)
    const onTheDay = await readSnapshot(database.payload, legalDate('2026-07-30'))
    expect(onTheDay.snapshot.entries.some(({ overdue }) => overdue)).toBe(false)
  })

  it.each([
    [
      'cybercrimes-act-2020-za',
      ['south-africa/ladder', 'south-africa/profile', 'south-africa/route'],
      ['steps.', 'doxxing', 'lever'],
    ],
    [
      'protection-from-harassment-act-2011-za',
      ['south-africa/ladder', 'south-africa/profile', 'south-africa/route'],
      ['steps.', 'doxxing', 'lever'],
    ],
    ['data-protection-act-2018', ['northern-ireland/profile', 'scotland/profile'], ['doxxing']],
    ['criminal-code-canada', ['canada/profile', 'canada/route'], ['doxxing', 'lever']],
    ['online-safety-act-2021-cth', ['australia/route'], ['lever']],
    [
      'budapest-convention',
      [
        'australia/profile',
        'canada/profile',
        'united-kingdom/profile',
        'united-states/profile',
        'new-zealand/profile',
      ],
      ['budapest'],
    ],
  ])('finds what rests on %s beyond its offences', (instrument, keys, claims) => {
    const impact = impactOf(instrument, entries())
    for (const key of keys) expect(impact.map(({ entry }) => entry)).toContain(key)
    for (const claim of claims)
      expect(
        impact.some((dependent) => dependent.claims.some((id) => id.startsWith(claim))),
        claim,
      ).toBe(true)
  })

  it('keeps one record for a body that stands in several blocks', () => {
    const numbers = new Map<string, Set<string>>()
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit)
      else if (value && typeof value === 'object') {
        const {
          body,
          value: number,
          printed,
        } = value as { body?: { key: string } | null; value?: string; printed?: string }
        if (body && number && printed && /^\+?\d+$/.test(number))
          numbers.set(number, (numbers.get(number) ?? new Set()).add(printed))
        Object.values(value).forEach(visit)
      }
    }
    visit(snapshot.entries)
    for (const [number, forms] of numbers) expect([...forms], number).toHaveLength(1)
  })

  describe('published', () => {
    let manifest: Manifest
    let folder: string

    beforeAll(() => {
      expect(published.first).toMatchObject({
        changed: true,
        files: 111,
        rendered: 101,
        printed: 10,
        missing: [],
      })
      folder = join(database.dataDir, 'releases', published.first.name)
      manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
    })

    it('lists every file with its hash, and nothing else is there but what signs the list', () => {
      for (const file of manifest.files) {
        expect(sha256(readFileSync(join(folder, file.path))), file.path).toBe(file.sha256)
        expect(sha256(readFileSync(join(folder, `${file.path}.br`))), `${file.path}.br`).toBe(
          file.brotli.sha256,
        )
      }
      expect(filesIn(folder)).toHaveLength(manifest.files.length * 2 + unlisted(manifest).length)
    })

    it('keeps the ends of all chains beside it, unserved, with their hash in the manifest', () => {
      const text = readFileSync(`${folder}.heads.json`, 'utf8')
      expect(sha256(text)).toBe(manifest.heads)
      const heads = JSON.parse(text) as [string, number, string][]
      expect(heads.filter(([name]) => parseEntryKey(name))).toHaveLength(132)
      expect(heads.some(([name]) => name.startsWith('sources/'))).toBe(true)
      expect(heads.map(([entry]) => entry)).toEqual(heads.map(([entry]) => entry).sort())
    })

    it('has nothing to do when nothing changed', async () => {
      expect(await published.publishAgain()).toMatchObject({ changed: false, rendered: 0, printed: 0 })
    })

    // A release is made of the snapshot, which is the same on every database: once is enough to print it all again.
    it.skipIf(databaseName === 'mongodb' && !full)(
      'has the same bytes when everything is made anew',
      async () => {
        const receipt = await published.publishAgain({ full: true })
        expect(receipt).toMatchObject({ changed: true, rendered: 101, printed: 10 })
        const again = JSON.parse(
          readFileSync(join(database.dataDir, 'releases', receipt.name, 'manifest.json'), 'utf8'),
        ) as Manifest
        expect(again.files).toEqual(manifest.files)
      },
    )

    it.each([
      ['northern-ireland', 'letter'],
      ['scotland', 'a4'],
    ])('leads from the code on the print of %s to the line of that print', async (slug, paper) => {
      const print = readFileSync(join(folder, `guides/${slug}/${slug}.${paper}.pdf`))
      const scanned = new URL(readQr(await rasterised(print, 1, 100)) ?? 'about:blank')
      expect([scanned.origin, scanned.pathname]).toEqual(['https://guides.example.org', `/version/${slug}/`])
      const page = readFileSync(join(folder, fileOf(scanned.pathname)), 'utf8')
      expect(page).toContain(`<div class="copy-line copy-line--current" id="${scanned.hash.slice(1)}">`)
      const pdf = await readPdf(print)
      expect(pdf.pages[0]?.replace(/\s+/g, '')).toContain(scanned.href.replace('https://', ''))
    })

    it.each(['northern-ireland', 'south-africa', 'scotland', 'australia', 'canada'])(
      'prints the guide of %s whole: first page, offences, routes, essays, sources',
      async (slug) => {
        const guide = snapshot.entries.filter(
          ({ jurisdiction, kind }) => jurisdiction === slug || kind === 'route' || kind === 'essential',
        )
        for (const paper of ['a4', 'letter']) {
          const bytes = readFileSync(join(folder, `guides/${slug}/${slug}.${paper}.pdf`))
          expect(await uaProblems(bytes), paper).toEqual([])
          expect(bytes.byteLength).toBeLessThan(450_000)
          const pdf = await readPdf(bytes)
          const flat = (text: string): string => text.replace(/\s+/g, '')
          // Its content in order: a name that is continued on a page stands between two lines of it.
          const text = pdf.body
          const set = await readSetPages(bytes)
          expect(set.pages, paper).toBeLessThanOrEqual(paper === 'a4' ? 24 : 26)
          expect(set.contents.length).toBeGreaterThan(30)
          expect(set.contents.filter(({ says, is }) => says !== is)).toEqual([])
          expect(set.last).toEqual([])
          expect(Math.min(...set.full.slice(0, -1)), paper).toBeGreaterThan(0.6)
          const profile = guide.find(({ kind }) => kind === 'profile')
          const [number] = profile?.kind === 'profile' ? (profile.content.emergency?.contacts ?? []) : []
          expect(flat(pdf.pages[0] ?? '')).toContain(`Call${flat(number?.printed ?? '?')}`)
          expect(pdf.pages[0]).toContain('Write it down here')
          expect(pdf.pages.at(-1)).toContain(`Page ${pdf.pages.length} of ${pdf.pages.length}`)
          for (const entry of guide) {
            if (entry.kind === 'offence')
              for (const part of [
                entry.content.title,
                entry.content.covers,
                ...entry.content.elements.map((element) => element.text),
              ])
                for (const line of (part ?? '').split('\n'))
                  expect(text, entry.key).toContain(flat(line.replace(/^- /, '')))
            if (entry.kind === 'essential')
              for (const section of entry.content.sections)
                expect(text, entry.key).toContain(flat(section.heading))
            if (entry.kind === 'channel' && entry.content.url)
              expect(text, entry.key).toContain(
                flat(entry.content.url.replace(/^https:\/\//, '').replace(/\/$/, '')),
              )
          }
          expect(pdf.tagged).toBe(true)
          expect(pdf.outline.length).toBeGreaterThan(30)
          expect(pdf.outline.filter((name) => /^(.+)\1$/.test(name))).toEqual([])
          expect(pdf.title).toBe(
            `Reporting online harassment in ${profile?.jurisdiction === slug ? snapshot.jurisdictions.find(({ key }) => key === slug)?.inSentence : '?'}`,
          )
        }
      },
    )
  })

  describe('into a database that holds something', () => {
    it('is refused', async () => {
      const corpus = await readCorpus(SAMPLE, clock.now())
      await expect(loadCorpus({ payload: database.payload, corpus, clock, timeZone: 'UTC' })).rejects.toThrow(
        'only into an empty one',
      )
    })
  })
})

describe.skipIf(missing)(`a corpus that cannot be loaded on ${databaseName}`, () => {
  const broken = (change: (folder: string) => void): string => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-corpus-'))
    cpSync(SAMPLE, folder, { recursive: true })
    change(folder)
    return folder
  }

  it('is refused with file and line of everything that is wrong, before anything is loaded', async () => {
    const folder = broken((each) => {
      const file = join(each, 'guides/scotland/ladder.yaml')
      writeFileSync(file, readFileSync(file, 'utf8').replace(/supports: \[?/, 'supports: [lever, '))
    })
    const refused = await readCorpus(folder, clock.now()).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(CorpusRefused)
    expect((refused as CorpusRefused).problems[0]).toMatchObject({
      file: 'guides/scotland/ladder.yaml',
      line: expect.any(Number) as number,
    })
    rmSync(folder, { recursive: true })
  })
})
