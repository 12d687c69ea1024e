import { isSystem, mayAdminister, mayEdit, mayReview, PUBLISHER, UPGRADE, type Actor } from './actors.ts'
import { authorsOf, partakersOf, submitterOf } from './authors.ts'
import { confirmedOn, daysProblem, unconfirmedSince } from './checked-day.ts'
import type { Problem } from '../content/coverage.ts'
import { printDate, type LegalDate } from '../dates.ts'
import {
  CHOSEN_KINDS,
  editionHash,
  saysTheSame,
  thaw,
  type ChosenKind,
  type Edition,
  type Submission,
} from '../content/editions.ts'
import type { EditorialEvent } from './events.ts'
import { liveConfirmedOn, type Head } from './heads.ts'
import { isStructureKind } from '../keys.ts'
import { loneDecisionsOf } from './lone-decisions.ts'
import { answerProblems, isSaidOf, type Answering } from './law-answers.ts'
import { sharedChangesOf } from './shared-changes.ts'
import { sourcesOf } from '../content/shared-parts.ts'

/** What a reviewer asks to be changed: at one claim, or in the entry as a whole. */
export interface ReviewNote {
  claim: string | null
  text: string
}

/** What freezing the working copy as an edition must know. */
interface Freezing {
  /** Revision that the person looked at; null when the request does not say. */
  from: number | null
  submission: Submission
  /** What coverage finds missing. */
  problems: readonly Problem[]
  today: LegalDate
  /** The words of the live edition are gone: they may be submitted again as they were. */
  lost?: boolean
}

/** What is said of law changes that the entry is flagged for. Whatever is left out stays open. */
interface Answers {
  answering?: Answering
}

/** What somebody wants to do, with what must be known to decide on it. */
export type Request =
  | { action: 'create' }
  | { action: 'save'; from: number | null }
  | { action: 'delete' }
  | ({ action: 'submit' } & Freezing & Answers)
  | ({ action: 'approve'; hash: string } & Answers)
  | { action: 'request-changes'; hash: string; notes: readonly ReviewNote[] }
  /** `hash` approves the open edition alone; null freezes the working copy for it. */
  | ({ action: 'safety-fix'; hash: string | null; reason: string } & Freezing & Answers)
  | ({ action: 'verify'; hash: string; on: LegalDate; opened: readonly string[]; today: LegalDate } & Answers)
  | { action: 'ask-withdrawal'; hash: string; reason: string }
  | { action: 'confirm-withdrawal'; hash: string }
  | { action: 'decline-withdrawal'; hash: string; reason: string }
  | { action: 'safety-withdrawal'; hash: string; reason: string }
  /** `decision`: number of the event of the newest decision that the person looked at. */
  | { action: 'second-review'; decision: number; note: string }
  | { action: 'correct-note'; seq: number; before: string | null; after: string }
  | { action: 'flag' }
  | { action: 'take-over' }
  | { action: 'go-live'; today: LegalDate }
  | { action: 'withdraw' }

export type Because = 'stale' | 'role' | 'state' | 'content'

export type Decision =
  | { allowed: true }
  | {
      allowed: false
      /** `stale`: somebody was quicker. `role`: this person may not. `state`: it cannot be done now. `content`: something must be filled in or changed first. */
      because: Because
      /** What is wrong and what to do, in plain words. */
      message: string
      problems?: readonly Problem[]
    }

type Refusal = Exclude<Decision, { allowed: true }>

const yes: Decision = { allowed: true }
const no = (because: Because, message: string, problems?: readonly Problem[]): Refusal => ({
  allowed: false,
  because,
  message,
  ...(problems ? { problems } : {}),
})

const asks = (field: string, message: string, problem: string): Refusal =>
  no('content', message, [{ field, message: problem }])

/** “Ada saved revision 7 on 2026-11-21 at 10:00 UTC”: who moved the working copy past a revision. */
function whoMovedPast(from: number, { revision }: Head, events: readonly EditorialEvent[]): string {
  // The newest only: a key that was deleted and used again has older saves with the same numbers.
  const count = Math.max(revision - Math.max(from, 1), 0)
  const saves = events.filter((event) => event.action === 'save' && event.revision > from)
  const since = saves.slice(Math.max(saves.length - count, 0))
  if (since.length === 0) return 'Somebody saved it in the meantime.'
  return since
    .map((event) => {
      const changed = Array.isArray(event.details.changed) ? event.details.changed.join(', ') : ''
      return `${event.actor.name} saved revision ${event.revision} on ${event.at.slice(0, 10)} at ${event.at.slice(11, 16)} UTC${changed ? ` (${changed})` : ''}.`
    })
    .join(' ')
}

