import { describe, expect, it } from 'vitest'
import { claimsToFlag, groundsOf, reachOfGrounds } from '#domain/desk/law-reach.ts'
import { citation, instrumentUse } from '../../fixtures/snapshot.ts'

const { instrument } = instrumentUse()
const page = (title: string) => ({ ...citation('page', []).source, title })

const entry = {
  instruments: [
    instrumentUse({ provision: 's. 127(1)', claims: [] }),
    instrumentUse({ provision: 's. 127(3)', claims: ['penalty'] }),
    instrumentUse({
      instrument: { ...instrument, key: 'another-act' },
      provision: 's. 9',
      claims: ['section'],
    }),
  ],
  citations: [
    citation('page', ['timeLimit'], { source: page(`${instrument.title}, section 9`), pinpoint: null }),
    citation('page', ['covers'], { source: page(instrument.title), pinpoint: null }),
    citation('page', ['standing'], { source: page('Another page'), pinpoint: 's. 9' }),
  ],
}
const flaggedFor = (changed: string | null): [string, string[]] => {
  const grounds = groundsOf(entry, instrument.key, changed)
  return [reachOfGrounds(grounds), claimsToFlag(grounds)]
}

describe('the claims that a law change flags', () => {
  it.each([
    ['s. 127(3)', 'met', ['penalty']],
    ['s. 127(1)', 'met', []],
    ['s. 9(2)', 'wider', ['covers', 'timeLimit']],
    ['s. 9', 'met', ['timeLimit']],
    // The page of the Act itself names no provision.
    ['s. 200', 'unnamed', ['covers']],
    ['specified provisions', 'unnamed', []],
    [null, 'met', []],
  ])('for %s: %s, %j', (changed, reach, claims) => {
    expect(flaggedFor(changed)).toEqual([reach, claims])
  })

  it('are those of the provisions alone where the whole instrument changes', () => {
    const grounds = groundsOf(entry, instrument.key, null)
    expect(grounds.map(({ source }) => source)).toEqual([null, null])
  })

  it('are none of an entry that does not rest on the instrument', () => {
    expect(groundsOf({ instruments: [], citations: entry.citations }, instrument.key, 's. 9')).toEqual([])
  })
})
