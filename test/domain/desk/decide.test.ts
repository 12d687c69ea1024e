import { describe, expect, it } from 'vitest'
import { CORPUS_EDITOR, CORPUS_REVIEWER, PUBLISHER, type Actor } from '#domain/desk/actors.ts'
import { addDays, legalDate } from '#domain/dates.ts'
import type { Decision } from '#domain/desk/decision.ts'
import { decide } from '#domain/desk/decide.ts'
import type { Request, ReviewNote } from '#domain/desk/request.ts'
import { freezeEdition, type Submission } from '#domain/content/editions.ts'
import { ACTIONS, type Action } from '#domain/desk/events.ts'
import { sha256 } from '#domain/hash.ts'
import { entry, source } from '../../fixtures/snapshot.ts'
import { ADA, BEN, CLEO, DORA, person, STATES, Story, TODAY, type StateName } from './story.ts'

const STATE_NAMES = Object.keys(STATES) as StateName[]

const ACTORS = {
  nobody: person('nobody'),
  administrator: person('administrator', 'administrator'),
  editor: person('editor', 'editor'),
  reviewer: person('reviewer', 'reviewer'),
  everybody: person('everybody', 'editor', 'reviewer', 'administrator'),
  // Saved, submitted, asked for the withdrawal, and decided alone: in every state what a person does first.
  Ada: ADA,
  'corpus editor': CORPUS_EDITOR,
  'corpus reviewer': CORPUS_REVIEWER,
  publisher: PUBLISHER,
  impostor: { ...PUBLISHER, id: 'user:publisher', roles: ['editor', 'reviewer', 'administrator'] },
} satisfies Record<string, Actor>
type ActorName = keyof typeof ACTORS
const ACTOR_NAMES = Object.keys(ACTORS) as ActorName[]

const REVIEWERS: ActorName[] = ['reviewer', 'everybody', 'Ada', 'corpus reviewer', 'impostor']
const EDITORS: ActorName[] = [...REVIEWERS, 'editor', 'corpus editor']

const STAFF: ActorName[] = [...EDITORS, 'administrator']

const ALL = STATE_NAMES
const GONE: StateName[] = ['unknown', 'deleted']
const OPEN: StateName[] = [
  'expert asked',
  'expert answered',
  'in review',
  'changes requested',
  'approved',
  'approved for a later day',
  'live, open in review',
  'live, open with others',
]
const IN_REVIEW: StateName[] = [
  'expert asked',
  'expert answered',
  'in review',
  'live, open in review',
  'live, open with others',
]
const UNDECIDED = OPEN.filter((state) => state !== 'changes requested')
const LIVE: StateName[] = [
  'live',
  'live, edited',
  'live, open in review',
  'live, open with others',
  'safety fix waiting',
  'withdrawal asked',
  'withdrawal confirmed',
  'second review due',
]
const EVER_LIVE: StateName[] = [...LIVE, 'withdrawn']
/** The working copy says something that readers do not see. */
const ASKED: StateName[] = ['question open', 'question resolved']
const UNSEEN: StateName[] = ['draft', ...ASKED, ...OPEN, 'live, edited', 'withdrawn']
const withdrawing: StateName[] = ['withdrawal asked', 'withdrawal confirmed']

const summary = (decision: Decision): string => (decision.allowed ? 'yes' : decision.because)

interface Rule {
  /** Those whose role lets them do it. */
  by: ActorName[]
  /** States in which it can be done. */
  where: StateName[]
  /** Those who may not do it here, whatever their role. */
  never?: ActorName[]
}

/** Who may do what, and where. Whoever is not named is refused for the role, whatever is not named for the state. */
const RULES: Record<Request['action'], Rule> = {
  create: { by: EDITORS, where: GONE },
  save: { by: EDITORS, where: ALL },
  delete: { by: EDITORS, where: [...GONE, 'draft', ...ASKED] },
  submit: { by: EDITORS, where: UNSEEN },
  approve: { by: REVIEWERS, where: IN_REVIEW, never: ['Ada'] },
  'request-changes': { by: REVIEWERS, where: UNDECIDED },
  'safety-fix': { by: REVIEWERS, where: UNSEEN },
  verify: { by: REVIEWERS, where: LIVE },
  'ask-withdrawal': { by: EDITORS, where: LIVE.filter((state) => !withdrawing.includes(state)) },
  'confirm-withdrawal': { by: REVIEWERS, where: ['withdrawal asked'], never: ['Ada'] },
  'decline-withdrawal': { by: REVIEWERS, where: ['withdrawal asked'] },
  'safety-withdrawal': {
    by: REVIEWERS,
    where: LIVE.filter((state) => state !== 'withdrawal confirmed' && state !== 'safety fix waiting'),
  },
  'second-review': { by: REVIEWERS, where: ['safety fix waiting', 'second review due'], never: ['Ada'] },
  'correct-note': { by: REVIEWERS, where: EVER_LIVE },
  flag: { by: EDITORS, where: ALL },
  assign: { by: EDITORS, where: ALL },
  part: { by: REVIEWERS, where: ['live, open with others'] },
  'ask-expert': { by: EDITORS, where: [...OPEN, ...LIVE] },
  // Only the expert who was asked: nobody of the staff plays them.
  'expert-answer': { by: [], where: [] },
  'end-expert': { by: EDITORS, where: ['expert asked'] },
  'ask-question': { by: STAFF, where: ALL.filter((state) => !GONE.includes(state)) },
  'answer-question': { by: STAFF, where: ASKED },
  'resolve-question': { by: EDITORS, where: ['question open'] },
  'reopen-question': { by: EDITORS, where: ['question resolved'] },
  'take-over': { by: [], where: [] },
  'go-live': { by: ['publisher'], where: ['approved', 'safety fix waiting'] },
  withdraw: { by: ['publisher'], where: ['withdrawal confirmed'] },
}