function staleness(from: number | null, head: Head, events: readonly EditorialEvent[]): Refusal | null {
  if (from === null)
    return no(
      'stale',
      'This save does not say which revision it started from. Reload the entry and make your changes again.',
    )
  if (from === head.revision) return null
  if (from > head.revision)
    return no(
      'stale',
      `There is no revision ${from} of this entry: it is at revision ${head.revision}. Reload it.`,
    )
  return no(
    'stale',
    `You started from revision ${from}, but the entry is now at revision ${head.revision}. ${whoMovedPast(from, head, events)} Nothing of yours was saved over it: copy your changes, reload, and make them again.`,
  )
}

const needsEditor = (actor: Actor, does: string): Refusal | null =>
  mayEdit(actor) ? null : no('role', `Only editors and reviewers ${does}. Ask an administrator for the role.`)

/** Who keeps the working copy: administrators that of structure, editors that of entries. */
const needsKeeper = (actor: Actor, { kind }: Head, does: string): Refusal | null => {
  if (!isStructureKind(kind)) return needsEditor(actor, `${does} entries`)
  return mayAdminister(actor)
    ? null
    : no('role', `Only administrators ${does} jurisdictions and the words of the site. Ask one.`)
}

/** Who hands a working copy to the reviewers: whoever may edit, and of structure whoever keeps it, too. */
const needsSubmitter = (actor: Actor, { kind }: Head): Refusal | null =>
  isStructureKind(kind) && mayAdminister(actor) ? null : needsEditor(actor, 'submit entries')

/** What is done with entries alone. */
const onlyEntries = ({ kind }: Head, why: string): Refusal | null =>
  isStructureKind(kind) ? no('state', why) : null

const NOT_WITHDRAWN =
  'Jurisdictions and the words of the site are not withdrawn: pages stand on them. Change them, and submit that.'

const needsReviewer = (actor: Actor, does: string): Refusal | null =>
  mayReview(actor)
    ? null
    : no('role', `Only a reviewer ${does}. Ask one, or ask an administrator for the role.`)

/** The first refusal; null where nothing stands in the way. */
const first = (...checks: (() => Refusal | null)[]): Decision => {
  for (const check of checks) {
    const refusal = check()
    if (refusal) return refusal
  }
  return yes
}

const isChosenKind = (kind: string): kind is ChosenKind => (CHOSEN_KINDS as readonly string[]).includes(kind)

/** Sequence numbers of the changes that an entry has made so far. */
const seqsOf = (events: readonly EditorialEvent[]): number[] =>
  events.flatMap(({ action, details: { seq } }) =>
    (action === 'go-live' || action === 'withdraw') && typeof seq === 'number' && seq > 0 ? [seq] : [],
  )

/**
 * What keeps the working copy from being frozen as an edition.
 * @param atOnce it goes live at once, and cannot wait for a day.
 */
function freezing(
  { from, submission, problems, today, lost = false }: Freezing,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
  atOnce = false,
): Refusal | null {
  const stale = staleness(from, head, events)
  if (stale) return stale
  if (!edition || head.revision === 0) return no('state', 'There is nothing to submit: save the entry first.')
  if (problems.length > 0) return no('content', 'This entry is not ready yet.', problems)
  if (head.live && !lost && saysTheSame(edition, head.live))
    return no(
      'state',
      `Nothing to submit: readers already see exactly this.${isStructureKind(head.kind) ? '' : ' If you checked it against its sources, use “Verified, unchanged”.'}`,
    )
  const days = daysProblem(
    { entry: thaw(edition), submission },
    {
      today,
      confirmedOn: confirmedOn(head, events),
      unconfirmedSince: unconfirmedSince(head, today),
      atOnce,
    },
  )
  if (days) return asks(days.field, days.why, days.message)
  if (head.lastSeq === null) return null
  const { changeNote, changeKind, corrects } = submission
  if (!changeNote?.trim())
    return asks('changeNote', 'Say what changed, in a sentence for readers.', 'The change note is empty.')
  if (!isChosenKind(changeKind))
    return asks('changeKind', 'Say what kind of change this is.', 'The kind of change is missing.')
  if (changeKind === 'correction' && isStructureKind(head.kind))
    return asks(
      'changeKind',
      'The list of changes tells nothing of jurisdictions and the site, so there is none to correct. Choose another kind.',
      'There is no change to correct.',
    )
  if (changeKind === 'correction' && corrects === null)
    return asks(
      'corrects',
      'Say which change this corrects.',
      'The number of the corrected change is missing.',
    )
  if (corrects !== null && !seqsOf(events).includes(corrects))
    return asks(
      'corrects',
      `Change ${corrects} is none of this entry. Choose one of its own.`,
      'The corrected change is not one of this entry.',
    )
  return null
}

