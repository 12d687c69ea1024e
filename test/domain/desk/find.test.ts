import { describe, expect, it } from 'vitest'
import { actionsFor } from '#domain/desk/find/actions.ts'
import { FindIndex } from '#domain/desk/find/find-index.ts'
import type { Findable } from '#domain/desk/find/findable.ts'
import { askedPhone, askedProvisions, provisionTerms } from '#domain/desk/find/numbers.ts'
import { termsOf, wordsOf } from '#domain/desk/find/words.ts'

const record = (id: string, title: string, more: Partial<Findable> = {}): Findable => ({
  id: `offences/${id}`,
  collection: 'offences',
  record: id,
  entry: null,
  kind: 'Offence',
  title,
  place: null,
  names: [],
  texts: [],
  ...more,
})

function indexOf(...records: Findable[]): FindIndex {
  const index = new FindIndex()
  for (const each of records) index.put(each)
  return index
}

const idsOf = (index: FindIndex, text: string): string[] =>
  index.find(text, 20).found.map((each) => each.record.record)

describe('the words of a text', () => {
  it.each([
    ['Women’s Aid', ['womens', 'aid']],
    ['Straßenräuber ÉCOUTE', ['strassenrauber', 'ecoute']],
    ['스토킹 처벌법', ['스토킹', '처벌법']],
    ['कानून', ['कानून']],
    ['ストーカー規制法', ['ストーカー', '規制', '法']],
    ['Łódź, 12', ['lodz', '12']],
    ['… – !', []],
  ])('are compared without case, accents and signs: %s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms)
  })

  it('are told with where they stand', () => {
    expect(wordsOf('a Café.')).toEqual([
      { term: 'a', at: 0, end: 1 },
      { term: 'cafe', at: 2, end: 6 },
    ])
  })
})

describe('numbers of provisions', () => {
  it.each([
    ['s. 127(1)(a)', ['s:127(1)(a)', 's:127(1)', 's:127']],
    ['Section 33', ['s:33']],
    ['§ 238 StGB', ['s:238']],
    ['art. 4', ['art:4']],
    ['ss. 4–6', ['s:4', 's:5', 's:6']],
    ['ss. 4 and 4A', ['s:4', 's:4a']],
    ['127(3)', ['*:127(3)', '*:127']],
  ])('stand in the index with what they are part of: %s', (text, terms) => {
    expect(provisionTerms(text)).toEqual(expect.arrayContaining(terms))
  })

  it.each(['it’s 5 pm', 'Online Safety Act 2023', '0808 2000 247'])('are not seen in %s', (text) => {
    expect(provisionTerms(text)).toEqual([])
  })

  it('are taken out of a search', () => {
    expect(askedProvisions('harassment s 33(1) scotland')).toEqual({
      terms: ['s:33(1)'],
      rest: 'harassment   scotland',
    })
  })
})

describe('a telephone number that is searched for', () => {
  it.each([
    ['0808 2000 247', '8082000247'],
    ['+44 20 7946', '44207946'],
    ['101', null],
    ['s 127', null],
  ])('%s', (text, digits) => {
    expect(askedPhone(text)).toBe(digits)
  })
})

