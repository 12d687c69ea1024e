import type { Entry } from '../content/content.ts'
import type { Problem } from '../content/coverage.ts'
import { laterOf, printDate, type LegalDate } from '../dates.ts'
import type { Submission } from '../content/editions.ts'
import type { EditorialEvent } from './events.ts'
import { liveConfirmedOn, type Head } from './heads.ts'

/** The last day on which a person confirmed any edition of the entry that has been live; null if none has. */
export function confirmedOn(
  { verifiedOn }: Pick<Head, 'verifiedOn'>,
  events: readonly EditorialEvent[],
): LegalDate | null {
  const days = events.flatMap(({ action, details: { inForceAsOf } }) =>
    (action === 'go-live' || action === 'take-over') && typeof inForceAsOf === 'string'
      ? [inForceAsOf as LegalDate]
      : [],
  )
  return days.reduce<LegalDate | null>((latest, day) => laterOf(day, latest), verifiedOn)
}

/**
 * The day on which the live edition's text took force, if nobody has checked it since; null if somebody has, or
 * no day is known.
 */
export function unconfirmedSince(
  head: Pick<Head, 'live' | 'verifiedOn' | 'verifiedN'>,
  today: LegalDate,
): LegalDate | null {
  const day = head.live?.takesForceOn ?? null
  const confirmed = liveConfirmedOn(head)
  return day && confirmed && day <= today && confirmed < day ? day : null
}

/** Why a stated day cannot be true, with the field that states it. */
export interface DayProblem extends Problem {
  field: 'checkedOn' | 'effectiveOn' | 'goesLiveOn'
  /** What is wrong and what to do, in plain words. */
  why: string
}

interface Said {
  /** The entry as it would be frozen: its “in force as of” is the day its sources were checked. */
  entry: Pick<Entry, 'inForceAsOf' | 'citations'>
  submission: Pick<Submission, 'changeKind' | 'effectiveOn' | 'goesLiveOn'>
}

interface Known {
  today: LegalDate
  /** The last day on which a person confirmed the entry. */
  confirmedOn: LegalDate | null
  /** The day the live edition took force, if nobody has checked it since. */
  unconfirmedSince: LegalDate | null
  /** It goes live at once, as a safety fix must. */
  atOnce: boolean
}

const problem = (field: DayProblem['field'], why: string, message: string): DayProblem => ({
  field,
  why,
  message,
})

/** Compares the day of the check with the days of earlier checks. */
function sinceLastCheck(on: LegalDate, { changeKind }: Said['submission'], known: Known): DayProblem | null {
  if (known.confirmedOn && on < known.confirmedOn)
    return problem(
      'checkedOn',
      `The sources were last checked on ${printDate(known.confirmedOn)}. Set a day that is not earlier than that.`,
      `The date is before ${printDate(known.confirmedOn)}.`,
    )
  if (known.unconfirmedSince && on < known.unconfirmedSince)
    return problem(
      'checkedOn',
      `What readers see took force on ${printDate(known.unconfirmedSince)}, and nobody has compared it with its sources since. Check them, and set that day.`,
      `The date is before ${printDate(known.unconfirmedSince)}.`,
    )
  if (known.confirmedOn === on && on < known.today && changeKind !== 'typo')
    return problem(
      'checkedOn',
      `${printDate(on)} is the day of the check before this change. A changed claim is compared with its sources anew: set the day on which that was done.`,
      `The date is that of the check before, ${printDate(on)}.`,
    )
  return null
}

/** Compares the day of taking force with the days of the check and of going live. */
function takingForce(
  on: LegalDate,
  { effectiveOn, goesLiveOn }: Said['submission'],
  known: Known,
): DayProblem | null {
  const { today } = known
  if (effectiveOn && effectiveOn <= today && on < effectiveOn)
    return problem(
      'checkedOn',
      `It took force on ${printDate(effectiveOn)}: what was checked on ${printDate(on)} does not show that. Check the sources, and set that day.`,
      `The date is before ${printDate(effectiveOn)}, the day on which it took force.`,
    )
  if (effectiveOn && known.atOnce && effectiveOn > today)
    return problem(
      'effectiveOn',
      `This takes force on ${printDate(effectiveOn)}, and a safety fix goes live at once: readers would be told of it as the law before that day. Submit it for review, to go live on that day.`,
      'It has not taken force yet.',
    )
  // Nobody can have seen the law in force before that day: the edition waits, and until it is verified states
  // that its check came earlier.
  if (effectiveOn && effectiveOn > today && (!goesLiveOn || goesLiveOn < effectiveOn))
    return problem(
      'goesLiveOn',
      `This takes force on ${printDate(effectiveOn)}: before that day readers would be told of it as the law. Let it go live on ${printDate(effectiveOn)} or later.`,
      `It would go live before ${printDate(effectiveOn)}, the day on which it takes force.`,
    )
  return null
}

/** Compares the day of the check with the days on which sources were retrieved. */
function sinceRetrieval(on: LegalDate, { citations }: Said['entry'], today: LegalDate): DayProblem | null {
  const retrieved = citations.reduce<LegalDate | null>(
    (latest, { retrievedOn }) =>
      // In time zones ahead of the site's, tomorrow is already today.
      retrievedOn && retrievedOn <= today ? laterOf(retrievedOn, latest) : latest,
    null,
  )
  if (retrieved && on < retrieved)
    return problem(
      'checkedOn',
      `One of its sources was retrieved on ${printDate(retrieved)}, after the day on which all were checked. Set that day or a later one.`,
      `The date is before ${printDate(retrieved)}, when a source was retrieved.`,
    )
  return null
}

/**
 * Why the days stated in a submission cannot all be true, or would mislead readers; null if they are
 * consistent. The day of the check must not be in the future, before the last check, before the law stated in
 * the entry took force, or before a source was retrieved. A changed claim is never published under an older
 * check than its own.
 */
export function daysProblem({ entry, submission }: Said, known: Known): DayProblem | null {
  const { inForceAsOf: on } = entry
  const { goesLiveOn } = submission
  const { today } = known
  if (goesLiveOn && goesLiveOn < today)
    return problem(
      'goesLiveOn',
      `${printDate(goesLiveOn)} has passed. Leave the day empty to go live at once, or choose today or a later day.`,
      'The day on which it goes live has passed.',
    )
  if (on === null)
    return problem(
      'checkedOn',
      'Say on which day the sources were checked: readers are told that it is in force as of that day.',
      'The day on which the sources were checked is missing.',
    )
  if (on > today)
    return problem(
      'checkedOn',
      `${printDate(on)} has not come yet. Set the day on which the sources were checked.`,
      'The date is in the future.',
    )
  return (
    sinceLastCheck(on, submission, known) ??
    takingForce(on, submission, known) ??
    sinceRetrieval(on, entry, today)
  )
}

/** The day on which an edition takes force, if its sources were checked before that; otherwise null. */
export const takesForceOn = (
  checkedOn: LegalDate,
  { effectiveOn }: Pick<Submission, 'effectiveOn'>,
): LegalDate | null => (effectiveOn && effectiveOn > checkedOn ? effectiveOn : null)
