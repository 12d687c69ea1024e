import { describe, expect, it } from 'vitest'
import { cleaned, cut, LIMITS, sameText, storedForm, textProblem } from '#domain/text-rules.ts'

const contains = (what: string, where: string): string =>
  `This text contains ${what}, ${where}. Type it again, or paste it as plain text.`
const control = (point: string, after: string): string =>
  contains(`${point}, a control character`, `after “${after}”`)
const mark = (point: string, name: string, where: string): string =>
  contains(`${point}, an invisible mark (${name})`, where)
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
    ['null\u0000', control('U+0000', 'null')],
    ['bell\u0007', control('U+0007', 'bell')],
    ['vertical\u000btab', control('U+000B', 'vertical')],
    ['next\u0085line', control('U+0085', 'next')],
    ['zero\u200bwidth', mark('U+200B', 'zero-width space', 'after “zero”')],
    ['right\u200fmark', mark('U+200F', 'right-to-left mark', 'after “right”')],
    ['\u202egnp.exe', mark('U+202E', 'right-to-left override', 'at the beginning')],
    ['iso\u2066late', contains('U+2066, an invisible mark', 'after “iso”')],
    ['join\u2060er', mark('U+2060', 'word joiner', 'after “join”')],
    ['\ufeffmark', mark('U+FEFF', 'byte order mark', 'at the beginning')],
  ])('says of %j: %j', (text, problem) => {
    expect(textProblem(text, 300)).toBe(problem)
  })

  const piled = (marks: number): string => `word Z${'\u0335'.repeat(marks)}algo`

  it('refuses a letter with so many marks that they cover other lines, and says where', () => {
    expect(textProblem(piled(8), 300)).toBeNull()
    expect(textProblem(piled(9), 300)).toBe(
      'This text has a letter with more than 8 marks above or below it, after “word Z”. They would cover other lines: remove them.',
    )
    expect(cleaned(piled(30))).toBe(piled(8))
  })

  it('counts the marks that are left when letters have been joined with them', () => {
    expect(textProblem(`e\u0301${'\u0335'.repeat(8)}`, 300)).toBeNull()
  })

  it('takes the letters of scripts that pile up marks', () => {
    for (const word of ['Việt', 'मुख्यमंत्री', 'กู้ยืม', 'ဒြပ်', 'ཧྐྵྨླྺྼྻྂ', 'בְּרֵאשִׁ֖ית', 'x\u0301\u0302\u0308\u0303\u0323'])
      expect([word, textProblem(word, 300)]).toEqual([word, null])
  })

  it.each([
    ['Arabic letter mark', 'a\u061cb'],
    ['soft hyphen', 'a\u00adb'],
    ['tag character', 'a\u{e0041}b'],
    ['Hangul filler', 'a\u3164b'],
    ['zero-width joiner outside of emoji and letters that are joined', 'a\u200db'],
    ['zero-width non-joiner in Latin', 'Ma\u200cori'],
    ['variation selector on nothing that varies', 'a\ufe0fb'],
    ['zero-width joiner at the end of an emoji', '👩\u200d'],
    ['grapheme joiner', 'a\u034fb'],
  ])('finds an invisible %s', (_name, text) => {
    expect(textProblem(text, 300)).toMatch(/^This text contains U\+[0-9A-F]{4,5}, an invisible mark/)
  })

  it.each([
    ['Cut \ud83d', contains('U+D83D, half of a character (surrogate)', 'after “Cut ”')],
    ['\ude00 cut', contains('U+DE00, half of a character (surrogate)', 'at the beginning')],
    ['\ude00\ud83d', contains('U+DE00, half of a character (surrogate)', 'at the beginning')],
    ['lost \ufffd', contains('U+FFFD, the sign for a character that was lost', 'after “lost ”')],
    ['picture \ufffc', contains('U+FFFC, the sign for an object that is no text', 'after “picture ”')],
    ['none \ufdd0', contains('U+FDD0, no character at all', 'after “none ”')],
    ['none \u{1fffe}', contains('U+1FFFE, no character at all', 'after “none ”')],
    ['none \uffff', contains('U+FFFF, no character at all', 'after “none ”')],
    ['own \ue000', contains('U+E000, a private character, which others cannot read', 'after “own ”')],
    ['new \u0378', contains('U+0378, a character that nobody has given out', 'after “new ”')],
    ['note \ufff9', contains('U+FFF9, an invisible mark', 'after “note ”')],
    [
      `${'long '.repeat(20)}\ud83d`,
      contains('U+D83D, half of a character (surrogate)', 'after “long long long long ”'),
    ],
  ])('names the character and its place in %j', (text, problem) => {
    expect(textProblem(text, 300)).toBe(problem)
  })

  it.each([
    '中文 বাংলা 📞 ₿ Māori Ŵ ŷ Việt',
    '👩‍⚖️ 👩🏽‍🤝‍👩🏼 ❤️ ☎️ 1️⃣ 🇬🇧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👩‍❤‍👩',
    'می‌خواهم, র‍্যাব, ക്‍',
    'עברית العربية ไทย 한국어 日本語 葛󠄀',
  ])('keeps %j as it is', (text) => {
    expect(textProblem(text, 300)).toBeNull()
    expect(storedForm(text)).toBe(text)
    expect(cleaned(text)).toBe(text)
  })

  it.each([
    ['Me\u0301tis', 'Métis'],
    ['5\u00a0years, R40\u202f000,\u3000\u2003\u1680\u205fx', '5 years, R40 000,    x'],
    ['a\tb\r\nc\rd\u2028e\u2029f', 'a b\nc\nd\ne\nf'],
    ['\u212b \u2126', 'Å Ω'],
  ])('keeps %j as %j, and that as it is', (text, kept) => {
    expect(textProblem(text, 300)).toBeNull()
    expect(storedForm(text)).toBe(kept)
    expect(storedForm(kept)).toBe(kept)
    expect(sameText(text, kept)).toBe(true)
  })

  it('cleans what a machine says of everything that it refuses of a person, however much there is', () => {
    expect(cleaned('a\ud83d\u200b\u202eb\ufffd\u0000\u00a0c\u200d 👩\u200d')).toBe('ab c 👩')
    const text = (count: number): string => '\u200d\ud83d 👩‍⚖️e\u0301'.repeat(count)
    const spent = (count: number): number =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          const before = process.cpuUsage()
          expect(cleaned(text(count))).toBe(' 👩‍⚖️é'.repeat(count))
          return process.cpuUsage(before).user
        }),
      )
    // Ten times the text takes about ten times as long; what looks back at each character would take a hundred.
    expect(spent(20_000) / spent(2_000)).toBeLessThan(40)
  })

  it('cuts no character in half', () => {
    expect(cut('a😀b', 2)).toBe('a')
    expect(cut('a😀b', 3)).toBe('a😀')
    expect(cut('a😀', 3)).toBe('a😀')
  })

  it.each([
    ['one line', null],
    ['a\nb', 'This must be one line: it contains U+000A, a line break, after “a”.'],
    ['a\rb', 'This must be one line: it contains U+000D, a line break, after “a”.'],
    ['a\u2028b', 'This must be one line: it contains U+2028, a line break (line separator), after “a”.'],
    ['a\u2029b', 'This must be one line: it contains U+2029, a line break (paragraph separator), after “a”.'],
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
