import { describe, expect, it } from 'vitest'
import { registerIdOf, registerPath } from '#domain/watch/register.ts'

const idOf = (kind: string, year: number | null, number: string | null, iso: string | null = 'GB') => {
  const id = registerIdOf({ kind, year, number, iso })
  return id && registerPath(id)
}

describe('the register that keeps an instrument', () => {
  it.each([
    ['act', 2003, 'c. 21', 'GB', 'ukpga/2003/21'],
    ['act', 2010, 'asp 13', 'GB-SCT', 'asp/2010/13'],
    ['act', 2022, 'c. 17 (N.I.)', 'GB-NIR', 'nia/2022/17'],
    ['act', 1969, 'c. 16 (N.I.)', 'GB-NIR', 'apni/1969/16'],
    ['order', 1997, 'SI 1997/1180 (N.I. 9)', 'GB-NIR', 'nisi/1997/1180'],
    ['order', 2026, 'SI 2026/386', 'GB', 'uksi/2026/386'],
    ['order', 2026, 'S.I. 2026/82 (W. 12)', 'GB-WLS', 'wsi/2026/82'],
    ['order', 2012, 'SSI 2012/5', 'GB-SCT', 'ssi/2012/5'],
    ['order', 2012, 'SR 2012/5', 'GB-NIR', 'nisr/2012/5'],
    ['act', 2016, 'anaw 1', 'GB-WLS', 'anaw/2016/1'],
  ])('finds %s of %i, %s', (kind, year, number, iso, expected) => {
    expect(idOf(kind, year, number, iso)).toBe(expected)
  })

  it.each([
    ['without a number', 'act', 2022, null, 'GB-NIR'],
    ['without a year', 'act', null, 'c. 21', 'GB'],
    ['of another country', 'act', 2013, 'c. 4', 'CA'],
    ['of no country', 'act', 2001, 'c. 4', null],
    ['by a number of another kind', 'code', 1985, 'R.S.C. 1985, c. C-46', 'GB'],
    ['of common law', 'common-law', 2000, 'c. 1', 'GB'],
    ['of a Measure of 1974', 'act', 1974, 'c. 1 (N.I.)', 'GB-NIR'],
    ['by the code of a country that begins the same', 'act', 2003, 'c. 21', 'GBX'],
  ])('finds none %s', (_, kind, year, number, iso) => {
    expect(idOf(kind, year, number, iso)).toBeNull()
  })
})
