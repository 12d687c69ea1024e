import { describe, expect, it } from 'vitest'
import { CORPUS_LOADER, PUBLISHER, type Actor, type Role } from '#domain/actors.ts'
import { legalDate } from '#domain/dates.ts'
import { decide, type Decision, type Request } from '#domain/decide.ts'
import { freezeEdition, type ChangeKind, type Edition } from '#domain/editions.ts'
import { sealEvent, type EditorialEvent } from '#domain/events.ts'
import { asLive, asOpen, newHead, type Head, type OpenState } from '#domain/heads.ts'
import { entry, submission } from '../fixtures/snapshot.ts'

const TODAY = legalDate('2026-11-21')
const KEY = 'testland/offence/sample'

const person = (name: string, ...roles: Role[]): Actor => ({ id: `user:${name}`, name, roles })
const ACTORS = {
  nobody: person('nobody'),
  administrator: person('administrator', 'administrator'),
  editor: person('editor', 'editor'),
  reviewer: person('reviewer', 'reviewer'),
  everybody: person('everybody', 'editor', 'reviewer', 'administrator'),
  corpus: CORPUS_LOADER,
  publisher: PUBLISHER,
  impostor: { ...PUBLISHER, id: 'user:publisher', roles: ['editor', 'reviewer', 'administrator'] },
} satisfies Record<string, Actor>
type ActorName = keyof typeof ACTORS

const edition = freezeEdition(entry('offence'), 1, 3, submission())
const changed = freezeEdition(
  entry('offence', { content: { penalty: 'Up to 7 years.' } }),
  2,
  4,
  submission({ changeNote: 'The maximum rose.', changeKind: 'change' }),
)

const head = (over: Partial<Head> = {}): Head => ({ ...newHead(KEY, 'offence'), ...over })
const HEADS = {
  unknown: head(),
  deleted: head({ chain: { n: 2, hash: edition.hash } }),
  draft: head({ revision: 3 }),
  open: head({ revision: 3, editions: 1, open: asOpen(edition, 'approved') }),
  live: head({ revision: 4, editions: 1, live: asLive(edition, 1, legalDate('2026-09-15')) }),
  withdrawn: head({ revision: 4, editions: 1 }),
} satisfies Record<string, Head>
type HeadName = keyof typeof HEADS

const summary = (decision: Decision): string => (decision.allowed ? 'yes' : decision.because)

/** What may be done by whom, in every state: one line for each actor, one word for each head. */
function table(request: (at: Head) => Request, about: (name: HeadName) => Edition | null) {
  return Object.fromEntries(
    Object.entries(ACTORS).map(([actor, who]) => [
      actor,
      (Object.keys(HEADS) as HeadName[])
        .map((name) => summary(decide(who, request(HEADS[name]), HEADS[name], about(name), [])))
        .join(' '),
    ]),
  )
}

const all = (line: string, exceptions: Partial<Record<ActorName, string>>): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(ACTORS).map((actor) => [actor, line])),
  ...exceptions,
})
const NEVER = 'role role role role role role'
const EDITORS = (line: string) => ({
  editor: line,
  reviewer: line,
  everybody: line,
  corpus: line,
  impostor: line,
})
const REVIEWERS = (line: string) => ({ reviewer: line, everybody: line, corpus: line, impostor: line })

