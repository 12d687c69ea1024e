import { describe, expect, it } from 'vitest'
import { mailAddress, MailAddressProblem, maskAddress } from '#domain/mail-address.ts'

const problem = (text: string): string => {
  try {
    return `taken: ${mailAddress(text)}`
  } catch (error) {
    if (error instanceof MailAddressProblem) return error.message
    throw error
  }
}

const LONG = 'a'.repeat(63)
const LOCAL_64 = 'l'.repeat(64)
/** A domain that makes an address with a local part of 64 characters exactly so long. */
const domainFor = (length: number): string => {
  const rest = length - 64 - 1 - 2 * 64 - '.org'.length
  return `${LONG}.${LONG}.${'b'.repeat(rest)}.org`
}

describe('an address that mail can be sent to', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  ada@example.org ', 'ada@example.org'],
    ['Ada.Lovelace@Example.ORG', 'Ada.Lovelace@example.org'],
    ['ada+law@example.org', 'ada+law@example.org'],
    ["o'neill@example.org", "o'neill@example.org"],
    ['a@b.co', 'a@b.co'],
    ['1@example.org', '1@example.org'],
    ['_ada_@example.org', '_ada_@example.org'],
    ['ada-@example.org', 'ada-@example.org'],
    ['a=b&c~d#e/f?g^h{i}*j$k@example.org', 'a=b&c~d#e/f?g^h{i}*j$k@example.org'],
    ['ada@sub.sub.example.org', 'ada@sub.sub.example.org'],
    ['ada@ex-ample.org', 'ada@ex-ample.org'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@faß.example', 'ada@xn--fa-hia.example'],
    ['ada@例え.jp', 'ada@xn--r8jz45g.jp'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@example。org', 'ada@example.org'],
    ['ada@ｅｘample.org', 'ada@example.org'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ada@1and1.com', 'ada@1and1.com'],
    ['ada@163.com', 'ada@163.com'],
    [`${LOCAL_64}@example.org`, `${LOCAL_64}@example.org`],
    [`ada@${LONG}.org`, `ada@${LONG}.org`],
    [`${LOCAL_64}@${domainFor(254)}`, `${LOCAL_64}@${domainFor(254)}`],
  ])('%s is %s', (text, address) => {
    expect(mailAddress(text)).toBe(address)
    expect(mailAddress(mailAddress(text))).toBe(address)
  })

  it.each([
    ['', 'Write the address'],
    ['   ', 'Write the address'],
    ['ada', 'has an “@”'],
    ['ada.example.org', 'has an “@”'],
    ['@example.org', 'missing before'],
    ['ada@', 'missing after'],
    ['@', 'missing before'],
    ['ada@@example.org', 'one “@” alone'],
    ['ada@example.org@example.net', 'one “@” alone'],
    ['"ada@evil.example"@example.org', 'quotation marks'],
    ['"ada"@example.org', 'quotation marks'],
    ['"ada lovelace"@example.org', 'contains a space'],
    ['Ada <ada@example.org>', 'contains a space'],
    ['Ada<ada@example.org>', 'without name'],
    ['<ada@example.org>', 'without name'],
    ['ada(comment)@example.org', 'without name'],
    ['ada@example.org,eve@example.org', 'more than one address'],
    ['ada@example.org;eve@example.org', 'more than one address'],
    ['ada@example.org eve@example.org', 'contains a space'],
    ['ada @example.org', 'contains a space'],
    ['ada@ example.org', 'contains a space'],
    ['ada\u00a0@example.org', 'contains a space'],
    ['ada@example.org\u3000', 'contains a space'],
    ['ada@example.org\r\nBcc: eve@example.org', 'cannot be seen'],
    ['ada@example.org\r\n', 'cannot be seen'],
    ['ada@example.org\n', 'cannot be seen'],
    ['ada\r@example.org', 'cannot be seen'],
    ['ada\u0000@example.org', 'cannot be seen'],
    ['ada@exam\u0000ple.org', 'cannot be seen'],
    ['ada\t@example.org', 'cannot be seen'],
    ['ada@example.org\u2028', 'cannot be seen'],
    ['ada\u007f@example.org', 'cannot be seen'],
    ['ada\u0085@example.org', 'cannot be seen'],
    ['äda@example.org', 'letters without accents'],
    ['адa@example.org', 'letters without accents'],
    ['ada\u200b@example.org', 'letters without accents'],
    ['.ada@example.org', 'no address'],
    ['ada.@example.org', 'no address'],
    ['a..da@example.org', 'no address'],
    ['-oQ/tmp@example.org', 'no address'],
    ['ada%example.net@example.org', 'no address'],
    ['host!ada@example.org', 'no address'],
    ['|cat@example.org', 'no address'],
    ['`id`@example.org', 'no address'],
    ['a\\da@example.org', 'no address'],
    ['a:da@example.org', 'no address'],
    ['[ada]@example.org', 'no address'],
    [`${'l'.repeat(65)}@example.org`, '65 characters before'],
    ['ada@localhost', 'not the whole name'],
    ['ada@[192.0.2.7]', 'not the whole name'],
    ['ada@[IPv6:::1]', 'not the whole name'],
    ['ada@192.0.2.7', 'not the name'],
    ['ada@0x7f.1', 'not the name'],
    ['ada@3232235777', 'not the name'],
    ['ada@example.123', 'not the whole name'],
    ['ada@example..org', 'not the name'],
    ['ada@.example.org', 'not the name'],
    ['ada@example.org.', 'not the name'],
    ['ada@-example.org', 'not the name'],
    ['ada@example-.org', 'not the name'],
    ['ada@exa_mple.org', 'not the whole name'],
    ['ada@example.org/path', 'not the whole name'],
    ['ada@example.org:25', 'not the whole name'],
    ['ada@example.org?x', 'not the whole name'],
    ['ada@example.org#x', 'not the whole name'],
    ['ada@user:word', 'not the whole name'],
    ['ada@exam%70le.org', 'not the whole name'],
    ['ada@exam\\ple.org', 'not the whole name'],
    [`ada@${'a'.repeat(64)}.org`, 'not the name'],
    [`${LOCAL_64}@${domainFor(255)}`, 'too long'],
  ])('refuses %j: %s', (text, words) => {
    expect(problem(text)).toContain(words)
  })

  it('never holds what could add a recipient or a header, whatever is typed around it', () => {
    for (const sign of [
      '\r',
      '\n',
      '\0',
      ' ',
      ',',
      ';',
      '<',
      '>',
      '"',
      '(',
      ')',
      ':',
      '\\',
      '[',
      ']',
      '%',
      '!',
    ])
      for (const text of [
        `${sign}ada@example.org`,
        `a${sign}da@example.org`,
        `ada@exa${sign}mple.org`,
        `ada@example.org${sign}`,
      ]) {
        const said = problem(text)
        if (said.startsWith('taken: ')) expect([sign, said]).toEqual([' ', 'taken: ada@example.org'])
      }
  })
})

describe('a masked address', () => {
  it.each([
    ['ada@example.org', 'a…@e….org'],
    ['a@b.co', 'a…@b….co'],
    ['ada.lovelace@mail.example.co.uk', 'a…@m….uk'],
  ])('%s is shown as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown)
  })
})