describe('the index', () => {
  const stalking = record('1', 'Stalking', {
    place: 'Scotland',
    names: ['Criminal Justice and Licensing (Scotland) Act 2010'],
    texts: [
      { label: 'Maximum penalty', text: 'Five years in prison under s. 39(7)(a), and a fine.' },
      { label: 'Law it rests on', text: 'Criminal Justice and Licensing (Scotland) Act 2010, s. 39' },
    ],
  })
  const messages = record('2', 'Malicious messages', {
    place: 'England and Wales',
    names: ['Communications Act 2003', 'Ofcom'],
    texts: [
      { label: 'Law it rests on', text: 'Communications Act 2003, s. 127(3)' },
      { label: 'Contacts', text: 'Ofcom, 020 7981 3000, +442079813000' },
    ],
  })
  const note = record('3', 'Threats', {
    texts: [{ label: 'What it covers', text: 'A note on stalking, and on 39 other things.' }],
  })
  const index = indexOf(note, messages, stalking)

  it.each([
    ['stalking', ['1', '3'], 'a title before other words'],
    ['stalking scotland', ['1'], 'words of several fields'],
    ['stal', ['1', '3'], 'the beginning of a word'],
    ['stalkin', ['1', '3'], 'a letter too few'],
    ['stalklng', ['1', '3'], 'a letter for another'],
    ['stlaking', ['1', '3'], 'two letters that changed places'],
    ['s 39', ['1'], 'a section by its number'],
    ['39(7)', ['1'], 'a subsection without its unit'],
    ['127(3)', ['2'], 'the number of a section'],
    ['art 127', [], 'another unit'],
    ['Ofcom', ['2'], 'a body'],
    ['communications act', ['2'], 'an Act'],
    ['020 7981', ['2'], 'a telephone number as it is written'],
    ['02079813000', ['2'], 'a telephone number in digits'],
    ['+44 20 7981 3000', ['2'], 'a telephone number from abroad'],
  ])('finds %s', (text, ids) => {
    expect(idsOf(index, text)).toEqual(ids)
  })

  it('tells in which field the words stand, with the words marked', () => {
    const [found] = index.find('prison fine', 5).found
    expect(found?.excerpt).toEqual({
      label: 'Maximum penalty',
      pieces: [
        { text: 'Five years in ', hit: false },
        { text: 'prison', hit: true },
        { text: ' under s. 39(7)(a), and a ', hit: false },
        { text: 'fine', hit: true },
        { text: '.', hit: false },
      ],
    })
  })

  it('marks a section together with its unit', () => {
    const pieces = index.find('s 39(7)', 5).found[0]?.excerpt?.pieces
    expect(pieces?.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['s. 39(7)(a)'])
  })

  it('marks what a slip was meant to be', () => {
    expect(index.find('stlaking', 5).found[0]?.title).toEqual([{ text: 'Stalking', hit: true }])
  })

  it('says so where no record has all of the words', () => {
    expect(index.find('stalking ofcom', 5)).toMatchObject({ total: 3, some: true })
    expect(index.find('stalking scotland', 5)).toMatchObject({ total: 1, some: false })
  })

  it('shortens a long text around what was found', () => {
    const long = record('9', 'Long', {
      texts: [{ label: 'What it covers', text: `${'before '.repeat(60)}needle ${'after '.repeat(60)}` }],
    })
    const pieces = indexOf(long).find('needle', 1).found[0]?.excerpt?.pieces ?? []
    const text = pieces.map((each) => each.text).join('')
    expect(text).toMatch(/^… before .*needle after .* …$/)
    expect(text.length).toBeLessThan(170)
  })

  it('forgets what is taken out, and what a record said before', () => {
    const mine = indexOf(stalking, messages)
    mine.put({ ...stalking, title: 'Harassment', texts: [] })
    mine.take(messages.id)
    expect(idsOf(mine, 'stalking')).toEqual([])
    expect(idsOf(mine, 'harassment')).toEqual(['1'])
    expect(idsOf(mine, 'ofcom')).toEqual([])
    expect(idsOf(mine, '020 7981')).toEqual([])
    expect(mine.size).toBe(1)
  })
})

describe('actions', () => {
  const words = (text: string, ...roles: ('editor' | 'reviewer' | 'administrator')[]): string[] =>
    actionsFor(text, { roles }).map((each) => each.words)

  it('are offered by the beginning of their words, to those who may take them', () => {
    expect(words('new off', 'editor')).toEqual(['New offence'])
    expect(words('new off', 'administrator')).toEqual([])
    expect(words('new acc', 'administrator')).toEqual(['New account'])
    expect(words('new acc', 'editor')).toEqual([])
    expect(words('review', 'reviewer')).toEqual(['Review queue'])
    expect(words('import', 'editor')).toEqual(['Import and export'])
    expect(words('csv', 'editor')).toEqual(['Import and export'])
    expect(words('publish', 'reviewer')).toEqual(['Publish now: the state of the site'])
  })

  it('are the usual ones before anything is typed', () => {
    expect(words('', 'reviewer')).toEqual([
      'Review queue',
      'New offence',
      'The desk',
      'Import and export',
      'Watch',
    ])
  })
})
