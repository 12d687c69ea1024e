import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { snapshotOf, submission, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { readEpub } from '../../support/publish/epub.ts'
import { attribute, parsed, wordsOf } from '../../support/publish/parsed.ts'

const JANUARY = legalDate('2026-01-31')
const words = (text: string): string => text.replace(/\s+/g, ' ')

/** The world with some entries as they were verified on a day, and by when they are due. */
const verified = (from: World, keys: readonly string[], inForceAsOf = JANUARY, reverifyEvery = 90): World =>
  keys.reduce(
    (made, key) => withEntry(made, key, (entry) => ({ ...entry, inForceAsOf, reverifyEvery }) as Entry),
    from,
  )
const all = world().live.map((each) => ('entry' in each ? each.entry.key : each.key))

/** Everything was verified on 1 September 2026 and nothing is overdue. */
const fresh = verified(world(), all, legalDate('2026-09-01'), 180)
/** Everything was verified on 31 January 2026 and is overdue. */
const overdue = verified(world(), all)

const html = (from: World, path: string): string => {
  const page = pagesOf(snapshotOf(from), new Map()).find((each) => each.path === path)
  if (!page) throw new Error(`There is no ${path}.`)
  return renderPage(page)
}
const elements = (text: string) => parsed(text.replace(/<!doctype html>\s*/, ''))
const page = (from: World, path = '/guides/testland/'): string =>
  words(wordsOf(elements(html(from, path)).find(({ name }) => name === 'main')))
const block = (from: World, path: string, id: string): string =>
  words(wordsOf(elements(html(from, path)).find((each) => attribute(each, 'id') === id)))
const print = (from: World): string =>
  words(
    wordsOf(
      elements(
        documentsOf(snapshotOf(from)).find(({ path }) => path.endsWith('testland.a4.pdf'))?.html ?? '',
      ).find(({ name }) => name === 'body'),
    ),
  )
const form = async (from: World, ending: string): Promise<string> => {
  const file = formFiles(snapshotOf(from), { publicUrl: 'https://guides.example.org', code: 'code' }).find(
    ({ path }) => path === `guides/testland/testland.${ending}`,
  )
  const bytes = (await file?.make()) as Uint8Array
  return words(
    ending === 'epub' ? [...readEpub(bytes).values()].join(' ') : new TextDecoder().decode(bytes),
  ).replace(/<style>.*?<\/style>/g, '')
}

const times = (text: string, word: RegExp): number => text.match(new RegExp(word, 'g'))?.length ?? 0

const GUIDE = '/guides/testland/'
const SECTION = '/guides/testland/northmark/'
const PAIR = '/guides/testland/to/united-realm/'

describe('the age of what a page says', () => {
  it.each([GUIDE, SECTION, PAIR])('is said once on %s where all of it is as old', (path) => {
    expect(page(fresh, path)).toContain(
      'Verified Everything here was last compared with the law on 1 September 2026.',
    )
    expect(page(overdue, path)).toContain(
      'Overdue Everything here was last compared with the law on 31 January 2026 and should have been compared again by 1 May 2026. Check the source before you rely on it.',
    )
    for (const from of [fresh, overdue]) {
      expect(times(page(from, path), /Overdue|Verified/)).toBe(1)
      expect(times(page(from, path), /31 January 2026|1 September 2026/)).toBe(1)
    }
  })

  it('stands at the top: after the emergency number and before everything else', () => {
    const main = page(overdue)
    expect(main.indexOf('Overdue')).toBeGreaterThan(main.indexOf('999'))
    expect(main.indexOf('Overdue')).toBeLessThan(main.indexOf('They follow me everywhere'))
  })

  it('is said once in every other form, and at the foot of each page of a print', async () => {
    for (const ending of ['txt', 'html', 'epub'])
      expect(times(await form(overdue, ending), /Overdue/), ending).toBe(1)
    expect(times(print(overdue), /Overdue/)).toBe(1)
    const foot = (from: World): string =>
      documentsOf(snapshotOf(from)).find(({ path }) => path.endsWith('testland.a4.pdf'))?.html ?? ''
    expect(foot(overdue)).toMatch(/content: "[^"]*overdue.{8,12}last checked 31 January 2026/)
    expect(foot(fresh)).toMatch(/content: "[^"]*checked 1 September 2026/)
    expect(foot(fresh)).not.toContain('overdue')
    expect(foot(verified(fresh, ['testland/ladder']))).toMatch(
      /most entries checked 1 September 2026.{8,12}1 overdue/,
    )
  })

  it('stands at an essay on its own page, which says it of nothing else', () => {
    expect(page(overdue, '/essentials/evidence/')).toContain('Overdue In force as of 31 January 2026')
    expect(page(fresh, '/essentials/evidence/')).toContain('Verified In force as of 1 September 2026')
  })
})