/** The same request of the same person once more: it must not take an edition back from those who have approved it. */
const isSentTwice = (
  actor: Actor,
  { open }: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
  { answering }: Answers,
): boolean =>
  open !== null &&
  edition !== null &&
  open.state !== 'changes-requested' &&
  editionHash({ ...edition, n: open.n }) === open.hash &&
  submitterOf(open.hash, events) === actor.id &&
  isSaidOf(open.hash, answering?.answers ?? [], events)

/** @param open the edition that is decided on, where it was submitted before. */
function answering(
  { answering: asked }: Answers,
  events: readonly EditorialEvent[],
  open: string | null = null,
): Refusal | null {
  const problems = asked ? answerProblems(asked, events, open) : []
  return problems.length > 0
    ? no('content', 'What is said of the law changes cannot stand like this.', problems)
    : null
}

/** What takes force on a later day is not told of as the law before, however urgent. */
function notInForce(edition: Edition | null, today: LegalDate): Refusal | null {
  const day = edition?.submission.effectiveOn
  return day && day > today
    ? no(
        'state',
        `This edition takes force on ${printDate(day)}: before that day readers would be told of it as the law. It goes live then, once it is approved.`,
      )
    : null
}

const waitingFix = ({ fix }: Head): Refusal | null =>
  fix && no('state', 'A safety fix of this entry is about to go live. Wait until it has.')

/** The open edition must be the one that the person looked at. */
function aboutOpen(hash: string, { open }: Head): Refusal | null {
  if (!open) return no('state', 'No edition of this entry is open: it was decided on already, or replaced.')
  if (open.hash !== hash)
    return no(
      'stale',
      `You looked at another edition than the one that is open now (edition ${open.n}). Reload, and look at that one.`,
    )
  return null
}

/** The live edition must be the one that the person looked at. */
function aboutLive(hash: string, { live }: Head): Refusal | null {
  if (!live) return no('state', 'Nothing of this entry is live.')
  if (live.hash !== hash)
    return no(
      'stale',
      `You looked at another edition than the one that is live now (edition ${live.n}). Reload, and look at that one.`,
    )
  return null
}

/** What is judged must be what the person looked at. */
const isThere = (hash: string, edition: Edition | null): edition is Edition => edition?.hash === hash

const gone = (): Refusal => no('state', 'This edition is missing from the database.')

const aReason = (reason: string, why: string): Refusal | null =>
  reason.trim() ? null : asks('reason', why, 'The reason is empty.')

type Decide<R extends Request> = (
  actor: Actor,
  request: R,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
) => Decision

