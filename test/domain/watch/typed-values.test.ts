import { describe, expect, it } from 'vitest'
import { contact, entry } from '../../fixtures/snapshot.ts'
import { typedValues } from '#domain/watch/typed-values.ts'

const values = (
  from: Parameters<typeof typedValues>[0],
  supports: string[],
  pinpoint: string | null = null,
) => typedValues(from, { supports, pinpoint }).map(({ kind, value, claim }) => `${claim} ${kind}: ${value}`)

const offence = (content: { penalty?: string; section?: string }) =>
  entry('offence', { key: 'scotland/offence/stalking', content })

describe('what a source should state', () => {
  it('is each maximum of a penalty', () => {
    const penalty =
      '- On indictment: up to 5 years in prison, a fine, or both.\n- On summary conviction: up to 12 months in prison, a fine up to level 5 on the standard scale (£5,000 in Scotland), or both.\n- Up to life in the High Court. A fine of R10 million or R20,000. Up to 5 years.'
    expect(values(offence({ penalty }), ['penalty', 'covers'])).toEqual([
      'penalty maximum: 5 year',
      'penalty maximum: 12 month',
      'penalty maximum: life',
      'penalty maximum: level 5',
      'penalty maximum: £ 5000',
      'penalty maximum: R 10000000',
      'penalty maximum: R 20000',
    ])
  })

  it.each([
    ['Two years less a day, or £1.5m.', ['2 year less a day', '£ 1500000']],
    ['Between £500 and £1,000, or 100 penalty units.', ['100 penalty unit', 'from £ 500', '£ 1000']],
    ['2–5 years; twelve months; a fortnight', ['from 2 year', '5 year', '12 month']],
    ['R40\u202F000 or C$1,110.50 or $0.50', ['R 40000', 'C$ 1110.5', '$ 0.5']],
    ['5 years and 6 months', ['66 month']],
    ['up to 5 years, within 10 years of another conviction', ['5 year']],
    ['R400 00', []],
  ])('reads “%s”', (penalty, expected) => {
    expect(values(offence({ penalty }), ['penalty'])).toEqual(
      expected.map((value) => `penalty maximum: ${value}`),
    )
  })

  it('is each section that is named, with its subsections', () => {
    const section =
      's. 1 (what it means); ss. 2–3; s. 18(1)(a) (breach). Sections 402.2 and 474.17A. Article 6'
    expect(values(offence({ section }), ['section'])).toEqual(
      ['1', '2', '3', '18(1)(a)', '402.2', '474.17A', '6'].map((number) => `section section: ${number}`),
    )
    expect(values(offence({ section: 'None. It is a crime at common law.' }), ['section'])).toEqual([])
  })

  it('is only the section that the pinpoint is about, where there is one', () => {
    const section = 's. 15 (threats); s. 19(7) for the penalty'
    expect(values(offence({ section }), ['section'], 's. 19')).toEqual(['section section: 19(7)'])
    expect(values(offence({ section }), ['section'], 's. 40')).toEqual([])
  })

  it('is each number that can be called, and nothing of other claims', () => {
    const profile = entry('profile', {
      jurisdiction: 'scotland',
      content: {
        emergency: {
          contacts: [
            contact({ kind: 'phone', value: '999', printed: '999' }),
            contact({ kind: 'web', value: 'https://example.org', printed: 'example.org' }),
            contact({ kind: 'sms', value: '+443001232040', printed: '0300 123 2040' }),
          ],
          useWhen: null,
          say: null,
          note: null,
        },
      },
    })
    expect(values(profile, ['emergency'])).toEqual(['emergency phone: 999', 'emergency phone: +443001232040'])
    expect(values(profile, ['recording'])).toEqual([])
  })
})