const outcome = ({ by, where, never }: Rule, actor: ActorName, state: StateName): string => {
  if (!by.includes(actor)) return 'role'
  if (!where.includes(state)) return 'state'
  return never?.includes(actor) ? 'role' : 'yes'
}

const table = (cell: (actor: ActorName, state: StateName) => string) =>
  Object.fromEntries(
    ACTOR_NAMES.map((actor) => [
      actor,
      Object.fromEntries(STATE_NAMES.map((state) => [state, cell(actor, state)])),
    ]),
  )

const decided = (request: (story: Story) => Request) => {
  const stories = new Map(STATE_NAMES.map((state) => [state, STATES[state]()]))
  return table((actor, state) => {
    const story = stories.get(state)
    return story ? summary(story.decide(ACTORS[actor], request(story))) : 'no story'
  })
}

describe('who may do what, in every state', () => {
  it('is said for everything that can happen', () => {
    expect(Object.keys(RULES).sort()).toEqual(Object.keys(ACTIONS).sort())
  })

  it.each(Object.keys(ACTIONS) as Action[])('%s', (action) => {
    const rule = RULES[action]
    expect(decided((story) => story.request(action))).toEqual(
      table((actor, state) => outcome(rule, actor, state)),
    )
  })

  it('safety-fix, of the open edition', () => {
    const rule: Rule = { by: REVIEWERS, where: UNDECIDED }
    expect(decided((story) => story.fixOfOpen())).toEqual(
      table((actor, state) => outcome(rule, actor, state)),
    )
  })
})

/** A refusal as its reader sees it. */
const said = (decision: Decision): string =>
  decision.allowed ? 'yes' : `${decision.because}: ${decision.message}`

const fields = (decision: Decision): string[] =>
  decision.allowed ? [] : (decision.problems ?? []).map(({ field, message }) => `${field}: ${message}`)

const OWN = 'role: You saved part of what is in this edition. Somebody else must approve it.'

describe('four eyes', () => {
  const approval = (story: Story, ...actors: Actor[]) =>
    actors.map((actor) => said(story.decide(actor, 'approve')))

  it('keep everybody who ever saved an entry from approving its first edition', () => {
    const story = new Story().act(ADA, 'create').act(BEN, 'save').act(CLEO, 'save').submit(CLEO)
    expect(approval(story, ADA, BEN, CLEO, DORA)).toEqual([OWN, OWN, OWN, 'yes'])
  })

  it('count whoever only made the entry, and saved nothing after', () => {
    const story = new Story().act(ADA, 'create').submit(BEN)
    expect(approval(story, ADA)).toEqual([OWN])
  })

  it('count those alone who saved since what is live was frozen', () => {
    const story = STATES.live().act(CLEO, 'save').submit(CLEO)
    expect(approval(story, ADA, BEN, CLEO)).toEqual(['yes', 'yes', OWN])
  })

  it('count a save between freezing an edition and its going live', () => {
    const story = STATES['in review']()
      .act(CLEO, 'save')
      .act(BEN, 'approve')
      .act(PUBLISHER, 'go-live')
      .submit(DORA)
    expect(approval(story, CLEO, ADA)).toEqual([OWN, 'yes'])
  })

  it('do not count a save after the edition was frozen', () => {
    const story = STATES['in review']().act(CLEO, 'save')
    expect(approval(story, CLEO, ADA)).toEqual(['yes', OWN])
  })

  it('count everybody again once nothing is live', () => {
    const story = STATES.withdrawn().act(DORA, 'save').submit(DORA)
    expect(approval(story, ADA, DORA, BEN)).toEqual([OWN, OWN, 'yes'])
  })

  it('count nobody of a working copy that was deleted, when its key is used again', () => {
    const story = STATES.draft()
      .act(ADA, 'delete')
      .act(BEN, 'create')
      .act(BEN, 'save')
      .act(BEN, 'save')
      .submit(BEN)
    expect(approval(story, ADA, BEN)).toEqual(['yes', OWN])
  })

  it('keep whoever submitted an edition from approving it, without a word of their own in it', () => {
    const story = STATES.draft().submit(BEN)
    expect(approval(story, BEN, CLEO)).toEqual([
      'role: You submitted this edition, and its note is yours. Somebody else must approve it.',
      'yes',
    ])
  })

  it('keep a submitter from it where nothing was saved since, and a shared record alone differs', () => {
    const story = STATES.live().write({ penalty: 'As the Act now reads.' }).submit(CLEO)
    expect(approval(story, ADA, CLEO)).toEqual([
      'yes',
      'role: You submitted this edition, and its note is yours. Somebody else must approve it.',
    ])
  })

  it('let whoever submitted the edition that this one replaced approve this one', () => {
    const story = STATES['in review']().act(ADA, 'save')
    expect(approval(STATES.draft().submit(BEN).submit(CLEO), BEN, CLEO)[0]).toBe('yes')
    expect(approval(story.submit(CLEO), BEN)).toEqual(['yes'])
  })

  it('give no way round to somebody with every role', () => {
    expect(approval(STATES.draft().submit(BEN), ADA)).toEqual([OWN])
    expect(approval(new Story().act(BEN, 'create').submit(BEN), ACTORS.administrator)).toEqual([
      'role: Only a reviewer approves. Ask one, or ask an administrator for the role.',
    ])
  })

  it('hold for the system as for people', () => {
    const both: Actor = { ...CORPUS_EDITOR, roles: ['editor', 'reviewer'] }
    expect(approval(new Story().act(both, 'create').submit(CORPUS_REVIEWER), both)).toEqual([OWN])
  })

  it('go by the person, not by the name', () => {
    const namesake = { ...ADA, id: 'user:another-ada' }
    const renamed = { ...ADA, name: 'Ada Lovelace' }
    expect(approval(STATES['in review'](), namesake, renamed)).toEqual(['yes', OWN])
  })

  it('are needed again for an edition that replaces an approved one', () => {
    const story = STATES.approved().act(CLEO, 'save').submit(CLEO)
    expect(said(story.decide(PUBLISHER, 'go-live'))).toBe('state: This edition is not approved.')
    expect(approval(story, BEN, CLEO)).toEqual(['yes', OWN])
  })

  it('approve what they looked at, and nothing that came after', () => {
    const story = STATES['in review']()
    const request = story.request('approve')
    story.act(ADA, 'save').submit(ADA)
    expect(said(story.decide(BEN, request))).toBe(
      'stale: You looked at another edition than the one that is open now (edition 2). Reload, and look at that one.',
    )
  })

  it('approve an edition once', () => {
    expect(approval(STATES.approved(), CLEO)).toEqual(['state: This edition is approved already.'])
    expect(approval(STATES['changes requested'](), CLEO)).toEqual([
      'state: Changes were requested in this edition. It must be submitted again first.',
    ])
    expect(approval(STATES.live(), CLEO)).toEqual([
      'state: No edition of this entry is open: it was decided on already, or replaced.',
    ])
  })

  it('approve no edition that is not there, and none in place of another', () => {
    const story = STATES['in review']()
    const { head, events } = story
    const other = freezeEdition(entry('offence'), 7, 0, story.working().submission)
    for (const edition of [null, other])
      expect(said(decide(BEN, story.request('approve'), head, edition, events))).toBe(
        'state: This edition is missing from the database.',
      )
  })
})

