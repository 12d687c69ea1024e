import type { Entry } from '../content/content.ts'
import { isFirstStep } from '../content/guide-parts.ts'
import { laterOf, type LegalDate } from '../dates.ts'
import type { Kind } from '../keys.ts'
import type { Change } from './changes.ts'
import type { Guide } from './guides.ts'
import type { Print } from './paths.ts'
import type { LiveEntry } from './snapshot.ts'

/** Prints that have a few fields of a few entries of a guide: they change when these do, and not with the guide. */
export const SHORT_PRINTS = ['sheet', 'card'] as const satisfies Print[]
export type ShortPrint = (typeof SHORT_PRINTS)[number]

export const isShort = (print: Print): print is ShortPrint => SHORT_PRINTS.some((each) => each === print)

/** The fields that each short print shows of an entry, by its kind. */
const FIELDS: Record<ShortPrint, Partial<Record<Kind, readonly string[]>>> = {
  sheet: {
    profile: ['emergency', 'doxxing'],
    channel: ['title', 'role', 'reach', 'body', 'url', 'contacts'],
    offence: ['title', 'reportAs', 'say', 'standing', 'timeLimit', 'classification', 'instruments'],
  },
  card: {
    profile: ['emergency'],
    channel: ['title', 'role', 'reach', 'url', 'contacts'],
  },
}

type Shown = Pick<Entry, 'kind'> & { content?: Entry['content'] }

/** True if a short print of its guide may show an entry, whatever there is room for. */
export function showsOf(print: ShortPrint, { kind, content }: Shown): boolean {
  if (!FIELDS[print][kind]) return false
  if (!content) return true
  if ('stage' in content) return isFirstStep(content)
  return 'reportAs' in content ? Boolean(content.say ?? content.reportAs ?? content.timeLimit) : true
}

/** The entries of a guide that a short print may show. */
export const shownOn = (print: ShortPrint, { profile, record, offences }: Guide): LiveEntry[] =>
  [profile, ...record, ...offences].filter((entry) => showsOf(print, entry))

/** True if what a short print shows of an entry is other after this change than before. */
const concerns = (print: ShortPrint, { entryKind, kind, fields }: Change): boolean => {
  const shown = FIELDS[print][entryKind]
  if (!shown) return false
  return kind === 'new' || kind === 'withdrawn' || fields.some(({ field }) => shown.includes(field))
}

/**
 * The day on which what a short print shows last changed. A guide changes for many other reasons. What is left out until
 * it takes force changes it again on that day.
 * @param changes of the guide.
 * @param calendar today, and the day of an instant where the site is.
 */
export function changedOn(
  print: ShortPrint,
  guide: Guide,
  changes: readonly Change[],
  { today, dayOf }: { today: LegalDate; dayOf: (instant: string) => LegalDate },
): LegalDate {
  const days = changes
    .filter((change) => change.jurisdiction === guide.place.key && concerns(print, change))
    .flatMap(({ at, effectiveOn }) => [
      dayOf(at),
      ...(effectiveOn && effectiveOn <= today ? [effectiveOn] : []),
    ])
  if (days.length > 0) return days.reduce(laterOf)
  return shownOn(print, guide).reduce(
    (day, { edition }) => laterOf(day, edition.since),
    guide.profile.edition.since,
  )
}