describe('who may do what, for an entry that is unknown, deleted, a draft, open, live, withdrawn', () => {
  it('lets editors create where there is no working copy', () => {
    expect(
      table(
        () => ({ action: 'create' }),
        () => null,
      ),
    ).toEqual(all(NEVER, EDITORS('yes yes state state state state')))
  })

  it('lets editors save what they looked at', () => {
    expect(
      table(
        ({ revision }) => ({ action: 'save', from: revision }),
        () => null,
      ),
    ).toEqual(all(NEVER, EDITORS('yes yes yes yes yes yes')))
    expect(
      table(
        ({ revision }) => ({ action: 'save', from: revision - 1 }),
        () => null,
      ),
    ).toEqual(all(NEVER, EDITORS('stale stale stale stale stale stale')))
    expect(
      table(
        () => ({ action: 'save', from: null }),
        () => null,
      ),
    ).toEqual(all(NEVER, EDITORS('stale stale stale stale stale stale')))
  })

  it('lets editors delete what never had an edition', () => {
    expect(
      table(
        () => ({ action: 'delete' }),
        () => null,
      ),
    ).toEqual(all(NEVER, EDITORS('yes yes yes state state state')))
  })

  it('lets reviewers make live what they looked at', () => {
    const request = ({ revision }: Head): Request => ({
      action: 'make-live',
      from: revision,
      submission: changed.submission,
      problems: [],
    })
    expect(table(request, () => changed)).toEqual(all(NEVER, REVIEWERS('yes yes yes yes yes yes')))
    expect(table(request, () => null)).toEqual(all(NEVER, REVIEWERS('state state state state state state')))
    expect(table(request, () => edition)).toEqual(all(NEVER, REVIEWERS('yes yes yes yes state yes')))
    expect(
      table(
        ({ revision }) => ({ ...request(head()), from: revision + 1 }) as Request,
        () => changed,
      ),
    ).toEqual(all(NEVER, REVIEWERS('stale stale stale stale stale stale')))
  })

  it('lets the publisher alone make an approved edition live', () => {
    expect(
      table(
        () => ({ action: 'go-live', today: TODAY }),
        () => edition,
      ),
    ).toEqual(all(NEVER, { publisher: 'state state state yes state state' }))
    expect(
      table(
        () => ({ action: 'go-live', today: TODAY }),
        () => null,
      ),
    ).toEqual(all(NEVER, { publisher: 'state state state state state state' }))
  })
})

const event = (
  n: number,
  action: 'save' | 'create' | 'make-live',
  name: string,
  details: Record<string, unknown> = {},
  revision = n,
): EditorialEvent =>
  sealEvent({
    entry: KEY,
    n,
    at: `2026-11-2${n}T1${n}:30:59.000Z`,
    actor: { id: `user:${name}`, name },
    action,
    revision,
    edition: null,
    details,
    previous: null,
  })

