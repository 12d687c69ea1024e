import type { Change } from '#domain/publish/changes.ts'
import { legalDate } from '#domain/dates.ts'
import type { FieldChange } from '#domain/content/diff.ts'
import type { DigestContext, Recipient } from '#pipelines/digest/render.ts'
import { change, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'

export const PUBLIC_URL = 'https://guides.example.org'

export const field = (
  name: string,
  label: string,
  before: string | null,
  after: string | null,
): FieldChange => ({ field: name, label, before, after })

/** The context for mails about these changes. */
export const groundOf = (changes: readonly Change[], from: World = world()): DigestContext => ({
  snapshot: snapshotOf({ ...from, changes: [...changes] }),
  publicUrl: PUBLIC_URL,
  timeZone: 'UTC',
  footer: 'You get this mail because you asked for changes to the guides you follow.',
})

/** A follower of Testland. */
export const recipient = (over: Partial<Recipient> = {}): Recipient => ({
  day: legalDate('2026-11-21'),
  format: 'html',
  places: ['testland'],
  links: {
    choices: `${PUBLIC_URL}/subscribe/manage?t=one`,
    pause: `${PUBLIC_URL}/subscribe/manage?t=two`,
    leave: `${PUBLIC_URL}/subscribe/leave?t=three`,
    web: `${PUBLIC_URL}/subscribe/digests/weekly-2026-W47/testland`,
  },
  ...over,
})

/** Changes to the law and to contacts. */
const ofLaws = (): Change[] => [
  change(1, {
    effectiveOn: legalDate('2026-10-01'),
    note: 'The Courts Act 2026 raised the maximum.\n- It binds all courts.\n- Older cases keep the old one.',
    fields: [
      field(
        'penalty',
        'Maximum penalty',
        'Up to 4 years in prison, a fine, or both. On summary conviction up to 12 months.',
        'Up to 5 years in prison, a fine, or both. On summary conviction up to 12 months.',
      ),
      field('section', 'Section', null, 'Section 3A'),
    ],
  }),
  change(2, {
    entry: 'highmoor/channel/police',
    entryKind: 'channel',
    jurisdiction: 'highmoor',
    title: 'Police of Highmoor',
    kind: 'urgent',
    note: 'The old number is no longer answered.',
    fields: [field('contacts', 'Contacts', '101, at any time', '105, at any time')],
  }),
  change(3, {
    entry: 'testland/offence/old',
    title: 'Sending a menacing message',
    kind: 'withdrawn',
    note: 'Repealed; the new offence replaces it.',
    effectiveOn: legalDate('2026-12-01'),
    fields: [field('covers', 'What it covers', 'A message that is menacing.', null)],
  }),
]

/** Changes to other kinds of entries. */
const ofOthers = (): Change[] => [
  change(4, {
    entry: 'global/essential/evidence',
    entryKind: 'essential',
    jurisdiction: null,
    title: 'Keeping evidence',
    kind: 'new',
    note: null,
  }),
  change(5, {
    entry: 'farland/route',
    entryKind: 'route',
    jurisdiction: 'farland',
    title: 'How a case reaches Farland',
    note: null,
    fields: [
      field(
        'lever',
        'Fastest lever',
        'Ask for a preservation request.\nIt lasts 90 days.',
        'Ask for a preservation request.\nIt lasts 180 days.',
      ),
      field('citations', 'Sources', 'Old list of sources', 'New list of sources'),
    ],
  }),
  change(6, {
    entry: 'testland/ladder',
    entryKind: 'ladder',
    title: 'Escalation ladder',
    kind: 'typo',
    note: 'A comma.',
    fields: [field('steps.report', 'Report it', 'Report it then wait.', 'Report it, then wait.')],
  }),
]

/** One change of each sort that mails present differently. */
export const everySort = (): Change[] => [...ofLaws(), ...ofOthers()]

/** A correction of the first of them. */
export const correction = (): Change =>
  change(7, {
    kind: 'correction',
    corrects: 1,
    note: 'We misread the schedule: the maximum is 7 years.',
    effectiveOn: legalDate('2026-10-01'),
    at: '2026-11-02T09:00:00.000Z',
    fields: [
      field(
        'penalty',
        'Maximum penalty',
        'Up to 5 years in prison, a fine, or both. On summary conviction up to 12 months.',
        'Up to 7 years in prison, a fine, or both. On summary conviction up to 12 months.',
      ),
    ],
  })

const words = (count: number): string =>
  Array.from({ length: count }, (_each, index) => `word${(index * 31) % 97}`).join(' ')

/** Hostile and malformed content. */
export const nastyChanges = (): Change[] => [
  change(1, {
    title: 'Header\r\nBcc: victim@example.org\u0000 <script>alert(1)</script> {{site.brand}}',
    note: `"><img src=https://evil.example.org/x.png onerror=alert(1)>\r\n.\r\nFrom here \u202eesrever\u202c ${'\u0007'}`,
    fields: [
      field('penalty', '<b>Label</b>', `${'x'.repeat(300)} one`, `${'x'.repeat(300)} two`),
      field('covers', 'ما يشمله', 'التحرش عبر الإنترنت ممنوع', 'التحرش عبر الإنترنت جريمة'),
    ],
  }),
  change(2, {
    entry: 'testland/offence/insult',
    title: 'Verylongword'.repeat(20),
    note: words(600).slice(0, 4000),
    fields: [field('covers', 'What it covers', words(900), words(900).replace('word31', 'other'))],
  }),
]