describe('an entry that is overdue where the page is not', () => {
  it.each([
    [GUIDE, 'testland/profile', 'testland/profile/emergency'],
    [GUIDE, 'testland/profile', 'testland/profile/doxxing'],
    [GUIDE, 'testland/profile', 'testland/profile/recording'],
    [GUIDE, 'testland/channel/police', 'testland/channel/police'],
    [GUIDE, 'testland/channel/regulator', 'testland/channel/regulator'],
    [GUIDE, 'testland/channel/not-for-you', 'testland/channel/not-for-you'],
    [GUIDE, 'testland/offence/stalking', 'testland/offence/stalking'],
    [GUIDE, 'testland/ladder', 'ladder'],
    [GUIDE, 'northmark/profile', 'northmark/profile'],
    [GUIDE, 'united-realm/route', 'united-realm/route'],
    [GUIDE, 'global/essential/evidence', 'global/essential/evidence'],
    [SECTION, 'testland/profile', 'testland/profile/emergency'],
    [SECTION, 'northmark/profile', 'northmark/profile'],
    [SECTION, 'northmark/channel/local', 'northmark/channel/local'],
    [SECTION, 'northmark/offence/local', 'northmark/offence/local'],
    [PAIR, 'testland/profile', 'testland/profile/emergency'],
    [PAIR, 'testland/channel/police', 'testland/channel/police'],
    [PAIR, 'united-realm/route', 'united-realm/route'],
    [PAIR, 'united-realm/profile', 'convention'],
    [PAIR, 'testland/ladder', 'ladder'],
    [PAIR, 'global/essential/evidence', 'global/essential/evidence'],
  ])('says so itself on %s: %s at %s', (path, key, id) => {
    const from = verified(fresh, [key])
    expect(block(fresh, path, id)).not.toContain('Overdue')
    expect(block(from, path, id)).toMatch(/Overdue (In force as of|Last verified on) 31 January 2026/)
    expect(page(from, path)).toContain('last compared with the law on 1 September 2026')
  })

  it('says so on the page of its section, too, where that has no recording rule', () => {
    const from = withEntry<'profile'>(
      verified(fresh, ['northmark/profile']),
      'northmark/profile',
      (entry) => ({
        ...entry,
        content: { ...entry.content, recording: null },
      }),
    )
    expect(block(from, SECTION, 'northmark/profile')).toContain('Overdue In force as of 31 January 2026')
  })

  it.each([
    // With the statement: its block, and for what stands on the first page of the print that, too.
    ['testland/profile', 4],
    ['testland/channel/police', 3],
    ['testland/channel/regulator', 2],
    ['testland/offence/stalking', 2],
    ['testland/ladder', 2],
    ['northmark/profile', 2],
    ['northmark/channel/local', 2],
    ['northmark/offence/local', 2],
    ['united-realm/route', 2],
    ['global/essential/evidence', 2],
  ])('says so itself in print, and in every form: %s', async (key, inPrint) => {
    const from = verified(fresh, [key])
    expect(times(print(from), /Overdue/)).toBe(inPrint)
    for (const ending of ['txt', 'html', 'epub'])
      expect(times(await form(from, ending), /Overdue/), ending).toBeGreaterThan(1)
  })

  it('is counted by the page', () => {
    expect(page(verified(fresh, ['testland/ladder', 'testland/profile']))).toContain(
      'Verified 8 of 10 entries here were last compared with the law on 1 September 2026. The others name their own day. Overdue 2 of the others. Each says so itself.',
    )
  })

  it('says so if it is overdue since another day, where the page is overdue', () => {
    const from = verified(overdue, ['testland/ladder'], legalDate('2025-06-01'))
    expect(block(from, GUIDE, 'ladder')).toContain('Overdue In force as of 1 June 2025')
  })

  it('says so if its law changed since: it is due earlier than others of its day', () => {
    const from = verified(fresh, ['testland/ladder'], legalDate('2026-09-01'), 30)
    expect(block(from, GUIDE, 'ladder')).toContain(
      'Overdue In force as of 1 September 2026; should have been verified by 1 October 2026.',
    )
  })
})