describe('a refusal', () => {
  const EVENTS = [
    event(1, 'create', 'Ada'),
    event(2, 'save', 'Ben', { changed: ['penalty', 'covers'] }),
    event(3, 'save', 'Cleo'),
    // Somebody who moved nothing.
    event(4, 'make-live', 'Rey', {}, 3),
  ]

  it.each<[string, Actor, Request, Head, Edition | null, EditorialEvent[], Decision]>([
    [
      'to create says who may',
      ACTORS.administrator,
      { action: 'create' },
      HEADS.unknown,
      null,
      [],
      {
        allowed: false,
        because: 'role',
        message: 'Only editors and reviewers create entries. Ask an administrator for the role.',
      },
    ],
    [
      'to create again names the key',
      ACTORS.editor,
      { action: 'create' },
      HEADS.draft,
      null,
      [],
      {
        allowed: false,
        because: 'state',
        message:
          'There is already an entry with the key “testland/offence/sample”. Open it, or choose another key.',
      },
    ],
    [
      'to save says who may',
      ACTORS.nobody,
      { action: 'save', from: 3 },
      HEADS.draft,
      null,
      [],
      {
        allowed: false,
        because: 'role',
        message: 'Only editors and reviewers change entries. Ask an administrator for the role.',
      },
    ],
    [
      'to save from nowhere asks for a reload',
      ACTORS.editor,
      { action: 'save', from: null },
      HEADS.draft,
      null,
      [],
      {
        allowed: false,
        because: 'stale',
        message:
          'This save does not say which revision it started from. Reload the entry and make your changes again.',
      },
    ],
    [
      'to save from a revision that is not there names both',
      ACTORS.editor,
      { action: 'save', from: 9 },
      HEADS.draft,
      null,
      [],
      {
        allowed: false,
        because: 'stale',
        message: 'There is no revision 9 of this entry: it is at revision 3. Reload it.',
      },
    ],
    [
      'to save from an old revision says who saved what since, and when',
      ACTORS.editor,
      { action: 'save', from: 1 },
      HEADS.draft,
      null,
      EVENTS,
      {
        allowed: false,
        because: 'stale',
        message:
          'You started from revision 1, but the entry is now at revision 3. Ben saved revision 2 on 2026-11-22 at 12:30 UTC (penalty, covers). Cleo saved revision 3 on 2026-11-23 at 13:30 UTC. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
      },
    ],
    [
      'to save from an old revision says so where nobody is known',
      ACTORS.editor,
      { action: 'save', from: 2 },
      HEADS.draft,
      null,
      EVENTS.slice(0, 2),
      {
        allowed: false,
        because: 'stale',
        message:
          'You started from revision 2, but the entry is now at revision 3. Somebody saved it in the meantime. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
      },
    ],
    [
      'to delete says who may',
      ACTORS.publisher,
      { action: 'delete' },
      HEADS.draft,
      null,
      [],
      {
        allowed: false,
        because: 'role',
        message: 'Only editors and reviewers delete entries. Ask an administrator for the role.',
      },
    ],
    [
      'to delete what has editions says what to do instead',
      ACTORS.everybody,
      { action: 'delete' },
      HEADS.live,
      null,
      [],
      {
        allowed: false,
        because: 'state',
        message: 'This entry has editions, which are kept for ever. Withdraw it instead of deleting it.',
      },
    ],
    [
      'to make live says who may',
      ACTORS.editor,
      { action: 'make-live', from: 3, submission: submission(), problems: [] },
      HEADS.draft,
      edition,
      [],
      {
        allowed: false,
        because: 'role',
        message: 'Only a reviewer makes an entry live. Ask one, or ask an administrator for the role.',
      },
    ],
    [
      'to make live from an old revision comes before what is missing',
      ACTORS.reviewer,
      { action: 'make-live', from: 2, submission: submission(), problems: [{ field: 'x', message: 'x' }] },
      HEADS.draft,
      edition,
      EVENTS,
      {
        allowed: false,
        because: 'stale',
        message:
          'You started from revision 2, but the entry is now at revision 3. Cleo saved revision 3 on 2026-11-23 at 13:30 UTC. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
      },
    ],
    [
      'to make live what is not ready lists the problems',
      ACTORS.reviewer,
      {
        action: 'make-live',
        from: 3,
        submission: submission(),
        problems: [{ field: 'penalty', message: '“Maximum penalty” is empty: fill it in.' }],
      },
      HEADS.draft,
      edition,
      [],
      {
        allowed: false,
        because: 'content',
        message: 'This entry is not ready to go live.',
        problems: [{ field: 'penalty', message: '“Maximum penalty” is empty: fill it in.' }],
      },
    ],
    [
      'to make live nothing says so',
      ACTORS.reviewer,
      { action: 'make-live', from: 0, submission: submission(), problems: [] },
      HEADS.unknown,
      null,
      [],
      { allowed: false, because: 'state', message: 'There is nothing to make live: save the entry first.' },
    ],
    [
      'to make live what is live says so',
      ACTORS.reviewer,
      { action: 'make-live', from: 4, submission: changed.submission, problems: [] },
      HEADS.live,
      edition,
      [],
      {
        allowed: false,
        because: 'state',
        message: 'Nothing to make live: readers already see exactly this.',
      },
    ],
    [
      'to make live what is older than its last verification names both days',
      ACTORS.reviewer,
      { action: 'make-live', from: 4, submission: changed.submission, problems: [] },
      { ...HEADS.live, verifiedOn: legalDate('2026-09-02') },
      changed,
      [],
      {
        allowed: false,
        because: 'content',
        message:
          '“In force as of” is 2026-09-01, but the entry was verified on 2026-09-02. Set a date that is not earlier.',
      },
    ],
    [
      'to make a change live without a note asks for one',
      ACTORS.reviewer,
      {
        action: 'make-live',
        from: 4,
        submission: submission({ changeNote: ' \n', changeKind: 'change' }),
        problems: [],
      },
      HEADS.live,
      changed,
      [],
      {
        allowed: false,
        because: 'content',
        message: 'Say what changed, in a sentence for readers.',
        problems: [{ field: 'changeNote', message: 'The change note is empty.' }],
      },
    ],
    [
      'to go live for anybody but the publisher says so',
      ACTORS.impostor,
      { action: 'go-live', today: TODAY },
      HEADS.open,
      edition,
      [],
      { allowed: false, because: 'role', message: 'Only the publisher makes editions live.' },
    ],
    [
      'to go live with another edition than the open one says so',
      ACTORS.publisher,
      { action: 'go-live', today: TODAY },
      HEADS.open,
      changed,
      [],
      { allowed: false, because: 'state', message: 'This is not the open edition of the entry.' },
    ],
    [
      'to go live before the day names the day',
      ACTORS.publisher,
      { action: 'go-live', today: TODAY },
      head({ open: { ...asOpen(edition, 'approved'), goesLiveOn: legalDate('2026-11-22') } }),
      edition,
      [],
      { allowed: false, because: 'state', message: 'This edition goes live on 2026-11-22, not before.' },
    ],
  ])('%s', (_name, actor, request, at, about, events, decision) => {
    expect(decide(actor, request, at, about, events)).toEqual(decision)
  })
})

