import { printDate, type LegalDate } from '#domain/dates.ts'
import { CHANGE_KINDS, CHOSEN_KINDS, type ChosenKind } from '#domain/content/editions.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { verdictName } from '../law/law-questions.ts'
import { listed, printDayOf } from '#admin/words.ts'
import { dayOrNull, text, type FieldSpec, type Values } from './values.ts'

const KIND_HELP: Record<ChosenKind, string> = {
  change: 'The law, a number or a procedure has changed.',
  urgent: 'Somebody could come to harm by what the page says now.',
  correction: 'We had it wrong, and say so.',
  typo: 'The same meaning in better words.',
}

/**
 * The open flags whose law may have changed what the entry says: all but those that the answers say leave it as it
 * is. If the entry was opened from the flag of one of them, that one alone.
 */
function lawsOf({ lawFlags }: WorkflowStatus, typed: Values): WorkflowStatus['lawFlags'] {
  const said = (typed.answers ?? {}) as Record<string, string>
  const open = lawFlags.filter((flag) =>
    flag.units.some(
      (unit) => unit.answered === null && said[verdictName({ flag, unit, id: '' })] !== 'not-affected',
    ),
  )
  const from = open.filter(({ about }) => about === text(typed, 'lawChange'))
  return from.length > 0 ? from : open
}

/** The day on which the law took or takes force for which the entry is flagged; null where no flag has a day. */
function lawDayOf(workflow: WorkflowStatus, typed: Values): LegalDate | null {
  const days = lawsOf(workflow, typed)
    .flatMap(({ effectiveOn }) => effectiveOn ?? [])
    .sort()
  return days.findLast((day) => day <= workflow.today) ?? days[0] ?? null
}

/** The earliest day allowed for the check: not before the live edition's, nor before the law took force. */
const earliest = ({ confirmedOn, unconfirmedSince }: WorkflowStatus): LegalDate | null =>
  unconfirmedSince ?? confirmedOn

/** The suggested day of the check: today, or the existing one for a change of wording alone. */
function checkSuggested(workflow: WorkflowStatus, kind: string): LegalDate {
  const { open, confirmedOn, unconfirmedSince, today } = workflow
  const before = open?.checkedOn ?? null
  const stands = kind === 'typo' && !unconfirmedSince ? confirmedOn : null
  const floor = earliest(workflow)
  const bears =
    before !== null && (floor === null || before > floor || (before === floor && before === today))
  return (bears ? before : null) ?? stands ?? today
}

/**
 * Initial values: those of the open edition, for its editor to confirm; otherwise those of the entry's flags, and
 * today.
 * @param typed what has been typed: some days follow from the kind of change.
 */
export function submissionStart(workflow: WorkflowStatus, typed: Values, kindWithout: ChosenKind): Values {
  const { open, today, everLive } = workflow
  const said = open?.submission
  const isChosen = CHOSEN_KINDS.some((each) => each === said?.changeKind)
  const changeKind = (isChosen ? said?.changeKind : undefined) ?? kindWithout
  const kind = text(typed, 'changeKind') || (everLive ? changeKind : 'new')
  const law = said || kind === 'typo' ? null : lawDayOf(workflow, typed)
  const effectiveOn = said?.effectiveOn ?? law
  const goesLiveOn = said?.goesLiveOn ?? (law && law > today ? law : null)
  return {
    changeNote: said?.changeNote ?? '',
    changeKind,
    corrects: said?.corrects ? String(said.corrects) : '',
    effectiveOn: effectiveOn ?? '',
    goesLiveOn: goesLiveOn && goesLiveOn >= today ? goesLiveOn : '',
    checkedOn: checkSuggested(workflow, kind),
  }
}

const takesForce = (workflow: WorkflowStatus, values: Values): FieldSpec => {
  const law = workflow.open ? null : lawDayOf(workflow, values)
  return {
    as: 'day',
    name: 'effectiveOn',
    label: 'Takes force on',
    help: `The day on which the law change takes force, if there is one.${law ? ` The law change for which this is flagged: ${printDate(law)}.` : ''}`,
    optional: true,
  }
}

function goesLive({ open, today }: WorkflowStatus, values: Values): FieldSpec {
  const effectiveOn = dayOrNull(values, 'effectiveOn')
  const said = open?.submission.goesLiveOn
  const passed =
    said && said < today ? ` It was to go live on ${printDate(said)}: that day has passed, say it anew.` : ''
  return {
    as: 'day',
    name: 'goesLiveOn',
    label: 'Goes live on',
    help:
      (effectiveOn && effectiveOn > today
        ? `Not before ${printDate(effectiveOn)}, when it takes force.`
        : 'Leave empty to go live as soon as it is approved.') + passed,
    optional: true,
    min: effectiveOn && effectiveOn > today ? effectiveOn : today,
  }
}

