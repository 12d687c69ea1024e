import { describe, expect, it } from 'vitest'
import type { Contact } from '#domain/content/contacts.ts'
import type { Entry } from '#domain/content/content.ts'
import { coverageOf, submissionProblems } from '#domain/content/coverage.ts'
import type { GuideForm } from '#domain/content/jurisdictions.ts'
import { KINDS, type Kind } from '#domain/keys.ts'
import { LEGAL_STATUSES, type LegalStatus } from '#domain/content/legal-status.ts'
import { citation, contact, entry, instrumentUse } from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

const problems = (from: unknown, guide: GuideForm | null): [string | null, string][] =>
  submissionProblems(from as Entry, guide).map(({ field, message }) => [field, message])

const empty = (label: string): string => `“${label}” is empty: fill it in.`
const uncovered = (label: string): string => `“${label}” has no source: add a citation that supports it.`
const NO_SOURCE = 'Neither what it does nor a contact has a source: add a citation that supports one of them.'

describe('coverage', () => {
  it('counts the different sources behind each claim', () => {
    const offence = entry('offence', {
      citations: [
        citation('one', ['penalty', 'covers']),
        citation('one', ['penalty'], { pinpoint: 's. 2' }),
        citation('two', ['penalty', 'elements']),
        citation('three', ['title']),
      ],
    })
    expect(coverageOf(offence, 'full').map(({ id, sources, covered }) => [id, sources, covered])).toEqual([
      ['situations', 0, false],
      ['standing', 0, false],
      ['penalty', 2, true],
      ['timeLimit', 0, true],
      ['covers', 1, true],
      ['section', 0, true],
      ['classification', 0, false],
      ['elements', 1, false],
    ])
  })
})

