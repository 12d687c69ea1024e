import { describe, expect, it } from 'vitest'
import { copyOf, isUncheckedCopy, noteOfChecked, noteOfCopy } from '#domain/content/copied.ts'
import type { Kind } from '#domain/keys.ts'

const origin = {
  label: 'Stalking · Scotland',
  day: '30 November 2026',
  sources: [
    {
      title: 'The Act',
      url: 'https://law.example/1',
      pinpoint: 's. 1',
      supports: ['Maximum penalty', 'Section'],
    },
  ],
}
const NOTE = noteOfCopy('offence', origin)

/** What an original was checked for, by whom it was approved, and what names it. */
const CHECKED = {
  id: 'a1',
  key: 'scotland/offence/stalking',
  revision: 7,
  deskState: 'live',
  inForceAsOf: '2026-01-31',
  confidence: 'high',
  confidenceNote: 'Certain.',
  editorNote: 'Looked at.',
  label: 'Stalking · Scotland',
  place: 'scotland/2/0010',
  jurisdiction: 'p1',
  citations: [
    { id: 'c1', source: 's1', supports: ['penalty'], quote: 'five years', retrievedOn: '2026-01-31' },
  ],
  order: 20,
  reverifyEvery: 90,
}

const offence = {
  ...CHECKED,
  title: 'Stalking',
  reportAs: 'stalking',
  standing: 'abolished',
  situations: [{ id: 'r1', key: 'followed', group: 'threats', text: 'Somebody follows me.' }],
  say: 'I report stalking.',
  penalty: '5 years',
  timeLimit: null,
  covers: 'Following somebody.',
  section: 'Section 39',
  nature: 'criminal',
  classification: 'Either way',
  elements: [{ id: 'e1', key: 'twice', text: 'Twice.' }],
  elementsNote: '',
  officialSource: 's1',
  related: ['o2'],
  instruments: [
    { id: 'i1', instrument: 'act', provision: 's. 39', relation: 'creates', standing: 'in-force' },
  ],
}
const UNCHECKED = { order: 20, reverifyEvery: 90, confidence: 'low', editorNote: NOTE }

