import { PUBLISHER, type Actor, type Role } from '#domain/desk/actors.ts'
import type { EntryOf } from '#domain/content/content.ts'
import { addDays, legalDate, type LegalDate } from '#domain/dates.ts'
import { takesForceOn } from '#domain/desk/checked-day.ts'
import type { Decision } from '#domain/desk/decision.ts'
import { judge } from '#domain/desk/decide.ts'
import type { Request } from '#domain/desk/request.ts'
import { freezeEdition, thaw, type Edition, type Submission } from '#domain/content/editions.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { sealEvent, type Action, type EditorialEvent } from '#domain/desk/events.ts'
import { expertActor, expertAsks, type ExpertDetails } from '#domain/desk/experts.ts'
import { threadsOf, type ThreadDetails } from '#domain/desk/threads.ts'
import { newHead, nextHead, SECOND_REVIEW_HOURS, type EventDetails, type Head } from '#domain/desk/heads.ts'
import { entry, submission } from '../../fixtures/snapshot.ts'

export const KEY = 'testland/offence/sample'

/** The day on which stories begin. */
export const TODAY = legalDate('2026-11-21')

export const person = (name: string, ...roles: Role[]): Actor => ({ id: `user:${name}`, name, roles })

/** Those who write the stories: any of them may do everything that people may. */
export const ADA = person('Ada', 'editor', 'reviewer', 'administrator')
export const BEN = person('Ben', 'editor', 'reviewer', 'administrator')
export const CLEO = person('Cleo', 'editor', 'reviewer', 'administrator')
export const DORA = person('Dora', 'editor', 'reviewer', 'administrator')

/** What a change says of itself, unless told otherwise. */
const SAID = submission({ changeNote: 'The maximum rose.', changeKind: 'change' })

type Over = Partial<Pick<EntryOf<'offence'>, 'inForceAsOf' | 'reverifyEvery' | 'citations'>> & {
  penalty?: string
}
type DetailsOf = (story: Story, request: Request, edition: Edition | null) => Record<string, unknown>

const HOUR = 3_600_000

/** What the desk writes down with each action, where it is more than a reason. */
const written: Partial<Record<Action, DetailsOf>> = {
  submit: (story, _request, edition) => ({
    ...edition?.submission,
    checkedOn: edition && thaw(edition).inForceAsOf,
    n: story.head.editions + 1,
  }),
  'request-changes': (_story, request) => ({
    notes: request.action === 'request-changes' ? request.notes : [],
  }),
  'safety-fix': (story, request, edition) =>
    ({
      ...(request.action === 'safety-fix' && request.hash === null ? edition?.submission : {}),
      n: edition?.n ?? 0,
      frozen: request.action === 'safety-fix' && request.hash === null,
      secondReviewDue: story.later(SECOND_REVIEW_HOURS),
    }) satisfies EventDetails['safety-fix'],
  'safety-withdrawal': (story) =>
    ({ secondReviewDue: story.later(SECOND_REVIEW_HOURS) }) satisfies EventDetails['safety-withdrawal'],
  'correct-note': (story, request) =>
    request.action === 'correct-note'
      ? {
          seq: request.seq,
          before: request.before,
          after: request.after,
          secondReviewDue: story.later(SECOND_REVIEW_HOURS),
        }
      : {},
  assign: (_story, request) => (request.action === 'assign' ? { to: request.to, due: request.due } : {}),
  'ask-expert': (story, request) =>
    request.action === 'ask-expert'
      ? ({
          name: request.name,
          question: request.question,
          n: story.edition(request.hash)?.n ?? 0,
          until: story.later(14 * 24),
        } satisfies ExpertDetails['ask-expert'])
      : {},
  'expert-answer': (_story, request) =>
    request.action === 'expert-answer'
      ? { ask: request.ask, verdict: request.verdict, because: request.because }
      : {},
  'end-expert': (_story, request) => (request.action === 'end-expert' ? { ask: request.ask } : {}),
  'ask-question': () =>
    ({
      claim: 'penalty',
      label: 'Maximum penalty',
      n: null,
      text: 'Is it five years?',
      mentions: [],
    }) satisfies ThreadDetails['ask-question'],
  'answer-question': (_story, request) =>
    request.action === 'answer-question' ? { thread: request.thread, text: request.text, mentions: [] } : {},
  'resolve-question': (_story, request) =>
    request.action === 'resolve-question' ? { thread: request.thread } : {},
  'reopen-question': (_story, request) =>
    request.action === 'reopen-question' ? { thread: request.thread } : {},
  'go-live': (story, _request, edition) => {
    if (!edition) return {}
    const { inForceAsOf, reverifyEvery } = thaw(edition)
    return {
      n: edition.n,
      contentHash: edition.contentHash,
      revision: edition.revision,
      seq: (story.seq += 1),
      since: story.today,
      inForceAsOf: inForceAsOf ?? TODAY,
      takesForceOn: takesForceOn(inForceAsOf ?? TODAY, edition.submission),
      reverifyEvery,
    } satisfies EventDetails['go-live']
  },
  withdraw: (story) => ({ seq: (story.seq += 1) }) satisfies EventDetails['withdraw'],
  verify: (_story, request) => ({ on: request.action === 'verify' ? request.on : null }),
}