describe('what keeps an entry from being submitted', () => {
  it.each(KINDS)('is nothing for a %s that has everything', (kind) => {
    expect(problems(entry(kind), kind === 'essential' ? null : 'full')).toEqual([])
  })

  it.each(KINDS)('is nothing for a %s that states no day: that is asked at submission', (kind) => {
    expect(problems(entry(kind, { inForceAsOf: null }), null)).toEqual([])
  })

  const blankProfile = { emergency: null, doxxing: null, recording: null, budapest: null, ownOffences: null }

  it.each<[GuideForm | null, [string, string][]]>([
    [
      'full',
      [
        ['emergency', empty('Emergency numbers')],
        ['doxxing', empty('Doxxing status')],
        ['recording', empty('Recording rule')],
      ],
    ],
    ['inbound', [['budapest', empty('Budapest Convention')]]],
    ['section', [['recording', empty('Recording rule')]]],
    [null, [['recording', empty('Recording rule')]]],
  ])('is, for an empty profile of a guide that is %s, what that guide needs', (guide, expected) => {
    expect(problems(entry('profile', { citations: [], content: blankProfile }), guide)).toEqual(expected)
  })

  it.each<[GuideForm | null, [string, string][]]>([
    [
      'full',
      [
        ['emergency', uncovered('Emergency numbers')],
        ['doxxing', uncovered('Doxxing status')],
        ['recording', uncovered('Recording rule')],
      ],
    ],
    [
      'inbound',
      [
        ['recording', uncovered('Recording rule')],
        ['budapest', uncovered('Budapest Convention')],
      ],
    ],
    ['section', [['recording', uncovered('Recording rule')]]],
  ])(
    'is, for a profile without sources of a guide that is %s, each claim that needs one',
    (guide, expected) => {
      expect(problems(entry('profile', { citations: [] }), guide)).toEqual(expected)
    },
  )

  it('is a full guide without an emergency number', () => {
    const profile = entry('profile')
    const numberless = entry('profile', {
      content: { emergency: { ...profile.content.emergency, contacts: [] } as never },
    })
    expect(problems(numberless, 'full')).toEqual([
      ['emergency', 'A full guide needs an emergency number: add one.'],
    ])
    expect(problems(numberless, 'inbound')).toEqual([])
  })

  it.each(['full', 'inbound'] as const)(
    'is an emergency number that nobody can call before one to call, %s',
    (guide) => {
      const of = (...contacts: Contact[]) => {
        const emergency = { contacts, useWhen: null, say: null, note: null }
        return problems(entry('profile', { content: { emergency } }), guide)
      }
      const sms = contact({ key: 'sms', kind: 'sms', value: '61016', printed: '61016' })
      expect(of(contact(), sms)).toEqual([])
      expect(of(sms, contact())).toEqual([
        [
          'emergency',
          'Readers are told to call the first emergency number, and 61016 cannot be called: put a phone number first.',
        ],
      ])
    },
  )

  it.each<[string, Parameters<typeof entry<'channel'>>[1], [string, string][]]>([
    ['with a source for what it does', { citations: [citation('a', ['does'])] }, []],
    ['with a source for a contact', { citations: [citation('a', ['contacts'])] }, []],
    ['with a source for something else', { citations: [citation('a', ['role'])] }, [['does', NO_SOURCE]]],
    ['without a source', { citations: [] }, [['does', NO_SOURCE]]],
    [
      'with nothing but a title',
      { citations: [], content: { does: null, contacts: [], url: null } },
      [
        ['does', empty('What it does')],
        ['does', NO_SOURCE],
      ],
    ],
    ['with an address for all it says', { content: { does: null, contacts: [] } }, []],
    ['with a contact for all it says', { content: { does: null, url: null, contacts: [contact()] } }, []],
    ['without a title', { content: { title: ' ' } }, [['title', empty('Title')]]],
    [
      'for elsewhere that names nothing instead',
      { content: { role: 'not-here' } },
      [['instead', empty('Use instead')]],
    ],
    ['for elsewhere that does', { content: { role: 'not-here', instead: 'The police' } }, []],
  ])('is judged for a channel %s', (_name, over, expected) => {
    expect(problems(entry('channel', over), 'full')).toEqual(expected)
  })

  it.each(Object.keys(LEGAL_STATUSES) as LegalStatus[])(
    'is judged for an offence that is %s',
    (legalStatus) => {
      const usable = legalStatus === 'in-force' || legalStatus === 'in-force-in-part'
      const bare = entry('offence', {
        citations: [],
        content: {
          standing: legalStatus,
          penalty: null,
          section: null,
          timeLimit: undefined,
          covers: 'Something.',
          officialSource: null,
        },
      })
      expect(problems(bare, 'full')).toEqual([
        ...(usable ? [['penalty', empty('Maximum penalty')]] : []),
        ...(usable ? [['section', empty('Section')]] : []),
        ['officialSource', empty('Official source')],
        ['covers', uncovered('What it covers')],
      ])
      expect(
        problems(entry('offence', { citations: [], content: { standing: legalStatus } }), 'full'),
      ).toEqual([
        ['penalty', uncovered('Maximum penalty')],
        ['timeLimit', uncovered('Time limit')],
        ['covers', uncovered('What it covers')],
        ['section', uncovered('Section')],
      ])
    },
  )

  it('is what nobody has chosen: what an offence must state is asked as if it were in force', () => {
    const unchosen = (label: string): string => `“${label}” is not chosen yet: choose it.`
    const confidence = { level: null, note: null }
    const content = { standing: null, penalty: null, section: null, timeLimit: undefined }
    expect(problems(entry('offence', { confidence, content }), 'full')).toEqual([
      ['standing', unchosen('Standing')],
      ['penalty', empty('Maximum penalty')],
      ['section', empty('Section')],
      ['confidence', unchosen('Confidence')],
    ])
    expect(problems(entry('channel', { content: { role: null } }), 'full')).toEqual([
      ['role', unchosen('Role')],
    ])
  })

  it('is a route without lever, mechanism or their sources', () => {
    expect(problems(entry('route', { content: { lever: null, mechanism: '' } }), 'inbound')).toEqual([
      ['lever', empty('Fastest lever')],
      ['mechanism', empty('How the case reaches them')],
    ])
    expect(problems(entry('route', { citations: [citation('a', ['caveat'])] }), 'inbound')).toEqual([
      ['lever', uncovered('Fastest lever')],
      ['mechanism', uncovered('How the case reaches them')],
    ])
  })

  it('is a ladder without steps, and one whose step names a right without a source', () => {
    expect(problems(entry('ladder', { citations: [], content: { steps: [] } }), 'full')).toEqual([
      ['steps', 'The ladder has no steps: add the first one.'],
    ])
    expect(problems(entry('ladder', { citations: [citation('a', ['steps.ask-again'])] }), 'full')).toEqual([
      ['steps.abroad', uncovered('Lead it abroad')],
    ])
  })

  it('is an essay without sections, or with nothing in it', () => {
    expect(
      problems(
        entry('essential', { citations: [], content: { title: '', slug: '', summary: null, sections: [] } }),
        null,
      ),
    ).toEqual([
      ['title', empty('Title')],
      ['slug', empty('Slug')],
      ['summary', empty('Summary')],
      ['sections', 'The essay has no sections: add the first one.'],
    ])
  })

  it('is a citation or an instrument that names a claim which is not there', () => {
    const offence = entry('offence', {
      citations: [
        citation('a', ['penalty', 'timeLimit', 'covers', 'section']),
        citation('b', ['title', 'steps.one']),
      ],
      instruments: [instrumentUse({ claims: ['penalty', 'lever'] })],
    })
    expect(problems(offence, 'full')).toEqual([
      [null, 'Citation 2 names “title”, which this entry does not have: choose one of its claims.'],
      [null, 'Citation 2 names “steps.one”, which this entry does not have: choose one of its claims.'],
      [null, 'Instrument 1 names “lever”, which this entry does not have: choose one of its claims.'],
    ])
  })

  it('is all of it at once', () => {
    const bare = entry('offence', {
      citations: [citation('a', ['nothing'])],
      content: { title: '', penalty: null },
    })
    expect(problems(bare, 'full').map(([field]) => field)).toEqual([
      'title',
      'penalty',
      'timeLimit',
      'covers',
      'section',
      null,
    ])
  })

  it('looks at each kind of entry as it is filled in, whatever its guide', () => {
    const found = (kind: Kind, guide: GuideForm | null): number =>
      submissionProblems(standIn<Entry>({ ...entry(kind), citations: [] }), guide).length
    expect(
      Object.fromEntries(
        KINDS.map((kind) => [
          kind,
          ([null, 'full', 'inbound', 'section'] as const).map((guide) => found(kind, guide)),
        ]),
      ),
    ).toEqual({
      profile: [1, 3, 2, 1],
      channel: [1, 1, 1, 1],
      offence: [4, 4, 4, 4],
      route: [2, 2, 2, 2],
      ladder: [1, 1, 1, 1],
      essential: [0, 0, 0, 0],
    })
  })
})
