import { describe, expect, it } from 'vitest'
import {
  cutSlug,
  entryKey,
  entryKeyProblem,
  freeSlug,
  hyphenated,
  isEntryKey,
  isRowKey,
  isSlug,
  parseEntryKey,
  slugify,
  slugProblem,
  withEnding,
  type Kind,
} from '#domain/keys.ts'

const LONG = 'a'.repeat(80)

describe('slugs', () => {
  it.each([
    ['scotland', true],
    ['new-south-wales', true],
    ['section-127', true],
    ['7', true],
    [LONG, true],
    [`${LONG}a`, false],
    ['', false],
    ['Scotland', false],
    ['new south wales', false],
    ['new_south_wales', false],
    ['-scotland', false],
    ['scotland-', false],
    ['new--south', false],
    ['scotland/offence', false],
    ['..', false],
    ['écosse', false],
    ['scotland\n', false],
    ['%73cotland', false],
  ])('takes %j for a slug: %s', (text, expected) => {
    expect([isSlug(text), isRowKey(text)]).toEqual([expected, expected])
  })

  it.each([
    ['northern-ireland', null],
    [
      'Northern Ireland',
      '“Northern Ireland” is not a slug: use lower-case letters, digits and single hyphens, at most 80 characters (for example “new-south-wales”).',
    ],
    [
      `${'x'.repeat(70)} y`,
      `“${'x'.repeat(60)}” is not a slug: use lower-case letters, digits and single hyphens, at most 80 characters (for example “new-south-wales”).`,
    ],
    ['to', "“to” is reserved: it stands for something else in the site's addresses. Choose another slug."],
    [
      'changes',
      "“changes” is reserved: it stands for something else in the site's addresses. Choose another slug.",
    ],
    [
      'global',
      "“global” is reserved: it stands for something else in the site's addresses. Choose another slug.",
    ],
    ['toronto', null],
  ])('says what is wrong with %j', (text, problem) => {
    expect(slugProblem(text)).toBe(problem)
  })

  it.each([
    ['New South Wales', 'new-south-wales'],
    ['Québec', 'quebec'],
    ['Māori affairs', 'maori-affairs'],
    ['Threats & menaces', 'threats-and-menaces'],
    ['The reporter’s duty', 'the-reporters-duty'],
    ["Don't", 'dont'],
    ['  s. 127(1)(a)  ', 's-127-1-a'],
    ['Already-a-slug', 'already-a-slug'],
    ['ﬁne', 'fine'],
    ['...', ''],
    ['', ''],
    [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
    ['a'.repeat(200), LONG],
  ])('makes of %j the slug %j', (words, slug) => {
    expect(slugify(words)).toBe(slug)
  })

  it.each([
    ['Straße', 'strasse'],
    ['Cœur', 'coeur'],
    ['Łódź', 'lodz'],
    ['Øresund', 'oresund'],
  ])('keeps every letter of %j', (words, slug) => {
    expect(slugify(words)).toBe(slug)
  })

  it.each(['Québec & Co.', 'a'.repeat(300), `${'b-'.repeat(60)}`, 'İstanbul', 'A—B'])(
    'makes a slug of %j, and the same of that slug',
    (words) => {
      const slug = slugify(words)
      expect([isSlug(slug), slugify(slug)]).toEqual([true, slug])
    },
  )
})

describe('slugs that are counted up', () => {
  it.each([
    ['stalking', 'copy-2', 'stalking-copy-2'],
    ['', 'copy', 'copy'],
    [LONG, 'copy-2', `${'a'.repeat(73)}-copy-2`],
    [`${'a'.repeat(72)}-${'b'.repeat(7)}`, 'copy-2', `${'a'.repeat(72)}-copy-2`],
    [LONG, 'e'.repeat(80), 'e'.repeat(80)],
  ])('keeps the whole of an ending: %s with %s', (slug, ending, expected) => {
    expect(withEnding(slug, ending)).toBe(expected)
    expect(isSlug(expected)).toBe(true)
  })

  it.each(['stalking', LONG, 'a'.repeat(78), `${'ab-'.repeat(26)}c`])(
    'gives each of many a slug of its own: %s',
    (slug) => {
      const taken = new Set<string>()
      for (let made = 0; made < 150; made += 1) taken.add(freeSlug(slug, (each) => taken.has(each)))
      expect(taken.size).toBe(150)
      expect([...taken].filter((each) => !isSlug(each))).toEqual([])
      expect([...taken].slice(0, 2)).toEqual([slug, withEnding(slug, '2')])
    },
  )

  it('is cut without a hyphen at its end', () => {
    expect([cutSlug('ab-cd', 3), cutSlug('ab-cd', 9), cutSlug('ab-cd', -1)]).toEqual(['ab', 'ab-cd', ''])
  })

  it('has all words of a phrase, where they are compared', () => {
    expect(hyphenated(`${'a'.repeat(100)} & b`)).toBe(`${'a'.repeat(100)}-and-b`)
  })
})

describe('entry keys', () => {
  it.each([
    ['scotland/offence/stalking', { place: 'scotland', kind: 'offence', name: 'stalking' }],
    ['scotland/channel/police-scotland', { place: 'scotland', kind: 'channel', name: 'police-scotland' }],
    ['scotland/ladder', { place: 'scotland', kind: 'ladder', name: null }],
    ['scotland/profile', { place: 'scotland', kind: 'profile', name: null }],
    ['united-states/route', { place: 'united-states', kind: 'route', name: null }],
    ['global/essential/evidence', { place: 'global', kind: 'essential', name: 'evidence' }],
    ['scotland', null],
    ['scotland/offence', null],
    ['scotland/offence/', null],
    ['scotland/ladder/first', null],
    ['scotland/ladder/', null],
    ['scotland/offence/stalking/more', null],
    ['/offence/stalking', null],
    ['Scotland/offence/stalking', null],
    ['scotland/offence/Stalking', null],
    ['scotland/crime/stalking', null],
    ['scotland/constructor/stalking', null],
    ['scotland/essential/evidence', null],
    ['global/offence/stalking', null],
    ['global/profile', null],
    ['../offence/stalking', null],
    ['', null],
  ])('reads %j as %j', (text, parts) => {
    expect(parseEntryKey(text)).toEqual(parts)
    expect(isEntryKey(text)).toBe(parts !== null)
  })

  it.each([
    ['scotland', 'offence', 'stalking', 'scotland/offence/stalking'],
    ['scotland', 'ladder', null, 'scotland/ladder'],
    ['global', 'essential', 'evidence', 'global/essential/evidence'],
  ] as const)('puts %s, %s and %s together', (where, kind, name, key) => {
    expect(entryKey(where, kind, name)).toBe(key)
  })

  it.each([
    ['scotland', 'offence', null],
    ['scotland', 'ladder', 'first'],
    ['Scotland', 'ladder', null],
    ['global', 'offence', 'stalking'],
    ['scotland', 'essential', 'evidence'],
    ['scotland', 'offence', ''],
    ['scotland', 'offence', 'a/b'],
  ] as const)('makes no key of %s, %s and %j', (where, kind, name) => {
    expect(() => entryKey(where, kind, name)).toThrow(TypeError)
  })

  it.each<[string, Kind, string, string | null]>([
    ['scotland/offence/stalking', 'offence', 'scotland', null],
    ['scotland/route', 'route', 'scotland', null],
    [
      'wales/offence/stalking',
      'offence',
      'scotland',
      '“wales/offence/stalking” is not a key for this entry: it must read “scotland/offence/<name>”.',
    ],
    [
      'scotland/channel/stalking',
      'offence',
      'scotland',
      '“scotland/channel/stalking” is not a key for this entry: it must read “scotland/offence/<name>”.',
    ],
    [
      'scotland/ladder/one',
      'ladder',
      'scotland',
      '“scotland/ladder/one” is not a key for this entry: it must read “scotland/ladder”.',
    ],
    [
      'stalking',
      'profile',
      'scotland',
      '“stalking” is not a key for this entry: it must read “scotland/profile”.',
    ],
  ])('says of %j as a key of the kind %s in %s: %j', (text, kind, where, problem) => {
    expect(entryKeyProblem(text, kind, where)).toBe(problem)
  })
})
