import { describe, expect, it } from 'vitest'
import { flaggedClaims } from '#domain/desk/flagged-claims.ts'
import { citation, instrumentUse } from '../../fixtures/snapshot.ts'

const { instrument } = instrumentUse()
const act = citation('act', ['penalty', 'section'], { pinpoint: 's. 127(3)' })
const entry = {
  instruments: [
    instrumentUse({ provision: 's. 127(1)', claims: [] }),
    instrumentUse({ provision: 's. 127(3)', claims: ['penalty'] }),
    instrumentUse({ instrument: { ...instrument, key: 'another-act' }, provision: 's. 9' }),
  ],
  citations: [
    { ...act, source: { ...act.source, title: `${instrument.title}, section 127` } },
    citation('police', ['penalty', 'covers']),
  ],
}
const label = (claim: string): string => `Label of ${claim}`
const OF_ACT = [{ title: 'Harassment Act, section 127', url: act.source.url, pinpoint: 's. 127(3)' }]

describe('the claims that a flag names', () => {
  it.each([
    [
      ['penalty'],
      's. 127(3)',
      [{ claim: 'penalty', label: 'Label of penalty', provisions: ['s. 127(3)'], sources: OF_ACT }],
    ],
    // Without a page of the instrument, what supports the claim is shown all the same.
    [
      ['covers'],
      null,
      [
        {
          claim: 'covers',
          label: 'Label of covers',
          provisions: ['s. 127(1)'],
          sources: [{ title: 'Page on police', url: citation('police', []).source.url, pinpoint: 's. 1' }],
        },
      ],
    ],
    [
      [],
      's. 127',
      [{ claim: null, label: 'The whole entry', provisions: ['s. 127(1)', 's. 127(3)'], sources: [] }],
    ],
  ])('%j, where %s changes, with what the entry cites for each', (claims, changed, expected) => {
    expect(flaggedClaims(entry, { claims, instrument: instrument.key, changed }, label)).toEqual(expected)
  })
})
