import { describe, expect, it } from 'vitest'
import { expertActor } from '#domain/desk/experts.ts'
import { PUBLISHER } from '#domain/desk/actors.ts'
import { addDays, legalDate } from '#domain/dates.ts'
import { editionStates } from '#domain/desk/edition-states.ts'
import { ACTIONS, sealEvent, type Action, type EditorialEvent } from '#domain/desk/events.ts'
import {
  DESK_STATES,
  deskState,
  dueOn,
  isDraft,
  newHead,
  nextHead,
  replayHead,
  SECOND_REVIEW_HOURS,
  type DeskState,
  type Head,
  liveVerifiedOn,
} from '#domain/desk/heads.ts'
import { ADA, BEN, CLEO, DORA, KEY, STATES, Story, TODAY, type StateName } from './story.ts'
import { seeded } from '../../support/random.ts'

describe('a head', () => {
  it('begins with nothing', () => {
    expect(newHead(KEY, 'offence')).toEqual({
      entry: KEY,
      kind: 'offence',
      revision: 0,
      savedBy: null,
      editions: 0,
      frozenRevision: 0,
      open: null,
      fix: null,
      withdrawal: null,
      live: null,
      lastSeq: null,
      verifiedOn: null,
      verifiedN: null,
      secondReviewDue: null,
      assigned: null,
      chain: { n: 0, hash: null },
    })
  })
})

/** What of a head differs after one more step, beside the end of its chain, which every step moves. */
function moved(begin: Story, step: (story: Story) => Story): Partial<Head> {
  const before = structuredClone(begin.head)
  const { head, events } = step(begin)
  expect(head.chain).toEqual({ n: before.chain.n + 1, hash: events.at(-1)?.hash })
  return Object.fromEntries(
    Object.entries(head).filter(
      ([name, value]) =>
        name !== 'chain' && JSON.stringify(value) !== JSON.stringify(before[name as keyof Head]),
    ),
  )
}

const minute = (n: number, day = 21): string => `2026-11-${day}T08:${String(n).padStart(2, '0')}:00.000Z`

