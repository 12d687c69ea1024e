import { describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import {
  ACTIONS,
  chainProblem,
  eventHash,
  sealEvent,
  type Action,
  type ChainEnd,
  type EditorialEvent,
  type EventBody,
} from '#domain/desk/events.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import { seeded } from '../../support/random.ts'

const KEY = 'testland/offence/stalking'
const SEED = 20_261_121

/** A whole chain of so many events, and where it ends. */
function chain(length: number): { events: EditorialEvent[]; end: ChainEnd } {
  const events: EditorialEvent[] = []
  let previous: Sha256 | null = null
  for (let n = 1; n <= length; n += 1) {
    const event: EditorialEvent = sealEvent({
      entry: KEY,
      n,
      at: new Date(Date.UTC(2026, 10, 21, 10, n)).toISOString(),
      actor: { id: `user:${n % 3}`, name: ['Ada', 'Ben', 'Cleo'][n % 3] ?? '' },
      action: (['create', 'save', 'save', 'submit', 'go-live'] as const)[n % 5] ?? 'save',
      revision: n,
      edition: n % 5 === 3 ? sha256(`edition ${n}`) : null,
      details: { changed: ['penalty'], reason: `reason ${n}` },
      previous,
    })
    events.push(event)
    previous = event.hash
  }
  return { events, end: { n: length, hash: previous } }
}

const body = (): EventBody => {
  const [event] = chain(1).events
  if (!event) throw new Error('fixture')
  const { hash: _hash, ...rest } = event
  return rest
}

/** Seals a chain again from an event on, as somebody would who knows how hashes are made. */
function reseal(events: readonly EditorialEvent[], from: number): EditorialEvent[] {
  const sealed = [...events]
  for (let index = from; index < sealed.length; index += 1) {
    const event = sealed[index]
    if (event) sealed[index] = sealEvent({ ...event, previous: sealed[index - 1]?.hash ?? null })
  }
  return sealed
}

describe('an event', () => {
  it('is sealed by a hash over everything in it', () => {
    const event = sealEvent(body())
    expect(event).toEqual({ ...body(), hash: sha256(canonical(body())) })
  })

  it.each<[string, Partial<EventBody>]>([
    ['entry', { entry: 'testland/offence/threats' }],
    ['number', { n: 2 }],
    ['instant', { at: '2026-11-21T10:01:00.001Z' }],
    ['id of its actor', { actor: { id: 'user:9', name: 'Ben' } }],
    ['name of its actor', { actor: { id: 'user:1', name: 'Bea' } }],
    ['action', { action: 'go-live' }],
    ['revision', { revision: 2 }],
    ['edition', { edition: sha256('another') }],
    ['details', { details: { changed: ['penalty'], reason: 'reason 2' } }],
    ['event before', { previous: sha256('before') }],
  ])('has another hash with another %s', (_name, other) => {
    expect(eventHash({ ...body(), ...other })).not.toBe(eventHash(body()))
  })

  it('has a name for each action', () => {
    expect(ACTIONS).toEqual({
      create: 'Created',
      save: 'Saved',
      delete: 'Deleted',
      submit: 'Submitted for review',
      'request-changes': 'Changes requested',
      approve: 'Approved',
      'safety-fix': 'Approved alone, for safety',
      'go-live': 'Went live',
      verify: 'Verified, unchanged',
      'ask-withdrawal': 'Withdrawal asked for',
      'decline-withdrawal': 'Withdrawal declined',
      'confirm-withdrawal': 'Withdrawal confirmed',
      'safety-withdrawal': 'Withdrawal decided alone, for safety',
      withdraw: 'Withdrawn',
      'second-review': 'Reviewed a second time',
      'correct-note': 'Change note corrected',
      flag: 'Flagged for a law change',
      assign: 'Assigned',
      part: 'Taken out of those that go live together',
      'ask-expert': 'Expert asked',
      'expert-answer': 'Expert answered',
      'end-expert': 'Link of an expert ended',
      'ask-question': 'Asked',
      'answer-question': 'Answered',
      'resolve-question': 'Question resolved',
      'reopen-question': 'Question reopened',
      'take-over': 'Taken over as it was published before it was reviewed',
    } satisfies Record<Action, string>)
  })
})

describe('a chain of events', () => {
  it.each([0, 1, 2, 30])('of %i events is whole as it was written', (length) => {
    const { events, end } = chain(length)
    expect(chainProblem(events, end)).toBeNull()
  })

  const whole = chain(5)
  const at = (index: number): EditorialEvent => {
    const event = whole.events[index]
    if (!event) throw new Error('fixture')
    return event
  }

  it.each<[string, EditorialEvent[], ChainEnd, string]>([
    [
      'an edited event',
      whole.events.with(2, { ...at(2), details: { changed: [], reason: 'reason 3' } }),
      whole.end,
      'event 3 was altered: its hash does not match what it says',
    ],
    [
      'an edited event that was sealed again',
      whole.events.with(2, sealEvent({ ...at(2), revision: 99 })),
      whole.end,
      'event 4 does not follow event 3: the link between them is broken',
    ],
    [
      'an edited event, sealed again with all that follow',
      reseal(whole.events.with(2, { ...at(2), revision: 99 }), 2),
      whole.end,
      'event 5 is not the one that the head ends with',
    ],
    [
      'the last event, edited and sealed again',
      whole.events.with(4, sealEvent({ ...at(4), revision: 99 })),
      whole.end,
      'event 5 is not the one that the head ends with',
    ],
    [
      'a forged hash',
      whole.events.with(1, { ...at(1), hash: sha256('forged') }),
      whole.end,
      'event 2 was altered: its hash does not match what it says',
    ],
    [
      'another link to the event before',
      whole.events.with(1, { ...at(1), previous: sha256('forged') }),
      whole.end,
      'event 2 does not follow event 1: the link between them is broken',
    ],
    [
      'a first event that follows another',
      whole.events.with(0, sealEvent({ ...at(0), previous: sha256('other') })),
      whole.end,
      'event 1 does not follow event 0: the link between them is broken',
    ],
    [
      'a first event that is missing',
      whole.events.slice(1),
      whole.end,
      'event 1 is missing (the next one found is 2)',
    ],
    [
      'an event missing in the middle',
      whole.events.toSpliced(2, 1),
      whole.end,
      'event 3 is missing (the next one found is 4)',
    ],
    [
      'an event dropped, and the rest numbered and sealed again',
      reseal(
        whole.events.toSpliced(2, 1).map((event, index) => ({ ...event, n: index + 1 })),
        0,
      ),
      whole.end,
      'event 5 is missing: the head counts 5 events',
    ],
    [
      'a truncated chain',
      whole.events.slice(0, 3),
      whole.end,
      'event 4 is missing: the head counts 5 events',
    ],
    ['no events', [], whole.end, 'event 1 is missing: the head counts 5 events'],
    [
      'two events swapped',
      whole.events.with(1, at(2)).with(2, at(1)),
      whole.end,
      'event 2 is missing (the next one found is 3)',
    ],
    [
      'two events that changed places with their numbers',
      whole.events.with(1, { ...at(2), n: 2 }).with(2, { ...at(1), n: 3 }),
      whole.end,
      'event 2 does not follow event 1: the link between them is broken',
    ],
    [
      'an event twice',
      whole.events.toSpliced(2, 0, at(1)),
      whole.end,
      'event 3 is missing (the next one found is 2)',
    ],
    [
      'an event that the head does not know',
      [...whole.events, sealEvent({ ...at(4), n: 6, previous: at(4).hash })],
      whole.end,
      'event 6 is not known to the head, which counts 5 events',
    ],
    [
      'a head that ends elsewhere',
      whole.events,
      { n: 5, hash: sha256('elsewhere') },
      'event 5 is not the one that the head ends with',
    ],
    [
      'a head without an end',
      whole.events,
      { n: 5, hash: null },
      'event 5 is not the one that the head ends with',
    ],
    [
      'a head that was set back',
      whole.events,
      { n: 3, hash: at(2).hash },
      'event 4 is not known to the head, which counts 3 events',
    ],
    [
      'an empty chain with a head that ends somewhere',
      [],
      { n: 0, hash: sha256('somewhere') },
      'event 0 is not the one that the head ends with',
    ],
  ])('names what is wrong with %s', (_name, events, end, problem) => {
    expect(chainProblem(events, end)).toBe(problem)
  })

  it('names an event that was altered to something which cannot be hashed', () => {
    const events = whole.events.with(2, { ...at(2), details: { share: 0.5 } })
    expect(chainProblem(events, whole.end)).toBe('event 3 was altered: its hash does not match what it says')
  })

  it('shows each of 200 random tamperings with a chain of 30 events', () => {
    const random = seeded(SEED)
    const pick = (below: number): number => Math.floor(random() * below)
    const { events, end } = chain(30)
    const missed: string[] = []
    const kinds = new Set<string>()
    for (let round = 0; round < 200; round += 1) {
      const [kind, tampered, claimed] = tamper(events, end, pick)
      kinds.add(kind)
      const problem = chainProblem(tampered, claimed)
      if (problem === null || !/event \d+/.test(problem)) missed.push(`round ${round}: ${kind}: ${problem}`)
    }
    expect(missed).toEqual([])
    expect([...kinds].sort()).toEqual([
      'append',
      'drop',
      'edit',
      'edit and reseal',
      'edit and reseal the rest',
      'swap',
      'truncate',
      'wrong head',
    ])
  })
})

function tamper(
  events: readonly EditorialEvent[],
  end: ChainEnd,
  pick: (below: number) => number,
): [string, EditorialEvent[], ChainEnd] {
  const index = pick(events.length)
  const event = events[index]
  if (!event) throw new Error('fixture')
  const edits: Partial<EditorialEvent>[] = [
    { at: '2020-01-01T00:00:00.000Z' },
    { actor: { ...event.actor, name: 'Mallory' } },
    { actor: { ...event.actor, id: 'user:666' } },
    { action: event.action === 'delete' ? 'save' : 'delete' },
    { revision: event.revision + 1 },
    { edition: sha256('forged') },
    { details: { ...event.details, reason: 'forged' } },
    { entry: 'testland/offence/forged' },
  ]
  const edited = { ...event, ...edits[pick(edits.length)] }
  const other = (index + 1 + pick(events.length - 1)) % events.length
  const last = events.at(-1)
  const swapped = events.with(index, events[other] ?? event).with(other, event)
  const choices: [string, EditorialEvent[], ChainEnd][] = [
    ['edit', events.with(index, edited), end],
    ['edit and reseal', events.with(index, sealEvent(edited)), end],
    ['edit and reseal the rest', reseal(events.with(index, edited), index), end],
    ['drop', events.toSpliced(index, 1), end],
    ['swap', swapped, end],
    ['truncate', events.slice(0, index), end],
    ['append', [...events, sealEvent({ ...event, n: events.length + 1, previous: last?.hash ?? null })], end],
    [
      'wrong head',
      [...events],
      pick(2) === 0 ? { n: end.n, hash: event.previous } : { n: index, hash: event.previous },
    ],
  ]
  const choice = choices[pick(choices.length)]
  if (!choice) throw new Error('fixture')
  return choice
}
