import { describe, expect, it } from 'vitest'
import { evenText, keypad } from '#domain/even-text.ts'

describe('even text', () => {
  it.each([
    ['0300\u00A0123\u202F2040', '0300 123 2040'],
    ['0300\u2011123\u22122040', '0300-123-2040'],
    ['0300\u00AD123\u200B2040', '03001232040'],
    ['９９９ ＃７２３３', '999 #7233'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['०१२३४५६७८९', '0123456789'],
    ['\u{1D7CE}\u{1D7D7}\u{1D7D8}\u{1D7FF}', '0909'],
    ['9\uFE0F\u20E3', '9'],
    ['10²', '10²'],
    ['one\ntwo\tthree', 'one\ntwo\tthree'],
  ])('of %j is %j', (text, even) => {
    expect(evenText(text)).toBe(even)
  })

  it('has digits for the letters of keys', () => {
    expect(keypad('1-800-Abc-pqrs-WXYZ')).toBe('1-800-222-7777-9999')
  })
})