describe('what each action moves', () => {
  const hashOf = (story: Story, n: number) => [...story.editions.keys()][n - 1]

  it.each<[Action, () => Story, (story: Story) => Story, (story: Story) => Partial<Head>]>([
    ['create', STATES.unknown, (story) => story.act(ADA, 'create'), () => ({ revision: 1, savedBy: ADA.id })],
    ['save', STATES.live, (story) => story.act(BEN, 'save'), () => ({ revision: 3, savedBy: BEN.id })],
    ['delete', STATES.draft, (story) => story.act(BEN, 'delete'), () => ({ revision: 0, savedBy: null })],
    [
      'submit',
      STATES.draft,
      (story) => story.submit(BEN, { goesLiveOn: addDays(TODAY, 9) }),
      (story) => ({
        editions: 1,
        frozenRevision: 2,
        open: {
          n: 1,
          hash: hashOf(story, 1),
          state: 'in-review',
          at: minute(3),
          goesLiveOn: legalDate('2026-11-30'),
          together: null,
        } as Head['open'],
      }),
    ],
    [
      'request-changes',
      STATES['in review'],
      (story) => story.act(BEN, 'request-changes'),
      ({ head: { open } }) => ({
        open: open && { ...open, n: 1, state: 'changes-requested', at: minute(4) },
      }),
    ],
    [
      'approve',
      STATES['in review'],
      (story) => story.act(BEN, 'approve'),
      ({ head: { open } }) => ({ open: open && { ...open, n: 1, state: 'approved', at: minute(4) } }),
    ],
    [
      'safety-fix',
      STATES['live, edited'],
      (story) => story.act(ADA, 'safety-fix'),
      (story) => ({
        editions: 2,
        frozenRevision: 3,
        fix: { n: 2, hash: hashOf(story, 2), at: minute(7) } as Head['fix'],
        secondReviewDue: minute(7, 22),
      }),
    ],
    [
      'part',
      STATES['live, open with others'],
      (story) => story.act(BEN, 'part'),
      ({ head: { open } }) => ({ open: open && { ...open, n: 2, state: 'in-review', together: null } }),
    ],
    [
      'flag',
      STATES['live, open with others'],
      (story) => story.leaveOut(BEN),
      ({ head: { open } }) => ({
        open: open && { ...open, n: 2, state: 'changes-requested', at: minute(8), together: null },
      }),
    ],
    [
      'go-live',
      STATES.approved,
      (story) => story.act(PUBLISHER, 'go-live'),
      (story) => ({
        open: null,
        lastSeq: 41,
        live: {
          n: 1,
          hash: hashOf(story, 1),
          contentHash: story.edition(hashOf(story, 1))?.contentHash,
          revision: 2,
          seq: 41,
          since: TODAY,
          inForceAsOf: legalDate('2026-09-01'),
          reverifyEvery: 180,
          takesForceOn: null,
        } as Head['live'],
      }),
    ],
    [
      'verify',
      STATES.live,
      (story) => story.act(BEN, 'verify'),
      (story) => ({ verifiedOn: TODAY, verifiedN: story.head.live?.n }),
    ],
    [
      'ask-withdrawal',
      STATES.live,
      (story) => story.act(BEN, 'ask-withdrawal'),
      () => ({ withdrawal: { state: 'asked', by: BEN.id, at: minute(6), safety: false } }),
    ],
    [
      'decline-withdrawal',
      STATES['withdrawal asked'],
      (story) => story.act(BEN, 'decline-withdrawal'),
      () => ({ withdrawal: null }),
    ],
    [
      'confirm-withdrawal',
      STATES['withdrawal asked'],
      (story) => story.act(BEN, 'confirm-withdrawal'),
      () => ({ withdrawal: { state: 'confirmed', by: ADA.id, at: minute(7), safety: false } }),
    ],
    [
      'safety-withdrawal',
      STATES['withdrawal asked'],
      (story) => story.act(BEN, 'safety-withdrawal'),
      () => ({
        withdrawal: { state: 'confirmed', by: BEN.id, at: minute(7), safety: true },
        secondReviewDue: minute(7, 22),
      }),
    ],
    [
      'withdraw',
      STATES['withdrawal confirmed'],
      (story) => story.act(PUBLISHER, 'withdraw'),
      () => ({ live: null, withdrawal: null, lastSeq: 42 }),
    ],
    [
      'second-review',
      STATES['second review due'],
      (story) => story.act(BEN, 'second-review'),
      () => ({ secondReviewDue: null }),
    ],
    [
      'correct-note',
      STATES.live,
      (story) => story.act(BEN, 'correct-note'),
      (story) => ({ secondReviewDue: story.later(SECOND_REVIEW_HOURS) }),
    ],
    // An event from before notes were looked at a second time.
    ['correct-note', STATES.live, (story) => story.correctAsBefore(BEN), () => ({})],
    ['flag', STATES.live, (story) => story.act(BEN, 'flag'), () => ({})],
    ['ask-expert', STATES['in review'], (story) => story.act(BEN, 'ask-expert'), () => ({})],
    ['end-expert', STATES['expert asked'], (story) => story.act(BEN, 'end-expert'), () => ({})],
    ['ask-question', STATES['in review'], (story) => story.act(BEN, 'ask-question'), () => ({})],
    ['answer-question', STATES['question open'], (story) => story.act(BEN, 'answer-question'), () => ({})],
    ['resolve-question', STATES['question open'], (story) => story.act(BEN, 'resolve-question'), () => ({})],
    [
      'reopen-question',
      STATES['question resolved'],
      (story) => story.act(BEN, 'reopen-question'),
      () => ({}),
    ],
  ])('%s', (action, begin, step, expected) => {
    const story = begin()
    const changes = moved(story, step)
    expect(story.events.at(-1)?.action).toBe(action)
    expect(changes).toEqual(expected(story))
  })

  it('submitting again replaces what was open', () => {
    const story = STATES.approved().act(ADA, 'save')
    const changes = moved(story, (each) => each.submit(ADA))
    expect(changes).toMatchObject({ editions: 2, frozenRevision: 3, open: { n: 2, state: 'in-review' } })
  })

  it('a safety fix of the open edition takes it off the desk, and freezes nothing', () => {
    const story = STATES['live, open in review']().act(ADA, 'save')
    const open = story.head.open
    expect(moved(story, (each) => each.act(BEN, each.fixOfOpen()))).toEqual({
      open: null,
      fix: { n: 2, hash: open?.hash, at: minute(9) },
      secondReviewDue: minute(9, 22),
    })
    expect(story.head).toMatchObject({ editions: 2, frozenRevision: 3, revision: 4 })
  })

  it.each<['in-review' | 'approved' | 'changes-requested']>([
    ['in-review'],
    ['approved'],
    ['changes-requested'],
  ])('a safety fix going live sends back an open edition that is %s', (state) => {
    const story = STATES['live, open in review']()
    if (state === 'approved') story.act(BEN, 'approve')
    if (state === 'changes-requested') story.act(BEN, 'request-changes')
    const since = story.head.open?.at
    story.act(ADA, 'save').act(ADA, 'safety-fix')
    expect(story.head.open?.state).toBe(state)
    const at = story.act(PUBLISHER, 'go-live').events.at(-1)?.at
    expect(story.head.open).toMatchObject({
      n: 2,
      state: 'changes-requested',
      at: state === 'changes-requested' ? since : at,
    })
    expect(story.head).toMatchObject({ fix: null, live: { n: 3 }, editions: 3, frozenRevision: 4 })
  })

  it('a withdrawal sends back the open edition, whatever its day, and leaves a safety fix on its way', () => {
    const later = STATES['live, edited']()
      .submit(ADA, { goesLiveOn: addDays(TODAY, 9) })
      .act(BEN, 'approve')
    later.act(BEN, 'safety-withdrawal').act(PUBLISHER, 'withdraw')
    expect(later.head.open).toMatchObject({ n: 2, state: 'changes-requested' })
    const fixed = STATES['withdrawal confirmed']()
      .act(ADA, 'save')
      .act(ADA, 'safety-fix')
      .act(PUBLISHER, 'withdraw')
    expect(fixed.head).toMatchObject({ live: null, fix: { n: 2 } })
  })

  it('a second decision alone leaves the day of the second review where it was', () => {
    const story = STATES['second review due']()
    const due = story.head.secondReviewDue
    story
      .wait(1)
      .act(BEN, 'save')
      .act(BEN, 'safety-fix')
      .act(PUBLISHER, 'go-live')
      .act(BEN, 'safety-withdrawal')
    expect(story.head.secondReviewDue).toBe(due)
  })

  it('a deleted entry that begins again goes on with its chain', () => {
    const story = STATES.deleted().act(BEN, 'create')
    expect(story.head).toEqual({
      ...newHead(KEY, 'offence'),
      revision: 1,
      savedBy: BEN.id,
      chain: { n: 4, hash: story.events.at(-1)?.hash },
    })
  })

  it.each(['submit', 'safety-fix', 'go-live'] as const)(
    'refuses an event of %s that names no edition',
    (action) => {
      const event = sealEvent({
        entry: KEY,
        n: 7,
        at: minute(0),
        actor: { id: ADA.id, name: ADA.name },
        action,
        revision: 1,
        edition: null,
        details: {},
        previous: null,
      })
      expect(() => nextHead(newHead(KEY, 'offence'), event)).toThrow(
        new TypeError(`Event 7 of ${KEY} names no edition.`),
      )
    },
  )
})