describe('saving', () => {
  const save = (from: number | null): Request => ({ action: 'save', from })

  it.each([
    [2, 'yes'],
    [
      null,
      'stale: This save does not say which revision it started from. Reload the entry and make your changes again.',
    ],
    [9, 'stale: There is no revision 9 of this entry: it is at revision 2. Reload it.'],
    [
      1,
      'stale: You started from revision 1, but the entry is now at revision 2. Ada saved revision 2 on 2026-11-21 at 08:02 UTC. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
    ],
  ])('from revision %s of two is decided: %s', (from, expected) => {
    expect(said(STATES.draft().decide(BEN, save(from)))).toBe(expected)
  })

  it('names everybody who was quicker, with what they changed', () => {
    const story = STATES.draft().act(BEN, 'save').act(CLEO, 'save')
    const events = story.events.map((event) =>
      event.actor.id === BEN.id ? { ...event, details: { changed: ['penalty', 'covers'] } } : event,
    )
    expect(said(decide(ADA, save(2), story.head, null, events))).toBe(
      'stale: You started from revision 2, but the entry is now at revision 4. Ben saved revision 3 on 2026-11-21 at 08:03 UTC (penalty, covers). Cleo saved revision 4 on 2026-11-21 at 08:04 UTC. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
    )
    expect(said(decide(ADA, save(2), story.head, null, []))).toContain('Somebody saved it in the meantime.')
  })

  it('names nobody who saved a working copy that was deleted', () => {
    const story = STATES.draft().act(ADA, 'save').act(ADA, 'delete').act(BEN, 'create').act(BEN, 'save')
    expect(said(story.decide(CLEO, save(1)))).toContain('Ben saved revision 2 on')
    expect(said(story.decide(CLEO, save(1)))).not.toContain('Ada')
    const again = STATES.draft().act(ADA, 'delete').act(BEN, 'create')
    expect(said(again.decide(CLEO, save(0)))).toContain('Somebody saved it in the meantime.')
  })
})

describe('creating and deleting', () => {
  it('say what stands in the way', () => {
    expect(summary(STATES.unknown().act(ADA, 'create').decide(BEN, 'create'))).toBe('state')
    expect(said(STATES.draft().decide(ADA, 'create'))).toBe(
      'state: There is already an entry with the key “testland/offence/sample”. Open it, or choose another key.',
    )
    expect(said(STATES.draft().decide(ACTORS.administrator, 'create'))).toBe(
      'role: Only editors and reviewers create entries. Ask an administrator for the role.',
    )
    expect(said(STATES.withdrawn().decide(ADA, 'delete'))).toBe(
      'state: This entry has editions, which are kept for ever. Withdraw it instead of deleting it.',
    )
  })
})

