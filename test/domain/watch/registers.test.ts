import { describe, expect, it } from 'vitest'
import { registeredAs, whyUnread, type InstrumentIdentity, type Keys } from '#domain/watch/registers.ts'

const NO_KEY: Keys = new Set()
const WITH_KEY: Keys = new Set(['new-zealand'])

const instrument = (over: Partial<InstrumentIdentity>): InstrumentIdentity => ({
  kind: 'act',
  year: 2021,
  number: null,
  iso: 'GB',
  place: 'Somewhere',
  ...over,
})

describe('the register of an instrument', () => {
  it.each<[Partial<InstrumentIdentity>, unknown]>([
    [
      { iso: 'GB', number: 'c. 21' },
      { of: 'united-kingdom', id: { type: 'ukpga', year: 2021, number: 21 } },
    ],
    [
      { iso: 'CA', kind: 'code', number: 'R.S.C. 1985, c. C-46' },
      { of: 'canada', act: 'C-46' },
    ],
    [
      { iso: 'CA', number: 'c. P-8.6' },
      { of: 'canada', act: 'P-8.6' },
    ],
    [
      { iso: 'AU', number: 'No. 76 of 2021' },
      { of: 'australia', year: 2021, number: 76 },
    ],
    [
      { iso: 'AU', number: 'No. 76, 2021' },
      { of: 'australia', year: 2021, number: 76 },
    ],
    [
      { iso: 'AU', number: '76' },
      { of: 'australia', year: 2021, number: 76 },
    ],
    ...['2015 No 63', 'No 63', 'no. 63', ' 63 '].map((number): [Partial<InstrumentIdentity>, unknown] => [
      { iso: 'NZ', year: 2015, number },
      { of: 'new-zealand', work: 'act_public_2015_63' },
    ]),
    ...['SR 1982/221', 'LI 1982/221', 'SL 1982/221'].map((number): [Partial<InstrumentIdentity>, unknown] => [
      { iso: 'NZ', kind: 'order', year: null, number },
      { of: 'new-zealand', work: 'secondary-legislation_pco-drafted_1982_221' },
    ]),
  ])('of %o is found', (over, expected) => {
    expect(registeredAs(instrument(over))).toEqual(expected)
    expect(whyUnread(instrument(over), WITH_KEY)).toBeNull()
  })

  it.each<[Partial<InstrumentIdentity>, RegExp]>([
    [{ iso: 'GB', number: null }, /Give its year and number as legislation\.gov\.uk cites it/],
    [{ iso: 'CA', number: 'S.C. 2000, c. 5' }, /Give its chapter among the revised statutes/],
    [{ iso: 'CA', number: 'c. C-46/../x' }, /Give its chapter/],
    [{ iso: 'CA-QC', number: 'c. P-39.1', place: 'Quebec' }, /states, territories and provinces .* Quebec/],
    [{ iso: 'AU', number: null }, /No\. 76 of 2021/],
    [{ iso: 'AU', number: '76', year: null }, /No\. 76 of 2021/],
    [{ iso: 'AU-NSW', number: '80', place: 'New South Wales' }, /at that of New South Wales/],
    [
      { iso: 'NZ', number: null },
      /^Give its year and number as legislation\.govt\.nz cites it: “2015 No 63”/,
    ],
    [{ iso: 'NZ', number: '63', year: null }, /“2015 No 63”/],
    [{ iso: 'NZ', number: '2015 No 63', year: 2016 }, /“2015 No 63”/],
    [{ iso: 'NZ', number: 'No 4 (L)' }, /Local and private Acts are not read/],
    [{ iso: 'NZ', number: '63/../../x' }, /“2015 No 63”/],
    [{ iso: 'NZ', kind: 'order', number: '63' }, /“SR 1982\/221”/],
    [{ iso: 'ZA', number: '19 of 2020' }, /South Africa publishes no list .* Government Gazette/],
    [{ iso: 'US', place: 'United States' }, /^United States: no register of it is read/],
    [{ iso: null }, /has no ISO code/],
    [{ kind: 'common-law', iso: 'ZA' }, /Common law is in no register/],
    [{ kind: 'treaty', iso: null }, /Treaties/],
  ])('of %o is none, with the reason', (over, why) => {
    expect(registeredAs(instrument(over))).toBeNull()
    expect(whyUnread(instrument(over), WITH_KEY)).toMatch(why)
  })

  it.each<Partial<InstrumentIdentity>>([
    { number: '2021 No 63' },
    { number: null },
    { kind: 'order', number: 'SL 2023/4' },
  ])('of New Zealand is not read without a key, whatever it is: %o', (over) => {
    expect(whyUnread(instrument({ iso: 'NZ', ...over }), NO_KEY)).toBe(
      'The register of New Zealand answers holders of a key alone. Whoever runs this installation asks the Parliamentary Counsel Office (contact@pco.govt.nz) for one, and names its file in the setting NZ_LEGISLATION_API_KEY_FILE. Until then, look at www.legislation.govt.nz, under the versions of the Act.',
    )
  })

  it('of others needs no key', () => {
    expect(whyUnread(instrument({ iso: 'AU', number: '76' }), NO_KEY)).toBeNull()
    expect(whyUnread(instrument({ iso: 'NZ', kind: 'common-law' }), NO_KEY)).toMatch(/^Common law/)
  })
})