describe('going live', () => {
  it.each<[OpenState, string | null, string]>([
    ['approved', null, 'yes'],
    ['approved', '2026-11-20', 'yes'],
    ['approved', '2026-11-21', 'yes'],
    ['approved', '2026-11-22', 'state'],
    ['in-review', null, 'state'],
    ['changes-requested', null, 'state'],
  ])('of an edition that is %s and due on %s is decided: %s', (state, goesLiveOn, expected) => {
    const open = { ...asOpen(edition, state), goesLiveOn: goesLiveOn ? legalDate(goesLiveOn) : null }
    expect(summary(decide(PUBLISHER, { action: 'go-live', today: TODAY }, head({ open }), edition, []))).toBe(
      expected,
    )
  })
})

describe('making live', () => {
  const make = (at: Head, changeKind: ChangeKind, changeNote: string | null): string =>
    summary(
      decide(
        ACTORS.reviewer,
        {
          action: 'make-live',
          from: at.revision,
          submission: submission({ changeKind, changeNote }),
          problems: [],
        },
        at,
        changed,
        [],
      ),
    )

  it.each<[ChangeKind, string, string]>([
    ['urgent', 'yes', 'yes'],
    ['change', 'yes', 'yes'],
    ['correction', 'yes', 'yes'],
    ['typo', 'yes', 'yes'],
    ['new', 'yes', 'content'],
    ['withdrawn', 'yes', 'content'],
  ])(
    'with the kind “%s” is decided %s for the first edition and %s for a later one',
    (kind, first, later) => {
      expect([make(HEADS.draft, kind, 'A note.'), make(HEADS.live, kind, 'A note.')]).toEqual([first, later])
    },
  )

  it.each<[string | null, string, string]>([
    [null, 'yes', 'content'],
    ['', 'yes', 'content'],
    ['  ', 'yes', 'content'],
    ['The maximum rose.', 'yes', 'yes'],
  ])('with the note %j is decided %s for the first edition and %s for a later one', (note, first, later) => {
    expect([make(HEADS.draft, 'change', note), make(HEADS.live, 'change', note)]).toEqual([first, later])
  })

  it.each([
    [null, 'yes'],
    ['2026-08-31', 'yes'],
    ['2026-09-01', 'yes'],
    ['2026-09-02', 'content'],
  ])(
    'of an entry in force as of 1 September that was verified on %s is decided: %s',
    (verifiedOn, expected) => {
      expect(
        make({ ...HEADS.live, verifiedOn: verifiedOn ? legalDate(verifiedOn) : null }, 'change', 'A note.'),
      ).toBe(expected)
    },
  )
})