/** What freezes the working copy, by both ways: for a reviewer, and by one alone. */
describe.each(['submit', 'safety-fix'] as const)('freezing, to %s', (action) => {
  const asked = (story: Story, over: Partial<Submission> = {}): Decision =>
    story.decide(CLEO, story.request(action, over))

  it('needs what coverage finds missing', () => {
    const story = STATES.draft()
    const problems = [
      { field: 'penalty', message: '“Maximum penalty” is empty: fill it in.' },
      { field: null, message: 'Citation 1 names “x”.' },
    ]
    const request = { ...story.request(action), problems } as Request
    expect(story.decide(CLEO, request)).toEqual({
      allowed: false,
      because: 'content',
      message: 'This entry is not ready yet.',
      problems,
    })
  })

  it('needs even the last thing that is missing', () => {
    const problems = [{ field: 'penalty', message: '“Maximum penalty” is empty: fill it in.' }]
    const story = STATES.draft()
    expect(summary(story.decide(CLEO, { ...story.request(action), problems } as Request))).toBe('content')
  })

  it('needs a working copy that was recorded', () => {
    const story = new Story()
    const orphan = freezeEdition(entry('offence'), 1, 0, story.working().submission)
    expect(said(decide(CLEO, story.request(action), story.head, orphan, []))).toBe(
      'state: There is nothing to submit: save the entry first.',
    )
  })

  it.each<[string, number | null, string]>([
    ['that they looked at', 2, 'yes'],
    [
      'that is old',
      1,
      'stale: You started from revision 1, but the entry is now at revision 2. Ada saved revision 2 on 2026-11-21 at 08:02 UTC. Nothing of yours was saved over it: copy your changes, reload, and make them again.',
    ],
    ['to come', 3, 'stale: There is no revision 3 of this entry: it is at revision 2. Reload it.'],
    [
      'not said',
      null,
      'stale: This save does not say which revision it started from. Reload the entry and make your changes again.',
    ],
  ])('takes a revision %s: %s', (_name, from, expected) => {
    const story = STATES.draft()
    expect(said(story.decide(CLEO, { ...story.request(action), from } as Request))).toBe(expected)
  })

  it('hears first that somebody was quicker, then what is missing', () => {
    const story = STATES.draft()
    const problems = [{ field: 'penalty', message: 'x' }]
    expect(summary(story.decide(CLEO, { ...story.request(action), from: 1, problems } as Request))).toBe(
      'stale',
    )
  })

  it('refuses what readers see already, whoever saved what in between', () => {
    const story = STATES['live, edited']().write({ penalty: 'Up to 2 years.' })
    expect(said(asked(story))).toBe(
      'state: Nothing to submit: readers already see exactly this. If you checked it against its sources, use “Verified, unchanged”.',
    )
    expect(said(asked(STATES.live().write({ reverifyEvery: 90 })))).toBe('yes')
    expect(said(asked(STATES.withdrawn()))).toBe('yes')
  })

  describe.each<[string, () => Story, boolean]>([
    ['never live', STATES.draft, false],
    ['live', STATES['live, edited'], true],
    ['withdrawn', STATES.withdrawn, true],
  ])('of an entry that is %s', (_name, begin, everLive) => {
    it.each<[string, Partial<Submission>, string, string]>([
      ['no note', { changeNote: null }, 'content', 'changeNote: The change note is empty.'],
      ['a blank note', { changeNote: ' \n ' }, 'content', 'changeNote: The change note is empty.'],
      ['a note', { changeNote: 'It rose.' }, 'yes', ''],
      ['the kind “urgent”', { changeKind: 'urgent' }, 'yes', ''],
      ['the kind “typo”', { changeKind: 'typo' }, 'yes', ''],
      ['the kind “new”', { changeKind: 'new' }, 'content', 'changeKind: The kind of change is missing.'],
      [
        'the kind “withdrawn”',
        { changeKind: 'withdrawn' },
        'content',
        'changeKind: The kind of change is missing.',
      ],
      [
        'the kind “correction” of nothing',
        { changeKind: 'correction' },
        'content',
        'corrects: The number of the corrected change is missing.',
      ],
      [
        'a correction of a change of another entry',
        { changeKind: 'correction', corrects: 40 },
        'content',
        'corrects: The corrected change is not one of this entry.',
      ],
      [
        'a change that names one of another entry',
        { changeKind: 'change', corrects: 40 },
        'content',
        'corrects: The corrected change is not one of this entry.',
      ],
      ['a correction of its own change', { changeKind: 'correction', corrects: 41 }, 'yes', ''],
    ])('%s is right only where it must be', (_said, over, expected, problem) => {
      const decision = asked(begin(), { changeNote: 'A note.', changeKind: 'change', ...over })
      expect(summary(decision)).toBe(everLive ? expected : 'yes')
      expect(fields(decision)).toEqual(everLive && problem ? [problem] : [])
    })
  })

  it('may correct a withdrawal of the entry', () => {
    expect(said(asked(STATES.withdrawn(), { changeKind: 'correction', corrects: 42 }))).toBe('yes')
    expect(summary(asked(STATES.withdrawn(), { changeKind: 'correction', corrects: 43 }))).toBe('content')
  })

  it('waits for a safety fix that is about to go live', () => {
    expect(said(asked(STATES['safety fix waiting']().act(ADA, 'save')))).toBe(
      'state: A safety fix of this entry is about to go live. Wait until it has.',
    )
  })
})

