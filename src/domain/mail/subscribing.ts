import { parseEntryKey } from '../keys.ts'
import type { Cadence } from '../slots.ts'
import {
  CADENCES,
  EVERYTHING,
  MAIL_FORMATS,
  MOST_ENTRIES,
  type Choices,
  type Following,
  type MailFormat,
  type Subscriber,
} from './subscribers.ts'

/** The form's initial values. */
export const FIRST_CHOICES: Choices = {
  places: [],
  entries: [],
  cadence: 'weekly',
  atOnce: true,
  format: 'html',
}

/** What of the guides a subscriber follows. */
export type Followed = Pick<Choices, 'places' | 'entries'>

/** A form's fields as they were sent. */
interface Sent extends Followed {
  cadence: string
  atOnce: boolean
  format: string
}

/** Key of the jurisdiction that an entry belongs to: its slug, which never changes. */
export const placeOfEntry = (entry: string): string => parseEntryKey(entry)?.place ?? ''

/** Without the entries of places that are followed as a whole. */
export const withoutCovered = ({ places, entries }: Followed): Followed => ({
  places,
  entries: entries.filter((entry) => !places.includes(EVERYTHING) && !places.includes(placeOfEntry(entry))),
})

/** Validates the choices sent by a form. Places and entries that are not offered are dropped. */
export function readChoices(
  sent: Sent,
  offered: Followed,
): { choices: Choices; wrong: ('places' | 'entries' | 'cadence' | 'format')[] } {
  const places = sent.places.includes(EVERYTHING)
    ? [EVERYTHING]
    : offered.places.filter((place) => sent.places.includes(place))
  const followed = withoutCovered({
    places,
    entries: offered.entries.filter((entry) => sent.entries.includes(entry)),
  })
  const isCadence = Object.hasOwn(CADENCES, sent.cadence)
  const isFormat = Object.hasOwn(MAIL_FORMATS, sent.format)
  return {
    choices: {
      ...followed,
      cadence: isCadence ? (sent.cadence as Cadence) : FIRST_CHOICES.cadence,
      atOnce: sent.atOnce,
      format: isFormat ? (sent.format as MailFormat) : FIRST_CHOICES.format,
    },
    wrong: [
      ...(followed.places.length + followed.entries.length > 0 ? [] : ['places' as const]),
      ...(followed.entries.length > MOST_ENTRIES ? ['entries' as const] : []),
      ...(isCadence ? [] : ['cadence' as const]),
      ...(isFormat ? [] : ['format' as const]),
    ],
  }
}

/** A subscriber's current choices. */
export const choicesOf = ({ follows, cadence, atOnce, format }: Subscriber): Choices => ({
  ...followedOf(follows),
  cadence,
  atOnce,
  format,
})

/** What a subscriber follows, as they chose it: EVERYTHING replaces all others. */
export const followedOf = (follows: readonly Following[]): Followed => {
  const places = follows.filter(({ entry }) => entry === undefined).map(({ place }) => place)
  return withoutCovered({
    places: places.includes(EVERYTHING) ? [EVERYTHING] : places,
    entries: follows.flatMap(({ entry }) => entry ?? []),
  })
}

/** Follows places and entries: changes up to `since` are not reported. */
export const followAll = ({ places, entries }: Followed, since: number): Following[] => [
  ...places.map((place) => ({ place, since })),
  ...entries.map((entry) => ({ place: placeOfEntry(entry), entry, since })),
]

/**
 * What is followed after a change of choices. What was followed already keeps its `since`; what is new starts now.
 * An entry counts as followed with the places that were followed as a whole: a guide also tells of its sections and of
 * routes to other places. Switching from some places to everything keeps them alongside it, and switching from
 * everything to some treats those as followed for as long: the next digest reports what it would have reported before.
 */
export function refollow(
  follows: readonly Following[],
  { places, entries }: Followed,
  now: number,
): Following[] {
  const sinceOf = (isMeant: (each: Following) => boolean): number =>
    Math.min(now, ...follows.filter(isMeant).map(({ since }) => since))
  const isEverything = ({ place }: Following): boolean => place === EVERYTHING
  const isWhole = ({ entry }: Following): boolean => entry === undefined
  if (places.includes(EVERYTHING))
    return [
      { place: EVERYTHING, since: sinceOf(isEverything) },
      ...follows.filter((each) => !isEverything(each)),
    ]
  return [
    ...places.map((place) => ({
      place,
      since: sinceOf((each) => isEverything(each) || (isWhole(each) && each.place === place)),
    })),
    ...followAll({ places: [], entries }, now).map((each) => ({
      ...each,
      since: sinceOf((known) => isWhole(known) || known.entry === each.entry),
    })),
  ]
}