/**
 * What happens to one entry, told step by step: the desk without a database. Each step is allowed by the rules, or the
 * story ends.
 */
export class Story {
  head: Head = newHead(KEY, 'offence')
  readonly events: EditorialEvent[] = []
  readonly editions = new Map<string, Edition>()
  today: LegalDate = TODAY
  /** Sequence number of the newest change of the whole site. */
  seq = 40
  #over: Over = {}
  #minutes = 0

  /** The instant this many hours from now. */
  later(hours: number): string {
    return new Date(
      Date.parse(`${this.today}T08:00:00Z`) + this.#minutes * 60_000 + hours * HOUR,
    ).toISOString()
  }

  /** The working copy as the edition that it would be now: each revision has words of its own. */
  working(said: Partial<Submission> = {}): Edition {
    const { penalty = `Up to ${this.head.revision} years.`, ...rest } = this.#over
    // First published as it was checked in September; what changes is checked on the day.
    const checked = this.head.lastSeq === null ? legalDate('2026-09-01') : this.today
    const { citations } = entry('offence')
    const words = entry('offence', {
      inForceAsOf: checked,
      citations: citations.map((each) => ({ ...each, retrievedOn: null })),
      ...rest,
      content: { penalty },
    })
    const asked = this.head.lastSeq === null ? submission(said) : { ...SAID, ...said }
    return freezeEdition(words, this.head.editions + 1, this.head.revision, asked)
  }

  /** What the working copy says from now on, beside a penalty that every revision changes. */
  write(over: Over): this {
    this.#over = { ...this.#over, ...over }
    return this
  }

  edition(hash: string | undefined): Edition | null {
    return this.editions.get(hash ?? '') ?? null
  }