describe('submitting', () => {
  it('takes the same submission once, and again from somebody else or after changes were requested', () => {
    const story = STATES['in review']()
    const again = { changeNote: story.edition(story.head.open?.hash)?.submission.changeNote ?? null }
    const twice = 'state: You submitted exactly this already, with the same note. It is open.'
    expect(said(story.decide(ADA, story.request('submit', again)))).toBe(twice)
    expect(said(story.decide(ADA, story.request('submit', { changeNote: 'Another note.' })))).toBe('yes')
    expect(said(story.decide(BEN, story.request('submit', again)))).toBe('yes')
    expect(said(story.act(BEN, 'approve').decide(ADA, story.request('submit', again)))).toBe(twice)
    story.act(BEN, 'request-changes')
    expect(said(story.decide(ADA, story.request('submit', again)))).toBe('yes')
  })
})

describe('requesting changes', () => {
  it.each<[string, ReviewNote[], string]>([
    ['without a note', [], 'content: Say what must change: write at least one note.'],
    [
      'with a blank one',
      [{ claim: 'penalty', text: ' \n' }],
      'content: Say what must change: write at least one note.',
    ],
    [
      'with one among blank ones',
      [
        { claim: 'penalty', text: '' },
        { claim: null, text: 'Too long.' },
      ],
      'yes',
    ],
  ])('%s is decided: %s', (_name, notes, expected) => {
    const story = STATES['in review']()
    const decision = story.decide(BEN, { ...story.request('request-changes'), notes } as Request)
    expect(said(decision)).toBe(expected)
    expect(fields(decision)).toEqual(expected === 'yes' ? [] : ['notes: There is no note.'])
  })

  it('takes an approval back, until the edition is live', () => {
    expect(said(STATES['approved for a later day']().decide(CLEO, 'request-changes'))).toBe('yes')
    expect(said(STATES['changes requested']().decide(CLEO, 'request-changes'))).toBe(
      'state: Changes have been requested in this edition already.',
    )
  })

  it('is about the edition that they looked at', () => {
    const story = STATES['in review']()
    const request = story.request('request-changes')
    expect(summary(story.submit(CLEO).decide(BEN, request))).toBe('stale')
  })
})

describe('a safety fix', () => {
  const ALONE = 'content: Say why this cannot wait for a second person.'

  it.each(['', '  \n'])('needs a reason: %j', (reason) => {
    const story = STATES['live, open in review']()
    for (const request of [story.request('safety-fix'), story.fixOfOpen()]) {
      const decision = story.decide(BEN, { ...request, reason } as Request)
      expect(said(decision)).toBe(ALONE)
      expect(fields(decision)).toEqual(['reason: The reason is empty.'])
    }
  })

  it('lets one reviewer do alone what takes two: the author, the submitter, and both in one', () => {
    const story = STATES['live, open in review']()
    expect(said(story.decide(ADA, story.fixOfOpen()))).toBe('yes')
    expect(said(story.decide(ADA, 'safety-fix'))).toBe('yes')
    expect(said(story.decide(ACTORS.editor, 'safety-fix'))).toBe(
      'role: Only a reviewer approves alone. Ask one, or ask an administrator for the role.',
    )
  })

  it('of the open edition takes the one that they looked at, and asks nothing of the working copy', () => {
    const story = STATES['in review']().act(ADA, 'save')
    const request = {
      ...story.fixOfOpen(),
      from: null,
      problems: [{ field: 'penalty', message: 'x' }],
    } as Request
    expect(said(story.decide(BEN, request))).toBe('yes')
    story.submit(ADA)
    expect(summary(story.decide(BEN, request))).toBe('stale')
  })

  it('takes no edition in which changes were requested', () => {
    const story = STATES['changes requested']()
    expect(said(story.decide(BEN, story.fixOfOpen()))).toBe(
      'state: Changes were requested in this edition. Submit it again first.',
    )
  })

  it('of an edition that is approved for a later day goes live now', () => {
    const story = STATES['approved for a later day']()
    story.act(CLEO, story.fixOfOpen())
    expect(said(story.decide(PUBLISHER, 'go-live'))).toBe('yes')
  })

  it('goes live before an approved edition, which is sent back', () => {
    const story = STATES['live, open in review']().act(BEN, 'approve').act(ADA, 'save')
    const approved = story.edition(story.head.open?.hash)
    story.act(ADA, 'safety-fix')
    expect(
      said(decide(PUBLISHER, { action: 'go-live', today: TODAY }, story.head, approved, story.events)),
    ).toBe('state: A safety fix of this entry is about to go live. Wait until it has.')
    story.act(PUBLISHER, 'go-live')
    expect(story.head.live?.n).toBe(3)
    expect(said(story.decide(PUBLISHER, 'go-live'))).toBe('state: This edition is not approved.')
    expect(summary(story.decide(CLEO, 'approve'))).toBe('state')
  })
})

