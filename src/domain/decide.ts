import { mayEdit, mayReview, PUBLISHER, type Actor } from './actors.ts'
import type { Problem } from './coverage.ts'
import type { LegalDate } from './dates.ts'
import { thaw, type ChosenKind, type Edition, type Submission } from './editions.ts'
import type { EditorialEvent } from './events.ts'
import type { Head } from './heads.ts'

/** What somebody wants to do, with what must be known to decide on it. */
export type Request =
  | { action: 'create' }
  | { action: 'save'; from: number | null }
  | { action: 'delete' }
  | { action: 'make-live'; from: number | null; submission: Submission; problems: readonly Problem[] }
  | { action: 'go-live'; today: LegalDate }

export type Decision =
  | { allowed: true }
  | {
      allowed: false
      /** `stale`: somebody was quicker. `role`: this person may not. `state`: it cannot be done now. `content`: something must be filled in or changed first. */
      because: 'stale' | 'role' | 'state' | 'content'
      /** What is wrong and what to do, in plain words. */
      message: string
      problems?: readonly Problem[]
    }

const yes: Decision = { allowed: true }
const no = (
  because: Exclude<Decision, { allowed: true }>['because'],
  message: string,
  problems?: readonly Problem[],
): Decision => ({ allowed: false, because, message, ...(problems ? { problems } : {}) })

/** “Ada saved revision 7 on 2026-11-21 at 10:00 UTC”: who moved the working copy past a revision. */
function whoMovedPast(from: number, events: readonly EditorialEvent[]): string {
  const since = events.filter((event) => event.action === 'save' && event.revision > from)
  if (since.length === 0) return 'Somebody saved it in the meantime.'
  return since
    .map((event) => {
      const changed = Array.isArray(event.details.changed) ? event.details.changed.join(', ') : ''
      return `${event.actor.name} saved revision ${event.revision} on ${event.at.slice(0, 10)} at ${event.at.slice(11, 16)} UTC${changed ? ` (${changed})` : ''}.`
    })
    .join(' ')
}

function staleness(from: number | null, head: Head, events: readonly EditorialEvent[]): Decision | null {
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
    `You started from revision ${from}, but the entry is now at revision ${head.revision}. ${whoMovedPast(from, events)} Nothing of yours was saved over it: copy your changes, reload, and make them again.`,
  )
}

type Decide<R extends Request> = (
  actor: Actor,
  request: R,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
) => Decision

const rules: { [A in Request['action']]: Decide<Extract<Request, { action: A }>> } = {
  create: (actor, _request, head) => {
    if (!mayEdit(actor))
      return no('role', 'Only editors and reviewers create entries. Ask an administrator for the role.')
    if (head.revision > 0)
      return no(
        'state',
        `There is already an entry with the key “${head.entry}”. Open it, or choose another key.`,
      )
    return yes
  },

  save: (actor, { from }, head, _edition, events) => {
    if (!mayEdit(actor))
      return no('role', 'Only editors and reviewers change entries. Ask an administrator for the role.')
    return staleness(from, head, events) ?? yes
  },

  delete: (actor, _request, head) => {
    if (!mayEdit(actor))
      return no('role', 'Only editors and reviewers delete entries. Ask an administrator for the role.')
    if (head.editions > 0)
      return no(
        'state',
        'This entry has editions, which are kept for ever. Withdraw it instead of deleting it.',
      )
    return yes
  },

  'make-live': (actor, { from, submission, problems }, head, edition, events) => {
    if (!mayReview(actor))
      return no('role', 'Only a reviewer makes an entry live. Ask one, or ask an administrator for the role.')
    const stale = staleness(from, head, events)
    if (stale) return stale
    if (problems.length > 0) return no('content', 'This entry is not ready to go live.', problems)
    if (!edition) return no('state', 'There is nothing to make live: save the entry first.')
    if (head.live?.contentHash === edition.contentHash)
      return no('state', 'Nothing to make live: readers already see exactly this.')
    const { inForceAsOf } = thaw(edition)
    if (head.verifiedOn && inForceAsOf && inForceAsOf < head.verifiedOn)
      return no(
        'content',
        `“In force as of” is ${inForceAsOf}, but the entry was verified on ${head.verifiedOn}. Set a date that is not earlier.`,
      )
    if (head.live && !submission.changeNote?.trim())
      return no('content', 'Say what changed, in a sentence for readers.', [
        { field: 'changeNote', message: 'The change note is empty.' },
      ])
    if (head.live && !isChosenKind(submission.changeKind))
      return no('content', 'Say what kind of change this is.', [
        { field: 'changeKind', message: 'The kind of change is missing.' },
      ])
    return yes
  },

  'go-live': (actor, { today }, head, edition) => {
    if (actor.id !== PUBLISHER.id) return no('role', 'Only the publisher makes editions live.')
    if (!edition || head.open?.hash !== edition.hash)
      return no('state', 'This is not the open edition of the entry.')
    if (head.open.state !== 'approved') return no('state', 'This edition is not approved.')
    if (head.open.goesLiveOn && head.open.goesLiveOn > today)
      return no('state', `This edition goes live on ${head.open.goesLiveOn}, not before.`)
    return yes
  },
}

const CHOSEN: readonly ChosenKind[] = ['urgent', 'change', 'correction', 'typo']
const isChosenKind = (kind: string): kind is ChosenKind => (CHOSEN as readonly string[]).includes(kind)

/**
 * Whether an actor may do something to an entry now. Buttons ask it what is possible; the actions of the desk ask it
 * again, with the head locked. Nothing else decides.
 * @param edition the edition that the action is about, where there is one.
 * @param events the entry's chain, or its end as far back as the request's revision.
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