  /** A request as the person who has just looked at everything would make it. */
  request(action: Action, said: Partial<Submission> = {}): Request {
    const { head, today } = this
    // Each edition has a note of its own: the same one sent twice is another story.
    const asked = this.working({ changeNote: `Note of edition ${head.editions + 1}.`, ...said })
    const freezing = { from: head.revision, submission: asked.submission, problems: [], today }
    const open = head.open?.hash ?? ''
    const live = head.live?.hash ?? ''
    const reason = 'A reason.'
    const ask = expertAsks(this.events).at(-1)?.n ?? 0
    const now = new Date(this.later(0))
    const thread = threadsOf(this.events).at(-1)?.n ?? 0
    const requests: { [A in Request['action']]: Extract<Request, { action: A }> } = {
      create: { action: 'create' },
      save: { action: 'save', from: head.revision },
      delete: { action: 'delete' },
      submit: { action: 'submit', ...freezing },
      approve: { action: 'approve', hash: open, seen: threadsOf(this.events).map(({ n }) => n) },
      'request-changes': {
        action: 'request-changes',
        hash: open,
        notes: [{ claim: 'penalty', text: 'Look again.' }],
      },
      'safety-fix': { action: 'safety-fix', hash: null, reason, ...freezing },
      verify: { action: 'verify', hash: live, on: today, opened: this.sources(), today },
      'ask-withdrawal': { action: 'ask-withdrawal', hash: live, reason },
      'confirm-withdrawal': { action: 'confirm-withdrawal', hash: live },
      'decline-withdrawal': { action: 'decline-withdrawal', hash: live, reason },
      'safety-withdrawal': { action: 'safety-withdrawal', hash: live, reason },
      'second-review': {
        action: 'second-review',
        decision: loneDecisionsOf(this.events).at(-1)?.n ?? 0,
        note: '',
      },
      'correct-note': {
        action: 'correct-note',
        seq: head.lastSeq ?? 1,
        before: 'As it was.',
        after: 'As it is.',
      },
      flag: { action: 'flag' },
      assign: { action: 'assign', to: 'user:somebody', due: null, today },
      part: { action: 'part', reason },
      'ask-expert': { action: 'ask-expert', hash: open || live, name: 'Iris', question: 'Is it five years?' },
      'expert-answer': { action: 'expert-answer', ask, now, verdict: 'agrees', because: '' },
      'end-expert': { action: 'end-expert', ask, now },
      'ask-question': { action: 'ask-question', text: 'Is it five years?' },
      'answer-question': { action: 'answer-question', thread, text: 'It is.' },
      'resolve-question': { action: 'resolve-question', thread, seen: this.head.chain.n },
      'reopen-question': { action: 'reopen-question', thread },
      'take-over': { action: 'take-over' },
      'go-live': { action: 'go-live', today },
      withdraw: { action: 'withdraw' },
    }
    return requests[action]
  }

  /** The same request for the open edition, which is approved alone as it stands. */
  fixOfOpen(): Request {
    return { ...this.request('safety-fix'), hash: this.head.open?.hash ?? '' } as Request
  }

  /** Keys of the sources of the live edition. */
  sources(): string[] {
    const live = this.edition(this.head.live?.hash)
    return live ? sourcesOf(thaw(live)).map(({ key }) => key) : []
  }

  /** The edition that a request is about, as the desk finds it. */
  about(request: Request): Edition | null {
    const { head } = this
    if (request.action === 'submit' || (request.action === 'safety-fix' && request.hash === null))
      return head.revision > 0 ? this.working(request.submission) : null
    if (request.action === 'go-live') return this.edition((head.fix ?? head.open)?.hash)
    if (request.action === 'withdraw') return this.edition(head.live?.hash)
    if (request.action === 'part') return this.edition(head.open?.hash)
    if (request.action === 'flag') return head.open?.together ? this.edition(head.open.hash) : null
    return 'hash' in request && request.hash !== null ? this.edition(request.hash) : null
  }

  decide(actor: Actor, asked: Action | Request): Decision {
    const request = typeof asked === 'string' ? this.request(asked) : asked
    return judge(actor, request, this.head, this.about(request), this.events)
  }

  /** @throws {Error} with the refusal, where the rules do not let it happen. */
  act(actor: Actor, asked: Action | Request): this {
    const request = typeof asked === 'string' ? this.request(asked) : asked
    const decision = this.decide(actor, request)
    if (!decision.allowed) throw new Error(`${actor.name} may not ${request.action}: ${decision.message}`)
    return this.record(actor, request)
  }

  submit(actor: Actor, said: Partial<Submission> = {}): this {
    return this.act(actor, this.request('submit', said))
  }

  /** Submitted to go live together with the other entries of a law change. */
  submitWithOthers(actor: Actor): this {
    const request = this.request('submit')
    const said = written.submit?.(this, request, this.about(request)) ?? {}
    return this.record(actor, request, { ...said, together: 'law' })
  }

