import { describe, expect, it } from 'vitest'
import { directionOf, isolated } from '#domain/content/direction.ts'
import { feedFiles } from '#pipelines/feeds/output.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { fill } from '#templates/engine.ts'
import { catalogue } from '#templates/words/index.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { snapshotOf } from '../../fixtures/snapshot.ts'
import { groundOf, PUBLIC_URL, recipient } from '../../support/mail/digest.ts'
import { everyPage, worldWith } from '../../support/publish/every-page.ts'
import { looseWords, looseWordsOfPage } from '../../support/publish/direction.ts'
import { readEpub } from '../../support/publish/epub.ts'

const HEBREW = 'שלום (12).'
const hebrew = (words: string): string => `${HEBREW} ${words}`

/** One text; of subscribers’ pages, reworded twice. */
const isAlone = (text: string): boolean =>
  text.startsWith(HEBREW) && looseWords(text.replace(/^(שלום \(12\)\. )+/, '')).length === 0

describe('a text in the direction of its letters', () => {
  it.each([
    ['English', 'Call 999.', 'ltr', 'Call 999.'],
    ['Hebrew', 'שלום 12.', 'rtl', '\u2067שלום 12.\u2069'],
    ['Arabic after a number', '12 مرحبا', 'rtl', '\u206712 مرحبا\u2069'],
    ['English with a Hebrew name', 'Call שלום.', 'ltr', '\u2066Call שלום.\u2069'],
    ['Greek with accents', 'Έλλην', 'ltr', 'Έλλην'],
  ])('%s', (_name, text, direction, apart) => {
    expect([directionOf(text), isolated(text)]).toEqual([direction, apart])
  })

  it('has an element of its own where it is all that stands there, and marks around it elsewhere', () => {
    expect(fill('partials/prose', [{ type: 'paragraph', text: 'שלום 12.' }])).toBe(
      '<p dir="rtl">שלום 12.</p>',
    )
    expect(
      fill('partials/cited', { blocks: [{ type: 'paragraph', text: 'שלום 12.' }], refs: [1], since: null }),
    ).toContain('<p>\u2067שלום 12.\u2069 <span class="refs">')
    expect(catalogue.guide.guideFor({ name: 'שלום' })).toBe('Guide for \u2067שלום\u2069')
  })

  it('is kept together where a comparison shows it in pieces', () => {
    const pieces = [
      { mark: 'del', text: 'שלום' },
      { mark: 'same', text: ' 12.' },
    ]
    const was = [{ type: 'text', row: { pieces, moved: null } }]
    const shown = fill('mail/field', { label: 'Law', was, now: null, remark: null, gone: true })
    expect(shown).toMatch(/\u2067<del[^>]*>שלום<\/del> 12\.\u2069<\/p>/)
  })
})

describe('words from right to left move nothing that stands beside them', () => {
  const from = worldWith(hebrew)

  it('on any page or in any mail', () => {
    const loose = everyPage(from, hebrew).flatMap(([name, html]) =>
      looseWordsOfPage(html, isAlone).map((words) => `${name}: ${words}`),
    )
    expect(loose).toEqual([])
  })

  it('in a print, a book, a page to keep, or feeds', async () => {
    const snapshot = snapshotOf(from)
    const options = { publicUrl: PUBLIC_URL, code: 'code' }
    const made: [string, string][] = documentsOf(snapshot).map(({ path, html }) => [path, html])
    for (const file of [
      ...formFiles(snapshot, options),
      ...feedFiles(snapshot, { ...options, timeZone: 'UTC' }),
    ]) {
      const bytes = await file.make()
      if (file.path.endsWith('.epub'))
        made.push(...[...readEpub(bytes)].filter(([name]) => name.endsWith('.xhtml')))
      else if (/\.(html|atom)$/.test(file.path)) made.push([file.path, new TextDecoder().decode(bytes)])
    }
    const content = (markup: string): string =>
      markup.replace(/<\?xml.*?\?>/, '').replace(/<content[^>]*>([^]*?)<\/content>/g, '')
    expect(made.length).toBeGreaterThan(10)
    expect(
      made.flatMap(([path, html]) =>
        looseWordsOfPage(content(html), isAlone).map((words) => `${path}: ${words}`),
      ),
    ).toEqual([])
  })

  it('in the text of a mail', () => {
    const changes = from.changes ?? []
    const { text, subject } = renderDigest(
      { kind: 'weekly', seqs: changes.map(({ seq }) => seq) },
      recipient({ format: 'text' }),
      groundOf(changes, from),
    )
    // A line of one text alone has its direction.
    const mixed = text.split('\n').filter((line) => /[a-z]/i.test(line.split(HEBREW)[0] ?? ''))
    expect([subject, ...mixed].flatMap((line) => looseWords(line))).toEqual([])
  })
})