describe('what a head says of its entry', () => {
  it.each<[StateName, DeskState, boolean]>([
    ['unknown', 'never-live', false],
    ['deleted', 'never-live', false],
    ['draft', 'never-live', true],
    ['question open', 'never-live', true],
    ['expert asked', 'in-review', false],
    ['expert answered', 'in-review', false],
    ['question resolved', 'never-live', true],
    ['in review', 'in-review', false],
    ['changes requested', 'changes-requested', false],
    ['approved', 'approved', false],
    ['approved for a later day', 'approved', false],
    ['live', 'live', false],
    ['live, edited', 'edited', true],
    ['live, open in review', 'in-review', false],
    ['safety fix waiting', 'approved', false],
    ['withdrawal asked', 'live', false],
    ['withdrawal confirmed', 'live', false],
    ['withdrawn', 'withdrawn', false],
    ['second review due', 'live', false],
  ])('%s: shown as %s, a draft: %s', (state, shown, draft) => {
    const { head } = STATES[state]()
    expect(deskState(head)).toBe(shown)
    expect(isDraft(head)).toBe(draft)
    expect(DESK_STATES).toHaveProperty([shown])
  })

  it('knows every state', () => {
    const shown = new Set(Object.values(STATES).map((tell) => deskState(tell().head)))
    expect([...shown].sort()).toEqual(Object.keys(DESK_STATES).sort())
  })

  it.each<[string, () => Story, boolean]>([
    ['saved after it was submitted', () => STATES['in review']().act(ADA, 'save'), true],
    ['edited since it was withdrawn', () => STATES.withdrawn().act(ADA, 'save'), true],
    ['frozen by one alone', STATES['safety fix waiting'], false],
    ['made again after it was deleted', () => STATES.deleted().act(ADA, 'create'), true],
  ])('%s: a draft: %s', (_name, tell, draft) => {
    expect(isDraft(tell().head)).toBe(draft)
  })

  it('is no draft where there is no working copy, whatever was frozen before', () => {
    expect(isDraft({ revision: 0, frozenRevision: 3 })).toBe(false)
  })

  it('shows a safety fix before whatever else is open', () => {
    const story = STATES['live, open in review']().act(ADA, 'save').act(BEN, 'safety-fix')
    expect(deskState(story.head)).toBe('approved')
  })

  it.each<[string, () => Story, string | null]>([
    ['nothing live', STATES.approved, null],
    ['nothing live any more', () => STATES.withdrawn(), null],
    ['live, in force as of 1 September', STATES.live, '2027-02-28'],
    ['verified on 21 November', () => STATES.live().act(BEN, 'verify'), '2027-05-20'],
    [
      'verified on the very day',
      () => {
        const story = STATES.live()
        return story.act(BEN, { ...story.request('verify'), on: legalDate('2026-09-01') } as never)
      },
      '2027-02-28',
    ],
    [
      'live anew, in force as of a later day than that of the last verification',
      () =>
        STATES.live()
          .act(BEN, 'verify')
          .wait(5)
          .act(ADA, 'save')
          .write({ inForceAsOf: addDays(TODAY, 4), reverifyEvery: 30 })
          .publish(),
      '2026-12-25',
    ],
  ])('%s: due on the day that it is', (_name, tell, due) => {
    expect(dueOn(tell().head)).toBe(due)
  })
})