describe('the second review', () => {
  const PART = 'role: You took part in what is to be reviewed. Somebody else must do it.'
  const review = (story: Story, ...actors: Actor[]) =>
    actors.map((actor) => said(story.decide(actor, 'second-review')))

  it('is due from the decision on, before the worker has taken it', () => {
    expect(review(STATES['safety fix waiting'](), ADA, BEN)).toEqual([PART, 'yes'])
    expect(review(STATES.live(), BEN)).toEqual(['state: No second review of this entry is due.'])
  })

  it('is done by somebody who neither decided nor submitted nor saved what is in it', () => {
    const story = STATES.live().act(BEN, 'save').submit(CLEO)
    story.act(DORA, story.fixOfOpen()).act(PUBLISHER, 'go-live')
    expect(review(story, BEN, CLEO, DORA, ADA)).toEqual([PART, PART, PART, 'yes'])
  })

  it('stays closed to those who took part, whatever they save, submit or publish afterwards', () => {
    const story = STATES['second review due']().act(CLEO, 'save').publish(CLEO, BEN)
    expect(review(story, ADA, BEN, CLEO)).toEqual([PART, 'yes', 'yes'])
  })

  it('of two decisions is done by somebody who took part in neither', () => {
    const story = STATES['second review due']()
      .act(BEN, 'save')
      .act(BEN, 'safety-fix')
      .act(PUBLISHER, 'go-live')
    expect(review(story, ADA, BEN, CLEO)).toEqual([PART, PART, 'yes'])
  })

  it('begins anew after it was done', () => {
    const story = STATES['second review due']().act(BEN, 'second-review')
    expect(review(story, CLEO)).toEqual(['state: No second review of this entry is due.'])
    story.act(BEN, 'save').act(BEN, 'safety-fix')
    expect(review(story, ADA, BEN)).toEqual(['yes', PART])
  })

  it('counts for what was looked at: not for what was decided alone since', () => {
    const story = STATES['second review due']()
    const seen = story.request('second-review')
    story.act(CLEO, 'save').act(CLEO, 'safety-fix')
    expect(said(story.decide(BEN, seen))).toMatch(/^stale: Something else was decided alone since you looked/)
    expect(review(story, BEN)).toEqual(['yes'])
  })

  it('of a withdrawal decided alone is done by neither who decided nor who had asked for it', () => {
    const asked = STATES['withdrawal asked']().act(BEN, 'safety-withdrawal').act(PUBLISHER, 'withdraw')
    expect(review(asked, ADA, BEN, CLEO)).toEqual([PART, PART, 'yes'])
    const alone = STATES.live().act(BEN, 'safety-withdrawal')
    expect(review(alone, ADA, BEN)).toEqual(['yes', PART])
  })
})

describe('verifying', () => {
  const verify = (story: Story, over: Partial<Extract<Request, { action: 'verify' }>> = {}): Decision =>
    story.decide(CLEO, { ...story.request('verify'), ...over } as Request)

  it('opens every source, the official one too, and names those that were not', () => {
    const story = STATES.live()
    const [cited = '', official = ''] = story.sources()
    expect(story.sources()).toEqual(['law.example.org/testland-offence-sample', source('official').key])
    expect(said(verify(story, { opened: [official, cited, 'another'] }))).toBe('yes')
    expect(verify(story, { opened: [cited] })).toEqual({
      allowed: false,
      because: 'content',
      message: 'Open every source of this entry, and compare.',
      problems: [{ field: 'citations', message: '“Page on official” was not opened.' }],
    })
    expect(fields(verify(story, { opened: [] }))).toHaveLength(2)
  })

  it.each<[string, string]>([
    ['2026-08-31', 'content: It was verified on 1 September 2026 already.'],
    ['2026-09-01', 'yes'],
    ['2026-11-21', 'yes'],
    ['2026-11-22', 'content: The day of verification has not come yet.'],
  ])('on %s, in force as of 1 September, is decided: %s', (on, expected) => {
    const decision = verify(STATES.live(), { on: legalDate(on) })
    expect(said(decision)).toBe(expected)
    expect(fields(decision).map((field) => field.split(':')[0])).toEqual(expected === 'yes' ? [] : ['on'])
  })

  it('never goes back behind the last verification', () => {
    const story = STATES.live().act(BEN, 'verify').wait(3)
    expect(said(verify(story, { on: addDays(TODAY, -1) }))).toBe(
      'content: It was verified on 21 November 2026 already.',
    )
    expect(said(verify(story, { on: TODAY }))).toBe('yes')
  })

  it('is about the live edition that they looked at', () => {
    const story = STATES['live, open in review']()
    const request = story.request('verify')
    story.act(BEN, 'approve').act(PUBLISHER, 'go-live')
    expect(said(story.decide(CLEO, request))).toBe(
      'stale: You looked at another edition than the one that is live now (edition 2). Reload, and look at that one.',
    )
    expect(said(STATES.withdrawn().decide(CLEO, request))).toBe('state: Nothing of this entry is live.')
  })

  it('judges by the sources of that edition and of no other', () => {
    const story = STATES.live()
    const bare = freezeEdition(
      entry('offence', { citations: [], content: { officialSource: null } }),
      9,
      9,
      story.working().submission,
    )
    for (const edition of [null, bare])
      expect(
        said(decide(CLEO, { ...story.request('verify'), opened: [] } as Request, story.head, edition, [])),
      ).toBe('state: This edition is missing from the database.')
  })
})

