import { CHOSEN_KINDS, saysTheSame, thaw, type ChosenKind, type Edition } from '../content/editions.ts'
import { isStructureKind } from '../keys.ts'
import { changeSeqsOf } from './change-seqs.ts'
import { confirmedOn, daysProblem, unconfirmedSince } from './checked-day.ts'
import { asks, no, type Refusal } from './decision.ts'
import type { EditorialEvent } from './events.ts'
import type { Head } from './heads.ts'
import type { FreezeForm } from './request.ts'

const isChosenKind = (kind: string): kind is ChosenKind => (CHOSEN_KINDS as readonly string[]).includes(kind)

/**
 * What prevents the working copy from being frozen as an edition.
 * @param edition the working copy as it would be frozen.
 * @param atOnce it goes live at once and cannot wait for a day.
 */
export function freezeFormProblem(
  { submission, problems, today, lost = false }: FreezeForm,
  head: Head,
  edition: Edition,
  events: readonly EditorialEvent[],
  atOnce = false,
): Refusal | null {
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
  if (corrects !== null && !changeSeqsOf(events).includes(corrects))
    return asks(
      'corrects',
      `Change ${corrects} is not a change of this entry. Choose one of its own.`,
      'The corrected change is not one of this entry.',
    )
  return null
}
