import { describe, expect, it } from 'vitest'
import { isWithReaders, withSections } from '#domain/publish/unopened.ts'

const place = (
  key: string,
  guide: 'full' | 'building' | 'section' | 'inbound',
  parent: string | null = null,
) => ({
  key,
  guide,
  parent,
})

describe('a guide that readers do not have', () => {
  const places = [
    place('australia', 'building'),
    place('victoria', 'section', 'australia'),
    place('canada', 'full'),
    place('ontario', 'section', 'canada'),
    place('tasmania', 'full', 'australia'),
  ]
  const unopened = withSections(places, new Set(['australia']))

  it('keeps its sections from them, but no guide of its own below it', () => {
    expect([...unopened].sort()).toEqual(['australia', 'victoria'])
  })

  it.each([
    ['australia/offence/stalking', false],
    ['victoria/offence/stalking', false],
    ['australia/jurisdiction', false],
    ['tasmania/offence/stalking', true],
    ['ontario/offence/stalking', true],
    ['global/essential/evidence', true],
    ['global/site', true],
    // It stands in the guides of other places.
    ['australia/route', true],
    ['no key at all', false],
  ])('keeps what belongs to it: %s is with readers: %s', (entry, is) => {
    expect(isWithReaders(entry, unopened)).toBe(is)
  })
})
