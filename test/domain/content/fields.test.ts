import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { CLAIM_LISTS, claimIds, fieldsOf, ROW_CLAIMS, type Field } from '#domain/content/fields.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { LEGAL_STATUSES, type LegalStatus } from '#domain/content/legal-status.ts'
import { contact, entry, link } from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

/** A field in one line: id, label, what it must have, and its words. */
const line = ({ id, label, citable, required, covered, text }: Field): string =>
  `${id} (${label})${citable ? ' claim' : ''}${required ? ' required' : ''}${covered ? ' covered' : ''}: ${text}`

/** What every kind has, beside its own fields. */
const COMMON = ['instruments', 'citations', 'confidence']

const lines = (from: unknown, guide: GuideForm | null): string[] =>
  fieldsOf(from as Entry, guide)
    .filter(({ id }) => !COMMON.includes(id))
    .map(line)

describe('the fields of an entry', () => {
  it.each<[Kind, GuideForm | null, unknown, string[]]>([
    [
      'profile',
      'full',
      entry('profile', { content: { ownOffences: 0 } }),
      [
        'emergency (Emergency numbers) claim required covered: 999, Day and night, Note of a contact\n18000, Text relay\nWhen to call\nWhat to say on the phone\nNote on the emergency number',
        'doxxing (Doxxing status) claim required covered: No standalone offence\nDoxxing, what the law says\nWhat to say about doxxing',
        'recording (Recording rule) claim required covered: One-party consent\nRecording, what the law says',
        'budapest (Budapest Convention) claim: Party',
        'ownOffences (Offences of its own) claim: 0',
      ],
    ],
    [
      'profile',
      'section',
      entry('profile', { content: { emergency: null, doxxing: null, budapest: null } }),
      [
        'emergency (Emergency numbers) claim: null',
        'doxxing (Doxxing status) claim: null',
        'recording (Recording rule) claim required covered: One-party consent\nRecording, what the law says',
        'budapest (Budapest Convention) claim: null',
        'ownOffences (Offences of its own) claim: null',
      ],
    ],
    [
      'profile',
      'inbound',
      entry('profile', {
        content: { emergency: null, doxxing: null, recording: null, budapest: 'not-party' },
      }),
      [
        'emergency (Emergency numbers) claim: null',
        'doxxing (Doxxing status) claim: null',
        'recording (Recording rule) claim covered: null',
        'budapest (Budapest Convention) claim required covered: Not a party',
        'ownOffences (Offences of its own) claim: null',
      ],
    ],
    [
      'channel',
      'full',
      entry('channel'),
      [
        'title (Title) required: Police of the place',
        'body (Body): Police Service',
        'role (Role) claim required: Takes police reports',
        'reach (Who can use it): Open to the public',
        'does (What it does) claim: What the police do\n- Something they do',
        'ask (What to ask for): Ask for the reference number',
        'instead (Use instead) claim: null',
        'url (Address): https://police.example.org/report',
        'contacts (Contacts) claim: Police Service, 101, Day and night, Note of a contact\nMail the police, help@police.example.org, Email, Day and night, Note of a contact\nForm online, https://police.example.org/form, Online, Day and night, Note of a contact\nAny police station, In person, Day and night, Note of a contact',
      ],
    ],
    [
      'channel',
      'full',
      entry('channel', {
        content: {
          role: 'not-here',
          reach: 'none',
          contacts: [],
          url: null,
          body: null,
          does: '  ',
          ask: null,
        },
      }),
      [
        'title (Title) required: Police of the place',
        'body (Body): null',
        'role (Role) claim required: Not for this place',
        'reach (Who can use it): Takes no reports',
        'does (What it does) claim required: null',
        'ask (What to ask for): null',
        'instead (Use instead) claim required: null',
        'url (Address): null',
        'contacts (Contacts) claim: null',
      ],
    ],
    [
      'offence',
      'full',
      entry('offence'),
      [
        'title (Title) required: Stalking',
        'reportAs (Report it as): stalking',
        'say (What to say): null',
        'situations (What is happening) claim: Being followed or spied on: They follow me everywhere\nAddress or private details posted: They posted my address',
        'standing (Standing) claim required: In force',
        'penalty (Maximum penalty) claim required covered: Up to 5 years in prison.',
        'timeLimit (Time limit) claim covered: Within 3 years of the last time.',
        'covers (What it covers) claim required covered: Following somebody about.\n- Online, too',
        'section (Section) claim required covered: Section 3',
        'classification (Classification) claim: Criminal\nTriable either way',
        'elements (Key elements) claim: It happened at least twice.\nIt made you afraid.\nNote on the elements',
        'related (See also): null',
        'officialSource (Official source) required: https://law.example.org/official',
      ],
    ],
    [
      'route',
      null,
      entry('route'),
      [
        'lever (Fastest lever) claim required covered: Fastest lever, a paragraph',
        'mechanism (How the case reaches them) claim required covered: Mechanism, a paragraph',
        'caveat (Caveat) claim: Caveat, a paragraph',
        'contacts (Contacts): +44 20 7946 0000',
        'links (Links): Portal abroad (https://abroad.example.org/portal)',
      ],
    ],
    [
      'ladder',
      'full',
      entry('ladder'),
      [
        'steps.ask-again (Ask again) claim required: Ask again\nStep one, a paragraph\n- Step one, an item\n101, Day and night, Note of a contact\nForm to fill in (https://forms.example.org/complaint)',
        'steps.abroad (Lead it abroad) claim required covered: Lead it abroad\nStep two, a paragraph',
      ],
    ],
    [
      'essential',
      null,
      entry('essential'),
      [
        'title (Title) required: Keeping evidence',
        'slug (Slug) required: evidence',
        'summary (Summary) claim required: Summary of the essay',
        'sections.first (First section) claim required: First section\nFirst body, plain\nFirst body, bold and italicFirst body, link\nFirst body, heading\nFirst body, quote\nFirst body, item\nFirst body, item inside\nhttps://help.example.org/essay\nNote on the first section',
        'sections.second (Second section) claim required: Second section\nSecond body',
      ],
    ],
  ])('are, for a %s of a guide that is %s, in printed order', (_kind, guide, from, expected) => {
    expect(lines(from, guide)).toEqual(expected)
  })

  it.each(Object.keys(LEGAL_STATUSES) as LegalStatus[])(
    'must state section and penalty of an offence that is %s only where it is in force',
    (legalStatus) => {
      const required = fieldsOf(entry('offence', { content: { standing: legalStatus } }) as Entry, 'full')
        .filter((field) => field.required)
        .map(({ id }) => id)
      const usable = legalStatus === 'in-force' || legalStatus === 'in-force-in-part'
      expect(required).toEqual(
        usable
          ? ['title', 'standing', 'penalty', 'covers', 'section', 'officialSource', 'confidence']
          : ['title', 'standing', 'covers', 'officialSource', 'confidence'],
      )
    },
  )

  it('name a row by its key where it has no words yet', () => {
    const ladder = entry('ladder')
    const essential = entry('essential')
    const [step] = ladder.content.steps
    const [section] = essential.content.sections
    if (!step || !section) throw new Error('fixture')
    expect(
      lines(
        { ...ladder, content: { steps: [{ ...step, title: '', text: '', contacts: [], links: [] }] } },
        null,
      ),
    ).toEqual(['steps.ask-again (ask-again) claim required: null'])
    expect(
      lines(
        {
          ...essential,
          content: {
            ...essential.content,
            sections: [{ ...section, heading: '', body: [], confidenceNote: null }],
          },
        },
        null,
      ).at(-1),
    ).toBe('sections.first (first) claim required: null')
  })

  it('show hours, note and body of a contact, and the address of a link', () => {
    const route = entry('route', {
      content: {
        contacts: [
          contact({ body: { key: 'b', name: 'Body' } }),
          contact({ printed: '112', value: '112', hours: null, note: null }),
        ],
        links: [link(), link({ key: 'b', label: 'B', url: 'https://b.example.org/' })],
      },
    })
    expect(lines(route, null).slice(3)).toEqual([
      'contacts (Contacts): Body, 999, Day and night, Note of a contact\n112',
      'links (Links): Form to fill in (https://forms.example.org/complaint)\nB (https://b.example.org/)',
    ])
  })
})

describe('claims', () => {
  it.each(KINDS)('of a %s are the ones on the list of its kind, and one for each of its rows', (kind) => {
    const one = entry(kind) as Entry
    const rows = ROW_CLAIMS[kind]
    const own = rows
      ? standIn<Record<string, { key: string }[]>>(one.content)[rows]?.map(({ key }) => `${rows}.${key}`)
      : []
    expect(claimIds(one)).toEqual([...CLAIM_LISTS[kind].map(({ id }) => id), ...(own ?? [])])
  })

  it.each(KINDS)('of a %s carry in its fields the labels of the list', (kind) => {
    const labels = new Map(fieldsOf(entry(kind) as Entry, 'full').map(({ id, label }) => [id, label]))
    expect(CLAIM_LISTS[kind].map(({ id }) => ({ id, label: labels.get(id) }))).toEqual(CLAIM_LISTS[kind])
  })

  it('are the same whatever is filled in', () => {
    const bare = entry('offence', {
      content: {
        penalty: null,
        covers: null,
        section: null,
        nature: null,
        classification: null,
        elements: [],
      },
    })
    expect(claimIds(bare)).toEqual(claimIds(entry('offence')))
  })
})
