import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Corpus } from '#corpus/corpus.ts'
import { headingAndText, titleAndLaw } from '#corpus/guide-page/cuts.ts'
import { elementsOf, statutesIn } from '#corpus/guide-page/offences.ts'
import { readGuidePage, type ReadPage } from '#corpus/guide-page/read-page.ts'

const place = (
  slug: string,
  name: string,
  more: Partial<Corpus['jurisdictions'][number]> = {},
): Corpus['jurisdictions'][number] => ({
  slug,
  name,
  inSentence: name,
  iso: 'GB',
  kind: 'country',
  guide: 'full',
  ...more,
})

const NORTHMARK = place('northmark', 'Northmark')
const WESTLAND = place('westland', 'Westland', { iso: 'NZ' })

const beside: Corpus = {
  site: null,
  jurisdictions: [
    NORTHMARK,
    WESTLAND,
    place('isle-of-sand', 'Isle of Sand', { inSentence: 'the Isle of Sand' }),
    place('upper-vale', 'Upper Vale', { guide: 'section', parent: 'northmark' }),
  ],
  bodies: [],
  instruments: [
    { key: 'reputation-act', title: 'Reputation Act 2009', kind: 'act', jurisdiction: 'northmark' },
  ],
  sources: [{ url: 'https://laws.example.org/', title: 'Laws of Northmark', precision: 'host' }],
  profiles: [],
  channels: [],
  offences: [],
  ladders: [],
  routes: [],
  essentials: [],
}

const read = (file: string, of: Corpus['jurisdictions'][number]): ReadPage =>
  readGuidePage(file, readFileSync(`test/fixtures/guide-pages/${file}`, 'utf8'), { place: of, beside })

describe('a guide page of which only the text is left', () => {
  const page = read('northmark.txt', NORTHMARK)
  const content = page.read?.content

  it('has every block placed, and says where the others stand', () => {
    expect(page.problems).toEqual([])
    expect(page.unplaced).toEqual([
      {
        line: 97,
        text: 'Lower Vale (LV) · 1 offence(s) · Recording: One-party consent.',
        why: 'There is no jurisdiction “Lower Vale”: make it first, then import the page again.',
      },
    ])
  })

  it('gives the place its emergency numbers and its two rules', () => {
    expect(content?.profiles[0]).toMatchObject({
      key: 'northmark/profile',
      emergency: {
        contacts: [
          { kind: 'phone', value: '999' },
          { kind: 'phone', value: '112', note: 'reaches the same room' },
          { kind: 'relay', value: '18000' },
        ],
      },
      doxxing: { status: 'none', text: 'No standalone offence here. Report it as part of a pattern.' },
      recording: { rule: 'one-party' },
    })
    expect(content?.profiles[1]).toMatchObject({
      key: 'upper-vale/profile',
      ownOffences: 3,
      recording: { rule: 'all-party' },
    })
  })

  it('makes channels with their numbers, but no number that serves another place', () => {
    expect(
      content?.channels.map(({ title, stage, role, url, contacts }) => ({
        title,
        stage,
        role,
        url,
        numbers: contacts.filter(({ kind }) => kind !== 'web').map(({ value, note }) => [value, note]),
      })),
    ).toEqual([
      {
        title: 'Northmark Police by phone (the ordinary line)',
        stage: 'record',
        role: 'police-intake',
        url: undefined,
        numbers: [['101', 'day and night']],
      },
      {
        title: 'Northmark Police online',
        stage: 'record',
        role: 'police-intake',
        url: 'https://police.northmark.example/',
        numbers: [],
      },
      {
        title: 'Privacy Regulator (PR)',
        stage: 'national',
        role: 'regulator',
        url: 'https://privacy.example.org/',
        numbers: [['+443031231113', 'weekdays']],
      },
      {
        title: 'Fraud Line - Southmark ONLY',
        stage: 'national',
        role: 'not-here',
        url: 'https://fraud.example.org/',
        numbers: [],
      },
    ])
    expect(content?.channels[3]?.instead).toContain('0300 123 2040 (not for people here)')
  })

  it('takes the name of a place as it is written, whatever its signs mean in a pattern', () => {
    const text = readFileSync('test/fixtures/guide-pages/northmark.txt', 'utf8')
    const odd = { ...NORTHMARK, name: 'Northmark (North', inSentence: 'Northmark (North' }
    const { read: found } = readGuidePage('odd.txt', text, { place: odd, beside })
    expect(found?.content.channels.length).toBe(content?.channels.length)
  })

  it('takes offences apart: title, law, penalty, section, nature and elements', () => {
    expect(
      content?.offences.map(({ title, standing, nature, penalty, section, instruments, elements }) => ({
        title,
        standing,
        nature,
        penalty,
        section,
        law: instruments.map(({ instrument, provision, relation }) => [instrument, provision, relation]),
        elements: elements.length,
      })),
    ).toEqual([
      {
        title: 'Stalking',
        standing: 'in-force',
        nature: 'criminal',
        penalty: 'Up to 4 years in prison.',
        section: 'Section 12',
        law: [['harassment-and-stalking-northmark-act-2011', 'Section 12', 'creates']],
        elements: 3,
      },
      {
        title: 'Threats to hurt somebody (by any means)',
        standing: 'in-force',
        nature: 'criminal',
        penalty: 'None is fixed.',
        section: 'Common law (no section)',
        law: [['northmark-common-law-crime-of-threats', undefined, 'creates']],
        elements: 1,
      },
      {
        title: 'Posting private details',
        standing: 'no-standalone-offence',
        nature: 'criminal',
        penalty: 'That of the act it is part of.',
        section: 'See the offence it is part of',
        law: [['harassment-and-stalking-northmark-act-2011', undefined, 'alternative']],
        elements: 1,
      },
      {
        title: 'Slander and libel',
        standing: 'civil-only',
        nature: 'civil',
        penalty: 'Not applicable (civil).',
        section: 'N/A',
        law: [['reputation-act', undefined, 'creates']],
        elements: 1,
      },
    ])
    expect(content?.offences[0]).toMatchObject({
      elements: [
        { text: 'it happened twice or more' },
        { text: 'the person was afraid' },
        { text: 'the follower meant it.' },
      ],
      elementsNote: 'Defence: the law allowed it.',
      officialSource: 'laws.example.org#laws-of-northmark',
    })
  })

  it('makes routes without the sentence that closes each of them', () => {
    expect(
      content?.routes.map(({ key, lever, mechanism, caveat }) => ({ key, lever, mechanism, caveat })),
    ).toEqual([
      {
        key: 'isle-of-sand/route',
        lever: "The island's court can order a page to be taken down.",
        mechanism: 'Your own police write to theirs.',
        caveat: 'The island has no treaty with anybody.',
      },
      {
        key: 'westland/route',
        lever: "Westland's police act on a letter.",
        mechanism: 'By a letter from ministry to ministry.',
        caveat: undefined,
      },
    ])
  })

  it('makes the steps of a ladder, whose numbers stand twice', () => {
    expect(
      content?.ladders[0]?.steps.map(({ title, text, crossBorder }) => [title, text, crossBorder]),
    ).toEqual([
      ['FRONT DESK', 'Ask for the number and the name of the officer.', false],
      ['Write to the sergeant', 'Say when you first called and what you were told.', false],
      ['INTERNATIONAL DESK', 'Ask them to write to the police where the person is.', true],
    ])
  })

  it('cuts an essay into sections, and mends a list that lost its first mark', () => {
    const [essay] = content?.essentials ?? []
    const words = (text: string) => [{ type: 'text', text, bold: false, italic: false }]
    expect(essay).toMatchObject({
      key: 'global/essential/keeping-what-you-were-sent',
      summary: 'Keep it as it came.',
      sections: [
        {
          heading: 'Save the whole page',
          blocks: [
            {
              type: 'paragraph',
              children: words('Harbour clerks look for the date, the name and the address.'),
            },
          ],
        },
        {
          heading: 'What not to do',
          blocks: [
            { type: 'paragraph', children: words('Never send it on. Two rules:') },
            {
              type: 'list',
              ordered: true,
              items: [
                { children: words('Keep the first copy.') },
                { children: words('Keep a second one elsewhere.') },
                { children: words('Tell nobody the password.') },
              ],
            },
          ],
        },
      ],
    })
    expect(essay?.citations.map(({ source }) => source)).toEqual([
      'keep.example.org#keep-example-org',
      'police.northmark.example#police-northmark-example',
    ])
  })

  it('names the line of the page from which each draft was made', () => {
    expect(page.read?.lineOf(['offences', 1])).toBe(59)
    expect(page.read?.lineOf(['routes', 0, 'lever'])).toBe(102)
  })
})

