import { expect, it } from 'vitest'
import { fileOf, PAPERS, paths } from '#domain/paths.ts'

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
  [paths.pdf('scotland', 'a4'), '/guides/scotland/scotland.a4.pdf', 'guides/scotland/scotland.a4.pdf'],
  [
    paths.pdf('scotland', 'letter'),
    '/guides/scotland/scotland.letter.pdf',
    'guides/scotland/scotland.letter.pdf',
  ],
])('keeps the address %s as it was promised, and knows its file', (path, address, file) => {
  expect([path, fileOf(path)]).toEqual([address, file])
})

it('prints on two papers', () => {
  expect(PAPERS).toEqual({ a4: 'A4', letter: 'Letter' })
})