describe('a withdrawal', () => {
  it.each([
    ['ask-withdrawal', 'live', 'Say why readers must not see this any more.'],
    ['decline-withdrawal', 'withdrawal asked', 'Say why it stays.'],
    ['safety-withdrawal', 'live', 'Say why this cannot wait for a second person.'],
  ] as const)('needs a reason to %s', (action, state, message) => {
    const story = STATES[state]()
    const decision = story.decide(CLEO, { ...story.request(action), reason: ' \n' } as Request)
    expect(said(decision)).toBe(`content: ${message}`)
    expect(fields(decision)).toEqual(['reason: The reason is empty.'])
  })

  it.each(['ask-withdrawal', 'confirm-withdrawal', 'decline-withdrawal', 'safety-withdrawal'] as const)(
    'is about the live edition that they looked at, to %s',
    (action) => {
      const story = STATES['withdrawal asked']()
      const request = { ...story.request(action), hash: sha256('another') } as Request
      expect(summary(story.decide(CLEO, request))).toBe('stale')
    },
  )

  it('is confirmed by another reviewer than who asked', () => {
    const story = STATES.live().act(ACTORS.editor, 'ask-withdrawal')
    expect(said(story.decide(BEN, 'confirm-withdrawal'))).toBe('yes')
    expect(said(story.decide(ACTORS.editor, 'confirm-withdrawal'))).toBe(
      'role: Only a reviewer confirms a withdrawal. Ask one, or ask an administrator for the role.',
    )
    expect(said(STATES['withdrawal asked']().decide(ADA, 'confirm-withdrawal'))).toBe(
      'role: You asked for this withdrawal. Another reviewer must confirm it.',
    )
    expect(said(STATES.live().decide(BEN, 'confirm-withdrawal'))).toBe(
      'state: Nobody has asked for a withdrawal.',
    )
  })

  it('cannot be asked for by one who then asks again as another', () => {
    const story = STATES['withdrawal asked']()
    expect(said(story.decide(BEN, 'ask-withdrawal'))).toBe('state: A withdrawal has been asked for already.')
    story.act(BEN, 'decline-withdrawal').act(BEN, 'ask-withdrawal')
    expect([ADA, BEN].map((actor) => summary(story.decide(actor, 'confirm-withdrawal')))).toEqual([
      'yes',
      'role',
    ])
  })

  it('is of the edition for which it was asked, not of one that came after', () => {
    const story = STATES['live, open in review']().act(ADA, 'ask-withdrawal')
    story.act(BEN, 'approve').act(PUBLISHER, 'go-live')
    expect(said(story.decide(CLEO, 'confirm-withdrawal'))).toBe(
      'state: This withdrawal was asked for before the edition that is live now. Decline it, and ask again if this edition must go, too.',
    )
    story.act(CLEO, 'decline-withdrawal').act(ADA, 'ask-withdrawal')
    expect(said(story.decide(CLEO, 'confirm-withdrawal'))).toBe('yes')
  })

  it('that is confirmed comes before what is approved, which waits', () => {
    const story = STATES['live, open in review']().act(BEN, 'approve')
    story.act(ADA, 'ask-withdrawal').act(BEN, 'confirm-withdrawal')
    expect(said(story.decide(PUBLISHER, 'go-live'))).toBe(
      'state: This entry is about to be withdrawn. Wait until it has been.',
    )
    story.act(PUBLISHER, 'withdraw')
    expect(said(story.decide(PUBLISHER, 'go-live'))).toBe('state: This edition is not approved.')
  })

  it('waits for a safety fix, and a safety fix decided after it goes live after it', () => {
    const fix = 'state: A safety fix of this entry is about to go live. Wait until it has.'
    const first = STATES['live, edited']().act(ADA, 'ask-withdrawal').act(BEN, 'safety-fix')
    expect(said(first.decide(CLEO, 'confirm-withdrawal'))).toBe(fix)
    expect(said(first.decide(CLEO, 'safety-withdrawal'))).toBe(fix)
    const then = STATES['withdrawal confirmed']().act(ADA, 'save').act(ADA, 'safety-fix')
    expect(summary(then.decide(PUBLISHER, 'go-live'))).toBe('state')
    then.act(PUBLISHER, 'withdraw').act(PUBLISHER, 'go-live')
    expect(then.head).toMatchObject({ live: { n: 2, seq: 43 }, fix: null, withdrawal: null })
  })

  it('is declined by a reviewer, or taken back by the editor who asked', () => {
    const story = STATES.live().act(ACTORS.editor, 'ask-withdrawal')
    const other = person('other', 'editor')
    expect(
      [ACTORS.editor, other, CLEO].map((actor) => said(story.decide(actor, 'decline-withdrawal'))),
    ).toEqual([
      'yes',
      'role: Only a reviewer declines a withdrawal that somebody else asked for. Ask one, or ask an administrator for the role.',
      'yes',
    ])
    const dismissed = { ...ACTORS.editor, roles: [] }
    expect(summary(story.decide(dismissed, 'decline-withdrawal'))).toBe('role')
    expect(said(STATES['withdrawal confirmed']().decide(ADA, 'decline-withdrawal'))).toBe(
      'state: The withdrawal is confirmed already.',
    )
  })

  it('is decided by one reviewer alone for safety, even by who asked', () => {
    const story = STATES['withdrawal asked']()
    expect(said(story.decide(ADA, 'safety-withdrawal'))).toBe('yes')
    expect(said(STATES['withdrawal confirmed']().decide(ADA, 'safety-withdrawal'))).toBe(
      'state: It is being withdrawn already.',
    )
  })

  it('is carried out by the publisher alone, and only once confirmed', () => {
    expect(said(STATES['withdrawal confirmed']().decide(ADA, 'withdraw'))).toBe(
      'role: Only the publisher withdraws editions.',
    )
    expect(said(STATES['withdrawal asked']().decide(PUBLISHER, 'withdraw'))).toBe(
      'state: This withdrawal is not confirmed.',
    )
    expect(said(STATES.withdrawn().decide(PUBLISHER, 'withdraw'))).toBe(
      'state: Nothing of this entry is live.',
    )
  })
})