describe('a guide page in HTML', () => {
  const page = read('westland.html', WESTLAND)

  it('is read as a browser would put its words on lines', () => {
    expect(page.read?.content.profiles[0]?.emergency?.contacts).toMatchObject([{ value: '111' }])
    expect(page.read?.content.offences).toMatchObject([
      {
        title: 'Extortion',
        penalty: '14 years & a fine.',
        section: 'Section 237',
        instruments: [{ instrument: 'crimes-code-1961', provision: 'Section 237' }],
      },
    ])
    expect(page.read?.lineOf(['offences', 0])).toBe(12)
  })

  it('says which line of a ladder is no step', () => {
    expect(page.unplaced).toEqual([
      { line: 21, text: 'Nobody numbered this line.', why: 'This line stands before the first step.' },
    ])
  })
})

describe('what no page is', () => {
  it('is said, and gives no draft', () => {
    const { read: made, unplaced } = readGuidePage('letter.txt', 'Dear reader,\nall is well.\n', {
      place: NORTHMARK,
      beside,
    })
    expect(made?.content.offences).toEqual([])
    expect(unplaced.map(({ why }) => why)).toEqual(['No part of a guide page was found in this file.'])
  })
})

describe('cuts', () => {
  it.each([
    ['StalkingPenal Code 1900', 'Stalking', 'Penal Code 1900'],
    ['Threats (to kill)Public Order Act 1986', 'Threats (to kill)', 'Public Order Act 1986'],
    ['A NetHelp scamFraud Act 2001', 'A NetHelp scam', 'Fraud Act 2001'],
    ['Nothing beside it', 'Nothing beside it', ''],
  ])('%s', (text, title, law) => {
    expect(titleAndLaw(text)).toEqual({ title, law })
  })

  it.each([
    ['Keep a copy Courts ask for it.', 'Keep a copy'],
    ['What the LRC says The court follows it.', 'What the LRC says'],
    ['Ask the desk and the BBC For most people that is enough.', 'Ask the desk and the BBC'],
  ])('the heading of “%s”', (text, heading) => {
    expect(headingAndText(text).heading).toBe(heading)
  })

  it.each([
    ['Criminal Code Act 1995 (Cth)', ['Criminal Code Act 1995 (Cth)']],
    [
      'Public Order Act 12 of 1986 and Fraud Act 2001 where it fits',
      ['Public Order Act 12 of 1986', 'Fraud Act 2001'],
    ],
    ['common law', []],
  ])('the statutes in “%s”', (law, titles) => {
    expect(statutesIn(law)).toEqual(titles)
  })

  it('does not number elements that the page does not number', () => {
    expect(elementsOf('Under s. 3(1) and (2) it is a crime.').elements).toHaveLength(1)
  })
})
