import { describe, expect, it } from 'vitest'
import { revivedLine, sinceWords } from '#domain/publish/earlier-releases.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { Slug } from '#domain/keys.ts'

const places = [
  { key: 'scotland' as Slug, name: 'Scotland' },
  { key: 'united-states' as Slug, name: 'United States' },
]
const change = (
  title: string,
  kind: Change['kind'],
  jurisdiction: string | null = 'scotland',
): Pick<Change, 'title' | 'jurisdiction' | 'kind'> => ({ title, kind, jurisdiction })

describe('what has changed since a release', () => {
  it('is said with place and kind, newest first, up to three by name', () => {
    const changes = [
      change('Keeping evidence', 'new', null),
      change('Stalking', 'typo'),
      change('How a case reaches the United States', 'withdrawn', 'united-states'),
      change('Stalking', 'correction'),
      change('Extortion', 'urgent'),
    ]
    const named = [
      'Extortion, Scotland (urgent change)',
      'Stalking, Scotland (correction)',
      'How a case reaches the United States (withdrawn)',
    ].join('; ')
    expect(sinceWords(changes.slice(2), places)).toBe(`Since then: ${named}.`)
    expect(sinceWords(changes.slice(1), places)).toBe(`Since then: ${named}; 1 more change.`)
    expect(sinceWords(changes, places)).toBe(`Since then: ${named}; 2 more changes.`)
    expect(sinceWords(changes.slice(0, 1), places)).toBe('Since then: Keeping evidence (new).')
    expect(sinceWords([], places)).toBe('Since then, no entry has changed.')
  })

  it('names an entry that must not come back, with every reason', () => {
    expect(
      revivedLine(
        { entry: 'scotland/offence/stalking', title: 'Stalking', why: ['safety', 'number'] },
        places,
      ),
    ).toBe(
      'Stalking, Scotland: was made safe since by one reviewer; has other contacts since: numbers in it may be dead.',
    )
    expect(revivedLine({ entry: 'global/site', title: 'global/site', why: ['safety'] }, places)).toBe(
      'global/site: was made safe since by one reviewer.',
    )
  })
})
