import { thaw, type Edition } from '../content/editions.ts'
import { sourcesOf } from '../content/shared-parts.ts'
import { printDate } from '../dates.ts'
import { asks, first, no, type Refusal } from './decision.ts'
import type { EditorialEvent } from './events.ts'
import { freezeFormProblem } from './freeze-form.ts'
import { liveConfirmedOn, type Head } from './heads.ts'
import { answerProblems } from './law-answers.ts'
import type { Answers, Request } from './request.ts'
import { openThreads, threadsOf } from './threads.ts'

type Verification = Extract<Request, { action: 'verify' }>

const aReason = (reason: string, why: string): Refusal | null =>
  reason.trim() ? null : asks('reason', why, 'The reason is empty.')

/** @param open the edition being decided on, if it was already submitted. */
function answersProblem(
  { answering: asked }: Answers,
  events: readonly EditorialEvent[],
  open: string | null = null,
): Refusal | null {
  const problems = asked ? answerProblems(asked, events, open) : []
  return problems.length > 0
    ? no('content', 'What is said of the law changes cannot stand like this.', problems)
    : null
}

function dayOfVerification({ on, today }: Verification, head: Head): Refusal | null {
  if (on > today) return asks('on', 'The day of verification has not come yet.', 'The date is in the future.')
  const since = liveConfirmedOn(head)
  return since && on < since
    ? asks('on', `It was verified on ${printDate(since)} already.`, 'The date is too early.')
    : null
}

function unopened({ opened }: Verification, edition: Edition): Refusal | null {
  const missing = sourcesOf(thaw(edition)).filter(({ key }) => !opened.includes(key))
  return missing.length > 0
    ? no(
        'content',
        'Open every source of this entry, and compare.',
        missing.map(({ title }) => ({ field: 'citations', message: `“${title}” was not opened.` })),
      )
    : null
}

/** A verification older than the flag cannot answer it. */
function beforeFlag({ on, answering }: Verification): Refusal | null {
  const { answers = [], flags = [] } = answering ?? {}
  const flag = flags.find(({ key, flaggedOn }) => on < flaggedOn && answers.some((each) => each.flag === key))
  return flag
    ? asks(
        'on',
        `“${flag.detail}” was flagged on ${printDate(flag.flaggedOn)}. What was verified before says nothing of it.`,
        'The date is before the flag.',
      )
    : null
}

const saying = (text: string, what: string): Refusal | null =>
  text.trim() ? null : asks('text', what, 'The text is empty.')

/** A question that came after the screen was opened must be read; it bars nobody from approving. */
function unreadQuestion(seen: readonly number[], events: readonly EditorialEvent[]): Refusal | null {
  const unread = openThreads(threadsOf(events)).find(({ n }) => !seen.includes(n))
  return unread
    ? no(
        'stale',
        `${unread.turns[0]?.by.name ?? 'Somebody'} has asked something that you have not read. Read it, and then decide.`,
      )
    : null
}

type FormCheck<A extends Request['action']> = (
  request: Extract<Request, { action: A }>,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
) => Refusal | null

/** Actions not listed have no form, or no required fields. */
const forms: { [A in Request['action']]?: FormCheck<A> } = {
  submit: (request, head, edition, events) =>
    first(
      () => edition && freezeFormProblem(request, head, edition, events),
      () => answersProblem(request, events),
    ),
  approve: (request, _head, _edition, events) =>
    first(
      () => unreadQuestion(request.seen, events),
      () => answersProblem(request, events, request.hash),
    ),
  'request-changes': ({ notes }) =>
    notes.some(({ text }) => text.trim())
      ? null
      : asks('notes', 'Say what must change: write at least one note.', 'There is no note.'),
  'safety-fix': (request, head, edition, events) =>
    first(
      () => aReason(request.reason, 'Say why this cannot wait for a second person.'),
      () =>
        edition && request.hash === null ? freezeFormProblem(request, head, edition, events, true) : null,
      () => answersProblem(request, events, request.hash),
    ),
  verify: (request, head, edition, events) =>
    first(
      () => dayOfVerification(request, head),
      () => edition && unopened(request, edition),
      () => answersProblem(request, events),
      () => beforeFlag(request),
    ),
  'ask-withdrawal': ({ reason }) => aReason(reason, 'Say why readers must not see this any more.'),
  'decline-withdrawal': ({ reason }) => aReason(reason, 'Say why it stays.'),
  'safety-withdrawal': ({ reason }) => aReason(reason, 'Say why this cannot wait for a second person.'),
  assign: ({ to, due, today }) =>
    to !== null && due !== null && due < today
      ? asks('due', 'That day has passed: choose today or a later one.', 'The day has passed.')
      : null,
  part: ({ reason }) => aReason(reason, 'Say why it does not wait for the others.'),
  'ask-expert': ({ name, question }) =>
    first(
      () => (name.trim() ? null : asks('name', 'Say whom you ask.', 'The name is empty.')),
      () => (question.trim() ? null : asks('question', 'Write what you ask.', 'The question is empty.')),
    ),
  'expert-answer': ({ verdict, because }) =>
    verdict === 'agrees' || because.trim()
      ? null
      : asks('because', 'Say why you object.', 'The reason is empty.'),
  'ask-question': ({ text }) => saying(text, 'Write what you ask or remark.'),
  'answer-question': ({ text }) => saying(text, 'Write what you answer.'),
  'correct-note': ({ before, after }) => {
    const note = after.trim()
    if (!note) return asks('note', 'Write the note as it should read.', 'The note is empty.')
    return note === before ? no('state', 'The note reads like that already.') : null
  },
}

/**
 * What is missing or invalid in the form of a request; null if it is complete. Check `decide` first.
 * @param edition the edition that the request is about, if any.
 */
export function formProblem(
  request: Request,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
): Refusal | null {
  const check = forms[request.action] as FormCheck<Request['action']> | undefined
  return check?.(request, head, edition, events) ?? null
}
