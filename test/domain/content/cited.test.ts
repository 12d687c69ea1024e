import { describe, expect, it } from 'vitest'
import { pinpointInPath, readCited } from '#domain/content/cited.ts'
import { pinpointOf } from '#domain/content/pinpoints.ts'
import { atWords } from '#domain/content/text-fragment.ts'

const PAGE = 'https://law.example.org/act/section/38'

describe('what is pasted to cite a page', () => {
  it.each([
    ['an address', PAGE, ''],
    ['an address among spaces', `  ${PAGE}\n`, ''],
    ['a title and its address', `Harassment Act, section 38\n${PAGE}`, 'Harassment Act, section 38'],
    ['an address and its title', `${PAGE} – Harassment Act`, 'Harassment Act'],
    ['a quoted title', `“Harassment Act” <${PAGE}>`, 'Harassment Act'],
    ['a link of Markdown', `[Harassment Act (2001)](${PAGE})`, 'Harassment Act (2001)'],
    ['a sentence', `See ${PAGE}.`, 'See'],
    ['an address in brackets', `Harassment Act (${PAGE})`, 'Harassment Act'],
    ['a title that a browser joined to its address', `Harassment Act${PAGE}`, 'Harassment Act'],
    ['an address that tracks', `${PAGE}?utm_source=mail`, ''],
  ])('is read: %s', (_what, text, title) => {
    expect(readCited(text)).toMatchObject({ url: PAGE, problem: null, title, pinpoint: 's. 38' })
  })

  it('is a title where it has no address', () => {
    expect(readCited(' Harassment  Act ')).toEqual({
      url: null,
      problem: null,
      title: 'Harassment Act',
      quote: null,
      ends: null,
      pinpoint: null,
    })
  })

  it.each([
    ['nothing', ' \n ', ''],
    ['an address of mail', 'mailto:clerk@law.example.org', 'mailto:clerk@law.example.org'],
    ['a file by another protocol', 'ftp://law.example.org/act', 'ftp://law.example.org/act'],
    ['a script', 'javascript:alert(1)', 'javascript:alert(1)'],
    ['an address without its protocol', 'law.example.org/act', 'law.example.org/act'],
    ['a link of Markdown to a script', '[Act](javascript:alert(1))', '[Act](javascript:alert(1))'],
  ])('has no address that can be cited: %s', (_what, text, title) => {
    expect(readCited(text)).toEqual({
      url: null,
      problem: null,
      title,
      quote: null,
      ends: null,
      pinpoint: null,
    })
  })

  it.each([
    ['marks around it', `“ – ${PAGE} | ”`],
    ['the address once more', `${PAGE} ${PAGE}`],
    ['the address as the words of a link', `[${PAGE}](${PAGE})`],
    ['another address', `${PAGE}\nhttps://other.example.org/act`],
  ])('takes no title from %s', (_what, text) => {
    expect(readCited(text)).toMatchObject({ url: PAGE, title: '' })
  })

  it.each([
    ['https://user:secret@law.example.org/', /user name or password/],
    ['http://localhost/act', /not the name of a public site/],
  ])('is refused with a reason: %s', (text, problem) => {
    const cited = readCited(text)
    expect(cited.url).toBeNull()
    expect(cited.problem).toMatch(problem)
  })

  it.each([
    ['text=five%20years', { prefix: null, exact: 'five years', suffix: null }],
    [
      'text=a%20term%20of-,five%20years,-or%20a%20fine',
      { prefix: 'a term of', exact: 'five years', suffix: 'or a fine' },
    ],
    ['text=twenty%2Dfive%2C%20or', { prefix: null, exact: 'twenty-five, or', suffix: null }],
    ['text=first&text=second', { prefix: null, exact: 'first', suffix: null }],
    ['selector(x)&text=first', { prefix: null, exact: 'first', suffix: null }],
    ['text=100%', { prefix: null, exact: '100%', suffix: null }],
    ['text=', null],
    ['text=a-', null],
  ])('brings the words that its address marks: %s', (directive, quote) => {
    expect(readCited(`${PAGE}#:~:${directive}`)).toMatchObject({ url: PAGE, quote, ends: null })
  })

  it('keeps the part of the page that its address names beside marked words', () => {
    expect(readCited(`${PAGE}#p2:~:text=five%20years`).url).toBe(`${PAGE}#p2`)
  })

  it('says between which words a passage stands, and quotes none of it', () => {
    expect(readCited(`${PAGE}#:~:text=A%20person,a%20fine`)).toMatchObject({
      quote: null,
      ends: { from: 'A person', to: 'a fine' },
    })
  })

  it.each([
    { prefix: null, exact: 'a person commits an offence if, twenty-five & more', suffix: null },
    { prefix: 'term of up to', exact: '5 years', suffix: 'or a fine' },
  ])('is the reverse of the address that opens at quoted words: $exact', (quote) => {
    expect(readCited(atWords(PAGE, quote)).quote).toEqual(quote)
  })
})

describe('the provision that an address names', () => {
  it.each([
    ['/ukpga/2016/22/section/33', 's. 33'],
    ['/ukpga/2016/22/section/33A/2/a', 's. 33A(2)(a)'],
    ['/ukpga/2016/22/section/33/enacted', 's. 33'],
    ['/eli/2020/act/32/section/4/enacted/en/html', 's. 4'],
    ['/eng/acts/C-46/section-264.html', 's. 264'],
    ['/nisr/1997/1180/article/4/1', 'art. 4(1)'],
    ['/uksi/2012/1/regulation/5', 'reg. 5'],
    ['/ukpga/2016/22/schedule/2', 'Sch. 2'],
    ['/ukpga/2016/22/schedule/2/paragraph/4', 'Sch. 2 para. 4'],
  ])('of %s is %s', (path, pinpoint) => {
    expect(pinpointInPath(path)).toBe(pinpoint)
    expect(pinpointOf(pinpoint).unread).toBe(false)
  })

  it.each([
    ['/ukpga/2016/22'],
    ['/news/section/politics'],
    ['/article/how-to-report'],
    ['/section/'],
    ['/2016/33'],
  ])('is not guessed from %s', (path) => {
    expect(pinpointInPath(path)).toBeNull()
  })
})
