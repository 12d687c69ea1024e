import type { Cadence } from '../slots.ts'
import {
  CADENCES,
  EVERYTHING,
  MAIL_FORMATS,
  type Choices,
  type Following,
  type MailFormat,
  type Subscriber,
} from './subscribers.ts'

/** The form's initial values. */
export const FIRST_CHOICES: Choices = { places: [], cadence: 'weekly', atOnce: true, format: 'html' }

/** Validates the choices sent by a form. Places that are not offered are dropped. */
export function readChoices(
  sent: { places: readonly string[]; cadence: string; atOnce: boolean; format: string },
  offered: readonly string[],
): { choices: Choices; wrong: ('places' | 'cadence' | 'format')[] } {
  const places = sent.places.includes(EVERYTHING)
    ? [EVERYTHING]
    : offered.filter((place) => sent.places.includes(place))
  const isCadence = Object.hasOwn(CADENCES, sent.cadence)
  const isFormat = Object.hasOwn(MAIL_FORMATS, sent.format)
  return {
    choices: {
      places,
      cadence: isCadence ? (sent.cadence as Cadence) : FIRST_CHOICES.cadence,
      atOnce: sent.atOnce,
      format: isFormat ? (sent.format as MailFormat) : FIRST_CHOICES.format,
    },
    wrong: [
      ...(places.length > 0 ? [] : ['places' as const]),
      ...(isCadence ? [] : ['cadence' as const]),
      ...(isFormat ? [] : ['format' as const]),
    ],
  }
}

/** A subscriber's current choices. */
export const choicesOf = ({ follows, cadence, atOnce, format }: Subscriber): Choices => ({
  places: placesOf(follows),
  cadence,
  atOnce,
  format,
})

/** The places a subscriber follows, as they chose them: EVERYTHING replaces all others. */
export const placesOf = (follows: readonly Following[]): string[] =>
  follows.some(({ place }) => place === EVERYTHING) ? [EVERYTHING] : follows.map(({ place }) => place)

/** Follows places: changes up to `since` are not reported. */
export const followAll = (places: readonly string[], since: number): Following[] =>
  places.map((place) => ({ place, since }))

/**
 * The places followed after a change of choices. A place already followed keeps its `since`; a new one starts
 * now. Switching from some places to everything keeps them alongside it, and switching from everything to some
 * treats those as followed for as long: the next digest reports what it would have reported before.
 */
export function refollow(follows: readonly Following[], places: readonly string[], now: number): Following[] {
  const since = new Map(follows.map((each) => [each.place, each.since]))
  const all = since.get(EVERYTHING)
  if (places.includes(EVERYTHING))
    return [{ place: EVERYTHING, since: all ?? now }, ...follows.filter(({ place }) => place !== EVERYTHING)]
  return places.map((place) => ({ place, since: Math.min(since.get(place) ?? now, all ?? now) }))
}
