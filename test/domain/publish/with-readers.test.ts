import { describe, expect, it } from 'vitest'
import { isKeyWithReaders, withReaders } from '#domain/publish/with-readers.ts'

const place = (
  key: string,
  guide: 'full' | 'building' | 'section' | 'inbound',
  parent: string | null = null,
) => ({
  key,
  guide,
  parent,
})

describe('what readers have of places whose guide they do not have', () => {
  const places = [
    place('australia', 'building'),
    place('victoria', 'section', 'australia'),
    place('canada', 'full'),
    place('ontario', 'section', 'canada'),
    place('tasmania', 'full', 'australia'),
    place('ireland', 'building'),
    place('malta', 'full'),
    place('cyprus', 'full'),
    place('united-states', 'inbound'),
  ]
  const has = withReaders(places, {
    open: new Set(['canada', 'tasmania']),
    // Its profile was withdrawn since.
    opened: new Set(['cyprus']),
    routes: new Set(['canada', 'ontario', 'ireland', 'cyprus']),
  })

  it('keeps guides that they never had from them, with their sections, but no guide of its own below one', () => {
    expect([...has.unopened].sort()).toEqual(['australia', 'ireland', 'malta', 'victoria'])
  })

  it('knows each place without an open guide as a target, to which a route leads or once led', () => {
    expect([...has.targets].sort()).toEqual(['cyprus', 'ireland', 'united-states'])
  })

  it.each([
    ['australia/offence/stalking', false],
    ['australia/profile', false],
    ['victoria/offence/stalking', false],
    ['australia/jurisdiction', false],
    ['tasmania/offence/stalking', true],
    ['ontario/offence/stalking', true],
    ['malta/profile', false],
    ['cyprus/offence/stalking', true],
    ['united-states/profile', true],
    ['global/essential/evidence', true],
    ['global/site', true],
    // It stands in the guides of other places, and so does what the profile of their target says.
    ['australia/route', true],
    ['ireland/profile', true],
    ['ireland/offence/stalking', false],
    ['no key at all', false],
  ])('keeps what belongs to them: %s is with readers: %s', (entry, is) => {
    expect(isKeyWithReaders(entry, has)).toBe(is)
  })
})
