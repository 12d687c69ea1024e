import { expect, it } from 'vitest'
import { FEED_TYPES, fileOf, PAPERS, paths, pdfsOf, PRINTS, VARIANTS } from '#domain/publish/paths.ts'

it.each([
  [paths.index, '/', 'index.html'],
  [paths.about, '/about/', 'about/index.html'],
  [paths.notFound, '/404.html', '404.html'],
  [paths.essentials, '/essentials/', 'essentials/index.html'],
  [paths.essential('evidence'), '/essentials/evidence/', 'essentials/evidence/index.html'],
  [paths.guide('scotland'), '/guides/scotland/', 'guides/scotland/index.html'],
  [
    paths.section('australia', 'victoria'),
    '/guides/australia/victoria/',
    'guides/australia/victoria/index.html',
  ],
  [paths.pair('scotland', 'canada'), '/guides/scotland/to/canada/', 'guides/scotland/to/canada/index.html'],
  [paths.changes, '/changes/', 'changes/index.html'],
  [paths.guideChanges('scotland'), '/guides/scotland/changes/', 'guides/scotland/changes/index.html'],
  [paths.search, '/search/', 'search/index.html'],
  [paths.guideSearch('scotland'), '/guides/scotland/search/', 'guides/scotland/search/index.html'],
  [paths.version('scotland'), '/version/scotland/', 'version/scotland/index.html'],
  [paths.feed('atom'), '/feed.atom', 'feed.atom'],
  [paths.feed('json'), '/feed.json', 'feed.json'],
  [paths.guideFeed('scotland', 'atom'), '/guides/scotland/feed.atom', 'guides/scotland/feed.atom'],
  [paths.guideFeed('scotland', 'json'), '/guides/scotland/feed.json', 'guides/scotland/feed.json'],
  [paths.form('scotland', 'epub'), '/guides/scotland/scotland.epub', 'guides/scotland/scotland.epub'],
  [paths.form('scotland', 'offline'), '/guides/scotland/scotland.html', 'guides/scotland/scotland.html'],
  [paths.form('scotland', 'text'), '/guides/scotland/scotland.txt', 'guides/scotland/scotland.txt'],
  [paths.form('scotland', 'data'), '/guides/scotland/guide.json', 'guides/scotland/guide.json'],
  [paths.siteData, '/data/site.json', 'data/site.json'],
  [paths.schema('guide-1'), '/data/schema/guide-1.json', 'data/schema/guide-1.json'],
  [paths.pdf('scotland', 'a4'), '/guides/scotland/scotland.a4.pdf', 'guides/scotland/scotland.a4.pdf'],
  [
    paths.pdf('scotland', 'letter'),
    '/guides/scotland/scotland.letter.pdf',
    'guides/scotland/scotland.letter.pdf',
  ],
  [
    paths.pdf('scotland', 'a4', 'guide', 'discreet'),
    '/guides/scotland/notes-scotland.a4.pdf',
    'guides/scotland/notes-scotland.a4.pdf',
  ],
  [
    paths.pdf('scotland', 'letter', 'sheet'),
    '/guides/scotland/scotland.sheet.letter.pdf',
    'guides/scotland/scotland.sheet.letter.pdf',
  ],
  [
    paths.pdf('scotland', 'a4', 'card', 'discreet'),
    '/guides/scotland/notes-scotland.card.a4.pdf',
    'guides/scotland/notes-scotland.card.a4.pdf',
  ],
  [
    paths.pdf('scotland', 'a4', 'large'),
    '/guides/scotland/scotland.large.a4.pdf',
    'guides/scotland/scotland.large.a4.pdf',
  ],
])('keeps the address %s as it was promised, and knows its file', (path, address, file) => {
  expect([path, fileOf(path)]).toEqual([address, file])
})

it('prints on two papers', () => {
  expect(PAPERS).toEqual({ a4: 'A4', letter: 'Letter' })
})

it('prints four prints, each in two variants, at addresses of their own', () => {
  expect([PRINTS, VARIANTS]).toEqual([
    ['guide', 'sheet', 'card', 'large'],
    ['open', 'discreet'],
  ])
  expect(new Set(pdfsOf('scotland')).size).toBe(16)
})

it('feeds in two formats', () => {
  expect(FEED_TYPES).toEqual({ atom: 'application/atom+xml', json: 'application/feed+json' })
})
