import { describe, expect, it } from 'vitest'
import type { Quote } from '#domain/content/content.ts'
import { atWords } from '#domain/content/text-fragment.ts'

const quote = (exact: string, around: Partial<Quote> = {}): Quote => ({
  prefix: null,
  suffix: null,
  exact,
  ...around,
})

const PAGE = 'https://law.example/act/s38'
const long = Array.from({ length: 90 }, (_, at) => `word${at + 1}`).join(' ')

describe('an address that opens at quoted words', () => {
  it.each([
    ['is the page where nothing is quoted', PAGE, null, PAGE],
    ['is the page where the quote has no word', PAGE, quote(' — '), PAGE],
    [
      'seeks a quote of some length alone, whatever is kept around it',
      PAGE,
      quote('a person commits an offence if', { prefix: '(1) Subject to this,', suffix: 'the person does' }),
      `${PAGE}#:~:text=a%20person%20commits%20an%20offence%20if`,
    ],
    [
      'encodes what has a meaning in it: hyphen, comma, ampersand; and what has one in an address',
      PAGE,
      quote('twenty-five years, life & a #fine of 50%+'),
      `${PAGE}#:~:text=twenty%2Dfive%20years%2C%20life%20%26%20a%20%23fine%20of%2050%25%2B`,
    ],
    [
      'says of a short quote between which words it stands',
      PAGE,
      quote('5 years', {
        prefix: 'a term which may well extend-to',
        suffix: ', or to a fine, or to both of them',
      }),
      `${PAGE}#:~:text=may%20well%20extend%2Dto-,5%20years,-%2C%20or%20to%20a%20fine`,
    ],
    [
      'takes a short quote as it is where nothing is kept around it',
      PAGE,
      quote('5 years'),
      `${PAGE}#:~:text=5%20years`,
    ],
    [
      'seeks a long quote by its ends',
      PAGE,
      quote(long),
      `${PAGE}#:~:text=word1%20word2%20word3%20word4%20word5%20word6,word85%20word86%20word87%20word88%20word89%20word90`,
    ],
    [
      'seeks a quote of several paragraphs by its ends, however short',
      PAGE,
      quote('A person must not—\n(a) harass,\n(b) stalk another.'),
      `${PAGE}#:~:text=A%20person%20must%20not,b)%20stalk%20another`,
    ],
    [
      'joins words that a line of the source broke with spaces',
      PAGE,
      quote('a  person\u00a0commits an offence if'),
      `${PAGE}#:~:text=a%20person%20commits%20an%20offence%20if`,
    ],
    [
      'follows a fragment of the page itself',
      `${PAGE}#section-2`,
      quote('a person commits an offence if'),
      `${PAGE}#section-2:~:text=a%20person%20commits%20an%20offence%20if`,
    ],
    [
      'takes the place of words that the address names already',
      `${PAGE}#:~:text=other%20words`,
      quote('a person commits an offence if'),
      `${PAGE}#:~:text=a%20person%20commits%20an%20offence%20if`,
    ],
    [
      'counts words of scripts without spaces',
      PAGE,
      quote('犯罪'.repeat(200)),
      expect.stringMatching(/#:~:text=(%E7%8A%AF|%E7%BD%AA|%[0-9A-F]{2})+,(%[0-9A-F]{2})+$/),
    ],
  ])('%s', (_name, url, words, address) => {
    expect(atWords(url, words)).toEqual(address)
  })

  it('is an address that means the same when it is read', () => {
    const exact = 'twenty-five years, life & a #fine of 50%+'
    const { hash } = new URL(atWords(PAGE, quote(exact)))
    expect(decodeURIComponent(hash)).toBe(`#:~:text=${exact}`)
  })
})
