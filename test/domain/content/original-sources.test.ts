import { describe, expect, it } from 'vitest'
import {
  lineOfSource,
  originalSourcesIn,
  originalSourcesOf,
  withoutSourceLine,
  type OriginalSource,
} from '#domain/content/original-sources.ts'

const SOURCES = new Map([
  ['s1', { title: 'The Act, section 39', url: 'https://law.example/39' }],
  ['s2', { title: 'Report (it)', url: 'https://police.example/report' }],
])

describe('the sources of the original of a copy', () => {
  it.each<[string, Parameters<typeof originalSourcesOf>, OriginalSource[]]>([
    [
      'of an offence: what each was cited for, and that it is where the law can be read',
      [
        'offence',
        {
          officialSource: 's1',
          citations: [
            { source: 's1', supports: ['penalty', 'section'], pinpoint: 's. 39(7)', quote: 'five years' },
            { source: 's2', supports: ['covers'], pinpoint: null },
            { source: 'gone', supports: ['covers'] },
          ],
        },
        SOURCES,
      ],
      [
        {
          title: 'The Act, section 39',
          url: 'https://law.example/39',
          pinpoint: 's. 39(7)',
          supports: ['Maximum penalty', 'Section', 'Official source'],
        },
        {
          title: 'Report (it)',
          url: 'https://police.example/report',
          pinpoint: null,
          supports: ['What it covers'],
        },
      ],
    ],
    [
      'of a channel, whose address it is',
      [
        'channel',
        { url: 'https://police.example/report', citations: [{ source: 's2', supports: ['does'] }] },
        SOURCES,
      ],
      [
        {
          title: 'Report (it)',
          url: 'https://police.example/report',
          pinpoint: null,
          supports: ['What it does', 'Address'],
        },
      ],
    ],
    [
      'of a ladder: its steps by their titles',
      [
        'ladder',
        {
          steps: [{ key: 'complain', title: 'Complain' }],
          citations: [{ source: 's1', supports: ['steps.complain', 'steps.gone'] }],
        },
        SOURCES,
      ],
      [
        {
          title: 'The Act, section 39',
          url: 'https://law.example/39',
          pinpoint: null,
          supports: ['Complain', 'steps.gone'],
        },
      ],
    ],
  ])('%s', (_, asked, expected) => {
    const found = originalSourcesOf(...asked)
    expect(found).toEqual(expected)
    const note = `Ask Ben.\n${found.map(lineOfSource).join('\n')}\n- not a source (for all)`
    expect(originalSourcesIn(note).map(({ line: _line, ...source }) => source)).toEqual(expected)
  })

  it('go from the note one by one, and the heading with the last', () => {
    const [first = '', second = ''] = [...SOURCES.values()].map((source) =>
      lineOfSource({ ...source, pinpoint: null, supports: ['Section'] }),
    )
    const note = `Ask Ben.\n\nSources of the original, none of them checked for this entry:\n${first}\n${second}`
    const left = withoutSourceLine(note, first)
    expect(left).toBe(note.replace(`${first}\n`, ''))
    expect(withoutSourceLine(left, second)).toBe('Ask Ben.')
    expect(withoutSourceLine(note, 'not there')).toBe(note)
  })
})
