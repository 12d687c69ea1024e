import { printDate } from '#domain/dates.ts'
import type { DeskAction, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { answersOf, questionsOf, startOf, type LawQuestion } from '../law/law-questions.ts'
import { aloneInWords, instead } from '../review/sides.ts'
import { submissionFields, submissionOf, submissionStart } from './submission.ts'
import { dayOrNull, text, type FieldSpec, type Values } from './values.ts'

export type { FieldSpec, Values }

/** One desk action and its form. */
export interface ActionForm {
  /** Label of its button. */
  verb: string
  title: string
  /** Explains what it does. */
  intro: (workflow: WorkflowStatus, values: Values) => string
  fields: (workflow: WorkflowStatus, values: Values) => FieldSpec[]
  /** Initial values, where nothing else was typed. */
  start?: (workflow: WorkflowStatus, typed: Values) => Values
  body: (workflow: WorkflowStatus, values: Values) => Record<string, unknown>
  done: string
  /** True if it removes something from readers, or bypasses the second person. */
  grave?: boolean
  /** Whether it is possible even though the working copy alone would not allow it. */
  whatever?: (workflow: WorkflowStatus) => boolean
}

/** The law-change field; none where the entry has no law flags. */
function lawFields(questions: LawQuestion[], help: string): FieldSpec[] {
  return questions.length > 0 ? [{ as: 'law', name: 'answers', label: 'Law changes', help, questions }] : []
}

const WITH_EDITION = 'The entry is flagged. What you leave open keeps its flag once the edition is live.'
const WITH_VERIFICATION = 'The entry is flagged. What you leave open keeps its flag.'

const lawValues = ({ answers }: Values): Record<string, string> => (answers ?? {}) as Record<string, string>

const reason = (label: string, help?: string): FieldSpec => ({ as: 'text', name: 'reason', label, help })

/** The reason for a withdrawal stays internal; readers get a separate sentence. */
const withdrawalFields = (why: string): FieldSpec[] => [
  reason(why, 'Stays in the record of the desk.'),
  {
    as: 'text',
    name: 'changeNote',
    label: 'What readers are told, in a sentence',
    help: 'Stands in the list of changes, in feeds and in mails. Leave it empty to say only that it was withdrawn.',
    optional: true,
  },
]

const withdrawalBody = (workflow: WorkflowStatus, values: Values): Record<string, unknown> => ({
  hash: liveHash(workflow),
  reason: text(values, 'reason'),
  changeNote: text(values, 'changeNote') || null,
})

const liveHash = ({ live }: WorkflowStatus): string => live?.hash ?? ''
const readersSee = ({ live }: WorkflowStatus): string =>
  live ? `Readers have seen edition ${live.n} since ${printDate(live.since)}.` : ''

/** True for an open edition that a reviewer could approve alone. */
const fixable = ({ open }: WorkflowStatus): boolean => open !== null && open.state !== 'changes-requested'
const fixesOpen = (workflow: WorkflowStatus, values: Values): boolean =>
  fixable(workflow) && values.which !== 'working'

const fixAsks = (workflow: WorkflowStatus, values: Values): LawQuestion[] =>
  questionsOf(workflow, fixesOpen(workflow, values) ? 'open' : 'new')

/** Stands for nobody in the list of colleagues. */
const NOBODY = 'nobody'

/** Says of a chosen colleague who is away what happens then. */
function awayHelp(colleagues: WorkflowStatus['colleagues'], values: Values): string | undefined {
  const until = colleagues.find(({ id }) => id === text(values, 'to'))?.awayUntil
  return until
    ? `Away until ${printDate(until)}: whoever stands in is told, too; if nobody is named, the others with the role.`
    : undefined
}

/** Actions with a form. Approving is done on the review screen. */
export type FormAction = Exclude<DeskAction, 'approve'> | 'correct-note'

export const ACTION_FORMS: Record<FormAction, ActionForm> = {
  submit: {
    verb: 'Submit for review',
    title: 'Submit for review',
    intro: ({ revision, open }) =>
      `Revision ${revision} is frozen as it is saved now, and a reviewer who wrote none of it decides.${
        open
          ? ` It takes the place of edition ${open.n}, which is open. What that one said stands below: confirm it.`
          : ''
      }`,
    start: (workflow, typed) => ({
      ...submissionStart(workflow, typed, 'change'),
      answers: startOf(questionsOf(workflow, 'new')),
    }),
    fields: (workflow, values) => [
      ...lawFields(questionsOf(workflow, 'new'), WITH_EDITION),
      ...submissionFields(workflow, values),
    ],
    body: (workflow, values) => ({
      revision: workflow.revision,
      answers: answersOf(questionsOf(workflow, 'new'), lawValues(values)),
      ...submissionOf(workflow, values),
    }),
    done: 'Submitted. A reviewer can look at it now.',
  },
  'request-changes': {
    verb: 'Request changes',
    title: 'Request changes',
    intro: ({ open }) =>
      `${open?.submitted.by ?? 'Its editor'} sees your notes above the form and beside each claim, and submits again.`,
    fields: () => [
      { as: 'notes', name: 'notes', label: 'What must change in it as a whole', optional: true },
    ],
    body: ({ open }, { notes }) => ({
      hash: open?.hash ?? '',
      notes: Object.entries((notes ?? {}) as Record<string, string>)
        .filter(([, words]) => words.trim() !== '')
        .map(([claim, words]) => ({ claim: claim || null, text: words.trim() })),
    }),
    done: 'Changes requested. The notes stand in the form.',
  },
  'safety-fix': {
    verb: 'Make live now',
    title: 'Safety fix',
    grave: true,
    intro: () =>
      'For what cannot wait: you approve alone, it goes live within seconds, and somebody else must look at it within 24 hours.',
    start: (workflow, typed) => ({
      ...submissionStart(workflow, typed, 'urgent'),
      which: 'open',
      answers: startOf(questionsOf(workflow, 'new')),
    }),
    whatever: fixable,
    fields: (workflow, values) => [
      reason('Why this cannot wait for a second person', 'Stays in the record of the desk.'),
      ...(fixable(workflow) && workflow.open
        ? [
            {
              as: 'choice',
              name: 'which',
              label: 'What goes live',
              options: [
                { value: 'open', label: `Edition ${workflow.open.n}, as it was submitted` },
                { value: 'working', label: `What is saved now (revision ${workflow.revision})` },
              ],
            } satisfies FieldSpec,
          ]
        : []),
      ...lawFields(fixAsks(workflow, values), WITH_EDITION),
      ...(fixesOpen(workflow, values)
        ? []
        : submissionFields(workflow, values).filter(({ name }) => name !== 'goesLiveOn')),
    ],
    body: (workflow, values) => ({
      hash: fixesOpen(workflow, values) ? (workflow.open?.hash ?? null) : null,
      revision: workflow.revision,
      reason: text(values, 'reason'),
      answers: answersOf(fixAsks(workflow, values), lawValues(values)),
      ...(fixesOpen(workflow, values) ? {} : submissionOf(workflow, { ...values, goesLiveOn: undefined })),
    }),
    done: 'Approved alone. It goes live now; a second review is due within 24 hours.',
  },
  verify: {
    verb: 'It still states the law',
    title: 'Verified, unchanged',
    intro: (workflow) =>
      `${readersSee(workflow)} Open every source and compare. The date moves; the words stay, and nobody gets a mail.`,
    start: ({ today }) => ({ on: today, opened: [] }),
    fields: ({ today, live, sources, lawFlags }) => [
      ...(sources.length > 0
        ? [{ as: 'sources', name: 'opened', label: 'Sources to open' } satisfies FieldSpec]
        : []),
      {
        as: 'day',
        name: 'on',
        label: 'Verified on',
        min: live?.verifiedOn ?? live?.inForceAsOf,
        max: today,
      },
      ...lawFields(questionsOf({ lawFlags }, 'new'), WITH_VERIFICATION),
    ],
    body: (workflow, values) => ({
      hash: liveHash(workflow),
      on: text(values, 'on') || workflow.today,
      answers: answersOf(questionsOf(workflow, 'new'), lawValues(values)),
      opened: Array.isArray(values.opened) ? values.opened : [],
    }),
    done: 'Verified. The new date is being published.',
  },
  'ask-withdrawal': {
    verb: 'Ask for withdrawal',
    title: 'Ask for withdrawal',
    grave: true,
    intro: (workflow) => `${readersSee(workflow)} Another reviewer must confirm before it is taken away.`,
    fields: () => withdrawalFields('Why readers must not see this any more'),
    body: withdrawalBody,
    done: 'Asked. Another reviewer confirms or declines.',
  },
  'confirm-withdrawal': {
    verb: 'Withdraw it',
    title: 'Confirm withdrawal',
    grave: true,
    intro: (workflow) =>
      `${workflow.withdrawal?.byName ?? 'Somebody'} asked: “${workflow.withdrawal?.reason ?? ''}” ${readersSee(workflow)} Once you confirm, it is gone from the site within seconds, and the list of changes says ${
        workflow.withdrawal?.changeNote
          ? `“${workflow.withdrawal.changeNote}”`
          : 'that it was withdrawn, and no more'
      }.`,
    fields: () => [],
    body: (workflow) => ({ hash: liveHash(workflow) }),
    done: 'Confirmed. It is being taken from the site.',
  },
  'decline-withdrawal': {
    verb: 'Let it stay',
    title: 'Decline withdrawal',
    intro: (workflow) =>
      `${workflow.withdrawal?.byName ?? 'Somebody'} asked: “${workflow.withdrawal?.reason ?? ''}”`,
    fields: () => [reason('Why it stays')],
    body: (workflow, values) => ({ hash: liveHash(workflow), reason: text(values, 'reason') }),
    done: 'Declined. The entry stays live.',
  },
  'safety-withdrawal': {
    verb: 'Withdraw now',
    title: 'Withdraw now, for safety',
    grave: true,
    intro: (workflow) =>
      `${readersSee(workflow)} You decide alone, it is gone within seconds, and somebody else must look at it within 24 hours.`,
    fields: () => withdrawalFields('Why this cannot wait for a second person'),
    body: withdrawalBody,
    done: 'Decided. It is being taken from the site; a second review is due within 24 hours.',
  },
  'second-review': {
    verb: 'I have looked, it stands',
    title: 'Second review',
    intro: ({ alone }) =>
      `${alone.map(aloneInWords).join(' ')} If it does not stand, close this${instead(alone)}.`,
    fields: () => [{ as: 'text', name: 'note', label: 'What you looked at', optional: true }],
    body: ({ alone }, values) => ({ decision: alone.at(-1)?.n ?? 0, note: text(values, 'note') }),
    done: 'Reviewed. Nothing more is due.',
  },
  assign: {
    verb: 'Assign',
    title: 'Assign',
    intro: ({ assigned }) =>
      `${assigned ? `${assigned.why === null ? 'It is the task of' : 'It was the task of'} ${assigned.name}${assigned.due ? `, due on ${printDate(assigned.due)}` : ''}. ` : ''}Whoever gets it is told; the task ends once it is done.`,
    start: ({ assigned }) => ({ to: assigned?.why === null ? assigned.to : '', due: assigned?.due ?? '' }),
    fields: ({ colleagues, assigned, today }, values) => [
      {
        as: 'select',
        name: 'to',
        label: 'Whose task it is',
        help: awayHelp(colleagues, values),
        options: [
          ...(assigned ? [{ value: NOBODY, label: 'Nobody’s: take it back' }] : []),
          ...colleagues
            .filter(({ why }) => why === null)
            .map(({ id, name, awayUntil }) => ({
              value: id,
              label: awayUntil ? `${name} (away until ${printDate(awayUntil)})` : name,
            })),
        ],
      },
      { as: 'day', name: 'due', label: 'Due on', min: today, optional: true },
    ],
    body: (_workflow, values) => ({
      to: text(values, 'to') === NOBODY ? null : text(values, 'to'),
      due: dayOrNull(values, 'due'),
    }),
    done: 'Assigned. The desk and the entry say whose task it is.',
  },
  'correct-note': {
    verb: 'Correct the note',
    title: 'Correct the note',
    intro: (_standing, values) =>
      `The note of change ${text(values, 'seq')} in the list of changes, in feeds and in mails that are yet to be sent. What it said before stays in the record of the desk, and another reviewer must look at it within 24 hours.`,
    fields: () => [{ as: 'text', name: 'note', label: 'The note as it should read' }],
    body: (_standing, values) => ({ seq: Number(text(values, 'seq')), note: text(values, 'note') }),
    done: 'Corrected. The new note is being published.',
  },
}
