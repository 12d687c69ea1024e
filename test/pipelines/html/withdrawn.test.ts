import { describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { attribute, named, parsed, within, wordsOf } from '../../support/publish/parsed.ts'
import { change, snapshotOf, world } from '../../fixtures/snapshot.ts'

const KEY = 'testland/offence/gone'

const told = (seq: number, over: Partial<Change> = {}): Change =>
  change(seq, {
    entry: KEY,
    entryKind: 'offence',
    jurisdiction: 'testland',
    title: 'Hacking',
    kind: 'withdrawn',
    note: 'The Act was repealed.',
    at: '2026-11-20T23:30:00.000Z',
    fields: [{ field: 'covers', label: 'What it covers', before: 'Words that were withdrawn', after: null }],
    ...over,
  })

const page = (changes: Change[], path = '/guides/testland/') => {
  const found = pagesOf(snapshotOf(world({ changes })), new Map(), 'Pacific/Auckland').find(
    (each) => each.path === path,
  )
  if (!found) throw new Error(`There is no page ${path}.`)
  return parsed(renderPage(found))
}

/** What stands at an address of the page. */
const at = (all: ReturnType<typeof page>, id: string) => all.filter((each) => attribute(each, 'id') === id)

describe('the address of an offence that was withdrawn', () => {
  it('says on the page of its guide when and why, and nothing of what stood there', () => {
    const all = page([told(1)])
    const [block, ...others] = at(all, KEY)
    expect(others).toEqual([])
    expect(block && within(block, 'p').map(wordsOf)).toEqual([
      '“Hacking” was withdrawn on 21 November 2026.',
      'The Act was repealed.',
    ])
    const section = named(all, 'section').find((each) => within(each, 'li').some((item) => item === block))
    expect(section && within(section, 'h2').map(wordsOf)).toEqual(['No longer in this guide'])
    expect(wordsOf(section)).toContain('Do not rely on a copy')
    expect(wordsOf(named(all, 'body')[0])).not.toContain('Words that were withdrawn')
  })

  it('says it without a reason where none was given', () => {
    const [block] = at(page([told(1, { note: null })]), KEY)
    expect(block && within(block, 'p')).toHaveLength(1)
  })

  it.each<[string, Change[]]>([
    ['was published again', [told(1), told(2, { kind: 'new' })]],
    ['was never withdrawn', [told(1, { kind: 'change' })]],
    ['is of another place', [told(1, { jurisdiction: 'highmoor' })]],
    ['is an essay, whose page says so', [told(1, { entryKind: 'essential', jurisdiction: null })]],
  ])('is not on the page where it %s', (_what, changes) => {
    const all = page(changes)
    expect([at(all, KEY), at(all, 'withdrawn')]).toEqual([[], []])
  })

  it('is on the page of its section', () => {
    const changes = [told(1, { jurisdiction: 'northmark' })]
    expect(at(page(changes, '/guides/testland/northmark/'), KEY)).toHaveLength(1)
    expect(at(page(changes), KEY)).toEqual([])
  })

  it('is there once, by its last withdrawal', () => {
    const changes = [told(1), told(2, { kind: 'new' }), told(3, { note: 'It was wrong.' })]
    const blocks = at(page(changes), KEY)
    expect(blocks.map((block) => within(block, 'p').map(wordsOf).at(-1))).toEqual(['It was wrong.'])
  })
})