describe('correcting the note of a change', () => {
  const correct = (over: object, state: StateName = 'withdrawn'): Decision => {
    const story = STATES[state]()
    return story.decide(CLEO, { ...story.request('correct-note'), ...over })
  }

  it.each<[string, object, string]>([
    ['the going live', { seq: 41 }, 'yes'],
    ['the withdrawal', { seq: 42 }, 'yes'],
    ['the change of another entry', { seq: 40 }, 'state: Change 40 is not a change of this entry.'],
    ['a change to come', { seq: 43 }, 'state: Change 43 is not a change of this entry.'],
    ['with nothing', { after: ' ' }, 'content: Write the note as it should read.'],
    [
      'with the same',
      { before: 'As it was.', after: ' As it was.\n' },
      'state: The note reads like that already.',
    ],
    ['where there was none', { before: null, after: 'A note.' }, 'yes'],
  ])('of %s is decided: %s', (_name, over, expected) => {
    expect(said(correct(over))).toBe(expected)
  })

  it('says who may', () => {
    expect(said(STATES.live().decide(ACTORS.editor, 'correct-note'))).toBe(
      'role: Only a reviewer corrects the note of a change. Ask one, or ask an administrator for the role.',
    )
  })
})

describe('going live', () => {
  it.each([
    [9, 'state: This edition goes live on 2026-12-01, not before.'],
    [10, 'yes'],
    [11, 'yes'],
  ])('of an edition that is due in ten days is decided after %i: %s', (days, expected) => {
    expect(said(STATES['approved for a later day']().wait(days).decide(PUBLISHER, 'go-live'))).toBe(expected)
  })

  it('is for the publisher alone', () => {
    for (const actor of [ADA, CORPUS_REVIEWER, ACTORS.impostor, ACTORS.administrator])
      expect(said(STATES.approved().decide(actor, 'go-live'))).toBe(
        'role: Only the publisher makes editions live.',
      )
  })

  it('takes the edition that was approved and no other', () => {
    const { head, events, editions } = STATES.approved().act(ADA, 'save').submit(ADA).act(BEN, 'approve')
    const [replaced, approved] = [...editions.values()]
    const live = (edition: typeof replaced) =>
      said(decide(PUBLISHER, { action: 'go-live', today: TODAY }, head, edition ?? null, events))
    expect([live(replaced), live(approved), live(undefined)]).toEqual([
      'state: This is not the open edition of the entry.',
      'yes',
      'state: This is not the open edition of the entry.',
    ])
  })

  it('is undone by changes that were requested after the approval', () => {
    expect(said(STATES.approved().act(CLEO, 'request-changes').decide(PUBLISHER, 'go-live'))).toBe(
      'state: This edition is not approved.',
    )
  })
})

describe('one person with every role', () => {
  /** What a person may ask for, with what the publisher does about it. */
  const STEPS = [...(Object.keys(ACTIONS) as Action[]), 'safety-fix of the open edition' as const].filter(
    // What changes nothing that readers see, and nothing on the way there.
    (step) => step !== 'flag' && step !== 'verify' && step !== 'correct-note',
  )

  type Step = (typeof STEPS)[number]

  const asked = (story: Story, step: Step): [Actor, Request] => [
    step === 'go-live' || step === 'withdraw' ? PUBLISHER : DORA,
    step === 'safety-fix of the open edition' ? story.fixOfOpen() : story.request(step),
  ]

  /** Equal for heads from which the same can follow. */
  const signature = ({ open, fix, withdrawal, live, revision, editions, secondReviewDue }: Story['head']) =>
    JSON.stringify([
      ...[open?.state, fix?.n, withdrawal?.state, live?.n, live && Math.min(revision - live.revision, 2)],
      ...[Math.min(revision, 4), Math.min(editions, 3), secondReviewDue !== null],
    ])

  it.each<[string, () => Story]>([
    ['an entry that is live', STATES.live],
    ['an entry that never was', STATES.unknown],
  ])('brings nothing of %s before readers, or away from them, without a second review', (_name, begin) => {
    const seen = new Set<string>()
    const alone: string[] = []
    const before = begin().head.live?.n
    const walk = (path: Step[]): void => {
      const told = path.reduce((story, step) => story.act(...asked(story, step)), begin())
      if (seen.has(signature(told.head))) return
      seen.add(signature(told.head))
      if (told.head.live?.n !== before && told.head.secondReviewDue === null) alone.push(path.join(', '))
      if (path.length === 7) return
      for (const step of STEPS.filter((each) => told.decide(...asked(told, each)).allowed))
        walk([...path, step])
    }
    walk([])
    expect(seen.size).toBeGreaterThan(20)
    expect(alone).toEqual([])
  })
})
