import { describe, expect, it } from 'vitest'
import { isReportedPage, isReportedVersion, shownAt } from '#domain/publish/reports.ts'

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