describe('an entry that is newer than the page', () => {
  it('says so itself', () => {
    const from = verified(overdue, ['testland/ladder'], legalDate('2026-11-01'))
    expect(block(from, GUIDE, 'ladder')).toContain('Verified In force as of 1 November 2026.')
    expect(page(from)).toContain('Overdue 9 of 10 entries here')
    expect(print(from)).toContain('Verified. In force as of 1 November 2026.')
  })

  it('says since when it is law, whether it is newer or not', () => {
    const live = { submission: submission({ effectiveOn: legalDate('2026-08-01') }) }
    const from: World = {
      ...fresh,
      live: fresh.live.map((each) => {
        const { entry, ...rest } = 'entry' in each ? each : { entry: each }
        return entry.key === 'testland/offence/stalking' ? { entry, ...rest, ...live } : { entry, ...rest }
      }),
      changes: [
        {
          seq: 1,
          entry: 'testland/offence/stalking',
          entryKind: 'offence',
          jurisdiction: 'testland',
          title: 'Stalking',
          kind: 'new',
          note: null,
          noteCorrectedAt: null,
          at: '2026-10-01T12:00:00.000Z',
          effectiveOn: legalDate('2026-08-01'),
          edition: null,
          replaced: null,
          corrects: null,
          fields: [],
        },
      ],
    }
    const said = block(from, GUIDE, 'testland/offence/stalking')
    expect(said).toContain('In force since 1 August 2026.')
    expect(said).not.toContain('1 September 2026')
    expect(print(from)).toContain('In force since 1 August 2026.')
  })
})

describe('a note on confidence', () => {
  const unsure = (from: World, keys: readonly string[]): World =>
    keys.reduce(
      (made, key) =>
        withEntry(
          made,
          key,
          (entry) => ({ ...entry, confidence: { level: 'medium', note: 'Nobody is sure.' } }) as Entry,
        ),
      from,
    )

  it('stands once, though its entry has several blocks, and each of these leads to it', async () => {
    const from = unsure(fresh, ['testland/profile'])
    for (const text of [page(from), print(from), await form(from, 'txt'), await form(from, 'html')]) {
      expect(times(text, /Nobody is sure\./)).toBe(1)
      expect(times(text, /Confidence: medium\./)).toBe(2)
    }
    expect(block(from, GUIDE, 'testland/profile/doxxing')).toContain('Confidence: medium. Nobody is sure.')
    expect(block(from, GUIDE, 'testland/profile/recording')).toContain(
      'Confidence: medium. See the note at “Whether doxxing is an offence”.',
    )
    const links = elements(html(from, GUIDE)).filter(
      (each) => attribute(each, 'href') === '#testland/profile/doxxing',
    )
    expect(links.map((each) => words(wordsOf(each)))).toContain('Whether doxxing is an offence')
  })

  it('stands at a section wherever all of it is printed; the page that leads to it has the level', async () => {
    const unsure = withEntry<'profile'>(fresh, 'northmark/profile', (entry) => ({
      ...entry,
      confidence: { level: 'low', note: 'Nobody is sure of Northmark' },
    }))
    const all = [
      print(unsure),
      ...(await Promise.all(['txt', 'html', 'epub'].map((each) => form(unsure, each)))),
    ]
    for (const whole of all) {
      expect(whole).toContain('Confidence: low.')
      expect(times(whole, /Nobody is sure of Northmark/)).toBe(1)
    }
    expect(block(unsure, GUIDE, 'northmark/profile')).toContain('Confidence: low.')
    expect(page(unsure)).not.toContain('Nobody is sure')
    expect(page(unsure, SECTION)).toContain('Nobody is sure of Northmark')
    expect(block(fresh, GUIDE, 'northmark/profile')).not.toContain('Confidence')
  })

  it('stands where it is printed: not at a block that prints none', () => {
    const from = unsure(fresh, ['northmark/profile', 'testland/ladder'])
    expect(block(from, GUIDE, 'ladder')).toContain('Confidence: medium. Nobody is sure.')
    expect(block(from, SECTION, 'northmark/profile')).toContain('Confidence: medium. Nobody is sure.')
  })
})