  /** Left out of the law change under which its open edition goes live. */
  leaveOut(actor: Actor): this {
    return this.record(actor, this.request('flag'), { lawChange: 'law', leftOut: 'A reason.' })
  }

  /** Approved by somebody else, and live. */
  publish(author: Actor = ADA, reviewer: Actor = BEN): this {
    return this.submit(author).act(reviewer, 'approve').act(PUBLISHER, 'go-live')
  }

  /** Some days go by. */
  wait(days: number): this {
    this.today = addDays(this.today, days)
    return this
  }

  private record(actor: Actor, request: Request, said?: Record<string, unknown>): this {
    const { action } = request
    const edition = this.about(request)
    if (edition) this.editions.set(edition.hash, edition)
    this.#minutes += 1
    const event = sealEvent({
      entry: KEY,
      n: this.head.chain.n + 1,
      at: this.later(0),
      actor: { id: actor.id, name: actor.name },
      action,
      revision:
        action === 'delete' ? 0 : this.head.revision + (action === 'create' || action === 'save' ? 1 : 0),
      edition: edition?.hash ?? null,
      details: {
        ...('reason' in request ? { reason: request.reason } : {}),
        ...(said ?? written[action]?.(this, request, edition)),
      },
      previous: this.head.chain.hash,
    })
    this.events.push(event)
    this.head = nextHead(this.head, event)
    return this
  }

  /** A note corrected as it was before a second review of it was due. */
  correctAsBefore(actor: Actor): this {
    const { seq, before, after } = this.request('correct-note') as Extract<
      Request,
      { action: 'correct-note' }
    >
    return this.record(actor, this.request('correct-note'), { seq, before, after })
  }
}

export type StateName =
  | 'unknown'
  | 'deleted'
  | 'draft'
  | 'in review'
  | 'changes requested'
  | 'approved'
  | 'approved for a later day'
  | 'live'
  | 'live, edited'
  | 'live, open in review'
  | 'live, open with others'
  | 'safety fix waiting'
  | 'withdrawal asked'
  | 'withdrawal confirmed'
  | 'withdrawn'
  | 'second review due'
  | 'question open'
  | 'expert asked'
  | 'expert answered'
  | 'question resolved'

/** An entry in each state that it can be in. Ada does what a person does first, Ben what needs a second one. */
export const STATES: Record<StateName, () => Story> = {
  unknown: () => new Story(),
  deleted: () => STATES.draft().act(ADA, 'delete'),
  draft: () => new Story().act(ADA, 'create').act(ADA, 'save'),
  'in review': () => STATES.draft().submit(ADA),
  'changes requested': () => STATES['in review']().act(BEN, 'request-changes'),
  approved: () => STATES['in review']().act(BEN, 'approve'),
  'approved for a later day': () =>
    STATES.draft()
      .submit(ADA, { goesLiveOn: addDays(TODAY, 10) })
      .act(BEN, 'approve'),
  live: () => STATES.draft().publish(),
  'live, edited': () => STATES.live().act(ADA, 'save'),
  'live, open in review': () => STATES['live, edited']().submit(ADA),
  'live, open with others': () => STATES['live, edited']().submitWithOthers(ADA),
  'safety fix waiting': () => STATES['live, edited']().act(ADA, 'safety-fix'),
  'withdrawal asked': () => STATES.live().act(ADA, 'ask-withdrawal'),
  'withdrawal confirmed': () => STATES['withdrawal asked']().act(BEN, 'confirm-withdrawal'),
  withdrawn: () => STATES['withdrawal confirmed']().act(PUBLISHER, 'withdraw'),
  'second review due': () => STATES['safety fix waiting']().act(PUBLISHER, 'go-live'),
  'expert asked': () => STATES['in review']().act(ADA, 'ask-expert'),
  'expert answered': () => {
    const story = STATES['expert asked']()
    return story.act(expertActor({ n: story.head.chain.n }, 'Iris'), 'expert-answer')
  },
  'question open': () => STATES.draft().act(ADA, 'ask-question'),
  'question resolved': () => STATES['question open']().act(BEN, 'resolve-question'),
}
