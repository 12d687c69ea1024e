import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { hrefsOf, idsOf, parseHtml } from '../../fixtures/html.ts'
import { change, snapshotOf, withEntry, world } from '../../fixtures/snapshot.ts'

const SITE = 'https://recourse.example.org'

const page = (changes: Change[], from = world()): string => {
  const found = pagesOf(snapshotOf({ ...from, changes }), new Map()).find(
    ({ path }) => path === '/version/testland/',
  )
  if (!found) throw new Error('Testland has no version page.')
  return renderPage(found)
}

const words = (html: string): string => parseHtml(html).text.replace(/\s+/g, ' ').trim()

/** The line of the copies with a mark, to the end of what it tells them. */
const lineOf = (html: string, mark: string): string => {
  const [, line = ''] =
    new RegExp(`<div class="copy-line[^"]*" id="${mark}">(.*?)</div></div>`, 's').exec(html) ?? []
  return words(line)
}

/** Where the copies that are printed now lead. */
const markOf = (changes: Change[]): string => {
  const html = documentsOf(snapshotOf({ ...world(), changes }), { publicUrl: SITE }).find(({ path }) =>
    path.includes('/testland'),
  )?.html
  const href = hrefsOf(html ?? '').find((each) => each.startsWith(`${SITE}/version/`))
  return href?.split('#')[1] ?? ''
}

/** What a page lists and marks, in order. */
const order = (html: string): string[] => idsOf(html).filter((id) => /^(v|change)-\d+$/.test(id))

const made = (count: number): Change[] => Array.from({ length: count }, (_, index) => change(index + 1))

describe('the page that tells whether a copy is current', () => {
  it('says so of a copy to which nothing has happened', () => {
    const html = page([])
    expect(words(html)).toContain('Is your copy of the guide for Testland current?')
    expect(words(html)).toMatch(/The current version is [0-9a-f]{10}, changed on 15 September 2026\./)
    expect(words(html)).toContain('Nothing has changed yet.')
    expect(markOf([])).toBe('v-0')
    expect(lineOf(html, 'v-0')).toContain('Your copy is current.')
    expect(words(html)).not.toContain('First:')
  })

  it('has the line of each copy under what has changed since, as long as there are copies', () => {
    const changes: Change[] = []
    const marks: string[] = []
    for (let seq = 1; seq <= 4; seq += 1) {
      changes.push(change(seq))
      marks.push(markOf(changes))
    }
    expect(marks).toEqual(['v-1', 'v-2', 'v-3', 'v-4'])
    const html = page(changes)
    expect(order(html)).toEqual([
      'v-4',
      'change-4',
      'v-3',
      'change-3',
      'v-2',
      'change-2',
      'v-1',
      'change-1',
      'v-0',
    ])
    expect(lineOf(html, 'v-4')).toContain('Your copy is current.')
    expect(lineOf(html, 'v-3')).toContain('Your copy is out of date. One change since it was made')
    expect(lineOf(html, 'v-1')).toContain('Your copy is out of date. 3 changes since it was made')
  })

  it('shows a change after printing at that copy, with what it was and is', () => {
    const before = [change(1)]
    const html = page([...before, change(2)])
    const since = words(html.slice(0, html.indexOf(`<div class="copy-line" id="${markOf(before)}"`)))
    expect(since).toContain('Is now Up to added: 5 years in prison.Was Up to removed: 4 years in prison.')
    expect(since).not.toContain('Note of change 1')
  })

  it('warns first, and at the line of each copy of what that copy has', () => {
    const corrected = change(2, { kind: 'correction' })
    const html = page([change(1), corrected, change(3), change(4)])
    const warning = 'Correction Stalking. What your copy says of it was wrong. Use what the guide says now.'
    const all = words(html)
    expect(all.indexOf(warning)).toBeGreaterThan(0)
    expect(all.indexOf(warning)).toBeLessThan(all.indexOf('Copies marked v-4'))
    expect(lineOf(html, 'v-1')).toContain(warning)
    expect(lineOf(html, 'v-2')).not.toContain('Correction')
  })

  it('counts a change of the day that an unmarked copy names', () => {
    const html = words(
      page([
        change(1, { at: '2026-11-03T08:00:00.000Z' }),
        change(2, { at: '2026-11-03T16:00:00.000Z', kind: 'correction', corrects: 1 }),
      ]),
    )
    expect(html).toContain('take all that is listed for that day or later as changed since')
    expect(html).toContain(
      'Concerns copies made before this change of 3 November 2026. If no line below is marked as yours, it concerns copies that name that day, too.',
    )
    expect(html).not.toContain('for later days')
  })

  it('names the number to stop using', () => {
    const html = page([
      change(1),
      change(2, {
        entry: 'testland/channel/police',
        entryKind: 'channel',
        title: 'Police',
        fields: [{ field: 'contacts', label: 'Contacts', before: '0300 555 1234', after: null }],
        kind: 'withdrawn',
      }),
    ])
    expect(lineOf(html, 'v-1')).toContain('Stop using the number 0300 555 1234 from your copy.')
  })

  it('has a line for a copy made between changes that are listed as one', () => {
    const together = { kind: 'new', note: null, at: '2026-10-01T12:00:00.000Z' } as const
    const html = page([1, 2, 3].map((seq) => change(seq, { ...together, entry: `testland/offence/n${seq}` })))
    expect(order(html).filter((id) => id.startsWith('v-'))).toEqual(['v-3', 'v-2', 'v-1', 'v-0'])
    expect(html).toContain('<div class="copy-line copy-line--unseen" id="v-2">')
  })

  it('stays whole and small with 300 changes, and knows the mark of every copy once', () => {
    const changes = made(300).map((each, index) =>
      index % 5 === 0 ? { ...each, kind: 'correction' as const } : each,
    )
    const html = page(changes)
    const marks = idsOf(html).filter((id) => id.startsWith('v-'))
    expect(marks).toHaveLength(301)
    expect(new Set(marks).size).toBe(301)
    expect(brotliCompressSync(html).byteLength).toBeLessThan(24_000)
    expect(words(html)).toContain('Copies older than all of these are out of date.')
  })

  it('is made anew by changes of its guide, and by nothing else', () => {
    const from = world()
    const before = page([change(1)], from)
    expect(
      page([change(1), change(2, { jurisdiction: 'highmoor', entry: 'highmoor/offence/stalking' })], from),
    ).toBe(before)
    const elsewhere = withEntry<'channel'>(from, 'highmoor/channel/police', (one) => ({
      ...one,
      content: { ...one.content, does: 'Something else' },
    }))
    expect(page([change(1)], elsewhere)).toBe(before)
  })
})