function checked(workflow: WorkflowStatus, values: Values): FieldSpec {
  const { confirmedOn, unconfirmedSince, today, open } = workflow
  const said = open?.checkedOn
  const floor = earliest(workflow)
  const old = [
    said && floor && said <= floor && said < today
      ? `Edition ${open.n} said ${printDate(said)}, which is not after the last check.`
      : '',
    unconfirmedSince
      ? `Nobody has looked since it took force on ${printDate(unconfirmedSince)}.`
      : confirmedOn && text(values, 'changeKind') === 'typo'
        ? `Better words verify nothing: leave ${printDate(confirmedOn)} where nobody looked at the sources again.`
        : '',
  ]
  return {
    as: 'day',
    name: 'checkedOn',
    label: 'Sources checked on',
    help: [
      'The day on which you compared it with its sources: readers are told that it is in force as of that day.',
      ...old,
    ]
      .filter(Boolean)
      .join(' '),
    min: floor ?? undefined,
    max: today,
  }
}

/** Whether the form asks if the entry was compared with the text that the law has now. */
const asksOfNewText = (workflow: WorkflowStatus, values: Values): boolean =>
  !workflow.structure && text(values, 'changeKind') !== 'typo' && lawsOf(workflow, values).length > 0

const claimsInWords = (laws: WorkflowStatus['lawFlags']): string => {
  const labels = laws.flatMap(({ units }) => units.map(({ claim, label }) => (claim === null ? null : label)))
  return labels.includes(null)
    ? 'the whole entry'
    : listed([...new Set(labels.filter((label) => label !== null))])
}

/** Asks whether the flagged claims were compared with the new text, and when: the day follows from the answer. */
function newText(workflow: WorkflowStatus, values: Values): FieldSpec[] {
  const day = lawDayOf(workflow, values)
  const asked: FieldSpec = {
    as: 'choice',
    name: 'newText',
    label: 'Checked against the new text today?',
    help: `Compare ${claimsInWords(lawsOf(workflow, values))} with ${day ? `the text in force from ${printDate(day)}` : 'the new text'}. Readers are told that it is in force as of the day of the check.`,
    options: [
      { value: 'today', label: `Yes, today, ${printDate(workflow.today)}` },
      { value: 'other', label: 'On another day' },
    ],
  }
  return text(values, 'newText') === 'other' ? [asked, checked(workflow, values)] : [asked]
}

/** The day of the check: as answered where the form asks of the new text, otherwise as typed. */
function checkedOnOf(workflow: WorkflowStatus, values: Values): LegalDate | null {
  const answer = text(values, 'newText')
  if (!asksOfNewText(workflow, values) || answer === 'other') return dayOrNull(values, 'checkedOn')
  return answer === 'today' ? workflow.today : null
}

/** The fields of every submission: text and days for the public record. */
export function submissionFields(workflow: WorkflowStatus, values: Values): FieldSpec[] {
  const { structure } = workflow
  const days = structure
    ? [goesLive(workflow, values)]
    : [
        ...(asksOfNewText(workflow, values) ? newText(workflow, values) : [checked(workflow, values)]),
        takesForce(workflow, values),
        goesLive(workflow, values),
      ]
  if (!workflow.everLive) return days
  return [
    {
      as: 'text',
      name: 'changeNote',
      label: structure ? 'What changed, in a sentence' : 'What changed, in a sentence for readers',
      help: structure
        ? 'Stands in the history. The list of changes tells nothing of places and the words of the site.'
        : 'Stands in the list of changes, in feeds and in mails.',
    },
    {
      as: 'choice',
      name: 'changeKind',
      label: 'Kind of change',
      options: CHOSEN_KINDS.filter((value) => !structure || value !== 'correction').map((value) => ({
        value,
        label: CHANGE_KINDS[value],
        help: KIND_HELP[value],
      })),
    },
    ...(values.changeKind === 'correction'
      ? [
          {
            as: 'select',
            name: 'corrects',
            label: 'Which change it corrects',
            options: workflow.changes.map(({ seq, note, at }) => ({
              value: String(seq),
              label: `${seq} · ${printDayOf(at)} · ${note ?? 'first published'}`,
            })),
          } satisfies FieldSpec,
        ]
      : []),
    ...days,
  ]
}

/** All values of the form; emptied fields are sent as empty. */
export const submissionOf = (workflow: WorkflowStatus, values: Values): Record<string, unknown> => ({
  checkedOn: checkedOnOf(workflow, values),
  effectiveOn: dayOrNull(values, 'effectiveOn'),
  goesLiveOn: dayOrNull(values, 'goesLiveOn'),
  ...(workflow.everLive
    ? {
        changeNote: text(values, 'changeNote'),
        changeKind: text(values, 'changeKind') || undefined,
        corrects:
          text(values, 'changeKind') === 'correction' && text(values, 'corrects')
            ? Number(text(values, 'corrects'))
            : null,
      }
    : {}),
})
