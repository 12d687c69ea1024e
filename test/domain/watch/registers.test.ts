import { describe, expect, it } from 'vitest'
import { registeredAs, whyUnread, type InstrumentIdentity } from '#domain/watch/registers.ts'

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
  ])('of %o is found', (over, expected) => {
    expect(registeredAs(instrument(over))).toEqual(expected)
    expect(whyUnread(instrument(over))).toBeNull()
  })

  it.each<[Partial<InstrumentIdentity>, RegExp]>([
    [{ iso: 'GB', number: null }, /Give its year and number as legislation\.gov\.uk cites it/],
    [{ iso: 'CA', number: 'S.C. 2000, c. 5' }, /Give its chapter among the revised statutes/],
    [{ iso: 'CA', number: 'c. C-46/../x' }, /Give its chapter/],
    [{ iso: 'CA-QC', number: 'c. P-39.1', place: 'Quebec' }, /states, territories and provinces .* Quebec/],
    [{ iso: 'AU', number: null }, /No\. 76 of 2021/],
    [{ iso: 'AU', number: '76', year: null }, /No\. 76 of 2021/],
    [{ iso: 'AU-NSW', number: '80', place: 'New South Wales' }, /at that of New South Wales/],
    [{ iso: 'NZ', number: '63' }, /holders of a key alone/],
    [{ iso: 'ZA', number: '19 of 2020' }, /South Africa publishes no list .* Government Gazette/],
    [{ iso: 'US', place: 'United States' }, /^United States: no register of it is read/],
    [{ iso: null }, /has no ISO code/],
    [{ kind: 'common-law', iso: 'ZA' }, /Common law is in no register/],
    [{ kind: 'treaty', iso: null }, /Treaties/],
  ])('of %o is none, with the reason', (over, why) => {
    expect(registeredAs(instrument(over))).toBeNull()
    expect(whyUnread(instrument(over))).toMatch(why)
  })
})
