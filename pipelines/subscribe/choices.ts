import { CADENCES, EVERYTHING, MAIL_FORMATS, type Choices } from '#domain/mail/subscribers.ts'

/** A place that can be chosen. */
export interface Place {
  key: string
  name: string
}

/** An error in one form field, in words for the sender. */
export interface Problem {
  field: 'address' | 'places' | 'cadence' | 'format'
  message: string
}

const EVERY_PLACE = 'Everything: all guides, those to come too'

/** The error message of one field; null where there is none. */
export const messageFor = (problems: readonly Problem[], field: Problem['field']): string | null =>
  problems.find((each) => each.field === field)?.message ?? null

const options = <T extends string>(labels: Record<T, string>, chosen: T) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value], checked: value === chosen }))

/** The form fields of the choices. */
export const choicesView = (places: readonly Place[], choices: Choices, problems: readonly Problem[]) => ({
  places: [
    { value: EVERYTHING, label: EVERY_PLACE, whole: true, checked: choices.places.includes(EVERYTHING) },
    ...places.map(({ key, name }) => ({
      value: key,
      label: name,
      whole: false,
      checked: choices.places.includes(key),
    })),
  ],
  cadences: options(CADENCES, choices.cadence),
  atOnce: choices.atOnce,
  formats: options(MAIL_FORMATS, choices.format),
  problem: {
    places: messageFor(problems, 'places'),
    cadence: messageFor(problems, 'cadence'),
    format: messageFor(problems, 'format'),
  },
})

/** The view of a choices form. */
export interface ChoicesForm {
  places: readonly Place[]
  choices: Choices
  problems: readonly Problem[]
}

const namesOf = (places: readonly Place[], chosen: readonly string[]): string =>
  chosen.includes(EVERYTHING)
    ? 'Everything'
    : chosen.map((key) => places.find((place) => place.key === key)?.name ?? key).join(', ')

/** A subscriber's choices, in words. */
export const factsOf = (places: readonly Place[], { places: chosen, cadence, atOnce, format }: Choices) => [
  { term: 'Places', text: namesOf(places, chosen) },
  { term: 'How often', text: CADENCES[cadence] },
  { term: 'What is urgent', text: atOnce ? 'At once' : 'With everything else' },
  { term: 'Form', text: MAIL_FORMATS[format] },
]