describe('a head made again from events', () => {
  it.each(Object.keys(STATES) as StateName[])('is the same, %s', (state) => {
    const { head, events } = STATES[state]()
    expect(replayHead(KEY, 'offence', events)).toEqual(head)
  })

  it('changes nothing that it was made from', () => {
    const { head, events } = STATES['live, open in review']()
    const before = structuredClone(head)
    for (const event of events) nextHead(head, event)
    expect(head).toEqual(before)
  })
})

describe('whatever may happen', () => {
  /** Everything that is wrong with where a step led, in words. */
  function problems(before: Head, after: Head, events: readonly EditorialEvent[]): string[] {
    const event = events.at(-1)
    const live = (head: Head): string => JSON.stringify(head.live)
    const revisions = events.map(({ revision }) => revision)
    const checks: [boolean, string][] = [
      [after.live === null || after.lastSeq !== null, 'live without a change'],
      [after.live === null || after.live.seq === after.lastSeq, 'live with another change than the last'],
      [(after.lastSeq ?? 0) >= (before.lastSeq ?? 0), 'the number of the last change went back'],
      [after.editions >= before.editions, 'an edition was forgotten'],
      [after.editions - before.editions <= 1, 'two editions at once'],
      [after.frozenRevision <= Math.max(0, ...revisions), 'frozen from a revision that never was'],
      [(after.editions === 0) === (after.frozenRevision === 0), 'frozen from nothing'],
      [after.editions === 0 || after.frozenRevision <= after.revision, 'frozen from a revision to come'],
      [after.live === null || after.live.revision <= after.frozenRevision, 'live from a later revision'],
      [
        [after.open, after.fix, after.live].every((each) => each === null || each.n <= after.editions),
        'unknown n',
      ],
      [after.open === null || after.open.hash !== after.fix?.hash, 'open and decided alone at once'],
      [after.open === null || after.open.hash !== after.live?.hash, 'open and live at once'],
      [after.fix === null || after.fix.hash !== after.live?.hash, 'a fix that is live already'],
      [after.withdrawal === null || after.live !== null, 'a withdrawal of nothing'],
      [after.editions === 0 || after.revision > 0, 'deleted with editions'],
      [live(before) === live(after) || ['go-live', 'withdraw'].includes(event?.action ?? ''), 'live moved'],
      [after.chain.n === before.chain.n + 1 && after.chain.hash === event?.hash, 'the chain went astray'],
      [(after.verifiedOn ?? '') >= (before.verifiedOn ?? ''), 'a verification went back'],
      [(after.revision === 0) === (after.savedBy === null), 'a revision that nobody saved'],
      [after.live === null || (dueOn(after) ?? '') > after.live.inForceAsOf, 'due before it was verified'],
    ]
    const states = editionStates(events)
    const inState = (state: string): number => [...states.values()].filter((each) => each === state).length
    if (after.open && states.get(after.open.hash) !== after.open.state)
      checks.push([false, 'states disagree'])
    if (inState('live') !== (after.live ? 1 : 0)) checks.push([false, 'more or less than one live edition'])
    if (inState('in-review') > 1) checks.push([false, 'two editions in review'])
    return checks.flatMap(([holds, problem]) => (holds ? [] : [problem]))
  }

  const ACTORS = [ADA, BEN, CLEO, DORA]

  it('the head stays what its events make of it, over 300 random lives', () => {
    const found: string[] = []
    const happened = new Map<string, number>()
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed)
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
      const story = new Story()
      for (let step = 0; step < 50; step += 1) {
        if (random() < 0.1) story.wait(1 + Math.floor(random() * 5))
        const action = pick(Object.keys(ACTIONS) as Action[])
        const request =
          action === 'safety-fix' && random() < 0.4
            ? story.fixOfOpen()
            : story.request(
                action,
                action === 'submit' && random() < 0.2 ? { goesLiveOn: addDays(story.today, 3) } : {},
              )
        if (random() < 0.2) story.write({ inForceAsOf: story.today })
        const actor =
          request.action === 'expert-answer'
            ? expertActor({ n: request.ask }, 'Iris')
            : action === 'go-live' || action === 'withdraw'
              ? PUBLISHER
              : pick(ACTORS)
        if (!story.decide(actor, request).allowed) continue
        const before = story.head
        if (action === 'submit' && random() < 0.3) story.submitWithOthers(actor)
        else if (action === 'flag' && random() < 0.3) story.leaveOut(actor)
        else story.act(actor, request)
        happened.set(action, (happened.get(action) ?? 0) + 1)
        for (const problem of problems(before, story.head, story.events))
          found.push(`seed ${seed}, event ${story.head.chain.n} (${action}): ${problem}`)
      }
      if (JSON.stringify(replayHead(KEY, 'offence', story.events)) !== JSON.stringify(story.head))
        found.push(`seed ${seed}: replayed otherwise`)
    }
    expect(found).toEqual([])
    expect(
      Object.keys(ACTIONS).filter((action) => action !== 'take-over' && (happened.get(action) ?? 0) < 5),
    ).toEqual([])
  })
})

describe('a verification', () => {
  it('says nothing of the edition that follows the one that was verified', () => {
    const verified = STATES.live().act(BEN, 'verify').head
    const later = { ...verified, live: verified.live && { ...verified.live, n: 2 } }
    expect([verified, later].map(liveVerifiedOn)).toEqual([TODAY, null])
    expect(dueOn(later)).toBe(addDays(verified.live?.inForceAsOf ?? TODAY, 180))
  })
})
