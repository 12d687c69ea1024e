import { describe, expect, it } from 'vitest'
import { LIMITS, textProblem } from '#domain/text-rules.ts'

const INVISIBLE =
  'This text contains invisible or control characters, perhaps from copying. Type it again, or paste it as plain text.'
const html = (piece: string): string => `“${piece}” looks like HTML. This is plain text: remove the markup.`

describe('plain text', () => {
  it.each([
    ['', null],
    ['Up to 5 years in prison.', null],
    ['First line\r\nSecond line\n- An item\tand a tab', null],
    ['5 < 6 > 4, a<3, <3', null],
    ['Marks & Spencer, AT&T, R&D', null],
    ['Ngāi Tahu, Québec, 法律, 👩‍⚖️', null],
    ['<script>alert(1)</script>', html('<script>')],
    ['x </b> y', html('</b>')],
    ['<!-- hidden -->', html('<!-- hidden -->')],
    ['<?php echo 1', html('<?php echo 1')],
    ['<IMG SRC=x', html('<IMG SRC=x')],
    [`<a ${'b'.repeat(60)}>`, html(`<a ${'b'.repeat(37)}`)],
    ['R&amp;D', html('&amp;')],
    ['&#60;b', html('&#60;')],
    ['&#x3C;b', html('&#x3C;')],
    ['&lt;b', html('&lt;')],
    ['null\u0000', INVISIBLE],
    ['bell\u0007', INVISIBLE],
    ['vertical\u000btab', INVISIBLE],
    ['next\u0085line', INVISIBLE],
    ['zero\u200bwidth', INVISIBLE],
    ['right\u200fmark', INVISIBLE],
    ['\u202egnp.exe', INVISIBLE],
    ['iso\u2066late', INVISIBLE],
    ['join\u2060er', INVISIBLE],
    ['\ufeffmark', INVISIBLE],
  ])('says of %j: %j', (text, problem) => {
    expect(textProblem(text, 300)).toBe(problem)
  })

  it.each([
    ['Arabic letter mark', 'a\u061cb'],
    ['soft hyphen', 'a\u00adb'],
    ['tag characters', 'a\u{e0041}b'],
  ])('finds an invisible %s', (_name, text) => {
    expect(textProblem(text, 300)).toBe(INVISIBLE)
  })

  it.each([
    ['one line', null],
    ['a\nb', 'This must be one line.'],
    ['a\rb', 'This must be one line.'],
    ['a\u2028b', 'This must be one line.'],
    ['a\u2029b', 'This must be one line.'],
  ])('says of %j where one line is asked for: %j', (text, problem) => {
    expect(textProblem(text, 300, { multiline: false })).toBe(problem)
  })

  it('keeps a text up to its limit, and says how long a longer one is', () => {
    expect(textProblem('x'.repeat(LIMITS.prose), LIMITS.prose)).toBeNull()
    expect(textProblem('x'.repeat(1_000_000), LIMITS.prose)).toBe(
      'This text has 1,000,000 characters; at most 8,000 are kept. Shorten it.',
    )
    expect(LIMITS).toEqual({ line: 300, prose: 8000, richText: 60_000, note: 2000 })
  })
})