const rules: { [A in Request['action']]: Decide<Extract<Request, { action: A }>> } = {
  create: (actor, _request, head) =>
    first(
      () => needsKeeper(actor, head, 'create'),
      () =>
        head.revision > 0
          ? no(
              'state',
              `There is already an entry with the key “${head.entry}”. Open it, or choose another key.`,
            )
          : null,
    ),

  save: (actor, { from }, head, _edition, events) =>
    first(
      () => needsKeeper(actor, head, 'change'),
      () => staleness(from, head, events),
    ),

  delete: (actor, _request, head) =>
    first(
      () => needsKeeper(actor, head, 'delete'),
      () =>
        head.editions > 0
          ? no(
              'state',
              isStructureKind(head.kind)
                ? 'This has editions, which are kept for ever: it cannot be deleted.'
                : 'This entry has editions, which are kept for ever. Withdraw it instead of deleting it.',
            )
          : null,
    ),

  submit: (actor, request, head, edition, events) =>
    first(
      () => needsSubmitter(actor, head),
      () => waitingFix(head),
      () => freezing(request, head, edition, events),
      () => answering(request, events),
      () =>
        isSentTwice(actor, head, edition, events, request)
          ? no('state', 'You submitted exactly this already, with the same note. It is open.')
          : null,
    ),

  approve: (actor, { hash, ...said }, head, edition, events) =>
    first(
      () => needsReviewer(actor, 'approves'),
      () => aboutOpen(hash, head),
      () =>
        head.open?.state === 'in-review'
          ? null
          : head.open?.state === 'approved'
            ? no('state', 'This edition is approved already.')
            : no('state', 'Changes were requested in this edition. It must be submitted again first.'),
      () => {
        if (!isThere(hash, edition)) return gone()
        if (authorsOf(edition, head.live, events).has(actor.id))
          return no('role', 'You saved part of what is in this edition. Somebody else must approve it.')
        const mine = sharedChangesOf(hash, events).find(({ by }) => by.some(({ id }) => id === actor.id))
        if (mine)
          return no(
            'role',
            `You changed “${mine.name}”, which this edition prints. Somebody else must approve it.`,
          )
        return submitterOf(edition.hash, events) === actor.id
          ? no('role', 'You submitted this edition, and its note is yours. Somebody else must approve it.')
          : null
      },
      () => answering(said, events, hash),
    ),

  'request-changes': (actor, { hash, notes }, head) =>
    first(
      () => needsReviewer(actor, 'requests changes'),
      () => aboutOpen(hash, head),
      () =>
        head.open?.state === 'changes-requested'
          ? no('state', 'Changes have been requested in this edition already.')
          : null,
      () =>
        notes.some(({ text }) => text.trim())
          ? null
          : asks('notes', 'Say what must change: write at least one note.', 'There is no note.'),
    ),

  'safety-fix': (actor, request, head, edition, events) =>
    first(
      () => needsReviewer(actor, 'approves alone'),
      () => aReason(request.reason, 'Say why this cannot wait for a second person.'),
      () => waitingFix(head),
      () => {
        if (request.hash === null) return freezing(request, head, edition, events, true)
        return (
          aboutOpen(request.hash, head) ??
          (head.open?.state === 'changes-requested'
            ? no('state', 'Changes were requested in this edition. Submit it again first.')
            : null) ??
          notInForce(edition, request.today)
        )
      },
      () => answering(request, events, request.hash),
    ),

  verify: (actor, { hash, on, opened, today, ...said }, head, edition, events) =>
    first(
      () => onlyEntries(head, 'This rests on no source: there is nothing to verify.'),
      () => needsReviewer(actor, 'verifies'),
      () => aboutLive(hash, head),
      () => {
        if (on > today)
          return asks('on', 'The day of verification has not come yet.', 'The date is in the future.')
        const since = liveConfirmedOn(head)
        return since && on < since
          ? asks('on', `It was verified on ${printDate(since)} already.`, 'The date is too early.')
          : null
      },
      () => {
        if (!isThere(hash, edition)) return gone()
        const missing = sourcesOf(thaw(edition)).filter(({ key }) => !opened.includes(key))
        return missing.length > 0
          ? no(
              'content',
              'Open every source of this entry, and compare.',
              missing.map(({ title }) => ({ field: 'citations', message: `“${title}” was not opened.` })),
            )
          : null
      },
      () => answering(said, events),
      () => {
        const { answers = [], flags = [] } = said.answering ?? {}
        const flag = flags.find(
          ({ key, flaggedOn }) => on < flaggedOn && answers.some((each) => each.flag === key),
        )
        return flag
          ? asks(
              'on',
              `“${flag.detail}” was flagged on ${printDate(flag.flaggedOn)}. What was verified before says nothing of it.`,
              'The date is before the flag.',
            )
          : null
      },
    ),

  'ask-withdrawal': (actor, { hash, reason }, head) =>
    first(
      () => onlyEntries(head, NOT_WITHDRAWN),
      () => needsEditor(actor, 'ask for a withdrawal'),
      () => aboutLive(hash, head),
      () => (head.withdrawal ? no('state', 'A withdrawal has been asked for already.') : null),
      () => aReason(reason, 'Say why readers must not see this any more.'),
    ),

  'confirm-withdrawal': (actor, { hash }, head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'confirms a withdrawal'),
      () => waitingFix(head),
      () => aboutLive(hash, head),
      () => pendingWithdrawal(head),
      () =>
        events.findLast(({ action }) => action === 'ask-withdrawal')?.edition === hash
          ? null
          : no(
              'state',
              'This withdrawal was asked for before the edition that is live now. Decline it, and ask again if this edition must go, too.',
            ),
      () =>
        head.withdrawal?.by === actor.id
          ? no('role', 'You asked for this withdrawal. Another reviewer must confirm it.')
          : null,
    ),

  'decline-withdrawal': (actor, { hash, reason }, head) =>
    first(
      () =>
        head.withdrawal?.by === actor.id && mayEdit(actor)
          ? null
          : needsReviewer(actor, 'declines a withdrawal that somebody else asked for'),
      () => aboutLive(hash, head),
      () => pendingWithdrawal(head),
      () => aReason(reason, 'Say why it stays.'),
    ),

  'safety-withdrawal': (actor, { hash, reason }, head) =>
    first(
      () => onlyEntries(head, NOT_WITHDRAWN),
      () => needsReviewer(actor, 'withdraws alone'),
      () => waitingFix(head),
      () => aboutLive(hash, head),
      () => (head.withdrawal?.state === 'confirmed' ? no('state', 'It is being withdrawn already.') : null),
      () => aReason(reason, 'Say why this cannot wait for a second person.'),
    ),

  'second-review': (actor, { decision }, head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'does the second review'),
      () => (head.secondReviewDue ? null : no('state', 'No second review of this entry is due.')),
      () =>
        partakersOf(events).has(actor.id)
          ? no('role', 'You took part in what is to be reviewed. Somebody else must do it.')
          : null,
      () =>
        loneDecisionsOf(events).at(-1)?.n === decision
          ? null
          : no(
              'stale',
              'Something else was decided alone since you looked, or this decision was reviewed already. Reload, and look at what is due now.',
            ),
    ),

  'correct-note': (actor, { seq, before, after }, _head, _edition, events) =>
    first(
      () => needsReviewer(actor, 'corrects the note of a change'),
      () => (seqsOf(events).includes(seq) ? null : no('state', `Change ${seq} is none of this entry.`)),
      () => (after.trim() ? null : asks('note', 'Write the note as it should read.', 'The note is empty.')),
      () => (after.trim() === before ? no('state', 'The note reads like that already.') : null),
    ),

  flag: (actor) => first(() => needsEditor(actor, 'flag entries')),

  'take-over': (actor, _request, head) =>
    first(
      () => (actor.id === UPGRADE.id ? null : no('role', 'Only an upgrade takes over what nobody reviewed.')),
      () =>
        isStructureKind(head.kind) && head.chain.n === 0
          ? null
          : no('state', 'This is known to the desk already: it is reviewed like everything else.'),
    ),

  'go-live': (actor, { today }, head, edition) =>
    first(
      () => onlyPublisher(actor, 'makes editions live'),
      // It was confirmed for the edition that is live, and must not meet another.
      () =>
        head.withdrawal?.state === 'confirmed'
          ? no('state', 'This entry is about to be withdrawn. Wait until it has been.')
          : null,
      () =>
        edition && thaw(edition).inForceAsOf === null
          ? no('content', `Edition ${edition.n} of ${head.entry} has no “in force as of”.`)
          : null,
      () => {
        if (edition && head.fix?.hash === edition.hash) return null
        if (head.fix) return waitingFix(head)
        if (!edition || head.open?.hash !== edition.hash)
          return no('state', 'This is not the open edition of the entry.')
        if (head.open.state !== 'approved') return no('state', 'This edition is not approved.')
        if (head.open.goesLiveOn && head.open.goesLiveOn > today)
          return no('state', `This edition goes live on ${head.open.goesLiveOn}, not before.`)
        return null
      },
    ),

  withdraw: (actor, _request, head) =>
    first(
      () => onlyPublisher(actor, 'withdraws editions'),
      () => (head.live ? null : no('state', 'Nothing of this entry is live.')),
      () =>
        head.withdrawal?.state === 'confirmed' ? null : no('state', 'This withdrawal is not confirmed.'),
    ),
}

const onlyPublisher = (actor: Actor, does: string): Refusal | null =>
  isSystem(actor) && actor.id === PUBLISHER.id ? null : no('role', `Only the publisher ${does}.`)

function pendingWithdrawal({ withdrawal }: Head): Refusal | null {
  if (!withdrawal) return no('state', 'Nobody has asked for a withdrawal.')
  return withdrawal.state === 'asked' ? null : no('state', 'The withdrawal is confirmed already.')
}

/**
 * Whether an actor may do something to an entry now. Buttons ask it what is possible; the actions of the desk ask it
 * again, with the head locked. Nothing else decides.
 * @param edition the edition that the action is about, where there is one.
 * @param events the entry's chain; for a save, its saves since the request's revision are enough.
 */
export function decide(
  actor: Actor,
  request: Request,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
): Decision {
  const rule = rules[request.action] as Decide<Request>
  return rule(actor, request, head, edition, events)
}