describe('a copy of an entry', () => {
  it('of another place carries words, and nothing of law, numbers or what was checked', () => {
    expect(copyOf('offence', offence, { origin, within: null })).toEqual({
      ...UNCHECKED,
      title: 'Stalking',
      reportAs: 'stalking',
      situations: [{ key: 'followed', group: 'threats', text: 'Somebody follows me.' }],
      covers: 'Following somebody.',
      elements: [{ key: 'twice', text: 'Twice.' }],
      elementsNote: '',
    })
  })

  it('of the same place carries its law as well, under another title, and still no source', () => {
    const copy = copyOf('offence', offence, { origin, within: 'Stalking (copy)' })
    expect(copy).toMatchObject({
      ...UNCHECKED,
      title: 'Stalking (copy)',
      standing: 'abolished',
      penalty: '5 years',
      section: 'Section 39',
      instruments: [{ instrument: 'act', provision: 's. 39', relation: 'creates', standing: 'in-force' }],
    })
    expect(copy.reportAs).toBeUndefined()
    expect(JSON.stringify(copy)).not.toMatch(
      /retrievedOn|citations|five years|"id"|inForceAsOf|revision|deskState/,
    )
  })

  it.each<[Kind, Record<string, unknown>, Record<string, unknown>]>([
    [
      'channel',
      {
        title: 'Call 101',
        stage: 'record',
        role: 'police-intake',
        reach: 'public',
        does: 'Takes reports.',
        body: 'b1',
        url: 'https://police.example',
        contacts: [{ key: 'call', kind: 'phone', value: '101', printed: '101' }],
        bodyContacts: [{ body: 'b1', contact: 'call' }],
      },
      { title: 'Call 101', stage: 'record', role: 'police-intake', reach: 'public', does: 'Takes reports.' },
    ],
    [
      'ladder',
      {
        steps: [
          {
            id: 'r1',
            key: 'report',
            title: 'Report',
            text: 'Report it.',
            namesRight: true,
            crossBorder: false,
            contacts: [{ key: 'call', kind: 'phone', value: '101', printed: '101' }],
            links: [{ key: 'site', label: 'Site', url: 'https://police.example' }],
          },
        ],
      },
      {
        steps: [{ key: 'report', title: 'Report', text: 'Report it.', namesRight: true, crossBorder: false }],
      },
    ],
    [
      'route',
      {
        lever: 'The regulator removes it.',
        mechanism: 'Police to police.',
        caveat: 'It does not prosecute.',
        seeNations: true,
        contacts: [{ key: 'call', kind: 'phone', value: '101', printed: '101' }],
        bodyContacts: [{ body: 'b1', contact: 'call' }],
        links: [{ key: 'site', label: 'Site', url: 'https://police.example' }],
        instruments: [{ instrument: 'act', relation: 'procedure', standing: 'in-force' }],
      },
      {
        lever: 'The regulator removes it.',
        mechanism: 'Police to police.',
        caveat: 'It does not prosecute.',
      },
    ],
    [
      'profile',
      {
        emergency: { contacts: [{ kind: 'phone', value: '999', printed: '999' }], say: 'I need the police.' },
        doxxing: { status: 'offence', text: 'It is one.' },
        recording: { rule: 'one-party', text: 'You may.' },
        budapest: 'party',
      },
      { emergency: { say: 'I need the police.' } },
    ],
  ])('of a %s carries no number, address or rule of its place', (kind, doc, carried) => {
    expect(copyOf(kind, { ...CHECKED, ...doc }, { origin, within: null })).toEqual({
      ...UNCHECKED,
      ...carried,
    })
  })

  it('of an essay carries all its words, the nodes of its text as they are, and nothing that was checked', () => {
    const body = {
      root: {
        type: 'root',
        children: [
          { type: 'paragraph', children: [{ type: 'link', id: 'n1', fields: { url: 'https://a.example' } }] },
        ],
      },
    }
    const essay = {
      ...CHECKED,
      key: 'global/essential/evidence',
      slug: 'evidence',
      title: 'Evidence',
      summary: 'Keep what you have.',
      crossBorder: true,
      sections: [
        {
          id: 'r1',
          key: 'keep',
          heading: 'Keep it',
          body,
          confidenceNote: 'Courts differ.',
          editorNote: 'Ask Ben.',
        },
        { id: 'r2', key: 'later', heading: 'Later', body: null },
      ],
      instruments: [{ id: 'i1', instrument: 'act', relation: 'procedure', standing: 'in-force' }],
    }
    const copy = copyOf('essential', essay, { origin, within: 'Evidence of threats' })
    expect(copy).toEqual({
      ...UNCHECKED,
      editorNote: noteOfCopy('essential', origin),
      title: 'Evidence of threats',
      reportAs: undefined,
      summary: 'Keep what you have.',
      crossBorder: true,
      sections: [
        { key: 'keep', heading: 'Keep it', confidenceNote: 'Courts differ.', body },
        { key: 'later', heading: 'Later' },
      ],
      instruments: [{ instrument: 'act', relation: 'procedure', standing: 'in-force' }],
    })
    expect(copy.editorNote).toMatch(/every word of it, against sources of its own\./)
  })

  it('says where it comes from and what was cited, in a note that counts as unchecked until its line is gone', () => {
    expect(NOTE).toBe(
      'Copied from “Stalking · Scotland” on 30 November 2026, and to be checked: every word of it, against the law of this place. Delete this line once that is done.\n\nSources of the original, none of them checked for this entry:\n- The Act, https://law.example/1 (s. 1, for Maximum penalty; Section)',
    )
    expect(isUncheckedCopy(NOTE)).toBe(true)
    expect(isUncheckedCopy(`Ask Ben.\n${NOTE}`)).toBe(true)
    expect(isUncheckedCopy(NOTE.split('\n').slice(1).join('\n'))).toBe(false)
    expect(isUncheckedCopy(null)).toBe(false)
  })

  it('names as many sources in its note as there is room for', () => {
    const [source] = origin.sources
    const many = Array.from({ length: 400 }, () => source).filter((each) => each !== undefined)
    const note = noteOfCopy('offence', { ...origin, sources: many })
    expect(note.length).toBeLessThan(7_000)
    expect(note).toMatch(/\n- and \d+ more$/)
  })

  it('keeps the rest of its note once somebody has checked it', () => {
    const checked = noteOfChecked(`Ask Ben.\n${NOTE}`)
    expect(checked).toBe(
      'Ask Ben.\n\nSources of the original, none of them checked for this entry:\n- The Act, https://law.example/1 (s. 1, for Maximum penalty; Section)',
    )
    expect(isUncheckedCopy(checked)).toBe(false)
    expect(noteOfChecked('Ask Ben.')).toBe('Ask Ben.')
  })
})
