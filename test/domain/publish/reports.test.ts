import { describe, expect, it } from 'vitest'
import {
  concernedOn,
  isReportedPage,
  isReportedVersion,
  isShownAt,
  shownAt,
} from '#domain/publish/reports.ts'
import type { Slug } from '#domain/keys.ts'

describe('what the address of a page tells of what it shows', () => {
  it.each([
    ['/', [], null],
    ['/essentials/', [], null],
    ['/essentials/evidence/', [], 'global/essential/evidence'],
    ['/guides/scotland/', ['scotland'], null],
    ['/guides/australia/queensland/', ['australia', 'queensland'], null],
    ['/guides/scotland/to/united-states/', ['scotland', 'united-states'], null],
    ['/essentials/No Slug/', [], null],
  ])('%s', (page, places, entry) => {
    expect(shownAt(page)).toEqual({ places, entry })
  })
})

describe('what a report concerns of which no entry is named', () => {
  const place = (slug: string, guide: 'full' | 'section' | 'inbound', parent: string | null = null) => ({
    key: slug,
    slug: slug as Slug,
    guide,
    parent,
  })
  const places = [
    place('australia', 'full'),
    place('queensland', 'section', 'australia'),
    place('united-kingdom', 'inbound'),
    place('scotland', 'full', 'united-kingdom'),
  ]
  it.each([
    ['/', [], []],
    ['/changes/', [], []],
    ['/guides/nowhere/', [], []],
    ['/guides/scotland/', ['scotland'], []],
    ['/guides/scotland/changes/', ['scotland'], []],
    ['/guides/australia/queensland/', ['queensland'], []],
    ['/guides/australia/to/scotland/', ['australia', 'scotland'], []],
    ['/guides/scotland/to/united-kingdom/', ['united-kingdom', 'scotland'], []],
    ['/essentials/evidence/', [], ['global/essential/evidence']],
  ])('%s', (page, slugs, entries) => {
    expect(concernedOn(page, places)).toEqual({ places: slugs, entries })
  })

  it.each([
    ['/guides/scotland/', 'scotland/profile', true],
    ['/guides/scotland/', 'scotland/jurisdiction', true],
    ['/guides/scotland/', 'australia/profile', false],
    ['/guides/australia/queensland/', 'australia/ladder', true],
    ['/guides/scotland/to/united-kingdom/', 'united-kingdom/route', true],
    ['/essentials/evidence/', 'global/essential/evidence', true],
    ['/essentials/evidence/', 'global/essential/doxxing', false],
    ['/', 'scotland/profile', false],
  ])('%s shows %s: %s', (page, entry, shown) => {
    expect(isShownAt(page, entry)).toBe(shown)
  })
})

it.each(['/', '/guides/scotland/', '/guides/scotland/to/united-states/', '/changes/'])(
  '%s is a page',
  (page) => {
    expect(isReportedPage(page)).toBe(true)
  },
)

it.each([
  '',
  'guides',
  '//evil.example',
  '/guides/../x',
  '/<script>',
  '/a b/',
  'https://evil.example/',
  `/${'a'.repeat(300)}/`,
])('“%s” is no page of this site', (page) => {
  expect(isReportedPage(page)).toBe(false)
})

it('a version is a hash in hex', () => {
  expect(['4ba1c7daf0', 'ABC', '', '../..', '4ba1'].map(isReportedVersion)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
